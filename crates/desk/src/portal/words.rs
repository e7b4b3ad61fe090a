//! `/mijn/{person}/toevoegen`, `/mijn/{person}/feit/{entry}/mijn-kant` and `/mijn/{person}/woorden/{words}/weg`: saying something in one's own words,
//! and taking it back. It stands beside what the team wrote, and the team takes it in.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::portal::{MyFile, PortalCapacity};
use regie_casework::thing::{TakenWay, WordsAbout};
use regie_casework::words::{MyTaken, MyWords, WordsInput};
use regie_casework::{Caller, Refused};
use regie_terms::{Consenter, Id, PersonId};

use super::{acting, person_of};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Action, Badge, Said, Tone};
use crate::refuse;
use crate::staff::dossier::id_of;
use crate::words::Lang;

/// What was just done, by the word in the address of the file.
pub(super) const DONE: [(&str, &str); 3] = [
    super::contact::DONE,
    ("geschreven", "own-done-written"),
    ("teruggenomen", "own-done-back"),
];

#[derive(Template)]
#[template(path = "portal/words.html")]
struct WordsPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    title: &'static str,
    lead: &'static str,
    here: String,
    back: String,
    /// The fact it is about.
    fact: Option<&'a str>,
    kinds: Vec<Choice>,
    readers: String,
}

#[derive(Template)]
#[template(path = "portal/words_back.html")]
struct BackPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    back: String,
    text: &'a str,
}

fn back(person: PersonId) -> String {
    format!("/mijn/{person}")
}

fn address(person: PersonId, entry: Option<Id>) -> String {
    match entry {
        None => format!("/mijn/{person}/toevoegen"),
        Some(entry) => format!("/mijn/{person}/feit/{entry}/mijn-kant"),
    }
}

/// The form for an addition.
pub(super) async fn add(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(person): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let at = (person_of(&person), None);
    let (page, form) = desk.restored(&caller, page, &address(at.0, at.1)).await;
    show(&desk, &caller, page, &form, at, StatusCode::OK).await
}

/// The form about a fact. `?wat=klopt-niet` says which of the two was chosen where it was read.
pub(super) async fn side(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((person, entry)): Path<(String, String)>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let at = (person_of(&person), Some(id_of(&entry)));
    let query = Form::from_query(request.uri().query().unwrap_or_default());
    drop(request);
    let (page, mut form) = desk.restored(&caller, page, &address(at.0, at.1)).await;
    if !form.came("what") {
        form = match query.value("wat") {
            "klopt-niet" => form.set("what", "wrong"),
            "mijn-kant" => form.set("what", "own-side"),
            _ => form,
        };
    }
    show(&desk, &caller, page, &form, at, StatusCode::OK).await
}

async fn file(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    person: PersonId,
) -> Result<MyFile, Trouble> {
    desk.house
        .my_file(caller, person)
        .await
        .map_err(|why| refuse::trouble(page.t, why))
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: Page,
    form: &Form,
    (person, entry): (PersonId, Option<Id>),
    status: StatusCode,
) -> Result<Response, Trouble> {
    let t = page.t;
    let file = file(desk, caller, &page, person).await?;
    let fact = match entry {
        None => None,
        Some(id) => {
            let found = file.entries.iter().find(|one| one.id == id);
            Some(found.ok_or(Trouble::NotFound)?.text.as_str())
        }
    };
    let own = file.capacity == PortalCapacity::Subject;
    let page = acting(page, &file.name, file.capacity);
    let (title, lead) = match fact {
        None => ("own-add-title", "own-add-lead"),
        Some(_) => ("own-side-title", "own-side-lead"),
    };
    Ok(page.show_as(
        status,
        &WordsPage {
            p: &page,
            f: Fields::new(t, "own", form),
            title: t.say(title),
            lead: t.say(lead),
            here: address(person, entry),
            back: back(person),
            kinds: vec![
                Choice::new("wrong", t.say("own-what-wrong")),
                Choice::new("own-side", t.say("own-what-side")),
            ],
            fact,
            readers: if own {
                t.say("own-readers").to_owned()
            } else {
                t.with("own-readers-also", "name", file.name.as_str())
            },
        },
    ))
}

/// Writes an addition.
pub(super) async fn post_add(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(person): Path<String>,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    write(&desk, &caller, page, form, (person_of(&person), None)).await
}

/// Writes about a fact.
pub(super) async fn post_side(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((person, entry)): Path<(String, String)>,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let at = (person_of(&person), Some(id_of(&entry)));
    write(&desk, &caller, page, form, at).await
}

async fn write(
    desk: &Desk,
    caller: &Caller,
    page: Page,
    mut form: Form,
    (person, entry): (PersonId, Option<Id>),
) -> Result<Response, Trouble> {
    if form.ok() {
        let input = WordsInput {
            what: form.value("what").to_owned(),
            text: form.value("text").to_owned(),
        };
        let request = request_of(caller, &form);
        let said = desk
            .house
            .write_words(caller, person, entry, &input, request)
            .await;
        match said {
            Ok(words) => {
                desk.sent(caller, &address(person, entry)).await;
                let place = match entry {
                    Some(entry) => format!("gegeven-{entry}"),
                    None => format!("woorden-{words}"),
                };
                let there = back(person);
                return Ok(see_other(&format!("{there}?klaar=geschreven#{place}")));
            }
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(desk, caller, page, &form, (person, entry), status).await
}

/// Whether to take words back.
pub(super) async fn ask_back(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((person, words)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let at = (person_of(&person), id_of(&words));
    show_back(&desk, &caller, page, &Form::new(), at, StatusCode::OK).await
}

async fn show_back(
    desk: &Desk,
    caller: &Caller,
    page: Page,
    form: &Form,
    (person, words): (PersonId, Id),
    status: StatusCode,
) -> Result<Response, Trouble> {
    let file = file(desk, caller, &page, person).await?;
    let found = (file.words.iter())
        .find(|one| one.id == words && one.own)
        .ok_or(Trouble::NotFound)?;
    if found.taken.is_some() {
        return Ok(see_other(&back(person)));
    }
    let page = acting(page, &file.name, file.capacity);
    let form = form
        .clone()
        .set("request", regie_terms::RequestId::fresh().to_string());
    Ok(page.show_as(
        status,
        &BackPage {
            p: &page,
            f: Fields::new(page.t, "own", &form),
            here: format!("/mijn/{person}/woorden/{words}/weg"),
            back: back(person),
            text: &found.text,
        },
    ))
}

/// Takes them back.
pub(super) async fn post_back(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((person, words)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let (person, words) = (person_of(&person), id_of(&words));
    if form.ok() {
        let request = request_of(&caller, &form);
        let said = desk
            .house
            .take_words_back(&caller, person, words, request)
            .await;
        match said {
            Ok(()) => return Ok(see_other(&format!("{}?klaar=teruggenomen", back(person)))),
            // Taken in meanwhile: the file says what was done with them.
            Err(Refused::Invalid(errors)) if errors.iter().any(|e| e.field == "words") => {
                return Ok(see_other(&back(person)));
            }
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show_back(&desk, &caller, page, &form, (person, words), status).await
}

/// Words as the file shows them. `own` says that the reader looks at their own file.
pub(super) fn said(
    t: Lang,
    (own, person): (bool, PersonId),
    words: &MyWords,
    local: &dyn Fn(i64) -> jiff::Zoned,
) -> Said {
    let title = match (words.own, words.capacity) {
        (true, _) => "own-title-yours",
        _ if words.brought.as_ref().is_some_and(|from| !from.own_words) => "own-title-brought",
        // Beside a fact about the family: another member wrote it in their own file.
        _ if words.person != Some(person) => "own-title-family",
        (false, Consenter::Subject) if own => "own-title-yours",
        (false, Consenter::Subject) => "own-title-subject",
        (false, Consenter::ParentOrGuardian) => "own-title-parent",
        (false, Consenter::Representative) => "own-title-representative",
    };
    let what = t.say(match words.what {
        WordsAbout::Addition => "own-said-addition",
        WordsAbout::Wrong => "own-said-wrong",
        WordsAbout::OwnSide => "own-said-side",
    });
    let day = t.day(local(words.at).date());
    let mut lines = vec![t.with2("own-said-on", "what", what, "day", day)];
    lines.extend(crate::part::brought(t, words.brought.as_ref()));
    let waits = words.taken.is_none();
    lines.extend(words.taken.as_ref().map(|taken| done(t, taken, local)));
    let mut actions = Vec::new();
    if waits && words.own {
        actions.push(Action::new(
            format!("/mijn/{person}/woorden/{}/weg", words.id),
            t.say("own-go-back"),
        ));
    }
    if let Some(entry) = words.taken.as_ref().and_then(|taken| taken.entry) {
        actions.push(Action::new(
            format!("#gegeven-{entry}"),
            t.say("own-go-fact"),
        ));
    }
    Said {
        title: t.say(title).to_owned(),
        badge: Some(if waits {
            Badge::new(t.say("own-waits"), Tone::Care)
        } else {
            Badge::new(t.say("own-taken"), Tone::Good)
        }),
        text: words.text.clone(),
        lines,
        answer: words
            .taken
            .as_ref()
            .and_then(|taken| Some((t.say("own-answer-title").to_owned(), taken.answer.clone()?))),
        actions,
    }
}

/// What was done with words, when and by whom.
fn done(t: Lang, taken: &MyTaken, local: &dyn Fn(i64) -> jiff::Zoned) -> String {
    let done = t.say(match taken.way {
        None => "own-did-read",
        Some(TakenWay::Correction) => "own-did-correction",
        Some(TakenWay::Entry) => "own-did-entry",
        Some(TakenWay::Beside) => "own-did-beside",
    });
    let day = t.day(local(taken.at).date());
    match &taken.by {
        Some(name) => {
            let by = t.with2("own-did-by", "name", name.as_str(), "day", day);
            format!("{by} {done}")
        }
        None => format!("{} {done}", t.with("own-did-team", "day", day)),
    }
}
