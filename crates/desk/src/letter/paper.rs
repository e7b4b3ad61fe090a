//! A letter as paper: addressed, dated, marked confidential on every page.

use jiff::civil::Date;
use regie_casework::letter::{LetterPage, LetterText};
use regie_casework::request::MyRequest;
use regie_casework::thing::{LetterKind, Tongue};
use regie_letters::{Block, Paper};

use super::texts;
use crate::guard::Desk;
use crate::page::{Trouble, language};
use crate::words::Lang;

/// The language of a letter.
pub(super) const fn tongue(language: Tongue) -> Lang {
    match language {
        Tongue::Nl => Lang::Nl,
        Tongue::En => Lang::En,
    }
}

fn paper(t: Lang, desk: &Desk, title: String, date: Date, blocks: Vec<Block>) -> Paper {
    Paper {
        language: language(t),
        title,
        organisation: desk.house.settings().organisation.clone(),
        mark: Some(t.say("paper-confidential").to_owned()),
        address: Vec::new(),
        place: None,
        date,
        blocks,
    }
}

/// A letter that was asked for, to the lines of this address; without any for who takes it themself.
pub(super) fn of(
    t: Lang,
    desk: &Desk,
    page: &LetterPage,
    address: &[String],
) -> Result<Paper, Trouble> {
    let (title, mut blocks) = match &page.text {
        LetterText::Invitation => (
            t.say("letter-invitation-title").to_owned(),
            texts::invitation(t, desk),
        ),
        LetterText::Consent(one) => (
            t.with("portal-ask-title", "name", one.recipient.as_str()),
            texts::consent(t, desk, &page.name, one),
        ),
        LetterText::Request(one) if page.letter == LetterKind::Decision => {
            let last = one.decisions.first().ok_or(Trouble::NotFound)?;
            (title(t), texts::decision(t, desk, one, last))
        }
        LetterText::Request(one) => (
            t.say("letter-receipt-title").to_owned(),
            texts::receipt(t, desk, one),
        ),
    };
    let dear = t.with("letter-dear", "name", page.name.as_str());
    blocks.insert(0, Block::paragraph(dear));
    let mut made = paper(t, desk, title, desk.house.today(), blocks);
    if !address.is_empty() {
        made.address.push(page.name.clone());
        made.address.extend(address.iter().cloned());
    }
    Ok(made)
}

fn title(t: Lang) -> String {
    t.say("letter-decision-title").to_owned()
}

/// The decision on a request, for who reads it in the portal. Its day is that of the decision, so that it is the same whenever it is fetched.
pub(crate) fn decision(t: Lang, desk: &Desk, one: &MyRequest) -> Option<Paper> {
    let last = one.decisions.first()?;
    let blocks = texts::decision(t, desk, one, last);
    Some(paper(t, desk, title(t), last.on, blocks))
}

/// Draws it, apart from those that serve others.
pub(super) async fn drawn(paper: Paper) -> Result<Vec<u8>, Trouble> {
    crate::page::pdf(paper).await
}
