//! The extractor: built once from data, then run over any number of texts.

use crate::document::{Document, Layout, Parts, Sentence};
use crate::sentence::sentences;
use crate::token::{Token, tokenize};
use crate::{Article, Error, Span, mention};
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
        self.run(&mut workspace, text, None);
        Document::owned(text, workspace.parts)
    }

    /// Reads `text` with the buffers of `workspace`, which is cheaper than
    /// [`extract`](Self::extract) where many texts are read.
    pub fn extract_into<'w>(&self, workspace: &'w mut Workspace, text: &'w str) -> Document<'w> {
        self.run(workspace, text, None);
        Document::borrowed(text, &workspace.parts)
    }

    /// Reads an article with its headline; the spans of the document refer to
    /// [`Article::text`].
    #[must_use]
    pub fn extract_article<'t>(&self, article: &'t Article<'_>) -> Document<'t> {
        let mut workspace = Workspace::default();
        self.run(&mut workspace, article.text(), article.headline());
        Document::owned(article.text(), workspace.parts)
    }

    /// Reads an article as [`extract_article`](Self::extract_article) does,
    /// with the buffers of `workspace`.
    pub fn extract_article_into<'w>(
        &self,
        workspace: &'w mut Workspace,
        article: &'w Article<'_>,
    ) -> Document<'w> {
        self.run(workspace, article.text(), article.headline());
        Document::borrowed(article.text(), &workspace.parts)
    }

    fn run(&self, workspace: &mut Workspace, text: &str, headline: Option<Span>) {
        let _ = &self.data;
        let Workspace { tokens, parts } = workspace;
        tokens.clear();
        parts.clear();
        tokenize(text, tokens);
        let body = headline.map_or(0, |headline| {
            parts.sentences.push(Sentence { span: headline, layout: Layout::Title });
            headline.end
        });
        parts.sentences.extend(sentences(&text[body..]).map(|sentence| Sentence {
            span: Span::new(sentence.span.start + body, sentence.span.end + body),
            ..sentence
        }));
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
