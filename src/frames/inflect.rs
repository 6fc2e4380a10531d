//! Inflected forms of lemmas: by rule, with a table for what no rule gives.

use crate::flat::Prehashed;
use crate::token::hash;
use crate::{Error, ErrorKind};
use std::collections::HashMap;

/// Which form of a word an irregular form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Past,
    Participle,
    Ing,
    ThirdPerson,
    Plural,
    Comparative,
    Superlative,
}

/// Tags of the table's third column.
const TAGS: [(&str, Form); 7] = [
    ("past", Form::Past),
    ("part", Form::Participle),
    ("ing", Form::Ing),
    ("s", Form::ThirdPerson),
    ("plural", Form::Plural),
    ("comp", Form::Comparative),
    ("sup", Form::Superlative),
];

/// Irregular forms by lemma. A doubled consonant counts as irregular: whether
/// it doubles hangs on the stress, which spelling does not show.
#[derive(Debug, Default)]
pub(crate) struct Irregular<'t> {
    /// By the hash of the lemma, in the order of the table.
    by_lemma: HashMap<u64, Vec<(&'t str, Form)>, Prehashed>,
}

impl<'t> Irregular<'t> {
    /// Reads lines of `form<TAB>lemma<TAB>tag`; `#` opens a comment line.
    pub(crate) fn parse(name: &str, text: &'t str) -> Result<Self, Error> {
        let mut table = Self::default();
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let fault = |message: String| Error::new(ErrorKind::Lexicon, name, number, message);
            let mut columns = line.split('\t').map(str::trim);
            let (Some(form), Some(lemma), Some(tag), None) =
                (columns.next(), columns.next(), columns.next(), columns.next())
            else {
                return Err(fault("wants three columns: form, lemma, tag".into()));
            };
            let Some(&(_, kind)) = TAGS.iter().find(|(name, _)| *name == tag) else {
                let known: Vec<_> = TAGS.iter().map(|(name, _)| *name).collect();
                return Err(fault(format!(
                    "unknown tag `{tag}`; known tags are {}",
                    known.join(", ")
                )));
            };
            table.by_lemma.entry(hash(lemma)).or_default().push((form, kind));
        }
        Ok(table)
    }

    /// The irregular forms of `lemma` of one kind, in the order of the table.
    pub(crate) fn of(&self, lemma: &str, form: Form) -> impl Iterator<Item = &'t str> {
        let forms = self.by_lemma.get(&hash(lemma)).map_or(&[][..], Vec::as_slice);
        forms.iter().filter(move |(_, f)| *f == form).map(|(word, _)| *word)
    }

    /// Every form of the verb `lemma`, the lemma first, each once.
    pub(crate) fn verb(&self, lemma: &str) -> Vec<String> {
        let mut forms = vec![lemma.to_owned()];
        for (form, regular) in [
            (Form::ThirdPerson, third_person(lemma)),
            (Form::Past, past(lemma)),
            (Form::Participle, past(lemma)),
            (Form::Ing, ing(lemma)),
        ] {
            let mut irregular = self.of(lemma, form).peekable();
            // Many irregular verbs have a regular form too (burned, burnt), so
            // that form is kept unless it is another word (see: seed).
            let only_irregular = match form {
                Form::ThirdPerson => true,
                Form::Past | Form::Participle => is_long_e(lemma),
                _ => false,
            };
            if irregular.peek().is_none() || !only_irregular {
                add(&mut forms, &regular);
            }
            for word in irregular {
                add(&mut forms, word);
            }
        }
        forms
    }

    /// The noun `lemma` and its plural.
    pub(crate) fn noun(&self, lemma: &str) -> Vec<String> {
        let mut forms = vec![lemma.to_owned()];
        let mut irregular = self.of(lemma, Form::Plural).peekable();
        if irregular.peek().is_none() {
            add(&mut forms, &third_person(lemma));
            if lemma.ends_with('o') {
                add(&mut forms, &[lemma, "s"].concat());
            }
        }
        for word in irregular {
            add(&mut forms, word);
        }
        forms
    }
}

fn add(forms: &mut Vec<String>, word: &str) {
    if !forms.iter().any(|form| form == word) {
        forms.push(word.to_owned());
    }
}

/// Ends in *ee*, or in its only vowel (be).
pub(crate) fn is_long_e(lemma: &str) -> bool {
    lemma.strip_suffix('e').is_some_and(|stem| stem.ends_with('e') || !stem.contains(is_vowel))
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// The stem of a lemma in a consonant and *y*.
fn y_stem(lemma: &str) -> Option<&str> {
    lemma.strip_suffix('y').filter(|stem| stem.ends_with(|c: char| !is_vowel(c)))
}

/// The regular third person of a verb; the plural of a noun is made alike.
pub(crate) fn third_person(lemma: &str) -> String {
    if let Some(stem) = y_stem(lemma) {
        return [stem, "ies"].concat();
    }
    let hisses = ["s", "x", "z", "ch", "sh", "o"];
    let ending = if hisses.iter().any(|end| lemma.ends_with(end)) { "es" } else { "s" };
    [lemma, ending].concat()
}

/// The regular past and past participle of a verb.
pub(crate) fn past(lemma: &str) -> String {
    if let Some(stem) = y_stem(lemma) {
        return [stem, "ied"].concat();
    }
    let ending = if lemma.ends_with('e') { "d" } else { "ed" };
    [lemma, ending].concat()
}

/// The regular -ing form of a verb.
pub(crate) fn ing(lemma: &str) -> String {
    if let Some(stem) = lemma.strip_suffix("ie") {
        return [stem, "ying"].concat();
    }
    let keeps = is_long_e(lemma) || lemma.ends_with("oe") || lemma.ends_with("ye");
    let stem = if keeps { lemma } else { lemma.strip_suffix('e').unwrap_or(lemma) };
    [stem, "ing"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflects_verbs_by_rule() {
        let table = Irregular::default();
        let all = |lemma: &str| table.verb(lemma).join(" ");
        assert_eq!(all("accuse"), "accuse accuses accused accusing");
        assert_eq!(all("deny"), "deny denies denied denying");
        assert_eq!(all("lash"), "lash lashes lashed lashing");
        assert_eq!(all("decry"), "decry decries decried decrying");
        assert_eq!(all("tie"), "tie ties tied tying");
        assert_eq!(all("disagree"), "disagree disagrees disagreed disagreeing");
        assert_eq!(all("portray"), "portray portrays portrayed portraying");
        assert_eq!(all("veto"), "veto vetoes vetoed vetoing");
    }

    #[test]
    fn takes_irregular_forms_from_the_table() {
        let table = Irregular::parse(
            "irregular.tsv",
            "# head\nrefuting\trefute\ting\nlabelled\tlabel\tpast\nlabelled\tlabel\tpart\nlabelling\tlabel\ting\n\
             has\thave\ts\nhad\thave\tpast\nhad\thave\tpart\nsaw\tsee\tpast\nseen\tsee\tpart\nmen\tman\tplural\n",
        )
        .unwrap();
        let all = |lemma: &str| table.verb(lemma).join(" ");
        assert_eq!(all("label"), "label labels labeled labelled labeling labelling");
        assert_eq!(all("have"), "have has haved had having");
        assert_eq!(all("see"), "see sees saw seen seeing");
        assert_eq!(table.noun("man"), ["man", "men"]);
        assert_eq!(table.noun("allegation"), ["allegation", "allegations"]);
        assert_eq!(table.noun("embargo"), ["embargo", "embargoes", "embargos"]);
    }

    #[test]
    fn names_the_faulty_line() {
        let error = Irregular::parse("irregular.tsv", "was\tbe\tpast\nsaid\tsay\n").unwrap_err();
        assert_eq!(error.to_string(), "irregular.tsv:2: wants three columns: form, lemma, tag");
        let error = Irregular::parse("irregular.tsv", "was\tbe\tpreterite\n").unwrap_err();
        assert_eq!(error.location(), ("irregular.tsv", 1));
    }
}
