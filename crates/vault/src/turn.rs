//! Changing a short-lived thing on what it is at that moment, so that nothing that was taken away comes back and no count is lost.
//!
//! A row is known again by its sealed body, which is another one each time it is written. Whoever comes second reads anew.

use crate::{Scratch, Vault, VaultError};
use regie_ledger::db::Arg;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// How often it is tried anew when others keep changing it.
const TRIES: usize = 200;

impl Vault {
    /// Changes the thing of `kind` found by `token`: `change` gets what stands there at `now` (milliseconds since 1970 UTC), `None` when
    /// nothing does or it has ended, and says what it becomes and what to answer; with `None` it stays as it is. What was changed or taken
    /// away meanwhile is never written over: `change` is asked again then, so it does nothing else.
    ///
    /// # Errors
    /// [`VaultError`] when it cannot be read, sealed or written; [`VaultError::Contended`] when others keep changing it.
    pub async fn change_scratch<T, R>(
        &self,
        kind: &'static str,
        token: &str,
        now: i64,
        change: impl Fn(Option<Scratch<T>>) -> (Option<Scratch<T>>, R),
    ) -> Result<R, VaultError>
    where
        T: Serialize + DeserializeOwned,
    {
        let tag = self.tag(kind, token);
        for _ in 0..TRIES {
            let row = self
                .ledger()
                .db()
                .row(
                    "SELECT account, at, until, body FROM session \
                     WHERE controller = $1 AND token = $2 AND kind = $3",
                    &[
                        Arg::Int(self.ledger().controller().0),
                        Arg::Bytes(&tag),
                        Arg::Text(kind),
                    ],
                )
                .await?;
            let (there, was) = match row {
                Some(row) => (
                    Some(self.unseal_scratch(kind, &tag, &row).await?),
                    Some(row.bytes(3)?.to_vec()),
                ),
                None => (None, None),
            };
            let (becomes, answer) = change(there.filter(|thing| now < thing.until));
            let Some(thing) = becomes else {
                return Ok(answer);
            };
            if self.put_over(kind, &tag, was.as_deref(), &thing).await? {
                return Ok(answer);
            }
        }
        Err(VaultError::Contended)
    }

    /// Writes a thing over the row whose sealed body is `was`, or where no row is; `false` when that is not how it stands.
    async fn put_over<T: Serialize>(
        &self,
        kind: &'static str,
        tag: &[u8],
        was: Option<&[u8]>,
        thing: &Scratch<T>,
    ) -> Result<bool, VaultError> {
        let body = self.seal_scratch(kind, tag, thing).await?;
        let account = thing.account.map(|a| *a.0.as_bytes());
        let mut args = vec![
            Arg::Int(self.ledger().controller().0),
            Arg::Bytes(tag),
            Arg::Text(kind),
            Arg::MaybeBytes(account.as_ref().map(<[u8; 16]>::as_slice)),
            Arg::Int(thing.at),
            Arg::Int(thing.until),
            Arg::Bytes(&body),
        ];
        let statement = match was {
            Some(was) => {
                args.push(Arg::Bytes(was));
                "UPDATE session SET account = $4, at = $5, until = $6, body = $7 \
                 WHERE controller = $1 AND token = $2 AND kind = $3 AND body = $8"
            }
            None => {
                "INSERT INTO session (controller, token, kind, account, at, until, body) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (controller, token) DO NOTHING"
            }
        };
        Ok(self.ledger().db().execute(statement, &args).await? == 1)
    }
}
