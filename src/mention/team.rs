//! What says, in a text about sport, that a name is that of a team: the places
//! from which teams come lend them their names.

use super::{Candidate, View};
use crate::gazetteer::Cue;
use crate::gazetteer::list::NameKind;
use crate::lexicon::Cats;
use crate::token::Flags;

/// How much the words about a candidate speak for a team. Countries send teams
/// as well, but stay countries.
pub(super) fn plays(w: &View<'_>, c: &Candidate) -> i32 {
    let (a, b) = (c.start as usize, c.end as usize);
    let hit = w.seen[a].hit;
    let listed = hit.len == b - a;
    if c.kind.is_some() || listed && hit.kinds & NameKind::Country.bit() != 0 {
        return 0;
    }
    let game = |i: usize| w.lower(i) && w.cue(i, Cue::GAME);
    let versus = |i: usize| w.lower(i) && w.cue(i, Cue::VERSUS);
    // Chicago 105, Detroit 99
    let next = b + 1 + usize::from(w.mark(b + 1, b','));
    let last = a.saturating_sub(usize::from(a > 0 && w.mark(a - 1, b',')));
    let last = last > 1 && number(w, last - 1) && w.capital(last - 2);
    let score = number(w, b) && (scored(w, next) || last);
    let score = score || row(w, a, b);
    let against = a > 0 && versus(a - 1) && (opposes(w, a - 1) || a > 1 && game(a - 2));
    let plays = game(b) || a > 0 && game(a - 1) || against || versus(b) && opposes(w, b);
    match (score, plays, listed) {
        (true, _, true) => 10,
        (_, true, true) => 7,
        (false, false, _) => 0,
        _ => 2,
    }
}

/// Whether figures follow at `b` as in a row of standings (`Chicago 12 8 2 2`)
/// or in scores of cricket (`Kent 259 and 207`, `Kent 108-3`, `Kent 214 (`).
fn row(w: &View<'_>, a: usize, b: usize) -> bool {
    if !number(w, b) || a > 0 && w.lower(a - 1) && w.cue(a - 1, Cue::LOCATIVE) {
        return false;
    }
    let joins = w.dash(b + 1) && w.glued(b + 1) || w.lower(b + 1) && w.cats(b + 1, Cats::COORD);
    number(w, b + 1) || w.mark(b + 1, b'(') || joins && number(w, b + 2)
}

/// Whether the word at `i` always stands between opponents, as *to* does not.
fn opposes(w: &View<'_>, i: usize) -> bool {
    !w.cue(i, Cue::LINK) && !w.cue(i, Cue::LOCATIVE)
}

/// A number of three digits at most.
pub(super) fn number(w: &View<'_>, i: usize) -> bool {
    let digits = |t: &crate::token::Token| t.flags.has(Flags::DIGIT) && !t.is_word();
    w.len(i) <= 3 && w.tokens.get(i).is_some_and(digits)
}

/// Whether a name and its score begin at `i`.
fn scored(w: &View<'_>, i: usize) -> bool {
    let end = (i..i + NAME).find(|&k| !w.capital(k));
    end.is_some_and(|k| k > i && number(w, k))
}

/// Tokens in which the name of the other team ends.
const NAME: usize = 4;
