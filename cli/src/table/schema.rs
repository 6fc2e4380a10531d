//! Which columns the tables have: those of claims, and those of articles.

use Kind::{Bool, Date, Int, Text};
use serde_json::{Value, json};

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Int,
    Bool,
    Date,
}

/// A column, or a part of what a list holds.
#[derive(Clone, Copy)]
pub struct Column {
    pub name: &'static str,
    pub kind: Kind,
    pub optional: bool,
    pub about: &'static str,
}

const fn column(name: &'static str, kind: Kind, optional: bool, about: &'static str) -> Column {
    Column { name, kind, optional, about }
}

/// A list in a row.
pub struct List {
    pub name: &'static str,
    pub about: &'static str,
    pub columns: &'static [Column],
}

/// The columns of a table, those that are lists last.
pub struct Schema {
    pub name: &'static str,
    pub columns: &'static [Column],
    pub lists: &'static [List],
}

/// What is said of a claim; its roles follow.
const CLAIM: [Column; 39] = [
    column("claim", Int, false, "index of the claim in its article"),
    column(
        "kind",
        Text,
        false,
        "`accusation`, `denial`, `condemnation`, or a kind from a cue file",
    ),
    column("rule", Text, false, "the frame that made the claim"),
    column("cameo", Text, true, "CAMEO code of the act"),
    column("plover", Text, true, "PLOVER event type of the act"),
    column("start", Int, false, "offset of its first character"),
    column("end", Int, false, "offset behind its last character"),
    column("text", Text, false, "from the first to the last character of cue and roles"),
    column("cue", Text, false, "the word or phrase that makes it a claim"),
    column("cue_start", Int, false, "its offset"),
    column("cue_end", Int, false, "the offset behind it"),
    column("source", Text, true, "who makes the claim"),
    column("source_start", Int, true, "its offset"),
    column("source_end", Int, true, "the offset behind it"),
    column("source_entity", Text, true, "canonical name of the entity that it names"),
    column("source_kind", Text, true, "type of that entity"),
    column("source_iso", Text, true, "ISO 3166-1 alpha-2 code of a country"),
    column("target", Text, true, "who is accused, what is denied, who or what is condemned"),
    column("target_start", Int, true, "its offset"),
    column("target_end", Int, true, "the offset behind it"),
    column("target_entity", Text, true, "canonical name of the entity that it names"),
    column("target_kind", Text, true, "type of that entity"),
    column("target_iso", Text, true, "ISO 3166-1 alpha-2 code of a country"),
    column("content", Text, true, "the proposition"),
    column("content_start", Int, true, "its offset"),
    column("content_end", Int, true, "the offset behind it"),
    column("content_entity", Text, true, "canonical name of the entity that it names"),
    column("content_kind", Text, true, "type of that entity"),
    column("content_iso", Text, true, "ISO 3166-1 alpha-2 code of a country"),
    column("via", Text, true, "who reports the source's claim"),
    column("via_start", Int, true, "its offset"),
    column("via_end", Int, true, "the offset behind it"),
    column("via_entity", Text, true, "canonical name of the entity that it names"),
    column("via_kind", Text, true, "type of that entity"),
    column("via_iso", Text, true, "ISO 3166-1 alpha-2 code of a country"),
    column("negated", Bool, false, "the speech act did not happen"),
    column("hedged", Bool, false, "the content is held at a distance"),
    column(
        "modality",
        Text,
        false,
        "`asserted`, `future`, `conditional`, `requested` or `hypothetical`",
    ),
    column("quoted", Bool, false, "the cue stands in a quotation"),
];

const ARTICLE: [Column; 2] = [
    column("article", Text, false, "id of the article"),
    column("date", Date, true, "day of the article"),
];

/// The article, and the claim.
const CLAIM_ROW: [Column; ARTICLE.len() + CLAIM.len()] = {
    let mut row = [column("", Bool, false, ""); ARTICLE.len() + CLAIM.len()];
    let mut i = 0;
    while i < row.len() {
        row[i] = if i < ARTICLE.len() { ARTICLE[i] } else { CLAIM[i - ARTICLE.len()] };
        i += 1;
    }
    row
};

/// One row a claim.
pub static CLAIMS: Schema = Schema { name: "claims", columns: &CLAIM_ROW, lists: &[] };

/// One row an article.
pub static ARTICLES: Schema = Schema {
    name: "articles",
    columns: &[
        column("article", Text, false, "id of the article"),
        column("date", Date, true, "day of the article"),
        column("sentences", Int, false, "number of sentences"),
        column("mentions", Int, false, "number of names, dates and the like"),
    ],
    lists: &[
        List {
            name: "entities",
            about: "the things that the article names",
            columns: &[
                column("name", Text, false, "canonical name"),
                column("kind", Text, false, "type of the entity"),
                column("iso", Text, true, "ISO 3166-1 alpha-2 code of a country"),
                column("mentions", Int, false, "how often it is named"),
            ],
        },
        List {
            name: "quotes",
            about: "quotations",
            columns: &[
                column("start", Int, false, "offset of the first character"),
                column("end", Int, false, "offset behind the last character"),
                column("text", Text, false, "what was said"),
                column("kind", Text, false, "`direct`, `indirect` or `mixed`"),
                column("speaker", Text, true, "who said it"),
                column("speaker_entity", Text, true, "canonical name of the speaker"),
            ],
        },
        List { name: "claims", about: "claims", columns: &CLAIM },
    ],
};

impl Schema {
    /// The columns in the order of Parquet's leaves, and whether each lies in a
    /// list.
    pub fn leaves(&self) -> impl Iterator<Item = (&'static Column, bool)> + use<> {
        let lists = self.lists.iter().flat_map(|list| list.columns.iter().map(|c| (c, true)));
        self.columns.iter().map(|column| (column, false)).chain(lists)
    }

    /// The schema as Arrow sees it, with what each column holds.
    pub fn describe(&self) -> Value {
        let kind = |column: &Column| match column.kind {
            Kind::Text => "utf8",
            Kind::Int => "int32",
            Kind::Bool => "bool",
            Kind::Date => "date32",
        };
        let describe = |column: &Column| {
            json!({"name": column.name, "type": kind(column), "nullable": column.optional,
                   "description": column.about})
        };
        let lists = self.lists.iter().map(|list| {
            let fields: Vec<Value> = list.columns.iter().map(describe).collect();
            json!({"name": list.name, "type": "list<struct>", "nullable": false,
                   "description": list.about, "fields": fields})
        });
        let columns: Vec<Value> = self.columns.iter().map(describe).chain(lists).collect();
        json!({"table": self.name, "schema_version": 1, "columns": columns})
    }
}
