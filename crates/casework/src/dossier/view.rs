//! What a page shows of a dossier: plain values, with no way back to what was left out.

use crate::dossier::{Decides, Standing};
use crate::restrict::StillView;
use crate::share::ShareStage;
use crate::thing::{Label, Release, ShareState};
use jiff::civil::Date;
use regie_terms::{
    AccountId, Act, ConsentAnswer, ConsentForm, Consenter, Function, Id, Party, PersonId, Purpose,
    Representative,
};
use serde::Serialize;

/// A colleague's name.
#[derive(Clone, Debug, Serialize)]
pub struct StaffName {
    /// The account.
    pub account: AccountId,
    /// The name.
    pub name: String,
    /// Whether they are there today.
    pub present: bool,
    /// Whether their account ended: they do not work here any more.
    pub gone: bool,
}

/// A person in the dossier.
#[derive(Clone, Debug, Serialize)]
pub struct PersonView {
    /// The person.
    pub id: PersonId,
    /// Given names and surname.
    pub name: String,
    /// Date of birth.
    pub born: Date,
    /// Whole years today.
    pub age: i16,
    /// What they are in the household.
    pub role: Option<String>,
    /// Whether it is first of all about them.
    pub principal: bool,
    /// Grouped BSN.
    pub bsn: Option<String>,
    /// Street and number, postcode and place.
    pub address: Option<String>,
    /// Whether the address must not be told on.
    pub secret_address: bool,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Whether they can weigh the matter.
    pub can_weigh: bool,
    /// From which day others decide about them, where that is soon.
    pub decides: Option<Decides>,
    /// Who has authority or represents.
    pub authority: Vec<AuthorityView>,
    /// What was said to being known here, for somebody involved who gets no help (REC-5).
    pub agreement: Option<AgreementView>,
}

/// What somebody said who was asked whether something may be recorded: a fact, or that they are known in the dossier.
#[derive(Clone, Debug, Serialize)]
pub struct AgreementView {
    /// In which capacity.
    pub of: Consenter,
    /// Who, besides the person themself; `None` where that was not written down.
    pub name: Option<String>,
    /// What.
    pub answer: ConsentAnswer,
    /// In which form.
    pub form: ConsentForm,
    /// On which day.
    pub on: Date,
}

/// Who has authority over or represents somebody.
#[derive(Clone, Debug, Serialize)]
pub struct AuthorityView {
    /// What stands for them in a form: their person's id, or that of the record of their authority.
    pub holder: Id,
    /// As what.
    pub kind: Representative,
    /// Who, when known in the dossier.
    pub name: Option<String>,
    /// The last day, when it ended or ends.
    pub until: Option<Date>,
}

/// An entry with its whole label.
#[derive(Clone, Debug, Serialize)]
pub struct EntryView {
    /// The entry.
    pub id: Id,
    /// About whom; `None` for the family.
    pub person: Option<PersonId>,
    /// Their name; empty for the family.
    pub person_name: String,
    /// The text.
    pub text: String,
    /// The label.
    pub label: Label,
    /// Recorded, milliseconds since 1970 UTC.
    pub at: i64,
    /// By whom.
    pub by: String,
    /// How the client sees it.
    pub reading: Option<String>,
    /// The day it is about.
    pub about_day: Option<Date>,
    /// Who was asked whether it may be recorded, and what they said.
    pub consents: Vec<AgreementView>,
    /// The entry it corrects.
    pub corrects: Option<Id>,
    /// Why it corrects.
    pub correction: Option<String>,
    /// The entry that corrects it.
    pub corrected_by: Option<Id>,
    /// Whether it is kept out of ordinary view: the reader sees it as coordinator or substitute, and nobody else does.
    pub shielded: bool,
    /// Whether it is kept from the family alone: it was recorded for safety and is not shielded.
    pub kept: bool,
    /// The name of the one of the family who was told of what is kept from the rest, and reads it.
    pub told: Option<String>,
    /// That somebody asked to let it be seen, which waits for another to confirm it.
    pub unshield: Option<UnshieldView>,
    /// That it stands still: then nothing works on it, and its words are not here.
    pub still: Option<StillView>,
}

/// A request to take a shield away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnshieldView {
    /// Who asked.
    pub by: AccountId,
    /// Their name.
    pub name: String,
    /// Why.
    pub because: String,
}

impl UnshieldView {
    /// Of what is stored.
    pub(crate) fn of(release: &Release) -> Self {
        Self {
            by: release.asked_by,
            name: release.asked_name.clone(),
            because: release.because.clone(),
        }
    }
}

/// A broken glass, as it stands in the dossier.
#[derive(Clone, Debug, Serialize)]
pub struct GlassView {
    /// Its id.
    pub id: Id,
    /// Who.
    pub name: String,
    /// In which function.
    pub function: Function,
    /// View or edit.
    pub act: Act,
    /// Why.
    pub reason: String,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// Until when, milliseconds since 1970 UTC.
    pub until: i64,
    /// Whether it is open now.
    pub open: bool,
    /// Whether coordinator and substitute judge it: a broken glass. Who looks with a reason because of their function is judged by neither.
    pub judged: bool,
    /// The judgements so far.
    pub reviews: Vec<ReviewView>,
}

/// A judgement of a broken glass.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewView {
    /// Its id.
    pub id: Id,
    /// By whom.
    pub name: String,
    /// Whether it was justified.
    pub justified: bool,
    /// Why.
    pub because: String,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
}

/// A disclosure, in one line.
#[derive(Clone, Debug, Serialize)]
pub struct ShareView {
    /// Its id.
    pub id: Id,
    /// Whose data; `None` while that was not chosen.
    pub person: Option<PersonId>,
    /// What was done with it.
    pub state: ShareState,
    /// How far it really is, with what was answered.
    pub stage: ShareStage,
    /// To what kind of party.
    pub party: Party,
    /// Its name.
    pub recipient: String,
    /// Purpose.
    pub purpose: Option<Purpose>,
    /// The entries that go or went, those apart that the reader does not see.
    pub entries: Vec<Id>,
    /// Begun, milliseconds since 1970 UTC.
    pub begun: i64,
    /// Shared, milliseconds since 1970 UTC.
    pub shared_at: Option<i64>,
    /// Whether its recipient is still to be told what became of what went.
    pub to_tell: bool,
}

impl StaffName {
    /// The name of an appointed colleague.
    pub(crate) fn of(
        account: Option<AccountId>,
        names: &[(AccountId, String)],
        (present, gone): (bool, bool),
    ) -> Option<Self> {
        let account = account?;
        let name = names
            .iter()
            .find(|(id, _)| *id == account)
            .map(|(_, n)| n.clone())
            .unwrap_or_default();
        Some(Self {
            account,
            name,
            present,
            gone,
        })
    }

    /// Coordinator and substitute of a dossier that the reader opened or found.
    pub(crate) fn pair(
        standing: &Standing,
        names: &[(AccountId, String)],
    ) -> (Option<Self>, Option<Self>) {
        let [one, other] = standing.really_present;
        let [one_gone, other_gone] = standing.gone;
        (
            Self::of(standing.coordinator, names, (one, one_gone)),
            Self::of(standing.substitute, names, (other, other_gone)),
        )
    }
}
