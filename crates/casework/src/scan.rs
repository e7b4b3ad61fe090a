//! A paper that is handed in, as a photo or a PDF: known by its bytes, never by its name or by what the sender says it is.
//!
//! A photo says more than it shows: where it was taken, when, with which telephone. Only what it shows is kept: it is drawn anew, upright.

use crate::Refused;
use crate::thing::Scan;
use data_encoding::BASE64;
use hayro_syntax::{LoadPdfError, Pdf};
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{PngDecoder, PngEncoder};
use image::{DynamicImage, ImageDecoder, ImageResult, Limits};
use std::io::Cursor;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::Semaphore;

/// The largest one, in bytes.
const LARGEST: usize = 5 * 1024 * 1024;
/// The most points a side of a photo has; a telephone of today makes 12,000.
const WIDEST: u32 = 16_384;
/// The most memory that reading one photo takes, in bytes.
const MEMORY: u64 = 512 * 1024 * 1024;
/// How well a photo is kept, 1 to 100: small print stays readable.
const QUALITY: u8 = 90;
/// How many are read at the same time: a large photo takes some hundreds of megabytes while it is.
static PLACES: Semaphore = Semaphore::const_new(2);
/// How long reading one may take; a photo of the widest takes some seconds.
const PATIENCE: Duration = Duration::from_secs(60);
/// How many readings nobody waits for any more may still run beside others; at more, nothing is taken in until one has ended.
const MOST_LEFT: usize = 4;
/// The readings that nobody waits for any more and that have not ended.
static LEFT: AtomicUsize = AtomicUsize::new(0);

/// The kinds of files taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ScanKind {
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

/// What is wrong with a file.
const NO_PAPER: &str = "not-a-form";

/// What kind of file it says it is, by its first bytes; else the code of what is wrong: `too-large` or `not-a-form`.
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
        Err(NO_PAPER)
    }
}

/// A file as [`read`], where one was handed in; an empty one is none.
pub(crate) async fn handed_in(file: Option<&[u8]>) -> Option<Result<Scan, &'static str>> {
    match file.filter(|bytes| !bytes.is_empty()) {
        Some(bytes) => Some(read(bytes).await),
        None => None,
    }
}

/// The file as it is stored; else the code of what is wrong with it: `too-large`, `not-a-form` for what cannot be read as what it says it is,
/// `locked` for a PDF that asks a password.
pub(crate) async fn read(bytes: &[u8]) -> Result<Scan, &'static str> {
    let kind = kind_of(bytes)?;
    let bytes = bytes.to_vec();
    let _place = PLACES.acquire().await.map_err(|_| NO_PAPER)?;
    let read = within(PATIENCE, &LEFT, move || match kind {
        ScanKind::Pdf => pdf(bytes),
        ScanKind::Jpeg | ScanKind::Png => redrawn(kind, &bytes).map_err(|_| NO_PAPER),
    });
    let bytes = read.await?;
    Ok(Scan {
        media: kind.media().to_owned(),
        content: BASE64.encode(&bytes),
    })
}

/// What `reading` gives, unless it breaks or takes longer than `patience`: then what was handed in is no paper. A file made to break its reader breaks the
/// reading of that file alone; one made to hold it on holds a thread and no place, up to [`MOST_LEFT`] of them, which `left` counts.
async fn within(
    patience: Duration,
    left: &'static AtomicUsize,
    reading: impl FnOnce() -> Result<Vec<u8>, &'static str> + Send + 'static,
) -> Result<Vec<u8>, &'static str> {
    if left.load(Ordering::Relaxed) >= MOST_LEFT {
        return Err(NO_PAPER);
    }
    let mut read = tokio::task::spawn_blocking(reading);
    if let Ok(read) = tokio::time::timeout(patience, &mut read).await {
        return read.map_err(|_| NO_PAPER)?;
    }
    tracing::warn!("reading a file that was handed in took too long");
    left.fetch_add(1, Ordering::Relaxed);
    tokio::spawn(async move {
        let _ = read.await;
        left.fetch_sub(1, Ordering::Relaxed);
    });
    Err(NO_PAPER)
}

/// A PDF that has a page to read.
fn pdf(bytes: Vec<u8>) -> Result<Vec<u8>, &'static str> {
    let found = Pdf::new(bytes.clone()).map_err(|why| match why {
        LoadPdfError::Decryption(_) => "locked",
        LoadPdfError::Invalid => NO_PAPER,
    })?;
    if found.pages().is_empty() {
        return Err(NO_PAPER);
    }
    Ok(bytes)
}

/// A photo drawn anew: as it is seen, and with nothing that was said beside it.
fn redrawn(kind: ScanKind, bytes: &[u8]) -> ImageResult<Vec<u8>> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(WIDEST);
    limits.max_image_height = Some(WIDEST);
    limits.max_alloc = Some(MEMORY);
    let mut out = Vec::new();
    if kind == ScanKind::Png {
        let seen = upright(PngDecoder::with_limits(Cursor::new(bytes), limits)?)?;
        seen.write_with_encoder(PngEncoder::new(&mut out))?;
    } else {
        let mut decoder = JpegDecoder::new(Cursor::new(bytes))?;
        decoder.set_limits(limits)?;
        let seen = upright(decoder)?;
        seen.write_with_encoder(JpegEncoder::new_with_quality(&mut out, QUALITY))?;
    }
    Ok(out)
}

/// The photo as it is meant to be seen: a telephone held on its side says so beside the picture.
fn upright(mut decoder: impl ImageDecoder) -> ImageResult<DynamicImage> {
    let turned = decoder.orientation()?;
    let mut seen = DynamicImage::from_decoder(decoder)?;
    seen.apply_orientation(turned);
    Ok(seen)
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

    #[tokio::test]
    async fn a_file_that_holds_its_reader_on_is_refused_and_holds_no_place() {
        static LEFT: AtomicUsize = AtomicUsize::new(0);
        let short = Duration::from_millis(1);
        let mut held = Vec::new();
        for number in 0..MOST_LEFT {
            let (end, ends) = std::sync::mpsc::channel::<()>();
            held.push(end);
            let found = within(short, &LEFT, move || {
                let _ = ends.recv();
                Ok(Vec::new())
            });
            assert_eq!(found.await, Err(NO_PAPER));
            assert_eq!(LEFT.load(Ordering::Relaxed), number + 1);
        }
        // Enough threads are held: the next one is not begun.
        let read = || within(PATIENCE, &LEFT, || Ok(vec![1]));
        assert_eq!(read().await, Err(NO_PAPER));
        held.clear();
        while LEFT.load(Ordering::Relaxed) > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(read().await, Ok(vec![1]));
    }

    #[tokio::test]
    async fn what_is_stored_comes_back_as_it_was() {
        let bytes = regie_testkit::paper::pdf("Getekend");
        let back = ScanView::of(read(&bytes).await.unwrap()).unwrap();
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

    #[tokio::test]
    async fn what_only_begins_like_a_paper_is_none() {
        let photo = jpeg(&[]);
        let pdf = regie_testkit::paper::pdf("Getekend");
        let png = regie_testkit::paper::PNG;
        for bytes in [
            &b"%PDF-1.7 this is no PDF"[..],
            b"%PDF-1.7\n%%EOF\n",
            &[0xff, 0xd8, 0xff, 0xe0, 0, 16],
            &photo[..40],
            &png[..png.len() - 20],
            b"\x89PNG\r\n\x1a\nfoto",
        ] {
            assert_eq!(read(bytes).await.err(), Some(NO_PAPER), "{}", bytes.len());
        }
        for bytes in [&pdf[..], png, &photo] {
            assert!(read(bytes).await.is_ok());
        }
    }

    /// Six points in a row, the first one white, and what is said beside them.
    fn jpeg(beside: &[u8]) -> Vec<u8> {
        let mut points = image::RgbImage::new(64, 8);
        for point in points.enumerate_pixels_mut().filter(|(x, ..)| *x < 32) {
            point.2.0 = [255; 3];
        }
        let mut out = Vec::new();
        points
            .write_with_encoder(JpegEncoder::new_with_quality(&mut out, 90))
            .unwrap();
        out.splice(2..2, beside.iter().copied());
        out
    }

    /// Exif that says how the telephone was held and where it was.
    fn exif(held: u8) -> Vec<u8> {
        let mut tiff = b"MM\0\x2a\0\0\0\x08\0\x02".to_vec();
        tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, held, 0, 0]);
        tiff.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38]);
        tiff.extend([0; 4]);
        // The table of the place, with the latitude said to be north, and words of the maker's after it.
        tiff.extend([0, 1, 0, 1, 0, 2, 0, 0, 0, 2, b'N', 0, 0, 0, 0, 0, 0, 0]);
        tiff.extend(b"52.0907 5.1214");
        let mut out = vec![0xff, 0xe1, 0, u8::try_from(tiff.len() + 8).unwrap()];
        out.extend(b"Exif\0\0");
        out.extend(tiff);
        out
    }

    #[tokio::test]
    async fn where_a_photo_was_taken_is_not_kept_and_it_stands_upright() {
        let mut sent = jpeg(&exif(6));
        // Some telephones put a second picture, with its own place, after the end of the first.
        sent.extend(b"na het einde: 52.0907 5.1214");
        let kept = ScanView::of(read(&sent).await.unwrap()).unwrap();
        assert_eq!(kept.media, "image/jpeg");
        for said in [&b"52.0907"[..], b"Exif", b"einde"] {
            assert!(sent.windows(said.len()).any(|w| w == said));
            assert!(!kept.bytes.windows(said.len()).any(|w| w == said));
        }
        let seen = image::load_from_memory(&kept.bytes).unwrap().to_luma8();
        // Held on its side: what was the left half is the upper one.
        assert_eq!(seen.dimensions(), (8, 64));
        assert!(seen.get_pixel(4, 8).0[0] > 200 && seen.get_pixel(4, 56).0[0] < 50);
        let png = ScanView::of(read(&with_text()).await.unwrap()).unwrap();
        assert!(!png.bytes.windows(4).any(|w| w == b"tEXt" || w == b"52.0"));
    }

    /// The smallest PNG with words beside it.
    fn with_text() -> Vec<u8> {
        let mut out = regie_testkit::paper::PNG[..33].to_vec();
        let mut chunk = b"tEXtPlace\x0052.0907 5.1214".to_vec();
        let length = u32::try_from(chunk.len() - 4).unwrap();
        out.extend(length.to_be_bytes());
        let check = crc(&chunk);
        out.append(&mut chunk);
        out.extend(check.to_be_bytes());
        out.extend(&regie_testkit::paper::PNG[33..]);
        out
    }

    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
                (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg())
            })
        })
    }

    #[tokio::test]
    async fn a_small_file_of_a_huge_photo_is_refused() {
        // 60,000 points wide and high, in a few bytes.
        let mut huge = regie_testkit::paper::PNG.to_vec();
        huge[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        let check = crc(&huge[12..29]);
        huge[29..33].copy_from_slice(&check.to_be_bytes());
        assert_eq!(read(&huge).await.err(), Some(NO_PAPER));
    }
}
