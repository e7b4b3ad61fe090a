//! `/dossier/{id}/verzoek/nieuw`: a request that came on paper or at the desk. First whose and which right, then the rest.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::Caller;
use regie_casework::request::{Candidate, RecordInput, RequestForm};
use regie_casework::thing::RequestOf;
use regie_terms::{DossierId, Law, PersonId, RequestAbout, Right, Word};

use super::{Here, thing_kind};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::staff::dossier::{dossier_of, refused};
use crate::words::Lang;

/// How much of a fact stands in a choice.
pub(super) const SHORT: usize = 140;

#[derive(Template)]
#[template(path = "request/record.html")]
struct RecordPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    dossier: String,
    list: String,
    name: &'a str,
    /// The rest of the form, once it is chosen whose and which.
    rest: bool,
    /// Whose, and which right, as they were chosen.
    chosen: String,
    person: String,
    right: &'static str,
    people: Vec<Choice>,
    rights: Vec<Choice>,
    askers: Vec<Choice>,
    things: Vec<Choice>,
    /// Something of it is named already.
    naming: bool,
    abouts: Vec<Choice>,
    ways: Vec<Choice>,
    identities: Vec<Choice>,
    laws: Vec<Choice>,
    languages: Vec<Choice>,
}

fn address(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/verzoek/nieuw")
}

/// A text as it stands in a list of choices.
pub(crate) fn short(text: &str) -> String {
    let one: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if one.chars().count() <= SHORT {
        return one;
    }
    let cut: String = one.chars().take(SHORT).collect();
    format!("{}…", cut.trim_end())
}

/// A thing as a choice: its words, and what kind of thing it is.
pub(crate) fn thing(t: Lang, named: &str, kind: RequestOf, text: &str) -> Choice {
    Choice::new(named.to_owned(), short(text)).hint(thing_kind(t, kind))
}

/// Somebody who can make the request, by name.
pub(crate) fn asker(t: Lang, (one, name): &(Candidate, Option<String>)) -> Choice {
    let capacity = match &one.kind {
        Some(kind) => t.of(kind),
        None => t.of(&one.of),
    };
    let label = match name {
        Some(name) => format!("{name} ({capacity})"),
        None => t.with("request-unknown-holder", "who", capacity),
    };
    Choice::new(one.value.clone(), label)
}

/// How it can be made sure who asks.
pub(crate) fn identities(t: Lang) -> Vec<Choice> {
    Choice::words(t, "request-identity", ["document", "known"])
}

/// The form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let asked = Form::from_query(request.uri().query().unwrap_or_default());
    drop(request);
    let (page, mut form) = desk.restored(&caller, page, &address(dossier)).await;
    for name in ["person", "right"] {
        if asked.came(name) {
            form = form.set(name, asked.value(name));
        }
    }
    if !form.came("received") {
        let today = desk.house.today().strftime("%-d-%-m-%Y").to_string();
        form = form.set("received", today);
    }
    show(&desk, &caller, &page, form, dossier, StatusCode::OK).await
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    mut form: Form,
    dossier: DossierId,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let person: Option<PersonId> = form.value("person").parse().ok();
    let right = Right::from_word(form.value("right"));
    let found = match desk
        .house
        .request_form(caller, dossier, person, right.unwrap_or(Right::Access))
        .await
    {
        Ok(found) => found,
        Err(why) => return refused(page, why, &format!("/dossier/{dossier}/glas")),
    };
    let t = page.t;
    if let ([(one, _)], false) = (found.people.as_slice(), form.came("person")) {
        form = form.set("person", one.to_string());
    }
    if !form.came("language") {
        form = form.set("language", "nl");
    }
    let rest = found.person.is_some() && right.is_some();
    let name = |person: Option<PersonId>| {
        let known = found.people.iter().find(|one| Some(one.0) == person);
        known.map(|one| one.1.clone()).unwrap_or_default()
    };
    let drawn = RecordPage {
        p: page,
        f: Fields::new(t, "request", &form),
        here: address(dossier),
        dossier: format!("/dossier/{dossier}"),
        list: format!("/dossier/{dossier}/verzoeken"),
        name: &found.title,
        rest,
        chosen: t.with2(
            "request-chosen",
            "right",
            right.map_or("", |one| t.of(&one)),
            "name",
            name(found.person),
        ),
        person: found.person.map(|one| one.to_string()).unwrap_or_default(),
        right: right.map_or("", |one| one.as_str()),
        people: found
            .people
            .iter()
            .map(|(id, name)| Choice::new(id.to_string(), name.clone()))
            .collect(),
        rights: t.choices(Right::ALL),
        askers: found.candidates.iter().map(|one| asker(t, one)).collect(),
        things: things(t, &found),
        naming: form.came("things"),
        abouts: t.choices(RequestAbout::ALL),
        ways: Choice::words(t, "request-way", ["paper", "oral"]),
        identities: identities(t),
        laws: t.choices(Law::ALL),
        languages: vec![
            Choice::new("nl", "Nederlands"),
            Choice::new("en", "English"),
        ],
    };
    Ok(page.show_as(status, &drawn))
}

fn things(t: Lang, found: &RequestForm) -> Vec<Choice> {
    let all = found.things.iter();
    all.map(|one| thing(t, &one.named, one.kind, &one.text))
        .collect()
}

/// Writes it down.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    if form.ok() {
        let value = |name: &str| form.value(name).to_owned();
        let all = |name: &str| form.values(name).map(str::to_owned).collect();
        let input = RecordInput {
            person: value("person"),
            right: value("right"),
            by: all("by"),
            about: value("about"),
            things: all("things"),
            law: value("law"),
            decision: String::new(),
            words: value("words"),
            received: crate::entry::day(&form, "received"),
            way: value("way"),
            signed: value("signed"),
            identity: value("identity"),
            language: value("language"),
        };
        let request = request_of(&caller, &form);
        match desk
            .house
            .record_request(&caller, dossier, &input, request)
            .await
        {
            Ok(id) => {
                desk.sent(&caller, &address(dossier)).await;
                let here = Here {
                    dossier,
                    request: id,
                };
                return Ok(see_other(&format!("{}?klaar=opgeschreven", here.page())));
            }
            Err(why) if refuse::of_access(&why) => {
                return refused(&page, why, &format!("/dossier/{dossier}/glas"));
            }
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, form, dossier, status).await
}
