//! `/dossier/{id}`: who coordinates, broken glass, the people, the facts as cards, what was shared, what can be done.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use regie_casework::Refused;
use regie_casework::dossier::{DossierPage, UnshieldView};
use regie_casework::thing::TakenWay;
use regie_terms::Outcome;

use super::cards::{Filter, fact};
use super::head::{Human, banners, header, human};
use super::refused::refused_found;
use super::{dossier_of, refused, words};
use crate::document::card;
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::part::{Action, Banner, Cell, Checklist, Empty, Fact, Pairs, Said, Table};
use crate::refuse;
use crate::share::stage;
use crate::staff::caseload::with_notice;
use crate::words::Lang;

/// Acts that end here say so on top of the page: `?klaar=<word>`.
const DONE: [(&str, &str); 21] = [
    ("bereikt", "contact-reached-done"),
    ("contact", "contact-staff-done"),
    ("namen", "contact-names-done"),
    ("woorden", "own-done-taken"),
    ("verteld", "birthday-told"),
    ("vastgelegd", "entry-recorded"),
    ("tonen-gevraagd", "release-now-asked"),
    ("getoond", "release-done"),
    ("afgeschermd", "dossier-now-shielded"),
    ("gevraagd", "dossier-unshield-asked"),
    ("zichtbaar", "dossier-now-visible"),
    ("document-afgeschermd", "document-now-shielded"),
    ("document-zichtbaar", "document-now-visible"),
    ("document-blijft", "document-stays"),
    ("document-weg", "document-gone"),
    ("staat-stil", "still-done"),
    ("gaat-verder", "lift-done"),
    ("gewist", "erase-done"),
    ("ontvanger-verteld", "notice-done"),
    ("triage", "triage-done"),
    ("gesprek", "triage-talk-done"),
];

#[derive(Template)]
#[template(path = "staff/dossier.html")]
struct OpenPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    title: &'a str,
    here: String,
    header: Pairs,
    banners: Vec<Banner>,
    /// Glasses broken before, over and judged.
    before: Vec<Banner>,
    people: Vec<Human>,
    /// Who works in it: name, as what and since when, and why.
    places: Vec<(String, String, Option<String>)>,
    facts: Vec<Fact>,
    /// How many facts there are without the filter.
    all: usize,
    /// How many there are of how many.
    count: String,
    filtered: bool,
    persons: Vec<Choice>,
    laws: Vec<Choice>,
    categories: Vec<Choice>,
    no_facts: Empty,
    shares: Option<Table>,
    no_shares: Empty,
    documents: Vec<Fact>,
    /// What was decided at the moments of triage.
    triages: Vec<crate::triage::Card>,
    /// What was told at the start, and through whom people came.
    began: Option<Pairs>,
    /// Clients' words that wait and are about no fact, or were left to stand so.
    said: Vec<Said>,
    /// Where a decision about who acts for somebody can be asked.
    acting: Vec<Action>,
    /// What the reader can do here, when the charter lets them edit.
    actions: Vec<Action>,
    /// What is missing, when it does not.
    missing: Option<Checklist>,
    /// The way to edit with a reason, where the charter leaves one.
    glass: Option<String>,
    /// Whether the reader may write down that somebody wants a dossier of their own.
    splits: bool,
}

/// Draws it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(address): Path<String>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&address);
    let open = match desk.house.open_dossier(&caller, dossier).await {
        Ok(open) => open,
        Err(why) => {
            let glass = format!("/dossier/{dossier}/glas");
            let known = matches!(why, Refused::Denied(_))
                && desk
                    .house
                    .knows_of(&caller, dossier)
                    .await
                    .map_err(|why| refuse::trouble(page.t, why))?;
            if known {
                return refused_found(&page, why, &glass, glass.clone());
            }
            return refused(&page, why, &glass);
        }
    };
    let page = with_notice(page, &request, &DONE);
    let form = Form::from_query(request.uri().query().unwrap_or_default());
    let filter = Filter::read(&form);
    Ok(
        page.show(&drawn(&page, &form, &filter, &open, caller.name(), &|at| {
            desk.house.local(at)
        })),
    )
}

fn drawn<'a>(
    page: &'a Page,
    form: &'a Form,
    filter: &Filter,
    open: &'a DossierPage,
    reader: &str,
    local: &dyn Fn(i64) -> jiff::Zoned,
) -> OpenPage<'a> {
    let t = page.t;
    let here = format!("/dossier/{}", open.id);
    let may_edit = open.edit.outcome == Outcome::Permitted;
    let may = |waits: Option<&UnshieldView>| {
        let release = open.may_release(waits);
        (may_edit, release.outcome == Outcome::Permitted)
    };
    let facts: Vec<Fact> = open
        .entries
        .iter()
        .filter(|entry| filter.lets(entry))
        .map(|entry| Fact {
            said: open
                .words
                .iter()
                .filter(|one| one.entry == Some(entry.id))
                .map(|one| words::said(t, &here, one, may_edit, local))
                .collect(),
            ..fact(t, &here, entry, may(entry.unshield.as_ref()), local)
        })
        .collect();
    let mut categories: Vec<_> = open
        .entries
        .iter()
        .map(|entry| entry.label.category)
        .collect();
    categories.sort_unstable();
    categories.dedup();
    let actions = [
        ("vastleggen", "dossier-do-record"),
        ("delen", "dossier-do-share"),
        ("document", "dossier-do-document"),
        ("aantekeningen", "dossier-do-notes"),
        ("triage", "triage-title"),
    ];
    let no_facts = if filter.any() {
        "dossier-no-facts-filter"
    } else {
        "dossier-no-facts"
    };
    let (mut top, before) = banners(t, open, reader, &here, local);
    top.extend(crate::acting::banners(t, open, may_edit));
    top.extend(crate::triage::at_the_door(t, open, may_edit));
    OpenPage {
        p: page,
        f: Fields::new(t, "dossier", form),
        title: &open.title,
        header: header(t, open),
        banners: top,
        before,
        people: open
            .people
            .iter()
            .map(|person| human(t, person, may_edit.then_some(here.as_str()), local))
            .collect(),
        places: open
            .places
            .iter()
            .map(|row| {
                let about = crate::administer::place(t, row);
                (row.name.clone(), about, row.why.clone())
            })
            .collect(),
        all: open.entries.len(),
        count: t.with2(
            "dossier-count",
            "shown",
            facts.len(),
            "all",
            open.entries.len(),
        ),
        filtered: filter.any(),
        persons: open
            .people
            .iter()
            .map(|person| Choice::new(person.id.to_string(), person.name.clone()))
            .collect(),
        laws: t.choices(&open.laws),
        categories: t.choices(&categories),
        no_facts: Empty {
            text: t.say(no_facts).into(),
            hint: None,
            action: None,
        },
        shares: shares(t, open, &here, local),
        no_shares: Empty {
            text: t.say("dossier-no-shares").into(),
            hint: None,
            action: None,
        },
        said: open
            .words
            .iter()
            .filter(|one| one.entry.is_none())
            .filter(|one| {
                let taken = one.taken.as_ref();
                taken.is_none_or(|taken| taken.way == TakenWay::Beside)
            })
            .map(|one| words::said(t, &here, one, may_edit, local))
            .collect(),
        documents: open
            .documents
            .iter()
            .map(|document| card(t, open.id, document, may(document.unshield.as_ref()), local))
            .collect(),
        triages: open
            .triages
            .iter()
            .map(|one| {
                let about = match one.person {
                    Some(_) => one.person_name.as_str(),
                    None => t.say("entry-family"),
                };
                crate::triage::card(t, one, Some(about), local)
            })
            .collect(),
        began: crate::triage::began(t, &open.conversations, &open.referrals, false),
        actions: actions
            .into_iter()
            .filter(|(way, _)| may_edit && (open.closed.is_none() || *way == "delen"))
            .map(|(way, key)| Action::new(format!("{here}/{way}"), t.say(key)))
            .chain(
                open.meldcode
                    .then(|| Action::new(format!("{here}/meldcode"), t.say("meldcode-title"))),
            )
            .chain(open.requests.map(|waiting| {
                let says = t.with("dossier-do-requests", "number", waiting);
                Action::new(format!("{here}/verzoeken"), says)
            }))
            .chain(open.splits.waiting.iter().map(|split| {
                let says = t.say("split-title");
                Action::new(format!("{here}/splitsen/{split}"), says)
            }))
            .collect(),
        acting: if may_edit && open.ask_acting {
            crate::acting::ways(t, open.id)
        } else {
            Vec::new()
        },
        missing: (!may_edit).then(|| Checklist::of(t, t.say("dossier-edit-why"), &open.edit)),
        splits: open.requests.is_some() && open.people.len() > 1,
        glass: refuse::asks_reason(&open.edit).then(|| format!("{here}/glas?act=edit")),
        facts,
        here,
    }
}

fn shares(
    t: Lang,
    open: &DossierPage,
    here: &str,
    local: &dyn Fn(i64) -> jiff::Zoned,
) -> Option<Table> {
    let heads = [
        "dossier-share-to",
        "dossier-share-purpose",
        "dossier-share-state",
        "dossier-share-day",
    ];
    let name = |id| {
        let known = open.people.iter().find(|one| one.id == id);
        known.map(|one| one.name.clone())
    };
    let rows: Vec<Vec<Cell>> = open
        .shares
        .iter()
        .map(|share| {
            let to = if share.recipient.is_empty() {
                t.of(&share.party).to_owned()
            } else {
                share.recipient.clone()
            };
            let day = local(share.shared_at.unwrap_or(share.begun)).date();
            vec![
                Cell::Link(format!("{here}/delen/{}", share.id), to),
                Cell::Text(
                    share
                        .purpose
                        .map_or("–", |purpose| t.of(&purpose))
                        .to_owned(),
                ),
                Cell::Text(stage(t, &share.stage, name)),
                Cell::Text(t.day(day)),
            ]
        })
        .collect();
    (!rows.is_empty()).then(|| Table {
        caption: t.say("dossier-shares-caption").into(),
        heads: heads.iter().map(|key| t.say(key).into()).collect(),
        rows,
    })
}
