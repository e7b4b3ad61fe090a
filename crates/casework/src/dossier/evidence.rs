//! On what somebody's authority rests, and the paper of it: read by who keeps the dossier, each look with a line (CON-4, CON-5).

use super::authority::AuthorityInput;
use crate::act::{Allowed, Case, again};
use crate::check::Check;
use crate::entry::sees_shielded;
use crate::guard::Caller;
use crate::thing::{Authority, Evidence, Higher, Rests, Scan, TaskKind, kind};
use crate::{House, Refused, ScanView, scan};
use jiff::civil::Date;
use regie_terms::{DossierId, Id, PersonId, Representative, RequestId};
use regie_vault::open::Where;
use regie_vault::{Changes, Draft};

/// The longest text, in characters.
const LONGEST: usize = 500;

/// Where a representative stands in the order in which people act for somebody (BW 7:465 lid 3, ZO 10.2, KE-X.III). A bewindvoerder acts in money
/// matters beside whoever else does.
const fn rung(kind: Representative) -> u8 {
    match kind {
        Representative::ParentOrGuardian
        | Representative::Mentor
        | Representative::Curator
        | Representative::Bewindvoerder => 0,
        Representative::SpouseOrPartner => 1,
        Representative::Parent | Representative::BrotherOrSister | Representative::ChildOfAge => 2,
    }
}

/// Whether a court has to have appointed them.
const fn appointed(kind: Representative) -> bool {
    matches!(
        kind,
        Representative::Mentor | Representative::Curator | Representative::Bewindvoerder
    )
}

impl AuthorityInput {
    /// On what it rests. `kind` is what they act as, where that was read.
    pub(super) fn evidence(
        &self,
        check: &mut Check,
        kind: Option<Representative>,
        scanned: bool,
        (by, at): (&str, i64),
    ) -> Option<Evidence> {
        let rests = check.pick::<Rests>("rests", &self.rests)?;
        let by_court = matches!(rests, Rests::CourtDecision | Rests::Appointment);
        if kind.is_some_and(appointed) && !by_court {
            check.fault("rests", "needs-court");
        }
        let kept = match self.kept.trim() {
            "kept" => true,
            "seen" => false,
            "" => {
                check.fault("kept", "unpicked");
                false
            }
            _ => {
                check.fault("kept", "unknown");
                false
            }
        };
        if kept && !scanned {
            check.fault("file", "missing");
        } else if scanned && !kept {
            check.fault("kept", "seen-with-file");
        }
        Some(Evidence {
            rests,
            kept,
            by: by.to_owned(),
            at,
        })
    }

    /// Why nobody acts who comes before in the order; asked of who comes later, and of nobody else.
    pub(super) fn higher(
        &self,
        check: &mut Check,
        case: &Case,
        (person, kind): (PersonId, Representative),
        today: Date,
    ) -> Option<(Higher, String)> {
        if rung(kind) == 0 {
            return None;
        }
        let why = check.pick::<Higher>("higher", &self.higher);
        let because = check.needed("higher_because", &self.higher_because, LONGEST);
        let before = case.authority_over(person, today).any(|a| {
            rung(a.value.kind) < rung(kind) && a.value.kind != Representative::Bewindvoerder
        });
        if before && why == Some(Higher::Absent) {
            check.fault("higher", "recorded");
        }
        Some((why?, because))
    }
}

impl House {
    /// Writes down on what an authority rests that was recorded without.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not edit; [`Refused::Invalid`] with the fields to be mended; [`Refused::NotFound`] for one of another dossier.
    pub async fn authority_rests(
        &self,
        caller: &Caller,
        dossier: DossierId,
        authority: Id,
        (input, file): (&AuthorityInput, Option<&[u8]>),
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.authority_rests_once(caller, dossier, authority, (input, file), request))
    }

    async fn authority_rests_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        authority: Id,
        (input, file): (&AuthorityInput, Option<&[u8]>),
        request: RequestId,
    ) -> Result<(), Refused> {
        const ACT: &str = "authority-rests";
        let (mut scope, access, (_, gate)) =
            self.authority_scope(caller, dossier, ACT, request).await?;
        let case = self.case(&gate, &super::authority::CASE).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let found = case
            .authorities
            .iter()
            .find(|a| a.id == authority)
            .ok_or(Refused::NotFound)?;
        let mut check = Check::default();
        let scanned = handed_in(&mut check, file).await;
        let by = (caller.name(), scope.at);
        let evidence = input.evidence(&mut check, Some(found.value.kind), scanned.is_some(), by);
        let narrowed = check.text("narrowed", &input.narrowed, LONGEST);
        check.done()?;
        scope.concerns = found
            .person
            .into_iter()
            .chain(found.of)
            .map(PersonId)
            .collect();
        let Allowed { permit, .. } = self
            .allow_change_under(scope, Some(found.key), &[access])
            .await?;
        let value = Authority {
            evidence,
            narrowed,
            ..found.value.clone()
        };
        let mut changes = Changes {
            replace: vec![Draft::over(kind::AUTHORITY, found, &value)?],
            line_key: Some(found.key),
            ..Changes::default()
        };
        if let Some(scanned) = scanned {
            let mut paper = Draft::new(kind::AUTHORITY_EVIDENCE, found.key, &scanned)?
                .dossier(dossier.0)
                .of(found.id);
            paper.person = found.person;
            changes.add.push(paper);
        }
        let _ = self.write(permit, changes).await?;
        Ok(())
    }

    /// The paper of an authority: for coordinator and substitute, with a line of its own.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not edit the dossier; [`Refused::NotFound`] when there is no such paper in it, or for who neither
    /// coordinates nor stands in.
    pub async fn authority_evidence(
        &self,
        caller: &Caller,
        dossier: DossierId,
        authority: Id,
    ) -> Result<ScanView, Refused> {
        again!(self.authority_evidence_once(caller, dossier, authority))
    }

    async fn authority_evidence_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        authority: Id,
    ) -> Result<ScanView, Refused> {
        let (mut scope, access, _) = self
            .authority_scope(
                caller,
                dossier,
                "view-authority-evidence",
                RequestId::fresh(),
            )
            .await?;
        let standing = self.standing(caller, dossier).await?;
        let row = self
            .vault()
            .routing(Where::Of(authority), &[kind::AUTHORITY_EVIDENCE])
            .await?
            .into_iter()
            .rfind(|r| r.dossier == Some(dossier.0))
            .filter(|_| sees_shielded(standing.relation))
            .ok_or(Refused::NotFound)?;
        scope.moves.clear();
        scope.concerns = row.person.map(PersonId).into_iter().collect();
        scope.parts.kinds = &[kind::AUTHORITY_EVIDENCE];
        scope.parts.only = Some(vec![row.id]);
        let Allowed { permit, .. } = self
            .allow_look_under(scope, Some(row.key), &[access])
            .await?;
        let receipt = self.vault().look(permit, Some(row.key)).await?;
        let mut opened = self.vault().open(receipt).await?;
        let paper = opened
            .take::<Scan>(kind::AUTHORITY_EVIDENCE)?
            .pop()
            .ok_or(Refused::NotFound)?
            .value;
        ScanView::of(paper)
    }

    /// The tasks to write down who has authority over somebody, which are done once that is.
    pub(crate) async fn authority_known(&self, person: PersonId) -> Result<Vec<Id>, Refused> {
        self.tasks_of(person.0, |what| what == TaskKind::RecordAuthority)
            .await
    }
}

/// A paper, where one was handed in.
pub(super) async fn handed_in(check: &mut Check, file: Option<&[u8]>) -> Option<Scan> {
    match scan::handed_in(file).await {
        Some(Ok(scanned)) => Some(scanned),
        Some(Err(code)) => {
            check.fault("file", code);
            None
        }
        None => None,
    }
}
