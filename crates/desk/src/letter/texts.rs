//! What letters say: of a request and its decision, of a question for consent, and of something that waits.

use regie_casework::consent::ConsentAsked;
use regie_casework::portal::PortalCapacity;
use regie_casework::request::{MyDecision, MyRequest};
use regie_letters::{Block, Level};
use regie_terms::Right;

use crate::guard::Desk;
use crate::part::Because;
use crate::portal;
use crate::request::{decided, ground_for, rules, slug, thing_kind};
use crate::words::Lang;

type Rows = Vec<(String, String)>;

fn row(rows: &mut Rows, label: &str, value: impl Into<String>) {
    rows.push((label.to_owned(), value.into()));
}

fn head(t: Lang, key: &str) -> Block {
    Block::heading(Level::One, t.say(key))
}

fn text(t: Lang, key: &str) -> Block {
    Block::paragraph(t.say(key))
}

/// Rules with their place and article, one a line.
fn cited(all: &[Because]) -> Vec<String> {
    all.iter()
        .map(|why| match &why.law {
            Some(law) => format!("{} ({} · {law})", why.says, why.source),
            None => format!("{} ({})", why.says, why.source),
        })
        .collect()
}

/// What was asked, and by when something happens.
fn asked(t: Lang, one: &MyRequest) -> Vec<Block> {
    let mut rows = Rows::new();
    row(
        &mut rows,
        t.say("request-mine-right"),
        t.word("request-right", slug(one.row.right)),
    );
    row(
        &mut rows,
        t.say("request-head-received"),
        t.day(one.row.received),
    );
    if one.capacity != PortalCapacity::Subject {
        row(&mut rows, t.say("request-head-who"), one.name.clone());
        let capacity = portal::capacity(t, one.capacity);
        row(&mut rows, t.say("receipt-capacity"), capacity);
    }
    if one.whole && one.row.right != Right::HumanReview {
        row(
            &mut rows,
            t.say("request-about-what"),
            t.say("request-whole"),
        );
    }
    let mut blocks = vec![head(t, "request-mine-asked"), Block::Pairs { rows }];
    if !one.words.is_empty() {
        blocks.push(Block::paragraph(t.say("letter-own-words")));
        blocks.push(Block::paragraph(one.words.clone()));
    }
    let things = one.things.iter().filter(|thing| !thing.text.is_empty());
    blocks.push(Block::List {
        items: things
            .map(|thing| format!("{} ({})", thing.text, thing_kind(t, thing.kind)))
            .collect(),
    });
    blocks
}

/// A decision: what was decided of what, on which ground and by which article, why, and what one can do.
pub(super) fn decision(t: Lang, desk: &Desk, one: &MyRequest, last: &MyDecision) -> Vec<Block> {
    let organisation = desk.house.settings().organisation.as_str();
    let day = t.day(one.row.received);
    let mut blocks = vec![Block::paragraph(t.with2(
        "letter-decision-lead",
        "day",
        day,
        "name",
        organisation,
    ))];
    blocks.extend(asked(t, one));
    blocks.push(head(t, "request-decision"));
    let mut rows = Rows::new();
    let outcome = decided(t, last.outcome).text.to_string();
    row(&mut rows, t.say("letter-outcome"), outcome);
    row(&mut rows, t.say("request-decided-on"), t.day(last.on));
    if let Some(by) = &last.by {
        row(&mut rows, t.say("request-decided-by"), by.clone());
    }
    if let Some(ground) = last.ground {
        row(&mut rows, t.say("request-ground"), ground_for(t, ground));
    }
    if let (Some(day), true) = (one.carry_out_by, last.outcome.grants()) {
        row(&mut rows, t.say("request-mine-carry-out"), t.day(day));
    }
    blocks.push(Block::Pairs { rows });
    blocks.push(Block::heading(Level::Two, t.say("request-motivation")));
    blocks.push(Block::paragraph(last.because.clone()));
    if !last.parts.is_empty() {
        blocks.push(Block::heading(Level::Two, t.say("request-parts-mine")));
        for part in &last.parts {
            let granted = t.say(if part.granted {
                "request-part-granted"
            } else {
                "request-part-refused"
            });
            let ground = part.ground.map(|ground| ground_for(t, ground));
            let mut said: Vec<String> = vec![granted.to_owned()];
            said.extend(ground.map(str::to_owned));
            said.extend(Some(part.because.clone()).filter(|why| !why.is_empty()));
            said.extend(cited(&rules(t, &part.rules)));
            blocks.push(Block::Pairs {
                rows: vec![(part.text.clone(), said.join("\n"))],
            });
        }
    }
    blocks.push(Block::heading(Level::Two, t.say("letter-rules")));
    blocks.push(Block::List {
        items: cited(&rules(t, &last.rules)),
    });
    if let Some(day) = last.object_by {
        blocks.push(head(t, "request-disagree"));
        blocks.push(Block::paragraph(t.with(
            "request-disagree-text",
            "day",
            t.day(day),
        )));
        blocks.push(text(t, "letter-object-how"));
        blocks.push(text(t, "request-appeal"));
    }
    blocks.extend(portal::rights(t, desk));
    let mut rows = Rows::new();
    row(
        &mut rows,
        t.say("letter-mark-request"),
        one.row.id.to_string(),
    );
    row(
        &mut rows,
        t.say("letter-mark-decision"),
        last.id.to_string(),
    );
    blocks.push(head(t, "receipt-mark"));
    blocks.push(Block::Pairs { rows });
    blocks
}

/// That a request came in, and by when it is answered.
pub(super) fn receipt(t: Lang, desk: &Desk, one: &MyRequest) -> Vec<Block> {
    let mut blocks = vec![Block::paragraph(t.with(
        "letter-receipt-lead",
        "day",
        t.day(one.row.received),
    ))];
    if let Some(day) = one.answer_by {
        blocks.push(Block::paragraph(t.with(
            "letter-receipt-answer",
            "day",
            t.day(day),
        )));
    }
    if let Some(because) = &one.extended {
        blocks.push(text(t, "request-mine-longer"));
        blocks.push(Block::paragraph(because.clone()));
    }
    if one.identify {
        blocks.push(text(t, "letter-receipt-identify"));
    }
    let own = one.capacity == PortalCapacity::Subject;
    let others = portal::others_to_join(t, &one.others, &one.name, own);
    blocks.extend(others.into_iter().map(Block::paragraph));
    blocks.extend(asked(t, one));
    blocks.push(head(t, "letter-next"));
    blocks.push(text(t, "letter-receipt-next"));
    blocks.extend(portal::rights(t, desk));
    let mut rows = Rows::new();
    row(
        &mut rows,
        t.say("letter-mark-request"),
        one.row.id.to_string(),
    );
    blocks.push(head(t, "receipt-mark"));
    blocks.push(Block::Pairs { rows });
    blocks
}

/// A question for consent, with a form to sign.
pub(super) fn consent(t: Lang, desk: &Desk, name: &str, one: &ConsentAsked) -> Vec<Block> {
    let organisation = desk.house.settings().organisation.as_str();
    let mut blocks = vec![Block::paragraph(t.with(
        "letter-consent-lead",
        "name",
        organisation,
    ))];
    if one.capacity != PortalCapacity::Subject {
        blocks.push(Block::paragraph(t.with2(
            "portal-ask-acting",
            "name",
            one.person_name.as_str(),
            "as",
            portal::capacity(t, one.capacity),
        )));
    }
    let mut rows = Rows::new();
    let to = format!("{} ({})", one.recipient, t.of(&one.party));
    row(&mut rows, t.say("portal-ask-to"), to);
    if let Some(purpose) = one.purpose {
        row(&mut rows, t.say("portal-shared-purpose"), t.of(&purpose));
    }
    if !one.purpose_text.is_empty() {
        row(
            &mut rows,
            t.say("portal-shared-why"),
            one.purpose_text.clone(),
        );
    }
    blocks.push(head(t, "portal-ask-who"));
    blocks.push(Block::Pairs { rows });
    blocks.push(head(t, "portal-ask-what"));
    blocks.push(text(t, "portal-ask-only"));
    blocks.push(Block::Table {
        header: vec![
            t.say("receipt-data-kind").to_owned(),
            t.say("receipt-data-words").to_owned(),
        ],
        rows: one
            .facts
            .iter()
            .map(|(data, text)| vec![t.of(data).to_owned(), text.clone()])
            .collect(),
    });
    blocks.push(head(t, "portal-ask-others"));
    blocks.extend(
        portal::others_to_agree(t, one)
            .into_iter()
            .map(Block::paragraph),
    );
    blocks.push(head(t, "portal-ask-no"));
    blocks.push(text(t, "portal-ask-no-text"));
    blocks.push(text(t, "letter-consent-later"));
    blocks.push(Block::paragraph(t.with(
        "receipt-ground-text",
        "law",
        t.article("GDPR 6(1)(a)"),
    )));
    if one
        .facts
        .iter()
        .any(|(data, _)| crate::share::special(*data))
    {
        blocks.push(Block::paragraph(t.with(
            "receipt-ground-special",
            "law",
            t.article("GDPR 9(2)(a)"),
        )));
    }
    blocks.extend(form(t, name, one));
    blocks.extend(portal::rights(t, desk));
    let mut rows = Rows::new();
    row(
        &mut rows,
        t.say("receipt-mark-asked"),
        one.share.to_string(),
    );
    row(
        &mut rows,
        t.say("receipt-mark-shown"),
        one.version.to_string(),
    );
    blocks.push(head(t, "receipt-mark"));
    blocks.push(Block::Pairs { rows });
    blocks
}

/// What is filled in by hand, and comes back.
fn form(t: Lang, name: &str, one: &ConsentAsked) -> Vec<Block> {
    let line = ".".repeat(50);
    let answer = |key: &str| vec!["[     ]".to_owned(), t.say(key).to_owned()];
    let question = t.with("portal-ask-title", "name", one.recipient.as_str());
    vec![
        head(t, "letter-form"),
        text(t, "letter-form-lead"),
        Block::Table {
            header: vec![t.say("letter-form-tick").to_owned(), question],
            rows: vec![answer("portal-answer-yes"), answer("portal-answer-no")],
        },
        Block::Pairs {
            rows: vec![
                (t.say("letter-form-name").to_owned(), name.to_owned()),
                (t.say("letter-form-day").to_owned(), line.clone()),
                (t.say("letter-form-sign").to_owned(), format!("\n{line}")),
            ],
        },
        text(t, "letter-form-back"),
    ]
}

/// That something waits. Never what, and nothing of the file.
pub(super) fn invitation(t: Lang, desk: &Desk) -> Vec<Block> {
    let contact = &desk.house.settings().contact;
    let mut blocks = vec![
        text(t, "letter-invitation-lead"),
        Block::List {
            items: vec![
                t.say("letter-invitation-portal").to_owned(),
                t.say("letter-invitation-come").to_owned(),
            ],
        },
        text(t, "letter-invitation-else"),
    ];
    if !contact.is_empty() {
        blocks.push(Block::Pairs {
            rows: vec![(t.say("receipt-contact").to_owned(), contact.clone())],
        });
    }
    blocks
}
