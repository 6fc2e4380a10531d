//! The output record of one article. The types here are the format: the JSON
//! Schema that `gainsay schema` prints is derived from them.

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
    schema_version: u32,
    /// The article's id: as given, else its file, or file and line.
    id: &'a str,
    /// Sentences, headings and list items, in order; they do not overlap.
    sentences: Vec<Sentence>,
    /// Names, dates and the like, in order; they do not overlap.
    mentions: Vec<Mention<'a>>,
    /// The things that the mentions name, by first mention.
    entities: Vec<Entity<'a>>,
    /// Quotations, in order.
    quotes: Vec<Quote<'a>>,
    /// Claims, by the place of their cue.
    claims: Vec<Claim<'a>>,
    /// Links between claims.
    links: Vec<Link>,
}

/// A sentence, heading or list item.
#[derive(JsonSchema, Serialize)]
struct Sentence {
    /// Offset of its first character.
    start: usize,
    /// Offset behind its last character.
    end: usize,
    /// How it stands in the layout.
    #[schemars(schema_with = "layout")]
    layout: gainsay::Layout,
}

/// One place in the text that names an entity.
#[derive(JsonSchema, Serialize)]
struct Mention<'a> {
    /// Offset of its first character.
    start: usize,
    /// Offset behind its last character.
    end: usize,
    /// The name as it stands in the text.
    text: &'a str,
    /// The type of the name here.
    #[schemars(schema_with = "entity_kind")]
    kind: gainsay::EntityKind,
    /// Index into `entities`.
    entity: usize,
}

/// One thing that the article names.
#[derive(JsonSchema, Serialize)]
struct Entity<'a> {
    /// Canonical name.
    name: &'a str,
    /// The type of the entity.
    #[schemars(schema_with = "entity_kind")]
    kind: gainsay::EntityKind,
    /// ISO 3166-1 alpha-2 code, for countries.
    #[serde(skip_serializing_if = "Option::is_none")]
    iso: Option<&'a str>,
    /// What a date names, after ISO 8601: `2025-05-28`, `2025-W22`, `2025-05`,
    /// `2025`, or `199X` for a decade.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    /// Other names of a hacking group.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    synonyms: &'a [String],
    /// Indices into `mentions`, ascending.
    mentions: Vec<usize>,
}

/// One quotation.
#[derive(JsonSchema, Serialize)]
struct Quote<'a> {
    /// Offset of its first character.
    start: usize,
    /// Offset behind its last character.
    end: usize,
    /// What was said.
    text: &'a str,
    /// How it is marked.
    #[schemars(schema_with = "quote_kind")]
    kind: gainsay::QuoteKind,
    /// Who said it; null when the text does not say.
    speaker: Option<Phrase<'a>>,
    /// The word that reports it; null when there is none.
    cue: Option<Phrase<'a>>,
    /// Id of the rule that found speaker and cue.
    rule: &'a str,
}

/// One claim: a speech act with its roles and qualifiers.
#[derive(JsonSchema, Serialize)]
struct Claim<'a> {
    /// Offset of its first character.
    start: usize,
    /// Offset behind its last character.
    end: usize,
    /// From the first to the last character of cue and roles.
    text: &'a str,
    /// `accusation`, `denial`, `condemnation`, or a kind from a `.cue` file.
    kind: &'a str,
    /// Id of the frame that made the claim, such as `accusation/accuse`.
    rule: &'a str,
    /// CAMEO code of the act.
    #[serde(skip_serializing_if = "Option::is_none")]
    cameo: Option<&'a str>,
    /// PLOVER event type of the act.
    #[serde(skip_serializing_if = "Option::is_none")]
    plover: Option<&'a str>,
    /// Index into `sentences` of the one that holds the cue.
    sentence: usize,
    /// The word or phrase that makes it a claim.
    cue: Phrase<'a>,
    /// Who makes the claim; null when the text does not say.
    source: Option<Phrase<'a>>,
    /// Who is accused, what allegation is denied, who or what is condemned.
    target: Option<Phrase<'a>>,
    /// The proposition.
    content: Option<Phrase<'a>>,
    /// Who reports the source's claim.
    via: Option<Phrase<'a>>,
    /// The speech act did not happen.
    negated: bool,
    /// The content is held at a distance.
    hedged: bool,
    /// Whether the speech act took place, will, or is only spoken of.
    #[schemars(schema_with = "modality")]
    modality: gainsay::Modality,
    /// Index into `quotes` of the quotation that the cue stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<usize>,
}

/// A phrase of the text.
#[derive(JsonSchema, Serialize)]
struct Phrase<'a> {
    /// Offset of its first character.
    start: usize,
    /// Offset behind its last character.
    end: usize,
    /// The phrase as it stands in the text.
    text: &'a str,
    /// Index into `entities` of the one that it names or stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<usize>,
}

/// A link between two claims.
#[derive(JsonSchema, Serialize)]
struct Link {
    /// What the link says.
    #[schemars(schema_with = "link_kind")]
    kind: gainsay::LinkKind,
    /// Index into `claims` of the later claim.
    from: usize,
    /// Index into `claims` of the one that it refers to.
    to: usize,
}

/// The JSON Schema of a record.
pub fn schema() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<Record<'_>>()
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
