//! What an extraction returns: a text with its sentences, mentions, entities,
//! quotations, claims and links, each by byte spans into the text.

use crate::{Offsets, Span};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

/// How a sentence stands in the layout of its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Layout {
    /// The article's headline.
    Title,
    /// A heading inside the body.
    Heading,
    /// Running text.
    #[default]
    Paragraph,
    /// An item of a list or a row of a table.
    Item,
}

impl Layout {
    /// Every layout with its name in the output, in order of declaration.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Title, "title"),
        (Self::Heading, "heading"),
        (Self::Paragraph, "paragraph"),
        (Self::Item, "item"),
    ];

    /// The name in the output, such as `title`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// One sentence, heading or list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Sentence {
    /// From its first to its last character that is no white space.
    pub span: Span,
    /// How it stands in the layout.
    pub layout: Layout,
}

/// The type of a named entity: OntoNotes' names, plus `threat_actor`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EntityKind {
    /// A person.
    Person,
    /// A nationality, or a religious or political group.
    Norp,
    /// An organisation.
    Org,
    /// A country, city or state.
    Gpe,
    /// Another place.
    Loc,
    /// A building, airport, road or other facility.
    Fac,
    /// A named event.
    Event,
    /// A named law or treaty.
    Law,
    /// A title of a book, film, song and the like.
    WorkOfArt,
    /// A product.
    Product,
    /// A date, absolute or relative.
    Date,
    /// A named hacking group.
    ThreatActor,
}

impl EntityKind {
    /// Every kind with its name in the output, in order of declaration.
    pub const ALL: [(Self, &'static str); 12] = [
        (Self::Person, "person"),
        (Self::Norp, "norp"),
        (Self::Org, "org"),
        (Self::Gpe, "gpe"),
        (Self::Loc, "loc"),
        (Self::Fac, "fac"),
        (Self::Event, "event"),
        (Self::Law, "law"),
        (Self::WorkOfArt, "work_of_art"),
        (Self::Product, "product"),
        (Self::Date, "date"),
        (Self::ThreatActor, "threat_actor"),
    ];

    /// The name in the output, such as `threat_actor`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// One place in the text that names an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Mention {
    /// The name as it stands in the text.
    pub span: Span,
    /// The type of the name here.
    pub kind: EntityKind,
    /// Index of the entity in [`Document::entities`].
    pub entity: usize,
}

/// One thing that the article names, with all its mentions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Entity {
    /// Canonical name: from the gazetteer where it has one, else the fullest
    /// form in the article.
    pub name: String,
    /// The type of the entity.
    pub kind: EntityKind,
    /// ISO 3166-1 alpha-2 code, for countries.
    pub iso: Option<String>,
    /// What a date names, after ISO 8601: `2025-05-28`, `2025-W22`, `2025-05`,
    /// `2025`, or `199X` for a decade. A relative date, or one without its
    /// year, has it where the date of the article is known.
    pub date: Option<String>,
    /// Other names of a hacking group.
    pub synonyms: Vec<String>,
    /// Indices into [`Document::mentions`], ascending.
    pub mentions: Vec<usize>,
}

/// How a quotation is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum QuoteKind {
    /// Words wholly inside quotation marks.
    Direct,
    /// Reported speech without quotation marks.
    Indirect,
    /// Reported speech that is in part inside quotation marks.
    Mixed,
}

impl QuoteKind {
    /// Every kind with its name in the output, in order of declaration.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Direct, "direct"), (Self::Indirect, "indirect"), (Self::Mixed, "mixed")];

    /// The name in the output, such as `direct`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// One quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Quote {
    /// What was said; without the marks when the quotation is direct.
    pub span: Span,
    /// How it is marked.
    pub kind: QuoteKind,
    /// Who said it.
    pub speaker: Option<Argument>,
    /// The word that reports it.
    pub cue: Option<Span>,
    /// Id of the rule that found speaker and cue.
    pub rule: &'static str,
}

/// The kind of a claim. An open set: the built-in kinds are constants, further
/// ones come from `.cue` files.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimKind(Cow<'static, str>);

impl ClaimKind {
    /// A source holds a target responsible for something blameworthy.
    pub const ACCUSATION: Self = Self(Cow::Borrowed("accusation"));
    /// A source says that an alleged thing is untrue.
    pub const DENIAL: Self = Self(Cow::Borrowed("denial"));
    /// A source voices strong disapproval of an act or actor.
    pub const CONDEMNATION: Self = Self(Cow::Borrowed("condemnation"));

    /// The kind called `name`, in the spelling of its `.cue` file.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self(Cow::Owned(name.into()))
    }

    /// The name in the output.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ClaimKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for ClaimKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for ClaimKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// A phrase that fills a role, and the entity that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Argument {
    /// The phrase as it stands in the text.
    pub span: Span,
    /// Index of the entity in [`Document::entities`], where one is known.
    pub entity: Option<usize>,
}

impl Argument {
    pub(crate) const fn new(span: Span) -> Self {
        Self { span, entity: None }
    }
}

/// Whether the speech act took place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Modality {
    /// It took place (or, when the claim is negated, it is said not to have).
    #[default]
    Asserted,
    /// It is announced for the future.
    Future,
    /// It hangs on a condition.
    Conditional,
    /// Someone asks for it.
    Requested,
    /// It is only imagined or spoken of in general.
    Hypothetical,
}

impl Modality {
    /// Every modality with its name in the output, in order of declaration.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Asserted, "asserted"),
        (Self::Future, "future"),
        (Self::Conditional, "conditional"),
        (Self::Requested, "requested"),
        (Self::Hypothetical, "hypothetical"),
    ];

    /// The name in the output, such as `asserted`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// One claim: a speech act with its roles and qualifiers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Claim {
    /// Accusation, denial, condemnation or a kind from a `.cue` file.
    pub kind: ClaimKind,
    /// Id of the frame that made the claim, such as `accusation/accuse`.
    pub rule: String,
    /// CAMEO code of the act, where the frame or its kind has one.
    pub cameo: Option<String>,
    /// PLOVER event type of the act, where the frame or its kind has one.
    pub plover: Option<String>,
    /// From the first to the last character of cue and roles.
    pub span: Span,
    /// Index of the sentence that holds the cue.
    pub sentence: usize,
    /// The word or phrase that makes it a claim.
    pub cue: Span,
    /// Who makes the claim.
    pub source: Option<Argument>,
    /// Who is accused, what allegation is denied, who or what is condemned.
    pub target: Option<Argument>,
    /// The proposition.
    pub content: Option<Argument>,
    /// Who reports the source's claim, where the article names one.
    pub via: Option<Argument>,
    /// The speech act did not happen.
    pub negated: bool,
    /// The content is held at a distance.
    pub hedged: bool,
    /// Whether the speech act took place, will, or is only spoken of.
    pub modality: Modality,
    /// Index of the quotation that the cue stands in.
    pub quote: Option<usize>,
}

/// How two claims of one article belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum LinkKind {
    /// A denial answers an accusation.
    Answers,
    /// A later mention of the same speech act.
    SameAs,
}

impl LinkKind {
    /// Every kind with its name in the output, in order of declaration.
    pub const ALL: [(Self, &'static str); 2] =
        [(Self::Answers, "answers"), (Self::SameAs, "same_as")];

    /// The name in the output, such as `answers`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// A link between two claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Link {
    /// What the link says.
    pub kind: LinkKind,
    /// Index of the later claim.
    pub from: usize,
    /// Index of the claim it refers to.
    pub to: usize,
}

/// The parts of a document, owned and without the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    pub sentences: Vec<Sentence>,
    pub mentions: Vec<Mention>,
    pub entities: Vec<Entity>,
    pub quotes: Vec<Quote>,
    /// The names of the speakers, without what describes them; for *who* the
    /// phrase it describes. As many as quotations.
    pub speakers: Vec<Option<Span>>,
    pub claims: Vec<Claim>,
    pub links: Vec<Link>,
}

impl Parts {
    pub(crate) fn clear(&mut self) {
        self.sentences.clear();
        self.mentions.clear();
        self.entities.clear();
        self.quotes.clear();
        self.speakers.clear();
        self.claims.clear();
        self.links.clear();
    }
}

/// A text and what was found in it. Lists are in order of the text.
#[derive(Clone, Debug)]
pub struct Document<'t> {
    text: &'t str,
    parts: Cow<'t, Parts>,
    /// Made at the first look-up: most readers need bytes alone.
    offsets: OnceLock<Offsets>,
}

impl<'t> Document<'t> {
    pub(crate) fn owned(text: &'t str, parts: Parts) -> Self {
        Self { text, parts: Cow::Owned(parts), offsets: OnceLock::new() }
    }

    pub(crate) fn borrowed(text: &'t str, parts: &'t Parts) -> Self {
        Self { text, parts: Cow::Borrowed(parts), offsets: OnceLock::new() }
    }

    /// The text that was read.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Sentences, headings and list items; they do not overlap.
    #[must_use]
    pub fn sentences(&self) -> &[Sentence] {
        &self.parts.sentences
    }

    /// Names, dates and the like; they do not overlap.
    #[must_use]
    pub fn mentions(&self) -> &[Mention] {
        &self.parts.mentions
    }

    /// The things that the mentions name, by first mention.
    #[must_use]
    pub fn entities(&self) -> &[Entity] {
        &self.parts.entities
    }

    /// Quotations.
    #[must_use]
    pub fn quotes(&self) -> &[Quote] {
        &self.parts.quotes
    }

    /// Claims, by the place of their cue.
    #[must_use]
    pub fn claims(&self) -> &[Claim] {
        &self.parts.claims
    }

    /// Links between claims.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        &self.parts.links
    }

    /// The text of a span of this document; empty when the span does not lie
    /// in the text on character boundaries (a span of another document).
    #[must_use]
    pub fn slice(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// The entity that fills a role, where one is known.
    #[must_use]
    pub fn entity(&self, argument: &Argument) -> Option<&Entity> {
        self.entities().get(argument.entity?)
    }

    /// `span` in characters (Unicode scalar values), as Python counts.
    #[must_use]
    pub fn char_range(&self, span: Span) -> Range<usize> {
        self.offsets().char_range(span)
    }

    /// `span` in UTF-16 units, as JavaScript and Java count.
    #[must_use]
    pub fn utf16_range(&self, span: Span) -> Range<usize> {
        self.offsets().utf16_range(span)
    }

    /// The offsets of this text in other units than bytes; made at the first
    /// call.
    pub fn offsets(&self) -> &Offsets {
        self.offsets.get_or_init(|| Offsets::new(self.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tables that `as_str` looks up agree with what serde writes.
    #[test]
    fn names_are_those_of_the_output() {
        fn check<T: Copy + Serialize>(all: &[(T, &str)], name: impl Fn(T) -> &'static str) {
            for &(item, expected) in all {
                assert_eq!(serde_json::to_value(item).unwrap(), expected);
                assert_eq!(name(item), expected);
            }
        }
        check(&EntityKind::ALL, EntityKind::as_str);
        check(&Layout::ALL, Layout::as_str);
        check(&LinkKind::ALL, LinkKind::as_str);
        check(&Modality::ALL, Modality::as_str);
        check(&QuoteKind::ALL, QuoteKind::as_str);
    }

    #[test]
    fn a_span_of_another_document_slices_to_nothing() {
        let document = Document::owned("né", Parts::default());
        assert_eq!(document.slice(Span::new(1, 2)), "");
        assert_eq!(document.slice(Span::new(0, 9)), "");
        assert_eq!(document.char_range(Span::new(1, 3)), 1..2);
    }
}
