//! Whatever is sent to the forms of recording, sharing and the portal: never a broken page, and the token is asked first.

use crate::browser::hidden;
use crate::odd::odd;
use crate::share::prepared;
use crate::site::Site;

#[tokio::test]
async fn no_form_of_the_work_breaks_on_what_is_typed() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let share = prepared(&site, &mut farida).await;
    let dossier = format!("/dossier/{}", site.dossier);
    let entry: &[&str] = &[
        "person",
        "law",
        "kind",
        "category",
        "purpose",
        "text",
        "basis",
        "need",
        "source",
        "source_name",
        "statement",
        "moment",
        "about_day",
        "consent_answer-1",
        "consent_form-1",
        "consent_on-1",
        "safety_of",
        "safety_consulted",
        "safety_client",
        "request",
        "formulier",
    ];
    let forms: Vec<(String, &[&str])> = vec![
        (format!("{dossier}/vastleggen"), entry),
        (format!("{dossier}/vastleggen/toets"), entry),
        (
            format!("{dossier}/feit/{}/verbeteren", site.child),
            &["text", "correction"],
        ),
        (format!("{dossier}/aantekeningen"), &["text", "request"]),
        (format!("{dossier}/aantekeningen/x/vastleggen"), &["text"]),
        (
            format!("{dossier}/delen"),
            &["person", "party", "recipient", "request"],
        ),
        (
            format!("{dossier}/delen/achteraf"),
            &[
                "person",
                "party",
                "recipient",
                "relation",
                "facts",
                "happened_on",
                "conversation",
                "safety_of",
                "consent_on-2",
            ],
        ),
        (
            format!("{share}/doel"),
            &["purpose", "purpose_text", "party", "recipient", "relation"],
        ),
        (format!("{share}/gegevens"), &["facts"]),
        (format!("{share}/gegevens/toets"), &["facts"]),
        (format!("{share}/vragen"), &["necessity", "subsidiarity"]),
        (format!("{share}/gesprek"), &["conversation"]),
        (
            format!("{share}/veiligheid"),
            &["safety_of", "safety_because", "safety_client"],
        ),
        (
            format!("{share}/toestemming"),
            &["who", "answer", "way", "on", "reason"],
        ),
        (format!("{share}/afronden"), &["informed_on", "completion"]),
        (format!("{share}/nu"), &["request"]),
        (
            format!("{dossier}/document/nieuw"),
            &[
                "person",
                "text",
                "excerpt",
                "readers",
                "review_on",
                "others",
                "others_who",
                "shielded",
                "about_day",
                "file",
                "request",
            ],
        ),
        (
            format!("{dossier}/document/nieuw/toets"),
            &["person", "others_who"],
        ),
        (
            format!("{dossier}/document/x/opnieuw"),
            &["answer", "until", "because"],
        ),
        (
            format!("{dossier}/document/x/afschermen"),
            &["reason", "shield", "stap"],
        ),
    ];
    farida.get(&share).await;
    let token: Vec<(String, String)> = hidden(&farida.page, "/uitloggen");
    for (address, names) in &forms {
        for value in odd() {
            for only in *names {
                let mut fields = token.clone();
                for name in *names {
                    let typed = if name == only { value.as_str() } else { "x" };
                    fields.push(((*name).to_owned(), typed.to_owned()));
                }
                let answer = farida.post(address, &fields).await;
                let shown: String = value.chars().take(20).collect();
                assert!(
                    answer.status.as_u16() < 500,
                    "{address} {only} {shown:?}: {}",
                    answer.status
                );
                assert!(!answer.body.contains("<script>alert"), "{address}");
                if value.len() > 100_000 {
                    break;
                }
            }
        }
        // Without the token, or with another's, nothing is taken.
        farida.post(address, &[]).await.is(403);
        let wrong = [("csrf".to_owned(), "x".repeat(43))];
        farida.post(address, &wrong).await.is(403);
    }
    let mut mieke = site.login("mieke").await;
    mieke.get("/mijn").await;
    let token: Vec<(String, String)> = hidden(&mieke.page, "/uitloggen");
    let id = share.rsplit('/').next().unwrap();
    for address in [
        format!("/mijn/toestemming/{id}"),
        format!("/mijn/{}/gedeeld/{id}/intrekken", site.child),
    ] {
        for value in odd() {
            for only in ["answer", "version", "reason", "request"] {
                let mut fields = token.clone();
                fields.push((only.to_owned(), value.clone()));
                let answer = mieke.post(&address, &fields).await;
                assert!(answer.status.as_u16() < 500, "{address} {only}");
            }
        }
    }
    site.done().await;
}
