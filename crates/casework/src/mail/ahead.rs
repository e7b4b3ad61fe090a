//! The day before others decide: that something is there to read, a day ahead of the twelfth, sixteenth and eighteenth birthday.

use crate::thing::{MailNotice, kind};
use crate::{House, Refused};
use jiff::ToSpan;
use regie_terms::AccountId;
use regie_vault::open::Where;
use regie_vault::{Changes, Known};

impl House {
    /// Writes a notice for each account whose portal says that from tomorrow others decide: for whom it is about, and for who has authority over
    /// them. Run once a day; run twice on a day it writes nothing more. Gives how many.
    ///
    /// # Errors
    /// [`Refused::Unavailable`] when the database does not answer.
    pub async fn tell_ahead(&self) -> Result<usize, Refused> {
        let tomorrow = self.today().saturating_add(1.day());
        let accounts = self
            .vault()
            .routing(Where::NoDossier, &[kind::ACCOUNT])
            .await?;
        let mut changes = Changes::default();
        for account in accounts.iter().map(|r| AccountId(r.id)) {
            for link in self.vault().linked(account.0, kind::PORTAL).await? {
                if !self.opens(link.routing()) || !self.turns(&link, tomorrow).await? {
                    continue;
                }
                let today = |at: i64| self.local(at).date() == self.today();
                let told = |n: &Known<MailNotice>| today(n.value.since);
                if !self.notices_of(account).await?.iter().any(told) {
                    let of = (link.dossier(), link.person());
                    changes.add.extend(self.notice(account, of).await?);
                }
                break;
            }
        }
        let many = changes.add.len();
        if many > 0 {
            let permit = self.mail_permit(None)?;
            let _ = self.vault().change(permit, changes).await?;
        }
        Ok(many)
    }
}
