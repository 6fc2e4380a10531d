//! Which words of a sentence may be cues. The words alone tell it, and most
//! sentences have none: they need no analysis.

use crate::chunk::word::Word;
use crate::frames::{ANYTHING, Asks, CueWord, Evoke, Frame, Frames, Tail, trace};
use crate::lexicon::Cats;

/// A word that may be the cue of a frame.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    /// Index of the word.
    pub at: usize,
    pub evoke: Evoke,
}

/// Words of a sentence among which the next word of a phrase is sought: two
/// adverbs may stand before it.
const REACH: usize = 3;

/// Fills `found` with the cues that `words` may hold, in order: those whose
/// phrase is there, of frames that find here what they ask for. With `every`,
/// those too that cannot come to a claim.
pub(crate) fn candidates(frames: &Frames, words: &[Word], every: bool, found: &mut Vec<Candidate>) {
    found.clear();
    // Many sentences need not know.
    let mut held = None;
    for (at, word) in words.iter().enumerate() {
        if !frames.forms.has(word.hash) {
            continue;
        }
        let Some(evokes) = frames.by_form.get(&word.hash) else { continue };
        let behind = &words[at + 1..];
        let ahead = behind.iter().take(REACH).fold(ANYTHING, |set, w| set | trace(w.hash));
        for evoke in evokes {
            if !every {
                if evoke.next & ahead == 0 {
                    continue;
                }
                let frame = &frames.frames[evoke.frame as usize];
                let cue = &frame.cues[evoke.cue as usize];
                if !goes_on(cue, behind) {
                    continue;
                }
                let held = held.get_or_insert_with(|| Held::read(frames, words));
                if !held.all(evoke.asks) || !held.fits(frame, cue) {
                    continue;
                }
            }
            found.push(Candidate { at, evoke: *evoke });
        }
    }
}

/// What a sentence holds that frames ask for.
struct Held {
    /// The classes of its words, as a set of [`class_bit`](crate::frames::class_bit)s.
    classes: u64,
    /// A bit for each word; words may share one.
    words: [u64; 8],
    negation: bool,
}

impl Held {
    fn read(frames: &Frames, words: &[Word]) -> Self {
        let of = |word: u64| match frames.asked.has(word) {
            true => frames.classes_of.get(&word).copied().unwrap_or_default(),
            false => 0,
        };
        // Most words are their own lemma, or have none.
        let lemma = |own: u64, lemma: u64| if lemma == 0 || lemma == own { 0 } else { of(lemma) };
        let mut held = Self { classes: 0, words: [0; 8], negation: false };
        for Word { hash, entry, .. } in words {
            held.classes |= of(*hash);
            held.classes |= lemma(*hash, entry.verb_lemma) | lemma(*hash, entry.noun_lemma);
            let (block, bit) = place(*hash);
            held.words[block] |= bit;
            held.negation |= entry.cats.any(Cats::NEG.with(Cats::NEGATIVE));
        }
        held
    }

    fn all(&self, asks: Asks) -> bool {
        (asks.classes == 0 || asks.classes & self.classes != 0) && (!asks.negation || self.negation)
    }

    /// Whether a pattern of the frame for such a cue has its words here.
    fn fits(&self, frame: &Frame, cue: &CueWord) -> bool {
        let has = |word: &u64| {
            let (block, bit) = place(*word);
            self.words[block] & bit != 0
        };
        let mut patterns = frame.patterns.iter().filter(|pattern| pattern.class == cue.class);
        patterns.any(|pattern| pattern.wants().all(|words| words.iter().any(has)))
    }
}

/// The bit of a word, and the block that it lies in.
const fn place(word: u64) -> (usize, u64) {
    ((word >> 6 & 7) as usize, 1 << (word & 63))
}

/// Whether the words `behind` the first of a phrase may be the rest of it.
fn goes_on(cue: &CueWord, behind: &[Word]) -> bool {
    cue.tail.iter().enumerate().all(|(i, tail)| match tail {
        Tail::Words(forms) => behind.iter().take((i + 1) * REACH).any(|word| forms.has(word.hash)),
        Tail::Optional(_) | Tail::Possessive => true,
    })
}
