//! The output record of one article. The types here are the format: the JSON
//! Schema that `gainsay schema` prints is derived from them.

use crate::date::Day;
use gainsay::{Argument, Article, Document, Offsets, Span};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use std::marker::PhantomData;

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
    #[schemars(with = "Vec<Sentence>")]
    pub sentences: List<'a, Sentence>,
    /// Names, dates and the like, in order; they do not overlap.
    #[schemars(with = "Vec<Mention<'a>>")]
    pub mentions: List<'a, Mention<'a>>,
    /// The things that the mentions name, by first mention.
    #[schemars(with = "Vec<Entity<'a>>")]
    pub entities: List<'a, Entity<'a>>,
    /// Quotations, in order.
    #[schemars(with = "Vec<Quote<'a>>")]
    pub quotes: List<'a, Quote<'a>>,
    /// Claims, by the place of their cue.
    #[schemars(with = "Vec<Claim<'a>>")]
    pub claims: List<'a, Claim<'a>>,
    /// Links between claims.
    #[schemars(with = "Vec<Link>")]
    pub links: List<'a, Link>,
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
    #[schemars(with = "Vec<usize>")]
    pub mentions: Indices<'a>,
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
    /// That one.
    #[serde(skip)]
    pub named: Option<&'a gainsay::Entity>,
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
    /// The record of what `view` shows.
    pub fn new(id: &'a str, date: Option<Day>, view: &'a View<'a>) -> Self {
        Self {
            schema_version: VERSION,
            id,
            date,
            title: None,
            text: None,
            sentences: List::of(view),
            mentions: List::of(view),
            entities: List::of(view),
            quotes: List::of(view),
            claims: List::of(view),
            links: List::of(view),
        }
    }
}

/// A list of the record. Its items are made one by one when they are asked for:
/// those of a long article would take many times its size.
pub struct List<'a, T> {
    view: &'a View<'a>,
    items: PhantomData<fn() -> T>,
}

impl<'a, T: Item<'a>> List<'a, T> {
    fn of(view: &'a View<'a>) -> Self {
        Self { view, items: PhantomData }
    }

    pub fn len(&self) -> usize {
        T::kept(self.view).len()
    }

    pub fn iter(&self) -> impl Iterator<Item = T> + use<'a, T> {
        let view = self.view;
        T::kept(view).iter().filter_map(move |of| T::new(view, of))
    }
}

impl<'a, T: Item<'a> + Serialize> Serialize for List<'a, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// Places in a list of the record, as indices into it.
pub struct Indices<'a> {
    places: &'a [usize],
    list: &'a Kept<'a, gainsay::Mention>,
}

impl<'a> Indices<'a> {
    fn iter(&self) -> impl Iterator<Item = usize> + use<'a> {
        let list = self.list;
        self.places.iter().filter_map(|&place| list.index(place))
    }

    pub fn len(&self) -> usize {
        self.iter().count()
    }
}

impl Serialize for Indices<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// What a list of the record can hold, and what of the document it comes from.
pub trait Item<'a>: Sized {
    type Of: 'a;

    fn kept(view: &'a View<'a>) -> &'a Kept<'a, Self::Of>;
    fn new(view: &'a View<'a>, of: &'a Self::Of) -> Option<Self>;
}

impl<'a> Item<'a> for Sentence {
    type Of = gainsay::Sentence;

    fn kept(view: &'a View<'a>) -> &'a Kept<'a, Self::Of> {
        &view.sentences
    }

    fn new(view: &'a View<'a>, of: &'a Self::Of) -> Option<Self> {
        let (start, end, _) = view.place(of.span)?;
        Some(Self { start, end, layout: of.layout })
    }
}

impl<'a> Item<'a> for Mention<'a> {
    type Of = gainsay::Mention;

    fn kept(view: &'a View<'a>) -> &'a Kept<'a, Self::Of> {
        &view.mentions
    }

    fn new(view: &'a View<'a>, of: &'a Self::Of) -> Option<Self> {
        let (start, end, text) = view.place(of.span)?;
        Some(Self { start, end, text, kind: of.kind, entity: view.entities.index(of.entity)? })
    }
}

impl<'a> Item<'a> for Entity<'a> {
    type Of = gainsay::Entity;

    fn kept(view: &'a View<'a>) -> &'a Kept<'a, Self::Of> {
        &view.entities
    }

    fn new(view: &'a View<'a>, of: &'a Self::Of) -> Option<Self> {
        Some(Self {
            name: &of.name,
            kind: of.kind,
            iso: of.iso.as_deref(),
            date: of.date.as_deref(),
            synonyms: &of.synonyms,
            mentions: Indices { places: &of.mentions, list: &view.mentions },
        })
    }
}

impl<'a> Item<'a> for Quote<'a> {
    type Of = gainsay::Quote;

    fn kept(view: &'a View<'a>) -> &'a Kept<'a, Self::Of> {
        &view.quotes
    }

    fn new(view: &'a View<'a>, of: &'a Self::Of) -> Option<Self> {
        let (start, end, text) = view.place(of.span)?;
        Some(Self {
            start,
            end,
            text,
            kind: of.kind,
            speaker: view.argument(of.speaker),
            cue: of.cue.and_then(|cue| view.phrase(cue, None)),
            rule: of.rule,
        })
    }
}

impl<'a> Item<'a> for Claim<'a> {
    type Of = gainsay::Claim;

    fn kept(view: &'a View<'a>) -> &'a Kept<'a, Self::Of> {
        &view.claims
    }

    fn new(view: &'a View<'a>, of: &'a Self::Of) -> Option<Self> {
        let (start, end, text) = view.place(of.span)?;
        Some(Self {
            start,
            end,
            text,
            kind: of.kind.as_str(),
            rule: &of.rule,
            cameo: of.cameo.as_deref(),
            plover: of.plover.as_deref(),
            sentence: view.sentences.index(of.sentence)?,
            cue: view.phrase(of.cue, None)?,
            source: view.argument(of.source),
            target: view.argument(of.target),
            content: view.argument(of.content),
            via: view.argument(of.via),
            negated: of.negated,
            hedged: of.hedged,
            modality: of.modality,
            quote: of.quote.and_then(|quote| view.quotes.index(quote)),
        })
    }
}

impl<'a> Item<'a> for Link {
    type Of = gainsay::Link;

    fn kept(view: &'a View<'a>) -> &'a Kept<'a, Self::Of> {
        &view.links
    }

    fn new(view: &'a View<'a>, of: &'a Self::Of) -> Option<Self> {
        let (from, to) = (view.claims.index(of.from)?, view.claims.index(of.to)?);
        Some(Self { kind: of.kind, from, to })
    }
}

/// What the record shows of a document: what stands in the body of its article,
/// with offsets that count a unit of that body. What stands in a headline
/// outside the body is left out, and indices are those of the lists that remain.
pub struct View<'a> {
    article: &'a Article<'a>,
    document: &'a Document<'a>,
    offsets: &'a Offsets,
    unit: Unit,
    sentences: Kept<'a, gainsay::Sentence>,
    mentions: Kept<'a, gainsay::Mention>,
    entities: Kept<'a, gainsay::Entity>,
    quotes: Kept<'a, gainsay::Quote>,
    claims: Kept<'a, gainsay::Claim>,
    links: Kept<'a, gainsay::Link>,
}

impl<'a> View<'a> {
    /// The view of `document`, read from `article`; `offsets` is the table of
    /// the article's body.
    pub fn new(
        article: &'a Article<'a>,
        document: &'a Document<'a>,
        offsets: &'a Offsets,
        unit: Unit,
    ) -> Self {
        let holds = |span| article.body().contains(span);
        let mentions = Kept::new(document.mentions(), |m| holds(m.span));
        let entities = Kept::new(document.entities(), |e| {
            e.mentions.is_empty() || e.mentions.iter().any(|&m| mentions.index(m).is_some())
        });
        let claims = Kept::new(document.claims(), |c| holds(c.span));
        let links = Kept::new(document.links(), |l| {
            claims.index(l.from).is_some() && claims.index(l.to).is_some()
        });
        Self {
            article,
            document,
            offsets,
            unit,
            sentences: Kept::new(document.sentences(), |s| holds(s.span)),
            mentions,
            entities,
            quotes: Kept::new(document.quotes(), |q| holds(q.span)),
            claims,
            links,
        }
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

    fn phrase(&self, span: Span, entity: Option<usize>) -> Option<Phrase<'a>> {
        let (start, end, text) = self.place(span)?;
        let named =
            entity.and_then(|e| Some((self.entities.index(e)?, self.entities.items.get(e)?)));
        let (entity, named) = named.unzip();
        Some(Phrase { start, end, text, entity, named })
    }

    fn argument(&self, argument: Option<Argument>) -> Option<Phrase<'a>> {
        argument.and_then(|a| self.phrase(a.span, a.entity))
    }
}

/// The items of a list that stay, with the places that they move to.
pub struct Kept<'a, T> {
    items: &'a [T],
    /// The new index of each item up to the last that goes; a headline stands
    /// before all else.
    places: Vec<Option<usize>>,
    /// How many go.
    gone: usize,
}

impl<'a, T> Kept<'a, T> {
    fn new(items: &'a [T], keep: impl Fn(&T) -> bool) -> Self {
        let end = items.iter().rposition(|item| !keep(item)).map_or(0, |last| last + 1);
        let mut next = 0..;
        let place = |item| keep(item).then(|| next.next()).flatten();
        let places: Vec<_> = items[..end].iter().map(place).collect();
        let gone = places.iter().filter(|place| place.is_none()).count();
        Self { items, places, gone }
    }

    fn index(&self, old: usize) -> Option<usize> {
        self.places.get(old).copied().unwrap_or_else(|| Some(old - self.gone))
    }

    fn len(&self) -> usize {
        self.items.len() - self.gone
    }

    fn iter(&self) -> impl Iterator<Item = &'a T> + use<'_, 'a, T> {
        let stays = |i: &usize| self.index(*i).is_some();
        (0..self.items.len()).filter(stays).map(|i| &self.items[i])
    }
}
