//! `/dossier/{id}/persoon/{person}/brief/{letter}/{about}`: a letter before it goes. First how, then what that asks.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::letter::{LetterAt, LetterPage, SendInput};
use regie_casework::thing::{LetterWay, Tongue};
use regie_casework::{Caller, Refused};
use regie_terms::RequestId;

use super::{address, at, glass, list_of, paper};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{self, Page, Trouble};
use crate::part::{Action, Banner, contact};
use crate::refuse;
use crate::staff::dossier::refused;
use crate::words::Lang;

type Named = Path<(String, String, String, String)>;

#[derive(Template)]
#[template(path = "letter/make.html")]
struct MakePage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    dossier: String,
    list: String,
    title: &'a str,
    what: &'static str,
    lead: String,
    /// How they can be reached safely.
    safe: Option<Banner>,
    previews: Vec<Action>,
    /// Every way, to choose from; then the one that was chosen.
    ways: Vec<Choice>,
    way: Option<(LetterWay, &'static str)>,
    languages: Vec<Choice>,
    identities: Vec<Choice>,
    addresses: Vec<Choice>,
    /// Where it cannot go, and why.
    barred: Vec<String>,
    /// Where it stands that post is the last way.
    source: Option<String>,
}

/// The page.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, person, letter, about)): Named,
    page: Page,
    asked: Request,
) -> Result<Response, Trouble> {
    let at = at(&dossier, &person, &letter, &about).ok_or(Trouble::NotFound)?;
    let query = Form::from_query(asked.uri().query().unwrap_or_default());
    drop(asked);
    let (page, mut form) = desk.restored(&caller, page, &address(&at)).await;
    if query.came("way") {
        form = form.set("way", query.value("way"));
    }
    if query.came("chosen") {
        form = form.set("chosen", query.value("chosen"));
    }
    show(&desk, &caller, &page, form, &at, StatusCode::OK).await
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    mut form: Form,
    at: &LetterAt,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let made = match desk.house.letter(caller, at).await {
        Ok(made) => made,
        Err(why) => return refused(page, why, &glass(at.dossier)),
    };
    if !form.came("language") {
        form = form.set("language", code(made.tongue.unwrap_or(Tongue::Nl)));
    }
    if form.value("request").is_empty() {
        form = form.set("request", RequestId::fresh().to_string());
    }
    if !form.came("way") && made.portal {
        form = form.set("way", LetterWay::Portal.as_str());
    }
    let chosen = LetterWay::ALL.into_iter().find(|way| {
        way.as_str() == form.value("way") && (*way != LetterWay::Portal || made.portal)
    });
    // Nothing was chosen yet: what stands there beforehand is not a choice.
    let chosen = chosen.filter(|_| form.came("chosen") || status != StatusCode::OK);
    if chosen.is_none() && form.came("chosen") {
        form.fault("way", "unpicked");
    }
    if let ([one], false) = (open(page.t, &made).as_slice(), form.came("address")) {
        form = form.set("address", one.value.clone());
    }
    Ok(page.show_as(status, &drawn(desk, page, &form, at, &made, chosen)))
}

const fn code(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Nl => "nl",
        Tongue::En => "en",
    }
}

/// The addresses to which it can go.
fn open(t: Lang, made: &LetterPage) -> Vec<Choice> {
    made.reach
        .iter()
        .filter_map(|one| {
            let lines = one.lines.as_ref().ok()?;
            let label = t.word("letter-address", one.kind.as_str());
            Some(Choice::new(one.kind.as_str(), label).hint(lines.join(", ")))
        })
        .collect()
}

fn drawn<'a>(
    desk: &Desk,
    page: &'a Page,
    form: &'a Form,
    at: &LetterAt,
    made: &'a LetterPage,
    chosen: Option<LetterWay>,
) -> MakePage<'a> {
    let t = page.t;
    let here = address(at);
    let ways = LetterWay::ALL
        .into_iter()
        .filter(|way| *way != LetterWay::Portal || made.portal)
        .map(LetterWay::as_str);
    let barred = made
        .reach
        .iter()
        .filter_map(|one| {
            let bar = one.lines.as_ref().err()?;
            let kind = t.word("letter-address", one.kind.as_str());
            let why = t.word("letter-barred", bar.as_str());
            Some(format!("{kind}: {why}"))
        })
        .collect();
    MakePage {
        p: page,
        f: Fields::new(t, "letter", form),
        dossier: format!("/dossier/{}", at.dossier),
        list: list_of(at.dossier),
        title: &made.title,
        what: t.word("letter-kind", made.letter.as_str()),
        lead: t.with("letter-for", "name", made.name.as_str()),
        safe: made
            .contact
            .as_ref()
            .map(|known| contact::warning(t, known, &|at| desk.house.local(at))),
        previews: previews(t, &here, made),
        ways: Choice::words(t, "letter-way", ways),
        way: chosen.map(|way| (way, t.word("letter-way", way.as_str()))),
        languages: contact::tongues(t),
        identities: Choice::words(t, "request-identity", ["document", "known"]),
        addresses: open(t, made),
        barred,
        source: source(t, desk),
        here,
    }
}

/// The letter to look at, in the language they are written to first.
fn previews(t: Lang, here: &str, made: &LetterPage) -> Vec<Action> {
    let mut all = vec![Tongue::Nl, Tongue::En];
    if made.tongue == Some(Tongue::En) {
        all.reverse();
    }
    all.into_iter()
        .map(|tongue| {
            let code = code(tongue);
            let says = t.with("letter-preview", "language", t.word("contact-tongue", code));
            Action::new(format!("{here}/voorbeeld.pdf?taal={code}"), says)
        })
        .collect()
}

/// The place in the charter's document that says when something goes by post.
fn source(t: Lang, desk: &Desk) -> Option<String> {
    let (charters, on) = (desk.house.charters(), desk.house.today());
    let charter = desk.house.settings().charter;
    let document = charters.document(charter, on)?;
    let mut promises = charters.promised(charter).iter().flat_map(|c| &c.promises);
    let post = promises.find(|one| one.id == "post" && one.holds(on))?;
    let places = post.places(on).join("; ");
    let name = match t {
        Lang::Nl => &document.name.nl,
        Lang::En => &document.name.en,
    };
    Some(t.with2("letter-source", "name", name.as_str(), "place", places))
}

/// The letter as it would be, without an address.
pub(super) async fn preview(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, person, letter, about)): Named,
    page: Page,
    asked: Request,
) -> Result<Response, Trouble> {
    let at = at(&dossier, &person, &letter, &about).ok_or(Trouble::NotFound)?;
    let query = Form::from_query(asked.uri().query().unwrap_or_default());
    drop(asked);
    let made = match desk.house.letter(&caller, &at).await {
        Ok(made) => made,
        Err(why) => return refused(&page, why, &glass(at.dossier)),
    };
    let theirs = paper::tongue(made.tongue.unwrap_or(Tongue::Nl));
    let t = Lang::read(query.value("taal")).unwrap_or(theirs);
    page::paper(paper::of(t, &desk, &made, &[])?, "brief.pdf").await
}

/// It goes.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, person, letter, about)): Named,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let at = at(&dossier, &person, &letter, &about).ok_or(Trouble::NotFound)?;
    let page = page.at(address(&at));
    if form.ok() {
        let input = read(&form);
        let request = request_of(&caller, &form);
        match send(&desk, &caller, &at, &input, request).await? {
            Ok(way) => {
                desk.sent(&caller, &address(&at)).await;
                return Ok(see_other(&format!("{}?klaar={way}", list_of(at.dossier))));
            }
            Err(why @ Refused::Denied(_)) => return refused(&page, why, &glass(at.dossier)),
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, form, &at, status).await
}

/// Makes the paper and sends it; gives the word for how.
async fn send(
    desk: &Desk,
    caller: &Caller,
    at: &LetterAt,
    input: &SendInput,
    request: RequestId,
) -> Result<Result<&'static str, Refused>, Trouble> {
    let made = match desk.house.letter(caller, at).await {
        Ok(made) => made,
        Err(why) => return Ok(Err(why)),
    };
    let theirs = paper::tongue(made.tongue.unwrap_or(Tongue::Nl));
    let t = Lang::read(input.language.trim()).unwrap_or(theirs);
    let lines = input.to(&made).and_then(|to| to.lines.clone().ok());
    let bytes = paper::drawn(paper::of(t, desk, &made, &lines.unwrap_or_default())?).await?;
    let said = desk
        .house
        .send_letter(caller, at, input, (&bytes, made.version), request)
        .await;
    let way = match input.way.trim() {
        "portal" => "getoond",
        "collected" => "opgehaald",
        _ => "verstuurd",
    };
    Ok(said.map(|_| way))
}

fn read(form: &Form) -> SendInput {
    let value = |name: &str| form.value(name).to_owned();
    SendInput {
        way: value("way"),
        language: value("language"),
        identity: value("identity"),
        address: value("address"),
        no_portal: value("no_portal"),
        no_collect: value("no_collect"),
        sealed: value("sealed"),
    }
}
