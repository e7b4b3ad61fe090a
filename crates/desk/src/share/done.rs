//! The page of a disclosure that went, or was given up: what went, on which decision, and what is still to be done.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::share::{ConsentView, HeldView, NoticeView, SharePage};
use regie_casework::thing::{ConsentWay, NoticeOf, ShareSafety, ShareState};
use regie_terms::{Answer, ConsentAnswer, ConsentForm, DutyWord, Outcome, RequestId};

use super::Here;
use super::overview::what;
use crate::form::{Choice, Fields, Form};
use crate::guard::Desk;
use crate::page::Page;
use crate::part::{Badge, Banner, Checklist, Mood, Pairs, Task, Tasks, Tone};
use crate::words::Lang;

/// An answer in the list of answers.
pub(super) struct Given {
    pub who: String,
    pub badge: Badge,
    pub how: String,
    pub reason: Option<String>,
    pub form: Option<String>,
    /// Where its form can still be attached.
    pub attach: Option<String>,
}

#[derive(Template)]
#[template(path = "share/done.html")]
struct DonePage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    at: Here,
    title: String,
    banners: Vec<Banner>,
    what: Pairs,
    facts: Vec<(String, Badge)>,
    given: Vec<Given>,
    safety: Option<Pairs>,
    /// Why it was unavoidable without consent.
    unavoidable: Option<Pairs>,
    tasks: Option<Tasks>,
    went: bool,
    /// Who of the family can still be told of what went for safety.
    family: Vec<Choice>,
    /// Who was told, and when.
    told: Vec<(String, String)>,
    held: &'a HeldView,
    /// When what waits for a second person was asked.
    asked: String,
    request: String,
    /// Something is still to be done, or was typed.
    unsettled: bool,
    decision: Option<Checklist>,
    /// What the recipient was to be told since it went.
    notices: Vec<String>,
    /// Something of it is still to be told.
    tells: bool,
}

/// Draws it.
pub(super) fn page(
    desk: &Desk,
    page: &Page,
    form: &Form,
    here: Here,
    share: &SharePage,
    status: StatusCode,
) -> Response {
    let t = page.t;
    let went = share.row.state != ShareState::GivenUp;
    let mut what = what(t, share);
    if let Some(at) = share.row.shared_at {
        let moment = t.moment(desk.house.local(at).timestamp());
        what = match share.row.happened_on {
            Some(day) => what
                .row(t.say("share-happened"), t.day(day))
                .row(t.say("share-written"), moment),
            None => what.row(t.say("share-when"), moment),
        };
        what = what.row(t.say("share-by"), share.row.by.clone());
    }
    let drawn = DonePage {
        p: page,
        f: Fields::new(t, "share", form).or("notice"),
        at: here,
        title: t.with("share-with", "name", share.row.recipient.as_str()),
        banners: banners(t, share),
        what,
        facts: share
            .facts
            .iter()
            .map(|fact| {
                let text = if fact.still {
                    t.say("share-still").to_owned()
                } else {
                    fact.text.clone()
                };
                (text, Badge::new(t.of(&fact.category), Tone::House))
            })
            .chain(share.erased.iter().map(|gone| {
                let text = t.with("share-erased", "day", t.day(gone.on));
                (text, Badge::new(t.say("share-erased-badge"), Tone::Plain))
            }))
            .collect(),
        given: given(t, here, &share.consents),
        safety: share.safety.as_ref().map(|safety| safety_pairs(t, safety)),
        unavoidable: share.unavoidable.as_ref().map(|claimed| {
            Pairs::new()
                .row(t.say("share-unavoidable_because"), claimed.because.clone())
                .row(
                    t.say("share-unavoidable_consulted"),
                    t.listed(claimed.consulted.iter().copied()),
                )
        }),
        tasks: tasks(t, here, share),
        went,
        family: share
            .tell
            .iter()
            .filter(|one| one.on.is_none())
            .map(|one| Choice::new(one.person.to_string(), one.name.clone()))
            .collect(),
        told: share
            .tell
            .iter()
            .filter_map(|one| Some((one.name.clone(), t.day(one.on?))))
            .collect(),
        held: &share.held,
        asked: share
            .held
            .waits
            .as_ref()
            .map(|w| t.day(desk.house.local(w.at).date()))
            .unwrap_or_default(),
        request: RequestId::fresh().to_string(),
        unsettled: unsettled(share) || form.names().any(|name| name != "request"),
        decision: share
            .row
            .decision
            .as_ref()
            .map(|decision| decided(t, decision)),
        notices: share.notices.iter().map(|n| notice(t, n)).collect(),
        tells: share.notices.iter().any(|n| n.told.is_none()),
    };
    page.show_as(status, &drawn)
}

/// What a recipient was to be told since it went, and that they were.
pub(crate) fn notice(t: Lang, notice: &NoticeView) -> String {
    let what = t.say(match notice.what {
        NoticeOf::Rectified => "notice-rectified",
        NoticeOf::Erased => "notice-erased",
        NoticeOf::Restricted => "notice-restricted",
        NoticeOf::Lifted => "notice-lifted",
        NoticeOf::Withdrawn => "notice-withdrawn",
    });
    let then = match &notice.told {
        Some(told) => t.with2(
            "notice-told",
            "day",
            t.day(told.on),
            "how",
            told.how.as_str(),
        ),
        None => t.say("notice-waits").to_owned(),
    };
    format!("{what} {then}")
}

/// The decision of that moment; what was missing is said as something that is over.
fn decided(t: Lang, decision: &Answer) -> Checklist {
    let mut list = Checklist::of(t, t.say("share-decision"), decision);
    if decision.outcome == Outcome::Incomplete {
        list.sentence = Some(t.say("share-decision-lacking").to_owned());
    }
    list
}

fn banners(t: Lang, share: &SharePage) -> Vec<Banner> {
    let mut out = Vec::new();
    let outcome = share.row.decision.as_ref().map(|one| one.outcome);
    match outcome {
        Some(Outcome::Prohibited) => out.push(
            Banner::new(Mood::Alarm, t.say("share-was-prohibited"))
                .line(t.say("share-was-prohibited-text")),
        ),
        Some(Outcome::Incomplete) => {
            let mut banner = Banner::new(Mood::Care, t.say("share-was-incomplete"))
                .line(t.say("share-was-incomplete-text"));
            if share.safety.is_none() {
                banner = banner.line(t.say("share-was-incident"));
            }
            out.push(banner);
        }
        _ => {}
    }
    let withdrawn = share
        .consents
        .iter()
        .any(|one| one.answer == ConsentAnswer::Withdrawn);
    if withdrawn && share.row.state != ShareState::GivenUp {
        out.push(
            Banner::new(Mood::Care, t.say("share-was-withdrawn"))
                .line(t.say("share-was-withdrawn-text")),
        );
    }
    out
}

/// Who answered, and as what.
pub(super) fn giver(t: Lang, one: &ConsentView) -> String {
    let capacity = match &one.outsider {
        Some(kind) => t.of(kind),
        None => t.of(&one.of),
    };
    match &one.name {
        Some(name) => format!("{name} ({capacity})"),
        None => capacity.to_owned(),
    }
}

/// The answers, oldest first.
pub(super) fn given(t: Lang, here: Here, consents: &[ConsentView]) -> Vec<Given> {
    consents
        .iter()
        .map(|one| {
            let tone = match one.answer {
                ConsentAnswer::Given if one.counts => Tone::Good,
                ConsentAnswer::Given => Tone::Plain,
                ConsentAnswer::Refused => Tone::Alarm,
                ConsentAnswer::Withdrawn => Tone::Care,
            };
            let way = t.say(match one.way {
                ConsentWay::Portal => "share-way-portal",
                ConsentWay::AtTheTable => "share-way-at-the-table",
                ConsentWay::OnPaper => "share-way-on-paper",
            });
            let mut how = format!("{way} · {}", t.day(one.on));
            if !one.counts {
                how = format!("{how} · {}", t.say("share-counts-no-more"));
            }
            Given {
                who: giver(t, one),
                badge: Badge::new(t.of(&one.answer), tone),
                how,
                reason: one.reason.clone(),
                form: one
                    .has_form
                    .then(|| here.at(&format!("formulier/{}", one.id))),
                attach: without_form(one)
                    .then(|| here.at(&format!("formulier/{}/toevoegen", one.id))),
            }
        })
        .collect()
}

/// Where the first missing form can be attached.
fn attach(here: Here, share: &SharePage) -> String {
    let first = share
        .consents
        .iter()
        .find(|one| one.answer == ConsentAnswer::Given && without_form(one));
    first.map_or_else(
        || "#f-completion".to_owned(),
        |one| here.at(&format!("formulier/{}/toevoegen", one.id)),
    )
}

fn safety_pairs(t: Lang, safety: &ShareSafety) -> Pairs {
    let pairs = Pairs::new()
        .row(t.say("share-safety_of"), t.of(&safety.of))
        .row(t.say("share-safety_because"), safety.because.clone())
        .row(
            t.say("share-safety_consulted"),
            t.listed(safety.consulted.iter().copied()),
        )
        .row(t.say("share-safety_client"), t.of(&safety.client));
    match &safety.postponed_because {
        Some(why) => pairs.row(t.say("share-safety_postponed_because"), why.clone()),
        None => pairs,
    }
}

/// Whether an answer on paper stands without its form.
fn without_form(one: &ConsentView) -> bool {
    one.form == ConsentForm::Written && one.way != ConsentWay::Portal && !one.has_form
}

/// Whether a consent on paper stands without its form.
fn form_missing(share: &SharePage) -> bool {
    share
        .consents
        .iter()
        .any(|one| one.answer == ConsentAnswer::Given && without_form(one))
}

/// Whether something is still to be written down: that the client was told, or what was done about what was missing.
fn unsettled(share: &SharePage) -> bool {
    let Some(decision) = &share.row.decision else {
        return false;
    };
    let tell = decision.duties.iter().any(|duty| {
        matches!(
            duty.what,
            DutyWord::InformClient | DutyWord::InformClientLater
        )
    });
    let complete = decision.outcome != Outcome::Permitted || form_missing(share);
    (tell && share.informed_on.is_none()) || (complete && share.completion.is_none())
}

/// The duties of the decision as things to do, with how each stands.
fn tasks(t: Lang, here: Here, share: &SharePage) -> Option<Tasks> {
    let decision = share.row.decision.as_ref()?;
    let open = || Some(Badge::new(t.say("share-task-open"), Tone::Care));
    let closed = |text: String| Some(Badge::new(text, Tone::Good));
    let mut tasks = Vec::new();
    for duty in &decision.duties {
        let (href, about, badge) = match duty.what {
            DutyWord::InformClient | DutyWord::InformClientLater => (
                "#f-informed_on".to_owned(),
                None,
                match share.informed_on {
                    Some(day) => closed(t.with("share-told-on", "day", t.day(day))),
                    None => open(),
                },
            ),
            DutyWord::InformRecipient => (
                here.at("ontvanger"),
                Some(t.say("share-task-recipient").to_owned()),
                None,
            ),
            // The page itself is the note.
            DutyWord::NoteInDossier => (
                String::new(),
                None,
                closed(t.say("share-task-noted").to_owned()),
            ),
            DutyWord::KeepForm if form_missing(share) => (
                attach(here, share),
                Some(t.say("share-task-form").to_owned()),
                match &share.completion {
                    Some(_) => closed(t.say("share-task-done").to_owned()),
                    None => open(),
                },
            ),
            DutyWord::KeepForm => (
                String::new(),
                None,
                closed(t.say("share-task-kept").to_owned()),
            ),
            _ => (String::new(), None, None),
        };
        tasks.push(Task {
            href,
            what: t.of(&duty.what).to_owned(),
            about,
            badge,
        });
    }
    if decision.outcome != Outcome::Permitted {
        tasks.push(Task {
            href: "#f-completion".to_owned(),
            what: t.say("staff-task-complete").to_owned(),
            about: None,
            badge: match &share.completion {
                Some(_) => closed(t.say("share-task-done").to_owned()),
                None => open(),
            },
        });
    }
    let withdrawn = |n: &&NoticeView| n.what == NoticeOf::Withdrawn;
    if let Some(notice) = share.notices.iter().rfind(withdrawn) {
        tasks.push(Task {
            href: "#f-on".to_owned(),
            what: t.say("share-task-withdrawn").to_owned(),
            about: None,
            badge: match &notice.told {
                Some(_) => closed(t.say("share-task-done").to_owned()),
                None => open(),
            },
        });
    }
    (!tasks.is_empty()).then_some(Tasks { tasks })
}
