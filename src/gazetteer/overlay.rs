//! A user's own lists: what they add to the built-in names and take away.

use super::cue::{self, Cue, Cues};
use super::list::{self, Change, Line, NameKind};
use super::table::{Builder, Table};
use crate::Error;
use crate::flat::Index;
use crate::token::tokenize;
use std::collections::HashMap;

/// The names of a user's lists, and which built-in entries no longer count.
#[derive(Debug, Default)]
pub(crate) struct Overlay {
    pub names: Table,
    /// Entries of the built-in table, sorted.
    pub removed: Vec<u32>,
    /// Words with which names begin that begin in lower case.
    pub cues: Cues,
}

impl Overlay {
    /// Reads lists, given as name and text, each over those before it and all
    /// of them over `builtin`.
    pub fn read(lists: &[(&str, &str)], builtin: &Table) -> Result<Self, Error> {
        let mut lines: Vec<Option<Line<'_>>> = Vec::new();
        // Where in `lines` a name of a kind stands.
        let mut places: HashMap<(&str, NameKind), usize> = HashMap::new();
        let mut removed = Vec::new();
        let mut take = |name: &str, kind: Option<NameKind>| {
            let same = |of: NameKind| kind.is_none_or(|kind| kind == of);
            let spelt = builtin.spelt(name).into_iter();
            removed.extend(spelt.filter(|&(_, of)| same(of)).map(|(entry, _)| entry));
        };
        for (file, text) in lists {
            for change in list::parse_overlay(file, text)? {
                match change {
                    Change::Add(line) => {
                        take(line.name, Some(line.kind));
                        match places.get(&(line.name, line.kind)) {
                            Some(&place) => lines[place] = Some(line),
                            None => {
                                places.insert((line.name, line.kind), lines.len());
                                lines.push(Some(line));
                            }
                        }
                    }
                    Change::Remove { name, kind } => {
                        take(name, kind);
                        for &(_, of) in NameKind::ALL {
                            if kind.is_none_or(|kind| kind == of) {
                                if let Some(place) = places.remove(&(name, of)) {
                                    lines[place] = None;
                                }
                            }
                        }
                    }
                }
            }
        }
        removed.sort_unstable();
        removed.dedup();
        let mut builder = Builder::default();
        let mut words = cue::Words::default();
        let mut tokens = Vec::new();
        for line in lines.iter().flatten() {
            builder.add(*line);
            tokens.clear();
            tokenize(line.name, &mut tokens);
            if let Some(first) = tokens.first().filter(|t| !t.is_capital()) {
                words.add(first.hash, Cue::LOWER_START);
            }
        }
        let (index, sets) = words.flat();
        let cues = Cues::new(Index::new(index.into()), &sets);
        Ok(Self { names: builder.finish().into(), removed, cues })
    }
}
