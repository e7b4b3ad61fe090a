//! Where a test's database goes; shared by every crate whose tests need one (`#[path]`).

use regie_ledger::db::{Db, Place};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

/// A place for a new database: a SQLite file in `folder`, or with REGIE_TEST_POSTGRES a database made on that server.
pub async fn fresh(folder: &Path) -> Place {
    let Ok(base) = std::env::var("REGIE_TEST_POSTGRES") else {
        return Place::File(folder.join("content.db"));
    };
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let name = format!(
        "t_{}_{}",
        std::process::id(),
        COUNT.fetch_add(1, Ordering::SeqCst)
    );
    let admin = Db::postgres(&base).await.unwrap();
    // A killed run may have left one of the same name.
    admin
        .execute(&format!("DROP DATABASE IF EXISTS {name}"), &[])
        .await
        .unwrap();
    admin
        .execute(&format!("CREATE DATABASE {name}"), &[])
        .await
        .unwrap();
    admin.close().await;
    Place::Postgres(format!("{}/{name}", base.rsplit_once('/').unwrap().0))
}
