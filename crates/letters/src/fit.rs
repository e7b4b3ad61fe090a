//! Makes a paper fit to be drawn: what no font has becomes the mark for an unknown letter, headings skip no level, tables are as wide as their header.

use crate::paper::{Block, Language, Level, Paper};
use crate::press;

/// Stands for a letter that cannot be drawn.
const UNKNOWN: char = '\u{FFFD}';

/// The most lines that fit a window.
const WINDOW: usize = 6;

/// What may be drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Letters {
    /// All that some font has.
    Every,
    /// What the main font has and stands on its own: no marks that join another letter.
    Plain,
}

impl Letters {
    fn has(self, letter: char) -> bool {
        match self {
            Self::Every => press::has(letter),
            Self::Plain => press::main_has(letter) && (letter.is_alphanumeric() || letter <= '~'),
        }
    }
}

/// The paper as it will be drawn.
pub(crate) fn to(paper: &Paper, letters: Letters) -> Paper {
    let mut paper = paper.clone();
    for text in paper.texts() {
        *text = fit(text, letters);
    }
    if paper.title.trim().is_empty() {
        paper.title.clone_from(&paper.organisation);
    }
    if paper.title.trim().is_empty() {
        // Every PDF/UA has a title.
        paper.title = UNKNOWN.to_string();
    }
    // These are one line.
    paper.title = paper.title.replace('\n', " ");
    paper.mark = paper.mark.filter(|mark| !mark.trim().is_empty());
    paper.address.retain(|line| !line.trim().is_empty());
    paper.address.truncate(WINDOW);
    let mut last = None;
    for block in &mut paper.blocks {
        match block {
            Block::Heading { level, .. } => {
                *level = (*level).min(under(last));
                last = Some(*level);
            }
            Block::Table { header, rows } => {
                for row in rows {
                    row.resize(header.len(), String::new());
                }
            }
            _ => {}
        }
    }
    paper.blocks.retain(|block| match block {
        Block::Heading { text, .. } | Block::Paragraph { text } => !text.trim().is_empty(),
        Block::List { items } => !items.is_empty(),
        Block::Pairs { rows } => !rows.is_empty(),
        Block::Table { header, .. } => !header.is_empty(),
        Block::Link { text, address } => !(text.trim().is_empty() && address.trim().is_empty()),
    });
    if paper.texts().into_iter().any(|text| text.contains(UNKNOWN)) {
        paper.blocks.push(Block::paragraph(match paper.language {
            Language::Nl => {
                format!("Waar {UNKNOWN} staat, hoort een teken dat dit papier niet kan laten zien.")
            }
            Language::En => {
                format!("Where {UNKNOWN} stands, there is a character that this paper cannot show.")
            }
        }));
    }
    paper
}

/// The deepest level that may follow.
fn under(last: Option<Level>) -> Level {
    match last {
        None => Level::One,
        Some(Level::One) => Level::Two,
        Some(Level::Two | Level::Three) => Level::Three,
    }
}

fn fit(text: &str, letters: Letters) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter_map(|letter| match letter {
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' => Some(' '),
            // What turns the order of letters round could make a text read as another; the order of a script follows from its letters.
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' => None,
            // What only says how its neighbour looks.
            '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{AD}' => None,
            other if other.is_control() => None,
            // Every reader may mean something else by these.
            '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => Some(UNKNOWN),
            other if letters.has(other) => Some(other),
            _ => Some(UNKNOWN),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(blocks: Vec<Block>) -> Paper {
        Paper {
            language: Language::Nl,
            title: "Titel".into(),
            organisation: "Wijkteam".into(),
            mark: None,
            address: Vec::new(),
            place: None,
            date: jiff::civil::date(2026, 5, 12),
            blocks,
        }
    }

    #[test]
    fn what_no_font_has_becomes_a_mark_and_what_turns_text_round_goes() {
        let fit = |text| fit(text, Letters::Every);
        assert_eq!(fit("Çağla Şükür #1 *ster*"), "Çağla Şükür #1 *ster*");
        assert_eq!(fit("Ольга, Ελένη"), "Ольга, Ελένη");
        assert_eq!(fit("فاطمة, שרה"), "فاطمة, שרה");
        assert_eq!(fit("漢字"), "��");
        assert_eq!(fit("a\u{202E}b\u{0}c\u{E001}\u{FFFF}"), "abc��");
        assert_eq!(
            fit("een\r\ntwee\rdrie\u{2028}vier\tvijf"),
            "een\ntwee\ndrie\nvier vijf"
        );
    }

    #[test]
    fn headings_skip_no_level() {
        let levels = [
            Level::Three,
            Level::Three,
            Level::One,
            Level::Three,
            Level::Two,
        ];
        let paper = of(levels.map(|level| Block::heading(level, "x")).to_vec());
        let drawn: Vec<Level> = to(&paper, Letters::Every)
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading { level, .. } => Some(*level),
                _ => None,
            })
            .collect();
        assert_eq!(
            drawn,
            [Level::One, Level::Two, Level::One, Level::Two, Level::Two]
        );
    }

    #[test]
    fn a_table_is_as_wide_as_its_header() {
        let rows = vec![vec!["1".into()], vec!["1".into(), "2".into(), "3".into()]];
        let header = vec!["a".into(), "b".into()];
        let drawn = to(&of(vec![Block::Table { header, rows }]), Letters::Every);
        let [Block::Table { rows, .. }] = drawn.blocks.as_slice() else {
            panic!("not a table");
        };
        assert_eq!(rows.as_slice(), [["1", ""], ["1", "2"]]);
        let nothing = of(vec![
            Block::Table {
                header: Vec::new(),
                rows: vec![vec!["x".into()]],
            },
            Block::List { items: Vec::new() },
            Block::Pairs { rows: Vec::new() },
            Block::paragraph(" \n"),
        ]);
        assert!(to(&nothing, Letters::Every).blocks.is_empty());
    }
}
