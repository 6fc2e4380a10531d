//! Negation, hedging and modality; who speaks, and who passes it on.

use super::{CueAt, How, Qualifiers, Roles, Stage};
use crate::chunk::clause::{ClauseKind, NONE};
use crate::chunk::group::{Chunk, Form, Kind};
use crate::frames::{CueClass, Role};
use crate::lexicon::{Cats, Effect, Tag};
use crate::{Modality, Span};

/// How many governors above a verb are looked at.
const CHAIN: usize = 5;

/// How deep in other clauses one is looked for that someone reports.
const DEPTH: usize = 16;

impl Stage<'_> {
    /// Whether a negator stands right before the verb group.
    pub(super) fn negator_before(&self, k: usize) -> bool {
        let joined = (0..k).rev().take(3).find(|&j| !self.syntax.chunks[j].is(Kind::Adverb));
        // “neither admitted *nor* denied”
        let coord = joined.map(|j| &self.syntax.chunks[j]).filter(|c| c.is(Kind::Coord));
        coord.is_some_and(|c| self.syntax.words[c.from as usize].is(Cats::NEGATIVE))
            || self.adverbs_before(k).any(|c| self.syntax.words[c].is(Cats::NEG))
    }

    /// Words of the adverbs right before group `k`.
    pub(super) fn adverbs_before(&self, k: usize) -> impl Iterator<Item = usize> {
        (0..k)
            .rev()
            .take(3)
            .take_while(|&j| self.syntax.chunks[j].is(Kind::Adverb))
            .map(|j| self.syntax.chunks[j].from as usize)
    }

    pub(super) fn qualify(&self, cue: &CueAt) -> Qualifiers {
        let mut q = Qualifiers::default();
        let words = &self.syntax.words;
        let verb = self.qualified_verb(cue);
        // “accused *nobody*”, “found *no proof* that he lied”
        let object = verb.filter(|_| cue.class == CueClass::Verb).and(self.object_group(cue));
        q.negated ^= object.filter(|&k| k > cue.chunk).is_some_and(|k| {
            let group = self.chunk(k);
            let none = group.pronoun && words[group.from as usize].is(Cats::NEGATIVE);
            none || self.refuted_behind(k + 1)
        });
        // “the alleged theft”, “no criticism”
        let chunk = self.chunk(cue.chunk);
        if cue.class != CueClass::Verb {
            let before = &words[chunk.from as usize..cue.from.max(chunk.from as usize)];
            q.negated ^= cue.class == CueClass::Noun && before.iter().any(|w| w.is(Cats::NEGATIVE));
            q.hedged |= before.iter().any(|w| w.is(Cats::HEDGE));
        }
        // “denied that it was racist”
        q.negated ^= cue.class == CueClass::Predicate && verb.is_some_and(|k| self.disowned(k));
        let mut current = verb;
        for steps in 0..=CHAIN {
            let Some(k) = current else { break };
            self.qualify_by_verb(cue, k, steps == 0, &mut q);
            let chunk = self.chunk(k);
            let clause = &self.syntax.clauses[usize::from(chunk.clause)];
            let finite = chunk.form == Form::Finite || clause.kind != ClauseKind::NonFinite;
            if finite || steps == CHAIN {
                break;
            }
            current = self.qualify_by_governor(k, &mut q);
        }
        q
    }

    /// The verb by which the cue is qualified: itself, or the one that a noun or
    /// predicate depends on. A verb that only answers a noun (“should investigate
    /// claims”) qualifies the answer.
    fn qualified_verb(&self, cue: &CueAt) -> Option<usize> {
        match cue.class {
            CueClass::Verb => Some(self.first_of_pair(cue.chunk)),
            CueClass::Noun => {
                let (k, support) = self.support_of(cue)?;
                let sources = || support.roles.iter().any(|(_, role)| *role == Role::Source);
                (support.subject.is_some() || sources()).then_some(k)
            }
            CueClass::Predicate => self.copula_of(cue),
            CueClass::Modifier => None,
        }
    }

    /// What the verb at `k`, the `first` of its chain or one that governs it, makes of
    /// the act.
    fn qualify_by_verb(&self, cue: &CueAt, k: usize, first: bool, q: &mut Qualifiers) {
        let words = &self.syntax.words;
        let chunk = self.chunk(k);
        if first || chunk.form != Form::Finite || self.governs_act(k) {
            // “pleaded not guilty”, “had no part in”: a negator of the cue itself
            // negates nothing.
            let own = words[cue.from..cue.to].iter().any(|w| w.is(Cats::NEG.with(Cats::NEGATIVE)));
            if !(first && own) && (chunk.negated || self.negator_before(k)) {
                q.negated ^= true;
            }
            // “was alleged to have”, but “alleged that”: the cue itself holds
            // nothing at a distance where someone says it.
            let hedges = |i: usize| {
                words[i].is(Cats::HEDGE)
                    && (i != chunk.head as usize || chunk.passive)
                    && i as u32 + 1 != chunk.modal
            };
            q.hedged |= (chunk.from as usize..chunk.to as usize).any(hedges)
                || self.adverbs_before(k).any(|i| words[i].is(Cats::HEDGE));
            self.read_modal(cue, k, first, q);
        }
        let clause = &self.syntax.clauses[usize::from(chunk.clause)];
        let group = |k: u16| self.syntax.chunks.get(usize::from(k));
        if clause.kind == ClauseKind::Adverbial && clause.verb as usize == k {
            let opener = group(clause.opener).map(|c| &words[c.from as usize]);
            if opener.is_some_and(|w| w.is(Cats::CONDITION)) {
                q.modality = Modality::Conditional;
            }
        }
        // “demanded that the EU *condemn* it”
        if first && chunk.modal == 0 && clause.kind == ClauseKind::Complement {
            let asks = group(clause.governor).is_some_and(|g| {
                self.lexicon.effect(words[g.head as usize].lemma()) == Some(Effect::Requests)
            });
            if asks && words[chunk.head as usize].tag == Tag::Base {
                q.modality = Modality::Requested;
            }
        }
        if chunk.form == Form::Finite && self.negative_subject(k) {
            q.negated ^= true;
        }
    }

    /// What the word that governs the non-finite verb at `k` makes of the act; the verb
    /// by which that word is qualified in turn.
    fn qualify_by_governor(&self, k: usize, q: &mut Qualifiers) -> Option<usize> {
        let words = &self.syntax.words;
        let form = self.chunk(k).form;
        let clause = &self.syntax.clauses[usize::from(self.chunk(k).clause)];
        // “without accusing”, “instead of blaming”
        if let Some(opener) = self.syntax.chunks.get(usize::from(clause.opener)) {
            let word = &words[opener.from as usize];
            let before = opener.from.checked_sub(1).map(|i| &words[i as usize]);
            q.negated ^= word.is(Cats::NEGATIVE)
                || before.is_some_and(|w| w.is(Cats::NEGATIVE.with(Cats::NEG)));
        }
        let governor = usize::from(clause.governor);
        let Some(g) = self.syntax.chunks.get(governor).filter(|_| clause.governor != NONE) else {
            if form == Form::Infinitive {
                q.modality = Modality::Hypothetical;
            }
            return None;
        };
        let word = &words[g.head as usize];
        let effect = self.lexicon.effect(word.hash).or_else(|| self.lexicon.effect(word.lemma()));
        // “wants *to sue*” says what he means to do himself.
        let own = || {
            g.is(Kind::Verb)
                && !g.passive
                && self.subject(governor).is_some()
                && self.subject(governor) == self.subject(k)
        };
        match effect {
            Some(Effect::Negates) => q.negated ^= true,
            Some(Effect::Hedges) => q.hedged = true,
            Some(Effect::Future) => q.modality = Modality::Future,
            Some(Effect::Requests) if own() => q.modality = Modality::Future,
            Some(Effect::Requests) => q.modality = Modality::Requested,
            // “is *to be* charged”, “was about *to accuse* him”
            None if form == Form::Infinitive && self.is_to(governor, k) => {
                q.modality = Modality::Future;
            }
            None if form == Form::Infinitive && g.is(Kind::Adj) => {
                q.modality = Modality::Hypothetical;
            }
            Some(Effect::None) | None => {}
        }
        match g.kind {
            Kind::Verb => Some(governor),
            Kind::Adj => self.copula_before(governor),
            _ => None,
        }
    }

    /// What the modal of the verb at `k` makes of the act, if it has one.
    fn read_modal(&self, cue: &CueAt, k: usize, first: bool, q: &mut Qualifiers) {
        let Some(modal) = self.chunk(k).modal.checked_sub(1) else { return };
        let modal = &self.syntax.words[modal as usize];
        // “*would* be a disaster”, “*should* be ashamed”: who says so judges now, and
        // who says “*may* be a traitor” does so at a distance.
        if first && cue.class == CueClass::Predicate && self.speaker_span(cue).is_some() {
            q.hedged |= modal.is(Cats::HEDGE);
            return;
        }
        // “I must condemn it” does so.
        let does = modal.is(Cats::OBLIGATION) && self.says_of_himself(k);
        q.modality = if modal.is(Cats::FUTURE) {
            Modality::Future
        } else if modal.is(Cats::OBLIGATION) && !does {
            Modality::Requested
        } else if modal.is(Cats::CONDITION) {
            Modality::Conditional
        } else {
            q.modality
        };
    }

    /// “refused to confirm or *deny*”, “would neither confirm nor *deny*”: a bare verb
    /// behind a conjunction is what the infinitive or the modal before it makes it;
    /// else `k` itself.
    fn first_of_pair(&self, k: usize) -> usize {
        let words = &self.syntax.words;
        let chunk = self.chunk(k);
        let bare = chunk.from == chunk.head && words[chunk.head as usize].tag == Tag::Base;
        let coord = k.checked_sub(1).map(|j| self.chunk(j)).filter(|c| c.is(Kind::Coord));
        // “cannot help *but* think”
        let joined = coord.is_some_and(|c| !words[c.from as usize].is(Cats::CONTRAST));
        if !(bare && joined) {
            return k;
        }
        (0..k)
            .rev()
            .take(6)
            .find(|&j| self.chunk(j).is(Kind::Verb))
            .filter(|&j| self.chunk(j).form == Form::Infinitive || self.chunk(j).modal != 0)
            .unwrap_or(k)
    }

    /// Whether the copula at `copula` and the infinitive at `k` say what someone is
    /// about to do: nothing but a small word stands between.
    fn is_to(&self, copula: usize, k: usize) -> bool {
        let chunk = self.chunk(copula);
        chunk.is(Kind::Verb)
            && chunk.copula
            && !chunk.negated
            && self.subject(copula).is_some_and(|p| self.names_someone(p))
            && self.syntax.chunks[copula + 1..k.max(copula + 1)]
                .iter()
                .all(|c| matches!(c.kind, Kind::Adverb | Kind::Prep))
    }

    /// Whether who reports the clause of the verb `k` says that it is not so, or does not
    /// believe it.
    fn disowned(&self, k: usize) -> bool {
        let clause = &self.syntax.clauses[usize::from(self.chunk(k).clause)];
        let governor = self.syntax.chunks.get(usize::from(clause.governor));
        clause.kind == ClauseKind::Complement
            && (self.refuted_behind(clause.from.into())
                || governor
                    .filter(|g| g.is(Kind::Verb))
                    .is_some_and(|g| g.negated != self.negates(g)))
    }

    /// Whether a *that*-clause from group `k` on tells what there is not: “saw *no
    /// evidence* that he was to blame”, but “had *no doubt* that he was”.
    fn refuted_behind(&self, k: usize) -> bool {
        let words = &self.syntax.words;
        let that = self.syntax.chunks.get(k).is_some_and(|c| words[c.from as usize].is(Cats::THAT));
        let noun = k.checked_sub(1).filter(|_| that).map(|k| self.chunk(k));
        noun.is_some_and(|c| {
            let none = words[c.from as usize].is(Cats::NEGATIVE);
            c.is(Kind::Noun) && !c.pronoun && none && !self.negates(c)
        })
    }

    /// Whether what hangs on the word that heads the group did not happen.
    pub(super) fn negates(&self, group: &Chunk) -> bool {
        let lemma = self.syntax.words[group.head as usize].lemma();
        self.lexicon.effect(lemma) == Some(Effect::Negates)
    }

    /// “*nobody* was charged”
    pub(super) fn negative_subject(&self, k: usize) -> bool {
        self.subject(k).is_some_and(|p| {
            let head = self.chunk(usize::from(self.syntax.phrases[usize::from(p)].head));
            let words = &self.syntax.words[head.from as usize..head.to as usize];
            // “*not a single* guard”
            let before = head.from.checked_sub(1).map(|i| &self.syntax.words[i as usize]);
            let none = words[0].is(Cats::SINGULAR) && before.is_some_and(|w| w.is(Cats::NEG));
            none || words.iter().any(|w| w.is(Cats::NEGATIVE))
        })
    }

    /// Whether the subject of the verb at `k` is *I*.
    fn says_of_himself(&self, k: usize) -> bool {
        self.subject(k).is_some_and(|p| {
            let head = self.chunk(usize::from(self.syntax.phrases[usize::from(p)].head));
            let word = &self.syntax.words[head.head as usize];
            word.is(Cats::FIRST) && word.is(Cats::SUBJECT) && !word.is(Cats::PLURAL)
        })
    }

    /// Whether the verb at `k` governs an act of its subject (“did not want to
    /// accuse”), so that what qualifies it qualifies the act.
    fn governs_act(&self, k: usize) -> bool {
        let word = &self.syntax.words[self.chunk(k).head as usize];
        self.lexicon.governor(word.lemma()).is_some()
    }

    /// The copula before a predicate at group `k`.
    pub(super) fn copula_before(&self, k: usize) -> Option<usize> {
        (0..k)
            .rev()
            .take(6)
            .find(|&j| {
                !matches!(
                    self.chunk(j).kind,
                    Kind::Adverb | Kind::QuoteOpen | Kind::Adj | Kind::Coord | Kind::Comma
                )
            })
            .filter(|&j| {
                self.chunk(j).is(Kind::Verb) && (self.chunk(j).copula || self.is_like_copula(j))
            })
    }

    fn is_like_copula(&self, j: usize) -> bool {
        self.syntax.words[self.chunk(j).head as usize].is(Cats::LINKING)
    }

    /// Whether group `k` stands in a clause that tells what a noun says: “denied
    /// *claims* that …”. Who says it is not the subject of any verb around.
    fn told_by_noun(&self, k: usize) -> bool {
        let clauses = &self.syntax.clauses;
        let clause = |c: u16| clauses.get(usize::from(c));
        let chain = std::iter::successors(clause(self.chunk(k).clause), |c| clause(c.parent));
        let said = chain.take(DEPTH).find(|c| {
            matches!(c.kind, ClauseKind::Complement | ClauseKind::Quotation) && c.governor != NONE
        });
        said.is_some_and(|c| self.chunk(usize::from(c.governor)).is(Kind::Noun))
    }

    /// The subject of the verb that reports the clause of group `k`, and that
    /// verb.
    pub(super) fn reporter_of(&self, k: usize) -> Option<(u16, usize)> {
        let clauses = &self.syntax.clauses;
        let mut clause = self.chunk(k).clause;
        let mut steps = 0;
        while clause != NONE && steps < DEPTH {
            let c = &clauses[usize::from(clause)];
            if matches!(c.kind, ClauseKind::Complement | ClauseKind::Quotation)
                && c.governor != NONE
            {
                let g = usize::from(c.governor);
                let chunk = self.chunk(g);
                if chunk.is(Kind::Noun) {
                    return None;
                }
                if chunk.is(Kind::Verb)
                    && self.syntax.words[chunk.head as usize].is(Cats::REPORT)
                    && !chunk.passive
                {
                    if let Some(p) = self.subject(g) {
                        return Some((p, g));
                    }
                }
            }
            if c.kind == ClauseKind::Report {
                return None;
            }
            clause = c.parent;
            steps += 1;
        }
        // “, X said.”
        let report = clauses.iter().find(|c| c.kind == ClauseKind::Report && c.verb != NONE)?;
        let verb = usize::from(report.verb);
        if verb == k {
            return None;
        }
        self.subject(verb).map(|p| (p, verb))
    }

    /// The phrase behind “according to”.
    pub(super) fn according_to(&self) -> Option<u16> {
        let chunks = &self.syntax.chunks;
        let k = chunks.iter().position(|c| {
            c.is(Kind::Prep) && self.syntax.words[c.from as usize].is(Cats::ACCORDING)
        })?;
        let noun = (k + 1..chunks.len()).take(3).find(|&j| chunks[j].is(Kind::Noun))?;
        chunks[noun].phrase.checked_sub(1)
    }

    /// Settles who the source is: the speaker for a pronoun of the first
    /// person and where the frame wants the subject to be who speaks (`own`),
    /// and who passes the claim on.
    pub(super) fn settle_source(&self, cue: &CueAt, own: bool, roles: &mut Roles) {
        let reporter = self.reporter_of(cue.chunk);
        let speaker = reporter
            .filter(|&(p, _)| !self.is_first_person(p))
            .and_then(|(p, _)| self.phrase_span(p, NONE))
            .or_else(|| self.quoted_by(cue))
            .or_else(|| reporter.and_then(|(p, _)| self.phrase_span(p, NONE)))
            .or_else(|| self.according_to().and_then(|p| self.phrase_span(p, NONE)));
        let words = &self.syntax.words;
        let source = roles.get(Role::Source);
        if let Some(span) = source {
            let i = words.partition_point(|w| (w.end as usize) <= span.start);
            let first =
                words.get(i).is_some_and(|w| w.is(Cats::FIRST) && w.end as usize == span.end);
            if first && self.first_person_speaks(cue) {
                if let Some(s) = speaker {
                    roles.set(Role::Source, s, How::Speaker);
                    return;
                }
            }
        }
        // “The club said *it* had paid no bribes”: the denial is its saying so.
        if let Some(s) = speaker.filter(|_| source.is_some() && own) {
            roles.set(Role::Source, s, How::Speaker);
            return;
        }
        // Who speaks in a quotation makes the claims in it; only a report
        // around a claim passes it on.
        let passes = reporter
            .and_then(|(p, _)| self.phrase_span(p, NONE))
            .or_else(|| self.according_to().and_then(|p| self.phrase_span(p, NONE)));
        if let (Some(source), Some(speaker)) = (roles.get(Role::Source), passes) {
            let disjoint = !source.overlaps(speaker);
            let own = reporter.is_some_and(|(_, verb)| verb == cue.chunk);
            if disjoint && !own && !self.inside_roles(roles, speaker) {
                roles.via = Some(speaker);
            }
        }
    }

    /// Whether a phrase is *I* or *we*: whoever speaks in a quotation.
    fn is_first_person(&self, phrase: u16) -> bool {
        self.syntax.words[self.head_word(phrase)].is(Cats::FIRST)
    }

    /// The speaker of the quotation around the cue.
    fn quoted_by(&self, cue: &CueAt) -> Option<Span> {
        self.quotes.around(self.syntax.words[cue.from].span()).and_then(|(_, speaker)| speaker)
    }

    /// A first person speaks inside a quotation.
    pub(super) fn first_person_speaks(&self, cue: &CueAt) -> bool {
        self.quoted_by(cue).is_some() || self.reporter_of(cue.chunk).is_some()
    }

    fn inside_roles(&self, roles: &Roles, span: Span) -> bool {
        roles.spans.iter().flatten().any(|s| s.overlaps(span))
    }

    /// Who says what has no speaker of its own in the pattern.
    pub(super) fn speaker_span(&self, cue: &CueAt) -> Option<Span> {
        if self.told_by_noun(cue.chunk) {
            return None;
        }
        self.reporter_of(cue.chunk)
            .and_then(|(p, _)| self.phrase_span(p, NONE))
            .or_else(|| self.quoted_by(cue))
            .or_else(|| self.according_to().and_then(|p| self.phrase_span(p, NONE)))
    }
}
