//! One request as it is drawn for who handles it.

use askama::Template;
use regie_casework::letter::LetterAt;
use regie_casework::request::{DecisionView, PartChoice, PartView, RequestPage, ThingView};
use regie_casework::thing::{IdentityBy, LetterKind, RequestWay};
use regie_terms::NeedWord;

use super::left::{ToDo, left, tell, todo};
use super::propose::{Chosen, choices};
use super::record::{asker, identities, short};
use super::said::ground;
use super::{Here, badge, days_left, decided, rules, thing_kind};
use crate::form::{Choice, Fields, Form};
use crate::guard::Desk;
use crate::page::Page;
use crate::part::{Action, Badge, Because, Checklist, Pairs, Tone};
use crate::words::Lang;

/// Something that can be withheld, in the form of a decision.
pub(super) struct PartRow {
    pub text: String,
    pub kind: &'static str,
    pub thing: String,
    /// The names of the fields of this row.
    pub names: [String; 4],
    pub grounds: Vec<Choice>,
}

/// A decision.
pub(super) struct Decided {
    pub badge: Badge,
    pub head: Pairs,
    pub because: String,
    pub parts: Vec<(String, String, Vec<Because>)>,
    pub rules: Vec<Because>,
    pub undone: bool,
}

#[derive(Template)]
#[template(path = "request/page.html")]
pub(super) struct RequestSheet<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    dossier: String,
    list: String,
    name: String,
    title: String,
    state: Badge,
    due: Option<Badge>,
    told: Pairs,
    words: &'a str,
    things: Vec<(String, &'static str, Option<&'static str>)>,
    /// Who was asked to join, and how that stands.
    joining: Vec<(String, Badge, Option<String>)>,
    /// What still has to come: making sure who asks, a signature, somebody who joins.
    completes: bool,
    asks_identity: bool,
    asks_signature: bool,
    identities: Vec<Choice>,
    askers: Vec<Choice>,
    /// Where what stands still is read to decide.
    still: Option<String>,
    /// The reader decides it.
    decides: bool,
    own: bool,
    outcomes: Vec<Choice>,
    chosen: Option<(String, String)>,
    parts: Vec<PartRow>,
    language: Option<&'static str>,
    more_time: bool,
    decisions: Vec<Decided>,
    objected: Option<(Decided, &'a str)>,
    todo: Vec<ToDo>,
    tell: Vec<ToDo>,
    left: Vec<Choice>,
    /// Whether it came on paper or at the desk, so that the answer does not reach them by itself.
    on_paper: bool,
    /// The letters that can be made of it: to whom, and where.
    letters: Vec<Action>,
    /// What the charter says to it, while it is not decided.
    checklist: Option<Checklist>,
}

/// Draws it.
pub(super) fn drawn<'a>(
    desk: &Desk,
    page: &'a Page,
    form: &'a Form,
    one: &'a RequestPage,
    here: Here,
    chosen: Option<Chosen>,
) -> RequestSheet<'a> {
    let t = page.t;
    let needs = |word| one.answer.needs.iter().any(|need| need.what == word);
    let waits = one.row.state.undecided();
    // For who looks again, the dossier itself stays closed.
    let handles = !one.title.is_empty();
    let outcomes = choices(t, one);
    let chosen = chosen.and_then(|chosen| {
        let word = chosen.word();
        let label = outcomes.iter().find(|one| one.value == word)?;
        Some((word, label.label.to_string()))
    });
    let partly = chosen.as_ref().is_some_and(|(word, _)| word == "partly");
    let asks_identity = one.identity.is_none();
    RequestSheet {
        p: page,
        f: Fields::new(t, "request", form),
        here: here.page(),
        dossier: format!("/dossier/{}", here.dossier),
        list: if handles { here.list() } else { String::new() },
        name: one.title.clone(),
        title: t.with(
            if one.row.review {
                "request-of-review"
            } else {
                "request-of-right"
            },
            "right",
            t.of(&one.row.right),
        ),
        state: badge(t, one.row.state),
        due: one.row.due.map(|due| days_left(t, desk.house.today(), due)),
        told: told(t, one),
        words: &one.words,
        things: one.things.iter().map(|thing| named(t, thing)).collect(),
        joining: one
            .joining
            .iter()
            .filter(|other| {
                !one.by
                    .iter()
                    .any(|by| by.name.as_deref() == Some(&other.name))
            })
            .map(|other| {
                let badge = match other.declined {
                    Some(day) => {
                        Badge::new(t.with("request-declined", "day", t.day(day)), Tone::Alarm)
                    }
                    None => Badge::new(t.say("request-awaited"), Tone::Care),
                };
                let who = format!("{} ({})", other.name, t.of(&other.of));
                (who, badge, other.because.clone())
            })
            .collect(),
        completes: handles
            && waits
            && (asks_identity
                || !one.signed
                || (needs(NeedWord::Consent) && !one.candidates.is_empty())),
        asks_identity,
        asks_signature: !one.signed,
        identities: identities(t),
        askers: if needs(NeedWord::Consent) {
            one.candidates.iter().map(|one| asker(t, one)).collect()
        } else {
            Vec::new()
        },
        still: one.still.then(|| format!("{}/lezen", here.page())),
        decides: one.may_decide && !one.own,
        own: one.may_decide && one.own,
        outcomes,
        parts: if partly {
            one.parts
                .iter()
                .enumerate()
                .map(|(at, part)| row(t, at, part))
                .collect()
        } else {
            Vec::new()
        },
        chosen,
        language: (one.language == "en").then(|| t.say("request-in-english")),
        more_time: handles && one.more_time,
        decisions: one
            .decisions
            .iter()
            .rev()
            .map(|decision| decision_of(t, decision))
            .collect(),
        objected: one
            .objected
            .as_ref()
            .map(|(decision, words)| (decision_of(t, decision), words.as_str())),
        todo: todo(t, here, one),
        tell: tell(t, one),
        left: left(t, one),
        on_paper: one.way != RequestWay::Portal,
        letters: if handles {
            letters(t, here, one)
        } else {
            Vec::new()
        },
        checklist: waits.then(|| checklist(t, one)),
    }
}

/// The letters to those who make it: that it came in, and once it is decided the decision.
fn letters(t: Lang, here: Here, one: &RequestPage) -> Vec<Action> {
    let decided = !one.decisions.is_empty();
    if one.withdrawn.is_some() {
        return Vec::new();
    }
    let to = |asker: &regie_casework::request::AskerView| {
        let at = LetterAt {
            dossier: here.dossier,
            person: asker.person?,
            letter: if decided {
                LetterKind::Decision
            } else {
                LetterKind::Receipt
            },
            about: here.request,
        };
        let name = asker.name.clone().unwrap_or_default();
        let says = t.with("letter-request-for", "name", name);
        Some(Action::new(crate::letter::address(&at), says))
    };
    one.by.iter().filter_map(to).collect()
}

/// What the charter says to it.
fn checklist(t: Lang, one: &RequestPage) -> Checklist {
    Checklist::of(t, t.say("request-may"), &one.answer).leading(|need| match need {
        NeedWord::Identity => Some("#aanvullen".to_owned()),
        _ => None,
    })
}

/// What is known of it.
fn told(t: Lang, one: &RequestPage) -> Pairs {
    let who: Vec<String> = one
        .by
        .iter()
        .map(|asker| match &asker.name {
            Some(name) => format!("{name} ({})", t.of(&asker.of)),
            None => t.of(&asker.of).to_owned(),
        })
        .collect();
    let way = t.say(match one.way {
        RequestWay::Portal => "request-way-portal",
        RequestWay::Paper => "request-way-paper",
        RequestWay::Oral => "request-way-oral",
    });
    let identity = match &one.identity {
        None => t.say("request-identity-none").to_owned(),
        Some(sure) => {
            let how = t.say(match sure.how {
                IdentityBy::Portal => "request-identity-portal",
                IdentityBy::Document => "request-identity-document",
                IdentityBy::Known => "request-identity-known",
            });
            if sure.by.is_empty() {
                how.to_owned()
            } else {
                let by = t.with2(
                    "request-by-on",
                    "name",
                    sure.by.as_str(),
                    "day",
                    t.day(sure.on),
                );
                format!("{how}. {by}")
            }
        }
    };
    let mut pairs = Pairs::new()
        .row(t.say("request-head-who"), one.row.name.clone())
        .row(t.say("request-asked-by"), t.list(&who))
        .row(
            t.say("request-head-received"),
            format!("{} · {way}", t.day(one.row.received)),
        )
        .row(t.say("request-sure"), identity)
        .row(
            t.say("request-signature"),
            t.say(if one.signed { "yes" } else { "no" }),
        );
    if one.whole && !one.row.review {
        pairs = pairs.row(t.say("request-about-what"), t.say("request-whole"));
    }
    if one.about != regie_terms::RequestAbout::Own {
        pairs = pairs.row(t.say("request-about"), t.of(&one.about));
    }
    if let Some(law) = &one.law {
        pairs = pairs.row(t.say("request-law"), t.of(law));
    }
    if let Some(more) = &one.extended {
        pairs = pairs.row(t.say("request-longer"), more.because.clone());
    }
    pairs
}

fn named(t: Lang, thing: &ThingView) -> (String, &'static str, Option<&'static str>) {
    let granted = thing.granted.map(|yes| {
        t.say(if yes {
            "request-part-granted"
        } else {
            "request-part-refused"
        })
    });
    // The words of what stands still are not here.
    let text = match thing.text.is_empty() {
        true => t.say("request-thing-still").to_owned(),
        false => thing.text.clone(),
    };
    (text, thing_kind(t, thing.kind), granted)
}

fn row(t: Lang, at: usize, part: &PartChoice) -> PartRow {
    PartRow {
        text: short(&part.thing.text),
        kind: thing_kind(t, part.thing.kind),
        thing: part.thing.named.clone(),
        names: ["thing", "ground", "because", "endangers"].map(|name| format!("part_{name}-{at}")),
        grounds: part
            .grounds
            .iter()
            .map(|one| Choice::new(one.as_str(), ground(t, *one)))
            .collect(),
    }
}

fn decision_of(t: Lang, one: &DecisionView) -> Decided {
    let mut head = Pairs::new().row(
        t.say("request-decided-by"),
        t.with2(
            "request-by-on",
            "name",
            one.by.as_str(),
            "day",
            t.day(one.on),
        ),
    );
    if let Some(why) = one.ground {
        head = head.row(t.say("request-ground"), ground(t, why));
    }
    if let Some(day) = one.object_by {
        head = head.row(t.say("request-object-until"), t.day(day));
    }
    Decided {
        badge: decided(t, one.outcome),
        head,
        because: one.because.clone(),
        parts: one
            .parts
            .iter()
            .filter(|part| !part.granted)
            .map(|part| part_of(t, part))
            .collect(),
        rules: rules(t, &one.rules),
        undone: one.undone,
    }
}

fn part_of(t: Lang, part: &PartView) -> (String, String, Vec<Because>) {
    let why = part.ground.map_or("", |one| ground(t, one));
    let mut said = vec![why.to_owned()];
    if !part.because.is_empty() {
        said.push(part.because.clone());
    }
    if part.endangers {
        said.push(t.say("request-part-hidden").to_owned());
    }
    (short(&part.text), said.join(" · "), rules(t, &part.rules))
}
