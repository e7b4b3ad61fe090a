//! Opening a matter: about whom, with the first signs, and who reads along (step 1).

use super::LONGEST;
use super::ground::record;
use crate::act::{Allowed, again};
use crate::check::{Check, FIRST_DAY};
use crate::guard::Caller;
use crate::thing::{Meldcode, MeldcodeReader, MeldcodeRecord, MeldcodeWhat, kind};
use crate::{House, Refused};
use regie_terms::{AccountId, Act, DeskAct, DossierId, Id, PersonId, RequestId};
use regie_vault::{Changes, Draft};
use serde::Deserialize;

/// A matter as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct OpenInput {
    /// About whom: who may be the victim.
    pub people: Vec<String>,
    /// The signs.
    pub signals: String,
    /// Who told of them, if somebody did.
    pub reporter: String,
    /// Which day they were seen or told.
    pub on: String,
    /// Which involved colleagues read along.
    pub readers: Vec<String>,
}

const ACT: &str = "open-meldcode";

impl House {
    /// Opens a matter with its first signs. It is kept from the family and from colleagues at once. The same request again answers as the first time.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not; [`Refused::Invalid`] at `people` (`missing`, `unknown`), `signals`, `reporter`, `on` and `readers`
    /// (`not-involved`).
    pub async fn open_meldcode(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &OpenInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        again!(self.open_meldcode_once(caller, dossier, input, request))
    }

    async fn open_meldcode_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &OpenInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        let what = (ACT, DeskAct::OpenMeldcode, Act::Edit);
        let ground = self.meldcode_ground(caller, dossier, what, request).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(request.0);
        }
        let mut check = Check::default();
        let mut people: Vec<PersonId> = Vec::new();
        for typed in input.people.iter().filter(|t| !t.trim().is_empty()) {
            let Some(one) = check.id("people", typed).map(PersonId) else {
                continue;
            };
            if ground.case.person(one).is_none() {
                check.fault("people", "unknown");
            } else if !people.contains(&one) {
                people.push(one);
            }
        }
        if check.ok() && people.is_empty() {
            check.fault("people", "missing");
        }
        let text = check.needed("signals", &input.signals, LONGEST);
        let reporter = check.text("reporter", &input.reporter, 1000);
        let on = check.day("on", &input.on, FIRST_DAY, self.today());
        let readers = self.named(&mut check, dossier, &input.readers).await?;
        check.done()?;
        let on = on.ok_or_else(|| Refused::field("on", "missing"))?;
        let key = people.iter().find_map(|p| ground.case.any_file(*p));
        let key = key.unwrap_or(ground.own);
        let (at, by) = (ground.scope.at, caller.name().to_owned());
        let matter = Meldcode {
            people,
            at,
            by: by.clone(),
        };
        let first = MeldcodeRecord {
            on,
            what: MeldcodeWhat::Signals { text, reporter },
            danger: false,
            at,
            by: by.clone(),
        };
        let mut changes = Changes {
            add: vec![
                Draft::new(kind::MELDCODE, key, &matter)?
                    .id(request.0)
                    .dossier(dossier.0)
                    .account(caller.account().0),
                record(&first, (request.0, key), (dossier, caller.account()))?,
            ],
            line_key: Some(key),
            ..Changes::default()
        };
        for reader in readers {
            let value = MeldcodeReader { at, by: by.clone() };
            changes.add.push(
                Draft::new(kind::MELDCODE_READER, key, &value)?
                    .dossier(dossier.0)
                    .account(reader.0)
                    .of(request.0),
            );
        }
        let Allowed { permit, .. } = self
            .allow_meldcode(ground.scope, key, (&ground.task, &ground.access))
            .await?;
        let _ = self.write(permit, changes).await?;
        Ok(request.0)
    }

    /// The colleagues who were named, each involved in the dossier today.
    pub(super) async fn named(
        &self,
        check: &mut Check,
        dossier: DossierId,
        typed: &[String],
    ) -> Result<Vec<AccountId>, Refused> {
        let today = crate::day_number(self.today());
        let at = regie_vault::open::Where::Dossier(dossier.0);
        let rows = self.vault().vouched(at, &[kind::INVOLVEMENT]).await?;
        let mut out: Vec<AccountId> = Vec::new();
        for typed in typed.iter().filter(|t| !t.trim().is_empty()) {
            let Some(one) = check.id("readers", typed) else {
                continue;
            };
            let here = rows
                .iter()
                .any(|r| r.account == Some(one) && r.due.is_none_or(|last| today <= last));
            if !here {
                check.fault("readers", "not-involved");
            } else if !out.contains(&AccountId(one)) {
                out.push(AccountId(one));
            }
        }
        Ok(out)
    }
}
