//! The output record of one article. The types here are the format: the JSON
//! Schema that `gainsay schema` prints is derived from them.

use crate::date::Day;
use gainsay::{Argument, Article, Document, Offsets, Span};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

/// What the offsets of a record count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Unit {
    /// Unicode scalar values, as Python counts
    Char,
    /// Bytes of UTF-8
    Byte,
    /// UTF-16 units, as JavaScript and Java count
    Utf16,
}

/// Version of the format; it rises when a reader of the old one could break.
const VERSION: u32 = 1;

/// What one article says: one line of output.
#[derive(JsonSchema, Serialize)]
pub struct Record<'a> {
    /// Version of this format.
    pub schema_version: u32,
    /// The article's id: as given, else its URL, its file, or file and record.
    pub id: &'a str,
    /// The day of the article, as `YYYY-MM-DD`, where its record has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub date: Option<Day>,
    /// The headline of the page that the article was taken from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'a str>,
    /// The text that the offsets point into, if taken from a page or asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
    /// Sentences, headings and list items, in order; they do not overlap.
    pub sentences: Vec<Sentence>,
    /// Names, dates and the like, in order; they do not overlap.
    pub mentions: Vec<Mention<'a>>,
    /// The things that the mentions name, by first mention.
    pub entities: Vec<Entity<'a>>,
    /// Quotations, in order.
    pub quotes: Vec<Quote<'a>>,
    /// Claims, by the place of their cue.
    pub claims: Vec<Claim<'a>>,
    /// Links between claims.
    pub links: Vec<Link>,
}

/// A sentence, heading or list item.
#[derive(JsonSchema, Serialize)]
pub struct Sentence {
    /// Offset of its first character.
    pub start: usize,
    /// Offset behind its last character.
    pub end: usize,
    /// How it stands in the layout.
    #[schemars(schema_with = "layout")]
    pub layout: gainsay::Layout,
}

/// One place in the text that names an entity.
#[derive(JsonSchema, Serialize)]
pub struct Mention<'a> {
    /// Offset of its first character.
    pub start: usize,
    /// Offset behind its last character.
    pub end: usize,
    /// The name as it stands in the text.
    pub text: &'a str,
    /// The type of the name here.
    #[schemars(schema_with = "entity_kind")]
    pub kind: gainsay::EntityKind,
    /// Index into `entities`.
    pub entity: usize,
}

/// One thing that the article names.
#[derive(JsonSchema, Serialize)]
pub struct Entity<'a> {
    /// Canonical name.
    pub name: &'a str,
    /// The type of the entity.
    #[schemars(schema_with = "entity_kind")]
    pub kind: gainsay::EntityKind,
    /// ISO 3166-1 alpha-2 code, for countries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iso: Option<&'a str>,
    /// What a date names, after ISO 8601: `2025-05-28`, `2025-W22`, `2025-05`,
    /// `2025`, or `199X` for a decade.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<&'a str>,
    /// Other names of a hacking group.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub synonyms: &'a [String],
    /// Indices into `mentions`, ascending.
    pub mentions: Vec<usize>,
}

/// One quotation.
#[derive(JsonSchema, Serialize)]
pub struct Quote<'a> {
    /// Offset of its first character.
    pub start: usize,
    /// Offset behind its last character.
    pub end: usize,
    /// What was said.
    pub text: &'a str,
    /// How it is marked.
    #[schemars(schema_with = "quote_kind")]
    pub kind: gainsay::QuoteKind,
    /// Who said it; null when the text does not say.
    pub speaker: Option<Phrase<'a>>,
    /// The word that reports it; null when there is none.
    pub cue: Option<Phrase<'a>>,
    /// Id of the rule that found speaker and cue.
    pub rule: &'a str,
}

/// One claim: a speech act with its roles and qualifiers.
#[derive(JsonSchema, Serialize)]
pub struct Claim<'a> {
    /// Offset of its first character.
    pub start: usize,
    /// Offset behind its last character.
    pub end: usize,
    /// From the first to the last character of cue and roles.
    pub text: &'a str,
    /// `accusation`, `denial`, `condemnation`, or a kind from a `.cue` file.
    pub kind: &'a str,
    /// Id of the frame that made the claim, such as `accusation/accuse`.
    pub rule: &'a str,
    /// CAMEO code of the act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cameo: Option<&'a str>,
    /// PLOVER event type of the act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plover: Option<&'a str>,
    /// Index into `sentences` of the one that holds the cue.
    pub sentence: usize,
    /// The word or phrase that makes it a claim.
    pub cue: Phrase<'a>,
    /// Who makes the claim; null when the text does not say.
    pub source: Option<Phrase<'a>>,
    /// Who is accused, what allegation is denied, who or what is condemned.
    pub target: Option<Phrase<'a>>,
    /// The proposition.
    pub content: Option<Phrase<'a>>,
    /// Who reports the source's claim.
    pub via: Option<Phrase<'a>>,
    /// The speech act did not happen.
    pub negated: bool,
    /// The content is held at a distance.
    pub hedged: bool,
    /// Whether the speech act took place, will, or is only spoken of.
    #[schemars(schema_with = "modality")]
    pub modality: gainsay::Modality,
    /// Index into `quotes` of the quotation that the cue stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<usize>,
}

/// A phrase of the text.
#[derive(JsonSchema, Serialize)]
pub struct Phrase<'a> {
    /// Offset of its first character.
    pub start: usize,
    /// Offset behind its last character.
    pub end: usize,
    /// The phrase as it stands in the text.
    pub text: &'a str,
    /// Index into `entities` of the one that it names or stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<usize>,
}

/// A link between two claims.
#[derive(JsonSchema, Serialize)]
pub struct Link {
    /// What the link says.
    #[schemars(schema_with = "link_kind")]
    pub kind: gainsay::LinkKind,
    /// Index into `claims` of the later claim.
    pub from: usize,
    /// Index into `claims` of the one that it refers to.
    pub to: usize,
}

/// The JSON Schema of a type that is written.
pub fn schema<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<T>()
}

fn names<T>(all: &[(T, &'static str)]) -> Schema {
    let names: Vec<_> = all.iter().map(|&(_, name)| name).collect();
    json_schema!({ "type": "string", "enum": names })
}

fn layout(_: &mut SchemaGenerator) -> Schema {
    names(&gainsay::Layout::ALL)
}

fn entity_kind(_: &mut SchemaGenerator) -> Schema {
    names(&gainsay::EntityKind::ALL)
}

fn quote_kind(_: &mut SchemaGenerator) -> Schema {
    names(&gainsay::QuoteKind::ALL)
}

fn link_kind(_: &mut SchemaGenerator) -> Schema {
    names(&gainsay::LinkKind::ALL)
}

fn modality(_: &mut SchemaGenerator) -> Schema {
    names(&gainsay::Modality::ALL)
}

impl<'a> Record<'a> {
    /// The record of `document`, read from `article`. Its offsets count
    /// `unit`s of the article's body, whose table is `offsets`; what stands in
    /// a headline outside the body is left out, and indices are those of the
    /// lists that remain.
    pub fn new(
        id: &'a str,
        date: Option<Day>,
        article: &Article<'_>,
        document: &'a Document<'_>,
        offsets: &Offsets,
        unit: Unit,
    ) -> Self {
        let view = View { article, document, offsets, unit };
        let sentences = Kept::new(document.sentences(), |s| view.holds(s.span));
        let mentions = Kept::new(document.mentions(), |m| view.holds(m.span));
        let entities = Kept::new(document.entities(), |e| {
            e.mentions.is_empty() || e.mentions.iter().any(|&m| mentions.index(m).is_some())
        });
        let quotes = Kept::new(document.quotes(), |q| view.holds(q.span));
        let claims = Kept::new(document.claims(), |c| view.holds(c.span));

        let phrase = |span: Span, entity: Option<usize>| {
            let (start, end, text) = view.place(span)?;
            Some(Phrase { start, end, text, entity: entity.and_then(|e| entities.index(e)) })
        };
        let argument = |a: &Option<Argument>| a.and_then(|a| phrase(a.span, a.entity));

        Self {
            schema_version: VERSION,
            id,
            date,
            title: None,
            text: None,
            sentences: sentences
                .iter()
                .filter_map(|s| {
                    let (start, end, _) = view.place(s.span)?;
                    Some(Sentence { start, end, layout: s.layout })
                })
                .collect(),
            mentions: mentions
                .iter()
                .filter_map(|m| {
                    let (start, end, text) = view.place(m.span)?;
                    Some(Mention {
                        start,
                        end,
                        text,
                        kind: m.kind,
                        entity: entities.index(m.entity)?,
                    })
                })
                .collect(),
            entities: entities
                .iter()
                .map(|e| Entity {
                    name: &e.name,
                    kind: e.kind,
                    iso: e.iso.as_deref(),
                    date: e.date.as_deref(),
                    synonyms: &e.synonyms,
                    mentions: e.mentions.iter().filter_map(|&m| mentions.index(m)).collect(),
                })
                .collect(),
            quotes: quotes
                .iter()
                .filter_map(|q| {
                    let (start, end, text) = view.place(q.span)?;
                    Some(Quote {
                        start,
                        end,
                        text,
                        kind: q.kind,
                        speaker: argument(&q.speaker),
                        cue: q.cue.and_then(|cue| phrase(cue, None)),
                        rule: q.rule,
                    })
                })
                .collect(),
            claims: claims
                .iter()
                .filter_map(|c| {
                    let (start, end, text) = view.place(c.span)?;
                    Some(Claim {
                        start,
                        end,
                        text,
                        kind: c.kind.as_str(),
                        rule: &c.rule,
                        cameo: c.cameo.as_deref(),
                        plover: c.plover.as_deref(),
                        sentence: sentences.index(c.sentence)?,
                        cue: phrase(c.cue, None)?,
                        source: argument(&c.source),
                        target: argument(&c.target),
                        content: argument(&c.content),
                        via: argument(&c.via),
                        negated: c.negated,
                        hedged: c.hedged,
                        modality: c.modality,
                        quote: c.quote.and_then(|q| quotes.index(q)),
                    })
                })
                .collect(),
            links: document
                .links()
                .iter()
                .filter_map(|l| {
                    Some(Link {
                        kind: l.kind,
                        from: claims.index(l.from)?,
                        to: claims.index(l.to)?,
                    })
                })
                .collect(),
        }
    }
}

/// Turns spans of the document into offsets and slices of the record.
struct View<'v, 'a, 't> {
    article: &'v Article<'v>,
    document: &'a Document<'t>,
    offsets: &'v Offsets,
    unit: Unit,
}

impl<'a> View<'_, 'a, '_> {
    fn holds(&self, span: Span) -> bool {
        self.article.body().contains(span)
    }

    fn place(&self, span: Span) -> Option<(usize, usize, &'a str)> {
        let body = self.article.in_body(span)?;
        let range = match self.unit {
            Unit::Char => self.offsets.char_range(body),
            Unit::Byte => body.range(),
            Unit::Utf16 => self.offsets.utf16_range(body),
        };
        Some((range.start, range.end, self.document.slice(span)))
    }
}

/// The items of a list that stay, with the places that they move to.
struct Kept<'a, T> {
    items: &'a [T],
    /// The new index of each item; empty when all stay.
    places: Vec<Option<usize>>,
}

impl<'a, T> Kept<'a, T> {
    fn new(items: &'a [T], keep: impl Fn(&T) -> bool) -> Self {
        if items.iter().all(&keep) {
            return Self { items, places: Vec::new() };
        }
        let mut next = 0..;
        let places = items.iter().map(|item| keep(item).then(|| next.next()).flatten()).collect();
        Self { items, places }
    }

    fn index(&self, old: usize) -> Option<usize> {
        if self.places.is_empty() { Some(old) } else { self.places.get(old).copied().flatten() }
    }

    fn iter(&self) -> impl Iterator<Item = &'a T> {
        let stays = |i: &usize| self.index(*i).is_some();
        (0..self.items.len()).filter(stays).map(|i| &self.items[i])
    }
}
