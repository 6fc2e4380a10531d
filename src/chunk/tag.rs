//! Word classes: the cheapest path through the classes that each word may
//! have, by the frequencies of the lexicon and the order of classes in
//! English (a first-order Viterbi search; Viterbi 1967).

use super::word::{Mark, Word};
use crate::document::EntityKind;
use crate::lexicon::{Cats, Lexicon, TAGS, Tag};

const FAR: i32 = i32::MAX / 4;

/// A path so far behind the cheapest is given up.
const BEAM: i32 = 900;

/// Cost of a reading that the spelling speaks against.
const AGAINST: i32 = 120;

/// The buffers of the search.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tagger {
    /// For each word and each state behind it: the class chosen and the state
    /// before.
    back: Vec<[(Tag, u8); TAGS]>,
}

impl Tagger {
    /// Gives every word of a sentence its class.
    pub fn tag(&mut self, lexicon: &Lexicon, words: &mut [Word]) {
        self.back.clear();
        let mut cost = [FAR; TAGS];
        cost[Tag::Start as usize] = 0;
        // The states that a path has reached, so that the others cost nothing.
        let mut live = [0u8; TAGS];
        live[0] = Tag::Start as u8;
        let mut reached = 1;
        for (i, word) in words.iter().enumerate() {
            let before = i.checked_sub(1).map(|i| &words[i]);
            let mut next = [FAR; TAGS];
            let mut back = [(Tag::Mark, 0u8); TAGS];
            candidates(lexicon, word, before, |tag, lexical| {
                for &state in &live[..reached] {
                    let state = usize::from(state);
                    let so_far = cost[state];
                    // Adverbs and quotation marks are passed over: the class
                    // before them decides what follows.
                    let (to, total) = if tag == Tag::Adverb {
                        (state, so_far + lexical)
                    } else if word.mark == Mark::QuoteOpen || word.mark == Mark::QuoteClose {
                        (state, so_far)
                    } else {
                        let step = i32::from(lexicon.follow[state][tag as usize]);
                        (tag as usize, so_far + step + lexical)
                    };
                    if total < next[to] {
                        next[to] = total;
                        back[to] = (tag, state as u8);
                    }
                }
            });
            // Keeps the numbers small however long the sentence.
            let least = next.iter().copied().min().unwrap_or(0);
            reached = 0;
            for (state, c) in next.iter_mut().enumerate().filter(|(_, c)| **c < FAR) {
                *c -= least;
                if *c <= BEAM {
                    live[reached] = state as u8;
                    reached += 1;
                }
            }
            cost = next;
            self.back.push(back);
        }
        let mut state = (0..TAGS).min_by_key(|&s| cost[s]).unwrap_or(0);
        for (word, back) in words.iter_mut().zip(&self.back).rev() {
            let (tag, before) = back[state];
            word.tag = tag;
            state = before as usize;
        }
    }
}

/// Gives each class that `word` may have, with its cost: at least one.
fn candidates(
    lexicon: &Lexicon,
    word: &Word,
    before: Option<&Word>,
    mut give: impl FnMut(Tag, i32),
) {
    let mut any = false;
    readings(lexicon, word, before, |tag, cost| {
        any = true;
        give(tag, cost);
    });
    if !any {
        give(Tag::Noun, 0);
    }
}

fn readings(lexicon: &Lexicon, word: &Word, before: Option<&Word>, mut give: impl FnMut(Tag, i32)) {
    if word.mark != Mark::None {
        let conjunction = word.is(Cats::COORD);
        return give(
            match word.mark {
                Mark::Comma => Tag::Comma,
                _ if conjunction => Tag::Coord,
                _ => Tag::Mark,
            },
            0,
        );
    }
    if word.digit {
        return give(if word.kind == Some(EntityKind::Date) { Tag::Name } else { Tag::Num }, 0);
    }
    let entry = &word.entry;
    // “US” is no pronoun, and “May 8” no modal.
    if word.acronym && word.entry.cats.any(Cats::CLOSED)
        || word.mention != 0 && word.capital && !word.is(Cats::DET)
    {
        return give(Tag::Name, 0);
    }
    let closed = closed_class(word, before, &mut give);
    if word.mention != 0 && !closed {
        return give(Tag::Name, 0);
    }
    let open = Cats::VERB.with(Cats::NOUN).with(Cats::NOUNS).with(Cats::ADJ).with(Cats::ADVERB);
    let named = word.capital && !word.open_case && !closed;
    let known = entry.noun_lemma != 0 || entry.verb_lemma != 0 || entry.adj > 0 || entry.adverb > 0;
    let against = if named { AGAINST } else { 0 };
    if word.capital && !closed {
        // Inside a sentence a capital names; where every word may have one,
        // only a word that the lexicon lacks does.
        let cost = if named || !known { 0 } else { AGAINST };
        give(Tag::Name, cost - lexicon.share[Tag::Name as usize]);
    }
    if !entry.cats.any(open)
        || closed
            && !entry.cats.any(Cats::ADVERB.with(Cats::NUMBER))
            && entry.verb == 0
            && entry.noun == 0
    {
        if entry.cats.any(Cats::ADVERB) {
            give(Tag::Adverb, 60);
        }
        return;
    }
    let total = f64::from(entry.noun)
        + f64::from(entry.verb)
        + f64::from(entry.adj)
        + f64::from(entry.adverb)
        + 2.0;
    let weigh = |tag: Tag, count: f64| {
        let rarity = (-100.0 * ((count + 0.4) / total).log10()) as i32;
        rarity - lexicon.share[tag as usize] + against
    };
    let verb = f64::from(entry.verb);
    let forms = [
        (Cats::BASE, Tag::Base),
        (Cats::S, Tag::S),
        (Cats::PAST, Tag::Past),
        (Cats::PART, Tag::Part),
        (Cats::ING, Tag::Ing),
    ];
    for (cat, tag) in forms {
        if entry.cats.any(cat) {
            give(tag, weigh(tag, verb / 3.0));
        }
    }
    if entry.cats.any(Cats::NOUN) {
        give(Tag::Noun, weigh(Tag::Noun, f64::from(entry.noun)));
    }
    if entry.cats.any(Cats::NOUNS) {
        give(Tag::Plural, weigh(Tag::Plural, f64::from(entry.noun)));
    }
    if entry.cats.any(Cats::ADJ) {
        give(Tag::Adj, weigh(Tag::Adj, f64::from(entry.adj)));
    }
    if entry.cats.any(Cats::ADVERB) {
        let rarity = weigh(Tag::Adverb, f64::from(entry.adverb));
        // “called it false”: what is more often an adjective is one.
        let adjective = entry.adj > entry.adverb;
        give(Tag::Adverb, rarity + if adjective { 280 } else { 130 });
    }
}

/// Gives the closed classes of `word`; whether it has any.
fn closed_class(word: &Word, before: Option<&Word>, give: &mut impl FnMut(Tag, i32)) -> bool {
    // Most words are of no closed class.
    if !word.is(Cats::GRAMMATICAL.with(Cats::NUMBER).with(Cats::TIME)) {
        return false;
    }
    let classes: [(Cats, Tag, i32); 17] = [
        (Cats::DET, Tag::Det, 0),
        (Cats::POSSESSIVE, Tag::Det, 0),
        (Cats::SUBJECT, Tag::Subj, 0),
        (Cats::OBJECT, Tag::Obj, 0),
        (Cats::PRONOUN, Tag::Pron, 20),
        (Cats::PREP, Tag::Prep, 0),
        (Cats::OF, Tag::Of, 0),
        (Cats::BY, Tag::By, 0),
        (Cats::TO, Tag::To, 0),
        (Cats::COORD, Tag::Coord, 0),
        (Cats::SUB, Tag::Sub, 10),
        (Cats::WH, Tag::Wh, 0),
        (Cats::MODAL, Tag::Modal, 0),
        (Cats::BE, Tag::Be, 0),
        (Cats::HAVE, Tag::Have, 0),
        (Cats::GENITIVE, Tag::Gen, 0),
        (Cats::NUMBER, Tag::Num, 0),
    ];
    let mut any = false;
    for (cat, tag, cost) in classes {
        if word.is(cat) {
            any = true;
            // The ending of “X's” is the verb far less often than the possessive.
            let rare = tag == Tag::Be && word.is(Cats::GENITIVE);
            give(tag, if rare { AGAINST } else { cost });
        }
    }
    if word.is(Cats::THAT) {
        // A relative needs a noun before it, perhaps with a comma between.
        let opens = before.is_none_or(|w| w.mark != Mark::None && w.mark != Mark::Comma);
        if !opens {
            give(Tag::Sub, 0);
            give(Tag::Wh, 20);
        }
        give(Tag::Pron, if opens { 0 } else { 60 });
        any = true;
    }
    if word.is(Cats::DO) {
        give(Tag::Modal, 0);
        for (cat, tag) in [(Cats::BASE, Tag::Base), (Cats::S, Tag::S), (Cats::PAST, Tag::Past)] {
            if word.is(cat) {
                give(tag, 10);
            }
        }
        any = true;
    }
    // “today's talks”
    if word.is(Cats::TIME) && word.is(Cats::ADVERB) {
        give(Tag::Noun, 40);
    }
    if word.is(Cats::NEG) {
        give(Tag::Adverb, 0);
        any = true;
    }
    any
}
