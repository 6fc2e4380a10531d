//! Dates, absolute and relative, by the words of `dates.list`.

use crate::gazetteer::Cue;
use crate::name::Seen;
use crate::token::{Flags, Token};

fn number(text: &str, token: Option<&Token>) -> Option<u32> {
    let token = token.filter(|t| t.flags.has(Flags::DIGIT))?;
    let text = &text[token.span()];
    let digits = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
    if digits.len() > 4 { None } else { digits.parse().ok() }
}

fn is_year(text: &str, token: Option<&Token>) -> bool {
    token.is_some_and(|t| {
        let text = &text[t.span()];
        let digits = text.strip_suffix('s').unwrap_or(text);
        digits.len() == 4 && matches!(digits.parse::<u32>(), Ok(1500..=2100))
    })
}

fn is_day(text: &str, token: Option<&Token>) -> bool {
    matches!(number(text, token), Some(1..=31))
}

/// The cues of words with which a date may begin.
const DATE: Cue = Cue::MONTH
    .with(Cue::MONTH_SHORT)
    .with(Cue::WEEKDAY)
    .with(Cue::DATE_ALONE)
    .with(Cue::DATE_BEFORE);

/// Where the date that begins at token `i` ends, if one does.
pub(super) fn find(
    text: &str,
    tokens: &[Token],
    seen: &[Seen],
    (i, end): (usize, usize),
) -> Option<usize> {
    let get = |k: usize| tokens[..end].get(k);
    let cue = |k: usize| if k < end { seen[k].cue } else { Cue::default() };
    let is_comma = |k: usize| get(k).is_some_and(|t| &text[t.span()] == ",");
    let stop = |k: usize| {
        get(k).is_some_and(|t| &text[t.span()] == "." && !t.flags.has(Flags::SPACE_BEFORE))
    };
    let month = |k: usize| -> Option<usize> {
        let token = get(k)?;
        if !token.is_capital() {
            return None;
        }
        if cue(k).any(Cue::MONTH) {
            return Some(k + 1);
        }
        if cue(k).any(Cue::MONTH_SHORT) {
            return Some(if stop(k + 1) { k + 2 } else { k + 1 });
        }
        None
    };
    let year = |k: usize| -> Option<usize> {
        if is_year(text, get(k)) {
            return Some(k + 1);
        }
        (is_comma(k) && is_year(text, get(k + 1))).then_some(k + 2)
    };
    let token = get(i)?;
    let c = seen[i].cue;
    // Most words begin no date.
    if !c.any(DATE) && !token.flags.has(Flags::DIGIT) {
        return None;
    }
    if let Some(after) = month(i) {
        if is_day(text, get(after)) && !is_year(text, get(after)) {
            let day = after + 1;
            return Some(year(day).unwrap_or(day));
        }
        if let Some(after) = year(after) {
            return Some(after);
        }
        // A month that is a word or a name as well stands alone only after a
        // preposition.
        let sure = seen[i].cue.any(Cue::MONTH)
            && (!seen[i].common && !seen[i].given()
                || i > 0 && seen[i - 1].cats.any(crate::lexicon::Cats::PREP));
        return sure.then_some(after);
    }
    if c.any(Cue::WEEKDAY) && token.is_capital() {
        let mut at = i + 1;
        let after = if is_comma(at) { at + 1 } else { at };
        if let Some(m) = month(after) {
            if is_day(text, get(m)) {
                at = m + 1;
                at = year(at).unwrap_or(at);
            }
        }
        return Some(at);
    }
    if is_day(text, Some(token)) {
        if let Some(m) = month(i + 1) {
            return Some(year(m).unwrap_or(m));
        }
    }
    if is_year(text, Some(token)) {
        let glued = i > 0
            && tokens[i - 1].flags.has(Flags::PUNCT)
            && !token.flags.has(Flags::SPACE_BEFORE)
            && !matches!(&text[tokens[i - 1].span()], "(" | "[" | "\"" | "\u{201c}");
        return (!glued).then_some(i + 1);
    }
    if c.any(Cue::DATE_ALONE) {
        return Some(i + 1);
    }
    if c.any(Cue::DATE_BEFORE)
        && (cue(i + 1).any(Cue::DATE_UNIT)
            || cue(i + 1).any(Cue::WEEKDAY)
            || cue(i + 1).any(Cue::MONTH))
    {
        return Some(i + 2);
    }
    None
}
