//! The extractor: built once from data, then run over any number of texts.

use crate::chunk::Syntax;
use crate::claim::{self, Stage};
use crate::data::Data;
use crate::document::{Document, Layout, Parts, Sentence};
use crate::quote::{self, Quotes};
use crate::sentence::sentences;
use crate::token::{Flags, Token, tokenize};
use crate::{Article, Error, Span, mention};
use std::sync::Arc;

/// Extracts sentences, entities, quotations and claims from texts.
///
/// Immutable, `Send + Sync`, and cheap to clone: clones share the same data.
#[derive(Clone, Debug)]
pub struct Extractor {
    data: Arc<Data>,
}

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
        Self { data: Data::builtin() }
    }

    pub(crate) fn with_data(data: Data) -> Self {
        Self { data: Arc::new(data) }
    }

    pub(crate) fn frames(&self) -> &crate::frames::Frames {
        &self.data.frames
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

    /// Shows how each sentence is read.
    #[doc(hidden)]
    #[must_use]
    pub fn syntax(&self, text: &str) -> String {
        let mut workspace = Workspace::default();
        self.run(&mut workspace, text, None);
        let mut syntax = Syntax::default();
        let mut out = String::new();
        for s in &workspace.parts.sentences {
            let tokens: Vec<Token> =
                workspace.tokens.iter().copied().filter(|t| s.span.contains(t.span())).collect();
            let mentions: Vec<_> = workspace
                .parts
                .mentions
                .iter()
                .copied()
                .filter(|m| s.span.contains(m.span))
                .collect();
            syntax.analyse(text, &self.data.lexicon, &tokens, s, (&mentions, 0));
            out.push_str(&syntax.render(text));
            out.push('\n');
        }
        out
    }

    fn run(&self, workspace: &mut Workspace, text: &str, headline: Option<Span>) {
        let data = &*self.data;
        let Workspace { tokens, parts, syntaxes, quotes } = workspace;
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
        quotes.begin(text, tokens, &parts.sentences);
        // A batch of sentences is a paragraph, or several through which one
        // quotation runs: the speaker of a quotation is settled before the
        // claims in it.
        let (mut token, mut mention, mut next) = (0, 0, 0);
        while next < parts.sentences.len() {
            let first = next;
            while next < parts.sentences.len() && next < first + BATCH {
                let sentence = &parts.sentences[next];
                let first_token = token;
                while tokens.get(token).is_some_and(|t| (t.start as usize) < sentence.span.end) {
                    token += 1;
                }
                let first_mention = mention;
                while parts.mentions.get(mention).is_some_and(|m| m.span.start < sentence.span.end)
                {
                    mention += 1;
                }
                let own = &tokens[first_token..token];
                if syntaxes.len() <= next - first {
                    syntaxes.push((Syntax::default(), false));
                }
                let (syntax, claims) = &mut syntaxes[next - first];
                *claims = own.iter().any(|t| data.frames.by_form.contains_key(&t.hash));
                let reports = quotes.quoted(sentence.span)
                    || own.iter().any(|t| data.reporting.may_report(t.hash));
                if *claims || reports {
                    syntax.analyse(
                        text,
                        &data.lexicon,
                        own,
                        sentence,
                        (&parts.mentions[first_mention..mention], first_mention),
                    );
                }
                if reports {
                    quotes.read(&quote::Scene { text, words: &data.reporting, syntax, sentence });
                }
                next += 1;
                let ends = tokens.get(token).is_none_or(|t| t.flags.has(Flags::LINE_BEFORE));
                if ends && !quotes.runs_on(sentence.span.end) {
                    break;
                }
            }
            quotes.settle(text, parts.sentences[next - 1].span.end);
            for (index, (syntax, claims)) in (first..next).zip(&*syntaxes) {
                if !claims {
                    continue;
                }
                let sentence = &parts.sentences[index];
                let stage = Stage {
                    frames: &data.frames,
                    support: &data.support,
                    lexicon: &data.lexicon,
                    text,
                    syntax,
                    heading: matches!(sentence.layout, Layout::Title | Layout::Heading),
                    quotes,
                };
                let known = parts.claims.len();
                claim::find(&stage, index, &mut parts.claims, None);
                for claim in &mut parts.claims[known..] {
                    claim.quote = quotes.around(claim.cue).map(|(index, _)| index);
                }
            }
            quotes.flush(&mut parts.quotes);
        }
    }
}

/// Most sentences whose analyses are held at one time.
const BATCH: usize = 64;

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
    /// The sentences of a batch, with whether they may hold claims.
    syntaxes: Vec<(Syntax, bool)>,
    quotes: Quotes,
    parts: Parts,
}
