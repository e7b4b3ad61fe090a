//! Reading a page as far as a test needs: its forms with what stands in them, its links, its words.

/// A form as it stands on a page.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// Where it goes.
    pub action: String,
    /// `get` or `post`.
    pub method: String,
    /// What a browser would send when nothing is touched and no button has a name.
    pub fields: Vec<(String, String)>,
    /// The names of everything that can be filled in, and the values that can be chosen.
    pub offered: Vec<(String, Option<String>)>,
    /// Buttons that say something or lead elsewhere.
    pub buttons: Vec<Button>,
}

/// A button with a name, or with an address of its own.
#[derive(Clone, Debug)]
pub struct Button {
    pub name: String,
    pub value: String,
    pub action: Option<String>,
}

impl Form {
    /// What stands in a field.
    pub fn value(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The values a group of radios, checks or a select offers.
    pub fn choices(&self, name: &str) -> Vec<&str> {
        let of_it =
            |(known, value): &'_ &(String, Option<String>)| known == name && value.is_some();
        let all = self.offered.iter().filter(of_it);
        all.filter_map(|(_, value)| value.as_deref())
            .filter(|v| !v.is_empty())
            .collect()
    }
}

struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, String)>,
    /// Where the text after it begins.
    end: usize,
}

impl Tag<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.as_str())
    }

    fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

/// The next tag from `from` on. Good enough for pages whose attributes all stand in double quotes, as ours do.
fn next_tag(page: &str, from: usize) -> Option<Tag<'_>> {
    let start = from + page[from..].find('<')?;
    let mut rest = start + 1;
    let mut quoted = false;
    let end = loop {
        let c = page[rest..].chars().next()?;
        rest += c.len_utf8();
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => break rest,
            _ => {}
        }
    };
    let inside = &page[start + 1..end - 1];
    let name = inside
        .split(|c: char| c.is_whitespace())
        .next()
        .unwrap_or_default();
    let mut attributes = Vec::new();
    let mut left = inside[name.len()..].trim();
    while !left.is_empty() {
        let stop = left
            .find(|c: char| c.is_whitespace() || c == '=')
            .unwrap_or(left.len());
        let key = &left[..stop];
        left = &left[stop..];
        let mut value = String::new();
        if let Some(quoted) = left.strip_prefix("=\"") {
            let close = quoted.find('"').unwrap_or(quoted.len());
            value = plain(&quoted[..close]);
            left = quoted.get(close + 1..).unwrap_or_default();
        }
        attributes.push((key, value));
        left = left.trim_start();
    }
    Some(Tag {
        name,
        attributes,
        end,
    })
}

/// All forms of a page. One without an action goes to `here`.
pub fn forms(page: &str, here: &str) -> Vec<Form> {
    let mut all = Vec::new();
    let mut open: Option<Form> = None;
    let mut select: Option<(String, Option<String>, Option<String>)> = None;
    let mut at = 0;
    while let Some(tag) = next_tag(page, at) {
        at = tag.end;
        let name = tag.get("name").unwrap_or_default().to_owned();
        match (tag.name, open.as_mut()) {
            ("form", _) => {
                open = Some(Form {
                    action: tag.get("action").unwrap_or(here).to_owned(),
                    method: tag.get("method").unwrap_or("get").to_owned(),
                    ..Form::default()
                });
            }
            ("/form", Some(_)) => all.extend(open.take()),
            ("input", Some(form)) => {
                let value = tag.get("value").unwrap_or_default().to_owned();
                match tag.get("type").unwrap_or("text") {
                    "radio" | "checkbox" => {
                        form.offered.push((name.clone(), Some(value.clone())));
                        if tag.has("checked") {
                            form.fields.push((name, value));
                        }
                    }
                    "submit" | "button" | "reset" => {}
                    "hidden" => form.fields.push((name, value)),
                    _ => {
                        form.offered.push((name.clone(), None));
                        form.fields.push((name, value));
                    }
                }
            }
            ("textarea", Some(form)) => {
                let close = page[at..]
                    .find("</textarea>")
                    .map_or(page.len(), |n| at + n);
                let text = page[at..close]
                    .strip_prefix('\n')
                    .unwrap_or(&page[at..close]);
                form.offered.push((name.clone(), None));
                form.fields.push((name, plain(text)));
                at = close;
            }
            ("select", Some(_)) => select = Some((name, None, None)),
            ("option", Some(form)) => {
                if let Some((of, chosen, first)) = select.as_mut() {
                    let value = tag.get("value").unwrap_or_default().to_owned();
                    form.offered.push((of.clone(), Some(value.clone())));
                    first.get_or_insert_with(|| value.clone());
                    if tag.has("selected") {
                        *chosen = Some(value);
                    }
                }
            }
            ("/select", Some(form)) => {
                if let Some((of, chosen, first)) = select.take() {
                    form.fields.push((of, chosen.or(first).unwrap_or_default()));
                }
            }
            ("button", Some(form)) => {
                let action = tag.get("formaction").map(str::to_owned);
                if !name.is_empty() || action.is_some() {
                    let value = tag.get("value").unwrap_or_default().to_owned();
                    form.buttons.push(Button {
                        name,
                        value,
                        action,
                    });
                }
            }
            _ => {}
        }
    }
    all
}

/// The addresses that links of a page lead to, with the words of each.
pub fn links(page: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(tag) = next_tag(page, at) {
        at = tag.end;
        if tag.name == "a"
            && let Some(href) = tag.get("href")
        {
            let close = page[at..].find("</a>").map_or(page.len(), |n| at + n);
            all.push((href.to_owned(), words(&page[at..close])));
        }
    }
    all
}

/// The words of a piece of page: no tags, spaces as one.
pub fn words(html: &str) -> String {
    let mut text = String::new();
    let mut at = 0;
    while let Some(tag) = next_tag(html, at) {
        let start = html[at..].find('<').map_or(at, |n| at + n);
        text.push_str(&html[at..start]);
        if !matches!(tag.name, "bdi" | "/bdi" | "b" | "/b" | "span" | "/span") {
            text.push(' ');
        }
        at = tag.end;
    }
    text.push_str(&html[at..]);
    plain(&text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// What stands in `<main>`, in words.
pub fn main_words(page: &str) -> String {
    let main = page.split_once("<main").map_or(page, |(_, rest)| rest);
    let main = main.split_once('>').map_or(main, |(_, rest)| rest);
    words(
        main.split_once("</main>")
            .map_or(main, |(before, _)| before),
    )
}

/// Character references as characters.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').unwrap_or(0);
        let reference = rest.get(1..end).unwrap_or_default();
        let character = match reference {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "nbsp" => Some('\u{a0}'),
            _ => reference
                .strip_prefix('#')
                .and_then(|n| match n.strip_prefix('x') {
                    Some(hex) => u32::from_str_radix(hex, 16).ok(),
                    None => n.parse().ok(),
                })
                .and_then(char::from_u32),
        };
        match character {
            Some(c) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[test]
fn a_form_is_read_as_a_browser_would_send_it() {
    let page = "<p><form method=\"post\" action=\"/a\"><input type=\"hidden\" name=\"csrf\" value=\"x&#38;y\">\
        <input type=\"radio\" name=\"r\" value=\"1\"><input type=\"radio\" name=\"r\" value=\"2\" checked>\
        <textarea name=\"t\">\na &lt; b\n</textarea><select name=\"s\"><option value=\"\">-</option><option value=\"k\" selected>K\
        </option></select><button name=\"go\" value=\"now\">Go</button></form><a href=\"/b?c=1&amp;d=2\">To <b>it</b></a>";
    let form = &forms(page, "/here")[0];
    assert_eq!(form.value("csrf"), Some("x&y"));
    assert_eq!(form.value("r"), Some("2"));
    assert_eq!(form.value("t"), Some("a < b\n"));
    assert_eq!(form.value("s"), Some("k"));
    assert_eq!(form.choices("s"), ["k"]);
    assert_eq!(form.buttons[0].value, "now");
    assert_eq!(links(page), [("/b?c=1&d=2".to_owned(), "To it".to_owned())]);
}
