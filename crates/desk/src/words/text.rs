//! Looking a text up.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use fluent_templates::{LanguageIdentifier, Loader, langid, static_loader};

use super::{Arg, IntoArg, Lang};

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "nl",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static NL: LanguageIdentifier = langid!("nl");
static EN: LanguageIdentifier = langid!("en");

/// What stands where a text is missing. No page may hold it; tests look for it.
pub const MISSING: &str = "⟦?⟧";

macro_rules! areas {
    ($($area:literal),* $(,)?) => {
        /// The areas the texts are split by, each with its source in Dutch and in English.
        pub(super) const AREAS: &[(&str, &str, &str)] = &[$((
            $area,
            include_str!(concat!("../../locales/nl/", $area, ".ftl")),
            include_str!(concat!("../../locales/en/", $area, ".ftl")),
        )),*];
    };
}
areas!(
    "acting",
    "administer",
    "common",
    "contact",
    "document",
    "door",
    "dossier",
    "entry",
    "errors",
    "gallery",
    "glass",
    "handover",
    "letter",
    "life",
    "login",
    "meeting",
    "meldcode",
    "own",
    "plan",
    "portal",
    "public",
    "receipt",
    "request",
    "share",
    "staff",
    "split",
    "take",
    "triage",
    "words",
);

/// The texts of one language.
struct Texts {
    /// Without variables: ready.
    plain: HashMap<&'static str, String>,
    /// With variables: to be filled each time.
    open: HashSet<&'static str>,
}

static TEXTS: LazyLock<[Texts; 2]> = LazyLock::new(|| {
    let gather = |lang: Lang| {
        let mut texts = Texts {
            plain: HashMap::new(),
            open: HashSet::new(),
        };
        for (_, nl, en) in AREAS {
            for (key, open) in keys(if lang == Lang::Nl { nl } else { en }) {
                if open {
                    texts.open.insert(key);
                } else if let Some(text) = LOCALES.try_lookup(lang.id(), key) {
                    texts.plain.insert(key, text);
                }
            }
        }
        texts
    };
    [gather(Lang::Nl), gather(Lang::En)]
});

/// The keys of a source and whether the text has variables. A key starts its line; what belongs to it is
/// indented or follows the `=`.
pub(super) fn keys(source: &'static str) -> Vec<(&'static str, bool)> {
    let mut found: Vec<(&'static str, bool)> = Vec::new();
    for line in source.lines() {
        if line.starts_with('#') {
            continue;
        }
        if line.starts_with(|c: char| c.is_ascii_lowercase())
            && let Some((key, _)) = line.split_once('=')
        {
            found.push((key.trim(), false));
        }
        if let Some(last) = found.last_mut() {
            last.1 |= line.contains('$');
        }
    }
    found
}

impl Lang {
    pub(super) fn id(self) -> &'static LanguageIdentifier {
        match self {
            Lang::Nl => &NL,
            Lang::En => &EN,
        }
    }

    fn texts(self) -> &'static Texts {
        let [nl, en] = &*TEXTS;
        match self {
            Lang::Nl => nl,
            Lang::En => en,
        }
    }

    /// The text of `key`, which has no variables; [`MISSING`] (and a line in the log) when there is none.
    #[must_use]
    pub fn say(self, key: &str) -> &'static str {
        self.may_say(key).unwrap_or_else(|| {
            tracing::error!(key, "text missing");
            MISSING
        })
    }

    /// The text of `key` if there is one, for texts that may be left out, such as a hint.
    #[must_use]
    pub fn may_say(self, key: &str) -> Option<&'static str> {
        self.texts().plain.get(key).map(String::as_str)
    }

    #[cfg(test)]
    pub(super) fn is_open(self, key: &str) -> bool {
        self.texts().open.contains(key)
    }

    /// A word of the vocabulary in this language: `word("data", "health")` is the text of `data-health`.
    #[must_use]
    pub fn word(self, group: &str, word: &str) -> &'static str {
        self.say(&format!("{group}-{word}"))
    }

    /// The text of `key` with its variables filled in.
    #[must_use]
    pub fn tell(self, key: &str, args: &[(&'static str, Arg<'_>)]) -> String {
        if !self.texts().open.contains(key) {
            return self.say(key).to_owned();
        }
        let args: HashMap<Cow<'static, str>, _> = args
            .iter()
            .map(|(name, arg)| (Cow::Borrowed(*name), arg.clone().value()))
            .collect();
        LOCALES
            .try_lookup_with_args(self.id(), key, &args)
            .unwrap_or_else(|| MISSING.to_owned())
    }

    /// The text of `key` with one variable.
    #[must_use]
    pub fn with(self, key: &str, name: &'static str, arg: impl IntoArg) -> String {
        self.tell(key, &[(name, arg.arg())])
    }

    /// The text of `key` with two variables.
    #[must_use]
    pub fn with2(
        self,
        key: &str,
        name: &'static str,
        arg: impl IntoArg,
        name2: &'static str,
        arg2: impl IntoArg,
    ) -> String {
        self.tell(key, &[(name, arg.arg()), (name2, arg2.arg())])
    }

    /// Words as they stand in a sentence: `a, b en c`.
    #[must_use]
    pub fn list<W: AsRef<str>>(self, words: &[W]) -> String {
        let and = match self {
            Lang::Nl => " en ",
            Lang::En => " and ",
        };
        match words {
            [] => String::new(),
            [one] => one.as_ref().to_owned(),
            [start @ .., last] => {
                let start: Vec<&str> = start.iter().map(AsRef::as_ref).collect();
                format!("{}{and}{}", start.join(", "), last.as_ref())
            }
        }
    }
}
