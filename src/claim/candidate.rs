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

/// Words among which the second of the words behind the first one is sought.
const FAR: usize = 3 * REACH;

/// Words that are looked up before the first of them is looked at.
const SOME: usize = 64;

/// Fills `found` with the cues that `words` may hold, in order: those whose
/// phrase is there, of frames that find here what they ask for. With `every`,
/// those too that cannot come to a claim.
pub(crate) fn candidates(frames: &Frames, words: &[Word], every: bool, found: &mut Vec<Candidate>) {
    found.clear();
    // Many sentences need not know.
    let mut held = None;
    let mut first = 0;
    for some in words.chunks(SOME) {
        // First those words that evoke anything, without a branch for each.
        let mut evoking = [(0, 0); SOME];
        let mut count = 0;
        for (at, word) in (first..).zip(some) {
            let number = frames.evokes.number(word.key());
            evoking[count] = (at, number);
            count += usize::from(number != 0);
        }
        first += some.len();
        for &(at, number) in &evoking[..count] {
            let evoked = frames.evokes.of(number);
            let (word, behind) = (&words[at], &words[at + 1..]);
            let begins = |next: &Word| frames.evokes.follow(word.hash, next.hash);
            let near = behind.iter().take(REACH);
            if !every && !evoked.alone && !near.fold(false, |any, next| any | begins(next)) {
                continue;
            }
            let traces =
                |reach| behind.iter().take(reach).fold(ANYTHING, |set, w| set | trace(w.hash));
            let (near, far) = (traces(REACH), traces(FAR));
            for ((&evoke, wants), next) in evoked.evokes.iter().zip(evoked.wants).zip(evoked.nexts)
            {
                if !every {
                    if next & near == 0 || wants.further & far == 0 {
                        continue;
                    }
                    let held = held.get_or_insert_with(|| Held::read(frames, words));
                    if !held.all(wants.asks) {
                        continue;
                    }
                    let frame = &frames.frames[evoke.frame as usize];
                    let cue = &frame.cues[evoke.cue as usize];
                    if !goes_on(cue, behind) || !held.fits(frame, cue) {
                        continue;
                    }
                }
                found.push(Candidate { at, evoke });
            }
        }
    }
}

/// What a sentence holds that frames ask for.
struct Held {
    /// The classes of its words, as a set of bits that [`Asks`] has.
    classes: u64,
    /// A bit for each word; words may share one.
    words: [u64; 8],
    negation: bool,
}

impl Held {
    fn read(frames: &Frames, words: &[Word]) -> Self {
        let mut held = Self { classes: 0, words: [0; 8], negation: false };
        for (at, word) in words.iter().enumerate() {
            let behind = words[at + 1..].iter().take(REACH).map(|word| word.hash);
            // A class has every form of its words: no lemma needs asking.
            held.classes |= frames.asked.classes(word.key(), behind);
            let (block, bit) = place(word.hash);
            held.words[block] |= bit;
            held.negation |= word.is(Cats::NEG.with(Cats::NEGATIVE));
        }
        held
    }

    fn all(&self, asks: Asks) -> bool {
        let wanted = asks.classes | if self.negation { asks.neglected } else { 0 };
        (asks.classes == 0 || wanted & self.classes != 0) && (!asks.negation || self.negation)
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
