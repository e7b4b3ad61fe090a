//! What people do from beginning to end, over HTTP, on the running program.

pub mod document;
pub mod dossier;
pub mod glass;
mod handover;
pub mod replay;
pub mod share;
pub mod twice;

use crate::server::{Demo, Options};

/// All of them, one after the other, on one demo.
pub fn all(demo: &Demo) {
    dossier::opened_refused_and_recorded(demo);
    glass::broken_and_judged(demo);
    share::asked_given_and_shared(demo);
    share::refused_and_withdrawn(demo);
    document::kept_read_and_taken_out(demo);
}

#[test]
fn opened_by_who_coordinates_refused_to_a_colleague_and_recorded_in() {
    dossier::opened_refused_and_recorded(&Demo::start());
}

#[test]
fn no_such_dossier_and_not_yours_are_one_page() {
    dossier::unknown_and_not_yours(&Demo::start());
}

#[test]
fn the_glass_is_broken_judged_and_seen_by_the_client() {
    glass::broken_and_judged(&Demo::start());
}

#[test]
fn a_fact_is_shared_with_the_school_after_both_said_yes() {
    share::asked_given_and_shared(&Demo::start());
}

#[test]
fn a_no_stops_it_and_a_yes_can_be_withdrawn() {
    share::refused_and_withdrawn(&Demo::start());
}

#[test]
fn a_document_is_kept_read_and_taken_out() {
    document::kept_read_and_taken_out(&Demo::start());
}

#[test]
fn a_form_sent_again_after_a_restart_is_told_by_its_words() {
    twice::after_a_restart(&mut Demo::start());
}

/// A demo under a charter, its coordinator at work, and what the public reads.
fn at_work_under(charter: &'static str, name: &str, place: &str) -> Demo {
    let demo = Demo::with(Options {
        charter: Some(charter),
        ..Options::default()
    });
    dossier::opened_refused_and_recorded_under(&demo, place);
    let mut public = demo.stranger();
    public.get("/openbaar/charter").is(200).says(name);
    demo
}

#[test]
fn under_utrecht_zuidoost_the_coordinator_opens_and_records() {
    let mut demo = at_work_under("utrecht-zuidoost", "Utrecht Zuidoost", "ZO 3.2c");
    // It is served again under the charter it was filled under, without being told.
    demo.stop();
    demo.serve(&Options::default());
    demo.stranger()
        .get("/openbaar/charter")
        .is(200)
        .says("Utrecht Zuidoost");
}

#[test]
fn under_the_kempen_the_coordinator_opens_and_records() {
    let demo = at_work_under("kempen", "Kempengemeenten", "KE-X 5");
    let folder = demo.place.path().display().to_string();
    let mut again = vec!["demo", "--data", &folder, "--charter", "utrecht"];
    again.extend(["--listen", "127.0.0.1:0"]);
    if let Some(url) = &demo.place.database {
        again.extend(["--database", url]);
    }
    let other = crate::support::run(&again, "");
    assert!(!other.status.success());
    assert!(
        crate::support::stderr(&other).contains("filled under `kempen`"),
        "{}",
        crate::support::stderr(&other)
    );
}

#[test]
fn what_was_decided_is_asked_again_and_a_changed_rule_shows() {
    replay::as_it_was_and_under_changed_rules(&mut Demo::start());
}
