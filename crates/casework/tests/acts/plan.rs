//! The support plan: who writes it, that no version is written over, what the family reads of it, and that it knows of what is shielded, split or
//! erased.

use crate::splitting::{agreed, carry, choose_rest, known, sealed};
use crate::world::{World, denied, entry, faults};
use jiff::ToSpan;
use jiff::civil::date;
use regie_casework::Refused;
use regie_casework::entry::{EntryInput, FAMILY, Shielding};
use regie_casework::plan::{
    EvaluationInput, MyPlan, NewPartInput, PlanInput, PlanVersion, PresenceInput, StateInput,
};
use regie_casework::portal::Along;
use regie_casework::thing::{DoerOf, PartKind, PartStands, TaskKind};
use regie_terms::{Id, NeedWord, Outcome, Party, PersonId, RequestId};

pub fn part(person: &str, kind: &str, text: &str) -> NewPartInput {
    NewPartInput {
        kind: kind.into(),
        person: person.into(),
        text: text.into(),
        ..NewPartInput::default()
    }
}

/// A first plan: a goal of the child, an agreement of the family and one that a school keeps with the child. Everybody was there but the child.
pub fn first(w: &World) -> PlanInput {
    let there = |person: PersonId, there: &str, because: &str| PresenceInput {
        person: person.to_string(),
        there: there.into(),
        because: because.into(),
    };
    PlanInput {
        parts: vec![
            part(&w.child.to_string(), "goal", "Sara gaat weer naar school."),
            NewPartInput {
                who: format!("person:{}", w.mother),
                ..part(FAMILY, "agreement", "Samen eten om zes uur.")
            },
            NewPartInput {
                who: "partner".into(),
                who_name: "De Regenboog".into(),
                party: "school".into(),
                ..part(
                    &w.child.to_string(),
                    "agreement",
                    "De mentor belt wekelijks.",
                )
            },
        ],
        talked_on: "2026-11-20".into(),
        talked: vec![
            there(w.child, "no", "Sara was op school."),
            there(w.mother, "yes", ""),
            there(w.father, "yes", ""),
        ],
        evaluate_on: "2027-02-01".into(),
        label: EntryInput {
            law: "jeugdwet".into(),
            basis: "Jeugdwet 4.1.3".into(),
            need: "Zonder plan weet niemand wie wat doet.".into(),
            source: "client".into(),
            moment: "later".into(),
            ..EntryInput::default()
        },
        ..PlanInput::default()
    }
}

/// The same people, and nothing new.
fn next(w: &World, of: &PlanVersion) -> PlanInput {
    PlanInput {
        version: of.id.to_string(),
        parts: Vec::new(),
        ..first(w)
    }
}

pub async fn written(w: &World, input: &PlanInput) -> Id {
    let noor = w.caller("noor").await;
    let done = w
        .house
        .write_plan(&noor, w.dossier, input, RequestId::fresh());
    done.await.unwrap()
}

async fn versions(w: &World, login: &str) -> Vec<PlanVersion> {
    let who = w.caller(login).await;
    w.house.open_dossier(&who, w.dossier).await.unwrap().plans
}

async fn mine(w: &World, login: &str, person: PersonId) -> Option<MyPlan> {
    let who = w.caller(login).await;
    w.house.my_file(&who, person).await.unwrap().plan
}

fn texts(plan: &PlanVersion) -> Vec<&str> {
    plan.parts.iter().map(|p| p.text.as_str()).collect()
}

async fn shield(w: &World, entry: Id) {
    let noor = w.caller("noor").await;
    w.house
        .shield_entry(
            &noor,
            w.dossier,
            entry,
            Shielding::Shield,
            "Het gezin mag dit nog niet weten.",
            RequestId::fresh(),
        )
        .await
        .unwrap();
}

#[tokio::test]
async fn coordinator_and_substitute_write_the_plan_and_nobody_else() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let olaf = w.caller("olaf").await;
    let input = regie_casework::dossier::AssignInput {
        place: "involved".into(),
        account: olaf.account().to_string(),
        why: "Helpt met geld.".into(),
        ..Default::default()
    };
    w.house
        .assign(&noor, w.dossier, &input, RequestId::fresh())
        .await
        .unwrap();
    let said = w
        .house
        .write_plan(&olaf, w.dossier, &first(&w), RequestId::fresh())
        .await;
    assert_eq!(denied(said)[0].outcome, Outcome::Prohibited);
    assert_eq!(w.count("write-plan", false).await, 1);
    assert!(versions(&w, "noor").await.is_empty());

    let sam = w.caller("sam").await;
    let request = RequestId::fresh();
    for _ in 0..2 {
        // Sent twice it is one act.
        let input = first(&w);
        let plan = w.house.write_plan(&sam, w.dossier, &input, request);
        assert_eq!(plan.await.unwrap(), request.0);
    }
    assert_eq!(w.count("write-plan", true).await, 1);
    // Who is involved reads it.
    let read = versions(&w, "olaf").await;
    assert_eq!(
        texts(&read[0]),
        [
            "Sara gaat weer naar school.",
            "Samen eten om zes uur.",
            "De mentor belt wekelijks."
        ]
    );
    let parts = &read[0].parts;
    assert_eq!(
        parts.iter().map(|p| (p.kind, p.person)).collect::<Vec<_>>(),
        [
            (PartKind::Goal, Some(w.child)),
            (PartKind::Agreement, None),
            (PartKind::Agreement, Some(w.child)),
        ]
    );
    assert_eq!(parts[1].who[0].person, Some(w.mother));
    assert_eq!(
        (parts[2].who[0].of, parts[2].who[0].party),
        (DoerOf::Partner, Some(Party::School))
    );
    // Who coordinates directs it, and that is read of today.
    assert_eq!(
        (read[0].director.as_str(), read[0].named),
        ("noor Test", None)
    );
    // Who was not there stands in it with the reason.
    let absent: Vec<_> = read[0].talked.iter().filter(|t| !t.there).collect();
    assert_eq!(
        (absent.len(), absent[0].person, absent[0].because.as_deref()),
        (1, w.child, Some("Sara was op school."))
    );
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_and_nothing_is_saved() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let mut input = first(&w);
    input.talked[0].because = String::new();
    input.talked[1].there = String::new();
    input.parts[0].text = " ".into();
    input.parts[2].party = String::new();
    input.evaluate_on = "2026-11-21".into();
    input.label.basis = "toestemming".into();
    let said = w
        .house
        .write_plan(&noor, w.dossier, &input, RequestId::fresh())
        .await;
    let mut found = faults(said);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("basis", "no-article"),
            ("evaluate_on", "too-early"),
            ("part_party-3", "unpicked"),
            ("part_text-1", "missing"),
            ("there-2", "unpicked"),
            ("there_because-1", "missing"),
        ]
    );
    let empty = PlanInput {
        parts: Vec::new(),
        ..first(&w)
    };
    let said = w
        .house
        .write_plan(&noor, w.dossier, &empty, RequestId::fresh())
        .await;
    assert_eq!(faults(said), [("part_text-1", "missing")]);
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    assert!(page.plans.is_empty() && page.entries.is_empty());
    // What the charter still needs to record it is said beside the form.
    let asks = PlanInput {
        label: EntryInput {
            need: String::new(),
            ..input.label
        },
        ..first(&w)
    };
    let preview = w.house.preview_plan(&noor, w.dossier, &asks).await.unwrap();
    let answer = preview.said.answers.last().unwrap();
    assert!(answer.needs.iter().any(|n| n.what == NeedWord::Necessity));
    assert_eq!(preview.family, [w.child, w.mother, w.father].to_vec());
}

#[tokio::test]
async fn a_version_stands_beside_the_one_before_and_a_part_keeps_how_it_stood() {
    let w = World::new().await;
    written(&w, &first(&w)).await;
    let before = versions(&w, "noor").await.remove(0);
    w.later(60);
    let goal = before.parts[0].entry;
    let help = w
        .fact(w.child, "jeugdwet", "problems", "Slaapt slecht.")
        .await;
    let late = PlanInput {
        version: String::new(),
        ..next(&w, &before)
    };
    let noor = w.caller("noor").await;
    let said = w
        .house
        .write_plan(&noor, w.dossier, &late, RequestId::fresh())
        .await;
    assert_eq!(faults(said), [("version", "moved")]);
    let sam = w.caller("sam").await;
    let state = |because: &str| StateInput {
        part: goal.to_string(),
        state: "reached".into(),
        because: because.into(),
    };
    let silent = PlanInput {
        states: vec![state("")],
        ..next(&w, &before)
    };
    let said = w
        .house
        .write_plan(&noor, w.dossier, &silent, RequestId::fresh())
        .await;
    assert_eq!(faults(said), [("state_because-1", "missing")]);
    let input = PlanInput {
        states: vec![state("Al vier weken zonder verzuim.")],
        as_goal: vec![help.to_string()],
        director: sam.account().to_string(),
        ..next(&w, &before)
    };
    written(&w, &input).await;
    let all = versions(&w, "noor").await;
    let [now, then] = all.as_slice() else {
        panic!("two versions");
    };
    assert_eq!(
        (
            then.parts.len(),
            then.parts[0].state,
            then.parts[0].states.len()
        ),
        (3, PartStands::Open, 0)
    );
    assert_eq!(
        (now.parts.len(), now.parts[0].state),
        (4, PartStands::Reached)
    );
    let state = &now.parts[0].states[0];
    assert_eq!(
        (state.on, state.because.as_str(), state.by.as_str()),
        (
            date(2026, 11, 20),
            "Al vier weken zonder verzuim.",
            "noor Test"
        )
    );
    // A fact that stood already is a goal now, and was not typed again.
    assert_eq!(
        (
            now.parts[3].entry,
            now.parts[3].kind,
            now.parts[3].text.as_str()
        ),
        (help, PartKind::Goal, "Slaapt slecht.")
    );
    assert_eq!(
        (now.director.as_str(), then.director.as_str()),
        ("sam Test", "noor Test")
    );
}

#[tokio::test]
async fn the_day_of_looking_again_comes_back_to_coordinator_and_substitute() {
    let w = World::new().await;
    written(&w, &first(&w)).await;
    let due = async |login: &str| {
        let who = w.caller(login).await;
        let list = w.house.caseload(&who).await.unwrap();
        let tasks = list.tasks.into_iter();
        let mine = tasks.filter(|t| t.what == TaskKind::EvaluatePlan);
        mine.map(|t| (t.due, t.late)).collect::<Vec<_>>()
    };
    assert!(due("noor").await.is_empty(), "it waits for nobody yet");
    w.day(date(2027, 1, 20));
    let day = Some(date(2027, 2, 1));
    assert_eq!(due("noor").await, [(day, false)]);
    assert_eq!(due("sam").await, [(day, false)]);
    w.day(date(2027, 2, 2));
    assert_eq!(due("noor").await, [(day, true)]);

    let before = versions(&w, "noor").await.remove(0);
    let mut input = next(&w, &before);
    input.talked_on = "2027-02-02".into();
    input.evaluate_on = "2027-05-02".into();
    input.evaluation = Some(EvaluationInput {
        fits: "no".into(),
        concluded: String::new(),
        person: FAMILY.into(),
    });
    let noor = w.caller("noor").await;
    let said = w
        .house
        .write_plan(&noor, w.dossier, &input, RequestId::fresh())
        .await;
    assert_eq!(faults(said), [("concluded", "missing")]);
    input.evaluation = Some(EvaluationInput {
        concluded: "Het eten lukt, de school nog niet.".into(),
        ..input.evaluation.unwrap()
    });
    written(&w, &input).await;
    assert_eq!(w.count("evaluate-plan", true).await, 1);
    let now = versions(&w, "noor").await.remove(0);
    let evaluated = now.evaluation.unwrap();
    assert_eq!(
        (evaluated.fits, evaluated.concluded.as_deref()),
        (false, Some("Het eten lukt, de school nog niet."))
    );
    assert_eq!((now.parts.len(), now.evaluate_on), (3, date(2027, 5, 2)));
    assert!(due("noor").await.is_empty(), "the old day is done");
    w.day(date(2027, 5, 2));
    assert_eq!(due("sam").await, [(Some(date(2027, 5, 2)), false)]);
}

#[tokio::test]
async fn each_of_the_family_reads_their_own_part_and_what_is_about_all_of_them() {
    let w = World::new().await;
    let mut input = first(&w);
    input
        .parts
        .push(part(&w.father.to_string(), "goal", "Karel drinkt minder."));
    input.parts[3].person = w.father.to_string();
    input.label.law = "wmo".into();
    written(&w, &input).await;
    let read = |plan: &MyPlan| {
        let parts = plan.parts.iter();
        parts
            .map(|p| (p.text.clone(), p.family))
            .collect::<Vec<_>>()
    };
    let about_child = mine(&w, "moeder", w.child).await.unwrap();
    assert_eq!(
        read(&about_child),
        [
            ("Sara gaat weer naar school.".to_owned(), false),
            ("De mentor belt wekelijks.".to_owned(), false),
            ("Samen eten om zes uur.".to_owned(), true),
        ]
    );
    assert_eq!(
        about_child.there,
        Some((false, Some("Sara was op school.".to_owned())))
    );
    assert_eq!(about_child.director.as_deref(), Some("noor Test"));
    let father = mine(&w, "vader", w.father).await.unwrap();
    assert_eq!(
        read(&father),
        [
            ("Karel drinkt minder.".to_owned(), false),
            ("Samen eten om zes uur.".to_owned(), true)
        ]
    );
    assert_eq!(father.there, Some((true, None)));
    // A comment is own words about the fact, and what was done with it is read there.
    let client = w.caller("vader").await;
    let words = regie_casework::words::WordsInput {
        what: "own-side".into(),
        text: "Dat is niet afgesproken.".into(),
    };
    let part = father.parts[0].entry;
    let id = w
        .house
        .write_words(&client, w.father, Some(part), &words, RequestId::fresh())
        .await
        .unwrap();
    let noor = w.caller("noor").await;
    w.house
        .answer_words(
            &noor,
            w.dossier,
            id,
            "We bespreken het dinsdag.",
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let said = w.house.my_file(&client, w.father).await.unwrap().words;
    let taken = said[0].taken.as_ref().unwrap();
    assert_eq!(
        (said[0].entry, taken.answer.as_deref()),
        (Some(part), Some("We bespreken het dinsdag."))
    );
    // What goes along is in the file to take away as every fact is.
    let along = Along {
        readme: String::new(),
        held_back: String::new(),
        held_back_en: String::new(),
    };
    let bytes = w.house.take_along(&client, w.father, &along).await.unwrap();
    let brought = regie_exchange::portable::Brought::read(&bytes, None).unwrap();
    let facts: Vec<&str> = brought.data.facts.iter().map(|f| f.text.as_str()).collect();
    assert!(facts.contains(&"Karel drinkt minder."));
    assert!(!facts.contains(&"Sara gaat weer naar school."));
}

#[tokio::test]
async fn of_a_part_that_is_shielded_the_family_finds_no_trace() {
    let w = World::new().await;
    written(&w, &first(&w)).await;
    let plan = mine(&w, "moeder", w.child).await.unwrap();
    let lines = async || {
        let who = w.caller("moeder").await;
        let list = w.house.who_looked(&who, w.child, None).await.unwrap();
        let acts = list.lines.into_iter().map(|l| l.act);
        acts.filter(|a| a.contains("plan")).count()
    };
    assert_eq!(lines().await, 1);
    w.later(60);
    let before = versions(&w, "noor").await.remove(0);
    let mut input = next(&w, &before);
    input.parts = vec![part(
        &w.child.to_string(),
        "goal",
        "Sara praat met Veilig Thuis.",
    )];
    written(&w, &input).await;
    assert_eq!(lines().await, 2);
    let shown = mine(&w, "moeder", w.child).await.unwrap();
    let secret = shown.parts.iter().find(|p| p.text.contains("Veilig Thuis"));
    shield(&w, secret.unwrap().entry).await;
    // The version in which nothing else differs is not there for them: neither its day nor its line.
    let shown = mine(&w, "moeder", w.child).await.unwrap();
    assert_eq!(
        serde_json::to_string(&shown).unwrap(),
        serde_json::to_string(&plan).unwrap()
    );
    assert_eq!(lines().await, 1);
    // Coordinator and substitute see it with its mark, and work on.
    let now = versions(&w, "sam").await.remove(0);
    assert!(
        now.parts
            .iter()
            .any(|p| p.shielded && p.text.contains("Veilig Thuis"))
    );
    let input = PlanInput {
        states: vec![StateInput {
            part: now.parts[3].entry.to_string(),
            state: "let-go".into(),
            because: "Niet meer nodig.".into(),
        }],
        ..next(&w, &now)
    };
    w.later(60);
    written(&w, &input).await;
    let shown = mine(&w, "moeder", w.child).await.unwrap();
    assert_eq!(shown.at, plan.at);
    assert_eq!(lines().await, 1);
    // Where nothing is left to read there is no plan.
    for id in versions(&w, "noor").await[0].parts.iter().map(|p| p.entry) {
        if id != now.parts[3].entry {
            shield(&w, id).await;
        }
    }
    assert!(mine(&w, "moeder", w.child).await.is_none());
    assert_eq!(lines().await, 0);
}

#[tokio::test]
async fn a_part_that_stands_still_has_no_words_for_staff_and_is_not_worked_on() {
    let w = World::new().await;
    written(&w, &first(&w)).await;
    let before = versions(&w, "noor").await.remove(0);
    let goal = before.parts[0].entry;
    let noor = w.caller("noor").await;
    let input = regie_casework::restrict::RestrictInput {
        ground: "accuracy-contested".into(),
        because: "Zij zegt dat het niet klopt.".into(),
        ..Default::default()
    };
    let what = regie_casework::restrict::Restricting::Thing(goal);
    w.house
        .restrict(&noor, w.dossier, what, &input, RequestId::fresh())
        .await
        .unwrap();
    let now = versions(&w, "noor").await.remove(0);
    assert!(now.parts[0].still);
    assert_eq!(
        (now.parts[0].text.as_str(), now.parts[0].kind),
        ("", PartKind::Goal)
    );
    assert!(now.parts[2].text.contains("mentor"));
    let input = PlanInput {
        states: vec![StateInput {
            part: goal.to_string(),
            state: "reached".into(),
            because: "Klaar.".into(),
        }],
        ..next(&w, &now)
    };
    let said = w
        .house
        .write_plan(&noor, w.dossier, &input, RequestId::fresh())
        .await;
    assert_eq!(faults(said), [("state-1", "unknown")]);
    let mine = mine(&w, "moeder", w.child).await.unwrap();
    assert!(mine.parts.iter().any(|p| p.text.contains("naar school")));
}

#[tokio::test]
async fn a_mended_part_is_still_that_part_and_an_erased_one_is_gone_from_every_version() {
    let w = World::new().await;
    written(&w, &first(&w)).await;
    let goal = versions(&w, "noor").await[0].parts[0].entry;
    let noor = w.caller("noor").await;
    let input = EntryInput {
        category: "support-plan".into(),
        text: "Sara gaat drie dagen naar school.".into(),
        ..entry(w.child)
    };
    w.house
        .correct_entry(
            &noor,
            w.dossier,
            goal,
            &input,
            "Zo is het afgesproken.",
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let now = versions(&w, "noor").await.remove(0);
    assert_eq!(
        (now.parts[0].text.as_str(), now.parts[0].kind),
        ("Sara gaat drie dagen naar school.", PartKind::Goal)
    );
    let request = w.requested(w.child, "erasure", &[goal], "granted").await;
    let input = regie_casework::erase::EraseInput {
        verzoek: request.to_string(),
        reason: "Toegewezen.".into(),
        sure: "yes".into(),
    };
    let what = regie_casework::erase::Erasing::Thing(now.parts[0].entry);
    w.house
        .erase(&noor, w.dossier, what, &input, RequestId::fresh())
        .await
        .unwrap();
    let now = versions(&w, "noor").await.remove(0);
    assert_eq!(
        texts(&now),
        ["Samen eten om zes uur.", "De mentor belt wekelijks."]
    );
    assert!(!sealed(&w, w.dossier).await.contains("drie dagen"));
}

#[tokio::test]
async fn a_split_gives_each_side_its_own_part_of_the_plan() {
    let w = known().await;
    let mut input = first(&w);
    input
        .parts
        .push(part(&w.father.to_string(), "goal", "Drinkt minder."));
    input.label.law = "wmo".into();
    input.talked[2].there = "no".into();
    input.talked[2].because = "Mieke wilde hem er niet bij.".into();
    written(&w, &input).await;
    let split = agreed(&w, "vader", w.father, "Ik wil een eigen dossier.").await;
    choose_rest(&w, split).await;
    let fresh = carry(&w, split).await;
    let noor = w.caller("noor").await;
    let theirs = w.house.open_dossier(&noor, fresh).await.unwrap().plans;
    let stays = w.house.open_dossier(&noor, w.dossier).await.unwrap().plans;
    assert_eq!((theirs.len(), stays.len()), (1, 1));
    assert!(theirs[0].parts.iter().any(|p| p.text == "Drinkt minder."));
    assert!(!stays[0].parts.iter().any(|p| p.text == "Drinkt minder."));
    assert!(
        stays[0]
            .parts
            .iter()
            .any(|p| p.text.contains("naar school"))
    );
    // Who was there is told of one's own side alone, and not because of whom.
    assert_eq!(
        theirs[0]
            .talked
            .iter()
            .map(|t| (t.person, t.because.clone()))
            .collect::<Vec<_>>(),
        [(w.father, None)]
    );
    assert!(stays[0].talked.iter().all(|t| t.person != w.father));
    let there = sealed(&w, fresh).await;
    for word in ["Mieke", "Sara", "mentor"] {
        assert!(!there.contains(word), "{word}");
    }
    // It is looked at again on both sides.
    w.day(w.house.today().saturating_add(70.days()));
    let noor = w.caller("noor").await;
    let list = w.house.caseload(&noor).await.unwrap();
    let tasks = list
        .tasks
        .iter()
        .filter(|t| t.what == TaskKind::EvaluatePlan);
    let mut dossiers: Vec<_> = tasks.filter_map(|t| t.dossier).collect();
    dossiers.sort_unstable();
    let mut both = vec![w.dossier, fresh];
    both.sort_unstable();
    assert_eq!(dossiers, both);
}

#[tokio::test]
async fn a_plan_of_another_dossier_is_as_unknown_as_none() {
    let w = World::new().await;
    written(&w, &first(&w)).await;
    let noor = w.caller("noor").await;
    let mut input = first(&w);
    input.talked.clear();
    input.parts = vec![part(&w.child.to_string(), "goal", "Van een ander.")];
    let said = w
        .house
        .write_plan(&noor, w.other_dossier, &input, RequestId::fresh())
        .await;
    let found = faults(said);
    assert!(found.contains(&("part_person-1", "unknown")), "{found:?}");
    let gone = regie_terms::DossierId::fresh();
    let said = w
        .house
        .write_plan(&noor, gone, &input, RequestId::fresh())
        .await;
    assert!(matches!(said, Err(Refused::Denied(_))));
}
