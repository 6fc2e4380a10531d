//! Shallow syntax of one sentence: words with their class, noun and verb
//! groups, clauses with their subjects. A finite-state cascade in the manner
//! of FASTUS (Hobbs and others 1997): each level reads the one below it once,
//! from left to right.

pub(crate) mod clause;
pub(crate) mod group;
mod participle;
pub(crate) mod tag;
pub(crate) mod word;

use crate::document::{Mention, Sentence};
use crate::lexicon::Lexicon;
use crate::name::Seen;
use crate::token::Token;
use clause::{Clause, Phrase};
use group::Chunk;
use std::fmt::Write;
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
    /// Reads the words of the sentence whose tokens are `tokens`, with what was
    /// `seen` of each; `mentions` are those that lie in it, with the index of the
    /// first.
    pub fn read(
        &mut self,
        text: &str,
        lexicon: &Lexicon,
        (tokens, seen): (&[Token], &[Seen]),
        sentence: &Sentence,
        mentions: (&[Mention], usize),
    ) {
        word::read(text, lexicon, (tokens, seen), sentence, mentions, &mut self.words);
    }

    /// Analyses the words that were read.
    pub fn analyse(&mut self, lexicon: &Lexicon) {
        self.tagger.tag(lexicon, &mut self.words);
        group::group(lexicon, &self.words, &mut self.chunks);
        clause::analyse(
            lexicon,
            &self.words,
            &mut self.chunks,
            &mut self.clauses,
            &mut self.phrases,
        );
    }

    /// The analysis in one line: noun and verb groups in brackets, each verb
    /// group with its subject.
    pub fn render(&self, text: &str) -> String {
        let mut out = String::new();
        let slice = |from: usize, to: usize| {
            let words = &self.words[self.chunks[from].from as usize..self.chunks[to].to as usize];
            match (words.first(), words.last()) {
                (Some(first), Some(last)) => &text[first.start as usize..last.end as usize],
                _ => "",
            }
        };
        for (k, chunk) in self.chunks.iter().enumerate() {
            if k > 0 {
                out.push(' ');
            }
            let own = slice(k, k);
            let subject = chunk.phrase.checked_sub(1).filter(|_| chunk.is(group::Kind::Verb));
            match (chunk.kind, subject) {
                (group::Kind::Verb, Some(p)) => {
                    let p = &self.phrases[usize::from(p)];
                    let subject = slice(usize::from(p.first), usize::from(p.last));
                    let _ = write!(out, "[{own} ← {subject}]");
                }
                (group::Kind::Verb | group::Kind::Noun, _) => {
                    let _ = write!(out, "[{own}]");
                }
                _ => out.push_str(own),
            }
        }
        out
    }
}
