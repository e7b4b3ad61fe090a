//! Who I am and how I am reached, as it stands in the record of a person (POR-1).
//!
//! Nobody but the person themself is shown how to reach them, whether or not their address must not be known: a parent who reads of the one child
//! where it lives and not of the other would know why. For the same reason one's own page hangs on nobody else's flag.

use super::own::PortalCapacity;
use crate::thing::Person;
use jiff::civil::Date;
use regie_terms::{Bsn, Data, Set};
use serde::Serialize;

/// Who somebody is, as far as the reader may see it.
#[derive(Clone, Default, Serialize)]
pub struct MyIdentity {
    /// Date of birth.
    pub born: Option<Date>,
    /// Citizen service number, in groups.
    pub bsn: Option<String>,
    /// Street, number, postcode and place.
    pub address: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// What they are in the household.
    pub role: Option<String>,
}

// Kept out of logs: who somebody is has no place there.
impl std::fmt::Debug for MyIdentity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MyIdentity").finish_non_exhaustive()
    }
}

impl MyIdentity {
    /// What of a person's record a reader sees who may act in these matters.
    pub(super) fn of(person: Person, capacity: PortalCapacity, allowed: Set<Data>) -> Self {
        let contact = allowed.contains(Data::Contact) && capacity == PortalCapacity::Subject;
        let secret = person.secret_address;
        let may = |data| allowed.contains(data);
        let lines: Vec<String> = person.address.into_iter().chain(person.postcode).collect();
        Self {
            born: may(Data::BirthDate).then_some(person.born),
            bsn: person
                .bsn
                .filter(|_| may(Data::Bsn))
                .and_then(|b| Bsn::new(&b).ok())
                .map(|b| b.grouped()),
            address: (contact && !secret && !lines.is_empty()).then(|| lines.join(", ")),
            phone: person.phone.filter(|_| contact),
            email: person.email.filter(|_| contact),
            role: person.role.filter(|_| may(Data::Identity)),
        }
    }
}
