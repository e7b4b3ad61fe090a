//! What came of giving a mail to the server.

use super::{FIRST_PAUSE, MINUTE, MOST_TRIES};
use crate::thing::{MailNotice, kind};
use crate::{House, Refused};
use regie_terms::Id;
use regie_vault::{Changes, Draft};

/// What a mail server said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailOutcome {
    /// It took it.
    Sent,
    /// Not now: it is down, or said to come back later.
    Later,
    /// Never: there is no such address, or it will not take it.
    Never,
}

impl House {
    /// Says what came of a mail that was taken by [`House::take_mail`].
    ///
    /// # Errors
    /// [`Refused::Unavailable`] when the database does not answer; then it is held to have gone.
    pub async fn mailed(&self, notice: Id, outcome: MailOutcome) -> Result<(), Refused> {
        crate::act::again!(self.mailed_once(notice, outcome))
    }

    async fn mailed_once(&self, notice: Id, outcome: MailOutcome) -> Result<(), Refused> {
        let mut facts = self
            .vault()
            .facts_of(vec![notice], &[kind::MAIL_NOTICE])
            .await?;
        let Some(found) = facts.take::<MailNotice>(kind::MAIL_NOTICE)?.pop() else {
            // The client came meanwhile.
            return Ok(());
        };
        let value = &found.value;
        let mut changes = Changes::default();
        let mut put = |value: MailNotice| -> Result<(), Refused> {
            changes
                .replace
                .push(Draft::over(kind::MAIL_NOTICE, &found, &value)?);
            Ok(())
        };
        match outcome {
            MailOutcome::Sent => put(MailNotice {
                sending: None,
                sent: Some(self.now()),
                ..value.clone()
            })?,
            MailOutcome::Later if value.tries < MOST_TRIES => put(MailNotice {
                sending: None,
                next: self.now() + pause(value.tries),
                ..value.clone()
            })?,
            MailOutcome::Later | MailOutcome::Never => self.otherwise(&found, &mut changes).await?,
        }
        let permit = self.mail_permit(Some(value.dossier))?;
        let _ = self.vault().change(permit, changes).await?;
        Ok(())
    }
}

/// How long to wait after so many attempts, in milliseconds.
fn pause(tries: u32) -> i64 {
    let minutes = FIRST_PAUSE.saturating_mul(3_i64.saturating_pow(tries.saturating_sub(1)));
    minutes.min(12 * 60).saturating_mul(MINUTE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_half_a_day() {
        let minutes: Vec<i64> = (1..8).map(|tries| pause(tries) / MINUTE).collect();
        assert_eq!(minutes, [5, 15, 45, 135, 405, 720, 720]);
    }
}
