//! What the words around a candidate, and its shape, say of its type.

use super::{Candidate, Class, Likely, Scores, View, WEAK, class, kind_of};
use crate::gazetteer::Cue;
use crate::gazetteer::list::NameKind;
use crate::lexicon::Cats;
use crate::name::Seen;
use crate::token::{Flags, Token, hash};

/// Whether a candidate has no small letter: an abbreviation, as a rule.
pub(super) fn is_shout(tokens: &[Token]) -> bool {
    tokens.iter().any(Token::is_all_caps) && !tokens.iter().any(|t| t.flags.has(Flags::LOWER))
}

/// What lists and shape say of a candidate, wherever it stands.
pub(super) fn prior(view: &View<'_>, c: &Candidate) -> Scores {
    let View { tokens, seen, .. } = *view;
    let mut s: Scores = [0; 4];
    let mut add = |class: Class, n: i32| s[class as usize] += n;
    let (a, b) = (c.start as usize, c.end as usize);
    let (single, first) = (b - a == 1, &seen[a]);
    let hit = first.hit;
    if hit.len == b - a {
        let sure = NameKind::City.bit() | NameKind::Capital.bit() | NameKind::Loc.bit();
        if hit.kinds & sure != 0 {
            add(Class::Place, 4);
        } else if hit.kinds & WEAK != 0 {
            add(Class::Place, 2);
        }
    }
    if c.likely == Some(Likely::Person) {
        add(Class::Person, if first.given() && !first.common() { 4 } else { 2 });
    }
    let shout = b - a <= 3 && is_shout(&tokens[a..b]);
    let flags = tokens[a].flags;
    if single {
        if first.family() {
            add(Class::Person, 2);
        }
        if first.given() {
            add(Class::Person, 2);
        }
        if hit.len == 0
            && !first.common()
            && first.person | first.rare == 0
            && ending(view, a, Cue::ENDING)
        {
            // Nordbank
            add(Class::Org, 5);
        }
        if flags.has(Flags::DIGIT) && hit.len == 0 {
            // QR27bn is money; 3G, A4 and the like are no names either.
            let money = view.prefix(a, Cue::CURRENCY) || !tokens[a].is_capital();
            add(Class::Other, if money { -9 } else { 2 });
        } else if shout {
            // XIX, Article IV
            add(Class::Org, if roman(view, a) { -9 } else { 3 });
        } else if flags.has(Flags::INNER_UPPER) {
            // NFTs, MPs: things, not the body of that name.
            add(Class::Org, if view.plural_letters(a) { 0 } else { 2 });
        }
        return s;
    }
    if shout {
        add(Class::Org, 3);
    }
    // Bong Dae-jung
    let head = Cue::COMPANY.with(Cue::ORG_HEAD);
    let syllable = b == a + 4 && view.dash(a + 2) && view.lower(a + 3) && !view.cue(a + 1, head);
    if syllable && c.kind.is_none() && view.len(a) < 6 {
        add(Class::Person, 3);
    }
    if view.cue(a, Cue::PLACE_BEFORE) && c.kind.is_none() {
        add(Class::Place, 5);
    }
    // Sri Lanka Cricket: what is called after a country is rather a body.
    if hit.kinds & NameKind::Country.bit() != 0 && hit.len < b - a && c.kind.is_none() {
        add(Class::Org, 2);
    }
    if c.kind.is_none() {
        // Mary White, Masayoshi Son, Zabihullah Mujahid
        let named = c.likely == Some(Likely::Person)
            || !first.common() && first.perhaps_given()
            || eastern(view, a, b)
            || !first.common() && b == a + 2 && seen[a + 1].cats.any(Cats::PERSON);
        let person = |s: &Seen| s.person != 0 || s.cats.any(Cats::PERSON) && s.cats.any(Cats::NOUN);
        let plain = |i: &usize| seen[*i].common() && !(named && person(&seen[*i]));
        let common = (a..b).filter(plain).count();
        let letters = tokens[a..b].iter().all(|t| t.end - t.start == 1);
        // Mswati III
        let caps = |i: usize| tokens[i].is_all_caps() && !view.cue(i, Cue::NAME_SUFFIX);
        let caps = !shout && (a..b).any(caps);
        if letters || caps && !named {
            add(Class::Org, 2);
        } else if common == 0 && !shout {
            add(Class::Person, 3);
        } else if common == b - a && !seen[b - 1].cats.any(Cats::GROUP) {
            // Ordinary words all: rather a scheme or prize than a body, unless
            // the last one is a body (Village Defence Groups).
            add(Class::Other, 2);
            add(Class::Org, 1);
        } else if common * 2 >= b - a {
            add(Class::Org, 2);
        } else {
            add(Class::Person, 1);
            add(Class::Org, 1);
        }
    }
    s
}

/// Whether a short family name that is a word too stands before a name of no
/// list: `Sun Qinghua`.
fn eastern(view: &View<'_>, a: usize, b: usize) -> bool {
    let (first, second) = (&view.seen[a], &view.seen[a + 1]);
    let family = first.common() && first.family() && view.len(a) < 5;
    family
        && b == a + 2
        && !second.common()
        && second.hit.len == 0
        && !ending(view, a + 1, Cue::ENDING)
}

/// Whether a word is a Roman numeral.
fn roman(view: &View<'_>, i: usize) -> bool {
    let word = view.text[view.tokens[i].span()].as_bytes();
    word.len() > 1 && word.iter().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// Whether the last letters of a word make it a name of a kind: of a company,
/// of a creed.
pub(super) fn ending(view: &View<'_>, i: usize, kind: Cue) -> bool {
    let word = &view.text[view.tokens[i].span()];
    let cue = |n: &usize| {
        let at = word.len().checked_sub(*n).filter(|&at| at > 1);
        let end = at.and_then(|at| word.get(at..));
        end.is_some_and(|end| view.gazetteer.cues().get(hash(end)).any(kind))
    };
    ENDINGS.into_iter().any(|n| cue(&n))
}

/// Letters of such endings, from fewest to most.
const ENDINGS: std::ops::RangeInclusive<usize> = 3..=7;

/// Whether a word has the shape that names of persons have.
fn name_like(view: &View<'_>, i: usize) -> bool {
    let flags = view.tokens[i].flags;
    !flags.has(Flags::DIGIT) && (flags.has(Flags::LOWER) || !flags.has(Flags::INNER_UPPER))
}

/// The evidence at one place.
pub(super) fn around(view: &View<'_>, c: &Candidate) -> Scores {
    let mut s: Scores = [0; 4];
    before(view, c, &mut s);
    after(view, c, &mut s);
    s
}

fn before(w: &View<'_>, c: &Candidate, s: &mut Scores) {
    let (a, b) = (c.start as usize, c.end as usize);
    let Some(p) = a.checked_sub(1) else { return };
    let mut add = |class: Class, n: i32| s[class as usize] += n;
    let single = b - a == 1;
    // An abbreviation or a code is hardly a person's name.
    let code = single && !name_like(w, a);
    // Brokerage Motilal Oswal, at the beginning of a sentence
    let opens = p == 0 || w.tokens[p - 1].flags.has(Flags::PUNCT) && !w.glued(p);
    if w.lower(p) || opens && w.seen[p].common() && w.cue(p, Cue::FIRM) {
        if w.cue(p, Cue::ROLE.with(Cue::OFFICE)) && !code {
            add(Class::Person, 4);
        }
        if w.cue(p, Cue::FIRM) {
            add(Class::Org, 4);
        }
        if w.cue(p, Cue::BODY_BEFORE) && single {
            add(Class::Org, 2);
        }
    }
    let at = w.cue(p, Cue::EMPLOYER) && p > 0;
    if at && (w.cue(p - 1, Cue::ROLE.with(Cue::OFFICE)) || w.cats(p - 1, Cats::PERSON)) {
        // An economist at Nomura
        add(Class::Org, 4);
    } else if p > 0 && w.cue(p - 1, Cue::SHARE) && w.lower(p) && w.cue(p, Cue::LINK) {
        // Shares in Quendale, a subsidiary of Quendale; less so a chair of Ohio
        let place = w.seen[a].hit.kinds & WEAK != 0;
        add(Class::Org, if place { 1 } else { 4 });
    } else if w.cue(p, Cue::LOCATIVE) && !(p > 0 && w.cats(p - 1, Cats::ACCORDING)) {
        // In Nature, at Parliament: an ordinary word is hardly a place.
        let strong = !w.cats(p, Cats::TO) && !w.cue(p, Cue::ACTOR_BEFORE) && !ordinary(w, c);
        add(Class::Place, if strong { 4 } else { 1 });
    }
    if w.cats(p, Cats::OF) && p > 0 {
        if w.cue(p - 1, Cue::PLACE_NOUN) {
            // The town of Quendale; but not: a State of Emergency
            add(Class::Place, if ordinary(w, c) { 2 } else { 5 });
        } else if w.cue(p - 1, Cue::OFFICE) {
            add(Class::Place, 2);
            add(Class::Org, 2);
        }
    }
    // That Biden won; the Biden administration, which is of no body.
    if w.cats(p, Cats::DET) && !w.cats(p, Cats::THAT) && !(w.lower(b) && w.cue(b, Cue::REIGN)) {
        // "the Biden rally": the name itself has no article.
        let modifier = w.lower(b) && w.cats(b, Cats::NOUN.with(Cats::NOUNS));
        // The Company, the State: an ordinary word wants more evidence.
        let first = &w.seen[a];
        let plain = first.common() && first.hit.len == 0;
        let place = modifier && first.hit.kinds & WEAK != 0;
        // The Sultanate
        let land = first.cue.any(Cue::PLACE_HEAD) && !plain;
        if single && land {
            add(Class::Place, 2);
        } else if single && !place {
            add(Class::Org, if !plain { 2 } else { i32::from(w.seen[a].cue.any(Cue::ORG_HEAD)) });
        }
        if single || !modifier {
            add(Class::Person, -3);
        }
        if w.cue(p, Cue::INDEFINITE) && !modifier {
            add(Class::Org, -2);
        }
    }
    if w.cats(p, Cats::ACCORDING) || w.cats(p, Cats::TO) && p > 0 && w.cats(p - 1, Cats::ACCORDING)
    {
        add(Class::Org, 1);
        add(Class::Person, 1);
    }
    if let Some(class) = explains(w, c) {
        add(class, 4);
    }
}

/// What a noun says of the name that stands behind it between commas: `his
/// party, the Civic Front, …`.
fn explains(w: &View<'_>, c: &Candidate) -> Option<Class> {
    let (a, b) = (c.start as usize, c.end as usize);
    let article = a > 0 && w.cats(a - 1, Cats::DET) && w.lower(a - 1);
    let comma = a.checked_sub(1 + usize::from(article)).filter(|&i| w.mark(i, b','))?;
    let head = comma.checked_sub(1).filter(|&i| w.lower(i))?;
    // When she left the firm, Dole, …: only a noun that is marked as one's own.
    let owned = (head.saturating_sub(EXPLAINED)..head).any(|i| {
        w.cats(i, Cats::POSSESSIVE)
            || w.cue(i, Cue::GENITIVE) && w.glued(i) && i > 0 && w.apostrophe(i - 1)
    });
    let closed = w.mark(b, b',') || w.mark(b, b'.');
    if !owned || !closed {
        return None;
    }
    let person = Cue::ROLE.with(Cue::OFFICE);
    if !article && (w.cue(head, person) || w.cats(head, Cats::PERSON)) {
        Some(Class::Person)
    } else if w.cue(head, Cue::PLACE_NOUN) {
        Some(Class::Place)
    } else if w.cue(head, Cue::FIRM) || w.cats(head, Cats::GROUP) {
        Some(Class::Org)
    } else {
        None
    }
}

/// Most words between an owner and the noun that is explained.
const EXPLAINED: usize = 4;

/// Whether a candidate is one word of the language that no list has as a name.
fn ordinary(w: &View<'_>, c: &Candidate) -> bool {
    let first = &w.seen[c.start as usize];
    c.end - c.start == 1 && first.common() && first.hit.len == 0
}

fn after(w: &View<'_>, c: &Candidate, s: &mut Scores) {
    let (a, b) = (c.start as usize, c.end as usize);
    let single = b - a == 1;
    if b >= w.tokens.len() {
        return;
    }
    let mut add = |class: Class, n: i32| s[class as usize] += n;
    let code = single && !name_like(w, a);
    if w.lower(b) {
        if w.cats(b, Cats::REPORT) {
            add(Class::Person, if code { 0 } else { 3 });
            add(Class::Org, 2);
        } else if w.cats(b, Cats::VERB) && !w.cats(b, Cats::NOUN) {
            add(Class::Person, 1);
            add(Class::Org, 1);
        }
        if w.cue(b, Cue::REIGN) && !code && c.kind.is_none() && w.seen[a].hit.len == 0 {
            add(Class::Person, 4);
        }
        // The Poseidon missile
        if single && w.cue(b, Cue::PRODUCT_HEAD) && c.entry == 0 {
            add(Class::Other, 4);
        }
        if w.cue(b, Cue::PLACE_NOUN) {
            add(Class::Place, 4);
        } else if w.lower(b + 1) && w.cue(b + 1, Cue::PLACE_NOUN) && w.cats(b, Cats::NOUN) {
            // The Quendale copper mine
            add(Class::Place, 3);
        } else if w.cue(b, Cue::FIRM) || executive(w, b) {
            add(Class::Org, 4);
            add(Class::Person, -1);
        } else if w.cue(b, Cue::CORPORATE) {
            add(Class::Org, 2);
        } else if !w.seen[a].common()
            && w.cats(b, Cats::PERSON)
            && w.cats(b, Cats::NOUN.with(Cats::NOUNS))
        {
            add(Class::Org, 1);
        }
        if w.cue(b, Cue::WHO) {
            add(Class::Person, 3);
        }
        return;
    }
    if corporate(w, b, w.seen[a].hit.len == 0) {
        add(Class::Org, 3);
    }
    let acronym = w.tokens.get(b + 1).is_some_and(Token::is_all_caps);
    if !single && acronym && w.mark(b, b'(') && w.mark(b + 2, b')') {
        let heads = w.tokens[a..b].iter().filter(|t| t.is_capital());
        if w.len(b + 1).abs_diff(heads.count()) <= 1 {
            add(Class::Org, 6);
        }
    }
    if w.mark(b, b',') {
        // Vevey, Switzerland
        let next = w.seen.get(b + 1).map(|s| s.hit);
        if next.is_some_and(|h| {
            h.kinds & (NameKind::Country.bit() | NameKind::Region.bit()) != 0
                && kind_of(h.kinds).is_some_and(|k| class(k) == Class::Place)
                && (w.mark(b + 1 + h.len, b',') || w.mark(b + 1 + h.len, b'.'))
        }) {
            add(Class::Place, 3);
        }
        apposition(w, b + 1, s);
    }
    // UO 804: a number of a flight or law, no body.
    if single && w.tokens[b].flags.has(Flags::DIGIT) && !w.tokens[b].is_word() {
        s[Class::Org as usize] -= 2;
    }
}

/// Whether an office of a body stands at `b`, and the person who holds it
/// behind it: `boss Sam Dole`.
fn executive(w: &View<'_>, b: usize) -> bool {
    w.cue(b, Cue::EXECUTIVE) && w.capital(b + 1)
}

/// Whether a genitive ends at `b` of what bodies have: `'s net profit`, or,
/// if the name is `new`, whom they have: `'s Managing Director`.
fn corporate(w: &View<'_>, b: usize, new: bool) -> bool {
    if !w.apostrophe(b) || !w.glued(b) {
        return false;
    }
    let first = if w.cue(b + 1, Cue::GENITIVE) && w.glued(b + 1) { b + 2 } else { b + 1 };
    let word = Cats::ADJ.with(Cats::NOUN).with(Cats::NUMBER);
    for i in first..first + CORPORATE {
        if w.lower(i) && w.cue(i, Cue::CORPORATE) || new && w.capital(i) && w.cue(i, Cue::EXECUTIVE)
        {
            return true;
        }
        if !w.cats(i, word) && !w.dash(i) {
            return false;
        }
    }
    false
}

/// Most words in which what a body has is looked for.
const CORPORATE: usize = 4;

/// `X, 45,`, `X, a Ugandan activist,`, `X, who …`.
fn apposition(w: &View<'_>, start: usize, s: &mut Scores) {
    let mut i = start;
    if let Some(t) = w.tokens.get(i) {
        if t.flags.has(Flags::DIGIT) && t.end - t.start == 2 && w.mark(i + 1, b',') {
            s[Class::Person as usize] += 5;
            return;
        }
    }
    if w.cue(i, Cue::WHO) {
        s[Class::Person as usize] += 3;
        return;
    }
    // X, responded to the firm: no noun
    if w.finite(i) {
        return;
    }
    if w.cats(i, Cats::DET) {
        i += 1;
    }
    let end = i + 6;
    let mut head = None;
    let stop = Cats::PREP.with(Cats::OF).with(Cats::WH).with(Cats::SUB).with(Cats::TO);
    while i < end {
        let Some(t) = w.tokens.get(i) else { break };
        if t.flags.has(Flags::PUNCT) && !w.mark(i, b'-') || w.cats(i, stop) {
            break;
        }
        head = Some(i);
        i += 1;
    }
    let Some(head) = head else { return };
    let role = w.cue(head, Cue::ROLE.with(Cue::OFFICE));
    if role || w.cats(head, Cats::PERSON) && !w.cue(head, Cue::FIRM) {
        s[Class::Person as usize] += 4;
    } else if w.cue(head, Cue::PLACE_NOUN) {
        s[Class::Place as usize] += 3;
    } else if w.cue(head, Cue::FIRM) {
        s[Class::Org as usize] += 4;
    } else if w.cats(head, Cats::GROUP) {
        s[Class::Org as usize] += 3;
    }
}
