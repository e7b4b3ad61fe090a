//! How an article of law is cited in each language.

use super::Lang;

impl Lang {
    /// An article as readers of this language cite it. The rule files cite the GDPR in the European way; Dutch readers know it as the AVG, and `9(2)(h)`
    /// as `9 lid 2 onder h`; a `recital` is an `overweging`. Every other law is Dutch and stays as it is.
    #[must_use]
    pub fn article(self, law: &str) -> String {
        match self {
            Lang::En => law.to_owned(),
            Lang::Nl => law
                .split("; ")
                .map(|one| match one.strip_prefix("GDPR ") {
                    Some(article) => format!("AVG {}", dutch(article)),
                    None => one.to_owned(),
                })
                .collect::<Vec<_>>()
                .join("; "),
        }
    }
}

/// `9(2)(h)` as `9 lid 2 onder h`, `recital 26` as `overweging 26`. Of article 4 the numbers are no paragraphs: `4(11)` is `4 onder 11`.
fn dutch(article: &str) -> String {
    if let Some(recital) = article.strip_prefix("recital ") {
        return format!("overweging {recital}");
    }
    let mut parts = article.split('(').map(|part| part.trim_end_matches(')'));
    let number = parts.next().unwrap_or_default();
    let mut said = number.to_owned();
    for part in parts {
        let paragraph = number != "4" && part.chars().all(|c| c.is_ascii_digit());
        said.push_str(if paragraph { " lid " } else { " onder " });
        said.push_str(part);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dutch_reader_reads_of_the_avg() {
        let cited = "Jeugdwet 7.3.11 lid 1; GDPR 9(2)(h); GDPR 4(11); GDPR recital 26; GDPR 10";
        assert_eq!(
            Lang::Nl.article(cited),
            "Jeugdwet 7.3.11 lid 1; AVG 9 lid 2 onder h; AVG 4 onder 11; AVG overweging 26; AVG 10"
        );
        assert_eq!(Lang::En.article(cited), cited);
        assert_eq!(Lang::Nl.article("GDPR recital 26"), "AVG overweging 26");
    }
}
