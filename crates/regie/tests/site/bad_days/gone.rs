//! The database is gone: its file moved away, or its server ends every connection.

use super::{calm, health, opens_again};
use crate::journeys::dossier::aydin;
use crate::server::Demo;
use crate::support::as_operator;

#[test]
fn a_vanished_database_is_a_calm_page_and_is_found_again() {
    let demo = Demo::start();
    let (mut soraya, dossier) = aydin(&demo);
    soraya.get(&dossier).is(200);
    match &demo.place.database {
        Some(url) => {
            let name = url.rsplit('/').next().unwrap();
            let end = format!(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
            );
            // Again and again: one request may meet the end of its connection, none may meet more than a calm page.
            for _ in 0..10 {
                as_operator(&end).unwrap();
                let answer = soraya.get(&dossier);
                if answer.status != 200 {
                    calm(answer);
                }
            }
            opens_again(&mut soraya, &dossier);
            as_operator(&format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false")).unwrap();
            as_operator(&end).unwrap();
            calm(soraya.get(&dossier));
            assert_eq!(health(&demo), 503);
            as_operator(&format!("ALTER DATABASE {name} ALLOW_CONNECTIONS true")).unwrap();
        }
        None => {
            let away = demo.beside().join("away");
            std::fs::create_dir(&away).unwrap();
            let files = ["content.db", "content.db-wal", "content.db-shm"];
            for file in files {
                std::fs::rename(demo.place.path().join(file), away.join(file)).unwrap();
            }
            assert_eq!(
                health(&demo),
                503,
                "what is written now is in no place where it will be found"
            );
            calm(soraya.get(&dossier));
            for file in files {
                std::fs::rename(away.join(file), demo.place.path().join(file)).unwrap();
            }
        }
    }
    opens_again(&mut soraya, &dossier);
    assert_eq!(health(&demo), 200);
}
