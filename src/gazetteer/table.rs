//! The table that finds the names of lists in a text.
//!
//! A trie over token hashes lies flat in bytes and is used in place. A node is
//! the number of its first entry; `(node, hash) → node` are the keys of one
//! [`Index`]. An entry is sixteen bytes, little-endian:
//!
//! | bytes | |
//! | --- | --- |
//! | 0–3, 4–5 | where in the text of the table the name begins, its length |
//! | 6 | kind of name; any other number for a node where no name ends |
//! | 7 | flags: last entry of its node; names go on from this node |
//! | 8–11, 12–13 | the canonical name, likewise |
//! | 14–15 | ISO 3166-1 code, or 0 |
//!
//! Every access is checked, so that bytes of whatever origin give names or
//! none, but no panic.

use super::list::{Line, NameKind};
use crate::flat::{Bytes, Index, Prehashed};
use crate::token::{Token, hash, tokenize};
use std::borrow::Cow;
use std::collections::HashMap;

/// Bytes of an entry.
const ENTRY: usize = 16;

/// Flags of an entry.
const LAST: u8 = 1;
const GOES_ON: u8 = 2;

/// The kind of an entry that names nothing.
const NO_KIND: u8 = u8::MAX;

/// The root of the trie.
const ROOT: u32 = 0;

/// The node whose edges are ISO codes and lead to the countries.
const COUNTRIES: u32 = u32::MAX;

fn key(node: u32, hash: u64) -> u64 {
    hash ^ u64::from(node).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// One name of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    name: (u32, u16),
    kind: u8,
    flags: u8,
    canonical: (u32, u16),
    iso: [u8; 2],
}

impl Entry {
    /// What the name is; `None` where only longer names go on.
    pub fn kind(&self) -> Option<NameKind> {
        NameKind::ALL.get(usize::from(self.kind)).map(|&(_, kind)| kind)
    }

    fn read(bytes: [u8; ENTRY]) -> Self {
        let [a, b, c, d, e, f, kind, flags, g, h, i, j, k, l, m, n] = bytes;
        Self {
            name: (u32::from_le_bytes([a, b, c, d]), u16::from_le_bytes([e, f])),
            kind,
            flags,
            canonical: (u32::from_le_bytes([g, h, i, j]), u16::from_le_bytes([k, l])),
            iso: [m, n],
        }
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.name.0.to_le_bytes());
        out.extend(self.name.1.to_le_bytes());
        out.extend([self.kind, self.flags]);
        out.extend(self.canonical.0.to_le_bytes());
        out.extend(self.canonical.1.to_le_bytes());
        out.extend(self.iso);
    }
}

/// Names, ready to be looked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    edges: Index,
    entries: Bytes,
    text: Cow<'static, str>,
}

impl From<Parts> for Table {
    fn from(parts: Parts) -> Self {
        Self::new(parts.edges.into(), parts.entries.into(), parts.text.into())
    }
}

impl Table {
    /// The table that lies in these parts.
    pub fn new(edges: Bytes, entries: Bytes, text: Cow<'static, str>) -> Self {
        Self { edges: Index::new(edges), entries, text }
    }

    /// The node that the word with this hash leads to from `node`.
    #[inline]
    fn step(&self, node: u32, hash: u64) -> Option<u32> {
        self.edges.get(key(node, hash))
    }

    /// The entry with this number.
    #[inline]
    pub fn entry(&self, number: u32) -> Option<Entry> {
        let bytes = self.entries.get(number as usize * ENTRY..)?.first_chunk()?;
        Some(Entry::read(*bytes))
    }

    /// Calls `give` for every name that `tokens` begin with, shortest first,
    /// with the number of its tokens and of its entry. The spelling is still to
    /// be compared.
    #[inline]
    pub fn names(&self, tokens: &[Token], mut give: impl FnMut(usize, u32, &Entry)) {
        let mut node = ROOT;
        for (i, token) in tokens.iter().enumerate() {
            let Some(next) = self.step(node, token.hash) else { break };
            node = next;
            let mut goes_on = false;
            for number in node.. {
                let Some(entry) = self.entry(number) else { break };
                goes_on |= entry.flags & GOES_ON != 0;
                if entry.kind != NO_KIND {
                    give(i + 1, number, &entry);
                }
                if entry.flags & LAST != 0 {
                    break;
                }
            }
            if !goes_on {
                break;
            }
        }
    }

    fn slice(&self, (start, length): (u32, u16)) -> &str {
        let start = start as usize;
        self.text.get(start..start + usize::from(length)).unwrap_or("")
    }

    /// The name of an entry.
    pub fn name(&self, entry: &Entry) -> &str {
        self.slice(entry.name)
    }

    /// The canonical name of an entry.
    pub fn canonical(&self, entry: &Entry) -> &str {
        self.slice(entry.canonical)
    }

    /// The ISO code of the entry with this number.
    pub fn iso(&self, number: u32) -> Option<&str> {
        let code = self.entries.get(number as usize * ENTRY..)?.get(ENTRY - 2..ENTRY)?;
        std::str::from_utf8(code).ok().filter(|code| code.as_bytes()[0] != 0)
    }

    /// The numbers of the entries that are spelt `name`, with what they are.
    pub fn spelt(&self, name: &str) -> Vec<(u32, NameKind)> {
        let mut tokens = Vec::new();
        tokenize(name, &mut tokens);
        let mut found = Vec::new();
        self.names(&tokens, |length, number, entry| {
            if length == tokens.len() && self.name(entry) == name {
                found.extend(entry.kind().map(|kind| (number, kind)));
            }
        });
        found
    }

    /// The entry of the country with the code `iso`.
    pub fn country(&self, iso: &str) -> Option<u32> {
        self.step(COUNTRIES, hash(iso))
    }
}

/// Makes a [`Table`].
#[derive(Debug, Default)]
pub(crate) struct Builder {
    /// By key, the node that the edge leads to, in the order of their making.
    nodes: HashMap<u64, u32, Prehashed>,
    /// `(node, hash)` that leads to each node.
    edges: Vec<(u32, u64)>,
    /// Entries with the nodes that they end at.
    entries: Vec<(u32, Entry)>,
    text: String,
    /// Where in the text each string stands.
    known: HashMap<String, (u32, u16)>,
    tokens: Vec<Token>,
    /// Countries by code, with their entries.
    countries: Vec<(u64, u32)>,
}

/// The three parts of a table.
pub(crate) struct Parts {
    pub edges: Vec<u8>,
    pub entries: Vec<u8>,
    pub text: String,
}

impl Builder {
    /// Adds a name behind those that are there.
    pub fn add(&mut self, line: &Line<'_>) {
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
        if line.kind == NameKind::Country && !line.iso.is_empty() {
            let iso = hash(line.iso);
            if self.countries.iter().all(|&(known, _)| known != iso) {
                self.countries.push((iso, self.entries.len() as u32));
            }
        }
        let name = self.keep(line.name);
        let canonical = if line.canonical.is_empty() { name } else { self.keep(line.canonical) };
        let iso = line.iso.as_bytes().try_into().unwrap_or_default();
        let entry = Entry { name, kind: line.kind as u8, flags: 0, canonical, iso };
        self.entries.push((node, entry));
    }

    /// Where `s` stands in the text. The parser bounds its length, and lists
    /// of four gigabytes are out of the question.
    fn keep(&mut self, s: &str) -> (u32, u16) {
        if let Some(&known) = self.known.get(s) {
            return known;
        }
        let place = (self.text.len() as u32, s.len() as u16);
        self.text.push_str(s);
        self.known.insert(s.to_owned(), place);
        place
    }

    /// The table.
    pub fn finish(self) -> Parts {
        // Nodes are renamed after their first entries; entry 0 is a dummy, since
        // 0 is the root and no edge leads there.
        let count = self.edges.len() + 1;
        let mut by_node: Vec<u32> = (0..self.entries.len() as u32).collect();
        by_node.sort_by_key(|&e| self.entries[e as usize].0);
        let mut parents = vec![false; count];
        for &(parent, _) in &self.edges {
            parents[parent as usize] = true;
        }
        let nothing =
            Entry { name: (0, 0), kind: NO_KIND, flags: LAST, canonical: (0, 0), iso: [0; 2] };
        let mut entries = Vec::with_capacity(ENTRY * (count + self.entries.len()));
        let mut renamed = vec![ROOT; count];
        let mut moved = vec![0; self.entries.len()];
        let mut own = by_node.into_iter().peekable();
        nothing.write(&mut entries);
        for node in 1..count {
            let first = (entries.len() / ENTRY) as u32;
            renamed[node] = first;
            let goes_on = if parents[node] { GOES_ON } else { 0 };
            let mut any = false;
            while let Some(e) = own.next_if(|&e| self.entries[e as usize].0 as usize == node) {
                any = true;
                moved[e as usize] = (entries.len() / ENTRY) as u32;
                let entry = self.entries[e as usize].1;
                let more = own.peek().is_some_and(|&e| self.entries[e as usize].0 as usize == node);
                let last = if more { 0 } else { LAST };
                Entry { flags: goes_on | last, ..entry }.write(&mut entries);
            }
            if !any {
                Entry { flags: goes_on | LAST, ..nothing }.write(&mut entries);
            }
        }
        let edges = self.edges.iter().zip(1..).map(|(&(parent, hash), node): (_, usize)| {
            (key(renamed[parent as usize], hash), renamed[node])
        });
        let countries =
            self.countries.iter().map(|&(iso, e)| (key(COUNTRIES, iso), moved[e as usize]));
        let pairs: Vec<(u64, u32)> = edges.chain(countries).collect();
        Parts { edges: Index::build(&pairs), entries, text: self.text }
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
            builder.add(&line);
        }
        builder.finish()
    }

    fn names(table: &Table, text: &str) -> Vec<(usize, String)> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        let mut found = Vec::new();
        for at in 0..tokens.len() {
            table.names(&tokens[at..], |length, number, entry| {
                let iso = table.iso(number).unwrap_or("-");
                let what = format!("{} {} {iso}", table.name(entry), table.canonical(entry));
                found.push((length, what));
            });
        }
        found
    }

    #[test]
    fn gives_all_names_with_what_the_list_says() {
        let Parts { edges, entries, text } = parts();
        let table = Table::new(edges.into(), entries.into(), text.into());
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
        let country = table.entry(table.country("XX").unwrap()).unwrap();
        assert_eq!(table.canonical(&country), "Republic of Nowhere");
        assert_eq!(table.country("YY"), None);
    }

    proptest::proptest! {
        #[test]
        fn damaged_bytes_never_panic(
            damage in proptest::collection::vec((0usize..4096, 0u8..), 1..40),
            cut in 0usize..400,
        ) {
            let Parts { mut edges, mut entries, text } = parts();
            for (at, byte) in damage {
                let part = if at % 2 == 0 { &mut edges } else { &mut entries };
                let length = part.len();
                part[at % length] = byte;
            }
            entries.truncate(entries.len().saturating_sub(cut / 4));
            edges.truncate(edges.len().saturating_sub(cut / 2));
            let table = Table::new(edges.into(), entries.into(), text.into());
            names(&table, "Bank of Nowhere, nowhere Ó Nuáin");
            table.country("XX");
        }
    }
}
