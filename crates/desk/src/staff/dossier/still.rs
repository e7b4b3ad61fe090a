//! `/dossier/{id}/feit/{entry}/beperken` and `/dossier/{id}/persoon/{person}/beperken`: letting something stand still, or lifting that.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use regie_casework::dossier::DossierPage;
use regie_casework::restrict::{LiftInput, RestrictInput, Restricting, StillView};
use regie_casework::thing::{LiftGround, RestrictionGround};
use regie_casework::{Caller, Refused};
use regie_terms::{DossierId, Id, Outcome, PersonId};

use super::{dossier_of, id_of, refused};
use crate::entry::day;
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::words::Lang;

#[derive(Template)]
#[template(path = "staff/still.html")]
struct StillPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    dossier: String,
    /// What it is about: the words of a fact, the title of a document, a name.
    text: String,
    /// All that is recorded about somebody.
    person: bool,
    /// It stands still now: since when, and on what ground.
    standing: Option<(String, String)>,
    because: String,
    grounds: Vec<Choice>,
    /// The one who can be asked about it.
    ask: Option<String>,
}

/// What a page of this kind is about.
#[derive(Clone, Copy)]
pub(super) enum Subject {
    /// A fact or a document.
    Thing(Id),
    /// A person.
    Person(PersonId),
}

impl Subject {
    pub(super) fn address(self, dossier: DossierId, way: &str) -> String {
        match self {
            Self::Thing(id) => format!("/dossier/{dossier}/feit/{id}/{way}"),
            Self::Person(id) => format!("/dossier/{dossier}/persoon/{id}/{way}"),
        }
    }

    fn what(self) -> Restricting {
        match self {
            Self::Thing(id) => Restricting::Thing(id),
            Self::Person(id) => Restricting::Person(id),
        }
    }

    /// The words of it, and by what it stands still.
    pub(super) fn seen(self, open: &DossierPage) -> Option<(String, Option<StillView>)> {
        match self {
            Self::Thing(id) => {
                if let Some(entry) = open.entries.iter().find(|e| e.id == id) {
                    return Some((entry.text.clone(), entry.still.clone()));
                }
                let document = open.documents.iter().find(|d| d.id == id)?;
                Some((document.title.clone(), document.still.clone()))
            }
            Self::Person(id) => {
                let person = open.people.iter().find(|p| p.id == id)?;
                let still = open.still.iter().find(|(of, _)| *of == id);
                Some((person.name.clone(), still.map(|(_, still)| still.clone())))
            }
        }
    }
}

/// A ground in words.
pub(crate) fn ground(t: Lang, ground: RestrictionGround) -> &'static str {
    t.say(match ground {
        RestrictionGround::AccuracyContested => "still-ground-accuracy-contested",
        RestrictionGround::UnlawfulNoErasure => "still-ground-unlawful-no-erasure",
        RestrictionGround::NeededForClaim => "still-ground-needed-for-claim",
        RestrictionGround::ObjectionPending => "still-ground-objection-pending",
    })
}

fn grounds(t: Lang, lifts: bool) -> Vec<Choice> {
    let choice = |value: &str, text: &'static str| Choice::new(value.to_owned(), text);
    if lifts {
        let text = |one: LiftGround| match one {
            LiftGround::Consent => ("consent", "lift-ground-consent"),
            LiftGround::Decided => ("decided", "lift-ground-decided"),
            LiftGround::Claim => ("claim", "lift-ground-claim"),
            LiftGround::RightsOfOthers => ("rights-of-others", "lift-ground-rights-of-others"),
            LiftGround::PublicInterest => ("public-interest", "lift-ground-public-interest"),
        };
        return LiftGround::ALL
            .map(text)
            .map(|(value, key)| choice(value, t.say(key)))
            .into();
    }
    let value = |one: RestrictionGround| match one {
        RestrictionGround::AccuracyContested => "accuracy-contested",
        RestrictionGround::UnlawfulNoErasure => "unlawful-no-erasure",
        RestrictionGround::NeededForClaim => "needed-for-claim",
        RestrictionGround::ObjectionPending => "objection-pending",
    };
    RestrictionGround::ALL
        .map(|one| choice(value(one), ground(t, one)))
        .into()
}

/// The dossier, where the reader may edit it; else the answer to give.
pub(super) async fn opened(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    dossier: DossierId,
) -> Result<Result<DossierPage, Response>, Trouble> {
    let glass = format!("/dossier/{dossier}/glas?act=edit");
    match desk.house.open_dossier(caller, dossier).await {
        Ok(open) if open.edit.outcome == Outcome::Permitted => Ok(Ok(open)),
        Ok(open) => refused(page, Refused::Denied(vec![open.edit]), &glass).map(Err),
        Err(why) => refused(page, why, &glass).map(Err),
    }
}

fn drawn<'a>(
    page: &'a Page,
    form: &'a Form,
    (dossier, subject): (DossierId, Subject),
    open: &DossierPage,
) -> Result<StillPage<'a>, Trouble> {
    let t = page.t;
    let (text, still) = subject.seen(open).ok_or(Trouble::NotFound)?;
    // A fact of somebody about whom everything stands still is lifted with that.
    let by_person = matches!(subject, Subject::Thing(_));
    if by_person && still.as_ref().is_some_and(|s| s.person) {
        return Err(Trouble::NotFound);
    }
    let lifts = still.is_some();
    Ok(StillPage {
        p: page,
        f: Fields::new(t, if lifts { "lift" } else { "still" }, form),
        here: subject.address(dossier, "beperken"),
        dossier: format!("/dossier/{dossier}"),
        text: if lifts && by_person {
            String::new()
        } else {
            text
        },
        person: !by_person,
        standing: still
            .as_ref()
            .map(|s| (t.day(s.since), ground(t, s.ground).to_owned())),
        because: still.map(|s| s.because).unwrap_or_default(),
        grounds: grounds(t, lifts),
        ask: open.coordinator.as_ref().map(|c| c.name.clone()),
    })
}

async fn show(
    (desk, caller, page): (Desk, Caller, Page),
    at: (DossierId, Subject),
    request: Request,
) -> Result<Response, Trouble> {
    let open = match opened(&desk, &caller, &page, at.0).await? {
        Ok(open) => open,
        Err(answer) => return Ok(answer),
    };
    let address = at.1.address(at.0, "beperken");
    let asked = Form::from_query(request.uri().query().unwrap_or_default());
    let (page, form) = desk.restored(&caller, page, &address).await;
    let form = match asked.value("verzoek") {
        "" => form,
        id => form.set("verzoek", id.to_owned()),
    };
    Ok(page.show(&drawn(&page, &form, at, &open)?))
}

async fn act(
    (desk, caller, page): (Desk, Caller, Page),
    at: (DossierId, Subject),
    mut form: Form,
) -> Result<Response, Trouble> {
    let (dossier, subject) = at;
    let lifts = form.value("lift") == "yes";
    let because = form.value("because").to_owned();
    let text = |name: &str| form.value(name).to_owned();
    let (what, id) = (subject.what(), request_of(&caller, &form));
    let done = if lifts {
        let input = LiftInput {
            ground: text("ground"),
            because,
            told_on: day(&form, "told_on"),
        };
        refuse::when_sound(&form, desk.house.lift(&caller, dossier, what, &input, id)).await
    } else {
        let input = RestrictInput {
            ground: text("ground"),
            because,
            verzoek: text("verzoek"),
        };
        refuse::when_sound(
            &form,
            desk.house.restrict(&caller, dossier, what, &input, id),
        )
        .await
    };
    match done {
        Ok(()) => {
            desk.sent(&caller, &subject.address(dossier, "beperken"))
                .await;
            let word = if lifts { "gaat-verder" } else { "staat-stil" };
            return Ok(see_other(&format!("/dossier/{dossier}?klaar={word}")));
        }
        Err(why @ Refused::Denied(_)) => {
            return refused(&page, why, &format!("/dossier/{dossier}/glas?act=edit"));
        }
        Err(why) => refuse::into_form(page.t, &mut form, why)?,
    }
    let open = match opened(&desk, &caller, &page, dossier).await? {
        Ok(open) => open,
        Err(answer) => return Ok(answer),
    };
    Ok(page.again(&drawn(&page, &form, at, &open)?))
}

type At = Path<(String, String)>;

/// The form about a fact or a document.
pub(super) async fn thing(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, id)): At,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let at = (dossier_of(&dossier), Subject::Thing(id_of(&id)));
    show((desk, caller, page), at, request).await
}

/// Lets it stand still, or lifts that.
pub(super) async fn do_thing(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, id)): At,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let at = (dossier_of(&dossier), Subject::Thing(id_of(&id)));
    act((desk, caller, page), at, form).await
}

/// The form about all that is recorded about a person.
pub(super) async fn person(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, id)): At,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let at = (dossier_of(&dossier), Subject::Person(PersonId(id_of(&id))));
    show((desk, caller, page), at, request).await
}

/// Lets all of it stand still, or lifts that.
pub(super) async fn do_person(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, id)): At,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let at = (dossier_of(&dossier), Subject::Person(PersonId(id_of(&id))));
    act((desk, caller, page), at, form).await
}
