//! Sweeping what is short-lived and has ended, while the desk is served.

use regie_casework::House;
use std::time::Duration;
use tokio::task::JoinHandle;

/// How often.
const EVERY: Duration = Duration::from_secs(5 * 60);

/// A sweep that goes on until it is dropped.
#[must_use = "dropped, it sweeps no more"]
pub struct Sweeping(JoinHandle<()>);

impl Drop for Sweeping {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Sweeps now and every five minutes. Says nothing, unless it fails; then it tries again the next time.
pub fn sweeping(house: &House) -> Sweeping {
    let house = house.clone();
    Sweeping(tokio::spawn(async move {
        let mut next = tokio::time::interval(EVERY);
        loop {
            next.tick().await;
            match house.sweep().await {
                Ok(gone) => tracing::debug!(gone, "swept"),
                Err(error) => tracing::warn!(?error, "what has ended was not swept"),
            }
        }
    }))
}
