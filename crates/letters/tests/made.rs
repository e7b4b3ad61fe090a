//! What a made paper is to those who read it: poppler's tools say what is in it (`apt-get install poppler-utils`).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may stop"
)]

use jiff::civil::date;
use regie_letters::{Block, Language, Level, Paper, pdf};
use std::process::Command;

/// What one of poppler's tools says of a paper.
fn said(tool: &str, with: &[&str], paper: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("paper.pdf");
    std::fs::write(&at, paper).unwrap();
    let mut command = Command::new(tool);
    command.args(with).arg(&at);
    if tool == "pdftotext" {
        command.arg("-");
    }
    let out = command
        .output()
        .unwrap_or_else(|why| panic!("{tool}: {why}; install it: apt-get install poppler-utils"));
    assert!(out.status.success(), "{tool} {:?}", out.stderr);
    String::from_utf8(out.stdout).unwrap()
}

fn paper(title: &str, blocks: Vec<Block>) -> Paper {
    Paper {
        language: Language::Nl,
        title: title.into(),
        organisation: "Wijkteam Zilverbos".into(),
        mark: None,
        address: Vec::new(),
        place: Some("Zilverbos".into()),
        date: date(2026, 5, 12),
        blocks,
    }
}

fn letter() -> Paper {
    let mut letter = paper(
        "Uw verzoek om inzage",
        vec![
            Block::paragraph("Beste mevrouw De Boer,"),
            Block::heading(Level::One, "Wat wij doen"),
            Block::paragraph("Wij sturen u een kopie.\nDat is gratis."),
            Block::List {
                items: vec!["Wat wij weten".into(), "Van wie wij het weten".into()],
            },
            Block::heading(Level::Two, "Termijn"),
            Block::Pairs {
                rows: vec![
                    ("Ontvangen".into(), "12 mei 2026".into()),
                    ("Uiterlijk".into(), "12 juni 2026".into()),
                ],
            },
            Block::heading(Level::One, "Met wie wij delen"),
            Block::Table {
                header: vec!["Wie".into(), "Waarom".into()],
                rows: vec![
                    vec![
                        "Basisschool De Linde".into(),
                        "Ondersteuning in de klas".into(),
                    ],
                    vec!["Huisarts".into(), "Medicatie".into()],
                ],
            },
            Block::Link {
                text: "Autoriteit Persoonsgegevens".into(),
                address: "https://autoriteitpersoonsgegevens.nl".into(),
            },
        ],
    );
    letter.mark = Some("Vertrouwelijk".into());
    letter.address = vec![
        "Mevrouw F. de Boer".into(),
        "Lindelaan 12 A".into(),
        "1234 AB ZILVERBOS".into(),
    ];
    letter
}

#[test]
fn a_letter_is_tagged_titled_and_a4() {
    let made = pdf(&letter()).unwrap();
    let info = said("pdfinfo", &[], &made);
    for (what, is) in [
        ("Title", "Uw verzoek om inzage"),
        ("Author", "Wijkteam Zilverbos"),
        ("Creator", "Regie"),
        ("Tagged", "yes"),
        ("Pages", "1"),
        ("Page size", "595.276 x 841.89 pts (A4)"),
    ] {
        let line = info.lines().find(|line| line.starts_with(what)).unwrap();
        assert_eq!(line.split_once(':').unwrap().1.trim(), is, "{info}");
    }
    let meta = said("pdfinfo", &["-meta"], &made);
    for claim in [
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<rdf:li>nl</rdf:li>",
    ] {
        assert!(meta.contains(claim), "{claim}: {meta}");
    }
    let mut english = letter();
    english.language = Language::En;
    let meta = said("pdfinfo", &["-meta"], &pdf(&english).unwrap());
    assert!(meta.contains("<rdf:li>en</rdf:li>"), "{meta}");
}

/// The kinds of the structure with the text in them, in reading order.
fn structure(made: &[u8]) -> Vec<String> {
    let text = said("pdfinfo", &["-struct-text"], made);
    text.lines().map(|line| line.trim().to_owned()).collect()
}

/// Whether the lines stand there in this order, with others between them.
fn in_order(all: &[String], wanted: &[&str]) {
    let mut from = 0;
    for want in wanted {
        let found = all.iter().skip(from).position(|line| line == want);
        let Some(found) = found else {
            panic!("no {want} in this order in {all:#?}");
        };
        from += found + 1;
    }
}

#[test]
fn a_screen_reader_gets_headings_lists_and_tables_in_order() {
    let all = structure(&pdf(&letter()).unwrap());
    in_order(
        &all,
        &[
            "P (block)",
            "\"Vertrouwelijk\"",
            "\"Wijkteam Zilverbos\"",
            "\"Mevrouw F. de Boer\"",
            "\"1234 AB ZILVERBOS\"",
            "\"Zilverbos, 12 mei 2026\"",
            "H1 \"Uw verzoek om inzage\" (block)",
            "P (block)",
            "\"Beste mevrouw De Boer,\"",
            "H2 \"Wat wij doen\" (block)",
            "\"Wij sturen u een kopie.\"",
            "\"Dat is gratis.\"",
            "L (block):",
            "LBody (block)",
            "\"Wat wij weten\"",
            "H3 \"Termijn\" (block)",
            "L (block):",
            "Lbl (block)",
            "\"Ontvangen\"",
            "LBody (block)",
            "\"12 mei 2026\"",
            "H2 \"Met wie wij delen\" (block)",
            "Table (block):",
            "THead",
            "/Scope /Column",
            "\"Wie\"",
            "/Scope /Column",
            "\"Waarom\"",
            "TBody",
            "\"Basisschool De Linde\"",
            "\"Ondersteuning in de klas\"",
            "\"Huisarts\"",
            "\"Medicatie\"",
            "\"Autoriteit Persoonsgegevens: \"",
            "Link (inline)",
            "\"https://autoriteitpersoonsgegevens.nl\"",
        ],
    );
    let headers = all.iter().filter(|line| line.starts_with("TH <"));
    assert_eq!(headers.count(), 2);
    // Page numbers are drawn and not read out.
    let seen = said("pdftotext", &["-layout"], &pdf(&letter()).unwrap());
    assert!(seen.contains("1 / 1"), "{seen}");
    assert!(!all.iter().any(|line| line.contains("1 / 1")), "{all:#?}");
}

#[test]
fn the_mark_is_on_every_page_and_read_out_once_and_a_table_names_its_columns_again() {
    let rows = (0..120).map(|n| vec![format!("nummer {n}"), "iets".into()]);
    let header = vec!["Kolomnaam".into(), "Tweede".into()];
    let mut long = paper(
        "Lang",
        vec![Block::Table {
            header,
            rows: rows.collect(),
        }],
    );
    long.mark = Some("Vertrouwelijk".into());
    let made = pdf(&long).unwrap();
    let seen = said("pdftotext", &["-layout"], &made);
    let pages: Vec<&str> = seen.trim_end_matches('\u{c}').split('\u{c}').collect();
    assert!(pages.len() > 2, "{} pages", pages.len());
    for page in &pages {
        assert_eq!(page.matches("Vertrouwelijk").count(), 1, "{page}");
        assert_eq!(page.matches("Kolomnaam").count(), 1, "{page}");
    }
    let all = structure(&made);
    let read_out = |word: &str| all.iter().filter(|line| line.contains(word)).count();
    assert_eq!((read_out("Vertrouwelijk"), read_out("Kolomnaam")), (1, 1));
    assert_eq!(read_out("nummer 119"), 1);
}

/// The text of a paper on one line.
fn flat(made: &[u8]) -> String {
    let text = said("pdftotext", &["-raw"], made);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn nothing_typed_is_read_as_markup() {
    let hostile = [
        "#panic(\"x\")",
        "*vet* _schuin_ `code` = kop",
        "\\ \\u{41} ~ -- --- ...",
        "$x^2$ @naam <label> // commentaar /* ook */",
        "#read(\"/etc/passwd\") #import \"@preview/x:1.0.0\"",
        "\"recht\" 'enkel' ]#[ }{ ((",
        "https://voorbeeld.nl/#a",
        "- geen lijst",
        "1. ook niet",
        "/ term: niet",
    ];
    let all = |text: &str| {
        let text = text.to_owned();
        let mut one = paper(
            &text,
            vec![
                Block::heading(Level::One, text.clone()),
                Block::paragraph(text.clone()),
                Block::List {
                    items: vec![text.clone()],
                },
                Block::Pairs {
                    rows: vec![(text.clone(), text.clone())],
                },
                Block::Table {
                    header: vec![text.clone()],
                    rows: vec![vec![text.clone()]],
                },
                Block::Link {
                    text: text.clone(),
                    address: text.clone(),
                },
            ],
        );
        one.address = vec![text.clone()];
        one.mark = Some(text.clone());
        one.organisation = text.clone();
        one.place = Some(text);
        one
    };
    for text in hostile {
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let seen = bare(&flat(&pdf(&all(text)).unwrap()));
        // Everywhere it was put, and in the footer.
        assert_eq!(seen.matches(&bare(text)).count(), 14, "{text}: {seen}");
    }
}

#[test]
fn names_of_many_scripts_are_on_the_paper_and_unknown_letters_do_not_stop_it() {
    let names = [
        "Çağla İpek Şükür-Yılmaz",
        "Łukasz Wójcik, Đorđe Ñandú",
        "Ольга Щербакова, Ґалина Їжак",
        "Ελένη Παπαδοπούλου",
        "Nguyễn Thị Hồng Ánh",
    ];
    let blocks = names.map(Block::paragraph).to_vec();
    let seen = flat(&pdf(&paper("Namen", blocks)).unwrap());
    for name in names {
        assert!(seen.contains(name), "{name}: {seen}");
    }
    assert!(!seen.contains("dit papier niet kan"), "{seen}");
    // Poppler turns what is written from right to left back into reading order.
    let arabic = ["فاطمة", "שרה"];
    let blocks = arabic.map(Block::paragraph).to_vec();
    let seen = flat(&pdf(&paper("Namen", blocks)).unwrap());
    for name in arabic {
        assert!(seen.contains(name), "{name}: {seen}");
    }
    for odd in [
        "漢字 कमला 🙂👩‍👩‍👧 ተስፋይ",
        "a\u{64B}\u{5B0} e\u{301}\u{302}\u{303}\u{20E3} \u{0}\u{7}\u{FFFF}\u{E000}\u{10FFFF}",
        "م\u{301} ש\u{308} \u{200D}\u{200C}\u{202E}omgekeerd",
        "\u{301}\u{64B} begint met een teken",
    ] {
        let blocks = vec![Block::heading(Level::One, odd), Block::paragraph(odd)];
        let made = pdf(&paper(odd, blocks)).unwrap_or_else(|why| panic!("{odd}: {why}"));
        assert!(said("pdfinfo", &[], &made).contains("Tagged:          yes"));
    }
    let seen = flat(&pdf(&paper("Naam", vec![Block::paragraph("漢 Li")])).unwrap());
    assert!(seen.contains("� Li"), "{seen}");
    assert!(seen.contains("een teken dat dit papier niet kan"), "{seen}");
}

#[test]
fn the_same_paper_is_the_same_bytes_and_another_is_not() {
    let once = pdf(&letter()).unwrap();
    assert_eq!(once, pdf(&letter()).unwrap());
    let mut later = letter();
    later.date = date(2026, 5, 13);
    assert_ne!(once, pdf(&later).unwrap());
    let mut other = letter();
    other.blocks.push(Block::paragraph("Nog iets."));
    assert_ne!(once, pdf(&other).unwrap());
}

#[test]
fn a_paper_with_nothing_on_it_is_a_paper() {
    let mut bare = paper("", Vec::new());
    bare.organisation = String::new();
    bare.place = None;
    assert!(said("pdfinfo", &[], &pdf(&bare).unwrap()).contains("Pages:           1"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    /// Whatever is typed, there is a paper, and it keeps to the standards: the making checks that.
    #[test]
    fn any_text_makes_a_paper(title in "\\PC{0,30}", one in ".{0,120}", marks in "[a\u{300}-\u{36F}\u{591}-\u{5F4}\u{610}-\u{6FF} ]{0,30}") {
        let both = vec![one.clone(), marks.clone()];
        let mut made = paper(&title, vec![
            Block::heading(Level::Two, marks.clone()),
            Block::paragraph(one.clone()),
            Block::Table { header: both.clone(), rows: vec![both.clone()] },
            Block::Pairs { rows: vec![(marks.clone(), one.clone())] },
            Block::Link { text: marks, address: format!("https://{one}") },
        ]);
        made.address = both;
        proptest::prop_assert!(pdf(&made).is_ok());
    }
}
