//! What says, in a text about sport, that a name is that of a team: the places
//! from which teams come lend them their names.

use super::{Candidate, View};
use crate::gazetteer::Cue;
use crate::gazetteer::list::NameKind;
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
    let score = number(w, b) && (scored(w, b + 1) || a > 1 && number(w, a - 1) && w.capital(a - 2));
    let against = a > 0 && versus(a - 1) && (opposes(w, a - 1) || a > 1 && game(a - 2));
    let plays = game(b) || a > 0 && game(a - 1) || against || versus(b) && opposes(w, b);
    match (score || plays, listed) {
        (true, true) => 7,
        (true, false) => 2,
        _ => 0,
    }
}

/// Whether the word at `i` always stands between opponents, as *to* does not.
fn opposes(w: &View<'_>, i: usize) -> bool {
    !w.cue(i, Cue::LINK) && !w.cue(i, Cue::LOCATIVE)
}

/// A number of three digits at most.
fn number(w: &View<'_>, i: usize) -> bool {
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
