//! What the words around a candidate, and its shape, say of its type.

use super::{Candidate, Class, Scores, glued};
use crate::gazetteer::Cue;
use crate::gazetteer::list::NameKind;
use crate::lexicon::Cats;
use crate::name::Seen;
use crate::token::{Flags, Token, is_apostrophe};

struct Around<'a> {
    text: &'a str,
    tokens: &'a [Token],
    seen: &'a [Seen],
}

impl Around<'_> {
    fn str(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| &self.text[t.span()])
    }

    fn cue(&self, i: usize, cue: Cue) -> bool {
        self.seen.get(i).is_some_and(|s| s.cue.any(cue))
    }

    fn cats(&self, i: usize, cats: Cats) -> bool {
        self.seen.get(i).is_some_and(|s| s.cats.any(cats))
    }

    fn lower(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.is_word() && !t.is_capital())
    }
}

/// The evidence at one place.
pub(super) fn scores(text: &str, tokens: &[Token], seen: &[Seen], c: &Candidate) -> Scores {
    let mut s: Scores = [0; 4];
    let mut add = |class: Class, n: i32| s[class as usize] += n;
    let w = Around { text, tokens, seen };
    let (a, b) = (c.start as usize, c.end as usize);
    let single = b - a == 1;
    // Lists.
    let hit = seen[a].hit;
    if hit.len == b - a {
        if hit.kinds & NameKind::City.bit() != 0 {
            add(Class::Place, 4);
        } else if hit.kinds & (NameKind::Town.bit() | NameKind::Region.bit()) != 0 {
            add(Class::Place, 2);
        }
    }
    if single {
        if seen[a].family() {
            add(Class::Person, 2);
        }
        if seen[a].given() {
            add(Class::Person, 2);
        }
    }
    // Shape.
    let shout = tokens[a..b].iter().any(Token::is_all_caps)
        && !tokens[a..b].iter().any(|t| t.flags.has(Flags::LOWER));
    if shout && b - a <= 3 {
        add(Class::Org, 3);
    } else if single && tokens[a].flags.has(Flags::INNER_UPPER) {
        add(Class::Org, 2);
    }
    if !single && c.kind.is_none() {
        let common = (a..b).filter(|&i| seen[i].common).count();
        if common == 0 && !shout {
            add(Class::Person, 3);
        } else if common * 2 >= b - a {
            add(Class::Org, 2);
        } else {
            add(Class::Person, 1);
            add(Class::Org, 1);
        }
    }
    // Before.
    if a > 0 {
        let p = a - 1;
        if w.lower(p) {
            if w.cue(p, Cue::ROLE.with(Cue::OFFICE)) {
                add(Class::Person, 4);
            }
            if w.cue(p, Cue::FIRM) {
                add(Class::Org, 4);
            }
        }
        if w.cue(p, Cue::LOCATIVE) {
            let strong = !w.cats(p, Cats::TO) && !w.cue(p, Cue::ACTOR_BEFORE);
            add(Class::Place, if strong { 3 } else { 1 });
        }
        if w.cats(p, Cats::OF) && p > 0 && w.cue(p - 1, Cue::PLACE_NOUN) {
            add(Class::Place, 5);
        }
        if w.cats(p, Cats::DET) && single {
            add(Class::Org, 2);
            add(Class::Person, -3);
        }
        if w.str(p) == "(" && shout && w.str(b) == ")" {
            add(Class::Org, 4);
        }
        if w.cats(p, Cats::ACCORDING)
            || w.cats(p, Cats::TO) && p > 0 && w.cats(p - 1, Cats::ACCORDING)
        {
            add(Class::Org, 1);
            add(Class::Person, 1);
        }
    }
    // After.
    let next = b;
    if next < tokens.len() {
        if w.cats(next, Cats::REPORT) && w.lower(next) {
            add(Class::Person, 3);
            add(Class::Org, 2);
        } else if w.cats(next, Cats::VERB) && w.lower(next) && !w.cats(next, Cats::NOUN) {
            add(Class::Person, 1);
            add(Class::Org, 1);
        }
        if w.lower(next) && w.cue(next, Cue::PLACE_NOUN) {
            add(Class::Place, 4);
        } else if w.lower(next) && w.cue(next, Cue::FIRM) {
            add(Class::Org, 2);
        }
        if w.str(next) == "("
            && tokens.get(next + 1).is_some_and(Token::is_all_caps)
            && w.str(next + 2) == ")"
            && !single
        {
            let letters = text[tokens[next + 1].span()].chars();
            let heads = tokens[a..b].iter().filter(|t| t.is_capital());
            if letters.count().abs_diff(heads.count()) <= 1 {
                add(Class::Org, 6);
            }
        }
        if w.cats(next, Cats::WH) && w.cats(next, Cats::PERSON) {
            add(Class::Person, 3);
        }
        if w.str(next) == "," {
            apposition(&w, next + 1, &mut s);
        }
    }
    let _ = (glued, is_apostrophe);
    s
}

/// `X, 45,`, `X, a Ugandan activist,`, `X, who …`.
fn apposition(w: &Around<'_>, start: usize, s: &mut Scores) {
    let mut i = start;
    if let Some(t) = w.tokens.get(i) {
        if t.flags.has(Flags::DIGIT) && t.end - t.start == 2 && w.str(i + 1) == "," {
            s[Class::Person as usize] += 5;
            return;
        }
    }
    if w.cats(i, Cats::DET) {
        i += 1;
    }
    let end = i + 6;
    let mut head = None;
    while i < end {
        let Some(t) = w.tokens.get(i) else { break };
        if t.flags.has(Flags::PUNCT) && !matches!(w.str(i), "-") {
            break;
        }
        if w.cats(i, Cats::PREP)
            || w.cats(i, Cats::OF)
            || w.cats(i, Cats::WH)
            || w.cats(i, Cats::SUB)
        {
            break;
        }
        head = Some(i);
        i += 1;
    }
    let Some(head) = head else { return };
    if w.cue(head, Cue::ROLE.with(Cue::OFFICE)) || w.cats(head, Cats::PERSON) {
        s[Class::Person as usize] += 4;
    } else if w.cue(head, Cue::PLACE_NOUN) {
        s[Class::Place as usize] += 3;
    } else if w.cue(head, Cue::FIRM) || w.cats(head, Cats::GROUP) {
        s[Class::Org as usize] += 3;
    }
}
