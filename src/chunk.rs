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

    /// The analysis in one line: groups in brackets with their clause, verb
    /// groups with their subject.
    pub fn render(&self, text: &str) -> String {
        let mut out = String::new();
        for (k, chunk) in self.chunks.iter().enumerate() {
            let words = &self.words[chunk.from as usize..chunk.to as usize];
            let start = words.first().map_or(0, |w| w.start as usize);
            let end = words.last().map_or(0, |w| w.end as usize);
            let slice = &text[start..end];
            let depth = self.clauses.get(usize::from(chunk.clause)).map_or(' ', |_| ' ');
            let _ = match chunk.kind {
                group::Kind::Noun => write!(out, "[{k}n {slice}]{}", chunk.clause),
                group::Kind::Verb => {
                    let subject = chunk.phrase.checked_sub(1).map(|p| {
                        let p = &self.phrases[usize::from(p)];
                        format!("{}-{}", p.first, p.last)
                    });
                    write!(
                        out,
                        "[{k}v {slice} {:?}{}{} subj={}]{}",
                        chunk.form,
                        if chunk.passive { " passive" } else { "" },
                        if chunk.negated { " not" } else { "" },
                        subject.as_deref().unwrap_or("-"),
                        chunk.clause
                    )
                }
                _ => write!(out, "{slice}/{:?}", chunk.kind),
            };
            out.push(depth);
        }
        for (i, c) in self.clauses.iter().enumerate() {
            let _ = write!(
                out,
                "\n  clause {i} {:?} {}..{} parent {} gov {}",
                c.kind, c.from, c.to, c.parent as i16, c.governor as i16
            );
        }
        for p in self.phrases.iter().filter(|p| p.last > p.head) {
            let _ = write!(
                out,
                "\n  phrase {}..{} head {} prep {}{}",
                p.first,
                p.last,
                p.head,
                p.prep as i16,
                if p.coordinated { " coord" } else { "" }
            );
        }
        out
    }
}
