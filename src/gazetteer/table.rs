//! The table that finds the names of lists in a text.
//!
//! A trie over token hashes lies flat in bytes and is used in place. A node is
//! where the record of its first entry begins; `(node, hash) → node` are the keys
//! of one [`Index`]. A record is, little-endian:
//!
//! | bytes | |
//! | --- | --- |
//! | 0 | kind of name; any other number for a node where no name ends |
//! | 1 | flags: last of its node; spelt as the one before |
//! | 2–3 | length of the name |
//! | 4–7, 8–9 | where the canonical name begins, its length |
//! | 10–11 | ISO 3166-1 code, or 0 |
//! | 12–15 | which words lead on from the node; see [`bit`] |
//! | 16– | the name |
//!
//! What a look-up needs lies together, since each further place in a large table
//! costs a wait for memory. Every access is checked, so that bytes of whatever
//! origin give names or none, but no panic.

use super::list::{Line, NameKind};
use crate::flat::{Bytes, Index, Prehashed};
use crate::token::{Token, hash, tokenize};
use std::collections::HashMap;
use std::hint::black_box;

/// Bytes of a record before the name.
const HEAD: usize = 16;

/// Flags of an entry.
const LAST: u8 = 1;
const SAME: u8 = 2;

/// The kind of an entry that names nothing.
const NO_KIND: u8 = u8::MAX;

/// The root of the trie.
const ROOT: u32 = 0;

/// The node whose edges are ISO codes and lead to the countries.
const COUNTRIES: u32 = u32::MAX;

/// Most tokens whose first nodes are read together.
pub(crate) const BATCH: usize = 64;

/// From this node on downwards, edges that are the canonical names of hacking
/// groups lead to their first name, their second, and so on.
const SYNONYMS: u32 = u32::MAX - 1;

fn key(node: u32, hash: u64) -> u64 {
    hash ^ u64::from(node).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The bit that a word sets in a node from which it leads on. Where the next word
/// of a text finds its bit not set, the large table is spared a look-up.
fn bit(hash: u64) -> u32 {
    1 << (hash >> 59)
}

/// One name of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'a> {
    /// What identifies the entry.
    pub number: u32,
    kind: u8,
    flags: u8,
    onward: u32,
    canonical: (u32, u16),
    /// In UTF-8.
    pub name: &'a [u8],
    /// Spelt as the entry before it.
    pub same: bool,
}

impl Entry<'_> {
    /// What the name is; `None` where only longer names go on.
    #[inline]
    pub fn kind(&self) -> Option<NameKind> {
        NameKind::ALL.get(usize::from(self.kind)).map(|&(_, kind)| kind)
    }
}

/// Names, ready to be looked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    edges: Index,
    records: Bytes,
}

impl From<Parts> for Table {
    fn from(parts: Parts) -> Self {
        Self::new(parts.edges.into(), parts.records.into())
    }
}

impl Table {
    /// The table that lies in these parts.
    pub fn new(edges: Bytes, records: Bytes) -> Self {
        Self { edges: Index::new(edges), records }
    }

    /// The entry with this number.
    #[inline]
    fn entry(&self, number: u32) -> Option<Entry<'_>> {
        let bytes = self.records.get(number as usize..)?;
        let [kind, flags, l, m, a, b, c, d, e, f, _, _, w, x, y, z]: [u8; HEAD] =
            *bytes.first_chunk()?;
        let length = usize::from(u16::from_le_bytes([l, m]));
        Some(Entry {
            number,
            kind,
            flags,
            onward: u32::from_le_bytes([w, x, y, z]),
            canonical: (u32::from_le_bytes([a, b, c, d]), u16::from_le_bytes([e, f])),
            name: bytes.get(HEAD..HEAD + length)?,
            same: flags & SAME != 0,
        })
    }

    /// The nodes that the tokens of `starts` lead to from the root, read
    /// together.
    #[inline]
    pub fn first_nodes(
        &self,
        tokens: &[Token],
        starts: &[usize],
        nodes: &mut [Option<u32>; BATCH],
    ) {
        let mut slots = [0; BATCH];
        let hashes = starts.iter().map(|&at| tokens[at].hash);
        self.edges.first_slots(hashes.clone(), &mut slots);
        let mut touched = 0;
        for ((hash, slot), node) in hashes.zip(slots).zip(nodes) {
            *node = self.edges.value(hash, slot);
            // Brings the record near before it is needed.
            touched |= *self.records.get(node.unwrap_or(0) as usize).unwrap_or(&0);
        }
        black_box(touched);
    }

    /// The node that the token alone leads to.
    pub fn first_node(&self, token: &Token) -> Option<u32> {
        self.edges.get(token.hash)
    }

    /// Calls `give` for every name that `tokens` begin with, shortest first,
    /// with the number of its tokens; `first` is the node of the first token.
    /// The spelling is still to be compared.
    #[inline]
    pub fn names<'a>(
        &'a self,
        first: Option<u32>,
        tokens: &[Token],
        mut give: impl FnMut(usize, &Entry<'a>),
    ) {
        let mut node = first;
        for length in 1..=tokens.len() {
            let Some(first) = node.and_then(|node| self.entry(node)) else { break };
            let mut entry = first;
            loop {
                if entry.kind != NO_KIND {
                    give(length, &entry);
                }
                if entry.flags & LAST != 0 {
                    break;
                }
                let own = if entry.same { 0 } else { entry.name.len() };
                let next = entry.number.saturating_add((HEAD + own) as u32);
                let Some(next) = self.entry(next) else { break };
                let name = if next.same { entry.name } else { next.name };
                entry = Entry { name, ..next };
            }
            let Some(next) = tokens.get(length) else { break };
            if first.onward & bit(next.hash) == 0 {
                break;
            }
            node = self.edges.get(key(first.number, next.hash));
        }
    }

    /// The canonical name of an entry.
    pub fn canonical(&self, number: u32) -> &str {
        let Some(Entry { canonical: (start, length), .. }) = self.entry(number) else {
            return "";
        };
        let start = start as usize;
        let name = self.records.get(start..start + usize::from(length)).unwrap_or(&[]);
        std::str::from_utf8(name).unwrap_or("")
    }

    /// Whether an entry is a body.
    pub fn is_body(&self, number: u32) -> bool {
        self.entry(number).is_some_and(|entry| entry.kind() == Some(NameKind::Org))
    }

    /// The ISO code of an entry.
    pub fn iso(&self, number: u32) -> Option<&str> {
        let code = self.records.get(number as usize..)?.get(10..12)?;
        std::str::from_utf8(code).ok().filter(|code| code.as_bytes()[0] != 0)
    }

    /// The entries that are spelt `name`, with what they are.
    pub fn spelt(&self, name: &str) -> Vec<(u32, NameKind)> {
        let mut tokens = Vec::new();
        tokenize(name, &mut tokens);
        let mut found = Vec::new();
        self.names(tokens.first().and_then(|t| self.first_node(t)), &tokens, |length, entry| {
            if length == tokens.len() && entry.name == name.as_bytes() {
                found.extend(entry.kind().map(|kind| (entry.number, kind)));
            }
        });
        found
    }

    /// The entry of the country, or of the body in its place, with the code `iso`.
    pub fn country(&self, iso: &str) -> Option<u32> {
        self.edges.get(key(COUNTRIES, hash(iso)))
    }

    /// The names of the hacking group with this canonical name, in the order of
    /// the list.
    pub fn synonyms(&self, canonical: &str) -> impl Iterator<Item = &str> {
        let hash = hash(canonical);
        let entries = (0..SYNONYMS).map_while(move |n| self.edges.get(key(SYNONYMS - n, hash)));
        let names = entries.filter_map(|number| self.entry(number)).map(|entry| entry.name);
        names.filter_map(|name| std::str::from_utf8(name).ok())
    }
}

/// Makes a [`Table`] of lines that outlive it.
#[derive(Debug, Default)]
pub(crate) struct Builder<'a> {
    /// By key, the node that the edge leads to, in the order of their making.
    nodes: HashMap<u64, u32, Prehashed>,
    /// `(node, hash)` that leads to each node.
    edges: Vec<(u32, u64)>,
    /// Lines with the nodes that they end at.
    lines: Vec<(u32, Line<'a>)>,
    tokens: Vec<Token>,
}

/// The two parts of a table.
pub(crate) struct Parts {
    pub edges: Vec<u8>,
    pub records: Vec<u8>,
}

impl<'a> Builder<'a> {
    /// Adds a name behind those that are there.
    pub fn add(&mut self, line: Line<'a>) {
        self.tokens.clear();
        tokenize(line.name, &mut self.tokens);
        let mut node = ROOT;
        for token in &self.tokens {
            let edges = &mut self.edges;
            node = *self.nodes.entry(key(node, token.hash)).or_insert_with(|| {
                edges.push((node, token.hash));
                edges.len() as u32
            });
        }
        self.lines.push((node, line));
    }

    /// The table. Lists of gigabytes are out of the question.
    pub fn finish(self) -> Parts {
        let count = self.edges.len() + 1;
        let mut onward = vec![0; count];
        for &(parent, hash) in &self.edges {
            onward[parent as usize] |= bit(hash);
        }
        // The lines of a node stand as in the lists, but those of one spelling
        // together.
        let mut firsts = HashMap::new();
        let mut order = Vec::with_capacity(self.lines.len());
        for (i, (node, line)) in self.lines.iter().enumerate() {
            order.push((*node as usize, *firsts.entry((node, line.name)).or_insert(i), i));
        }
        order.sort_unstable();
        // No record begins at 0: nothing leads to the root.
        let mut records = vec![0];
        let mut renamed = vec![ROOT; count];
        let mut starts = vec![0; self.lines.len()];
        let mut spelt = HashMap::new();
        let mut rest = order.as_slice();
        for node in 1..count {
            renamed[node] = records.len() as u32;
            let (own, after) = rest.split_at(rest.iter().take_while(|o| o.0 == node).count());
            rest = after;
            if own.is_empty() {
                records.extend([NO_KIND, LAST]);
                records.extend([0; 10]);
                records.extend(onward[node].to_le_bytes());
            }
            let mut before = None;
            for (place, &(_, first, i)) in own.iter().enumerate() {
                let line = &self.lines[i].1;
                let same = before.replace(first) == Some(first);
                let last = if place + 1 == own.len() { LAST } else { 0 };
                let name = if same { "" } else { line.name };
                starts[i] = records.len();
                if !same {
                    spelt.entry(name).or_insert(records.len() + HEAD);
                }
                records.extend([line.kind as u8, last | if same { SAME } else { 0 }]);
                records.extend((name.len() as u16).to_le_bytes());
                records.extend([0; 6]);
                records.extend(<[u8; 2]>::try_from(line.iso.as_bytes()).unwrap_or_default());
                records.extend(onward[node].to_le_bytes());
                records.extend(name.as_bytes());
            }
        }
        let mut links = Vec::new();
        let mut synonyms: HashMap<u64, u32, Prehashed> = HashMap::default();
        for (&start, (_, line)) in starts.iter().zip(&self.lines) {
            let name = if line.canonical.is_empty() { line.name } else { line.canonical };
            let place = *spelt.entry(name).or_insert(records.len());
            if place == records.len() {
                records.extend(name.as_bytes());
            }
            records[start + 4..start + 8].copy_from_slice(&(place as u32).to_le_bytes());
            records[start + 8..start + 10].copy_from_slice(&(name.len() as u16).to_le_bytes());
            let iso = key(COUNTRIES, hash(line.iso));
            // The European Union is no country, but has a code.
            let country = line.kind == NameKind::Country || line.canonical == line.name;
            if country && !line.iso.is_empty() && links.iter().all(|&(known, _)| known != iso) {
                links.push((iso, start as u32));
            }
            if line.kind == NameKind::ThreatActor {
                let count = synonyms.entry(hash(name)).or_default();
                links.push((key(SYNONYMS - *count, hash(name)), start as u32));
                *count += 1;
            }
        }
        let edges = self
            .edges
            .iter()
            .zip(&renamed[1..])
            .map(|(&(parent, hash), &node)| (key(renamed[parent as usize], hash), node));
        let pairs: Vec<(u64, u32)> = edges.chain(links).collect();
        Parts { edges: Index::build(&pairs), records }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::list;

    const LIST: &str = "Bank\torg\nBank of Nowhere\torg\nNowhere\tcountry\tRepublic of Nowhere\tXX\n\
                        nowhere\tloc\nÓ Nuáin\tfamily\n";

    fn parts() -> Parts {
        let mut builder = Builder::default();
        for line in list::parse("t.tsv", LIST).unwrap() {
            builder.add(line);
        }
        builder.finish()
    }

    fn names(table: &Table, text: &str) -> Vec<(usize, String)> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        let mut found = Vec::new();
        for at in 0..tokens.len() {
            let first = table.first_node(&tokens[at]);
            table.names(first, &tokens[at..], |length, entry| {
                let iso = table.iso(entry.number).unwrap_or("-");
                let name = String::from_utf8_lossy(entry.name);
                let what = format!("{name} {} {iso}", table.canonical(entry.number));
                found.push((length, what));
            });
        }
        found
    }

    #[test]
    fn gives_all_names_with_what_the_list_says() {
        let table = Table::from(parts());
        assert_eq!(
            names(&table, "Bank of Nowhere"),
            [
                (1, "Bank Bank -".into()),
                (3, "Bank of Nowhere Bank of Nowhere -".into()),
                (1, "Nowhere Republic of Nowhere XX".into()),
                (1, "nowhere nowhere -".into()),
            ]
        );
        assert_eq!(names(&table, "O NUAIN"), [(2, "Ó Nuáin Ó Nuáin -".into())]);
        let country = table.country("XX").unwrap();
        assert_eq!(table.canonical(country), "Republic of Nowhere");
        assert_eq!(table.country("YY"), None);
    }

    proptest::proptest! {
        #[test]
        fn damaged_bytes_never_panic(
            damage in proptest::collection::vec((0usize..4096, 0u8..), 1..40),
            cut in 0usize..400,
        ) {
            let Parts { mut edges, mut records } = parts();
            for (at, byte) in damage {
                let part = if at % 2 == 0 { &mut edges } else { &mut records };
                let length = part.len();
                part[at % length] = byte;
            }
            records.truncate(records.len().saturating_sub(cut / 4));
            edges.truncate(edges.len().saturating_sub(cut / 2));
            let table = Table::from(Parts { edges, records });
            names(&table, "Bank of Nowhere, nowhere Ó Nuáin");
            table.country("XX");
        }
    }
}
