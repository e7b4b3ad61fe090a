//! Choices out of what the charter offers, under the headings of its rule files.

use std::borrow::Cow;

use regie_casework::{FormOf, Offer};
use regie_terms::{Law, Says};

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
    of_offers(t, form.offers(), list, &[])
}

/// As [`offered`], of what is offered in a dossier under these laws. A word that is `chosen` already is always there.
#[must_use]
pub fn offered_under<W: Spoken>(
    t: Lang,
    form: &FormOf<'_>,
    (laws, chosen): (&[Law], &str),
    list: fn(&Offer) -> &[W],
) -> Vec<Choice> {
    let holds = |one: &&Offer| list(one).iter().any(|word| word.as_str() == chosen);
    let offers = form.offers().filter(|one| one.under(laws) || holds(one));
    of_offers(t, offers, list, &[])
}

/// As [`offered`], and the words of `all` that the charter does not offer after them, by name: for what happened already, which may have been
/// anything. So one list stands in one order, whichever form it is on.
#[must_use]
pub fn offered_and<W: Spoken>(
    t: Lang,
    form: &FormOf<'_>,
    list: fn(&Offer) -> &[W],
    all: &[W],
) -> Vec<Choice> {
    of_offers(t, form.offers(), list, all)
}

fn of_offers<'a, W: Spoken>(
    t: Lang,
    offers: impl Iterator<Item = &'a Offer>,
    list: fn(&Offer) -> &[W],
    all: &[W],
) -> Vec<Choice> {
    let offers: Vec<&Offer> = offers.filter(|one| !list(one).is_empty()).collect();
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
    let known: Vec<W> = offers.iter().flat_map(|one| list(one)).copied().collect();
    let mut rest: Vec<W> = all.iter().copied().filter(|w| !known.contains(w)).collect();
    rest.sort_by_key(|word| t.of(word).to_lowercase());
    let heading = several.then(|| Cow::Borrowed(t.say("share-after-besides")));
    let rest = t.choices(&rest).into_iter().map(|choice| Choice {
        under: heading.clone(),
        ..choice
    });
    offers.into_iter().flat_map(of_one).chain(rest).collect()
}
