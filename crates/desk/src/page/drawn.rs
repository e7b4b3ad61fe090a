//! What a form of a page would send if nothing in it were touched, as a mark that goes along with it.
//!
//! A form that opens filled in, such as the correction of a fact, holds what is sealed under the key of its file. A draft is sealed under another: so when the
//! language changes, words nobody touched are not kept as one (FLD-20).

use crate::form::Form;

/// The mark of the form that begins after `start` in our own page; it ends where the form does.
pub(super) fn mark(html: &str, start: usize) -> Option<String> {
    let form = html.get(start..)?;
    let form = form.split("</form>").next()?;
    Some(read(form).mark())
}

/// Reads the fields as a browser would send them. Pages are drawn by our own templates: values stand in double quotes and are escaped.
fn read(html: &str) -> Form {
    let mut form = Form::new();
    let mut rest = html;
    // The list that is open: its name, its first choice, and the one chosen.
    let mut list: Option<(String, Option<String>, Option<String>)> = None;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, behind) = after.split_once('>').unwrap_or((after, ""));
        rest = behind;
        let word = tag.split_ascii_whitespace().next().unwrap_or_default();
        let name = || value(tag, "name");
        match word {
            "input" => {
                let kind = value(tag, "type").unwrap_or_default();
                let sent = match kind.as_str() {
                    "checkbox" | "radio" => has(tag, "checked"),
                    "file" | "submit" | "button" => false,
                    _ => true,
                };
                if let (Some(name), true) = (name(), sent) {
                    form = form.add(&name, value(tag, "value").unwrap_or_default());
                }
            }
            "textarea" => {
                let text = rest.split("</textarea>").next().unwrap_or_default();
                // The first line end is the template's.
                let text = unescape(text.strip_prefix('\n').unwrap_or(text));
                if let Some(name) = name() {
                    form = form.add(&name, text);
                }
            }
            "select" => list = name().map(|name| (name, None, None)),
            "option" => {
                if let Some((_, first, chosen)) = &mut list {
                    let own = value(tag, "value");
                    if has(tag, "selected") {
                        *chosen = own;
                    } else if first.is_none() {
                        *first = own;
                    }
                }
            }
            "/select" => {
                if let Some((name, first, chosen)) = list.take() {
                    form = form.add(&name, chosen.or(first).unwrap_or_default());
                }
            }
            _ => {}
        }
    }
    form
}

/// An attribute's value.
fn value(tag: &str, name: &str) -> Option<String> {
    let (_, after) = tag.split_once(&format!(" {name}=\""))?;
    after.split('"').next().map(unescape)
}

/// An attribute without a value.
fn has(tag: &str, name: &str) -> bool {
    let mut inside = false;
    let bare: String = tag
        .chars()
        .filter(|c| {
            inside ^= *c == '"';
            !inside
        })
        .collect();
    bare.split([' ', '"']).any(|word| word == name)
}

/// Undoes what the templates escape.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("&#") {
        out.push_str(before);
        let known = after.split_once(';').and_then(|(number, behind)| {
            let letter = number.parse().ok().and_then(char::from_u32)?;
            Some((letter, behind))
        });
        match known {
            Some((letter, behind)) => {
                out.push(letter);
                rest = behind;
            }
            None => {
                out.push_str("&#");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<form id=\"typed\" data-draft=\"/a\"><input type=\"hidden\" name=\"csrf\" value=\"t\">\
        <input class=\"input\" type=\"text\" name=\"who\" value=\"Jan &#34;de &#62;&#34;\" spellcheck=\"false\">\
        <input type=\"radio\" name=\"law\" value=\"wmo\"><input type=\"radio\" name=\"law\" value=\"jeugdwet\" checked aria-describedby=\"x\">\
        <input type=\"checkbox\" name=\"checked\" value=\"yes\"><input type=\"file\" name=\"paper\">\
        <textarea name=\"text\" dir=\"auto\">\nEen &#38; twee\n</textarea>\
        <select name=\"what\"><option value=\"\">Kies</option><option value=\"b\" selected>B</option></select></form>\
        <input name=\"outside\" value=\"1\">";

    #[test]
    fn what_comes_back_untouched_has_the_mark_of_the_page() {
        let mark = mark(PAGE, 0).unwrap_or_default();
        let sent = Form::from_query(
            "csrf=other&who=Jan+%22de+%3E%22&law=jeugdwet&text=Een+%26+twee%0D%0A&what=b&lang=en",
        );
        assert_eq!(sent.mark(), mark);
        for touched in [
            sent.clone().set("who", "Jan"),
            sent.clone().set("law", "wmo"),
            sent.clone().set("what", ""),
            sent.clone().add("checked", "yes"),
            sent.without("text"),
        ] {
            assert_ne!(touched.mark(), mark, "{}", touched.to_query());
        }
    }
}
