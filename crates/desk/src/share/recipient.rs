//! `/dossier/{id}/delen/{share}/ontvanger`: the page that goes to the recipient, to print. Only the facts that went.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regie_casework::share::RecipientPage;
use regie_terms::{DutyWord, Outcome};

use super::Here;
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::part::Pairs;
use crate::staff::dossier::refused;
use crate::words::Lang;

#[derive(Template)]
#[template(path = "share/recipient.html")]
struct PaperPage<'a> {
    p: &'a Page,
    at: Here,
    paper: &'a RecipientPage,
    head: Pairs,
    ground: &'static str,
    /// That consent was taken back since, and when.
    withdrawn: Option<String>,
    laws: Vec<String>,
    /// That facts which went are not printed any more.
    left: Option<String>,
}

/// Draws it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, share)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &share);
    let glass = format!("{}/glas", here.dossier());
    let paper = match desk
        .house
        .recipient_page(&caller, here.dossier, here.share)
        .await
    {
        Ok(paper) => paper,
        Err(why) => return refused(&page, why, &glass),
    };
    let t = page.t;
    let to = format!("{} ({})", paper.recipient, t.of(&paper.party));
    let mut head = Pairs::new()
        .row(t.say("share-paper-about"), paper.person.clone())
        .row(t.say("share-paper-to"), to)
        .row(
            t.say("share-paper-from"),
            format!("{}, {}", paper.by, paper.organisation),
        )
        .row(t.say("share-paper-day"), t.day(paper.on));
    if !paper.contact.is_empty() {
        head = head.row(t.say("share-paper-contact"), paper.contact.clone());
    }
    if let Some(purpose) = paper.purpose {
        head = head.row(t.say("share-paper-purpose"), t.of(&purpose));
    }
    if !paper.purpose_text.is_empty() {
        head = head.row(t.say("share-why-in-words"), paper.purpose_text.clone());
    }
    let ground = ground(&paper);
    let withdrawn = paper.withdrawn.filter(|_| ground == CONSENT);
    Ok(page.show(&PaperPage {
        p: &page,
        at: here,
        head,
        ground: t.say(if withdrawn.is_some() {
            "share-paper-withdrawn-text"
        } else {
            ground
        }),
        withdrawn: withdrawn.map(|day| t.with("share-paper-withdrawn", "day", t.day(day))),
        laws: laws(t, &paper),
        left: (paper.left_out > 0).then(|| t.with("share-paper-left", "number", paper.left_out)),
        paper: &paper,
    }))
}

/// That it rests on consent.
const CONSENT: &str = "share-ground-consent";

/// On what it rests, as the key of a sentence. What rests on no consent carries the duty to tell the client.
fn ground(paper: &RecipientPage) -> &'static str {
    let Some(decision) = &paper.decision else {
        return "share-ground-none";
    };
    let told = decision.duties.iter().any(|duty| {
        matches!(
            duty.what,
            DutyWord::InformClient | DutyWord::InformClientLater
        )
    });
    match (decision.outcome, paper.safety) {
        (Outcome::Permitted, true) => "share-ground-safety",
        (Outcome::Permitted, false) if told => "share-ground-law",
        (Outcome::Permitted, false) => CONSENT,
        _ => "share-ground-none",
    }
}

/// The articles behind the decision, each once.
fn laws(t: Lang, paper: &RecipientPage) -> Vec<String> {
    let mut laws: Vec<String> = paper
        .decision
        .iter()
        .flat_map(|decision| &decision.because)
        .filter_map(|reason| reason.law.as_deref())
        .map(|law| t.article(law))
        .collect();
    laws.sort();
    laws.dedup();
    laws
}
