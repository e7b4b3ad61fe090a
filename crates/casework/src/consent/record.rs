//! Writing down an answer given at the table or on paper; a refusal is as easy to write down as a yes (CON-6 to CON-8, FLD-15).

use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::scan;
use crate::share::{Marked, Sharing, concerned};
use crate::thing::{ConsentGiven, ConsentWay, Outsider, ShareState, kind};
use crate::{House, Refused};
use regie_charter::{Parts, Whose};
use regie_terms::{
    Act, ConsentAnswer, ConsentForm as Form, Consenter, DossierId, Id, Representative, RequestId,
};
use regie_vault::{Changes, Draft};
use serde::Deserialize;

/// An answer as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ConsentInput {
    /// `subject`, `parent-or-guardian`, `representative`.
    pub of: String,
    /// Which one, where several could: what [`crate::share::AskedView::holder`] says.
    pub who: String,
    /// `given`, `refused`, `withdrawn`.
    pub answer: String,
    /// `at-the-table`, `on-paper`.
    pub way: String,
    /// `oral`, `written`.
    pub form: String,
    /// The day: not before the dossier was opened nor before the disclosure was begun, not after today.
    pub on: String,
    /// The name of who answered, where they are no person of the dossier; blank for who is.
    pub holder_name: String,
    /// As what they answered: one of [`crate::share::AskedView::capacities`]; blank where there is only one.
    pub holder_as: String,
    /// A reason given with it, if any.
    pub reason: String,
}

/// A form that is handed in: its bytes. What kind it is is read from the bytes; the name is not kept.
#[derive(Clone, Copy)]
pub struct FormFile<'a>(pub &'a [u8]);

/// The longest name, in characters.
const LONGEST_NAME: usize = 200;

/// Who answered without standing in the dossier, by name and as what. `kinds` is empty for somebody who does stand in it: then nothing is to
/// be typed here.
fn outsider(check: &mut Check, input: &ConsentInput, kinds: &[Representative]) -> Option<Outsider> {
    if kinds.is_empty() {
        if !input.holder_name.trim().is_empty() {
            check.fault("holder_name", "known");
        }
        return None;
    }
    let name = check.needed("holder_name", &input.holder_name, LONGEST_NAME);
    let kind = match kinds {
        [one] if input.holder_as.trim().is_empty() => Some(*one),
        several => check.word("holder_as", &input.holder_as, several),
    };
    Some(Outsider {
        name,
        kind: Some(kind?),
    })
}

impl House {
    /// Records an answer about a disclosure in preparation, or a withdrawal after it.
    ///
    /// # Errors
    /// [`Refused::Invalid`] with the fields to be mended: `answer: not-yet` for a yes while purpose or facts are still to be chosen; a capacity that does not count today is `unknown`; `file` is `too-large` or `not-a-form`.
    pub async fn record_consent(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
        input: &ConsentInput,
        file: Option<FormFile<'_>>,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.record_consent_once(caller, dossier, share, input, file, request))
    }

    async fn record_consent_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
        input: &ConsentInput,
        file: Option<FormFile<'_>>,
        request: RequestId,
    ) -> Result<(), Refused> {
        let ground = self
            .share_ground(caller, dossier, "record-consent", Act::Edit, request)
            .await?;
        if self.done_before(caller, "record-consent", request).await? {
            return Ok(());
        }
        let Sharing { row, person } = Sharing::of(&ground.case, share)?;
        let mut check = Check::default();
        let of = check.word("of", &input.of, Consenter::ALL);
        let answer = check.word("answer", &input.answer, ConsentAnswer::ALL);
        let form = check.word("form", &input.form, Form::ALL);
        let way = check
            .pick::<ConsentWay>("way", &input.way)
            .filter(|w| *w != ConsentWay::Portal);
        if way.is_none() && check.ok() {
            check.fault("way", "unknown");
        }
        let today = self.today();
        // Consent is asked anew for each disclosure: a day before this one took shape was about something else.
        let begun = self.local(row.value.begun).date();
        let first = ground.case.opened().map_or(begun, |day| day.max(begun));
        let on = check.day("on", &input.on, first, today);
        let reason = check.text("reason", &input.reason, 2000);
        let attached = match scan::handed_in(file.map(|f| f.0)).await {
            Some(Err(code)) => {
                check.fault("file", code);
                None
            }
            Some(Ok(scan)) => Some(scan),
            None => None,
        };
        match row.value.state {
            ShareState::Preparing => {}
            // What went cannot be called back, but what was agreed to can be withdrawn from then on.
            ShareState::Shared | ShareState::Afterwards
                if answer == Some(ConsentAnswer::Withdrawn) => {}
            _ => check.fault("share", "not-preparing"),
        }
        // A no stands whatever it will be about; a yes is to something (CON-6).
        let asked = &row.value;
        let told = asked.purpose.is_some() && !asked.purpose_text.is_empty();
        if answer == Some(ConsentAnswer::Given) && (!told || asked.facts.is_empty()) {
            check.fault("answer", "not-yet");
        }
        let data = Marked::of(&ground.case, person, &row.value.facts)
            .map(|m| m.data)
            .unwrap_or_default();
        let named = self
            .charters()
            .ask(&self.who_agrees(&ground.case, person, data, today)?)?;
        let candidates = self.people_to_ask(&ground.case, person, data, &named)?;
        let who: Vec<_> = candidates.iter().filter(|c| Some(c.0) == of).collect();
        if of.is_some() && who.is_empty() {
            check.fault("of", "unknown");
        }
        let typed = input.who.trim();
        let who = match who.as_slice() {
            [one] if typed.is_empty() => Some(*one),
            [] => None,
            several => {
                let found = several
                    .iter()
                    .find(|c| c.2.is_some_and(|h| h.to_string() == typed))
                    .copied();
                if found.is_none() {
                    check.fault(
                        "who",
                        if typed.is_empty() {
                            "unpicked"
                        } else {
                            "unknown"
                        },
                    );
                }
                found
            }
        };
        // Who is kept out, or may not act in this, says no as they like; their yes is nobody's.
        if let Some((_, _, Some(holder), ..)) = who
            && answer == Some(ConsentAnswer::Given)
            && !ground
                .case
                .can_be_asked(person, regie_terms::PersonId(*holder), data)
        {
            check.fault("who", "kept-out");
        }
        let outsider = match who {
            Some(one) => {
                let kinds = self.capacities(&ground.case, person, data, *one)?;
                outsider(&mut check, input, &kinds)
            }
            None => None,
        };
        // A no that somebody gave in the portal is theirs to change: there, or by a form they signed.
        let said_no = who.is_some_and(|candidate| {
            ground
                .case
                .consents_of(share)
                .filter(|c| Some(c.value.of) == of && c.value.person == candidate.1)
                .max_by_key(|c| c.value.at)
                .is_some_and(|c| {
                    c.value.way == ConsentWay::Portal && c.value.answer != ConsentAnswer::Given
                })
        });
        if said_no && answer == Some(ConsentAnswer::Given) && attached.is_none() {
            check.fault("answer", "said-no");
        }
        // Who is not in the dossier changes their own no; another in that place does not.
        if let (Some(place), Some(outsider), Some(ConsentAnswer::Given)) = (&who, &outsider, answer)
        {
            let own = |no: &ConsentGiven| no.outsider.as_ref() == Some(outsider);
            if ground.case.against(share, **place, |no| !own(no))
                && !ground.case.against(share, **place, own)
            {
                check.fault("holder_name", "said-no");
            }
        }
        check.done()?;
        let (Some(of), Some(answer), Some(form), Some(way), Some(on), Some(who)) =
            (of, answer, form, way, on, who)
        else {
            return Err(Refused::field("of", "unknown"));
        };

        let mut scope = ground.scope;
        let at = scope.at;
        scope.concerns = concerned(&ground.case, &row.value, person);
        scope.parts = Parts {
            about: Whose::Persons(vec![person]),
            kinds: &[kind::CONSENT, kind::CONSENT_FORM],
            only: None,
        };
        let key = ground
            .case
            .share_key(person, row.value.law)
            .unwrap_or(ground.own);
        let Allowed { permit, .. } = self
            .allow_change_under(scope, Some(key), &[ground.access])
            .await?;
        let consent = ConsentGiven {
            of,
            person: who.1,
            answer,
            form,
            way,
            on,
            at,
            by: caller.account(),
            told: super::told(&row.value),
            about: row.value.matter(),
            holder: who.2.filter(|_| of != Consenter::Subject),
            outsider,
            reason,
            shown: None,
        };
        let mut changes = Changes {
            line_key: Some(key),
            ..Changes::default()
        };
        let draft = Draft::new(kind::CONSENT, key, &consent)?
            .dossier(dossier.0)
            .person(person.0)
            .account(caller.account().0)
            .of(share);
        if let Some(form) = attached {
            let form = Draft::new(kind::CONSENT_FORM, key, &form)?
                .dossier(dossier.0)
                .person(person.0)
                .of(draft.id);
            changes.add.push(form);
        }
        changes.add.push(draft);
        if answer == ConsentAnswer::Withdrawn {
            let who = crate::act::responsible(&ground.standing, caller);
            let told = self.notice_of_withdrawal((&ground.case, dossier), row, who)?;
            changes.add.extend(told);
        }
        if row.value.state == ShareState::Preparing {
            let of = (dossier, share, person);
            self.touched(caller, &ground.standing, of, &mut changes)
                .await?;
        }
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}
