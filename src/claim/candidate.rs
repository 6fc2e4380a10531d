//! Which words of a sentence may be cues. The words alone tell it, and most
//! sentences have none: they need no analysis.

use crate::chunk::word::Word;
use crate::frames::{ANYTHING, CueWord, Evoke, Frames, Tail, trace};

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
/// phrase is there, of frames whose classes have a word here. With `every`, those
/// too that cannot come to a claim.
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
        for &evoke in evokes {
            let fits = every
                || evoke.next & ahead != 0
                    && goes_on(
                        &frames.frames[evoke.frame as usize].cues[evoke.cue as usize],
                        behind,
                    )
                    && (evoke.asks == 0
                        || evoke.asks & *held.get_or_insert_with(|| classes(frames, words)) != 0);
            if fits {
                found.push(Candidate { at, evoke });
            }
        }
    }
}

/// Whether the words `behind` the first of a phrase may be the rest of it.
fn goes_on(cue: &CueWord, behind: &[Word]) -> bool {
    cue.tail.iter().enumerate().all(|(i, tail)| match tail {
        Tail::Words(forms) => behind.iter().take((i + 1) * REACH).any(|word| forms.has(word.hash)),
        Tail::Optional(_) | Tail::Possessive => true,
    })
}

/// The classes of which `words` hold a word, as a set of [`Frames::class_bit`]s.
fn classes(frames: &Frames, words: &[Word]) -> u64 {
    let of = |word: u64| match frames.asked.has(word) {
        true => frames.classes_of.get(&word).copied().unwrap_or_default(),
        false => 0,
    };
    // Most words are their own lemma, or have none.
    let lemma = |own: u64, lemma: u64| if lemma == 0 || lemma == own { 0 } else { of(lemma) };
    words.iter().fold(0, |set, word| {
        let Word { hash, entry, .. } = word;
        set | of(*hash) | lemma(*hash, entry.verb_lemma) | lemma(*hash, entry.noun_lemma)
    })
}
