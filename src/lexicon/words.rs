//! Makes the flat lexicon: every word form that the lists give.

use super::entry::{Cats, Entry, NUMBER_BITS, bad, categories, entries};
use crate::Error;
use crate::flat::{Index, Prehashed};
use crate::frames::inflect::{self, Form, Irregular};
use crate::token::hash;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Makes the regular form of a lemma.
type Regular = fn(&str) -> String;

/// The word forms by their hashes.
#[derive(Debug, Default)]
pub(crate) struct Words {
    words: HashMap<u64, Entry, Prehashed>,
}

impl Words {
    /// Reads `lexicon.tsv`, `closed.tsv` and `reporting.list`.
    pub fn read(
        words: &str,
        closed: &str,
        reporting: &str,
        irregular: &Irregular<'_>,
    ) -> Result<Self, Error> {
        let mut lexicon = Self::default();
        lexicon.read_words(words, irregular)?;
        lexicon.read_closed(closed)?;
        lexicon.read_reporting(reporting)?;
        lexicon.mark_phrases(closed)?;
        lexicon.words.values_mut().for_each(Entry::weigh);
        Ok(lexicon)
    }

    /// The bytes of the index, of the entries, and of the sets of categories and
    /// of cues (of which `cue` tells those of a word) that occur together. The
    /// commonest words come first, so that they lie close together. A value of the
    /// index is the number of the entry, and above it that of its sets.
    pub fn flat(&self, cue: impl Fn(u64) -> u64) -> [Vec<u8>; 3] {
        let mut sorted: Vec<(u64, &Entry)> = self.words.iter().map(|(w, e)| (*w, e)).collect();
        let count = |e: &Entry| {
            let closed = if e.cats.any(Cats::GRAMMATICAL) { 1 << 20 } else { 0 };
            [e.noun, e.verb, e.adj, e.adverb].iter().map(|&n| u32::from(n)).sum::<u32>() + closed
        };
        sorted.sort_by_key(|(word, e)| (Reverse(count(e)), *word));
        let mut out = Vec::new();
        // Values of an index are never 0.
        Entry::default().write(&mut out);
        for (_, entry) in &sorted {
            entry.write(&mut out);
        }
        let own: Vec<_> = sorted.iter().map(|&(word, entry)| [entry.cats.0, cue(word)]).collect();
        let mut sets = own.clone();
        sets.sort_unstable();
        sets.dedup();
        assert!(sorted.len() < 1 << NUMBER_BITS && sets.len() < 1 << (32 - NUMBER_BITS));
        let value = |((&(word, _), own), number): ((&(u64, &Entry), &[u64; 2]), u32)| {
            let set = sets.partition_point(|set| set < own) as u32;
            (word, set << NUMBER_BITS | number)
        };
        let pairs: Vec<_> = sorted.iter().zip(&own).zip(1..).map(value).collect();
        let sets = sets.iter().flatten().flat_map(|set| set.to_le_bytes()).collect();
        [Index::build(&pairs), out, sets]
    }

    fn read_words(&mut self, text: &str, irregular: &Irregular<'_>) -> Result<(), Error> {
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
    fn add_inflections(&mut self, word: &str, entry: Entry, irregular: &Irregular<'_>) {
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

    /// Adds one inflected form: the irregular ones, and the regular one where there
    /// is none or a verb may have both (“pleaded”, “learned”).
    fn merge_form(
        &mut self,
        word: &str,
        form: Form,
        irregular: &Irregular<'_>,
        regular: Regular,
        inflected: Entry,
    ) {
        let mut any = false;
        for word in irregular.of(word, form) {
            self.merge(word, inflected);
            any = true;
        }
        let both = matches!(form, Form::Past | Form::Participle) && !inflect::is_long_e(word);
        if !any || both {
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
            // Phrases stay outside the table.
            if word.contains(' ') {
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

    /// Marks the words with which the phrases of `closed.tsv` begin.
    fn mark_phrases(&mut self, text: &str) -> Result<(), Error> {
        for entry in entries("closed.tsv", text) {
            let (line, phrase, _) = entry?;
            let Some((first, _)) = phrase.split_once(' ') else { continue };
            let Some(entry) = self.words.get_mut(&hash(first)) else {
                return Err(bad("closed.tsv", line, format!("`{first}` alone is no word")));
            };
            entry.cats = entry.cats.with(Cats::PHRASE);
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
            let flags = columns.split('\t').nth(1).unwrap_or("");
            let clausal = !flags.split(' ').any(|flag| flag == "np");
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
}
