//! Domains of life: closed until the help question asks for one (FLD-1).
//!
//! What belongs to the help question itself, and who somebody is, belongs to no domain. Every other category does, and the first fact in a domain,
//! about one person (or the family) under one law, says in one line why it belongs to the question. From then on the domain is open there, and
//! nothing more is asked.

use super::whom::Whom;
use crate::act::Case;
use crate::thing::Readers;
use regie_terms::{Data, Law};

/// A domain of life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// Family and upbringing.
    Family,
    /// School or work.
    School,
    /// Money.
    Money,
    /// Health.
    Health,
    /// Police, court and measures.
    Justice,
    /// What the law guards most: belief, descent and what is like them.
    Special,
}

impl Domain {
    /// The domain of a category; none for the help question itself and for who somebody is.
    #[must_use]
    pub const fn of(category: Data) -> Option<Self> {
        match category {
            Data::HelpRequest
            | Data::Problems
            | Data::SupportPlan
            | Data::CarePlan
            | Data::Provision
            | Data::YouthHelpBasics
            | Data::HelpDetermination
            | Data::Identity
            | Data::BirthDate
            | Data::Contact
            | Data::Bsn => None,
            Data::FamilySituation | Data::ParentingProblems | Data::DevelopmentThreat => {
                Some(Self::Family)
            }
            Data::EducationOrWork => Some(Self::School),
            Data::Income | Data::Debts | Data::Invoice => Some(Self::Money),
            Data::Health => Some(Self::Health),
            Data::MeasurePlan | Data::MeasureDecisions | Data::RvdkReport | Data::Criminal => {
                Some(Self::Justice)
            }
            Data::Religion
            | Data::Ethnicity
            | Data::Politics
            | Data::SexualLife
            | Data::Union
            | Data::Genetic
            | Data::CountryOfOrigin => Some(Self::Special),
        }
    }
}

/// Whether a category's domain is open already about somebody under a law, or needs no opening. What is kept out of ordinary
/// view or from the family opens nothing: that no motive is asked, and that none stands there, would tell of it.
pub(super) fn is_open(case: &Case, whom: Whom, law: Law, category: Data) -> bool {
    let Some(domain) = Domain::of(category) else {
        return true;
    };
    let apart = super::kept_from_family(&case.entries);
    let entries = case
        .entries
        .iter()
        .filter(|e| !apart.contains(&e.id) && !e.still)
        .map(|e| (e.person, &e.value.label));
    let documents = case
        .documents
        .iter()
        .filter(|d| !d.still && !d.value.shielded && !super::document_for_safety(&d.value))
        .filter(|d| d.value.readers == Readers::Involved)
        .map(|d| (d.person, &d.value.label));
    entries.chain(documents).any(|(about, label)| {
        Whom::of(about) == whom && label.law == law && Domain::of(label.category) == Some(domain)
    })
}
