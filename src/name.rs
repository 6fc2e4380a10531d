//! What is known of each token before any rule: the cue words it is, its word
//! classes, and the gazetteer names that begin with it.

use crate::gazetteer::list::NameKind;
use crate::gazetteer::{Cue, Found, Gazetteer};
use crate::lexicon::{Cats, Lexicon};
use crate::token::{Flags, Token};

/// The kinds that name a person.
pub(crate) const PERSON: u32 = COMMON | RARE;
/// The kinds of given names.
pub(crate) const GIVEN: u32 =
    NameKind::Given.bit() | NameKind::GivenM.bit() | NameKind::GivenF.bit();
/// The kinds of rare given names.
const RARE_GIVEN: u32 =
    NameKind::RareGiven.bit() | NameKind::RareGivenM.bit() | NameKind::RareGivenF.bit();
/// The kinds of names that tell a person by themselves, and of those that do not.
const COMMON: u32 = GIVEN | NameKind::Family.bit();
const RARE: u32 = RARE_GIVEN | NameKind::RareFamily.bit();
/// The kinds of given names of men, and of women.
pub(crate) const MASCULINE: u32 = NameKind::GivenM.bit() | NameKind::RareGivenM.bit();
pub(crate) const FEMININE: u32 = NameKind::GivenF.bit() | NameKind::RareGivenF.bit();

/// What is known of one token.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Seen {
    pub cue: Cue,
    pub cats: Cats,
    /// The kinds of person's name that the word is, as written here.
    pub person: u32,
    /// The kinds of rare person's name that it is.
    pub rare: u32,
    /// The longest name, no person's, that begins here; length 0 if none.
    pub hit: Found,
    /// Its value in the index of the lexicon; 0 if it is not there, or no word.
    pub word: u32,
}

impl Seen {
    /// The word is in the English lexicon.
    pub const fn common(&self) -> bool {
        self.word != 0
    }

    /// The word is a given name.
    pub const fn given(&self) -> bool {
        self.person & GIVEN != 0
    }

    /// The word is a family name.
    pub const fn family(&self) -> bool {
        self.person & NameKind::Family.bit() != 0
    }

    /// The word is a given name, if a rare one.
    pub const fn perhaps_given(&self) -> bool {
        self.person & GIVEN | self.rare & RARE_GIVEN != 0
    }

    /// The word is a family name, if a rare one.
    pub const fn perhaps_family(&self) -> bool {
        self.person & NameKind::Family.bit() | self.rare & NameKind::RareFamily.bit() != 0
    }
}

/// Tokens that are looked up together; see [`Index::first_slots`](crate::flat::Index::first_slots).
const BATCH: usize = 64;

/// Looks up every token of a text.
pub(crate) fn look_up(
    text: &str,
    tokens: &[Token],
    gazetteer: &Gazetteer,
    lexicon: &Lexicon,
    seen: &mut Vec<Seen>,
) {
    seen.clear();
    seen.resize(tokens.len(), Seen::default());
    let mut slots = [0; BATCH];
    let mut starts = Vec::with_capacity(BATCH);
    for (batch, first) in tokens.chunks(BATCH).zip((0..).step_by(BATCH)) {
        lexicon.index().first_slots(batch.iter().map(|token| token.hash), &mut slots);
        starts.clear();
        let own = seen[first..].iter_mut().zip(first..);
        for ((token, &slot), (s, at)) in batch.iter().zip(&slots).zip(own) {
            if token.flags.has(Flags::PUNCT) {
                continue;
            }
            match lexicon.index().value(token.hash, slot) {
                Some(value) => {
                    s.word = value;
                    (s.cats, s.cue) = lexicon.sets(value);
                }
                None => s.cue = gazetteer.cues().get(token.hash),
            }
            s.cue = s.cue.with(gazetteer.own_cue(token.hash));
            if token.is_capital()
                || token.flags.has(Flags::DIGIT.with(Flags::ALPHA))
                || s.cue.any(Cue::LOWER_START)
            {
                starts.push(at);
            }
        }
        gazetteer.find_all(text, tokens, &starts, !PERSON, |at, found, single| {
            let s = &mut seen[at];
            s.hit = found.unwrap_or_default();
            s.person = single & COMMON;
            s.rare = single & RARE;
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Data;
    use crate::token::tokenize;

    #[test]
    fn words_of_the_lexicon_and_others_have_the_cues_of_the_lists() {
        let (gazetteer, data) = (Gazetteer::builtin(), Data::builtin());
        let (mut tokens, mut seen) = (Vec::new(), Vec::new());
        let text = include_str!("../gazetteers/english/titles.list");
        tokenize(text, &mut tokens);
        look_up(text, &tokens, &gazetteer, &data.lexicon, &mut seen);
        for (token, s) in tokens.iter().zip(&seen).filter(|(token, _)| token.is_word()) {
            assert_eq!(s.cue, gazetteer.cues().get(token.hash), "{}", &text[token.span()]);
        }
        assert!(seen.iter().any(|s| s.common() && s.cue.any(Cue::OFFICE)));
        assert!(seen.iter().any(|s| !s.common() && s.cue.any(Cue::HONORIFIC)));
    }
}
