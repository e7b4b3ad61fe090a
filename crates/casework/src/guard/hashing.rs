//! Where passwords are hashed and verified: off the threads that answer, and only a few at a time. Each takes 19 MiB while it runs, so a
//! crowd at the door waits in line instead of filling the memory.

use super::password;
use crate::House;
use regie_vault::VaultError;
use tokio::sync::Semaphore;

/// How many run at the same time.
const AT_ONCE: usize = 3;

/// The line before the hashing.
pub(crate) struct Hashing {
    places: Semaphore,
}

impl Default for Hashing {
    fn default() -> Self {
        Self {
            places: Semaphore::new(AT_ONCE),
        }
    }
}

impl Hashing {
    /// Runs `work` when it is its turn; `None` when it could not be run.
    async fn run<R: Send + 'static>(&self, work: impl FnOnce() -> R + Send + 'static) -> Option<R> {
        let _place = self.places.acquire().await.ok()?;
        tokio::task::spawn_blocking(work).await.ok()
    }
}

impl House {
    /// Whether what was typed belongs to the hash.
    pub(crate) async fn verified(&self, typed: &str, hash: &str) -> bool {
        let (typed, hash) = (shortened(typed), hash.to_owned());
        let work = move || password::verify(&typed, &hash);
        self.hashing().run(work).await.unwrap_or(false)
    }

    /// The hash of a new password.
    ///
    /// # Errors
    /// [`VaultError::NoRandomness`] when there is no salt for it.
    pub(crate) async fn hashed(&self, typed: &str) -> Result<String, VaultError> {
        let typed = shortened(typed);
        let work = move || password::hash_password(&typed);
        let done = self.hashing().run(work).await;
        done.unwrap_or(Err(VaultError::NoRandomness))
    }
}

/// No more than says that it is too long.
fn shortened(typed: &str) -> String {
    typed.chars().take(password::LONGEST + 1).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[tokio::test]
    async fn only_a_few_hash_at_once_and_all_get_their_turn() {
        let hashing = Arc::new(Hashing::default());
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let crowd: Vec<_> = (0..24)
            .map(|_| {
                let (hashing, now, most) = (hashing.clone(), now.clone(), most.clone());
                tokio::spawn(async move {
                    let work = move || {
                        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::sleep(std::time::Duration::from_millis(3));
                        now.fetch_sub(1, Ordering::SeqCst);
                    };
                    hashing.run(work).await.unwrap();
                })
            })
            .collect();
        for one in crowd {
            one.await.unwrap();
        }
        assert!(most.load(Ordering::SeqCst) <= AT_ONCE);
        assert_eq!(now.load(Ordering::SeqCst), 0);
    }
}
