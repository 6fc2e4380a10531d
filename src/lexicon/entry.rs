//! What the lexicon says of a word, and the lines of its files.

use crate::{Error, ErrorKind};

/// A set of categories of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cats(pub u64);

macro_rules! cats {
    ($($name:ident $bit:literal $text:literal)*) => {
        impl Cats {
            $(pub const $name: Self = Self(1 << $bit);)*
        }
        /// The categories by their names in the data.
        pub(crate) const CATEGORY_NAMES: &[(&str, Cats)] = &[$(($text, Cats::$name)),*];
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
    DEFINITE 56 "definite"
    FREE 57 "free"
    MEMBER 58 "member"
    ABSOLUTE 59 "absolute"
    PLACE 60 "place"
    DEGREE 61 "degree"
    CONTRAST 62 "contrast"
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

    /// Begins a phrase that the closed list has (“no longer”).
    pub const PHRASE: Self = Self(1 << 63);
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
    /// How rare the word is in each of these classes, as a cost; see
    /// [`weigh`](Self::weigh).
    pub rarity: Rarity,
    /// Hash of the base form as a verb; 0 when it is none.
    pub verb_lemma: u64,
    /// Hash of the singular as a noun; 0 when it is none.
    pub noun_lemma: u64,
}

/// Bits of a value of the index that number an entry; the others number its
/// set of categories.
pub(crate) const NUMBER_BITS: u32 = 20;

/// Costs of the word classes of one word, in tenths of a decibel: how much of
/// the word's uses each has.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Rarity {
    pub noun: u16,
    /// Of each form of the verb.
    pub verb: u16,
    pub adj: u16,
    pub adverb: u16,
}

/// Bytes of a flat entry.
pub(crate) const FLAT: usize = 40;

impl Entry {
    /// What is thought of a word of which only these categories are known.
    pub fn of(cats: Cats) -> Self {
        let weight = |cat: Cats| u16::from(cats.any(cat));
        let mut entry = Self {
            cats,
            noun: weight(Cats::NOUN.with(Cats::NOUNS)),
            verb: weight(Cats::VERB),
            adj: weight(Cats::ADJ),
            adverb: weight(Cats::ADVERB),
            ..Self::default()
        };
        entry.weigh();
        entry
    }

    /// Sets the costs by the frequencies.
    pub fn weigh(&mut self) {
        let counts = [self.noun, self.verb, self.adj, self.adverb].map(f64::from);
        let total = counts.iter().sum::<f64>() + 2.0;
        let rarity = |count: f64| (-100.0 * ((count + 0.4) / total).log10()) as u16;
        self.rarity = Rarity {
            noun: rarity(counts[0]),
            verb: rarity(counts[1] / 3.0),
            adj: rarity(counts[2]),
            adverb: rarity(counts[3]),
        };
    }

    /// The entry as it lies in the flat lexicon, little-endian.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.cats.0.to_le_bytes());
        for count in [self.noun, self.verb, self.adj, self.adverb] {
            out.extend(count.to_le_bytes());
        }
        let Rarity { noun, verb, adj, adverb } = self.rarity;
        for cost in [noun, verb, adj, adverb] {
            out.extend(cost.to_le_bytes());
        }
        out.extend(self.verb_lemma.to_le_bytes());
        out.extend(self.noun_lemma.to_le_bytes());
    }

    /// The entry that [`write`](Self::write) wrote.
    #[inline]
    pub fn read(bytes: &[u8; FLAT]) -> Self {
        let word = |at: usize| {
            bytes[at..].first_chunk().map_or(0, |chunk: &[u8; 8]| u64::from_le_bytes(*chunk))
        };
        let (counts, costs) = (word(8), word(16));
        Self {
            cats: Cats(word(0)),
            noun: counts as u16,
            verb: (counts >> 16) as u16,
            adj: (counts >> 32) as u16,
            adverb: (counts >> 48) as u16,
            rarity: Rarity {
                noun: costs as u16,
                verb: (costs >> 16) as u16,
                adj: (costs >> 32) as u16,
                adverb: (costs >> 48) as u16,
            },
            verb_lemma: word(24),
            noun_lemma: word(32),
        }
    }
}

/// The entries of a tab-separated list: line number, first field, rest.
pub(crate) fn entries<'a>(
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

pub(crate) fn bad(file: &str, line: usize, message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Lexicon, file, line, message)
}

/// The categories that are named, with spaces between them.
pub(crate) fn categories(file: &str, line: usize, codes: &str) -> Result<Cats, Error> {
    codes.split(' ').try_fold(Cats::default(), |cats, code| {
        CATEGORY_NAMES
            .iter()
            .find(|(name, _)| *name == code)
            .map(|(_, cat)| cats.with(*cat))
            .ok_or_else(|| bad(file, line, format!("unknown category `{code}`")))
    })
}
