//! Which addresses have a form of which a draft is kept. Under any other nothing is: an account cannot fill the store under addresses it invents.

use crate::share::is_step;

/// The forms, a part in braces standing for any one part, `{step}` for one of the steps of sharing.
const FORMS: [&str; 77] = [
    "/dossier/{dossier}/balie",
    "/agenda",
    "/caseload/overdragen",
    "/vind",
    "/verklaringen",
    "/beheer/accounts/nieuw",
    "/beheer/accounts/{account}",
    "/beheer/code",
    "/dossier/nieuw",
    "/dossier/{dossier}/aantekeningen",
    "/dossier/{dossier}/betrokkenen",
    "/dossier/{dossier}/brieven/{posting}/terug",
    "/dossier/{dossier}/delen",
    "/dossier/{dossier}/delen/achteraf",
    "/dossier/{dossier}/delen/{share}/formulier/{consent}/toevoegen",
    "/dossier/{dossier}/delen/{share}/afronden",
    "/dossier/{dossier}/delen/{share}/toestemming",
    "/dossier/{dossier}/delen/{share}/{step}",
    "/dossier/{dossier}/document/nieuw",
    "/dossier/{dossier}/document/{document}/afschermen",
    "/dossier/{dossier}/document/{document}/opnieuw",
    "/dossier/{dossier}/document/{document}/tonen",
    "/dossier/{dossier}/feit/{entry}/afschermen",
    "/dossier/{dossier}/feit/{entry}/tonen",
    "/dossier/{dossier}/feit/{entry}/verbeteren",
    "/dossier/{dossier}/aantekeningen/{note}/vastleggen",
    "/dossier/{dossier}/gezag",
    "/dossier/{dossier}/glas",
    "/dossier/{dossier}/glas/{glass}",
    "/dossier/{dossier}/namen",
    "/dossier/{dossier}/persoon",
    "/dossier/{dossier}/persoon/{person}/bereikt",
    "/dossier/{dossier}/persoon/{person}/brief/{letter}/{about}",
    "/dossier/{dossier}/persoon/{person}/contact",
    "/dossier/{dossier}/woorden/{words}",
    "/dossier/{dossier}/portaal",
    "/dossier/{dossier}/portaal/{person}/{way}",
    "/dossier/{dossier}/vastleggen",
    "/dossier/{dossier}/verzoek/nieuw",
    "/dossier/{dossier}/verzoek/{request}",
    "/incident/{incident}",
    "/mijn/toestemming/{share}",
    "/mijn/{person}/contact",
    "/mijn/{person}/feit/{entry}/mijn-kant",
    "/mijn/{person}/gedeeld/{share}/intrekken",
    "/mijn/{person}/toevoegen",
    "/mijn/verzoek/{request}",
    "/mijn/{person}/rechten/{right}",
    "/dossier/{dossier}/besluit/{acting}",
    "/dossier/{dossier}/bewaren/vasthouden",
    "/dossier/{dossier}/bewaren/{hold}",
    "/dossier/{dossier}/heropenen",
    "/dossier/{dossier}/sluiten",
    "/bewaren/{list}/intrekken",
    "/bewaren/{list}/{term}",
    "/dossier/{dossier}/besluit/{acting}/terug",
    "/dossier/{dossier}/delen/{share}/bericht",
    "/dossier/{dossier}/feit/{entry}/beperken",
    "/dossier/{dossier}/feit/{entry}/wissen",
    "/dossier/{dossier}/gezag/{authority}/bewijs",
    "/dossier/{dossier}/optreden/{what}",
    "/dossier/{dossier}/persoon/{person}/beperken",
    "/dossier/{dossier}/persoon/{person}/wissen",
    "/dossier/{dossier}/overleg/nieuw",
    "/dossier/{dossier}/plan/evalueren",
    "/dossier/{dossier}/plan/schrijven",
    "/dossier/{dossier}/splitsen",
    "/dossier/{dossier}/splitsen/{split}",
    "/dossier/{dossier}/splitsen/{split}/uitvoeren",
    "/dossier/{dossier}/splitsen/{split}/{thing}",
    "/dossier/{dossier}/verjaardag/{person}",
    "/mijn/{person}/eigen-dossier",
    "/dossier/{dossier}/triage/{moment}",
    "/dossier/{dossier}/gesprek",
    "/dossier/{dossier}/meldcode",
    "/dossier/{dossier}/meldcode/{matter}/{part}",
    "/beheer/teams",
];

/// Whether a form of ours stands at this address.
#[must_use]
pub fn is_form(address: &str) -> bool {
    FORMS.iter().any(|form| fits(form, address))
}

fn fits(form: &str, address: &str) -> bool {
    let mut parts = address.split('/');
    let all = form.split('/').all(|known| match parts.next() {
        Some(part) if known == "{step}" => is_step(part),
        Some(part) if known.starts_with('{') => is_word(part),
        Some(part) => part == known,
        None => false,
    });
    all && parts.next().is_none()
}

/// What stands in the place of an id or a word of ours.
fn is_word(part: &str) -> bool {
    !part.is_empty()
        && part.len() <= 40
        && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::is_form;

    #[test]
    fn a_form_is_known_by_its_address_and_nothing_else_is_one() {
        for known in [
            "/agenda",
            "/dossier/0190-ab/delen/0190/vragen",
            "/mijn/toestemming/12",
        ] {
            assert!(is_form(known), "{known}");
        }
        for other in [
            "/",
            "/agenda/",
            "/agenda/1/2",
            "/dossier//gezag",
            "/dossier/a%20b/gezag",
            "/dossier/0190-ab/delen/0190/nu",
            "/uitloggen",
            "/verzonnen",
        ] {
            assert!(!is_form(other), "{other}");
        }
        assert!(!is_form(&format!("/dossier/{}/gezag", "a".repeat(41))));
    }
}
