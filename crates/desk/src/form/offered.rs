//! Choices out of what the charter offers, under the headings of its rule files.

use std::borrow::Cow;

use regie_casework::{FormOf, Offer};
use regie_terms::Says;

use super::Choice;
use crate::words::{Lang, Spoken};

/// A text of the rule files in the reader's language.
#[must_use]
pub const fn said(t: Lang, says: &Says) -> &String {
    match t {
        Lang::Nl => &says.nl,
        Lang::En => &says.en,
    }
}

/// The words of one list, offer after offer, each under its heading and there by name. A single offer needs no heading.
#[must_use]
pub fn offered<W: Spoken>(t: Lang, form: &FormOf<'_>, list: fn(&Offer) -> &[W]) -> Vec<Choice> {
    let offers: Vec<&Offer> = form.offers().filter(|one| !list(one).is_empty()).collect();
    let several = offers.len() > 1;
    let of_one = |offer: &Offer| {
        let mut words = list(offer).to_vec();
        words.sort_by_key(|word| t.of(word).to_lowercase());
        let heading = several.then(|| Cow::Owned(said(t, &offer.says).clone()));
        let choices = t.choices(&words).into_iter();
        choices
            .map(|choice| Choice {
                under: heading.clone(),
                ..choice
            })
            .collect::<Vec<_>>()
    };
    offers.into_iter().flat_map(of_one).collect()
}
