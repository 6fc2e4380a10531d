//! From the words of a text to the frames that they may evoke: tables that are
//! asked for every word, and so lie flat.

use super::{Asks, Class, Frame, Tail};
use crate::flat::{Index, Prehashed};
use crate::sieve::Sieve;
use std::collections::HashMap;

/// A word form that evokes a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Evoke {
    pub frame: u32,
    /// Index into [`Frame::cues`](super::Frame::cues).
    pub cue: u32,
}

/// A bit that stands for `word` in a small set: different words may share one.
pub(crate) fn trace(word: u64) -> u64 {
    1 << (word >> 58).min(62)
}

/// Stands for any word or none in a set of [`trace`]s.
pub(crate) const ANYTHING: u64 = 1 << 63;

/// The words that may come next behind the first one where `tail` does, and those of which one
/// must come later, as sets of [`trace`]s.
fn traces(tail: &[Tail]) -> (u64, u64) {
    let mut rest = tail.iter().skip_while(|tail| matches!(tail, Tail::Optional(_)));
    let next = match rest.next() {
        Some(Tail::Words(_)) => nexts(tail).fold(0, |set, word| set | trace(word)),
        _ => ANYTHING,
    };
    let second = rest.find_map(|tail| match tail {
        Tail::Words(words) => Some(words.traces),
        Tail::Optional(_) | Tail::Possessive => None,
    });
    (next, second.unwrap_or(ANYTHING))
}

/// The words that may come next to the first one where `tail` comes behind it; others
/// may too, unless one of them must.
fn nexts(tail: &[Tail]) -> impl Iterator<Item = u64> + '_ {
    let optional = tail.iter().take_while(|tail| matches!(tail, Tail::Optional(_))).count();
    tail.iter()
        .take(optional + 1)
        .flat_map(|tail| match tail {
            Tail::Words(words) | Tail::Optional(words) => &words.hashes[..],
            Tail::Possessive => &[],
        })
        .copied()
}

/// The frames that word forms evoke.
#[derive(Debug, Default)]
pub(crate) struct Evokes {
    words: Numbers,
    /// Where in the following those of each word end, and whether one of them may
    /// be the word alone.
    ends: Vec<(u32, bool)>,
    /// The words that may come next, as sets of [`trace`]s: what is asked first lies
    /// by itself.
    nexts: Vec<u64>,
    wants: Vec<Wants>,
    evokes: Vec<Evoke>,
    /// Words with those that may come next, as [`pair`]s: “a” begins many phrases,
    /// and goes on as one of them seldom.
    pairs: Sieve,
}

fn pair(word: u64, next: u64) -> u64 {
    word.rotate_left(32) ^ next
}

impl Evokes {
    /// The table of what each form evokes, in the order given, of the cues of `frames`.
    pub fn build(
        frames: &[Frame],
        by_form: &HashMap<u64, Vec<(Evoke, Asks)>, Prehashed>,
        lexicon: impl Fn(u64) -> u32,
    ) -> Self {
        let words = sorted(by_form.keys().copied());
        let mut table = Self { words: Numbers::build(&words, lexicon), ..Self::default() };
        table.ends.push((0, false));
        let mut pairs = Vec::new();
        for word in words {
            let mut all = 0;
            for &(evoke, asks) in &by_form[&word] {
                let tail = &frames[evoke.frame as usize].cues[evoke.cue as usize].tail;
                let (next, further) = traces(tail);
                all |= next;
                table.nexts.push(next);
                table.wants.push(Wants { further, asks });
                table.evokes.push(evoke);
                pairs.extend(nexts(tail).map(|next| pair(word, next)));
            }
            table.ends.push((table.evokes.len() as u32, all & ANYTHING != 0));
        }
        table.pairs = pairs.into_iter().collect();
        table
    }

    /// The number of the word here; 0 if it evokes nothing.
    #[inline]
    pub fn number(&self, word: Key) -> u32 {
        self.words.get(word)
    }

    /// What the word with this number evokes.
    #[inline]
    pub fn of(&self, number: u32) -> Evoked<'_> {
        let number = number as usize;
        let from = number.checked_sub(1).map_or(0, |before| self.ends[before].0);
        let (to, alone) = self.ends[number];
        let own = from as usize..to as usize;
        Evoked {
            alone,
            nexts: &self.nexts[own.clone()],
            wants: &self.wants[own.clone()],
            evokes: &self.evokes[own],
        }
    }

    /// Whether a phrase may begin with these two words, others between them or not.
    #[inline]
    pub fn follow(&self, word: u64, next: u64) -> bool {
        self.pairs.has(pair(word, next))
    }
}

/// What one word form evokes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Evoked<'a> {
    /// Whether a cue may be the word alone.
    pub alone: bool,
    /// Of each cue, the words that may come next, as a set of [`trace`]s.
    pub nexts: &'a [u64],
    pub wants: &'a [Wants],
    pub evokes: &'a [Evoke],
}

/// What a cue word makes no claim without, beside the word that comes next.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wants {
    /// The words of which one must come behind the next, as a set of [`trace`]s.
    pub further: u64,
    pub asks: Asks,
}

/// The classes that frames ask for, by their words.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    words: Numbers,
    /// Of each word, the classes that have it, and those of which a phrase begins
    /// with it, as sets of [`asked_bit`]s.
    classes: Vec<[u64; 2]>,
    /// The first words of phrases with those that may come next, as [`pair`]s.
    pairs: Sieve,
}

/// The bit of the class that frames were the first, second … to ask for.
pub(crate) const fn asked_bit(number: usize) -> u64 {
    1 << (number % 64)
}

impl Asked {
    /// The table of `classes`, in the order of their bits.
    pub fn build<'c>(
        classes: impl Iterator<Item = &'c Class>,
        lexicon: impl Fn(u64) -> u32,
    ) -> Self {
        let mut table = Self::default();
        let mut of: HashMap<u64, [u64; 2], Prehashed> = HashMap::default();
        let mut pairs = Vec::new();
        for (number, class) in classes.enumerate() {
            let bit = asked_bit(number);
            for &word in &class.forms {
                of.entry(word).or_default()[0] |= bit;
            }
            for phrase in &class.phrases {
                of.entry(phrase[0]).or_default()[1] |= bit;
                pairs.push(pair(phrase[0], phrase[1]));
            }
        }
        let words = sorted(of.keys().copied());
        table.classes.push([0, 0]);
        table.classes.extend(words.iter().map(|word| of[word]));
        table.words = Numbers::build(&words, lexicon);
        table.pairs = pairs.into_iter().collect();
        table
    }

    /// The classes that have `word`, or a phrase that may begin with it and go on
    /// `behind`, as a set of [`asked_bit`]s.
    #[inline]
    pub fn classes(&self, word: Key, behind: impl Iterator<Item = u64>) -> u64 {
        let [own, begun] = self.classes[self.words.get(word) as usize];
        let mut next = behind.map(|next| pair(word.0, next));
        if begun & !own != 0 && next.any(|pair| self.pairs.has(pair)) { own | begun } else { own }
    }
}

/// A word of a text, as it is looked up: its hash, and its number in the lexicon (0 if
/// it has none).
pub(crate) type Key = (u64, u32);

/// Numbers words from 1, in the order of their hashes; other words have 0.
#[derive(Debug, Default)]
struct Numbers {
    /// By the number in the lexicon. The commonest words come first there, so that what is read
    /// of this lies close together.
    known: Vec<u32>,
    /// The words that the lexicon lacks: a text has few of them.
    sieve: Sieve,
    others: Index,
}

impl Numbers {
    /// The numbers of `words`, which are sorted and all different.
    fn build(words: &[u64], lexicon: impl Fn(u64) -> u32) -> Self {
        let mut numbers = Self::default();
        let mut others = Vec::new();
        for (&word, number) in words.iter().zip(1..) {
            match lexicon(word) as usize {
                0 => {
                    others.push((word, number));
                }
                known => {
                    if numbers.known.len() <= known {
                        numbers.known.resize(known + 1, 0);
                    }
                    numbers.known[known] = number;
                }
            }
        }
        numbers.sieve = others.iter().map(|&(word, _)| word).collect();
        numbers.others = Index::new(Index::build(&others).into());
        numbers
    }

    /// Hardly a branch here depends on the word, since none could be foreseen.
    #[inline]
    fn get(&self, (word, known): Key) -> u32 {
        let number = self.known.get(known as usize).copied().unwrap_or_default();
        if (known == 0) & self.sieve.has(word) {
            self.others.get(word).unwrap_or(0)
        } else {
            number
        }
    }
}

fn sorted(words: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut words: Vec<_> = words.collect();
    words.sort_unstable();
    words
}
