//! A paper that is handed in, as a photo or a PDF: known by its bytes, never by its name or by what the sender says it is.

use crate::Refused;
use crate::thing::Scan;
use data_encoding::BASE64;

/// The largest one, in bytes.
const LARGEST: usize = 5 * 1024 * 1024;

/// The kinds of files taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScanKind {
    Pdf,
    Jpeg,
    Png,
}

impl ScanKind {
    fn media(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

/// What kind of file it is, by its first bytes; else the code of what is wrong: `too-large` or `not-a-form`.
fn kind_of(bytes: &[u8]) -> Result<ScanKind, &'static str> {
    if bytes.len() > LARGEST {
        return Err("too-large");
    }
    if bytes.starts_with(b"%PDF-") {
        Ok(ScanKind::Pdf)
    } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        Ok(ScanKind::Jpeg)
    } else if bytes.starts_with(&[0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a]) {
        Ok(ScanKind::Png)
    } else {
        Err("not-a-form")
    }
}

/// The file as it is stored; else the code of what is wrong with it.
pub(crate) fn read(bytes: &[u8]) -> Result<Scan, &'static str> {
    let kind = kind_of(bytes)?;
    Ok(Scan {
        media: kind.media().to_owned(),
        content: BASE64.encode(bytes),
    })
}

/// A paper, to be shown.
pub struct ScanView {
    /// `application/pdf`, `image/jpeg` or `image/png`.
    pub media: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl ScanView {
    /// What was stored, as it was handed in.
    ///
    /// # Errors
    /// [`Refused::Unavailable`] when it was stored in a shape that nobody can read.
    pub(crate) fn of(scan: Scan) -> Result<Self, Refused> {
        let bytes = BASE64
            .decode(scan.content.as_bytes())
            .map_err(|_| Refused::Unavailable("a stored file does not decode".to_owned()))?;
        Ok(Self {
            media: scan.media,
            bytes,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_file_is_known_by_its_bytes() {
        assert_eq!(kind_of(b"%PDF-1.7 ..."), Ok(ScanKind::Pdf));
        assert_eq!(kind_of(&[0xff, 0xd8, 0xff, 0xe0]), Ok(ScanKind::Jpeg));
        assert_eq!(kind_of(b"\x89PNG\r\n\x1a\n...."), Ok(ScanKind::Png));
        for other in [
            &b"<html>"[..],
            b"PK\x03\x04",
            b" %PDF-1.7",
            b"MZ",
            b"\x89PNG\n",
            b"",
        ] {
            assert_eq!(kind_of(other), Err("not-a-form"));
        }
        let mut large = b"%PDF-".to_vec();
        large.resize(LARGEST, 0);
        assert_eq!(kind_of(&large), Ok(ScanKind::Pdf));
        large.push(0);
        assert_eq!(kind_of(&large), Err("too-large"));
    }

    #[test]
    fn what_is_stored_comes_back_as_it_was() {
        let bytes = b"%PDF-1.7 \x00\xff";
        let back = ScanView::of(read(bytes).unwrap()).unwrap();
        assert_eq!(
            (back.media.as_str(), &back.bytes[..]),
            ("application/pdf", &bytes[..])
        );
        let broken = Scan {
            media: String::new(),
            content: "*".to_owned(),
        };
        assert!(matches!(ScanView::of(broken), Err(Refused::Unavailable(_))));
    }
}
