//! Shallow syntax of one sentence: words with their class, noun and verb
//! groups, clauses with their subjects. A finite-state cascade in the manner
//! of FASTUS (Hobbs and others 1997): each level reads the one below it once,
//! from left to right.

pub(crate) mod clause;
pub(crate) mod group;
pub(crate) mod tag;
pub(crate) mod word;

use crate::document::{Mention, Sentence};
use crate::lexicon::Lexicon;
use crate::token::Token;
use clause::{Clause, Phrase};
use group::Chunk;
use word::Word;

/// The analysis of one sentence. Its buffers are reused.
#[derive(Clone, Debug, Default)]
pub(crate) struct Syntax {
    pub words: Vec<Word>,
    pub chunks: Vec<Chunk>,
    pub clauses: Vec<Clause>,
    /// Noun phrases: groups with what attaches to them.
    pub phrases: Vec<Phrase>,
    tagger: tag::Tagger,
}

impl Syntax {
    /// Analyses the sentence whose tokens are `tokens`; `mentions` are those
    /// that lie in it, with the index of the first.
    pub fn analyse(
        &mut self,
        text: &str,
        lexicon: &Lexicon,
        tokens: &[Token],
        sentence: &Sentence,
        mentions: (&[Mention], usize),
    ) {
        word::read(text, lexicon, tokens, sentence, mentions, &mut self.words);
        self.tagger.tag(lexicon, &mut self.words);
        group::group(&self.words, &mut self.chunks);
        clause::analyse(
            lexicon,
            &self.words,
            &mut self.chunks,
            &mut self.clauses,
            &mut self.phrases,
        );
    }
}
