//! Working notes: a professional's own, outside the dossier and outside the right of access until put in (PC 3, REC-10).
//!
//! They lie beside the dossier, under its key, so that they do not outlive it; no look at a dossier names their kind.

use super::input::{EntryInput, LONGEST_TEXT};
use super::record::{From, Recorded};
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{Note, kind};
use crate::{House, Refused};
use regie_charter::{Parts, Scope, Whose};
use regie_terms::{Act, DossierId, Id, KeyId, Question, RequestId};
use regie_vault::open::Where;
use regie_vault::{Changes, Draft};
use serde::Serialize;

/// One's own working note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoteView {
    /// The note.
    pub id: Id,
    /// The text.
    pub text: String,
    /// When it was written, milliseconds since 1970 UTC.
    pub at: i64,
}

impl House {
    /// Writes a working note. Whoever may look at the dossier may keep one; nobody else sees it.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not look; [`Refused::Invalid`] for an empty or too long text.
    pub async fn add_note(
        &self,
        caller: &Caller,
        dossier: DossierId,
        text: &str,
        request: RequestId,
    ) -> Result<Id, Refused> {
        again!(self.add_note_once(caller, dossier, text, request))
    }

    async fn add_note_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        text: &str,
        request: RequestId,
    ) -> Result<Id, Refused> {
        let (scope, key, access) = self
            .note_scope(caller, dossier, "keep-note", request)
            .await?;
        if self.done_before(caller, "keep-note", request).await? {
            return Ok(request.0);
        }
        let mut check = Check::default();
        let text = check.needed("text", text, LONGEST_TEXT);
        check.done()?;
        let at = scope.at;
        let Allowed { permit, .. } = self.allow_change_under(scope, Some(key), &[access]).await?;
        let draft = Draft::new(kind::NOTE, key, &Note { text, at })?
            .id(request.0)
            .dossier(dossier.0)
            .account(caller.account().0);
        let _ = self
            .write(
                permit,
                Changes {
                    add: vec![draft],
                    line_key: Some(key),
                    ..Changes::default()
                },
            )
            .await?;
        Ok(request.0)
    }

    /// One's own working notes about a dossier, oldest first.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not look at the dossier.
    pub async fn own_notes(
        &self,
        caller: &Caller,
        dossier: DossierId,
    ) -> Result<Vec<NoteView>, Refused> {
        again!(self.own_notes_once(caller, dossier))
    }

    async fn own_notes_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
    ) -> Result<Vec<NoteView>, Refused> {
        let (mut scope, key, access) = self
            .note_scope(caller, dossier, "read-notes", RequestId::fresh())
            .await?;
        let rows = self
            .vault()
            .routing(Where::Account(caller.account().0), &[kind::NOTE])
            .await?;
        let mine = rows
            .into_iter()
            .filter(|r| r.dossier == Some(dossier.0))
            .map(|r| r.id)
            .collect();
        scope.moves.clear();
        scope.parts.only = Some(mine);
        let Allowed { permit, .. } = self.allow_look_under(scope, Some(key), &[access]).await?;
        let receipt = self.vault().look(permit, Some(key)).await?;
        let mut opened = self.vault().open(receipt).await?;
        let notes = opened.take::<Note>(kind::NOTE)?;
        Ok(notes
            .into_iter()
            .map(|n| NoteView {
                id: n.id,
                text: n.value.text,
                at: n.value.at,
            })
            .collect())
    }

    /// Puts a working note into the dossier as an entry; the note itself goes. The form carries the text, as it was or edited.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for a note that is not one's own; else as [`House::record_entry`].
    pub async fn put_note_in(
        &self,
        caller: &Caller,
        dossier: DossierId,
        note: Id,
        input: &EntryInput,
        request: RequestId,
    ) -> Result<Recorded, Refused> {
        again!(self.record_once(caller, dossier, input, From::Note(note), request))
    }

    /// Throws a working note away.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for a note that is not one's own.
    pub async fn drop_note(
        &self,
        caller: &Caller,
        dossier: DossierId,
        note: Id,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.drop_note_once(caller, dossier, note, request))
    }

    async fn drop_note_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        note: Id,
        request: RequestId,
    ) -> Result<(), Refused> {
        let (scope, key, access) = self
            .note_scope(caller, dossier, "drop-note", request)
            .await?;
        if self.done_before(caller, "drop-note", request).await? {
            return Ok(());
        }
        self.own_note(caller, dossier, note).await?;
        let Allowed { permit, .. } = self.allow_change_under(scope, Some(key), &[access]).await?;
        let _ = self
            .write(
                permit,
                Changes {
                    remove: vec![note],
                    line_key: Some(key),
                    ..Changes::default()
                },
            )
            .await?;
        Ok(())
    }

    /// Checks that a note is the caller's own and belongs to this dossier.
    pub(super) async fn own_note(
        &self,
        caller: &Caller,
        dossier: DossierId,
        note: Id,
    ) -> Result<(), Refused> {
        let rows = self.vault().routing(Where::Id(note), &[kind::NOTE]).await?;
        let mine = rows
            .iter()
            .any(|r| r.account == Some(caller.account().0) && r.dossier == Some(dossier.0));
        if mine { Ok(()) } else { Err(Refused::NotFound) }
    }

    /// What every act with notes asks. It concerns nobody: a note is no part of what is known about the client.
    async fn note_scope(
        &self,
        caller: &Caller,
        dossier: DossierId,
        act: &'static str,
        request: RequestId,
    ) -> Result<(Scope, KeyId, Question), Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let access = self.access_question(caller, &standing, Act::View, None)?;
        let mut scope = self.asked(caller, act, actor, request);
        scope.dossier = Some(dossier);
        scope.facts.clone_from(&standing.facts);
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::NOTE],
            only: None,
        };
        let _ = self.gate(&scope, &standing, &access).await?;
        Ok((scope, standing.key.ok_or(Refused::NotFound)?, access))
    }
}
