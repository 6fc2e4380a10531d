//! The English words that the engine knows: closed classes, the open-class
//! lexicon with all its inflections, word order for the tagger, governors and
//! hedges. Everything comes from `gazetteers/english`.

use crate::frames::inflect::{self, Form, Irregular};
use crate::gazetteer::Prehashed;
use crate::token::hash;
use crate::{Error, ErrorKind};
use std::collections::HashMap;

/// A set of categories of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cats(pub u64);

macro_rules! cats {
    ($($name:ident $bit:literal $text:literal)*) => {
        impl Cats {
            $(pub const $name: Self = Self(1 << $bit);)*
        }
        /// The categories by their names in the data.
        const CATEGORY_NAMES: &[(&str, Cats)] = &[$(($text, Cats::$name)),*];
    };
}

cats! {
    DET 0 "det"
    POSSESSIVE 1 "possessive"
    SUBJECT 2 "subject"
    OBJECT 3 "object"
    PRONOUN 4 "pronoun"
    REFLEXIVE 5 "reflexive"
    WH 6 "wh"
    THAT 7 "that"
    PREP 8 "prep"
    OF 9 "of"
    BY 10 "by"
    TO 11 "to"
    COORD 12 "coord"
    SUB 13 "sub"
    MODAL 14 "modal"
    BE 15 "be"
    HAVE 16 "have"
    DO 17 "do"
    NEG 18 "neg"
    ADVERB 19 "adverb"
    NUMBER 20 "number"
    GENITIVE 21 "genitive"
    MASCULINE 22 "masculine"
    FEMININE 23 "feminine"
    NEUTER 24 "neuter"
    SINGULAR 25 "singular"
    PLURAL 26 "plural"
    FIRST 27 "first"
    SECOND 28 "second"
    TIME 29 "time"
    BASE 30 "base"
    S 31 "s"
    PAST 32 "past"
    PART 33 "part"
    ING 34 "ing"
    NOUN 35 "noun"
    NOUNS 36 "nouns"
    ADJ 37 "adj"
    PERSON 38 "person"
    GROUP 39 "group"
    COMM 40 "communication"
    ACT 41 "act"
    EVENT 42 "event"
    REPORT 43 "report"
    HEDGE 44 "hedge"
    FUTURE 45 "future"
    CONDITION 46 "condition"
    OBLIGATION 47 "obligation"
    ACCORDING 48 "according"
    ADVERBIAL 49 "adverbial"
    OBJECT_CONTROL 50 "control"
    LINKING 51 "linking"
    SIDE 52 "side"
    NEGATIVE 53 "negative"
    CLAUSAL 54 "clausal"
    FOR 55 "for"
}

impl Cats {
    /// All verb forms.
    pub const VERB: Self =
        Self(Self::BASE.0 | Self::S.0 | Self::PAST.0 | Self::PART.0 | Self::ING.0);
    /// All auxiliaries.
    pub const AUX: Self = Self(Self::BE.0 | Self::HAVE.0 | Self::DO.0 | Self::MODAL.0);
    /// What a noun means in its usual sense.
    pub const SENSES: Self = Self(
        Self::PERSON.0 | Self::GROUP.0 | Self::COMM.0 | Self::ACT.0 | Self::EVENT.0 | Self::TIME.0,
    );
    /// Words that are nothing but grammar.
    pub const GRAMMATICAL: Self = Self(
        Self::CLOSED.0
            | Self::DET.0
            | Self::POSSESSIVE.0
            | Self::REFLEXIVE.0
            | Self::THAT.0
            | Self::OF.0
            | Self::BY.0
            | Self::TO.0
            | Self::COORD.0
            | Self::BE.0
            | Self::HAVE.0
            | Self::DO.0
            | Self::NEG.0
            | Self::GENITIVE.0,
    );
    /// Pronouns, and the small words that a capital turns into a name.
    pub const CLOSED: Self = Self(
        Self::SUBJECT.0
            | Self::OBJECT.0
            | Self::PRONOUN.0
            | Self::PREP.0
            | Self::MODAL.0
            | Self::SUB.0
            | Self::WH.0,
    );

    /// Whether any category of `other` is here.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What the lexicon says of one word form.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Entry {
    pub cats: Cats,
    /// Frequencies of the lemma by word class, from the lexicon.
    pub noun: u16,
    pub verb: u16,
    pub adj: u16,
    pub adverb: u16,
    /// Hash of the base form as a verb; 0 when it is none.
    pub verb_lemma: u64,
    /// Hash of the singular as a noun; 0 when it is none.
    pub noun_lemma: u64,
}

/// Makes the regular form of a lemma.
type Regular = fn(&str) -> String;

/// What a governor does to the act it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    None,
    Negates,
    Hedges,
    Future,
    Requests,
}

/// A word that governs another act.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Governor {
    /// The governed verb's subject is the governor's object.
    pub object: bool,
    pub effect: Effect,
}

/// Word classes of the tagger, in the order of its table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum Tag {
    Det,
    Adj,
    Noun,
    Plural,
    Name,
    Num,
    Subj,
    Obj,
    Pron,
    Prep,
    Of,
    By,
    To,
    Coord,
    Sub,
    Wh,
    Modal,
    Be,
    Have,
    Base,
    S,
    Past,
    Part,
    Ing,
    Gen,
    Comma,
    #[default]
    Mark,
    Start,
    Adverb,
}

/// Number of classes that take part in the order table (adverbs do not).
pub(crate) const TAGS: usize = Tag::Adverb as usize;

const TAG_NAMES: [(&str, Tag); TAGS + 1] = [
    ("det", Tag::Det),
    ("adj", Tag::Adj),
    ("noun", Tag::Noun),
    ("plural", Tag::Plural),
    ("name", Tag::Name),
    ("num", Tag::Num),
    ("subj", Tag::Subj),
    ("obj", Tag::Obj),
    ("pron", Tag::Pron),
    ("prep", Tag::Prep),
    ("of", Tag::Of),
    ("by", Tag::By),
    ("to", Tag::To),
    ("coord", Tag::Coord),
    ("sub", Tag::Sub),
    ("wh", Tag::Wh),
    ("modal", Tag::Modal),
    ("be", Tag::Be),
    ("have", Tag::Have),
    ("base", Tag::Base),
    ("s", Tag::S),
    ("past", Tag::Past),
    ("part", Tag::Part),
    ("ing", Tag::Ing),
    ("gen", Tag::Gen),
    ("comma", Tag::Comma),
    ("mark", Tag::Mark),
    ("start", Tag::Start),
    ("adverb", Tag::Adverb),
];

/// The English data, read.
#[derive(Debug)]
pub(crate) struct Lexicon {
    words: HashMap<u64, Entry, Prehashed>,
    /// Phrases that count as one word, by their first word: the hashes of the
    /// further words, longest first.
    phrases: HashMap<u64, Vec<(Vec<u64>, Entry)>, Prehashed>,
    governors: HashMap<u64, Governor, Prehashed>,
    /// Cost of one class after another, in tenths of a decibel.
    pub follow: [[u16; TAGS]; TAGS],
    /// Cost that weighs a class's share of running words.
    pub share: [i32; TAGS + 1],
    /// Endings of unknown words with the class they betray, longest first.
    endings: Vec<(String, Cats)>,
}

/// The texts that a lexicon is read from.
struct Files<'a> {
    closed: &'a str,
    words: &'a str,
    order: &'a str,
    governors: &'a str,
    endings: &'a str,
    reporting: &'a str,
}

/// The entries of a tab-separated list: line number, first field, rest.
fn entries<'a>(
    file: &'a str,
    text: &'a str,
) -> impl Iterator<Item = Result<(usize, &'a str, &'a str), Error>> + 'a {
    text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')).map(
        move |(i, line)| match line.split_once('\t') {
            Some((word, rest)) if !word.is_empty() && !rest.is_empty() => Ok((i + 1, word, rest)),
            _ => Err(bad(file, i + 1, "expected `word TAB …`")),
        },
    )
}

fn bad(file: &str, line: usize, message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Lexicon, file, line, message)
}

impl Lexicon {
    /// The built-in English data.
    pub fn builtin(irregular: &Irregular) -> Result<Self, Error> {
        let files = Files {
            closed: include_str!("../gazetteers/english/closed.tsv"),
            words: include_str!("../gazetteers/english/lexicon.tsv"),
            order: include_str!("../gazetteers/english/tagging.tsv"),
            governors: include_str!("../gazetteers/english/governors.tsv"),
            endings: include_str!("../gazetteers/english/endings.tsv"),
            reporting: include_str!("../gazetteers/english/reporting.list"),
        };
        Self::read(&files, irregular)
    }

    fn read(files: &Files<'_>, irregular: &Irregular) -> Result<Self, Error> {
        let mut lexicon = Self {
            words: HashMap::with_capacity_and_hasher(1 << 17, Prehashed::default()),
            phrases: HashMap::default(),
            governors: HashMap::default(),
            follow: [[decibels(0.2); TAGS]; TAGS],
            share: [0; TAGS + 1],
            endings: Vec::new(),
        };
        lexicon.read_words(files.words, irregular)?;
        lexicon.read_closed(files.closed)?;
        lexicon.read_reporting(files.reporting)?;
        lexicon.read_order(files.order)?;
        lexicon.read_governors(files.governors)?;
        for entry in entries("endings.tsv", files.endings) {
            let (line, ending, codes) = entry?;
            lexicon.endings.push((ending.to_string(), categories("endings.tsv", line, codes)?));
        }
        lexicon.endings.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
        Ok(lexicon)
    }

    fn read_words(&mut self, text: &str, irregular: &Irregular) -> Result<(), Error> {
        for entry in entries("lexicon.tsv", text) {
            let (line, word, codes) = entry?;
            let mut found = Entry::default();
            for code in codes.split(' ') {
                let count = |prefix: &str| -> Result<u16, Error> {
                    code[prefix.len()..]
                        .parse::<u32>()
                        .map(|n| n.min(9999) as u16)
                        .map_err(|_| bad("lexicon.tsv", line, format!("`{code}` has no count")))
                };
                match code.as_bytes()[0] {
                    b'n' => {
                        found.noun = count("n")?;
                        found.cats = found.cats.with(Cats::NOUN);
                    }
                    b'v' => {
                        found.verb = count("v")?;
                        found.cats = found.cats.with(Cats::BASE);
                    }
                    b'a' => {
                        found.adj = count("a")?;
                        found.cats = found.cats.with(Cats::ADJ);
                    }
                    b'r' => {
                        found.adverb = count("r")?;
                        found.cats = found.cats.with(Cats::ADVERB);
                    }
                    b'p' => found.cats = found.cats.with(Cats::PERSON),
                    b'g' => found.cats = found.cats.with(Cats::GROUP),
                    b'c' => found.cats = found.cats.with(Cats::COMM),
                    b't' => found.cats = found.cats.with(Cats::ACT),
                    b'e' => found.cats = found.cats.with(Cats::EVENT),
                    b'd' => found.cats = found.cats.with(Cats::TIME),
                    _ => return Err(bad("lexicon.tsv", line, format!("unknown code `{code}`"))),
                }
            }
            self.add_inflections(word, found, irregular);
        }
        Ok(())
    }

    /// Adds a lemma and all its forms.
    fn add_inflections(&mut self, word: &str, entry: Entry, irregular: &Irregular) {
        let id = hash(word);
        let verb = entry.cats.any(Cats::BASE);
        let noun = entry.cats.any(Cats::NOUN);
        let verb_lemma = if verb { id } else { 0 };
        let noun_lemma = if noun { id } else { 0 };
        self.merge(word, Entry { verb_lemma, noun_lemma, ..entry });
        if verb {
            let forms: [(Form, Cats, Regular); 4] = [
                (Form::ThirdPerson, Cats::S, inflect::third_person),
                (Form::Past, Cats::PAST, inflect::past),
                (Form::Participle, Cats::PART, inflect::past),
                (Form::Ing, Cats::ING, inflect::ing),
            ];
            for (form, cats, regular) in forms {
                let inflected = Entry { cats, verb: entry.verb, verb_lemma, ..Entry::default() };
                self.merge_form(word, form, irregular, regular, inflected);
            }
        }
        if noun {
            let cats = Cats(entry.cats.0 & Cats::SENSES.0).with(Cats::NOUNS);
            let inflected = Entry { cats, noun: entry.noun, noun_lemma, ..Entry::default() };
            self.merge_form(word, Form::Plural, irregular, inflect::third_person, inflected);
        }
        if entry.cats.any(Cats::ADJ) {
            let inflected = Entry { cats: Cats::ADJ, adj: entry.adj.max(1), ..Entry::default() };
            for form in [Form::Comparative, Form::Superlative] {
                for word in irregular.of(word, form) {
                    self.merge(word, inflected);
                }
            }
        }
    }

    /// Adds one inflected form: the irregular ones, or else the regular one.
    fn merge_form(
        &mut self,
        word: &str,
        form: Form,
        irregular: &Irregular,
        regular: Regular,
        inflected: Entry,
    ) {
        let mut any = false;
        for word in irregular.of(word, form) {
            self.merge(word, inflected);
            any = true;
        }
        if !any {
            self.merge(&regular(word), inflected);
        }
    }

    fn merge(&mut self, word: &str, entry: Entry) {
        let e = self.words.entry(hash(word)).or_default();
        e.cats = e.cats.with(entry.cats);
        e.noun = e.noun.max(entry.noun);
        e.verb = e.verb.max(entry.verb);
        e.adj = e.adj.max(entry.adj);
        e.adverb = e.adverb.max(entry.adverb);
        if e.verb_lemma == 0 {
            e.verb_lemma = entry.verb_lemma;
        }
        if e.noun_lemma == 0 {
            e.noun_lemma = entry.noun_lemma;
        }
    }

    /// Closed-class words stand for themselves: what the open lexicon says of
    /// them is dropped.
    fn read_closed(&mut self, text: &str) -> Result<(), Error> {
        for entry in entries("closed.tsv", text) {
            let (line, word, codes) = entry?;
            let cats = categories("closed.tsv", line, codes)?;
            if let Some((first, rest)) = word.split_once(' ') {
                let rest = rest.split(' ').map(hash).collect();
                let e = Entry { cats, ..Entry::default() };
                let phrases = self.phrases.entry(hash(first)).or_default();
                phrases.push((rest, e));
                phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
                continue;
            }
            let known = self.words.get(&hash(word)).copied().unwrap_or_default();
            // An adverb or number may be a noun as well, and keeps what the
            // lexicon says; the grammatical words do not.
            let mut e = if cats.any(Cats::GRAMMATICAL) { Entry::default() } else { known };
            e.cats = e.cats.with(cats);
            if cats.any(Cats::AUX) {
                e.verb_lemma = hash(word);
            }
            self.words.insert(hash(word), e);
        }
        Ok(())
    }

    /// Marks every form of the reporting verbs.
    fn read_reporting(&mut self, text: &str) -> Result<(), Error> {
        let mut lemmas = HashMap::new();
        for entry in entries("reporting.list", text) {
            let (line, word, columns) = entry?;
            // Phrases serve the frames; the chunker knows single words.
            if word.contains(' ') {
                continue;
            }
            let lemma = hash(word);
            if self.words.get(&lemma).is_none_or(|e| e.verb_lemma != lemma) {
                return Err(bad(
                    "reporting.list",
                    line,
                    format!("`{word}` is no verb of the lexicon"),
                ));
            }
            let clausal = !columns.ends_with("\tnp");
            lemmas.insert(
                lemma,
                if clausal { Cats::REPORT.with(Cats::CLAUSAL) } else { Cats::REPORT },
            );
        }
        for entry in self.words.values_mut() {
            if let Some(&cats) = lemmas.get(&entry.verb_lemma) {
                entry.cats = entry.cats.with(cats);
            }
        }
        Ok(())
    }

    fn read_order(&mut self, text: &str) -> Result<(), Error> {
        for entry in entries("tagging.tsv", text) {
            let (line, class, rest) = entry?;
            let fields: Vec<&str> = rest.split(' ').collect();
            for pair in fields.chunks(2) {
                let [name, percent] = pair else {
                    return Err(bad("tagging.tsv", line, "expected pairs of class and percent"));
                };
                let percent: f64 = percent
                    .parse()
                    .map_err(|_| bad("tagging.tsv", line, format!("`{percent}` is no number")))?;
                // A few rows name words of a class that has no column.
                let Some(next) = tag_named(name) else {
                    return Err(bad("tagging.tsv", line, format!("unknown class `{name}`")));
                };
                if class == "share" {
                    self.share[next as usize] = i32::from(decibels(percent));
                } else {
                    let Some(class) = tag_named(class) else {
                        return Err(bad("tagging.tsv", line, format!("unknown class `{class}`")));
                    };
                    self.follow[class as usize][next as usize] = decibels(percent.max(0.001));
                }
            }
        }
        Ok(())
    }

    fn read_governors(&mut self, text: &str) -> Result<(), Error> {
        for entry in entries("governors.tsv", text) {
            let (line, word, rest) = entry?;
            let fail = |what: &str| Err(bad("governors.tsv", line, format!("unknown `{what}`")));
            let Some((control, effect)) = rest.split_once('\t') else {
                return fail(rest);
            };
            let object = match control {
                "subject" => false,
                "object" => true,
                other => return fail(other),
            };
            let effect = match effect {
                "none" => Effect::None,
                "negates" => Effect::Negates,
                "hedges" => Effect::Hedges,
                "future" => Effect::Future,
                "requests" => Effect::Requests,
                other => return fail(other),
            };
            self.governors.insert(hash(word), Governor { object, effect });
        }
        Ok(())
    }

    /// What the lexicon says of the word with this hash.
    pub fn get(&self, word: u64) -> Option<&Entry> {
        self.words.get(&word)
    }

    /// The phrases that begin with the word of this hash.
    pub fn phrases(&self, word: u64) -> &[(Vec<u64>, Entry)] {
        self.phrases.get(&word).map_or(&[], Vec::as_slice)
    }

    /// The words of these categories, in no order.
    pub fn words_with(&self, cats: Cats) -> impl Iterator<Item = u64> + '_ {
        self.words.iter().filter(move |(_, e)| e.cats.any(cats)).map(|(word, _)| *word)
    }

    /// The governor with this lemma.
    pub fn governor(&self, lemma: u64) -> Option<Governor> {
        self.governors.get(&lemma).copied()
    }

    /// What the ending of an unknown word betrays; nouns when it says nothing.
    pub fn by_ending(&self, word: &str) -> Cats {
        self.endings
            .iter()
            .find(|(ending, _)| {
                word.len() > ending.len() + 2
                    && word.is_char_boundary(word.len() - ending.len())
                    && word[word.len() - ending.len()..].eq_ignore_ascii_case(ending)
            })
            .map_or(Cats::NOUN, |(_, cats)| *cats)
    }
}

fn tag_named(name: &str) -> Option<Tag> {
    TAG_NAMES.iter().find(|(n, _)| *n == name).map(|(_, t)| *t)
}

fn categories(file: &str, line: usize, codes: &str) -> Result<Cats, Error> {
    codes.split(' ').try_fold(Cats::default(), |cats, code| {
        CATEGORY_NAMES
            .iter()
            .find(|(name, _)| *name == code)
            .map(|(_, cat)| cats.with(*cat))
            .ok_or_else(|| bad(file, line, format!("unknown category `{code}`")))
    })
}

/// Percent as a cost: tenths of a decibel below certainty.
fn decibels(percent: f64) -> u16 {
    (-100.0 * (percent / 100.0).log10()).round().clamp(0.0, 2000.0) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_data_is_well_formed() {
        let data = crate::data::Data::builtin();
        assert!(data.lexicon.get(hash("accusing")).is_some_and(|e| e.cats.any(Cats::ING)));
    }
}
