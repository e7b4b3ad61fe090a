//! From made-up people to what is stored: accounts and whole dossiers.

use crate::wiring::Trouble;
use jiff::civil::Date;
use regie_casework::House;
use regie_casework::guard::{fresh_secret, hash_password};
use regie_casework::start::{NewAccount, NewDossier};
use regie_casework::thing;
use regie_terms::{AccountId, DossierId, Law, Moment, PersonId, Representative, years};
use regie_testkit::{
    AuthorityKind, Card, DossierPlan, EntryPlan, Household, Neighbourhood, Page, Source, Statement,
    Who, card,
};

/// Somebody one can log in as.
pub struct Login {
    /// The account.
    pub id: AccountId,
    /// Login name.
    pub login: String,
    /// Password.
    pub password: String,
    /// Secret of the second factor, base32.
    pub totp: String,
    /// Function, or `client`.
    pub function: String,
    /// What they can do, for those of the demo.
    pub card: Option<Card>,
}

/// Lays the staff of a neighbourhood; gives their logins in the order of the list.
pub async fn lay_staff(
    house: &House,
    neighbourhood: &Neighbourhood,
    password: Option<&str>,
) -> Result<Vec<Login>, Trouble> {
    // Without a password nothing that can be typed opens the account; its person is invited again first.
    let hash = password.map(hash_password).transpose()?.unwrap_or_default();
    let mut logins = Vec::new();
    let mut accounts = Vec::new();
    for member in neighbourhood.staff() {
        let totp = fresh_secret()?;
        let id = AccountId::fresh();
        let functions: Vec<&str> = member.functions.iter().map(|f| f.as_str()).collect();
        let card = password.and_then(|_| card(&member.login, house.settings().charter));
        logins.push(Login {
            id,
            login: member.login.clone(),
            password: password.unwrap_or_default().to_owned(),
            totp: totp.clone(),
            function: functions.join(" + "),
            card,
        });
        accounts.push(NewAccount {
            id,
            account: thing::Account {
                kind: thing::AccountKind::Staff,
                login: member.login,
                name: member.name,
                password: hash.clone(),
                totp,
                functions: member.functions,
                team: member.team.map(|t| t.name().to_owned()),
                signed: member
                    .declarations
                    .into_iter()
                    .map(|(what, on)| thing::Signed { what, on })
                    .collect(),
                ended: None,
                reopened: None,
                try_this: card.map(said),
            },
            absences: member
                .absences
                .iter()
                .map(|a| thing::Absence {
                    from: a.from,
                    until: a.until,
                })
                .collect(),
        });
    }
    for chunk in chunks(accounts, 500) {
        house.lay_accounts(chunk).await?;
    }
    Ok(logins)
}

fn chunks<T>(mut all: Vec<T>, size: usize) -> Vec<Vec<T>> {
    let mut out = Vec::new();
    while all.len() > size {
        let rest = all.split_off(size);
        out.push(all);
        all = rest;
    }
    out.push(all);
    out
}

/// A card's words, in Dutch and in English.
pub fn said(card: Card) -> (String, String) {
    (card.nl.to_owned(), card.en.to_owned())
}

/// The address of the page a card leads to, in families laid in the order of the demo; nothing where there is none.
pub fn address(page: Page, families: &[Laid]) -> Option<String> {
    let who = |family: usize, member: usize| {
        let people = &families.get(family)?.people;
        people.iter().find(|(m, _)| *m == member).map(|(_, id)| *id)
    };
    match page {
        Page::At(address) => Some(address.to_owned()),
        Page::Dossier(family) => {
            let dossier = families.get(family)?.dossiers.first()?;
            Some(format!("/dossier/{}", dossier.id))
        }
        Page::About(family, member) => Some(format!("/mijn/{}", who(family, member)?)),
        Page::WhoLooked(family, member) => Some(format!("/mijn/{}/wie-keek", who(family, member)?)),
    }
}

/// What one household comes to.
pub struct Laid {
    /// Its dossiers.
    pub dossiers: Vec<NewDossier>,
    /// The ids of those of its members who stand in a dossier, by place in the household.
    pub people: Vec<(usize, PersonId)>,
    /// The accounts of those of its members who log in.
    pub accounts: Vec<NewAccount>,
    /// How they log in.
    pub logins: Vec<Login>,
}

/// A household's dossiers and the accounts of those of its members who log in.
pub fn household(
    house: &House,
    household: &Household,
    staff: &[AccountId],
    names: &[String],
    password_hash: Option<(&str, &str)>,
) -> Result<Laid, Trouble> {
    let mut accounts = Vec::new();
    let mut logins = Vec::new();
    let mut account_of: Vec<Option<AccountId>> = vec![None; household.members.len()];
    if let Some((password, hash)) = password_hash {
        for (member, place) in household.members.iter().zip(account_of.iter_mut()) {
            let Some(login) = &member.login else { continue };
            let totp = fresh_secret()?;
            let id = AccountId::fresh();
            *place = Some(id);
            let card = card(login, house.settings().charter);
            logins.push(Login {
                id,
                login: login.clone(),
                password: password.to_owned(),
                totp: totp.clone(),
                function: "client".to_owned(),
                card,
            });
            accounts.push(NewAccount {
                id,
                account: thing::Account {
                    kind: thing::AccountKind::Client,
                    login: login.clone(),
                    // The demo's login page lists clients by name; nowhere else does an account carry one.
                    name: member.name(),
                    password: hash.to_owned(),
                    totp,
                    functions: Vec::new(),
                    team: None,
                    signed: Vec::new(),
                    ended: None,
                    reopened: None,
                    try_this: card.map(said),
                },
                absences: Vec::new(),
            });
        }
    }
    let mut dossiers = Vec::new();
    let mut people = Vec::new();
    for plan in &household.dossiers {
        let in_it = everybody(household, plan);
        dossiers.push(dossier(
            house,
            household,
            plan,
            &in_it,
            staff,
            names,
            &account_of,
        )?);
        people.extend(in_it);
    }
    Ok(Laid {
        dossiers,
        people,
        accounts,
        logins,
    })
}

/// Who stands in a dossier: its members, and those who live elsewhere and decide about one of them.
fn everybody(household: &Household, plan: &DossierPlan) -> Vec<(usize, PersonId)> {
    let mut places = plan.members.clone();
    for member in plan.members.iter().filter_map(|m| household.member(*m)) {
        let authority = member.authority.iter().map(|a| &a.who);
        for who in authority.chain(member.represented.iter().map(|r| &r.who)) {
            if let Who::Member(place) = who
                && !places.contains(place)
            {
                places.push(*place);
            }
        }
    }
    places.into_iter().map(|m| (m, PersonId::fresh())).collect()
}

fn dossier(
    house: &House,
    household: &Household,
    plan: &DossierPlan,
    people: &[(usize, PersonId)],
    staff: &[AccountId],
    names: &[String],
    account_of: &[Option<AccountId>],
) -> Result<NewDossier, Trouble> {
    let today = house.today();
    let missing = || Trouble::new("the synthetic population refers to somebody who is not there");
    let id_of = |member: usize| people.iter().find(|(m, _)| *m == member).map(|(_, id)| *id);
    let principal = id_of(plan.principal).ok_or_else(missing)?;
    let clerk = |place: usize| staff.get(place).copied();
    let coordinator = clerk(plan.coordinator);
    let main_law = plan.laws.first().copied().unwrap_or(Law::Welzijn);
    let name_of = |who: &Who| match who {
        Who::Member(m) => household
            .member(*m)
            .map(regie_testkit::Person::name)
            .unwrap_or_default(),
        Who::Outside(name) => name.clone(),
    };
    let mut new = NewDossier {
        id: DossierId::fresh(),
        dossier: thing::Dossier {
            title: String::new(),
            laws: plan.laws.clone(),
            charter: house.settings().charter,
            team: household.team.name().to_owned(),
            neighbourhood: household.neighbourhood_team.name().to_owned(),
            opened: plan.opened,
            closed: plan.closed,
            terms: Vec::new(),
            principal,
            told_client: true,
            agrees_to_help: true,
            staff_by_function: false,
            front_door: false,
        },
        people: Vec::new(),
        authority: Vec::new(),
        coordinator,
        substitute: clerk(plan.substitute),
        involved: plan.involved.iter().filter_map(|i| clerk(*i)).collect(),
        entries: Vec::new(),
        portals: Vec::new(),
    };
    for (place, id) in people {
        let member = household.member(*place).ok_or_else(missing)?;
        let helped = plan.members.contains(place);
        let mut laws: Vec<Law> = plan
            .entries
            .iter()
            .filter(|e| e.about == *place)
            .map(|e| e.law)
            .collect();
        // Whoever only decides gets no help, and so has no law.
        laws.extend(helped.then_some(main_law));
        // The main law first: its key also seals the person's own record.
        laws.sort_by_key(|l| (*l != main_law, *l));
        laws.dedup();
        let address = member.elsewhere.as_ref().unwrap_or(&household.address);
        let person = thing::Person {
            given: member.given.clone(),
            surname: match &member.infix {
                Some(infix) => format!("{infix} {}", member.surname),
                None => member.surname.clone(),
            },
            born: member.born,
            bsn: member.bsn.as_ref().map(|b| b.digits().to_owned()),
            address: Some(address.line()),
            // The line has postcode and place in it.
            postcode: None,
            secret_address: member.secret_address,
            email: member.email.clone(),
            phone: member.phone.clone(),
            can_weigh: member.can_weigh,
            role: None,
        };
        for authority in &member.authority {
            if years(member.born, today) >= 18 {
                continue;
            }
            let by = match authority.who {
                Who::Member(m) => id_of(m),
                Who::Outside(_) => None,
            };
            let (kind, until) = match authority.kind {
                AuthorityKind::Parent | AuthorityKind::Guardian => {
                    (Representative::ParentOrGuardian, eighteen(member.born))
                }
            };
            new.authority.push((
                *id,
                thing::Authority {
                    until,
                    ..thing::Authority::of(kind, by, member.born)
                },
            ));
        }
        for representation in &member.represented {
            let by = match representation.who {
                Who::Member(m) => id_of(m),
                Who::Outside(_) => None,
            };
            new.authority.push((
                *id,
                thing::Authority::of(representation.by, by, plan.opened),
            ));
        }
        if let Some(account) = account_of.get(*place).copied().flatten() {
            new.portals.push((account, *id));
        }
        if *id == principal {
            new.dossier.title = person.listed();
        }
        new.people.push((*id, person, laws));
    }
    let recorder = coordinator.ok_or_else(missing)?;
    let by = names.get(plan.coordinator).cloned().unwrap_or_default();
    for entry in &plan.entries {
        if let Some(about) = id_of(entry.about) {
            new.entries
                .push((about, recorder, self::entry(house, entry, &by, &name_of)));
        }
    }
    Ok(new)
}

/// The last day of being seventeen.
fn eighteen(born: Date) -> Option<Date> {
    born.checked_add(jiff::Span::new().years(18))
        .ok()?
        .yesterday()
        .ok()
}

fn entry(
    house: &House,
    plan: &EntryPlan,
    by: &str,
    name_of: &impl Fn(&Who) -> String,
) -> thing::Entry {
    let (kind, name) = match &plan.source {
        Source::Client => (thing::SourceKind::Client, None),
        Source::Representative(who) => (thing::SourceKind::Representative, Some(name_of(who))),
        Source::ThirdParty(_, name) => (thing::SourceKind::ThirdParty, Some(name.clone())),
        Source::Brp => (thing::SourceKind::Brp, None),
        Source::Observation => (thing::SourceKind::OwnObservation, None),
    };
    let at = plan
        .on
        .at(10, 30, 0, 0)
        .in_tz("Europe/Amsterdam")
        .map_or(house.now(), |z| z.timestamp().as_millisecond());
    let special =
        plan.data == regie_terms::Data::Health || plan.data == regie_terms::Data::Criminal;
    thing::Entry {
        text: plan.text.clone(),
        label: thing::Label {
            motive: None,
            kind: Some(plan.kind),
            category: plan.data,
            purpose: plan.purpose,
            law: plan.law,
            also: Vec::new(),
            basis: plan.basis.to_owned(),
            need: plan.need.clone(),
            proportionality: special.then(|| "Niet meer dan wat de hulp nodig heeft.".to_owned()),
            subsidiarity: special
                .then(|| "Op een andere manier kan het doel niet worden bereikt.".to_owned()),
            legal_ground: plan.flags.special_ground.map(str::to_owned),
            source: thing::Source { kind, name },
            statement: match plan.statement {
                Statement::Fact => thing::Statement::Fact,
                Statement::ClientsView => thing::Statement::ClientView,
                Statement::AnothersView => thing::Statement::OtherView,
                Statement::Judgement => thing::Statement::Judgement,
            },
            together: plan.together_with_client,
            moment: Some(Moment::Later),
            beyond: None,
        },
        reading: None,
        about_day: Some(plan.on),
        at,
        by: by.to_owned(),
        correction: None,
        shielded: plan.flags.shielded,
        release: None,
        consents: Vec::new(),
        safety: None,
        plan: None,
    }
}
