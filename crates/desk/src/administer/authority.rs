//! `/dossier/{id}/gezag`: who has authority over, or represents, whom, since when and until when.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use jiff::civil::Date;
use regie_casework::Caller;
use regie_casework::dossier::{AuthorityInput, AuthorityRow, DossierPage};
use regie_terms::{DossierId, PersonId, Representative, RequestId};

use super::people::{opened, people};
use super::{day, one, with_notice};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble, shown};
use crate::part::Empty;
use crate::refuse;
use crate::staff::dossier::{dossier_of, id_of, refused};
use crate::words::Lang;

const DONE: [(&str, &str); 1] = [("bewaard", "begin-done-authority")];

struct Held {
    id: String,
    who: String,
    days: String,
    /// On what it rests, and what else is known of it.
    known: Vec<String>,
    /// The paper, for who may read it.
    paper: bool,
    /// Whether nobody wrote down on what it rests.
    unproven: bool,
    /// Whether a last day can still be given.
    open: bool,
    request: String,
}

#[derive(Template)]
#[template(path = "administer/authority.html")]
struct AuthorityPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    title: String,
    back: String,
    people: Vec<Choice>,
    kinds: Vec<Choice>,
    rests: Vec<Choice>,
    kept: Vec<Choice>,
    higher: Vec<Choice>,
    held: Vec<Held>,
    none: Empty,
}

fn address(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/gezag")
}

fn held(t: Lang, open: &DossierPage, row: &AuthorityRow, today: Date) -> Held {
    let name = |id: PersonId| {
        open.people
            .iter()
            .find(|p| p.id == id)
            .map(|p| p.name.clone())
    };
    let by = row
        .by
        .and_then(name)
        .unwrap_or_else(|| t.say("dossier-not-here").to_owned());
    let over = name(row.person).unwrap_or_default();
    let since = t.day(row.since);
    Held {
        id: row.id.to_string(),
        who: format!("{by}: {} · {over}", t.of(&row.kind)),
        days: match row.until {
            Some(until) => t.with2("begin-authority-days", "from", since, "until", t.day(until)),
            None => t.with("begin-authority-since", "day", since),
        },
        known: known(t, row),
        paper: row.paper,
        unproven: row.evidence.is_none(),
        // One that ends by itself on a day to come, as at eighteen, can end before.
        open: row.until.is_none_or(|last| last > today),
        request: RequestId::fresh().to_string(),
    }
}

/// On what an authority rests, to what it was narrowed, and why nobody acts who comes before.
fn known(t: Lang, row: &AuthorityRow) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(evidence) = &row.evidence {
        let key = if evidence.kept {
            "begin-rests-kept"
        } else {
            "begin-rests-seen"
        };
        let what = t.word("rests", &word(&evidence.rests));
        out.push(t.with2(key, "what", what, "name", evidence.by.as_str()));
    }
    if let Some(to) = &row.narrowed {
        out.push(t.with("begin-narrowed-to", "to", to.as_str()));
    }
    if let Some((why, because)) = &row.higher {
        let why = t.word("higher", &word(why));
        out.push(t.with2("begin-higher-why", "why", why, "because", because.as_str()));
    }
    out
}

/// How a word is stored.
fn word(value: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).ok();
    let word = value.as_ref().and_then(|v| v.as_str());
    word.unwrap_or_default().to_owned()
}

async fn page_of(
    desk: &Desk,
    caller: &Caller,
    page: Page,
    form: &Form,
    dossier: DossierId,
    again: bool,
) -> Result<Response, Trouble> {
    let open = match opened(desk, caller, &page, dossier).await {
        Ok(open) => open,
        Err(other) => return other,
    };
    let t = page.t;
    let rows = desk
        .house
        .authorities(caller, dossier)
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    let drawn = AuthorityPage {
        p: &page,
        f: Fields::new(t, "begin", form),
        here: address(dossier),
        title: open.title.clone(),
        back: format!("/dossier/{dossier}"),
        people: people(&open),
        kinds: t.choices(Representative::ALL),
        rests: rests(t),
        kept: Choice::words(t, "begin-kept", ["seen", "kept"]),
        higher: Choice::words(t, "higher", ["absent", "unwilling", "unsuited"]),
        held: rows
            .iter()
            .map(|row| held(t, &open, row, desk.house.today()))
            .collect(),
        none: Empty {
            text: t.say("begin-authority-none").into(),
            hint: None,
            action: None,
        },
    };
    Ok(if again {
        page.again(&drawn)
    } else {
        page.show(&drawn)
    })
}

/// The list and the form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let page = with_notice(page, &request, &DONE);
    let query = Form::from_query(request.uri().query().unwrap_or_default());
    let chosen = query.value("persoon").to_owned();
    drop(request);
    let dossier = dossier_of(&dossier);
    let (page, mut form) = desk.restored(&caller, page, &address(dossier)).await;
    if !chosen.is_empty() && !form.came("person") {
        form = form.set("person", chosen).set("kind", "parent-or-guardian");
    }
    page_of(&desk, &caller, page, &form, dossier, false).await
}

/// Records one.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let input = AuthorityInput {
        person: one(&form, "person"),
        by: one(&form, "by"),
        kind: one(&form, "kind"),
        since: day(&form, "since"),
        until: day(&form, "until"),
        sure: one(&form, "sure"),
        ..evidence(&form)
    };
    let file = form.file("file").map(|file| file.bytes.clone());
    let act = desk.house.add_authority(
        &caller,
        dossier,
        (&input, file.as_deref()),
        request_of(&caller, &form),
    );
    match refuse::when_sound(&form, act).await {
        Ok(()) => {
            desk.sent(&caller, &address(dossier)).await;
            Ok(see_other(&format!("{}?klaar=bewaard", address(dossier))))
        }
        Err(why) => {
            refuse::into_form(page.t, &mut form, why)?;
            if file.is_some() {
                form.file_again("file");
            }
            page_of(&desk, &caller, page, &form, dossier, true).await
        }
    }
}

/// What the fields about evidence say.
fn evidence(form: &Form) -> AuthorityInput {
    AuthorityInput {
        rests: one(form, "rests"),
        kept: one(form, "kept"),
        narrowed: one(form, "narrowed"),
        higher: one(form, "higher"),
        higher_because: one(form, "higher_because"),
        ..AuthorityInput::default()
    }
}

/// On what it can rest.
pub(super) fn rests(t: Lang) -> Vec<Choice> {
    let all = [
        "authority-register",
        "court-decision",
        "appointment",
        "birth-certificate",
        "population-register",
        "written-authorisation",
    ];
    Choice::words(t, "rests", all)
}

#[derive(Template)]
#[template(path = "administer/evidence.html")]
struct EvidencePage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    back: String,
    rests: Vec<Choice>,
    kept: Vec<Choice>,
}

fn later<'a>(
    page: &'a Page,
    form: &'a Form,
    dossier: DossierId,
    authority: &str,
) -> EvidencePage<'a> {
    let back = address(dossier);
    EvidencePage {
        p: page,
        f: Fields::new(page.t, "begin", form),
        here: format!("{back}/{}/bewijs", id_of(authority)),
        back,
        rests: rests(page.t),
        kept: Choice::words(page.t, "begin-kept", ["seen", "kept"]),
    }
}

/// The form for one that was recorded without evidence, for who may change it.
pub(super) async fn rests_form(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, authority)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let found = id_of(&authority);
    let held = desk.house.authorities(&caller, dossier).await;
    let held = held.map_err(|why| refuse::trouble(page.t, why))?;
    if !held.iter().any(|one| one.id == found) {
        return Err(Trouble::NotFound);
    }
    let here = format!("{}/{}/bewijs", address(dossier), id_of(&authority));
    let (page, form) = desk.restored(&caller, page, &here).await;
    Ok(page.show(&later(&page, &form, dossier, &authority)))
}

/// Writes it down.
pub(super) async fn rests_sent(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, authority)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let input = evidence(&form);
    let file = form.file("file").map(|file| file.bytes.clone());
    let act = desk.house.authority_rests(
        &caller,
        dossier,
        id_of(&authority),
        (&input, file.as_deref()),
        request_of(&caller, &form),
    );
    match refuse::when_sound(&form, act).await {
        Ok(()) => Ok(see_other(&format!("{}?klaar=bewaard", address(dossier)))),
        Err(why) => {
            refuse::into_form(page.t, &mut form, why)?;
            if file.is_some() {
                form.file_again("file");
            }
            Ok(page.again(&later(&page, &form, dossier, &authority)))
        }
    }
}

/// The paper that is kept. Each look is a line of its own.
pub(super) async fn paper(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, authority)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let said = desk
        .house
        .authority_evidence(&caller, dossier, id_of(&authority))
        .await;
    match said {
        Ok(paper) => Ok(shown(&page, paper, address(dossier))),
        Err(why) => refused(&page, why, &format!("/dossier/{dossier}/glas")),
    }
}

/// Records the last day of one.
pub(super) async fn end(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, authority)): Path<(String, String)>,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let until = day(&form, "ends");
    match desk
        .house
        .end_authority(
            &caller,
            dossier,
            id_of(&authority),
            &until,
            request_of(&caller, &form),
        )
        .await
    {
        Ok(()) => Ok(see_other(&format!("{}?klaar=bewaard", address(dossier)))),
        Err(why) => {
            let mut clean = Form::new().set("request", RequestId::fresh().to_string());
            refuse::into_form(page.t, &mut clean, why)?;
            page_of(
                &desk,
                &caller,
                page.at(address(dossier)),
                &clean,
                dossier,
                true,
            )
            .await
        }
    }
}

/// Somebody who logs in again after sending a form of this page comes back to it.
pub(super) async fn back(Path((dossier, _)): Path<(String, String)>) -> Response {
    see_other(&address(dossier_of(&dossier)))
}
