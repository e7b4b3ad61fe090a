//! A proof that the list of who looked is complete and unaltered, for the person to save (POR-3).
//!
//! It holds what `regie_ledger::proof` says and is the same for whoever may read the list: it says of no line what it was about, so there is nothing in
//! it to keep from anybody.

use super::own::OwnGround;
use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::{House, Refused};
use regie_ledger::checkpoint::{Checkpoint, Head};
use regie_ledger::proof::{FORMAT, Proof};
use regie_terms::{PersonId, RequestId};

/// A proof rests on a head that was signed at most so long ago, in milliseconds: a day.
const OLDEST: i64 = 24 * 60 * 60 * 1000;

/// Where the public key can be read without an account.
pub const KEY_AT: &str = "/.well-known/regie-key";

/// What the file says of itself.
const UITLEG: &str = "Dit bestand bewijst wie er in een dossier keek. In de lijst staat elke keer, van de eerste tot de laatste op het moment van ondertekenen. Er staat bij wanneer, in welke functie en wat voor soort: looked is kijken, worked is iets doen in het dossier, with-reason is binnenkomen met een reden, refused is tegengehouden, asked is alleen om een reden gevraagd. De tijden zijn in milliseconden sinds 1 januari 1970. Iedereen kan het controleren met het gratis programma Regie, ook zonder internet: regie ledger prove BESTAND. Vergelijk daarna de sleutel met die op de openbare pagina van de organisatie. Bewaar dit bestand op een plek die alleen u kent.";
const EXPLANATION: &str = "This file proves who looked in a dossier. The list has every time, from the first to the last at the moment of signing. It says when, in which function and what kind: looked is looking, worked is doing something in the dossier, with-reason is coming in with a reason, refused is turned away, asked is only asked for a reason. Times are in milliseconds since 1 January 1970. Anybody can check it with the free program Regie, also without internet: regie ledger prove FILE. Then compare the key with the one on the organisation's public page. Keep this file in a place that only you know.";

impl House {
    /// A proof of the list of a person for whom this client may act. Making it is a look of its own, with a line.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for anybody else, with a line; [`Refused::Unavailable`] where the list is not as it was signed.
    pub async fn look_proof(&self, caller: &Caller, person: PersonId) -> Result<Proof, Refused> {
        again!(self.look_proof_once(caller, person))
    }

    async fn look_proof_once(&self, caller: &Caller, person: PersonId) -> Result<Proof, Refused> {
        let OwnGround {
            case,
            question,
            scope,
            ..
        } = self
            .own_ground(caller, Some(person), "save-proof", RequestId::fresh())
            .await?;
        let key = case.any_file(person);
        let Allowed { permit, .. } = self
            .allow_under(scope, key, |scope| {
                self.charters().judge_own(scope, &question)
            })
            .await?;
        // Nothing sealed is opened: what the proof says stands in the open part of lines.
        let _receipt = self.vault().look(permit, key).await?;
        let signing = self.vault().keys().signing_key().await?;
        let ledger = self.vault().ledger();
        let newest = ledger.newest_checkpoint(&signing.verifying_key()).await?;
        let recent = newest.filter(|(_, head)| self.now().saturating_sub(head.at) <= OLDEST);
        let parts = match &recent {
            Some(newest) => ledger.proof_of(person, newest).await?,
            None => None,
        };
        let parts = match parts {
            Some(parts) => parts,
            // Nothing was signed today, or whose list this is came since.
            None => ledger
                .proof_of(person, &self.sign_head().await?)
                .await?
                .ok_or(Refused::NotFound)?,
        };
        Ok(Proof {
            format: FORMAT.to_owned(),
            uitleg: UITLEG.to_owned(),
            explanation: EXPLANATION.to_owned(),
            organisation: self.settings().organisation.clone(),
            key_at: KEY_AT.to_owned(),
            person,
            checkpoint: parts.checkpoint,
            path: parts.path,
            lines: parts.lines,
            not_yet_covered: parts.later,
        })
    }

    /// Signs where the chain stands, as the program does by itself every day.
    async fn sign_head(&self) -> Result<(Checkpoint, Head), Refused> {
        let scope = self.scope("checkpoint", Self::system(), RequestId::fresh());
        let at = scope.at;
        let permit = self.charters().start_up(scope);
        let permit = permit.ok_or_else(|| Refused::Unavailable("no leave to sign".to_owned()))?;
        let key = self.vault().keys().signing_key().await?;
        let checkpoint = self.vault().ledger().checkpoint(permit, &key, at).await?;
        let head = checkpoint.verified(&key.verifying_key());
        let head =
            head.ok_or_else(|| Refused::Unavailable("the head was not signed".to_owned()))?;
        Ok((checkpoint, head))
    }
}
