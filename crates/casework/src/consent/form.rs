//! The form of a consent as it was handed in: known by its bytes, sealed like any entry, shown again on asking (CON-7).

use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::thing::{ConsentForm, kind};
use crate::{House, Refused};
use data_encoding::BASE64;
use regie_charter::{Parts, Whose};
use regie_terms::{Act, DossierId, Id, PersonId, RequestId};
use regie_vault::open::Where;

/// The largest form, in bytes.
const LARGEST: usize = 5 * 1024 * 1024;

/// The kinds of files a form may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FormKind {
    Pdf,
    Jpeg,
    Png,
}

impl FormKind {
    pub fn media(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

/// What kind of form it is, by its first bytes; else the code of what is wrong.
pub(crate) fn read(bytes: &[u8]) -> Result<FormKind, &'static str> {
    if bytes.len() > LARGEST {
        return Err("too-large");
    }
    if bytes.starts_with(b"%PDF-") {
        Ok(FormKind::Pdf)
    } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        Ok(FormKind::Jpeg)
    } else if bytes.starts_with(&[0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a]) {
        Ok(FormKind::Png)
    } else {
        Err("not-a-form")
    }
}

pub(crate) fn encode(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}

/// A form, to be shown.
pub struct ConsentFormView {
    /// `application/pdf`, `image/jpeg` or `image/png`.
    pub media: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl House {
    /// The form attached to a consent.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not look at the dossier; [`Refused::NotFound`] when there is no such form in it.
    pub async fn consent_form(
        &self,
        caller: &Caller,
        dossier: DossierId,
        consent: Id,
    ) -> Result<ConsentFormView, Refused> {
        again!(self.consent_form_once(caller, dossier, consent))
    }

    async fn consent_form_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        consent: Id,
    ) -> Result<ConsentFormView, Refused> {
        let ground = self
            .share_ground(
                caller,
                dossier,
                "view-dossier",
                Act::View,
                RequestId::fresh(),
            )
            .await?;
        let rows = self
            .vault()
            .routing(Where::Of(consent), &[kind::CONSENT_FORM])
            .await?;
        let row = rows
            .into_iter()
            .find(|r| r.dossier == Some(dossier.0))
            .ok_or(Refused::NotFound)?;
        let mut scope = ground.scope;
        scope.moves.clear();
        scope.concerns = row.person.map(PersonId).into_iter().collect();
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::CONSENT_FORM],
            only: Some(vec![row.id]),
        };
        let Allowed { permit, .. } = self
            .allow_look_under(scope, Some(row.key), &[ground.access])
            .await?;
        let receipt = self.vault().look(permit, Some(row.key)).await?;
        let mut opened = self.vault().open(receipt).await?;
        let form = opened
            .take::<ConsentForm>(kind::CONSENT_FORM)?
            .pop()
            .ok_or(Refused::NotFound)?
            .value;
        let bytes = BASE64
            .decode(form.content.as_bytes())
            .map_err(|_| Refused::Unavailable("a stored form does not decode".to_owned()))?;
        Ok(ConsentFormView {
            media: form.media,
            bytes,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_known_by_its_bytes() {
        assert_eq!(read(b"%PDF-1.7 ..."), Ok(FormKind::Pdf));
        assert_eq!(read(&[0xff, 0xd8, 0xff, 0xe0]), Ok(FormKind::Jpeg));
        assert_eq!(read(b"\x89PNG\r\n\x1a\n...."), Ok(FormKind::Png));
        for other in [
            &b"<html>"[..],
            b"PK\x03\x04",
            b" %PDF-1.7",
            b"MZ",
            b"\x89PNG\n",
        ] {
            assert_eq!(read(other), Err("not-a-form"));
        }
        let mut large = b"%PDF-".to_vec();
        large.resize(LARGEST, 0);
        assert_eq!(read(&large), Ok(FormKind::Pdf));
        large.push(0);
        assert_eq!(read(&large), Err("too-large"));
    }
}
