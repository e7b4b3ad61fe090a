//! Nothing readable where it is kept: the database, its log, a backup of it, and the key store.

use crate::journeys;
use crate::seeded::{label_words, needles, nowhere};
use crate::server::Demo;
use crate::support::wait_for;
use regie_ledger::db::Db;

#[test]
fn no_name_number_street_or_label_can_be_read_from_the_disk() {
    let mut demo = Demo::start();
    journeys::all(&demo);
    let mut all = needles(&demo);
    all.extend(label_words());
    let look = |demo: &Demo, when: &str| {
        let mut bytes = 0;
        for (place, hay) in kept(demo) {
            bytes += hay.len();
            nowhere(&all, &hay, &format!("{place} {when}"), false);
        }
        bytes
    };
    assert!(look(&demo, "while it serves") > 500_000);
    demo.stop();
    assert!(look(&demo, "when it has stopped") > 500_000);
    for log in ["content.db-wal", "keys.db-wal"] {
        assert!(
            !demo.place.path().join(log).exists(),
            "{log} is left: a copy of the file alone is not whole"
        );
    }
}

/// Everything that is kept, by the name of its place.
fn kept(demo: &Demo) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    if demo.place.database.is_some() {
        all.extend(wait_for(columns(demo)));
    } else {
        let backup = demo
            .beside()
            .join(format!("backup-{}.db", demo.printed().len()));
        let _ = std::fs::remove_file(&backup);
        wait_for(async {
            let db = Db::open(&demo.place.content(), false).await.unwrap();
            db.execute(&format!("VACUUM INTO '{}'", backup.display()), &[])
                .await
                .unwrap();
            db.close().await;
        });
        all.push(("the backup".to_owned(), std::fs::read(backup).unwrap()));
    }
    for file in std::fs::read_dir(demo.place.path()).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // The demo keeps the logins it prints; an installation has no such file.
        if name != "demo-people.json" {
            all.push((name, std::fs::read(path).unwrap()));
        }
    }
    let lines = b"lay-population";
    assert!(
        all.iter()
            .any(|(_, hay)| hay.windows(lines.len()).any(|w| w == lines)),
        "what can be read is read: the names of acts stand there"
    );
    all
}

/// Every column of every table of a PostgreSQL database.
async fn columns(demo: &Demo) -> Vec<(String, Vec<u8>)> {
    let db = Db::open(&demo.place.content(), false).await.unwrap();
    let names = "SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns \
        WHERE table_schema = 'public'";
    let mut all = Vec::new();
    for row in db.rows(names, &[]).await.unwrap() {
        let (table, column, kind) = (
            row.text(0).unwrap(),
            row.text(1).unwrap(),
            row.text(2).unwrap(),
        );
        let mut hay = Vec::new();
        let values = db
            .rows(
                &format!("SELECT {column} FROM {table} WHERE {column} IS NOT NULL"),
                &[],
            )
            .await
            .unwrap();
        for value in &values {
            match kind {
                "bytea" => hay.extend_from_slice(value.bytes(0).unwrap()),
                "text" => hay.extend_from_slice(value.text(0).unwrap().as_bytes()),
                "bigint" => hay.extend_from_slice(value.int(0).unwrap().to_string().as_bytes()),
                other => {
                    panic!("a column of a kind nobody thought of: {table}.{column} is {other}")
                }
            }
            hay.push(b'\n');
        }
        all.push((format!("{table}.{column}"), hay));
    }
    db.close().await;
    all
}
