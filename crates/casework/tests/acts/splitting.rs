//! Splitting the dossier of a family: who objects, what is weighed, what is decided one by one, and that neither side keeps a trace of the other.

use crate::documents::document;
use crate::world::{Family, World, denied, entry, faults, nothing, share};
use jiff::civil::date;
use regie_casework::entry::{EntryInput, FAMILY};
use regie_casework::portal::Along;
use regie_casework::request::CompleteInput;
use regie_casework::split::{
    CarryInput, ChooseInput, ObjectInput, ObjectionInput, PieceOf, SplitPage, WeighInput,
};
use regie_casework::thing::{RequestWay, SplitTo, TaskKind};
use regie_casework::words::WordsInput;
use regie_casework::{Caller, Refused};
use regie_charter::{Charters, Scope};
use regie_exchange::portable::Brought;
use regie_ledger::db::Arg;
use regie_ledger::row::{RECORD, RecordRow};
use regie_terms::{Act, DossierId, Id, Outcome, PersonId, RequestId};
use regie_testkit::paper::PDF;

pub async fn known() -> World {
    World::with(Family {
        known: true,
        ..Family::default()
    })
    .await
}

pub fn weighing(outcome: &str) -> WeighInput {
    let text = |t: &str| t.to_owned();
    WeighInput {
        outcome: text(outcome),
        necessity: text("De hulp aan ieder kan los van elkaar."),
        proportionality: text("Eén dossier weegt niet op tegen zijn bezwaar."),
        subsidiarity: text("Afschermen haalt niet weg dat het er staat."),
        safety: text("Voor niemand is er gevaar."),
        because: text("U krijgt een eigen dossier."),
    }
}

/// What somebody says in the portal: that a person gets a dossier of their own.
pub async fn wants(w: &World, login: &str, person: PersonId, words: &str) -> Id {
    let client = w.caller(login).await;
    let input = ObjectInput {
        words: words.into(),
    };
    w.house
        .object_to_joint(&client, person, &input, RequestId::fresh())
        .await
        .unwrap()
}

/// An objection of somebody, decided so that the dossier is split.
pub async fn agreed(w: &World, login: &str, person: PersonId, words: &str) -> Id {
    let split = wants(w, login, person, words).await;
    let noor = w.caller("noor").await;
    w.house
        .weigh_split(
            &noor,
            w.dossier,
            split,
            &weighing("split"),
            RequestId::fresh(),
        )
        .await
        .unwrap();
    split
}

pub async fn open(w: &World, split: Id) -> SplitPage {
    let noor = w.caller("noor").await;
    w.house.open_split(&noor, w.dossier, split).await.unwrap()
}

async fn choose(w: &World, split: Id, thing: Id, to: SplitTo) {
    let noor = w.caller("noor").await;
    let input = ChooseInput {
        to: to.as_str().into(),
        leaver: "Nieuwe woorden voor wie gaat.".into(),
        stayers: "Nieuwe woorden voor wie blijft.".into(),
    };
    w.house
        .choose_piece(&noor, w.dossier, (split, thing), &input, RequestId::fresh())
        .await
        .unwrap();
}

/// Decides about all that is left: what names another is written anew, what is shared goes to both.
pub async fn choose_rest(w: &World, split: Id) {
    for piece in open(w, split).await.pieces {
        if piece.to.is_some() {
            continue;
        }
        let order = [SplitTo::Anew, SplitTo::Both, SplitTo::Keep, SplitTo::Drop];
        let to = order
            .into_iter()
            .find(|to| piece.ways.contains(to))
            .unwrap();
        choose(w, split, piece.id, to).await;
    }
}

pub fn sure(coordinator: &Caller) -> CarryInput {
    CarryInput {
        coordinator: coordinator.account().to_string(),
        sure: "yes".into(),
    }
}

pub async fn carry(w: &World, split: Id) -> DossierId {
    let noor = w.caller("noor").await;
    let request = RequestId::fresh();
    let done = w
        .house
        .split_dossier(&noor, w.dossier, split, &sure(&noor), request)
        .await
        .unwrap();
    // Sent twice it is one act.
    let again = w
        .house
        .split_dossier(&noor, w.dossier, split, &sure(&noor), request)
        .await;
    assert_eq!(again.unwrap(), done);
    assert_eq!(w.count("split-dossier", true).await, 1);
    done
}

async fn family(w: &World, text: &str) -> Id {
    let noor = w.caller("noor").await;
    let input = EntryInput {
        person: FAMILY.into(),
        text: text.into(),
        ..entry(w.child)
    };
    let recorded = w
        .house
        .record_entry(&noor, w.dossier, &input, RequestId::fresh());
    recorded.await.unwrap().entry
}

pub async fn rows(w: &World, dossier: DossierId) -> Vec<RecordRow> {
    let packed = w
        .ledger
        .db()
        .packed(
            &RECORD,
            "FROM record WHERE dossier = $1 ORDER BY id",
            &[Arg::Bytes(dossier.0.as_bytes())],
        )
        .await
        .unwrap();
    let rows = packed.rows();
    rows.map(|row| RecordRow::read(&row.unwrap()).unwrap())
        .collect()
}

fn along() -> Along {
    Along {
        readme: "Lees mij.".into(),
        held_back: "Soms blijft iets achterwege.".into(),
        held_back_en: "Sometimes something is left out.".into(),
    }
}

/// All that can be read of a dossier and, in the portal, of a person by an account: as the bytes of the views.
pub async fn all(w: &World, dossier: DossierId, portal: &[(&str, PersonId)]) -> String {
    let noor = w.caller("noor").await;
    let page = w.house.open_dossier(&noor, dossier).await.unwrap();
    let mut out = serde_json::to_string(&page).unwrap();
    let requests = w.house.requests_of(&noor, dossier).await.unwrap();
    out.push_str(&format!("{requests:?}"));
    for share in &page.shares {
        let shown = w.house.open_share(&noor, dossier, share.id).await.unwrap();
        out.push_str(&format!("{shown:?}"));
        let printed = w.house.recipient_page(&noor, dossier, share.id).await;
        out.push_str(&format!("{printed:?}"));
    }
    for document in &page.documents {
        let shown = w.house.document(&noor, dossier, document.id).await;
        assert!(shown.is_ok(), "its file opens");
    }
    for (login, person) in portal {
        let client = w.caller(login).await;
        let file = w.house.my_file(&client, *person).await.unwrap();
        out.push_str(&format!("{file:?}"));
        let files = w.house.my_files(&client).await.unwrap();
        out.push_str(&format!("{files:?}"));
        let looked = w.house.who_looked(&client, *person, None).await.unwrap();
        out.push_str(&serde_json::to_string(&looked).unwrap());
        let proof = w.house.look_proof(&client, *person).await.unwrap();
        out.push_str(&serde_json::to_string(&proof).unwrap());
        let split = w.house.my_split(&client, *person).await.unwrap();
        out.push_str(&format!("{split:?}"));
        let bytes = w
            .house
            .take_along(&client, *person, &along())
            .await
            .unwrap();
        let brought = Brought::read(&bytes, None).unwrap();
        out.push_str(&serde_json::to_string(&brought.data).unwrap());
    }
    out
}

/// These ids as they can be written: plain, and as data have them.
pub fn ids(ids: &[Id]) -> Vec<String> {
    let both = |id: &Id| {
        let data = serde_json::to_value(id).unwrap();
        [id.to_string(), data.as_str().unwrap().to_owned()]
    };
    ids.iter().flat_map(both).collect()
}

/// Everything that lies in a dossier, unsealed, with its plain columns: whether a page shows it or not.
pub async fn sealed(w: &World, dossier: DossierId) -> String {
    let vault = w.vault().await;
    let scope = Scope {
        dossier: Some(dossier),
        ..w.scope("lay-population")
    };
    let permit = Charters::builtin().unwrap().start_up(scope).unwrap();
    let mut facts = vault
        .facts_for_judgement(&permit, &IN_A_DOSSIER)
        .await
        .unwrap();
    let mut out = String::new();
    for kind in IN_A_DOSSIER {
        for row in facts.take::<serde_json::Value>(kind).unwrap() {
            let columns = [Some(row.id), row.person, row.account, row.of];
            out.push_str(&format!("{kind} {columns:?} {}\n", row.value));
        }
    }
    for row in rows(w, dossier).await {
        let known = IN_A_DOSSIER.contains(&row.kind.as_str());
        assert!(known, "{} is not looked through", row.kind);
    }
    out
}

/// The kinds of records that belong to a dossier.
const IN_A_DOSSIER: [&str; 33] = [
    "portal",
    "invitation",
    "agreement",
    "dossier",
    "person",
    "safe-channel",
    "file",
    "authority",
    "authority-evidence",
    "acting",
    "coordination",
    "substitution",
    "involvement",
    "entry",
    "contribution",
    "document",
    "document-file",
    "note",
    "glass",
    "review",
    "disclosure",
    "consent",
    "consent-query",
    "consent-form",
    "request",
    "request-decision",
    "restriction",
    "notice",
    "split",
    "posting",
    "posting-file",
    "plan",
    "meeting",
];

pub fn without(text: &str, words: &[String]) {
    for word in words {
        let at = text.to_lowercase().find(&word.to_lowercase());
        let near = at.map(|at| {
            let from = text.floor_char_boundary(at.saturating_sub(80));
            let to = text.ceil_char_boundary((at + 80).min(text.len()));
            text[from..to].to_owned()
        });
        assert_eq!(near, None, "{word}");
    }
}

#[tokio::test]
async fn after_a_split_neither_side_has_a_trace_of_the_other_and_nothing_is_lost() {
    let w = known().await;
    let noor = w.caller("noor").await;
    let (vader, moeder) = (w.caller("vader").await, w.caller("moeder").await);
    let egel = w
        .fact(
            w.child,
            "jeugdwet",
            "help-request",
            "Slaapt met een egelkussen.",
        )
        .await;
    w.fact(w.father, "wmo", "help-request", "Heeft een gokschuld.")
        .await;
    let named = w
        .fact(
            w.father,
            "wmo",
            "help-request",
            "Maakt ruzie met Mieke over geld.",
        )
        .await;
    let [to_leaver, to_stayers, to_both, anew] = [
        family(&w, "De zeilboot is van hem.").await,
        family(&w, "De naaikamer is van haar.").await,
        family(&w, "Ze eten op zondag samen pannenkoeken.").await,
        family(&w, "Karel en Mieke slapen apart.").await,
    ];
    let mut paper = document(w.child);
    paper.label.person = FAMILY.into();
    paper.label.text = "Gezinsplan".into();
    paper.others = "yes".into();
    let plan = w
        .house
        .add_document(&noor, w.dossier, &paper, Some(PDF), RequestId::fresh())
        .await
        .unwrap();
    // A disclosure about the child that went, with the father's name in why.
    let mut going = share(w.child, &[egel]);
    going.purpose_text = Some("Zodat de juf weet dat Karel weg is.".into());
    let school = w
        .house
        .begin_share(&noor, w.dossier, &going, RequestId::fresh())
        .await
        .unwrap();
    w.house
        .ask_consent(&noor, w.dossier, school, RequestId::fresh())
        .await
        .unwrap();
    w.answer("moeder", school, "yes").await.unwrap();
    if let Err(why) = w
        .house
        .share_now(&noor, w.dossier, school, RequestId::fresh())
        .await
    {
        panic!("{why:?}");
    }
    let words = |text: &str| WordsInput {
        what: "own-side".into(),
        text: text.into(),
    };
    for (who, person, text) in [
        (&vader, w.father, "Ik kook die pannenkoeken, de vaderkant."),
        (&moeder, w.mother, "Zo zie ik het, de moederkant."),
    ] {
        w.house
            .write_words(who, person, Some(to_both), &words(text), RequestId::fresh())
            .await
            .unwrap();
    }
    w.broken().await;
    // Who is logged in is read anew: days away were written down meanwhile.
    let noor = w.caller("noor").await;
    let before = rows(&w, w.dossier).await;

    let split = agreed(&w, "vader", w.father, "Ik wil niet dat Mieke dit leest.").await;
    let page = open(&w, split).await;
    assert_eq!(page.name, "Karel Proef");
    assert_eq!(page.others, ["Sara Proef", "Mieke Proef"]);
    assert_eq!(page.along, [1, 0, 0], "the debt goes by itself");
    let count = |what: PieceOf| page.pieces.iter().filter(|p| p.what == what).count();
    assert_eq!(count(PieceOf::Entry), 5);
    for what in [
        PieceOf::Document,
        PieceOf::Disclosure,
        PieceOf::Glass,
        PieceOf::Objection,
    ] {
        assert_eq!(count(what), 1, "{what:?}");
    }
    // While one thing is undecided nothing is split.
    let refused = w
        .house
        .split_dossier(&noor, w.dossier, split, &sure(&noor), RequestId::fresh())
        .await;
    assert_eq!(faults(refused), [("split", "undecided")]);
    for (thing, to) in [
        (to_leaver, SplitTo::Leaver),
        (to_stayers, SplitTo::Stayers),
        (to_both, SplitTo::Both),
        (plan, SplitTo::Both),
        (anew, SplitTo::Anew),
        (named, SplitTo::Anew),
    ] {
        choose(&w, split, thing, to).await;
    }
    choose_rest(&w, split).await;
    assert_eq!(open(&w, split).await.undecided(), 0);
    let fresh = carry(&w, split).await;

    let text = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    let stays = all(&w, w.dossier, &[("moeder", w.mother), ("moeder", w.child)]).await;
    // What is looked for is found where it belongs.
    for own in ids(&[w.mother.0, w.child.0, w.dossier.0]).chunks(2) {
        assert!(own.iter().any(|id| stays.contains(id)), "{own:?}");
    }
    without(
        &stays,
        &ids(&[w.father.0, fresh.0, vader.account().0, split]),
    );
    without(
        &stays,
        &text(&[
            "Karel",
            "Vaderstraat",
            "87654321",
            "gokschuld",
            "zeilboot",
            "vaderkant",
            "ruzie",
            "slapen apart",
            "voor wie gaat",
        ]),
    );
    let left = all(&w, fresh, &[("vader", w.father)]).await;
    for own in ids(&[w.father.0, fresh.0]).chunks(2) {
        assert!(own.iter().any(|id| left.contains(id)), "{own:?}");
    }
    without(
        &left,
        &ids(&[w.mother.0, w.child.0, w.dossier.0, moeder.account().0]),
    );
    without(
        &left,
        &text(&[
            "Sara",
            "Mieke",
            "Lindelaan",
            "12345678",
            "sara@",
            "egelkussen",
            "naaikamer",
            "moederkant",
            "ruzie",
            "slapen apart",
            "voor wie blijft",
            "Regenboog",
            "moeder",
        ]),
    );
    // Nor is there one in what no page shows.
    let stays = sealed(&w, w.dossier).await;
    without(&stays, &ids(&[w.father.0, fresh.0, vader.account().0]));
    without(&stays, &text(&["Karel", "gokschuld", "zeilboot", "ruzie"]));
    let left = sealed(&w, fresh).await;
    let others = [w.mother.0, w.child.0, w.dossier.0, moeder.account().0];
    without(&left, &ids(&others));
    without(&left, &text(&["Sara", "Mieke", "egelkussen", "naaikamer"]));
    // Every fact is in exactly the places that were decided.
    let texts = async |dossier: DossierId| {
        let page = w.house.open_dossier(&noor, dossier).await.unwrap();
        let mut texts: Vec<String> = page.entries.into_iter().map(|e| e.text).collect();
        texts.sort();
        texts
    };
    let (new_leaver, new_stayers) = (
        "Nieuwe woorden voor wie gaat.",
        "Nieuwe woorden voor wie blijft.",
    );
    let shared = "Ze eten op zondag samen pannenkoeken.";
    assert_eq!(
        texts(fresh).await,
        [
            "De zeilboot is van hem.",
            "Heeft een gokschuld.",
            new_leaver,
            new_leaver,
            shared
        ]
    );
    assert_eq!(
        texts(w.dossier).await,
        [
            "De naaikamer is van haar.",
            new_stayers,
            "Slaapt met een egelkussen.",
            shared
        ]
    );
    let here = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    let there = w.house.open_dossier(&noor, fresh).await.unwrap();
    for page in [&here, &there] {
        assert_eq!(
            (page.documents.len(), page.glasses.len(), page.words.len()),
            (1, 1, 1)
        );
        assert_eq!(page.opened, date(2026, 3, 2));
        assert_eq!(page.splits.done, Some(w.house.today()));
        assert!(page.splits.waiting.is_empty());
    }
    assert_eq!((here.shares.len(), there.shares.len()), (1, 0));
    assert_eq!(
        (there.title.as_str(), there.people.len()),
        ("Proef, Karel", 1)
    );
    assert_eq!(here.people.len(), 2);

    // The list of who looked goes on, and the portal works, each for their own.
    let looked = w.house.who_looked(&vader, w.father, None).await.unwrap();
    assert!(looked.lines.iter().any(|l| l.act == "split-dossier"));
    assert!(looked.lines.len() > 5, "what was before is there too");
    nothing(w.house.my_file(&vader, w.child).await);
    nothing(w.house.my_file(&moeder, w.father).await);

    // Nothing that lay under a key of a file opens any more from a copy of before.
    let vault = w.vault().await;
    let mut files = 0;
    for row in before.iter().filter(|r| r.key != regie_vault::keys::STAFF) {
        assert!(vault.keys().secret(row.key).await.is_err(), "{}", row.kind);
        files += 1;
    }
    assert!(files > 20);
    let now = [rows(&w, w.dossier).await, rows(&w, fresh).await];
    let keys = |rows: &[RecordRow]| {
        let mut keys: Vec<_> = rows.iter().map(|r| r.key).collect();
        keys.retain(|k| *k != regie_vault::keys::STAFF);
        keys
    };
    let [one, other] = &now;
    assert!(keys(one).iter().all(|k| !keys(other).contains(k)));
    assert_eq!(vault.without_key().await.unwrap(), None);

    // Work goes on in both.
    let more = EntryInput {
        law: "wmo".into(),
        text: "Begint opnieuw.".into(),
        ..entry(w.father)
    };
    w.house
        .record_entry(&noor, fresh, &more, RequestId::fresh())
        .await
        .unwrap();
    let loose = w
        .house
        .record_entry(&noor, w.dossier, &more, RequestId::fresh())
        .await;
    assert!(loose.is_err(), "he is not there any more");
    w.done().await;
}

#[tokio::test]
async fn a_child_that_leaves_takes_authority_along_without_a_name_and_the_title_follows() {
    let w = known().await;
    let noor = w.caller("noor").await;
    w.fact(
        w.child,
        "jeugdwet",
        "help-request",
        "Slaapt met een egelkussen.",
    )
    .await;
    w.fact(w.mother, "wmo", "help-request", "Zoekt moederzorg.")
        .await;
    let input = ObjectionInput {
        words: "Zij wil niet dat haar ouders dit lezen.".into(),
        received: "2026-11-20".into(),
        way: "oral".into(),
        identity: "known".into(),
        signed: String::new(),
    };
    let split = w
        .house
        .record_objection(&noor, w.dossier, w.child, &input, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(open(&w, split).await.way, RequestWay::Oral);
    // She is too young to ask it herself: it waits for who decides with her.
    let page = open(&w, split).await;
    assert_eq!(page.answer.outcome, Outcome::Incomplete);
    let refused = w
        .house
        .weigh_split(
            &noor,
            w.dossier,
            split,
            &weighing("split"),
            RequestId::fresh(),
        )
        .await;
    assert_eq!(faults(refused), [("outcome", "needs")]);
    let complete = async |input: &CompleteInput| {
        w.house
            .complete_split(&noor, w.dossier, split, input, RequestId::fresh())
            .await
    };
    let nothing_new = complete(&CompleteInput::default()).await;
    assert_eq!(faults(nothing_new), [("identity", "nothing")]);
    let stranger = CompleteInput {
        by: vec![format!("parent-or-guardian:{}", w.stranger)],
        ..CompleteInput::default()
    };
    assert_eq!(faults(complete(&stranger).await), [("by", "unknown")]);
    let mother = CompleteInput {
        by: vec![page.candidates.last().unwrap().0.value.clone()],
        ..CompleteInput::default()
    };
    complete(&mother).await.unwrap();
    assert_eq!(open(&w, split).await.askers.len(), 2);
    w.house
        .weigh_split(
            &noor,
            w.dossier,
            split,
            &weighing("split"),
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let page = open(&w, split).await;
    let [holds] = page.pieces.as_slice() else {
        panic!("{:?}", page.pieces)
    };
    assert_eq!(
        (holds.what, holds.text.as_str()),
        (PieceOf::Authority, "Mieke Proef")
    );
    assert_eq!(holds.ways, [SplitTo::Keep, SplitTo::Drop]);
    choose(&w, split, holds.id, SplitTo::Keep).await;
    let fresh = carry(&w, split).await;
    let there = w.house.open_dossier(&noor, fresh).await.unwrap();
    let [child] = there.people.as_slice() else {
        panic!()
    };
    assert_eq!(child.authority.len(), 1);
    assert_eq!(child.authority[0].name, None);
    let here = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    // Karel was born before Mieke.
    assert_eq!(here.title, "Proef, Karel");
    let left = all(&w, fresh, &[]).await;
    without(
        &left,
        &[
            "Mieke".into(),
            "Karel".into(),
            w.mother.to_string(),
            w.dossier.to_string(),
        ],
    );
    let stays = all(&w, w.dossier, &[("moeder", w.mother), ("vader", w.father)]).await;
    without(
        &stays,
        &["Sara".into(), "egelkussen".into(), w.child.to_string()],
    );
    let mother = w.caller("moeder").await;
    nothing(w.house.my_file(&mother, w.child).await);
    w.done().await;
}

#[tokio::test]
async fn nobody_else_of_the_family_reads_of_an_objection_and_a_no_is_told() {
    let w = World::new().await;
    let (vader, moeder) = (w.caller("vader").await, w.caller("moeder").await);
    let shown = async || {
        let mut out = String::new();
        for person in [w.mother, w.child] {
            let file = w.house.my_file(&moeder, person).await.unwrap();
            let split = w.house.my_split(&moeder, person).await.unwrap();
            let looked = w.house.who_looked(&moeder, person, None).await.unwrap();
            // Her own looks stand there too; what was done by others is what would tell.
            let others: Vec<_> = looked
                .lines
                .iter()
                .filter(|l| l.happened && l.who != regie_casework::portal::Looker::You)
                .collect();
            out.push_str(&format!("{file:?}{split:?}{others:?}"));
        }
        out
    };
    let before = shown().await;
    let input = ObjectInput {
        words: "Dit is van mij.".into(),
    };
    let blank = w
        .house
        .object_to_joint(
            &vader,
            w.father,
            &ObjectInput::default(),
            RequestId::fresh(),
        )
        .await;
    assert_eq!(faults(blank), [("words", "missing")]);
    nothing(
        w.house
            .object_to_joint(&vader, w.child, &input, RequestId::fresh())
            .await,
    );
    let split = w
        .house
        .object_to_joint(&vader, w.father, &input, RequestId::fresh())
        .await
        .unwrap();
    let twice = w
        .house
        .object_to_joint(&vader, w.father, &input, RequestId::fresh())
        .await;
    assert_eq!(faults(twice), [("words", "already")]);
    let noor = w.caller("noor").await;
    let waits = |caseload: regie_casework::dossier::Caseload| {
        let mut tasks = caseload.tasks.into_iter();
        tasks.any(|t| t.what == TaskKind::SplitDossier && t.of == Some(split))
    };
    assert!(waits(w.house.caseload(&noor).await.unwrap()));
    // Who has no part in it may not.
    let olaf = w.caller("olaf").await;
    denied(w.house.open_split(&olaf, w.dossier, split).await);
    denied(
        w.house
            .weigh_split(
                &olaf,
                w.dossier,
                split,
                &weighing("split"),
                RequestId::fresh(),
            )
            .await,
    );
    nothing(w.house.open_split(&noor, w.other_dossier, split).await);
    // Before it is decided nothing is chosen and nothing is split.
    let early = w
        .house
        .split_dossier(&noor, w.dossier, split, &sure(&noor), RequestId::fresh())
        .await;
    assert_eq!(faults(early), [("split", "not-now")]);
    let missing = w
        .house
        .weigh_split(
            &noor,
            w.dossier,
            split,
            &WeighInput::default(),
            RequestId::fresh(),
        )
        .await;
    assert_eq!(faults(missing).len(), 6);
    w.house
        .weigh_split(
            &noor,
            w.dossier,
            split,
            &weighing("joint"),
            RequestId::fresh(),
        )
        .await
        .unwrap();
    assert!(!waits(w.house.caseload(&noor).await.unwrap()));
    assert_eq!(shown().await, before);
    let mine = w.house.my_split(&vader, w.father).await.unwrap();
    let (granted, because, _, object_by) = mine.decided.unwrap();
    assert_eq!(
        (granted, because.as_str()),
        (false, "U krijgt een eigen dossier.")
    );
    assert_eq!(object_by, Some(date(2027, 1, 2)));
    assert!(mine.can, "they may ask again");
    let looked = w.house.who_looked(&vader, w.father, None).await.unwrap();
    assert!(looked.lines.iter().any(|l| l.act == "object-joint"));
    w.done().await;
}

#[tokio::test]
async fn what_stands_in_the_way_is_said_and_new_words_name_nobody_of_the_other_side() {
    let w = known().await;
    let noor = w.caller("noor").await;
    let egel = w.fact(w.child, "jeugdwet", "help-request", "Egels.").await;
    let both = family(&w, "Karel en Mieke slapen apart.").await;
    let school = w.share(&[egel]).await;
    let split = agreed(&w, "vader", w.father, "Dit is van mij.").await;
    assert_eq!(open(&w, split).await.blocks, ["share-open"]);
    let choose = async |to: &str, leaver: &str, stayers: &str| {
        let input = ChooseInput {
            to: to.into(),
            leaver: leaver.into(),
            stayers: stayers.into(),
        };
        w.house
            .choose_piece(&noor, w.dossier, (split, both), &input, RequestId::fresh())
            .await
    };
    assert_eq!(
        faults(
            choose(
                "anew",
                "Slaapt niet bij Mieke.",
                "Slaapt alleen; Vaderstraat 9."
            )
            .await
        ),
        [("stayers", "names-other"), ("leaver", "names-other")]
    );
    assert_eq!(
        faults(choose("as-it-is", "", "").await),
        [("to", "unknown")]
    );
    assert_eq!(faults(choose("", "", "").await), [("to", "unpicked")]);
    choose("anew", "Slaapt alleen.", "Slaapt alleen.")
        .await
        .unwrap();
    let input = sure(&noor);
    let refused = w
        .house
        .split_dossier(&noor, w.dossier, split, &input, RequestId::fresh())
        .await;
    assert_eq!(faults(refused), [("split", "share-open")]);
    w.house
        .give_up_share(&noor, w.dossier, school, RequestId::fresh())
        .await
        .unwrap();
    // What was decided about changed since: it is decided anew.
    w.house
        .correct_entry(
            &noor,
            w.dossier,
            both,
            &EntryInput {
                person: FAMILY.into(),
                text: "Zij slapen apart.".into(),
                ..entry(w.child)
            },
            "Anders.",
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let unsure = CarryInput {
        sure: String::new(),
        ..sure(&noor)
    };
    let refused = w
        .house
        .split_dossier(&noor, w.dossier, split, &unsure, RequestId::fresh())
        .await;
    assert_eq!(
        faults(refused),
        [("sure", "missing"), ("split", "undecided")]
    );
    // Who gets no help has no dossier of their own.
    let outside = World::with(Family {
        father_outside: true,
        ..Family::default()
    })
    .await;
    let split = agreed(&outside, "vader", outside.father, "Dit is van mij.").await;
    assert_eq!(open(&outside, split).await.blocks, ["involved"]);
    outside.done().await;
    w.done().await;
}

#[tokio::test]
async fn one_who_records_while_it_is_split_comes_through_or_is_told() {
    let w = World::new().await;
    let (noor, sam) = (w.caller("noor").await, w.caller("sam").await);
    w.fact(w.father, "wmo", "help-request", "Eerst.").await;
    let split = agreed(&w, "vader", w.father, "Dit is van mij.").await;
    choose_rest(&w, split).await;
    let more = EntryInput {
        law: "wmo".into(),
        text: "Kwam er intussen bij.".into(),
        ..entry(w.father)
    };
    let input = sure(&noor);
    let (one, other) = tokio::join!(
        w.house
            .split_dossier(&noor, w.dossier, split, &input, RequestId::fresh()),
        w.house
            .record_entry(&sam, w.dossier, &more, RequestId::fresh()),
    );
    let fresh = one.unwrap();
    let there = w.house.open_dossier(&noor, fresh).await.unwrap();
    let texts: Vec<&str> = there.entries.iter().map(|e| e.text.as_str()).collect();
    match other {
        Ok(_) => assert_eq!(texts, ["Kwam er intussen bij.", "Eerst."]),
        Err(Refused::Invalid(_) | Refused::NotFound) => assert_eq!(texts, ["Eerst."]),
        Err(other) => panic!("{other:?}"),
    }
    let here = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    assert!(here.entries.is_empty());
    assert_eq!(w.vault().await.without_key().await.unwrap(), None);
    let _ = Act::View;
    w.done().await;
}
