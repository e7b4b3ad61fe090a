//! The database held by another program: what is written waits, then is refused; and goes on when it is let go.

use super::{calm, health, opens_again};
use crate::journeys::dossier::aydin;
use crate::server::Demo;
use regie_ledger::db::{Conn, Db};

/// Another program that holds the database until this is dropped.
pub struct Held {
    runtime: tokio::runtime::Runtime,
    conn: Option<Conn>,
}

impl Held {
    /// Takes hold of it so that nobody can write.
    pub fn database(demo: &Demo) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let conn = runtime.block_on(async {
            let db = Db::open(&demo.place.content(), false).await.unwrap();
            let mut conn = db.writer().await.unwrap();
            if demo.place.database.is_some() {
                conn.plain("BEGIN").await.unwrap();
                conn.plain("LOCK TABLE chain, session IN ACCESS EXCLUSIVE MODE")
                    .await
                    .unwrap();
            } else {
                conn.plain("BEGIN EXCLUSIVE").await.unwrap();
            }
            conn
        });
        Self {
            runtime,
            conn: Some(conn),
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(mut conn) = self.conn.take() {
            self.runtime.block_on(async {
                conn.plain("ROLLBACK").await.unwrap();
                conn.discard();
            });
        }
    }
}

#[test]
fn a_held_database_is_a_calm_page_and_then_works_again() {
    let demo = Demo::start();
    let (mut soraya, dossier) = aydin(&demo);
    let lines = demo.verify();
    let held = Held::database(&demo);
    calm(soraya.get(&dossier));
    drop(held);
    opens_again(&mut soraya, &dossier);
    assert_eq!(health(&demo), 200);
    assert_eq!(
        demo.verify(),
        lines + 1,
        "one opening, one line; the refused one opened nothing"
    );
}
