//! Links inside one article: phrases and pronouns to entities, a denial to the
//! accusation that it answers, a repeated mention to the first statement.
//!
//! Precision comes before recall: where two readings are equally good, none is
//! taken.

use crate::document::{Argument, Claim, Entity, EntityKind, Link, LinkKind, Mention, Parts};
use crate::entity::{Gender, Traits};
use crate::lexicon::{Cats, Lexicon};
use crate::token::Token;
use crate::{ClaimKind, Span};

/// How many claims before (and after) a claim it may be linked with.
const NEAR: usize = 64;

/// How many mentions of a sentence a pronoun may stand for.
const CHOICE: usize = 64;

/// How many sentences back a pronoun looks for what it stands for.
const BACK: usize = 3;

/// Gives every argument its entity and appends the links between claims.
pub(crate) fn link(
    text: &str,
    lexicon: &Lexicon,
    tokens: &[Token],
    traits: &[Traits],
    parts: &mut Parts,
) {
    let linker = Linker { text, lexicon, tokens, traits };
    // The last person who spoke, whom a pronoun in doubt stands for.
    let mut last = None;
    for q in 0..parts.quotes.len() {
        let (Some(mut speaker), Some(core)) = (parts.quotes[q].speaker, parts.speakers[q]) else {
            continue;
        };
        let named = linker.entity(&Argument::new(core), parts, None);
        speaker.entity = named.or_else(|| last.filter(|e| linker.may_be(core, *e)));
        parts.quotes[q].speaker = Some(speaker);
        let person = |e: &usize| parts.entities[*e].kind == EntityKind::Person;
        last = speaker.entity.filter(person).or(last);
    }
    for c in 0..parts.claims.len() {
        let claim = &parts.claims[c];
        let speaker = claim
            .quote
            .and_then(|q| parts.quotes.get(q))
            .and_then(|q| q.speaker)
            .and_then(|s| s.entity);
        let mut roles = [claim.source, claim.target, claim.content, claim.via];
        for (i, role) in roles.iter_mut().enumerate() {
            // A content is a proposition and stands for no entity; nor does
            // what is denied by a pronoun (“denied it”).
            let denied = i == 1
                && claim.kind == ClaimKind::DENIAL
                && role.is_some_and(|r| linker.is_neuter(r.span));
            if i == 2 || denied {
                continue;
            }
            if let Some(argument) = role {
                argument.entity = linker.entity(argument, parts, speaker);
            }
        }
        let claim = &mut parts.claims[c];
        [claim.source, claim.target, claim.content, claim.via] = roles;
    }
    let Parts { claims, links, .. } = parts;
    let claims: Vec<Said<'_>> = claims.iter().map(|claim| linker.said(claim)).collect();
    for c in 0..claims.len() {
        if let Some(to) = linker.first_statement(c, &claims) {
            links.push(Link { kind: LinkKind::SameAs, from: c, to });
        }
        // A mention again of a denial answers through the first one.
        let again = links.last().is_some_and(|l| l.from == c);
        if let Some(to) = linker.answered(c, &claims).filter(|_| !again) {
            links.push(Link { kind: LinkKind::Answers, from: c, to });
        }
    }
}

/// A claim with the content words of its roles, which are compared with those
/// of many others.
struct Said<'a> {
    claim: &'a Claim,
    source: Option<Words>,
    target: Option<Words>,
    content: Option<Words>,
}

/// An argument with its content words, sorted.
struct Words {
    argument: Argument,
    words: Vec<u64>,
}

impl Words {
    /// How many content words two arguments share.
    fn shared(a: Option<&Self>, b: Option<&Self>) -> usize {
        let (Some(a), Some(b)) = (a, b) else { return 0 };
        a.words.iter().filter(|w| b.words.binary_search(w).is_ok()).count()
    }
}

struct Linker<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    tokens: &'a [Token],
    traits: &'a [Traits],
}

impl Linker<'_> {
    /// The tokens inside `span`.
    fn within(&self, span: Span) -> &[Token] {
        let from = self.tokens.partition_point(|t| (t.start as usize) < span.start);
        let to = self.tokens.partition_point(|t| (t.start as usize) < span.end);
        &self.tokens[from..to.max(from)]
    }

    fn cats(&self, token: &Token) -> Cats {
        let value = self.lexicon.index().get(token.hash);
        value.map_or(Cats::default(), |value| self.lexicon.sets(value).0)
    }

    fn is_neuter(&self, span: Span) -> bool {
        matches!(self.within(span), [only] if self.cats(only).any(Cats::NEUTER.with(Cats::DET)))
    }

    fn entity(&self, argument: &Argument, parts: &Parts, speaker: Option<usize>) -> Option<usize> {
        let tokens = self.within(argument.span);
        if let [only] = tokens {
            let cats = self.cats(only);
            if cats.any(Cats::FIRST) {
                return speaker;
            }
            let pronoun =
                Cats::SUBJECT.with(Cats::OBJECT).with(Cats::PRONOUN).with(Cats::POSSESSIVE);
            if cats.any(pronoun) && mentions_in(&parts.mentions, argument.span).is_empty() {
                return self.antecedent(argument.span, cats, parts);
            }
        }
        // The name must be the head: what stands behind a preposition, a comma
        // or a relative word only describes.
        let head_end = tokens
            .iter()
            .skip(1)
            .find(|t| {
                let breaks = Cats::PREP.with(Cats::OF).with(Cats::BY).with(Cats::TO).with(Cats::WH);
                (self.cats(t).any(breaks) || &self.text[t.span()] == ",")
                    && !named(&parts.mentions, t.span())
            })
            .map_or(argument.span.end, |t| t.start as usize);
        let head = Span::new(argument.span.start, head_end);
        let inside = mentions_in(&parts.mentions, head);
        let last = inside.last()?;
        let rest = self.within(Span::new(last.span.end, head_end.max(last.span.end)));
        if rest.is_empty() {
            // “Britain and Canada” are two.
            let coordinated = tokens
                .iter()
                .any(|t| self.cats(t).any(Cats::COORD) && !named(&parts.mentions, t.span()));
            return (!coordinated).then_some(last.entity);
        }
        // “the Czech government”, “U.S. officials”: the state acts through them.
        let group = rest.iter().any(|t| self.cats(t).any(Cats::GROUP.with(Cats::PERSON)));
        let state = matches!(last.kind, EntityKind::Gpe | EntityKind::Norp)
            && is_country(&parts.entities, last);
        (group && state && !rest.iter().any(|t| self.cats(t).any(Cats::COORD)))
            .then_some(last.entity)
    }

    /// What a pronoun at `span` stands for: in the nearest sentence that names
    /// anyone fitting, the only one, or for a subject the first one named.
    fn antecedent(&self, span: Span, cats: Cats, parts: &Parts) -> Option<usize> {
        let here = parts.sentences.partition_point(|s| s.span.end <= span.start);
        let fits = |m: &Mention| {
            let person = m.kind == EntityKind::Person;
            if cats.any(Cats::NEUTER) {
                matches!(m.kind, EntityKind::Org | EntityKind::Gpe | EntityKind::ThreatActor)
            } else if cats.any(Cats::MASCULINE.with(Cats::FEMININE)) {
                person && self.admits(m.entity, cats)
            } else {
                false
            }
        };
        let quoted = |at: usize| {
            let i = parts.quotes.partition_point(|q| q.span.start <= at);
            i.checked_sub(1).is_some_and(|i| at < parts.quotes[i].span.end)
        };
        let outside = !quoted(span.start);
        for back in 0..=BACK {
            let sentence = parts.sentences.get(here.checked_sub(back)?)?;
            let mut first = None;
            let mut several = false;
            for m in mentions_in(&parts.mentions, sentence.span).iter().take(CHOICE) {
                if m.span.end > span.start || !fits(m) || outside && quoted(m.span.start) {
                    continue;
                }
                match first {
                    None => first = Some(m.entity),
                    Some(e) if e != m.entity => several = true,
                    Some(_) => {}
                }
            }
            if let Some(entity) = first {
                let subject = cats.any(Cats::SUBJECT) && back > 0;
                return (!several || subject).then_some(entity);
            }
        }
        None
    }

    /// Whether the phrase at `span` is a pronoun that the person `entity` admits.
    fn may_be(&self, span: Span, entity: usize) -> bool {
        let [only] = self.within(span) else { return false };
        let cats = self.cats(only);
        cats.any(Cats::MASCULINE.with(Cats::FEMININE)) && self.admits(entity, cats)
    }

    /// Whether the gender of a person, where it is known, allows the pronoun.
    fn admits(&self, entity: usize, cats: Cats) -> bool {
        match self.traits.get(entity).map(|t| t.gender) {
            Some(Gender::Masculine) => cats.any(Cats::MASCULINE),
            Some(Gender::Feminine) => cats.any(Cats::FEMININE),
            _ => true,
        }
    }

    /// Whether two arguments are the same: one entity, the same words, or a
    /// shorter mention of what stood before (“the Larkhill Clinic … the clinic”).
    fn same(&self, a: &Words, b: &Words) -> bool {
        if let (Some(x), Some(y)) = (a.argument.entity, b.argument.entity) {
            return x == y;
        }
        let (later, earlier) =
            if a.argument.span.start > b.argument.span.start { (a, b) } else { (b, a) };
        let (short, long) = (&later.words, &earlier.words);
        let (later, earlier) = (later.argument, earlier.argument);
        if short.is_empty() {
            return false;
        }
        let neither = later.entity.is_none() && earlier.entity.is_none();
        neither && short == long
            || (later.entity.is_some() || self.is_definite(later.span))
                && short.len() < long.len()
                && short.iter().all(|w| long.binary_search(w).is_ok())
    }

    /// Whether a phrase takes up what is known: “the clinic”.
    fn is_definite(&self, span: Span) -> bool {
        self.within(span).first().is_some_and(|t| {
            let cats = self.cats(t);
            cats.any(Cats::DET) && cats.any(Cats::DEFINITE)
        })
    }

    fn said<'c>(&self, claim: &'c Claim) -> Said<'c> {
        let words = |argument: Option<Argument>| {
            argument.map(|argument| Words { argument, words: self.content_words(argument.span) })
        };
        Said {
            claim,
            source: words(claim.source),
            target: words(claim.target),
            content: words(claim.content),
        }
    }

    /// Hashes of the words of `span` that are no mere grammar, sorted.
    fn content_words(&self, span: Span) -> Vec<u64> {
        let mut words: Vec<u64> = self
            .within(span)
            .iter()
            .filter(|t| t.is_word() && !self.cats(t).any(Cats::GRAMMATICAL))
            .map(|t| match self.lexicon.get(t.hash) {
                Some(e) if e.noun_lemma != 0 => e.noun_lemma,
                Some(e) if e.verb_lemma != 0 => e.verb_lemma,
                _ => t.hash,
            })
            .collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    /// The earlier statement of the same speech act that claim `c` mentions
    /// again: every role that both name agrees, and at least two do, or one
    /// where `c` has no other.
    fn first_statement(&self, c: usize, claims: &[Said<'_>]) -> Option<usize> {
        let said = &claims[c];
        let claim = said.claim;
        if claim.negated {
            return None;
        }
        let from = c.saturating_sub(NEAR);
        let found = claims[from..c].iter().position(|before| {
            let earlier = before.claim;
            if earlier.kind != claim.kind || earlier.negated || earlier.modality != claim.modality {
                return false;
            }
            let pairs = [(&said.source, &before.source), (&said.target, &before.target)];
            let mut agreed = 0;
            for (a, b) in pairs {
                match (a, b) {
                    (Some(a), Some(b)) if self.same(a, b) => agreed += 1,
                    (Some(_), Some(_)) => return false,
                    _ => {}
                }
            }
            let roles = pairs.iter().filter(|(a, _)| a.is_some()).count();
            if agreed == 0 || agreed != roles {
                return false;
            }
            let (own, other) = (said.content.as_ref(), before.content.as_ref());
            let shared = Words::shared(own, other);
            (shared > 0 || own.is_none() || other.is_none())
                && (agreed == 2 || own.is_none() || shared > 1)
        });
        found.map(|i| from + i)
    }

    /// The accusation that denial `c` answers: who denies is who was accused,
    /// or what is denied is the accuser's. Of several the one that shares most
    /// words of content, then the nearest before.
    fn answered(&self, c: usize, claims: &[Said<'_>]) -> Option<usize> {
        let said = &claims[c];
        let denial = said.claim;
        if denial.kind != ClaimKind::DENIAL || denial.negated {
            return None;
        }
        let mut best: Option<(usize, usize, usize)> = None;
        let from = c.saturating_sub(NEAR);
        for (i, other) in claims.iter().enumerate().skip(from).take(2 * NEAR) {
            let accusation = other.claim;
            if accusation.kind != ClaimKind::ACCUSATION || accusation.negated {
                continue;
            }
            // An accusation that the denial itself names.
            let named = denial.target.is_some_and(|t| t.span.contains(accusation.cue));
            let accused = match (&said.source, &other.target) {
                (Some(s), Some(t)) => self.same(s, t),
                _ => false,
            };
            if !named && !accused {
                continue;
            }
            // Someone cannot answer an accusation of another's doing.
            let entity = |role: Option<Argument>| role.and_then(|r| r.entity);
            let rivals = (entity(denial.target), entity(accusation.source));
            if matches!(rivals, (Some(t), Some(s)) if t != s) {
                continue;
            }
            let words = Words::shared(said.content.as_ref(), other.content.as_ref());
            let near = if i < c { i + 1 } else { 0 };
            let score = (usize::from(named) * 8 + words * 2 + usize::from(accused), near, i);
            if best.is_none_or(|b| (score.0, score.1) > (b.0, b.1)) {
                best = Some(score);
            }
        }
        best.map(|(_, _, i)| i)
    }
}

/// Whether `span` lies in a mention.
fn named(mentions: &[Mention], span: Span) -> bool {
    let i = mentions.partition_point(|m| m.span.end <= span.start);
    mentions.get(i).is_some_and(|m| m.span.contains(span))
}

/// The mentions inside `span`.
fn mentions_in(mentions: &[Mention], span: Span) -> &[Mention] {
    let from = mentions.partition_point(|m| m.span.start < span.start);
    let to = mentions.partition_point(|m| m.span.start < span.end);
    let inside = &mentions[from..to.max(from)];
    match inside.last() {
        Some(m) if m.span.end > span.end => &inside[..inside.len() - 1],
        _ => inside,
    }
}

fn is_country(entities: &[Entity], mention: &Mention) -> bool {
    mention.kind == EntityKind::Gpe
        || entities
            .get(mention.entity)
            .is_some_and(|e| e.iso.is_some() || e.kind == EntityKind::Norp)
}
