//! The receipt on paper: the answer first, then what it was given to, and what the reader can do with it.

use regie_casework::portal::{ConsentReceipt, MyReceipts, PortalCapacity};
use regie_casework::thing::ConsentWay;
use regie_letters::{Block, Level, Paper};

use super::{answer, change, how, keep, special, to, told, when};
use crate::guard::Desk;
use crate::page::language;
use crate::part::Because;
use crate::words::Lang;

/// Where everybody can complain about how their data are handled.
pub(in crate::portal) const AUTHORITY: &str = "https://autoriteitpersoonsgegevens.nl";

/// The paper of one answer. Its day is that of the answer, so that it is the same whenever it is fetched.
pub(super) fn of(t: Lang, desk: &Desk, mine: &MyReceipts, one: &ConsentReceipt) -> Paper {
    let settings = desk.house.settings();
    let organisation = settings.organisation.as_str();
    let head = |key| Block::heading(Level::One, t.say(key));
    let text = |key| Block::paragraph(t.say(key));
    let mut blocks = vec![
        Block::paragraph(t.with("receipt-lead", "name", organisation)),
        head("receipt-answer"),
        Block::Pairs {
            rows: answered(t, desk, mine, one),
        },
        head("receipt-asked"),
        Block::Pairs {
            rows: asked(t, organisation, one),
        },
        Block::heading(Level::Two, t.say("receipt-data")),
    ];
    blocks.extend(data(t, one));
    if one.way == ConsentWay::Portal {
        blocks.push(head("receipt-told"));
        blocks.push(Block::List { items: told(t) });
    }
    blocks.push(head("receipt-ground"));
    blocks.push(Block::paragraph(t.with(
        "receipt-ground-text",
        "law",
        t.article("GDPR 6(1)(a)"),
    )));
    if special(one) {
        blocks.push(Block::paragraph(t.with(
            "receipt-ground-special",
            "law",
            t.article("GDPR 9(2)(a)"),
        )));
    }
    let because: Vec<String> = one
        .because
        .iter()
        .map(|reason| Because::of(t, reason))
        .map(|why| match why.law {
            Some(law) => format!("{} ({} · {law})", why.says, why.source),
            None => format!("{} ({})", why.says, why.source),
        })
        .collect();
    if !because.is_empty() {
        blocks.push(text("receipt-because"));
        blocks.push(Block::List { items: because });
    }
    blocks.push(head("receipt-change"));
    blocks.push(Block::paragraph(change(t, one.answer)));
    blocks.push(head("receipt-keep"));
    blocks.push(Block::paragraph(keep(t, one)));
    blocks.extend(rights(t, desk));
    blocks.push(head("receipt-mark"));
    blocks.push(Block::Pairs { rows: mark(t, one) });
    Paper {
        language: language(t),
        title: t.say("receipt-title").to_owned(),
        organisation: organisation.to_owned(),
        mark: Some(t.say("paper-confidential").to_owned()),
        address: Vec::new(),
        place: None,
        date: one.on,
        blocks,
    }
}

type Rows = Vec<(String, String)>;

fn row(rows: &mut Rows, label: &str, value: impl Into<String>) {
    rows.push((label.to_owned(), value.into()));
}

fn answered(t: Lang, desk: &Desk, mine: &MyReceipts, one: &ConsentReceipt) -> Rows {
    let mut rows = Rows::new();
    row(&mut rows, t.say("receipt-answer"), answer(t, one.answer));
    row(&mut rows, t.say("receipt-when"), when(t, one, desk));
    row(&mut rows, t.say("receipt-how"), how(t, one.way));
    row(&mut rows, t.say("receipt-who"), mine.giver_name.clone());
    if mine.capacity != PortalCapacity::Subject {
        row(&mut rows, t.say("receipt-about"), mine.name.clone());
    }
    let capacity = crate::portal::capacity(t, mine.capacity);
    row(&mut rows, t.say("receipt-capacity"), capacity);
    if let Some(reason) = &one.reason {
        row(&mut rows, t.say("receipt-reason"), reason.clone());
    }
    rows
}

fn asked(t: Lang, organisation: &str, one: &ConsentReceipt) -> Rows {
    let mut rows = Rows::new();
    row(&mut rows, t.say("receipt-responsible"), organisation);
    row(&mut rows, t.say("portal-ask-to"), to(t, one));
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
    rows
}

fn data(t: Lang, one: &ConsentReceipt) -> Vec<Block> {
    if one.facts.iter().any(|(_, text)| text.is_some()) {
        let header = vec![
            t.say("receipt-data-kind").to_owned(),
            t.say("receipt-data-words").to_owned(),
        ];
        let rows = one
            .facts
            .iter()
            .map(|(data, text)| vec![t.of(data).to_owned(), text.clone().unwrap_or_default()])
            .collect();
        return vec![Block::Table { header, rows }];
    }
    let mut items: Vec<String> = Vec::new();
    for (data, _) in &one.facts {
        let kind = t.of(data).to_owned();
        if !items.contains(&kind) {
            items.push(kind);
        }
    }
    let said = if items.is_empty() {
        "receipt-data-none"
    } else {
        "receipt-data-kinds"
    };
    vec![Block::paragraph(t.say(said)), Block::List { items }]
}

/// What everybody may do, and where they complain.
pub(crate) fn rights(t: Lang, desk: &Desk) -> Vec<Block> {
    let settings = desk.house.settings();
    let mut blocks = vec![
        Block::heading(Level::One, t.say("portal-rights")),
        Block::paragraph(t.say("receipt-rights")),
        Block::paragraph(t.say("receipt-complain")),
    ];
    let mut rows = Rows::new();
    for (key, contact) in [
        ("receipt-contact", &settings.contact),
        ("receipt-complaints", &settings.complaints_contact),
        ("receipt-dpo", &settings.dpo_contact),
    ] {
        if !contact.is_empty() {
            row(&mut rows, t.say(key), contact.clone());
        }
    }
    blocks.push(Block::Pairs { rows });
    blocks.push(Block::Link {
        text: t.say("receipt-authority").to_owned(),
        address: AUTHORITY.to_owned(),
    });
    blocks
}

fn mark(t: Lang, one: &ConsentReceipt) -> Rows {
    let mut rows = Rows::new();
    row(&mut rows, t.say("receipt-mark-answer"), one.id.to_string());
    row(
        &mut rows,
        t.say("receipt-mark-asked"),
        one.share.to_string(),
    );
    if let Some(shown) = one.shown {
        row(&mut rows, t.say("receipt-mark-shown"), shown.to_string());
    }
    rows
}
