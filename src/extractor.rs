//! The extractor: built once from data, then run over any number of texts.

use crate::chunk::Syntax;
use crate::claim::candidate::{Candidate, candidates};
use crate::claim::{self, Stage, Trial};
use crate::data::{CUES, Data};
use crate::document::{Document, Layout, Parts, Sentence};
use crate::entity::Traits;
use crate::explain::Trace;
use crate::gazetteer::Gazetteer;
use crate::mention::Names;
use crate::quote::{self, Quotes};
use crate::sentence::sentences;
use crate::token::{Flags, Token, tokenize};
use crate::{Article, Date, Error, Span, entity, mention};
use std::sync::Arc;

/// A sentence longer than this many tokens is read in pieces: no sentence of
/// news is, and what a stage does for each group of a piece stays bounded.
const WINDOW: usize = 512;

/// Extracts sentences, entities, quotations and claims from texts.
///
/// Immutable, `Send + Sync`, and cheap to clone: clones share the same data.
#[derive(Clone, Debug)]
pub struct Extractor {
    data: Arc<Data>,
    gazetteer: Arc<Gazetteer>,
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
        Self { data: Data::builtin(), gazetteer: Gazetteer::builtin() }
    }

    pub(crate) fn with_data(data: Data) -> Self {
        Self { data: Arc::new(data), gazetteer: Gazetteer::builtin() }
    }

    pub(crate) fn frames(&self) -> &crate::frames::Frames {
        &self.data.frames
    }

    /// A builder, for data of your own.
    #[must_use]
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder::default()
    }

    /// Reads `text`. Cannot fail, whatever the text.
    #[must_use]
    pub fn extract<'t>(&self, text: &'t str) -> Document<'t> {
        let mut workspace = Workspace::default();
        self.run(&mut workspace, text, None, None);
        Document::owned(text, workspace.parts)
    }

    /// Reads `text` with the buffers of `workspace`, which is cheaper than
    /// [`extract`](Self::extract) where many texts are read.
    pub fn extract_into<'w>(&self, workspace: &'w mut Workspace, text: &'w str) -> Document<'w> {
        self.run(workspace, text, None, None);
        Document::borrowed(text, &workspace.parts)
    }

    /// Finds the sentences, mentions and entities of `text` as
    /// [`extract_into`](Self::extract_into) does, and nothing else: for those
    /// who want names alone.
    pub fn extract_names_into<'w>(
        &self,
        workspace: &'w mut Workspace,
        text: &'w str,
    ) -> Document<'w> {
        self.read_names(workspace, text, None, None);
        Document::borrowed(text, &workspace.parts)
    }

    /// Reads an article with its headline; the spans of the document refer to
    /// [`Article::text`].
    #[must_use]
    pub fn extract_article<'t>(&self, article: &'t Article<'_>) -> Document<'t> {
        let mut workspace = Workspace::default();
        self.run(&mut workspace, article.text(), article.headline(), article.date());
        Document::owned(article.text(), workspace.parts)
    }

    /// Reads an article as [`extract_article`](Self::extract_article) does,
    /// with the buffers of `workspace`.
    pub fn extract_article_into<'w>(
        &self,
        workspace: &'w mut Workspace,
        article: &'w Article<'_>,
    ) -> Document<'w> {
        self.run(workspace, article.text(), article.headline(), article.date());
        Document::borrowed(article.text(), &workspace.parts)
    }

    /// Tells, for each cue word of `text`, which frames were tried, which one
    /// made a claim, where the others stopped, and how each role was found.
    #[must_use]
    pub fn explain(&self, text: &str) -> Trace {
        let mut workspace = Workspace::default();
        self.run(&mut workspace, text, None, None);
        let Workspace { tokens, parts, rest, quotes, names, .. } = &mut workspace;
        let Reading { syntax, cues } = rest;
        quotes.recall();
        let frames = &self.data.frames;
        let mut trace = Trace::default();
        let mut trials = Vec::new();
        for (index, sentence) in parts.sentences.iter().enumerate() {
            let first = tokens.partition_point(|t| (t.start as usize) < sentence.span.start);
            let last = tokens.partition_point(|t| (t.start as usize) < sentence.span.end);
            let mention = parts.mentions.partition_point(|m| m.span.start < sentence.span.start);
            let after = parts.mentions.partition_point(|m| m.span.start < sentence.span.end);
            let own = &tokens[first..last];
            let mentions = (&parts.mentions[mention..after], mention);
            let own = (own, &names.seen[first..last]);
            syntax.read(text, &self.data.lexicon, own, sentence, mentions);
            candidates(frames, &syntax.words, true, cues);
            if cues.is_empty() {
                continue;
            }
            syntax.analyse(&self.data.lexicon);
            trials.clear();
            let stage = Stage {
                frames,
                support: &self.data.support,
                lexicon: &self.data.lexicon,
                syntax,
                heading: matches!(sentence.layout, Layout::Title | Layout::Heading),
                quotes,
            };
            let mut claims = Vec::new();
            claim::find(&stage, index, cues, &mut claims, Some(&mut trials));
            if trials.is_empty() {
                continue;
            }
            let words = &syntax.words;
            let cue = |t: &Trial| words[t.cue.from].span().cover(words[t.cue.to - 1].span());
            let chosen = |t: &Trial| {
                let rule = &frames.frames[t.evoke.frame as usize].id;
                t.outcome.is_ok() && claims.iter().any(|c| c.cue == cue(t) && c.rule == *rule)
            };
            let read = (sentence.span, syntax.render(text));
            trace.push(text, read, (frames, &trials), cue, chosen);
        }
        trace
    }

    /// Runs the stages up to the entities.
    fn read_names(
        &self,
        workspace: &mut Workspace,
        text: &str,
        headline: Option<Span>,
        date: Option<Date>,
    ) {
        let data = &*self.data;
        let Workspace { tokens, parts, names, entity_traits, .. } = workspace;
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
        let gazetteer = &*self.gazetteer;
        mention::recognise(text, tokens, &parts.sentences, (gazetteer, &data.lexicon), names);
        entity::resolve(
            (text, tokens),
            (gazetteer, &data.lexicon, date),
            names,
            (&mut parts.mentions, &mut parts.entities, entity_traits),
        );
    }

    fn run(
        &self,
        workspace: &mut Workspace,
        text: &str,
        headline: Option<Span>,
        date: Option<Date>,
    ) {
        self.read_names(workspace, text, headline, date);
        let data = &*self.data;
        let Workspace { tokens, parts, rest, readings, names, entity_traits, quotes, .. } =
            workspace;
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
                let range = first_token..token.min(first_token + WINDOW);
                let own = &tokens[range.clone()];
                if readings.len() <= next - first {
                    readings.push(Reading::default());
                }
                let Reading { syntax, cues } = &mut readings[next - first];
                let mentions = (&parts.mentions[first_mention..mention], first_mention);
                let seen = &names.seen[range];
                syntax.read(text, &data.lexicon, (own, seen), sentence, mentions);
                candidates(&data.frames, &syntax.words, false, cues);
                let reports = quotes.quoted(sentence.span)
                    || own.iter().any(|t| data.reporting.may_report(t.hash));
                if reports || !cues.is_empty() {
                    syntax.analyse(&data.lexicon);
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
            for (index, Reading { syntax, cues }) in (first..next).zip(&*readings) {
                let sentence = &parts.sentences[index];
                let stage = Stage {
                    frames: &data.frames,
                    support: &data.support,
                    lexicon: &data.lexicon,
                    syntax,
                    heading: matches!(sentence.layout, Layout::Title | Layout::Heading),
                    quotes,
                };
                let known = parts.claims.len();
                claim::find(&stage, index, cues, &mut parts.claims, None);
                // What an overlong sentence has beyond the window.
                let from = tokens.partition_point(|t| (t.start as usize) < sentence.span.start);
                let to = tokens.partition_point(|t| (t.start as usize) < sentence.span.end);
                let beyond = (from + WINDOW).min(to)..to;
                let seen = names.seen[beyond.clone()].chunks(WINDOW);
                for own in tokens[beyond].chunks(WINDOW).zip(seen) {
                    let Reading { syntax, cues } = &mut *rest;
                    syntax.read(text, &data.lexicon, own, sentence, (&[], 0));
                    candidates(&data.frames, &syntax.words, false, cues);
                    syntax.analyse(&data.lexicon);
                    claim::find(&Stage { syntax, ..stage }, index, cues, &mut parts.claims, None);
                }
                for claim in &mut parts.claims[known..] {
                    claim.quote = quotes.around(claim.cue).map(|(index, _)| index);
                }
            }
            quotes.flush(&mut parts.quotes, &mut parts.speakers);
        }
        crate::link::link(text, &data.lexicon, tokens, entity_traits, parts);
    }
}

/// Most sentences whose analyses are held at one time.
const BATCH: usize = 64;

/// Builds an [`Extractor`] with data of your own.
///
/// ```
/// let mut builder = gainsay::Extractor::builder();
/// builder.cues(
///     "praise.cue",
///     "kind praise\n  about  A source praises a target.\nframe praise\n  verb    praise\n  \
///      active  <source> * <target>\n  yes     [source Oslo] [* praised] [target the crew].\n  \
///      no      The crew left.\n",
/// );
/// let extractor = builder.build()?;
/// let document = extractor.extract("The mayor praised the volunteers.");
/// assert_eq!(document.claims()[0].rule, "praise/praise");
/// # Ok::<(), gainsay::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct ExtractorBuilder {
    /// Names and texts of `.cue` files, in the order given.
    cues: Vec<(String, String)>,
    /// Names and texts of name lists, in the order given.
    gazetteers: Vec<(String, String)>,
    no_names: bool,
}

/// What `files` hold, as the parsers take it.
fn borrow(files: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    files.iter().map(|(name, text)| (name.as_str(), text.as_str()))
}

impl ExtractorBuilder {
    /// Adds the frames of a `.cue` file, given as its name (for messages) and
    /// its text. Its frames stand beside the built-in ones, and come before
    /// them where both would fit equally well.
    pub fn cues(&mut self, name: impl Into<String>, text: impl Into<String>) -> &mut Self {
        self.cues.push((name.into(), text.into()));
        self
    }

    /// Adds a name list, given as its name (for messages) and its text. It lies
    /// over the built-in lists and over those added before it.
    ///
    /// A line is `name TAB kind [TAB canonical name [TAB ISO 3166-1 code]]`; the
    /// lines stand in the order of their bytes, each once, and comments (`#`)
    /// above them. A name may be of several kinds: which it is in a text, the
    /// context decides. So a line adds to what is known of a name, or stands
    /// for the built-in line of the same name and kind. `name TAB -` takes away
    /// all that was known of the name, `name TAB -kind` that it is of this kind.
    /// The kinds are `country`, `capital`, `demonym`, `group`, `city`, `town`,
    /// `region`, `loc`, `fac`, `org`, `event`, `law`, `product`, `work`,
    /// `threat-actor`, `given`, `given-m`, `given-f`, `family`, and `-rare` behind
    /// one of the last four.
    ///
    /// ```
    /// use gainsay::{EntityKind, Extractor};
    ///
    /// let mut builder = Extractor::builder();
    /// builder.gazetteer(
    ///     "own.tsv",
    ///     "Georgia\t-country\nOrinoco Mining\torg\tOrinoco Mining Corporation\n",
    /// );
    /// let extractor = builder.build()?;
    /// let document = extractor.extract("Critics of Orinoco Mining met on Monday.");
    /// assert_eq!(document.entities()[0].name, "Orinoco Mining Corporation");
    /// assert_eq!(document.entities()[0].kind, EntityKind::Org);
    /// # Ok::<(), gainsay::Error>(())
    /// ```
    pub fn gazetteer(&mut self, name: impl Into<String>, text: impl Into<String>) -> &mut Self {
        self.gazetteers.push((name.into(), text.into()));
        self
    }

    /// Whether the built-in names are known; they are unless this is called
    /// with `false`. Words by which names are known, such as titles, stay.
    pub fn builtin_names(&mut self, known: bool) -> &mut Self {
        self.no_names = !known;
        self
    }

    /// The extractor.
    ///
    /// # Errors
    ///
    /// When a `.cue` file breaks the rules of the cue language, or a name list
    /// those of its format: the error names file and line. The examples in a
    /// `.cue` file are not run; see [`check`](crate::check).
    pub fn build(&self) -> Result<Extractor, Error> {
        let gazetteer = if self.gazetteers.is_empty() && !self.no_names {
            Gazetteer::builtin()
        } else {
            let lists: Vec<_> = borrow(&self.gazetteers).collect();
            Arc::new(Gazetteer::with_overlay(!self.no_names, &lists)?)
        };
        let data = if self.cues.is_empty() {
            Data::builtin()
        } else {
            let files: Vec<_> = borrow(&self.cues).chain(CUES.iter().copied()).collect();
            Arc::new(Data::with_cues(&files)?)
        };
        Ok(Extractor { data, gazetteer })
    }
}

/// A sentence as the later stages read it.
#[derive(Clone, Debug, Default)]
struct Reading {
    syntax: Syntax,
    /// The cues that it may hold.
    cues: Vec<Candidate>,
}

/// Buffers that are reused from text to text.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    tokens: Vec<Token>,
    /// The sentences of a batch.
    readings: Vec<Reading>,
    /// A piece of an overlong sentence.
    rest: Reading,
    names: Names,
    /// Gender and number of each entity.
    entity_traits: Vec<Traits>,
    quotes: Quotes,
    parts: Parts,
}
