//! Dates, absolute and relative, by the words of `dates.list`.

use super::View;
use crate::gazetteer::Cue;
use crate::lexicon::Cats;
use crate::token::Flags;

/// The cues with one of which every date begins that is not a number.
pub(super) const ANY: Cue = Cue::MONTH
    .with(Cue::MONTH_SHORT)
    .with(Cue::WEEKDAY)
    .with(Cue::DATE_ALONE)
    .with(Cue::DATE_BEFORE)
    .with(Cue::INDEFINITE);

/// The number that a token begins with, of four digits at most: `28th`, `1990s`.
pub(super) fn number(view: &View<'_>, i: usize) -> Option<i32> {
    let token = view.tokens.get(i).filter(|t| t.flags.has(Flags::DIGIT))?;
    let text = &view.text[token.span()];
    let digits = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
    if digits.len() > 4 { None } else { digits.parse().ok() }
}

/// Whether a token is a year, or a decade (`1990s`).
pub(super) fn is_year(view: &View<'_>, i: usize) -> bool {
    matches!(view.len(i), 4 | 5)
        && number(view, i).is_some_and(|n| (1500..=2100).contains(&n))
        && (view.len(i) == 4 || view.text.as_bytes()[view.tokens[i].end as usize - 1] == b's')
}

fn is_day(view: &View<'_>, i: usize) -> bool {
    matches!(number(view, i), Some(1..=31))
}

/// Where the date that begins at token `i` ends, if one does.
pub(super) fn find(view: &View<'_>, (i, end): (usize, usize)) -> Option<usize> {
    let (token, s) = (view.tokens.get(i)?, view.seen.get(i)?);
    if !s.cue.any(ANY) && !token.flags.has(Flags::DIGIT) && !s.cats.any(Cats::NUMBER) {
        return None;
    }
    let inside = |k: usize| k < end;
    let cue = |k: usize, cue: Cue| inside(k) && view.cue(k, cue);
    let month = |k: usize| -> Option<usize> {
        if !inside(k) || !view.tokens[k].is_capital() {
            return None;
        }
        if view.cue(k, Cue::MONTH) {
            return Some(k + 1);
        }
        let stop = inside(k + 1) && view.mark(k + 1, b'.') && view.glued(k + 1);
        view.cue(k, Cue::MONTH_SHORT).then_some(if stop { k + 2 } else { k + 1 })
    };
    let is_year = |k: usize| inside(k) && is_year(view, k);
    let is_day = |k: usize| inside(k) && is_day(view, k);
    let year = |k: usize| -> Option<usize> {
        if is_year(k) {
            return Some(k + 1);
        }
        (inside(k) && view.mark(k, b',') && is_year(k + 1)).then_some(k + 2)
    };
    if let Some(after) = month(i) {
        if is_day(after) && !is_year(after) {
            let day = after + 1;
            return Some(year(day).unwrap_or(day));
        }
        if let Some(after) = year(after) {
            return Some(after);
        }
        // A month that is a word or a name as well stands alone only after a
        // preposition or a step (last May).
        let placed = i > 0 && view.cats(i - 1, Cats::PREP.with(Cats::OF));
        let word = s.given() || s.cats.any(Cats::MODAL.with(Cats::BASE).with(Cats::ADJ));
        let sure = s.cue.any(Cue::MONTH) && (!word || placed);
        return sure.then_some(after);
    }
    if s.cue.any(Cue::WEEKDAY) && token.is_capital() {
        let at = i + 1;
        let after = if inside(at) && view.mark(at, b',') { at + 1 } else { at };
        if let Some(m) = month(after).filter(|&m| is_day(m)) {
            return Some(year(m + 1).unwrap_or(m + 1));
        }
        return Some(at);
    }
    if cue(i + 1, Cue::DATE_UNIT) && cue(i + 2, Cue::DATE_AGO) {
        return Some(i + 3);
    }
    if is_day(i) {
        if let Some(m) = month(i + 1) {
            return Some(year(m).unwrap_or(m));
        }
    }
    if is_year(i) {
        let tied = i > 0
            && view.tokens[i - 1].flags.has(Flags::PUNCT)
            && view.glued(i)
            && !matches!(view.char(i - 1), '(' | '[' | '"' | '\u{201c}');
        if tied {
            return None;
        }
        let iso = (i + 1..i + 5).all(|k| inside(k) && view.glued(k))
            && view.dash(i + 1)
            && view.dash(i + 3)
            && view.len(i + 2) == 2
            && view.len(i + 4) == 2
            && is_day(i + 4);
        return Some(if iso { i + 5 } else { i + 1 });
    }
    if s.cue.any(Cue::DATE_ALONE) {
        return Some(i + 1);
    }
    let unit = Cue::DATE_UNIT.with(Cue::WEEKDAY).with(Cue::MONTH);
    (s.cue.any(Cue::DATE_BEFORE) && cue(i + 1, unit)).then_some(i + 2)
}
