//! `kill -9` of the program while it serves: after each start the ledger verifies and what was answered stands.

use crate::browser::filled;
use crate::journeys::dossier::aydin;
use crate::server::{Demo, Options};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const ROUNDS: u64 = 6;
const AT_A_TIME: usize = 6;

#[test]
fn nothing_answered_is_lost_when_it_is_killed_under_load() {
    let mut demo = Demo::start();
    let mut answered: Vec<String> = Vec::new();
    let mut looked = 0;
    for round in 0..ROUNDS {
        let stop = Arc::new(AtomicBool::new(false));
        let kept: Arc<Mutex<Vec<String>>> = Arc::default();
        let looks: Arc<Mutex<i64>> = Arc::default();
        let lines = demo.verify();
        let threads: Vec<_> = (0..AT_A_TIME)
            .map(|nth| {
                let (mut soraya, dossier) = aydin(&demo);
                let (stop, kept, looks) = (stop.clone(), kept.clone(), looks.clone());
                let address = format!("{dossier}/aantekeningen");
                soraya.open(&address).is(200);
                let form = soraya.form(&address);
                std::thread::spawn(move || {
                    for count in 0.. {
                        if stop.load(Ordering::SeqCst) {
                            return;
                        }
                        let text = format!("Aantekening {round} {nth} {count}.");
                        let mut fields = filled(&form, &[("text", &text)]);
                        // Each is a request of its own.
                        fields.retain(|(name, _)| name != "request");
                        match soraya.try_post(&address, &fields) {
                            Ok(answer) if answer.status == 303 => kept.lock().unwrap().push(text),
                            Ok(answer) => panic!("{}: {}", answer.status, answer.words()),
                            Err(_) => return,
                        }
                        match soraya.try_get(&dossier) {
                            Ok(answer) if answer.status == 200 => *looks.lock().unwrap() += 1,
                            Ok(answer) => panic!("{}: {}", answer.status, answer.words()),
                            Err(_) => return,
                        }
                    }
                })
            })
            .collect();
        while kept.lock().unwrap().len() < AT_A_TIME {
            std::thread::sleep(Duration::from_millis(5));
        }
        // When it falls, differs each round.
        std::thread::sleep(Duration::from_millis(round * 17 % 60));
        demo.kill();
        stop.store(true, Ordering::SeqCst);
        for thread in threads {
            thread.join().unwrap();
        }
        let done = i64::try_from(kept.lock().unwrap().len()).unwrap() + *looks.lock().unwrap();
        assert!(
            demo.verify() >= lines + done,
            "round {round}: every answer has its line"
        );
        looked += *looks.lock().unwrap();
        answered.append(&mut kept.lock().unwrap());
        demo.serve(&Options::default());
    }
    assert!(looked > 0);
    let (mut soraya, dossier) = aydin(&demo);
    let notes = soraya
        .get(&format!("{dossier}/aantekeningen"))
        .is(200)
        .words();
    for text in answered {
        assert!(notes.contains(&text), "what was answered is gone: {text}");
    }
}
