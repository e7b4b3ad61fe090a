//! What is short-lived and has ended goes by itself, while the program serves.

use crate::support::{Place, regie};
use regie_ledger::db::{Arg, Db};
use std::process::{Child, Stdio};

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn drafts(db: &Db) -> i64 {
    let row = db
        .row("SELECT COUNT(*) FROM session WHERE kind = 'draft'", &[])
        .await
        .unwrap();
    row.unwrap().int(0).unwrap()
}

/// Lays one draft that has ended and one that has not, starts the program, and waits until one is left.
fn swept(place: &Place, command: &str, arguments: &[String]) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let db = runtime.block_on(async {
        let db = Db::open(&place.content(), false).await.unwrap();
        for (token, until) in [(b"over", 1), (b"kept", i64::MAX)] {
            db.execute(
                "INSERT INTO session (controller, token, kind, at, until, body) VALUES (1, $1, 'draft', 0, $2, $3)",
                &[Arg::Bytes(token), Arg::Int(until), Arg::Bytes(b"sealed")],
            )
            .await
            .unwrap();
        }
        assert_eq!(drafts(&db).await, 2);
        db
    });
    let child = regie()
        .arg(command)
        .args(arguments)
        .args(["--listen", "127.0.0.1:0"])
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut running = Running(child);
    // Without a sweep this never ends.
    while runtime.block_on(drafts(&db)) != 1 {
        assert!(running.0.try_wait().unwrap().is_none(), "it stopped");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    runtime.block_on(db.close());
}

#[test]
fn what_has_ended_is_swept_while_the_desk_is_served() {
    let place = Place::new();
    assert!(place.init().status.success());
    swept(&place, "serve", &place.arguments());
}
