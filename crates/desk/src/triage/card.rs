//! A decision of triage as a card, and how it began with somebody: what they were told and through whom they came.

use askama::Template;
use jiff::Zoned;
use regie_casework::thing::{ReferralFrom, SupportAnswer, TriageOutcome};
use regie_casework::triage::{ConversationView, ReferralView, TriageView};

use super::said;
use crate::part::{Badge, Pairs, Tone};
use crate::words::Lang;

/// A decision of triage.
#[derive(Clone, Debug, Template)]
#[template(path = "triage/card.html")]
pub(crate) struct Card {
    t: Lang,
    id: String,
    pub(crate) title: String,
    pub(crate) badges: Vec<Badge>,
    pub(crate) because: String,
    /// Each question with its answer, in order.
    pub(crate) rows: Vec<(String, String)>,
    pub(crate) written: String,
}

impl askama::filters::HtmlSafe for Card {}

/// The words for an outcome, with their colour.
fn outcome(t: Lang, outcome: TriageOutcome) -> Badge {
    match outcome {
        TriageOutcome::GoOn => Badge::new(t.say("triage-outcome-go-on"), Tone::Good),
        TriageOutcome::Not => Badge::new(t.say("triage-outcome-not"), Tone::Care),
        TriageOutcome::Other => Badge::new(t.say("triage-outcome-other"), Tone::Plain),
    }
}

/// The card of one decision. `about` is added to its title where it is not clear about whom it is.
pub(crate) fn card(
    t: Lang,
    triage: &TriageView,
    about: Option<&str>,
    local: &dyn Fn(i64) -> Zoned,
) -> Card {
    let moment = said(t, &triage.moment.says);
    let mut badges = vec![outcome(t, triage.outcome)];
    if let Some(dimension) = &triage.dimension {
        badges.push(Badge::new(said(t, &dimension.says).clone(), Tone::Plain));
    }
    if let Some(law) = triage.law {
        badges.push(Badge::new(t.of(&law), Tone::House));
    }
    if triage.shielded {
        badges.push(Badge::new(t.say("triage-kept"), Tone::Alarm));
    }
    let day = t.day(local(triage.at).date());
    let rows = triage.answered.iter();
    Card {
        t,
        id: format!("triage-{}", triage.id),
        title: match about {
            Some(about) => format!("{moment} · {about}"),
            None => moment.clone(),
        },
        badges,
        because: triage.because.clone(),
        rows: rows
            .map(|one| {
                let open = || t.say("triage-open").to_owned();
                let answer = one.answer.clone().unwrap_or_else(open);
                (said(t, &one.asks).clone(), answer)
            })
            .collect(),
        written: if triage.by.is_empty() {
            day
        } else {
            t.with2("dossier-written", "day", day, "name", triage.by.as_str())
        },
    }
}

/// How it began with somebody, in pairs: what they were told, what they said to client support, and through whom they came. `client` is for who it is
/// about. `None` where nothing of it was written down.
pub(crate) fn began(
    t: Lang,
    talks: &[ConversationView],
    referrals: &[ReferralView],
    client: bool,
) -> Option<Pairs> {
    let mut pairs = Pairs::new();
    let with = |name: &str, key: &'static str| -> String {
        match name {
            "" => t.say(key).to_owned(),
            name => format!("{} · {name}", t.say(key)),
        }
    };
    for one in referrals {
        let through = match (one.from, &one.name) {
            (ReferralFrom::Oneself, _) => t.say("triage-came-oneself").to_owned(),
            (ReferralFrom::Professional, name) => {
                let name = name.clone().unwrap_or_default();
                match &one.role {
                    Some(role) => format!("{name}, {role}"),
                    None => name,
                }
            }
            (ReferralFrom::Signal, Some(name)) => name.clone(),
            (ReferralFrom::Signal, None) if client => t.say("triage-came-around-you").to_owned(),
            (ReferralFrom::Signal, None) => t.say("triage-came-signal").to_owned(),
        };
        pairs = pairs.row(with(&one.person_name, "triage-came"), through);
        if let Some(gave) = &one.gave {
            pairs = pairs.row(t.say("triage-gave"), gave.clone());
        }
        if let Some(danger) = &one.danger {
            pairs = pairs.row(t.say("triage-danger"), danger.clone());
        }
    }
    for one in talks {
        let told: Vec<&str> = one.told.iter().map(|w| said(t, &w.says).as_str()).collect();
        let key = if client {
            "triage-told-you"
        } else {
            "triage-told"
        };
        let name = with(&one.person_name, key);
        let day = t.day(one.on);
        let what = t.list(&told);
        pairs = pairs.row(name, t.with2("triage-told-on", "day", day, "what", what));
        let support = match one.support {
            SupportAnswer::Wanted => "triage-support-wanted",
            SupportAnswer::NotWanted => "triage-support-not-wanted",
            SupportAnswer::Later => "triage-support-later",
        };
        pairs = pairs.row(t.say("triage-support"), t.say(support));
    }
    (!pairs.rows.is_empty()).then_some(pairs)
}
