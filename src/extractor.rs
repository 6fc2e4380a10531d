//! The extractor: built once from data, then run over any number of texts.

use crate::document::{Document, Parts};
use crate::sentence::sentences;
use crate::token::{Token, tokenize};
use crate::{Error, mention};
use std::sync::Arc;

/// Extracts sentences, entities, quotations and claims from texts.
///
/// Immutable, `Send + Sync`, and cheap to clone: clones share the same data.
#[derive(Clone, Debug)]
pub struct Extractor {
    data: Arc<Data>,
}

/// What an extractor knows: all from data files.
#[derive(Debug)]
struct Data {}

impl Default for Extractor {
    fn default() -> Self {
        Self::new()
    }
}

impl Extractor {
    /// An extractor with the built-in data, which is read once in a process.
    ///
    /// # Panics
    ///
    /// Never: the built-in data is checked by the tests of this crate.
    #[must_use]
    pub fn new() -> Self {
        Self { data: Arc::new(Data {}) }
    }

    /// A builder, for data of your own.
    #[must_use]
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder {}
    }

    /// Reads `text`. Cannot fail, whatever the text.
    #[must_use]
    pub fn extract<'t>(&self, text: &'t str) -> Document<'t> {
        let mut workspace = Workspace::default();
        self.run(&mut workspace, text);
        Document::owned(text, workspace.parts)
    }

    /// Reads `text` with the buffers of `workspace`, which is cheaper than
    /// [`extract`](Self::extract) where many texts are read.
    pub fn extract_into<'w>(&self, workspace: &'w mut Workspace, text: &'w str) -> Document<'w> {
        self.run(workspace, text);
        Document::borrowed(text, &workspace.parts)
    }

    /// Shows how each sentence is read.
    #[doc(hidden)]
    #[must_use]
    pub fn syntax(&self, text: &str) -> String {
        let mut workspace = Workspace::default();
        self.run(&mut workspace, text);
        let mut syntax = crate::chunk::Syntax::default();
        let mut out = String::new();
        for s in &workspace.parts.sentences {
            let tokens: Vec<Token> = workspace.tokens.iter().copied().filter(|t| s.span.contains(t.span())).collect();
            syntax.analyse(text, crate::lexicon::builtin(), &tokens, s, (&[], 0));
            out.push_str(&syntax.render(text));
            out.push('\n');
        }
        out
    }

    fn run(&self, workspace: &mut Workspace, text: &str) {
        let _ = &self.data;
        let Workspace { tokens, parts } = workspace;
        tokens.clear();
        parts.clear();
        tokenize(text, tokens);
        parts.sentences.extend(sentences(text));
        mention::recognise(
            text,
            tokens,
            &parts.sentences,
            &mut parts.mentions,
            &mut parts.entities,
        );
    }
}

/// Builds an [`Extractor`] with data of your own.
#[derive(Clone, Debug, Default)]
pub struct ExtractorBuilder {}

impl ExtractorBuilder {
    /// The extractor.
    ///
    /// # Errors
    ///
    /// When a data file breaks the rules of its format: the error names file
    /// and line.
    pub fn build(&self) -> Result<Extractor, Error> {
        Ok(Extractor::new())
    }
}

/// Buffers that are reused from text to text.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    tokens: Vec<Token>,
    parts: Parts,
}
