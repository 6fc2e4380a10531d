//! Who makes claims about whom: a list of edges, or a graph.

use crate::aggregate::{Aggregate, Tally};
use crate::record::{Phrase, Record};
use gainsay::Modality;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{self, Write};

/// The columns of a list of edges, with what they hold.
const EDGES: [(&str, &str); 8] = [
    ("source", "who makes the claims: the name of an entity, or a phrase"),
    ("source_kind", "the type of the entity, or `phrase`"),
    ("target", "whom or what they are about"),
    ("target_kind", "the type of the entity, or `phrase`"),
    ("claim", "the kind of the claims"),
    ("count", "how many there are"),
    ("first", "the day of the first, where one of them has a date"),
    ("last", "the day of the last"),
];

/// What nodes and edges of a graph carry: for which of them, the name, the type
/// and what it holds.
const DATA: [(&str, &str, &str, &str); 7] = [
    ("node", "label", "string", "the name of an entity, or a phrase"),
    ("node", "kind", "string", "the type of the entity, or `phrase`"),
    ("node", "claims", "long", "how many claims it makes or is the target of"),
    ("edge", "claim", "string", "the kind of the claims"),
    ("edge", "weight", "long", "how many there are"),
    ("edge", "first", "string", "the day of the first, where one of them has a date"),
    ("edge", "last", "string", "the day of the last"),
];

/// The columns of a list of edges.
pub fn describe_edges() -> Value {
    let columns = EDGES.map(|(name, about)| json!({"name": name, "description": about}));
    json!({"table": "edges", "schema_version": 1, "columns": columns})
}

/// What nodes and edges of a graph carry.
pub fn describe_graph() -> Value {
    let keys = DATA.map(|(of, name, kind, about)| {
        json!({"for": of, "name": name, "type": kind, "description": about})
    });
    json!({"graph": "graphml", "schema_version": 1, "edgedefault": "directed", "keys": keys})
}

/// What stands between the parts of a key.
const BETWEEN: u8 = 0;

/// Nodes come before edges.
const NODE: u8 = b'1';
const EDGE: u8 = b'2';

/// The keys of what `record` adds to the graph, one after the other. Claims
/// are counted that were made, by somebody, about somebody or something.
pub fn add(record: &Record<'_>, each: &mut impl FnMut(Vec<u8>)) {
    for claim in record.claims.iter() {
        let (Some(source), Some(target)) = (&claim.source, &claim.target) else { continue };
        if claim.negated || claim.modality != Modality::Asserted {
            continue;
        }
        let nodes = [node(source), node(target)];
        for [name, kind] in nodes {
            each(key(NODE, &[name, kind]));
        }
        let [[source, source_kind], [target, target_kind]] = nodes;
        each(key(EDGE, &[source, source_kind, target, target_kind, claim.kind]));
    }
}

fn node<'a>(phrase: &Phrase<'a>) -> [&'a str; 2] {
    match phrase.named {
        Some(entity) => [&entity.name, entity.kind.as_str()],
        None => [phrase.text, "phrase"],
    }
}

fn key(first: u8, parts: &[&str]) -> Vec<u8> {
    let mut key = vec![first];
    for part in parts {
        key.push(BETWEEN);
        // A line end in a name is the layout's, and a NUL is nobody's.
        let white = |b: u8| if b.is_ascii_control() { b' ' } else { b };
        key.extend(part.bytes().map(white));
    }
    key
}

fn parts(key: &[u8]) -> Vec<&str> {
    key.split(|&b| b == BETWEEN).skip(1).map(|p| std::str::from_utf8(p).unwrap_or("")).collect()
}

/// Writes the edges of `counts` as CSV.
pub fn write_edges(
    counts: Aggregate,
    pieces: &mut crate::pieces::Pieces,
    delimiter: u8,
    output: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(output);
    writer.write_record(EDGES.map(|(name, _)| name))?;
    counts.finish(pieces, |key, Tally { count, first, last }| {
        if key.first() == Some(&EDGE) {
            for part in parts(key) {
                writer.write_field(part)?;
            }
            writer.write_field(count.to_string())?;
            for day in [first, last] {
                writer.write_field(day.map(|day| day.to_string()).unwrap_or_default())?;
            }
            writer.write_record(None::<&[u8]>)?;
        }
        Ok(())
    })?;
    writer.flush()
}

/// Writes `counts` as GraphML.
pub fn write_graphml(
    counts: Aggregate,
    pieces: &mut crate::pieces::Pieces,
    output: &mut dyn Write,
) -> io::Result<()> {
    output.write_all(head().as_bytes())?;
    let mut line = String::new();
    counts.finish(pieces, |key, Tally { count, first, last }| {
        line.clear();
        let data = |line: &mut String, name: &str, value: &str| {
            let _ = write!(line, "<data key=\"{name}\">{}</data>", escape(value));
        };
        match *parts(key) {
            [name, kind] => {
                let _ = write!(line, "    <node id=\"{}\">", id(name, kind));
                data(&mut line, "label", name);
                data(&mut line, "kind", kind);
                data(&mut line, "claims", &count.to_string());
                line.push_str("</node>\n");
            }
            [source, source_kind, target, target_kind, claim] => {
                let source = id(source, source_kind);
                let target = id(target, target_kind);
                let _ = write!(line, "    <edge source=\"{source}\" target=\"{target}\">");
                data(&mut line, "claim", claim);
                data(&mut line, "weight", &count.to_string());
                for (name, day) in [("first", first), ("last", last)] {
                    if let Some(day) = day {
                        data(&mut line, name, &day.to_string());
                    }
                }
                line.push_str("</edge>\n");
            }
            _ => {}
        }
        output.write_all(line.as_bytes())
    })?;
    output.write_all(b"  </graph>\n</graphml>\n")
}

fn head() -> String {
    let mut head = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    for (of, name, kind, _) in DATA {
        let _ = writeln!(
            head,
            "  <key id=\"{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
        );
    }
    head + "  <graph edgedefault=\"directed\">\n"
}

/// An id for a node, the same in every graph: no table of names is needed.
fn id(name: &str, kind: &str) -> String {
    let bytes = name.bytes().chain([BETWEEN]).chain(kind.bytes());
    // FNV-1a: ten million names meet once in 300,000 graphs.
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("n{hash:016x}")
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // XML has no way to write these.
            '\u{FFFE}' | '\u{FFFF}' => escaped.push('\u{FFFD}'),
            c => escaped.push(c),
        }
    }
    escaped
}
