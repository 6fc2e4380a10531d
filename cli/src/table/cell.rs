//! The cells of a row: what a record says, in the order of the columns.

use crate::date::Day;
use crate::record::{Claim, Entity, Phrase, Quote, Record};

/// One value of a row.
#[derive(Clone, Copy, Debug)]
pub enum Cell<'a> {
    Null,
    Text(&'a str),
    Int(usize),
    Bool(bool),
    Date(Day),
}

fn text(text: Option<&str>) -> Cell<'_> {
    text.map_or(Cell::Null, Cell::Text)
}

/// What every table says of the article.
pub fn article<'a>(record: &Record<'a>) -> [Cell<'a>; 2] {
    [Cell::Text(record.id), record.date.map_or(Cell::Null, Cell::Date)]
}

/// The claim of that number.
pub fn claim<'a>(number: usize, claim: &Claim<'a>) -> Vec<Cell<'a>> {
    let mut cells = vec![
        Cell::Int(number),
        Cell::Text(claim.kind),
        Cell::Text(claim.rule),
        text(claim.cameo),
        text(claim.plover),
        Cell::Int(claim.start),
        Cell::Int(claim.end),
        Cell::Text(claim.text),
        Cell::Text(claim.cue.text),
        Cell::Int(claim.cue.start),
        Cell::Int(claim.cue.end),
    ];
    for role in [&claim.source, &claim.target, &claim.content, &claim.via] {
        let named = role.as_ref().and_then(|role| role.named);
        let offset = |of: fn(&Phrase<'_>) -> usize| {
            role.as_ref().map_or(Cell::Null, |role| Cell::Int(of(role)))
        };
        cells.extend([
            text(role.as_ref().map(|role| role.text)),
            offset(|role| role.start),
            offset(|role| role.end),
            text(named.map(|entity| &*entity.name)),
            text(named.map(|entity| entity.kind.as_str())),
            text(named.and_then(|entity| entity.iso.as_deref())),
        ]);
    }
    cells.extend([
        Cell::Bool(claim.negated),
        Cell::Bool(claim.hedged),
        Cell::Text(claim.modality.as_str()),
        Cell::Bool(claim.quote.is_some()),
    ]);
    cells
}

pub fn entity<'a>(entity: &Entity<'a>) -> [Cell<'a>; 4] {
    [
        Cell::Text(entity.name),
        Cell::Text(entity.kind.as_str()),
        text(entity.iso),
        Cell::Int(entity.mentions.len()),
    ]
}

pub fn quote<'a>(quote: &Quote<'a>) -> [Cell<'a>; 6] {
    let speaker = quote.speaker.as_ref();
    [
        Cell::Int(quote.start),
        Cell::Int(quote.end),
        Cell::Text(quote.text),
        Cell::Text(quote.kind.as_str()),
        text(speaker.map(|speaker| speaker.text)),
        text(speaker.and_then(|speaker| speaker.named).map(|entity| &*entity.name)),
    ]
}
