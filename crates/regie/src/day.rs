//! The days before the demonstration: each thing that happened then is done by the act of the program, as the person who did it, at the moment it
//! was done. So what waits, what stands in the ledger and what a client reads of it is what real work leaves behind.

use crate::wiring::Trouble;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use regie_casework::consent::Reply;
use regie_casework::contact::ContactInput;
use regie_casework::document::DocumentInput;
use regie_casework::dossier::{FindInput, PersonInput, Place, StartInput};
use regie_casework::entry::EntryInput;
use regie_casework::meeting::{MeetingInput, ParticipantInput};
use regie_casework::plan::{NewPartInput, PlanInput, PresenceInput};
use regie_casework::portal::MyEntry;
use regie_casework::request::RightInput;
use regie_casework::share::{AfterwardsInput, SafetyInput, ShareInput};
use regie_casework::split::ObjectInput;
use regie_casework::triage::{ANSWERS, ReferralInput, TriageInput};
use regie_casework::{Caller, House};
use regie_terms::{Act, DossierId, Id, PersonId, RequestId};
use regie_testkit::{Deed, Happening, Household, Meeting, Paper, Planning, Sharing};

/// A family as it was laid: its dossier, and its members who stand in it, by place.
pub struct Family {
    /// The dossier.
    pub dossier: DossierId,
    /// The members.
    pub people: Vec<(usize, PersonId)>,
    /// The surname and the date of birth by which it is found.
    pub found_by: (String, Date),
}

impl Family {
    /// What is needed of a family that was laid; none of one without a dossier.
    pub fn of(household: &Household, laid: &crate::population::Laid) -> Option<Self> {
        let principal = household.dossiers.first()?.principal;
        let member = household.member(principal)?;
        let surname = match &member.infix {
            Some(infix) => format!("{infix} {}", member.surname),
            None => member.surname.clone(),
        };
        Some(Self {
            dossier: laid.dossiers.first()?.id,
            people: laid.people.clone(),
            found_by: (surname, member.born),
        })
    }

    fn person(&self, place: usize) -> Result<PersonId, Trouble> {
        let found = self.people.iter().find(|(member, _)| *member == place);
        found.map(|(_, id)| *id).ok_or_else(missing)
    }
}

fn missing() -> Trouble {
    Trouble::new("what happened before the demo refers to somebody or something that is not there")
}

/// A moment in Dutch time.
pub fn moment(at: DateTime) -> Result<Timestamp, Trouble> {
    let zone = TimeZone::get("Europe/Amsterdam").map_err(Trouble::new)?;
    Ok(at.to_zoned(zone).map_err(Trouble::new)?.timestamp())
}

/// Lets everything happen. The clock of `house` is put at the moment of each, and is left at the last.
pub async fn lived(
    house: &House,
    families: &[Family],
    happenings: &[Happening],
    today: Date,
) -> Result<(), Trouble> {
    for one in happenings {
        house.clock().set(moment(one.at)?);
        let family = families.get(one.family).ok_or_else(missing)?;
        let token = house.login_demo(one.who).await.map_err(|_| missing())?;
        let who = house.caller(&token.0).await.map_err(|_| missing())?;
        done(house, &who, family, &one.what, today).await?;
        house.logout(who).await?;
    }
    Ok(())
}

async fn done(
    house: &House,
    who: &Caller,
    family: &Family,
    what: &Deed,
    today: Date,
) -> Result<(), Trouble> {
    let dossier = family.dossier;
    match what {
        Deed::BreakGlass { reason } => {
            let (surname, born) = &family.found_by;
            let input = FindInput {
                surname: surname.clone(),
                born: born.to_string(),
                ..FindInput::default()
            };
            house.find(who, &input).await?;
            let request = RequestId::fresh();
            house
                .break_glass(who, dossier, Act::View, reason, request)
                .await?;
            house.open_dossier(who, dossier).await?;
        }
        Deed::AskConsent(sharing) => {
            let input = shared(house, who, family, sharing).await?;
            let request = RequestId::fresh();
            let share = house.begin_share(who, dossier, &input, request).await?;
            let request = RequestId::fresh();
            house.ask_consent(who, dossier, share, request).await?;
        }
        Deed::Agree | Deed::Refuse => {
            let asked = house.consents_asked(who).await?;
            let asked = asked.first().ok_or_else(missing)?;
            let reply = Reply {
                answer: match what {
                    Deed::Refuse => "no",
                    _ => "yes",
                }
                .to_owned(),
                version: asked.version.to_string(),
                reason: String::new(),
            };
            let request = RequestId::fresh();
            house
                .answer_consent(who, asked.share, &reply, request)
                .await?;
        }
        Deed::AskRight(asking) => {
            let person = family.person(asking.about)?;
            let file = house.my_file(who, person).await?;
            let fact = match asking.fact {
                None => None,
                Some(category) => {
                    let of = |e: &&MyEntry| e.label.category == category;
                    let found = file.entries.iter().rfind(of).ok_or_else(missing)?;
                    Some(format!("entry:{}", found.id))
                }
            };
            let input = RightInput {
                right: asking.right.as_str().to_owned(),
                things: fact.into_iter().collect(),
                words: asking.words.to_owned(),
                language: "nl".to_owned(),
                ..RightInput::default()
            };
            house
                .ask_right(who, person, &input, RequestId::fresh())
                .await?;
        }
        Deed::AskApart(apart) => {
            let person = family.person(apart.about)?;
            let input = ObjectInput {
                words: apart.words.to_owned(),
            };
            house
                .object_to_joint(who, person, &input, RequestId::fresh())
                .await?;
        }
        Deed::Meet(meeting) => {
            let input = met(house, who, family, meeting)?;
            house
                .record_meeting(who, dossier, &input, RequestId::fresh())
                .await?;
        }
        Deed::WritePlan(planning) => {
            let input = plan(house, who, family, (planning, today)).await?;
            house
                .write_plan(who, dossier, &input, RequestId::fresh())
                .await?;
        }
        Deed::AddDocument(paper) => {
            let input = document(family, paper, today)?;
            let file = paper.file();
            let request = RequestId::fresh();
            house
                .add_document(who, dossier, &input, Some(&file), request)
                .await?;
        }
        Deed::ShareForSafety {
            sharing,
            because,
            postponed,
        } => {
            let safety = SafetyInput {
                of: "client".to_owned(),
                because: (*because).to_owned(),
                consulted: ["colleague", "manager", "dpo"].map(str::to_owned).to_vec(),
                anonymised: "yes".to_owned(),
                client: "postponed".to_owned(),
                postponed_because: (*postponed).to_owned(),
            };
            let input = ShareInput {
                safety: Some(safety),
                ..shared(house, who, family, sharing).await?
            };
            let request = RequestId::fresh();
            let share = house.begin_share(who, dossier, &input, request).await?;
            let request = RequestId::fresh();
            house.share_now(who, dossier, share, request).await?;
        }
        Deed::Weigh {
            about,
            moments,
            answer,
            dimension,
            because,
        } => {
            let page = house.triage_page();
            let has = |name: &&&str| page.moments.iter().any(|one| one.name == **name);
            let moment = moments.iter().find(has).ok_or_else(missing)?;
            let input = TriageInput {
                person: family.person(*about)?.to_string(),
                moment: (*moment).to_owned(),
                answers: ANSWERS.map(|_| (*answer).to_owned()).into(),
                outcome: "go-on".to_owned(),
                dimension: if page.dimension_asked { *dimension } else { "" }.to_owned(),
                because: (*because).to_owned(),
                ..TriageInput::default()
            };
            let request = RequestId::fresh();
            house.decide_triage(who, dossier, &input, request).await?;
        }
        Deed::Start {
            given,
            surname,
            age,
            need,
            by: (name, role),
            coordinator,
        } => {
            let colleagues = house.colleagues(who, Place::Coordinator).await?;
            let named = colleagues.iter().find(|one| one.name == *coordinator);
            let born = today.saturating_sub(jiff::Span::new().years(i64::from(*age)));
            let input = StartInput {
                person: PersonInput {
                    given: (*given).to_owned(),
                    surname: (*surname).to_owned(),
                    born: born.to_string(),
                    ..PersonInput::default()
                },
                laws: vec!["wmo".to_owned()],
                team: "sociaal".to_owned(),
                neighbourhood: "Zuilen".to_owned(),
                need: (*need).to_owned(),
                agrees_to_help: "yes".to_owned(),
                told_client: "yes".to_owned(),
                coordinator: named.ok_or_else(missing)?.account.to_string(),
                referral: ReferralInput {
                    from: "professional".to_owned(),
                    name: (*name).to_owned(),
                    role: (*role).to_owned(),
                    gave: (*need).to_owned(),
                    discussed: "yes".to_owned(),
                    ..ReferralInput::default()
                },
                door: ANSWERS.map(|_| (*need).to_owned()).into(),
                ..StartInput::default()
            };
            house.start_dossier(who, &input, RequestId::fresh()).await?;
        }
        Deed::SafeContact {
            about,
            ways,
            hours,
            hidden_from,
        } => {
            let input = ContactInput {
                ways: ways.iter().map(|way| (*way).to_owned()).collect(),
                never_message: "yes".to_owned(),
                hours: (*hours).to_owned(),
                hidden_from: (*hidden_from).to_owned(),
                ..ContactInput::default()
            };
            let person = family.person(*about)?;
            let request = RequestId::fresh();
            house
                .set_contact(who, dossier, person, &input, request)
                .await?;
        }
        Deed::TellFirst(sharing) => {
            let input = AfterwardsInput {
                share: ShareInput {
                    conversation: Some("not-tried".to_owned()),
                    ..shared(house, who, family, sharing).await?
                },
                happened_on: house.today().to_string(),
                consents: Vec::new(),
            };
            let request = RequestId::fresh();
            house
                .share_afterwards(who, dossier, &input, request)
                .await?;
        }
    }
    Ok(())
}

/// The form of a disclosure, with the fact that goes as it stands in the opened dossier.
async fn shared(
    house: &House,
    who: &Caller,
    family: &Family,
    sharing: &Sharing,
) -> Result<ShareInput, Trouble> {
    let person = family.person(sharing.about)?;
    let page = house.open_dossier(who, family.dossier).await?;
    let fact: Option<Id> = page
        .entries
        .iter()
        .rfind(|e| e.person == Some(person) && e.label.category == sharing.fact)
        .map(|e| e.id);
    let fact = fact.ok_or_else(missing)?;
    let some = |text: &str| Some(text.to_owned());
    let [necessity, proportionality, subsidiarity] = sharing.weighing.map(some);
    Ok(ShareInput {
        person: some(&person.to_string()),
        party: some(sharing.party.as_str()),
        recipient: some(sharing.recipient),
        relation: some("directly-involved"),
        partner: some("yes"),
        purpose: some(sharing.purpose.as_str()),
        purpose_text: some(sharing.words),
        facts: Some(vec![fact.to_string()]),
        necessity,
        proportionality,
        subsidiarity,
        conversation: some("held"),
        ..ShareInput::default()
    })
}

/// The form of a case meeting: the colleague who writes it down and one from outside.
fn met(
    house: &House,
    who: &Caller,
    family: &Family,
    meeting: &Meeting,
) -> Result<MeetingInput, Trouble> {
    let about = family.person(meeting.about)?.to_string();
    let text = |text: &str| text.to_owned();
    let (party, organisation, name, brought, ground) = meeting.outsider;
    Ok(MeetingInput {
        person: about.clone(),
        held_on: house.today().to_string(),
        summary: text(meeting.summary),
        talked: vec![PresenceInput {
            person: about,
            there: text("no"),
            because: text(meeting.absent),
        }],
        told_how: text(meeting.told),
        participants: vec![
            ParticipantInput {
                name: who.name().to_owned(),
                ..ParticipantInput::default()
            },
            ParticipantInput {
                name: text(name),
                organisation: text(organisation),
                party: text(party.as_str()),
                brought: text(brought),
                ground: text(ground),
            },
        ],
        agreed: vec![text(meeting.agreed)],
        label: EntryInput {
            law: text(meeting.law.as_str()),
            basis: text(meeting.basis),
            need: text(meeting.need),
            source: text("own-observation"),
            moment: text("later"),
            ..EntryInput::default()
        },
    })
}

/// The form of a support plan that is looked at again on the day of the demonstration.
async fn plan(
    house: &House,
    who: &Caller,
    family: &Family,
    (planning, today): (&Planning, Date),
) -> Result<PlanInput, Trouble> {
    let about = family.person(planning.about)?;
    let page = house.open_dossier(who, family.dossier).await?;
    let agreed = page.entries.iter();
    let mut agreed = agreed.filter(|e| e.person == Some(about)).rev();
    let agreed = agreed.find(|e| e.label.category == planning.agreed);
    let agreed = agreed.ok_or_else(missing)?.id;
    let known = house
        .preview_plan(who, family.dossier, &PlanInput::default())
        .await?;
    let text = |text: &str| text.to_owned();
    let (party, partner, does) = planning.partner;
    let part = |kind: &str, what: &str| NewPartInput {
        kind: text(kind),
        person: about.to_string(),
        text: text(what),
        ..NewPartInput::default()
    };
    Ok(PlanInput {
        parts: vec![
            part("goal", planning.goal),
            NewPartInput {
                who: text("partner"),
                who_name: text(partner),
                party: text(party.as_str()),
                ..part("agreement", does)
            },
        ],
        as_agreement: vec![agreed.to_string()],
        talked_on: house.today().to_string(),
        talked: known
            .family
            .iter()
            .map(|person| PresenceInput {
                person: person.to_string(),
                there: text(if *person == about { "no" } else { "yes" }),
                because: match *person == about {
                    true => text(planning.absent),
                    false => String::new(),
                },
            })
            .collect(),
        evaluate_on: today.to_string(),
        label: EntryInput {
            law: text(planning.law.as_str()),
            basis: text(planning.basis),
            need: text(planning.need),
            source: text("representative"),
            moment: text("later"),
            ..EntryInput::default()
        },
        ..PlanInput::default()
    })
}

/// The form of a document that is looked at again on the day of the demonstration.
fn document(family: &Family, paper: &Paper, today: Date) -> Result<DocumentInput, Trouble> {
    let others: Result<Vec<String>, Trouble> = paper
        .others
        .iter()
        .map(|place| family.person(*place).map(|id| id.to_string()))
        .collect();
    let text = |text: &str| text.to_owned();
    Ok(DocumentInput {
        label: EntryInput {
            person: family.person(paper.about)?.to_string(),
            law: text(paper.law.as_str()),
            kind: text("what"),
            category: text(paper.data.as_str()),
            motive: text("Hoort bij de vraag."),
            purpose: text("support"),
            text: text(paper.title),
            basis: text(paper.basis),
            need: text(paper.need),
            source: text("representative"),
            statement: text("fact"),
            together: text("yes"),
            moment: text("later"),
            ..EntryInput::default()
        },
        excerpt: text(paper.excerpt),
        readers: text("involved"),
        review_on: today.to_string(),
        others: text("yes"),
        others_who: others?,
        ..DocumentInput::default()
    })
}

/// What the demo's login page says to try first, in Dutch and in English.
pub fn tries(opens: bool, glass: bool, born: &str) -> Vec<(String, String)> {
    let soraya = if opens {
        (
            "deel één feit over Zeynep met school, en zie van wie een ja nodig is: van haar en van haar moeder.",
            "share one fact about Zeynep with the school, and see whose yes it takes: hers and her mother's.",
        )
    } else {
        (
            "open haar dossier vanuit uw lijst, en lees waarom niemand erin komt: dit reglement noemt niemand die dat mag.",
            "open her dossier from your list, and read why nobody gets in: this charter names no one who may.",
        )
    };
    let abdel = if glass {
        (
            "Wie het bijhouden, zijn er vandaag allebei niet: geef een reden, en zie wat dat in gang zet.",
            "Both people who look after it are away today: give a reason, and see what that sets in motion.",
        )
    } else {
        (
            "Wie het bijhouden, zijn er vandaag allebei niet, en dit reglement laat geen collega binnen: lees waarom.",
            "Both people who look after it are away today, and this charter lets no colleague in: read why.",
        )
    };
    vec![
        (
            format!(
                "Als Elif, moeder van Zeynep, die over drie dagen zestien wordt: haar pagina zegt vanaf welke dag Zeynep alleen beslist. Als Soraya, coördinator: {}",
                soraya.0
            ),
            format!(
                "As Elif, mother of Zeynep, who turns sixteen in three days: her page says from which day Zeynep decides alone. As Soraya, coordinator: {}",
                soraya.1
            ),
        ),
        (
            format!(
                "Als Abdel, een collega zonder taak daar: zoek van 't Wout, geboren {born}. Alleen wie precies zoekt, ziet dat er een dossier is. {}",
                abdel.0
            ),
            format!(
                "As Abdel, a colleague without a task there: find van 't Wout, born {born}. Only an exact find tells that there is a dossier. {}",
                abdel.1
            ),
        ),
        (
            "Als Kees, cliënt: zie wat er over u bekend is, wie er keek, en waarom.".to_owned(),
            "As Kees, client: see what is known about you, who looked, and why.".to_owned(),
        ),
    ]
}
