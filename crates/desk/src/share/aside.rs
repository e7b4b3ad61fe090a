//! What stands beside every page of a disclosure: the decision with its ways, and the steps with how far they are.

use regie_casework::share::{ShareChecklist, SharePage};
use regie_terms::{Conversation, NeedWord, QuestionKind, Set};

use super::Here;
use crate::form::said;
use crate::guard::Desk;
use crate::part::{Badge, Checklist, State, Tone};
use crate::words::Lang;

/// The decision, with the way to each step that is still to be taken.
pub(super) fn checklist(t: Lang, here: Here, list: &ShareChecklist) -> Checklist {
    let list_of = Checklist::of(t, t.say("share-may"), &list.disclosure).leading(|need| {
        let step = match need {
            NeedWord::Purpose | NeedWord::ConfrontClient => "doel",
            NeedWord::Necessity | NeedWord::Proportionality | NeedWord::Subsidiarity => "vragen",
            NeedWord::ThreeWayConversation => "gesprek",
            NeedWord::Consent => "toestemming",
            NeedWord::Consultation | NeedWord::Reason if list.claimed => "onvermijdelijk",
            NeedWord::Consultation | NeedWord::Reason => "veiligheid",
            _ => return None,
        };
        Some(here.at(step))
    });
    if list.claimed {
        return list_of;
    }
    list_of.calling(NeedWord::Reason, "need-reason-to-wait")
}

/// What is still needed, in words: each with its way.
pub(super) fn missing(list: &Checklist) -> Vec<(String, Option<String>)> {
    list.steps
        .iter()
        .filter(|step| step.state == State::Needed)
        .map(|step| (step.what.to_string(), step.href.clone()))
        .collect()
}

/// One step on the way.
pub(super) struct Stop {
    pub href: String,
    pub text: &'static str,
    pub badge: Badge,
    pub current: bool,
}

/// Everything that the charter here can ask of a disclosure: a step that none of its rules asks is on no page.
pub(super) fn asks(desk: &Desk) -> Set<NeedWord> {
    let house = &desk.house;
    house.charters().may_need(
        house.settings().charter,
        house.today(),
        QuestionKind::Disclosure,
    )
}

/// What the charter's own documents have somebody answer at the weighing, in words, each with its place.
pub(crate) fn norms(desk: &Desk, t: Lang, kind: QuestionKind) -> Vec<(String, String)> {
    let house = &desk.house;
    let (charter, today) = (house.settings().charter, house.today());
    let weighing = [
        NeedWord::Necessity,
        NeedWord::Proportionality,
        NeedWord::Subsidiarity,
    ];
    house
        .charters()
        .norms(charter, today, kind)
        .filter(|(need, _)| weighing.contains(need))
        .map(|(_, norm)| {
            let source = norm.cited(today).0.unwrap_or_default();
            (said(t, &norm.asks).clone(), source.to_owned())
        })
        .collect()
}

/// The steps that the charter `asks`, with how far each is. The safety route is no step of its own: it is another way.
pub(super) fn rail(
    t: Lang,
    here: Here,
    page: &SharePage,
    asks: Set<NeedWord>,
    current: &str,
) -> Vec<Stop> {
    let needs = |word: NeedWord| {
        page.checklist
            .disclosure
            .needs
            .iter()
            .any(|need| need.what == word)
    };
    let weighed = [
        &page.weighing.necessity,
        &page.weighing.proportionality,
        &page.weighing.subsidiarity,
    ]
    .iter()
    .all(|text| !text.is_empty());
    let asked = page.answered > 0 || !page.asked.is_empty();
    let steps = [
        (
            "doel",
            "share-step-purpose",
            page.row.purpose.is_some() && !page.purpose_text.is_empty(),
            true,
        ),
        ("gegevens", "share-step-facts", page.row.facts > 0, true),
        ("vragen", "share-step-weighing", weighed, true),
        (
            "gesprek",
            "share-step-conversation",
            page.conversation != Conversation::NotTried,
            needs(NeedWord::ThreeWayConversation),
        ),
        (
            "toestemming",
            "share-step-consent",
            asked && !needs(NeedWord::Consent),
            needs(NeedWord::Consent),
        ),
    ];
    steps
        .into_iter()
        .filter(|(way, ..)| *way != "gesprek" || asks.contains(NeedWord::ThreeWayConversation))
        .map(|(way, key, done, needed)| {
            let badge = match (done, needed) {
                (true, _) => Badge::new(t.say("share-step-done"), Tone::Good),
                (false, true) => Badge::new(t.say("share-step-needed"), Tone::Care),
                (false, false) => Badge::new(t.say("share-step-free"), Tone::Plain),
            };
            Stop {
                href: here.at(way),
                text: t.say(key),
                badge,
                current: way == current,
            }
        })
        .collect()
}
