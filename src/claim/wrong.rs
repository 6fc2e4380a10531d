//! Clauses that say that someone did wrong, and who did it.

use super::fill::REACH;
use super::{CueAt, How, Roles, Stage, Why};
use crate::EntityKind;
use crate::Span;
use crate::chunk::clause::{ClauseKind, NONE};
use crate::chunk::group::{Chunk, Form, Kind};
use crate::chunk::word::Mark;
use crate::frames::{Role, Slot};
use crate::lexicon::{Cats, Effect, Tag};

impl Stage<'_> {
    /// A clause that says that someone did wrong: the clause is the content,
    /// its doer the target.
    pub(super) fn fill_wrong(
        &self,
        slot: &Slot,
        cue: &CueAt,
        roles: &mut Roles,
    ) -> Result<(), Why> {
        let first = self.clause_reported(cue.chunk).ok_or(Why::Missing(0))?;
        // “said that it was late *and that he had lied*”
        let others = (usize::from(first.1) + 1..self.syntax.clauses.len()).filter_map(|c| {
            let clause = &self.syntax.clauses[c];
            let governed =
                usize::from(clause.governor) == cue.chunk && clause.opener == clause.from;
            let from = usize::from(clause.from) + 1;
            (governed && clause.kind == ClauseKind::Complement).then_some((from, c as u16))
        });
        let speaker = self.subject(cue.chunk);
        let told = std::iter::once(first).chain(others).find_map(|(from, clause)| {
            // “to find out *whether* they stole”
            let opener = usize::from(self.syntax.clauses[usize::from(clause)].opener);
            let asks = self.syntax.chunks.get(opener).is_some_and(|o| {
                o.is(Kind::Sub) && !self.syntax.words[o.from as usize].is(Cats::THAT)
            });
            let wrong = if asks { None } else { self.wrongdoing_in(slot, clause, speaker) };
            wrong.map(|(doer, how)| (self.clause_span(from, clause), doer, how))
        });
        let (content, doer, how) = told.ok_or(Why::WrongClass(0))?;
        roles.fill(slot, content, How::Clause);
        roles.set(Role::Target, doer, how);
        Ok(())
    }

    /// “The rebels said *they* had shelled the town”: a pronoun that agrees with
    /// the speaker most likely means him, and then he accuses no one.
    pub(super) fn means_speaker(&self, doer: u16, speaker: u16) -> bool {
        let word = |p: u16| &self.syntax.words[self.head_word(p)];
        let (doer, speaker) = (word(doer), word(speaker));
        // Word for word a speaker says *I*.
        if !doer.is(Cats::SUBJECT.with(Cats::PRONOUN)) || self.quotes.literal(doer.span()) {
            return false;
        }
        let pronoun = speaker.is(Cats::SUBJECT.with(Cats::PRONOUN));
        if doer.is(Cats::NEUTER) {
            return !doer.is(Cats::DET)
                && !speaker.is(Cats::PERSON)
                && speaker.tag != Tag::Plural
                && speaker.kind != Some(EntityKind::Person);
        }
        if doer.is(Cats::PLURAL) {
            let many = matches!(
                speaker.kind,
                Some(
                    EntityKind::Org | EntityKind::Gpe | EntityKind::Norp | EntityKind::ThreatActor
                )
            );
            return speaker.is(Cats::PLURAL)
                || speaker.tag == Tag::Plural
                || speaker.is(Cats::GROUP)
                || many;
        }
        if pronoun {
            return doer.hash == speaker.hash;
        }
        let one = speaker.kind == Some(EntityKind::Person)
            || speaker.is(Cats::PERSON) && speaker.tag != Tag::Plural;
        one && (doer.is(Cats::MASCULINE) || doer.is(Cats::FEMININE))
    }

    /// The doer of the wrong that `clause` tells of.
    pub(super) fn wrongdoing_in(
        &self,
        slot: &Slot,
        clause: u16,
        speaker: Option<u16>,
    ) -> Option<(Span, How)> {
        let chunks = &self.syntax.chunks;
        let bounds = &self.syntax.clauses[usize::from(clause)];
        let to = usize::from(bounds.to).min(chunks.len());
        let from = usize::from(bounds.from).min(to);
        (from..to).filter(|&k| chunks[k].is(Kind::Verb)).find_map(|k| {
            let phrase = self.doer(slot, clause, k)?;
            let chunk = &chunks[k];
            let nobody = self.asked_for(phrase)
                || self.harms_himself(k)
                || chunk.clause != clause && self.unheard_of(phrase, chunk.clause)
                || !self.names_someone(phrase)
                || self.only_possible(chunk)
                || self.modal_before(k);
            let own = speaker.is_some_and(|s| self.means_speaker(phrase, s))
                || self.boasts(slot, phrase, k);
            if nobody || own {
                return None;
            }
            self.phrase_span(phrase, NONE).map(|span| (span, How::Doer))
        })
    }

    /// The phrase that does what the verb at `k` tells, if that is wrong and the
    /// clause says it.
    fn doer(&self, slot: &Slot, clause: u16, k: usize) -> Option<u16> {
        let chunk = self.chunk(k);
        let own = &self.syntax.clauses[usize::from(chunk.clause)];
        // Only what the clause itself says, or what its subject is said to
        // have begun or tried, or to be.
        let inner = chunk.clause != clause;
        let identity = if inner && chunk.is_finite() { self.identity(chunk.clause) } else { None };
        let helper = if inner { self.helper(slot, k) } else { None };
        let said = !inner
            || own.parent == clause
                && (chunk.form != Form::Finite && !self.only_disposed(chunk)
                    || identity.or(helper).is_some());
        if !said || !self.tells_wrong(slot, clause, k) {
            return None;
        }
        // “the sailors *killed* in the storm” killed no one.
        let phrase = if chunk.passive || self.reduced(k) {
            self.by_phrase(k)
        } else {
            identity.filter(|&p| self.names_someone(p)).or_else(|| self.subject(k))
        }?;
        // “accused him of bribing”: that is another's word.
        let governor = usize::from(own.governor);
        let others = inner
            && self.syntax.clauses[usize::from(clause)].subject != phrase
            && self.syntax.chunks.get(governor).is_some_and(|c| {
                let rule = self.lexicon.governor(self.syntax.words[c.head as usize].lemma());
                // “saw him *steal* it”: what one saw was done.
                let seen = rule.is_some_and(|g| g.effect == Effect::None && !g.patient)
                    && chunk.form == Form::Infinitive
                    && helper.is_none();
                c.is(Kind::Verb) && rule.is_some_and(|g| g.object) && !seen
            });
        if others { helper } else { Some(phrase) }
    }

    /// Who *helps* another, or has him, do what the verb at `k` tells: “the bank helped
    /// clients *evade* taxes”.
    fn helper(&self, slot: &Slot, k: usize) -> Option<u16> {
        let verb = self.chunk(k);
        let clause = &self.syntax.clauses[usize::from(verb.clause)];
        let bare = verb.form == Form::Infinitive
            || clause.opener == NONE && self.syntax.words[verb.head as usize].tag == Tag::Base;
        let governor = usize::from(clause.governor);
        let helps = self.syntax.chunks.get(governor).is_some_and(|c| {
            c.is(Kind::Verb)
                && !c.negated
                && slot.by.is_some_and(|by| self.in_class(by, c.head as usize, 0))
        });
        if helps && bare { self.subject(governor) } else { None }
    }

    /// Whether the verb at `k` tells of a wrong.
    fn tells_wrong(&self, slot: &Slot, clause: u16, k: usize) -> bool {
        let chunk = self.chunk(k);
        if chunk.negated || self.negator_before(k) || self.shares_negation(k) {
            let head = chunk.head as usize;
            slot.without.is_some_and(|c| self.in_class(c, head, head + 4))
        } else if chunk.copula && !slot.classes.is_empty() {
            self.predicate_in_class(slot, k)
        } else {
            slot.classes.is_empty() && chunk.clause == clause
                || self.act_in_class(slot, k)
                || self.manner_in_class(slot, k)
                || self.object_in_class(slot, k)
                || self.wrong_to_some(slot, k)
        }
    }

    /// “The army said *its forces* had destroyed two tanks”: what the speaker's own
    /// people did to others he reports, and accuses no one.
    fn boasts(&self, slot: &Slot, doer: u16, k: usize) -> bool {
        let words = &self.syntax.words;
        let group = self.chunk(usize::from(self.syntax.phrases[usize::from(doer)].first));
        let (first, head) = (&words[group.from as usize], &words[group.head as usize]);
        let own = first.is(Cats::POSSESSIVE) && first.is(Cats::NEUTER.with(Cats::FIRST));
        let forces =
            group.to - group.from == 2 && (head.is(Cats::GROUP) || head.tag == Tag::Plural);
        let verb = self.chunk(k).head as usize;
        own && forces && slot.only.is_some_and(|(verbs, _)| self.in_class(verbs, verb, verb + 1))
    }

    /// The subject of the copula whose predicate a relative clause describes:
    /// “it was Petrov *who stole the data*”, “he is a man *who stole data*” say
    /// what a main clause would.
    fn identity(&self, clause: u16) -> Option<u16> {
        let relative = &self.syntax.clauses[usize::from(clause)];
        let verb = usize::from(self.syntax.clauses.get(usize::from(relative.parent))?.verb);
        let copula = self.syntax.chunks.get(verb).filter(|c| c.copula && !c.negated)?;
        let predicate = self.syntax.phrases.get(usize::from(relative.antecedent))?;
        let identifies = relative.kind == ClauseKind::Relative
            && copula.is(Kind::Verb)
            && self.next_group(verb + 1) == Some(usize::from(predicate.first));
        self.subject(verb).filter(|&subject| identifies || self.expletive(subject))
    }

    /// “*which* officer lied” names none: a noun with no other determiner than a
    /// question word.
    fn asked_for(&self, phrase: u16) -> bool {
        let words = &self.syntax.words;
        let first = usize::from(self.syntax.phrases[usize::from(phrase)].first);
        let noun = self.chunk(first);
        let bare = !noun.pronoun
            && words[noun.head as usize].kind.is_none()
            && !words[noun.from as usize].is(Cats::DET.with(Cats::POSSESSIVE));
        let before = first.checked_sub(1).map(|k| self.chunk(k)).filter(|c| c.is(Kind::Wh));
        before.is_some_and(|c| {
            let clause = &self.syntax.clauses[usize::from(c.clause)];
            bare && clause.kind != ClauseKind::Relative
                && !words[c.from as usize].is(Cats::ADVERB.with(Cats::SUB))
        })
    }

    /// “there is *no evidence* of him leaking it”, “has *not begun* to loot”: what
    /// hangs on a word that is negated, or negates, was not done.
    fn unheard_of(&self, doer: u16, clause: u16) -> bool {
        let words = &self.syntax.words;
        let none =
            |c: &Chunk| words[c.from as usize..c.to as usize].iter().any(|w| w.is(Cats::NEGATIVE));
        let host = usize::from(self.syntax.phrases[usize::from(doer)].host);
        let host = self.syntax.phrases.get(host).map(|p| self.chunk(usize::from(p.head)));
        if host.is_some_and(none) {
            return true;
        }
        let governor = usize::from(self.syntax.clauses[usize::from(clause)].governor);
        let Some(chunk) = self.syntax.chunks.get(governor) else { return false };
        self.negates(chunk)
            || chunk.is(Kind::Noun) && none(chunk)
            || chunk.is(Kind::Verb) && (chunk.negated || self.negator_before(governor))
    }

    /// “*lied*”, “*broke the law*”; and of the verbs that do no wrong in themselves
    /// those that someone suffers: “*shot* two men”, but “*shot* wide”.
    fn act_in_class(&self, slot: &Slot, k: usize) -> bool {
        let head = self.chunk(k).head as usize;
        let phrase = |&c: &usize| self.begins_phrase(c, head, head + 4);
        slot.classes.iter().any(|&c| self.in_class(c, head, head + 4))
            && (slot.classes.iter().any(phrase)
                || slot.only.is_none_or(|(verbs, objects)| {
                    !self.in_class(verbs, head, head + 1) || self.done_to(objects, k)
                }))
    }

    /// “they cheated *themselves*”: who suffers it is who does it.
    fn harms_himself(&self, k: usize) -> bool {
        let object = self.next_group(k + 1).map(|n| self.chunk(n));
        object.is_some_and(|c| {
            c.is(Kind::Noun) && self.syntax.words[c.head as usize].is(Cats::REFLEXIVE)
        })
    }

    /// The group of whom or what the verb at `k` is done to.
    fn sufferer(&self, k: usize) -> Option<&Chunk> {
        let phrase = if self.chunk(k).passive {
            self.subject(k)
        } else {
            self.next_group(k + 1)
                .map(|n| self.chunk(n))
                .filter(|c| c.is(Kind::Noun) && !c.time)
                .and_then(|c| c.phrase.checked_sub(1))
        };
        let head = usize::from(self.syntax.phrases[usize::from(phrase?)].head);
        Some(self.chunk(self.counted(head)))
    }

    /// Whether the verb at `k` is done to someone, or to what is of the class.
    fn done_to(&self, class: usize, k: usize) -> bool {
        self.sufferer(k).is_some_and(|chunk| {
            let word = &self.syntax.words[chunk.head as usize];
            // “robbed *her*” may look like a possessive.
            if chunk.pronoun || chunk.to - chunk.from == 1 && word.is(Cats::OBJECT) {
                return word.is(Cats::OBJECT.with(Cats::SUBJECT)) && !word.is(Cats::NEUTER);
            }
            word.tag == Tag::Num || word.may_act() || self.head_in_class(class, chunk)
        })
    }

    /// “*beat* two inmates”, but “*beat* the champions”: a verb that does wrong to
    /// whom the class names.
    fn wrong_to_some(&self, slot: &Slot, k: usize) -> bool {
        let head = self.chunk(k).head as usize;
        slot.also.is_some_and(|(verbs, objects)| {
            self.in_class(verbs, head, head + 3)
                && self.sufferer(k).is_some_and(|chunk| self.head_in_class(objects, chunk))
        })
    }

    /// Whether the head of a noun group, or a phrase that ends there, is of the class.
    fn head_in_class(&self, class: usize, chunk: &Chunk) -> bool {
        let head = chunk.head as usize;
        self.in_class(class, head, head + 1)
            || (chunk.from as usize..head).any(|i| self.class_phrase_ends(class, i, head))
    }

    /// Whether the verb at `k` is a participle behind the noun that it tells of,
    /// or has the look of one: a finite verb of the same subject follows.
    fn reduced(&self, k: usize) -> bool {
        let chunk = self.chunk(k);
        let participle = self.syntax.words[chunk.head as usize].is(Cats::PART);
        chunk.form == Form::Participle
            || participle
                && chunk.to - chunk.from == 1
                && self.syntax.chunks[k + 1..]
                    .iter()
                    .take(REACH)
                    .take_while(|c| !matches!(c.kind, Kind::Coord | Kind::Comma))
                    .any(|c| c.is_finite() && c.clause == chunk.clause && c.phrase == chunk.phrase)
    }

    /// “is open to *exploiting* it”: what hangs on an adjective is not done.
    fn only_disposed(&self, verb: &Chunk) -> bool {
        let governor = usize::from(self.syntax.clauses[usize::from(verb.clause)].governor);
        self.syntax.chunks.get(governor).is_some_and(|c| c.is(Kind::Adj))
    }

    /// “did not cheat or *lie*”: a bare verb shares the negator before it.
    fn shares_negation(&self, k: usize) -> bool {
        let chunk = self.chunk(k);
        let bare =
            chunk.to - chunk.from == 1 && self.syntax.words[chunk.head as usize].is(Cats::BASE);
        let coordinated = k > 0 && self.chunk(k - 1).is(Kind::Coord);
        bare && coordinated
            && (0..k - 1)
                .rev()
                .find(|&j| self.chunk(j).is(Kind::Verb))
                .is_some_and(|j| self.chunk(j).negated && self.chunk(j).clause == chunk.clause)
    }

    /// “should ‘*punish*’ them”: a modal that a quotation mark parts from its verb.
    fn modal_before(&self, k: usize) -> bool {
        self.next_before(k)
            .map(|j| self.chunk(j))
            .is_some_and(|c| c.is(Kind::Verb) && c.modal == c.head + 1 && self.only_possible(c))
    }

    /// “is *a thief*”, “was *out of touch*”
    fn predicate_in_class(&self, slot: &Slot, copula: usize) -> bool {
        let words = &self.syntax.words;
        let of_class = |i: usize| slot.classes.iter().any(|&c| self.in_class(c, i, i + 4));
        let predicate = self.next_group(copula + 1).is_some_and(|k| {
            let chunk = self.chunk(k);
            matches!(chunk.kind, Kind::Noun | Kind::Adj) && of_class(chunk.head as usize)
        });
        let first = self.chunk(copula).to as usize;
        predicate
            || (first..words.len())
                .take(3)
                .take_while(|&i| {
                    i == first
                        || words[i - 1].tag == Tag::Adverb
                        || words[i - 1].mark == Mark::QuoteOpen
                })
                .any(|i| slot.classes.iter().any(|&c| self.begins_phrase(c, i, i + 5)))
    }

    /// “*illegally* sold the land”, “acted *illegally*”, “sold it *without permission*”
    fn manner_in_class(&self, slot: &Slot, verb: usize) -> bool {
        let words = &self.syntax.words;
        let chunk = self.chunk(verb);
        let to = usize::from(self.syntax.clauses[usize::from(chunk.clause)].to);
        let to = to.checked_sub(1).and_then(|k| self.syntax.chunks.get(k)).map_or(0, |c| c.to);
        // “died after being violently struck”: an adverb before another word
        // goes with that.
        let alone = |i: usize| {
            words.get(i + 1).is_none_or(|w| {
                w.mark != Mark::None || matches!(w.tag, Tag::Prep | Tag::Of | Tag::Coord | Tag::Sub)
            })
        };
        (chunk.from as usize..chunk.head as usize).chain(self.adverbs_before(verb)).any(|i| {
            words[i].tag == Tag::Adverb && slot.classes.iter().any(|&c| self.in_class(c, i, i + 1))
        }) || (chunk.to as usize..to as usize).take(REACH).any(|i| match words[i].tag {
            Tag::Adverb => alone(i) && slot.classes.iter().any(|&c| self.in_class(c, i, i + 1)),
            Tag::Prep | Tag::By => slot.classes.iter().any(|&c| self.begins_phrase(c, i, i + 4)),
            _ => false,
        })
    }

    /// “carried out *cyberattacks*”, “*torture* was practised by”
    fn object_in_class(&self, slot: &Slot, verb: usize) -> bool {
        let chunk = self.chunk(verb);
        let head = chunk.head as usize;
        if !slot.by.is_some_and(|by| self.in_class(by, head, head + 4)) {
            return false;
        }
        if chunk.passive {
            return self.subject(verb).is_some_and(|p| self.fits(slot, p));
        }
        let object = (verb + 1..self.syntax.chunks.len()).take(4).find(|&k| {
            !matches!(self.chunk(k).kind, Kind::Prep | Kind::Adverb | Kind::Other | Kind::QuoteOpen)
        });
        let object = object.filter(|&k| self.chunk(k).is(Kind::Noun));
        object.and_then(|k| self.chunk(k).phrase.checked_sub(1)).is_some_and(|p| self.fits(slot, p))
    }

    /// A modal without *have*: “would blockade the port” is no wrong done.
    pub(super) fn only_possible(&self, verb: &Chunk) -> bool {
        let group = &self.syntax.words[verb.from as usize..verb.to as usize];
        let modal = verb.modal.checked_sub(1).map(|i| &self.syntax.words[i as usize]);
        modal.is_some_and(|w| w.is(Cats::MODAL)) && !group.iter().any(|w| w.tag == Tag::Have)
    }

    /// Whether a phrase is the name of a person, or a pronoun for one.
    pub(super) fn names_person(&self, phrase: u16) -> bool {
        let p = &self.syntax.phrases[usize::from(phrase)];
        self.is_named(self.chunk(usize::from(p.head)).head as usize)
    }

    /// Whether the word `i` ends the name of a person, or stands for one.
    pub(super) fn is_named(&self, i: usize) -> bool {
        let word = &self.syntax.words[i];
        word.kind == Some(EntityKind::Person) || word.is(Cats::MASCULINE.with(Cats::FEMININE))
    }

    /// Whether a phrase names a party that can be accused: no pronoun of the
    /// first person, nobody, or mere indefinite.
    pub(super) fn names_someone(&self, phrase: u16) -> bool {
        let p = &self.syntax.phrases[usize::from(phrase)];
        let chunk = self.chunk(usize::from(p.head));
        let words = &self.syntax.words[chunk.from as usize..chunk.to as usize];
        let head = &self.syntax.words[chunk.head as usize];
        if chunk.time || words.iter().any(|w| w.is(Cats::NEG) || w.is(Cats::FIRST) && chunk.pronoun)
        {
            return false;
        }
        if chunk.pronoun {
            let someone =
                Cats::PLURAL.with(Cats::MASCULINE).with(Cats::FEMININE).with(Cats::SECOND);
            return head.is(someone);
        }
        head.may_act()
    }
}
