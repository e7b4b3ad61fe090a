//! The press: the template, the fonts, and a world with nothing else in it.

use crate::PaperError;
use crate::paper::Paper;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// How every paper is laid out.
const TEMPLATE: &str = include_str!("paper.typ");

/// The fonts, the main one first.
const FONTS: [&[u8]; 4] = [
    include_bytes!("../fonts/NotoSans-Regular.ttf"),
    include_bytes!("../fonts/NotoSans-Bold.ttf"),
    include_bytes!("../fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../fonts/NotoSansHebrew-Regular.ttf"),
];

/// What is the same for every paper.
struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
    data: FileId,
}

static PRESS: LazyLock<Press> = LazyLock::new(|| {
    let fonts: Vec<Font> = FONTS
        .iter()
        .flat_map(|font| Font::iter(Bytes::new(*font)))
        .collect();
    let main = file("paper.typ");
    Press {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        template: Source::new(main, TEMPLATE.to_owned()),
        data: file("paper.json"),
    }
});

/// A name among the two files there are.
fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).unwrap_or_else(|_| unreachable!("a plain name"));
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

/// Whether some font has a letter.
pub(crate) fn has(letter: char) -> bool {
    PRESS.fonts.iter().any(|font| covers(font, letter))
}

/// Whether the main font has it, in regular and bold.
pub(crate) fn main_has(letter: char) -> bool {
    PRESS.fonts.iter().take(2).all(|font| covers(font, letter))
}

fn covers(font: &Font, letter: char) -> bool {
    font.info().coverage.contains(letter.into())
}

/// One paper and the press.
struct Desk {
    press: &'static Press,
    paper: Bytes,
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.press.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() {
            Ok(self.press.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.press.data {
            Ok(self.paper.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// What the layout remembers between papers holds their words: it is thrown away, however the making ended.
struct Forget;

impl Drop for Forget {
    fn drop(&mut self) {
        typst::comemo::evict(0);
    }
}

/// Lays a paper out and writes it.
pub(crate) fn pdf(paper: &Paper) -> Result<Vec<u8>, PaperError> {
    let words = serde_json::to_vec(&Sheet::of(paper)).map_err(|_| PaperError::Layout)?;
    let desk = Desk {
        press: &PRESS,
        paper: Bytes::new(words),
    };
    let _forget = Forget;
    let laid = typst::compile::<PagedDocument>(&desk)
        .output
        .map_err(|why| complain(&why, PaperError::Layout))?;
    let options = PdfOptions {
        // A digest of title and organisation: the same each time, and without an id of anybody.
        ident: Smart::Auto,
        creator: Smart::Custom(Some("Regie".to_owned())),
        timestamp: None,
        page_ranges: None,
        standards: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
            .map_err(|_| PaperError::Standard)?,
        tagged: true,
        pretty: false,
    };
    typst_pdf::pdf(&laid, &options).map_err(|why| complain(&why, PaperError::Standard))
}

/// The complaint itself may hold words of the paper: only a developer's own test prints it.
fn complain(why: &[typst::diag::SourceDiagnostic], error: PaperError) -> PaperError {
    #[cfg(test)]
    eprintln!("{why:?}");
    #[cfg(not(test))]
    let _ = why;
    error
}

/// The paper as the template reads it.
#[derive(serde::Serialize)]
struct Sheet<'a> {
    #[serde(flatten)]
    paper: &'a Paper,
    /// The day in words.
    day: String,
    year: i16,
    month: i8,
    month_day: i8,
}

impl<'a> Sheet<'a> {
    fn of(paper: &'a Paper) -> Self {
        use crate::paper::Language;
        let date = paper.date;
        Self {
            paper,
            day: match paper.language {
                Language::Nl => regie_terms::dutch_day(date),
                Language::En => regie_terms::english_day(date),
            },
            year: date.year(),
            month: date.month(),
            month_day: date.day(),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_plain_letters_and_the_mark_are_in_the_main_fonts() {
        assert!(super::main_has('\u{FFFD}'));
        assert!((' '..='~').all(super::main_has));
    }
}
