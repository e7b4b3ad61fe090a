//! `/mijn/toestemming/{share}/bewijs`: the receipts of what the reader answered to one question, to be kept as a PDF or as a record that a
//! program reads (GDPR 7(1), ISO/IEC TS 27560 in the words of the Data Privacy Vocabulary).

pub(super) mod paper;
mod record;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regie_casework::portal::{ConsentReceipt, MyReceipts, PortalCapacity};
use regie_casework::thing::ConsentWay;
use regie_terms::{ConsentAnswer, Id};

use super::acting;
use crate::guard::{Desk, Me};
use crate::page::{self, Page, Trouble};
use crate::part::Pairs;
use crate::refuse;
use crate::words::Lang;

/// One answer as the page lists it.
struct Given {
    id: String,
    title: String,
    head: Pairs,
    here: String,
}

#[derive(Template)]
#[template(path = "portal/receipt.html")]
struct ReceiptPage<'a> {
    p: &'a Page,
    acting: Option<String>,
    given: Vec<Given>,
}

/// The list.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(share): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let t = page.t;
    let share = id_of(&share);
    let mine = desk
        .house
        .my_receipts(&caller, share)
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    let page = acting(page, &mine.name, mine.capacity);
    let given = mine
        .receipts
        .iter()
        .map(|one| Given {
            id: format!("antwoord-{}", one.id),
            title: t.with2(
                "receipt-answer-day",
                "answer",
                answer(t, one.answer),
                "day",
                t.day(one.on),
            ),
            head: Pairs::new()
                .row(t.say("portal-ask-to"), to(t, one))
                .row(t.say("receipt-when"), when(t, one, &desk))
                .row(t.say("receipt-how"), how(t, one.way)),
            here: format!("/mijn/toestemming/{share}/{}", one.id),
        })
        .collect();
    Ok(page.show(&ReceiptPage {
        p: &page,
        acting: acting_for(t, &mine),
        given,
    }))
}

/// One of them as a PDF.
pub(super) async fn pdf(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((share, answer)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let t = page.t;
    let (mine, one) = one(&desk, caller, t, &share, &answer).await?;
    page::paper(paper::of(t, &desk, &mine, &one), "bewijs.pdf").await
}

/// One of them as a record for programs.
pub(super) async fn json(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((share, answer)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let t = page.t;
    let (mine, one) = one(&desk, caller, t, &share, &answer).await?;
    let record = record::of(t, &desk, &mine, &one);
    let bytes = serde_json::to_vec_pretty(&record).map_err(|_| Trouble::Away)?;
    Ok(page::download(bytes, "application/ld+json", "bewijs.json"))
}

async fn one(
    desk: &Desk,
    caller: regie_casework::Caller,
    t: Lang,
    share: &str,
    answer: &str,
) -> Result<(MyReceipts, ConsentReceipt), Trouble> {
    let mut mine = desk
        .house
        .my_receipts(&caller, id_of(share))
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    let answer = id_of(answer);
    let at = mine.receipts.iter().position(|one| one.id == answer);
    let one = mine.receipts.swap_remove(at.ok_or(Trouble::NotFound)?);
    Ok((mine, one))
}

fn id_of(address: &str) -> Id {
    address.parse().unwrap_or_else(|_| Id::fresh())
}

/// For whom the reader answered, where that is somebody else.
fn acting_for(t: Lang, mine: &MyReceipts) -> Option<String> {
    (mine.capacity != PortalCapacity::Subject).then(|| {
        t.with2(
            "portal-ask-acting",
            "name",
            mine.name.as_str(),
            "as",
            super::capacity(t, mine.capacity),
        )
    })
}

fn answer(t: Lang, answer: ConsentAnswer) -> &'static str {
    t.say(match answer {
        ConsentAnswer::Given => "portal-you-said-yes",
        ConsentAnswer::Refused => "portal-you-said-no",
        ConsentAnswer::Withdrawn => "portal-you-withdrew",
    })
}

fn to(t: Lang, one: &ConsentReceipt) -> String {
    format!("{} ({})", one.recipient, t.of(&one.party))
}

/// The moment where it was answered here, else the day.
fn when(t: Lang, one: &ConsentReceipt, desk: &Desk) -> String {
    if one.way == ConsentWay::Portal {
        t.moment(desk.house.local(one.at).timestamp())
    } else {
        t.day(one.on)
    }
}

fn how(t: Lang, way: ConsentWay) -> &'static str {
    t.say(match way {
        ConsentWay::Portal => "receipt-way-portal",
        ConsentWay::AtTheTable => "receipt-way-at-the-table",
        ConsentWay::OnPaper => "receipt-way-on-paper",
    })
}

/// How the answer is changed or taken back.
fn change(t: Lang, answer: ConsentAnswer) -> &'static str {
    t.say(match answer {
        ConsentAnswer::Given => "receipt-change-yes",
        ConsentAnswer::Refused | ConsentAnswer::Withdrawn => "receipt-change-no",
    })
}

/// What stood with the question, whatever it was about.
fn told(t: Lang) -> Vec<String> {
    vec![
        t.say("portal-ask-only").to_owned(),
        format!("{} {}", t.say("portal-ask-no"), t.say("portal-ask-no-text")),
        t.say("portal-ask-later").to_owned(),
    ]
}

/// Whether data of a special category are among what it was about.
fn special(one: &ConsentReceipt) -> bool {
    one.facts
        .iter()
        .any(|(data, _)| crate::share::special(*data))
}

/// How long the answer is kept: to a day once that is known, which it is not while the dossier is open.
fn keep(t: Lang, one: &ConsentReceipt) -> String {
    match one.keep {
        Some(keep) if !keep.open => crate::staff::dossier::kept(t, "portal", &[keep]),
        Some(keep) => t.with("receipt-keep-open", "law", t.of(&keep.law)),
        None => t.say("receipt-keep-file").to_owned(),
    }
}
