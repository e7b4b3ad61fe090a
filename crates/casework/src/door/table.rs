//! The table of postcodes and the list for a crisis as text: one a line, parts between `;` or `,`.

use crate::thing::{Area, CrisisLine};
use regie_terms::turns_direction;

/// The longest name of a team, in characters.
const LONGEST: usize = 100;
/// The most lines a table has: more than there are postcodes of six in a large city.
const MOST: usize = 50_000;

/// A line that cannot be read: its number from 1, and what is wrong: `columns`, `postcode`, `team`, `twice`, `name`, `phone`, `too-many`.
pub type Wrong = (usize, &'static str);

fn parts(line: &str) -> Vec<String> {
    let between = if line.contains(';') { ';' } else { ',' };
    line.split(between)
        .map(|part| part.trim().trim_matches('"').trim().to_owned())
        .collect()
}

/// `3561` or `3561AB`, from what people type; `None` for anything else.
#[must_use]
pub(crate) fn postcode(typed: &str) -> Option<String> {
    let bare: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let (digits, letters) = bare.split_at_checked(4)?;
    let sound = digits.bytes().all(|b| b.is_ascii_digit())
        && !digits.starts_with('0')
        && matches!(letters.len(), 0 | 2)
        && letters.bytes().all(|b| b.is_ascii_alphabetic());
    sound.then(|| bare.to_ascii_uppercase())
}

fn sound(text: &str) -> bool {
    !text.is_empty()
        && text.chars().count() <= LONGEST
        && !text.chars().any(|c| c.is_control() || turns_direction(c))
}

/// Reads the table of postcodes. Blank lines count and say nothing; a first line that names its columns is passed over.
///
/// # Errors
/// Every line that cannot be read; then none of it counts.
pub fn read_areas(text: &str) -> Result<Vec<Area>, Vec<Wrong>> {
    let (mut out, mut wrong): (Vec<Area>, Vec<Wrong>) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        if line.trim().is_empty() {
            continue;
        }
        if number > MOST {
            wrong.push((number, "too-many"));
            break;
        }
        let parts = parts(line);
        let [code, team] = parts.as_slice() else {
            wrong.push((number, "columns"));
            continue;
        };
        if number == 1 && code.eq_ignore_ascii_case("postcode") {
            continue;
        }
        match postcode(code) {
            None => wrong.push((number, "postcode")),
            Some(_) if !sound(team) => wrong.push((number, "team")),
            Some(code) if out.iter().any(|known| known.postcode == code) => {
                wrong.push((number, "twice"));
            }
            Some(postcode) => out.push(Area {
                postcode,
                team: team.clone(),
            }),
        }
    }
    out.sort_by(|a, b| a.postcode.cmp(&b.postcode));
    if wrong.is_empty() {
        Ok(out)
    } else {
        Err(wrong)
    }
}

/// Reads whom to call in a crisis: name, telephone, and when or for what.
///
/// # Errors
/// Every line that cannot be read; then none of it counts.
pub fn read_lines(text: &str) -> Result<Vec<CrisisLine>, Vec<Wrong>> {
    let (mut out, mut wrong) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let parts = parts(line);
        let (Some(name), Some(phone), when, None) =
            (parts.first(), parts.get(1), parts.get(2), parts.get(3))
        else {
            wrong.push((number, "columns"));
            continue;
        };
        let digits = phone.chars().filter(char::is_ascii_digit).count();
        let only = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')');
        if !sound(name) {
            wrong.push((number, "name"));
        } else if !(3..=15).contains(&digits) || !phone.chars().all(only) {
            wrong.push((number, "phone"));
        } else {
            out.push(CrisisLine {
                name: name.clone(),
                phone: phone.clone(),
                when: when.filter(|text| sound(text)).cloned(),
            });
        }
    }
    if wrong.is_empty() {
        Ok(out)
    } else {
        Err(wrong)
    }
}

/// The table as text.
#[must_use]
pub fn written_areas(areas: &[Area]) -> String {
    let rows = areas.iter();
    rows.map(|one| format!("{};{}\n", one.postcode, one.team))
        .collect()
}

/// The list as text.
#[must_use]
pub fn written_lines(lines: &[CrisisLine]) -> String {
    let rows = lines.iter();
    rows.map(|one| match &one.when {
        Some(when) => format!("{};{};{when}\n", one.name, one.phone),
        None => format!("{};{}\n", one.name, one.phone),
    })
    .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_table_is_read_whole_or_not_at_all() {
        let read = read_areas("postcode;team\n3561 ab;Overvecht\n\n3526,Kanaleneiland\n").unwrap();
        let rows: Vec<(&str, &str)> = read
            .iter()
            .map(|one| (one.postcode.as_str(), one.team.as_str()))
            .collect();
        assert_eq!(rows, [("3526", "Kanaleneiland"), ("3561AB", "Overvecht")]);
        assert_eq!(read_areas(&written_areas(&read)).unwrap(), read);
        let wrong = read_areas("3561;A\n356;B\n3561;C\n3562;\n3563\n0123;D\nåäöü;E\n");
        assert_eq!(
            wrong.unwrap_err(),
            [
                (2, "postcode"),
                (3, "twice"),
                (4, "team"),
                (5, "columns"),
                (6, "postcode"),
                (7, "postcode"),
            ]
        );
    }

    #[test]
    fn whom_to_call_has_a_name_and_a_number() {
        let read = read_lines("Alarm;112;Er is nu gevaar\nCrisisdienst;030 - 123 45 67\n").unwrap();
        assert_eq!(read.len(), 2);
        assert_eq!(read_lines(&written_lines(&read)).unwrap(), read);
        assert_eq!(
            read_lines("Alarm\n;112\nWie;bel mij\n").unwrap_err(),
            [(1, "columns"), (2, "name"), (3, "phone")]
        );
    }
}
