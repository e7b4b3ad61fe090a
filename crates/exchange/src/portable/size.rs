//! How much may stand in the data: as much as the forms here allow, with room, so that a small archive does not unpack to gigabytes of work.

use super::NotPortable;
use super::data::{Portable, Provenance};

/// The most things in one: facts, own words, documents, disclosures with what went, and answers, together.
const THINGS: usize = 5_000;
/// The most laws in one.
const LAWS: usize = 20;
/// The longest name of somebody or something, in characters.
const NAME: usize = 200;
/// The longest title, address, basis or reason, in characters.
const LINE: usize = 2_000;
/// The longest text, in characters.
const TEXT: usize = 10_000;

/// Whether the data hold no more than is taken.
///
/// # Errors
/// [`NotPortable::TooMuch`], or [`NotPortable::TooLong`] with the name of the text.
pub(super) fn bounded(data: &Portable) -> Result<(), NotPortable> {
    let went: usize = data.disclosures.iter().map(|d| d.facts.len()).sum();
    let things = [
        data.facts.len(),
        data.own_words.len(),
        data.documents.len(),
        data.disclosures.len(),
        data.answers.len(),
        went,
    ];
    if things.iter().sum::<usize>() > THINGS || data.laws.len() > LAWS {
        return Err(NotPortable::TooMuch);
    }
    fits("made", &data.made, NAME)?;
    fits("name", &data.controller.name, NAME)?;
    fits("charter", &data.controller.charter, NAME)?;
    fits("heldBack", &data.held_back.nl, LINE)?;
    fits("heldBack", &data.held_back.en, LINE)?;
    let subject = &data.subject;
    fits("name", &subject.name, NAME)?;
    maybe("address", subject.address.as_ref(), LINE)?;
    maybe("telephone", subject.telephone.as_ref(), NAME)?;
    maybe("email", subject.email.as_ref(), LINE)?;
    for law in &data.laws {
        fits("laws", law, NAME)?;
    }
    for fact in &data.facts {
        fits("@id", &fact.id, NAME)?;
        fits("text", &fact.text, TEXT)?;
        maybe("reading", fact.reading.as_ref(), TEXT)?;
        maybe("corrects", fact.corrects.as_ref(), NAME)?;
        label(&fact.provenance)?;
    }
    for words in &data.own_words {
        fits("text", &words.text, TEXT)?;
        fits("recorded", &words.recorded, NAME)?;
        maybe("writer", words.writer.as_ref(), NAME)?;
        maybe("about", words.about.as_ref(), NAME)?;
        maybe("reply", words.reply.as_ref(), TEXT)?;
    }
    for document in &data.documents {
        fits("@id", &document.id, NAME)?;
        fits("title", &document.title, LINE)?;
        maybe("file", document.file.as_ref(), NAME)?;
        maybe("mediaType", document.media_type.as_ref(), NAME)?;
        maybe("sha256", document.sha256.as_ref(), NAME)?;
        label(&document.provenance)?;
    }
    for share in &data.disclosures {
        fits("recipient", &share.recipient, LINE)?;
        fits("party", &share.party, NAME)?;
        fits("purpose", &share.purpose, TEXT)?;
        fits("legalBasis", &share.legal_basis, NAME)?;
        for fact in &share.facts {
            fits("facts", fact, TEXT)?;
        }
    }
    for answer in &data.answers {
        fits("recipient", &answer.recipient, LINE)?;
        fits("answer", &answer.answer, NAME)?;
    }
    Ok(())
}

fn label(label: &Provenance) -> Result<(), NotPortable> {
    fits("category", &label.category, NAME)?;
    fits("purpose", &label.purpose, NAME)?;
    fits("law", &label.law, NAME)?;
    fits("legalBasis", &label.legal_basis, LINE)?;
    fits("need", &label.need, LINE)?;
    fits("source", &label.source, NAME)?;
    fits("statement", &label.statement, NAME)?;
    fits("recorded", &label.recorded, NAME)?;
    maybe("recordedBy", label.recorded_by.as_ref(), NAME)
}

fn maybe(name: &'static str, text: Option<&String>, most: usize) -> Result<(), NotPortable> {
    text.map_or(Ok(()), |text| fits(name, text, most))
}

fn fits(name: &'static str, text: &str, most: usize) -> Result<(), NotPortable> {
    if text.chars().nth(most).is_some() {
        return Err(NotPortable::TooLong(name));
    }
    Ok(())
}
