//! Word classes: the cheapest path through the classes that each word may
//! have, by the frequencies of the lexicon and the order of classes in
//! English (a first-order Viterbi search; Viterbi 1967).

use super::word::{Mark, Word};
use crate::document::EntityKind;
use crate::lexicon::{Cats, Lexicon, Tag};

/// A path so far behind the cheapest is given up.
const BEAM: i32 = 900;

/// Cost of a reading that the spelling speaks against.
const AGAINST: i32 = 120;

/// More than there are classes: a cost times this leaves room for a class.
const CLASSES_UP: i32 = 32;

/// One step of a path: the word has class `tag`, and the path now stands in
/// `state`.
#[derive(Clone, Copy, Debug)]
struct Step {
    cost: i32,
    /// Index of the step before.
    back: u32,
    tag: Tag,
    state: Tag,
}

/// The buffers of the search.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tagger {
    steps: Vec<Step>,
    /// The classes that the word in hand may have, with their costs.
    readings: Vec<(Tag, i32)>,
}

impl Tagger {
    /// Gives every word of a sentence its class.
    pub fn tag(&mut self, lexicon: &Lexicon, words: &mut [Word]) {
        let Self { steps, readings } = self;
        steps.clear();
        steps.push(Step { cost: 0, back: 0, tag: Tag::Start, state: Tag::Start });
        // The steps that a path may go on from.
        let mut live = 0..1;
        for (i, word) in words.iter().enumerate() {
            let before = i.checked_sub(1).map(|i| &words[i]);
            let from = steps.len();
            readings.clear();
            read(lexicon, word, before, readings);
            if readings.is_empty() {
                readings.push((Tag::Noun, 0));
            }
            // Adverbs and quotation marks are passed over: the class before
            // them decides what follows.
            let quotes = matches!(word.mark, Mark::QuoteOpen | Mark::QuoteClose);
            let passes = |tag: Tag| quotes || tag == Tag::Adverb;
            if let [(tag, _)] = readings[..] {
                // Of the costs, only the differences between paths matter.
                if passes(tag) {
                    for back in live {
                        steps.push(Step { back: back as u32, tag, ..steps[back] });
                    }
                } else {
                    let best = cheapest(lexicon, &steps[live.clone()], tag);
                    steps.push(Step {
                        cost: 0,
                        back: (live.start + best.0) as u32,
                        tag,
                        state: tag,
                    });
                }
                live = from..steps.len();
                continue;
            }
            for &(tag, lexical) in &*readings {
                if passes(tag) {
                    for back in live.clone() {
                        let Step { cost, state, .. } = steps[back];
                        let step = Step { cost: cost + lexical, back: back as u32, tag, state };
                        offer(steps, from, step);
                    }
                } else {
                    let (back, cost) = cheapest(lexicon, &steps[live.clone()], tag);
                    let back = (live.start + back) as u32;
                    offer(steps, from, Step { cost: cost + lexical, back, tag, state: tag });
                }
            }
            // Keeps the numbers small however long the sentence.
            let least = steps[from..].iter().map(|step| step.cost).min().unwrap_or(0);
            let mut kept = from;
            for at in from..steps.len() {
                let cost = steps[at].cost - least;
                if cost <= BEAM {
                    steps[kept] = Step { cost, ..steps[at] };
                    kept += 1;
                }
            }
            steps.truncate(kept);
            live = from..kept;
        }
        let Some(mut at) = live.min_by_key(|&at| (steps[at].cost, steps[at].state)) else { return };
        for word in words.iter_mut().rev() {
            word.tag = steps[at].tag;
            at = steps[at].back as usize;
        }
        settle(words);
        title_verb(words);
        title_report(words);
    }
}

/// How many words a subject may have between a quotation and its verb.
const SUBJECT: usize = 8;

/// How many words a clause may go on for behind its infinitive.
const CLAUSE: usize = 40;

/// Whether a mark ends a clause.
fn ends_clause(mark: Mark) -> bool {
    matches!(mark, Mark::Comma | Mark::Semicolon | Mark::Colon | Mark::Dash | Mark::Stop)
}

/// Puts right what the order of classes cannot see.
fn settle(words: &mut [Word]) {
    // “Still, the road is closed.”
    if let [first, second, ..] = words {
        if second.mark == Mark::Comma && first.is(Cats::ADVERB) && first.tag != Tag::Coord {
            first.tag = Tag::Adverb;
        }
    }
    let mut verb = false;
    // The clause has a verb already, and one that takes no clause.
    let mut taken = false;
    for at in 0..words.len() {
        let next = words.get(at + 1).map_or(Mark::Stop, |w| w.mark);
        let word = &words[at];
        match word.mark {
            // “…,” the mayor notes.
            Mark::QuoteClose => {
                let ends = at > 0 && matches!(words[at - 1].mark, Mark::Comma | Mark::Stop);
                let subject = words[at + 1..].iter().take(SUBJECT);
                let last = at + subject.take_while(|w| w.is_nominal() || w.tag == Tag::Det).count();
                let follows = words.get(last + 1).map_or(Tag::Mark, |w| w.tag);
                if ends
                    && matches!(follows, Tag::Mark | Tag::Comma | Tag::Adverb | Tag::To)
                    && last > at + 1
                {
                    report(words, last);
                }
            }
            // “said *that* talks had failed”: no determiner of a plural.
            Mark::None
                if at > 0
                    && word.tag == Tag::Det
                    && word.is(Cats::THAT)
                    && words[at - 1].is(Cats::CLAUSAL)
                    && words.get(at + 1).is_some_and(|w| w.is_nominal() && w.is(Cats::NOUNS)) =>
            {
                words[at].tag = Tag::Sub;
            }
            // “has *since* denied it”: no conjunction stands within a verb group.
            Mark::None
                if at > 0
                    && words[at - 1].tag == Tag::Have
                    && matches!(word.tag, Tag::Sub | Tag::Prep)
                    && word.is(Cats::SUB)
                    && words.get(at + 1).is_some_and(|w| w.is(Cats::PART)) =>
            {
                words[at].tag = Tag::Adverb;
                words[at + 1].tag = Tag::Part;
            }
            // “said it was late, *claims* they rejected”: a verb has no pronoun as its
            // subject behind it, and another verb behind that.
            Mark::None
                if at > 0
                    && word.tag == Tag::S
                    && word.is(Cats::NOUNS)
                    && word.is(Cats::COMM)
                    && matches!(words[at - 1].mark, Mark::Comma | Mark::Dash)
                    && words.get(at + 1).is_some_and(|w| w.is(Cats::SUBJECT))
                    && words.get(at + 2).is_some_and(|w| {
                        matches!(w.tag, Tag::Past | Tag::Part | Tag::S | Tag::Have | Tag::Base)
                    }) =>
            {
                words[at].tag = Tag::Plural;
                words[at + 1].tag = Tag::Subj;
            }
            // “The union *plans* to sue.”: no other verb has the noun before it.
            Mark::None if at > 1 && !verb && word.tag == Tag::To => {
                let base = words.get(at + 1).is_some_and(|w| w.tag == Tag::Base);
                let rest = words[at + 1..].iter().take(CLAUSE).skip(1);
                let mut rest = rest.take_while(|w| !ends_clause(w.mark));
                let mut other = || {
                    rest.any(|w| {
                        matches!(w.tag, Tag::Modal | Tag::Be | Tag::Have | Tag::S | Tag::Past)
                    })
                };
                let word = words[at - 1];
                let before = words[at - 2].tag;
                let subject = matches!(before, Tag::Noun | Tag::Name)
                    || before == Tag::Adverb && at > 2 && words[at - 3].is_nominal();
                if base && subject && word.tag == Tag::Plural && word.is(Cats::S) && !other() {
                    words[at - 1].tag = Tag::S;
                    verb = true;
                }
            }
            // “The site notes:”
            Mark::Colon if at > 1 && !verb && at + 1 == words.len() => report(words, at - 1),
            Mark::Colon if at > 1 && !verb && next == Mark::QuoteOpen => report(words, at - 1),
            // “The deed *states* that”: a clause completes no noun that says
            // nothing.
            Mark::None
                if at > 1 && !verb && word.is(Cats::THAT) && !words[at - 1].is(Cats::COMM) =>
            {
                report(words, at - 1);
                verb = true;
            }
            // “slams the operator over pay *cuts*”: the clause has its verb, and the
            // noun before is none's subject.
            _ if taken
                && at > 1
                && word.tag == Tag::S
                && word.entry.cats.any(Cats::NOUNS)
                && words[at - 1].tag == Tag::Noun
                && matches!(words[at - 2].tag, Tag::Prep | Tag::Of)
                && words.get(at + 1).is_none_or(|w| {
                    matches!(w.tag, Tag::Mark | Tag::Comma | Tag::Prep | Tag::Of | Tag::By)
                }) =>
            {
                words[at].tag = Tag::Plural;
            }
            // “criticism *over* fears”: between two nouns it is no adverb.
            _ if at > 0
                && word.tag == Tag::Adverb
                && word.is(Cats::PREP)
                && matches!(words[at - 1].tag, Tag::Noun | Tag::Plural)
                && words.get(at + 1).is_some_and(|w| {
                    matches!(w.tag, Tag::Noun | Tag::Plural) && w.kind.is_none()
                }) =>
            {
                words[at].tag = Tag::Prep;
            }
            // “the *mine*”, “a *two-time* champion”: behind an article there is neither
            // pronoun nor verb.
            _ if at > 0 && word.tag == Tag::Pron && word.is(Cats::FIRST) && article(words, at) => {
                words[at].tag = Tag::Noun;
            }
            _ if at > 0
                && word.tag == Tag::Base
                && article(words, at)
                && words.get(at + 1).is_some_and(|w| w.is_nominal() || w.tag == Tag::Adj) =>
            {
                words[at].tag = Tag::Adj;
            }
            // “*Both* deny it”
            _ if word.tag == Tag::Adverb
                && word.is(Cats::PRONOUN)
                && word.is(Cats::DET)
                && (at == 0 || matches!(words[at - 1].tag, Tag::Mark | Tag::Comma | Tag::Sub))
                && words.get(at + 1).is_some_and(|w| {
                    matches!(w.tag, Tag::Base | Tag::Past | Tag::Have | Tag::Be | Tag::Modal)
                }) =>
            {
                words[at].tag = Tag::Pron;
            }
            // “denied *all* of it”
            _ if word.tag == Tag::Adverb
                && word.is(Cats::PRONOUN)
                && words.get(at + 1).is_some_and(|w| w.tag == Tag::Of) =>
            {
                words[at].tag = Tag::Pron;
            }
            // “the bank *neither* admitted nor denied it”, “would *neither* confirm it”
            _ if at > 0 && matches!(word.tag, Tag::Pron | Tag::Det) && floats(words, at) => {
                let word = &mut words[at];
                word.tag = Tag::Adverb;
                word.entry.cats = word.entry.cats.with(Cats::NEG);
            }
            _ => {
                verb |= word.heads_clause();
            }
        }
        let word = &words[at];
        taken = match word.tag {
            Tag::Mark | Tag::Comma | Tag::Coord | Tag::Sub | Tag::Wh => false,
            Tag::Modal | Tag::Be | Tag::Have => true,
            Tag::S | Tag::Past => !word.is(Cats::CLAUSAL),
            _ => taken,
        };
    }
}

/// Whether an article stands before the word at `at`.
fn article(words: &[Word], at: usize) -> bool {
    let before = &words[at - 1];
    before.tag == Tag::Det
        && before.is(Cats::DEFINITE.with(Cats::SINGULAR))
        && !before.is(Cats::PRONOUN.with(Cats::THAT).with(Cats::NEGATIVE))
}

/// Whether the determiner at `at` stands alone between a subject or an auxiliary and
/// its verb, and negates it.
fn floats(words: &[Word], at: usize) -> bool {
    let (before, word) = (&words[at - 1], &words[at]);
    let held = before.is_nominal() || matches!(before.tag, Tag::Subj | Tag::Modal | Tag::Have);
    word.is(Cats::NEGATIVE)
        && word.is(Cats::DET)
        && held
        && words
            .get(at + 1)
            .is_some_and(|w| matches!(w.tag, Tag::Base | Tag::S | Tag::Past | Tag::Part))
}

/// Makes a verb of the first plural that can well be one in a title without any
/// (“Visit *Draws* Criticism”).
fn title_verb(words: &mut [Word]) {
    if words.iter().any(Word::heads_clause) {
        return;
    }
    let found = (1..words.len().saturating_sub(1)).find(|&at| {
        let word = &words[at];
        let goes_on = matches!(
            words[at + 1].tag,
            Tag::Noun | Tag::Plural | Tag::Name | Tag::Adj | Tag::Det | Tag::Num
        );
        matches!(word.tag, Tag::Plural | Tag::Name)
            && word.mention == 0
            && word.open_case
            && word.capital
            && word.entry.cats.any(Cats::S)
            && word.entry.verb > word.entry.noun / 2
            && words[at - 1].is_nominal()
            && goes_on
    });
    if let Some(at) = found {
        words[at].tag = Tag::S;
    }
}

/// Makes a verb of the word between two names that reports in a title what the
/// second one does (“Malta *Says* Oslo Fired First”).
fn title_report(words: &mut [Word]) {
    let named = |w: &Word| w.tag == Tag::Name && w.mention != 0;
    let finite = |w: &Word| matches!(w.tag, Tag::Modal | Tag::Be | Tag::Have | Tag::S | Tag::Past);
    // No verb stands before it.
    let until = words.iter().position(Word::heads_clause).unwrap_or(0);
    let found = (1..until.saturating_sub(1)).find(|&at| {
        let word = &words[at];
        word.mention == 0
            && word.open_case
            && word.capital
            && word.is(Cats::S)
            && word.is(Cats::CLAUSAL)
            && named(&words[at - 1])
            && named(&words[at + 1])
            && finite(&words[until])
    });
    if let Some(at) = found {
        words[at].tag = Tag::S;
    }
}

/// Makes a verb of the plural at `at` (“notes”) that could report what its
/// subject before it says.
fn report(words: &mut [Word], at: usize) {
    let subject = matches!(words[at - 1].tag, Tag::Name | Tag::Noun | Tag::Plural);
    let word = &mut words[at];
    if subject && word.tag == Tag::Plural && word.entry.cats.any(Cats::S) && word.is(Cats::CLAUSAL)
    {
        word.tag = Tag::S;
    }
}

/// Which of the steps before the class `tag` follows at the least cost, and
/// that cost. Of two that cost the same, the order of classes decides.
fn cheapest(lexicon: &Lexicon, before: &[Step], tag: Tag) -> (usize, i32) {
    let after = &lexicon.after[tag as usize];
    let mut best = (0, i32::MAX);
    for (back, step) in before.iter().enumerate() {
        let cost = step.cost + i32::from(after[step.state as usize]);
        let rank = cost * CLASSES_UP + step.state as i32;
        if rank < best.1 {
            best = (back, rank);
        }
    }
    (best.0, best.1 / CLASSES_UP)
}

/// Takes a step among those of its word, unless a cheaper one leads to the
/// same state.
fn offer(steps: &mut Vec<Step>, from: usize, step: Step) {
    match steps[from..].iter_mut().find(|known| known.state == step.state) {
        Some(known) if step.cost < known.cost => *known = step,
        Some(_) => {}
        None => steps.push(step),
    }
}

/// Gives each class that `word` is known to have, with its cost.
fn read(lexicon: &Lexicon, word: &Word, before: Option<&Word>, readings: &mut Vec<(Tag, i32)>) {
    let mut give = |tag: Tag, cost: i32| readings.push((tag, cost));
    if word.mark != Mark::None {
        let conjunction = word.is(Cats::COORD);
        return give(
            match word.mark {
                Mark::Comma => Tag::Comma,
                _ if conjunction => Tag::Coord,
                _ => Tag::Mark,
            },
            0,
        );
    }
    if word.digit {
        let tag = match word.kind {
            Some(EntityKind::Date) => Tag::Name,
            // “the 34-year-old”
            _ if word.entry.cats == Cats::ADJ => Tag::Noun,
            _ => Tag::Num,
        };
        return give(tag, 0);
    }
    let entry = &word.entry;
    if word.capital && is_name(word, before) {
        return give(Tag::Name, 0);
    }
    let closed = closed_class(word, before, &mut give);
    if word.mention != 0 && !closed {
        return give(Tag::Name, 0);
    }
    // “However,”: where a capital tells nothing, a word that is nothing but an
    // adverb is one.
    let elsewhere = || entry.noun_lemma != 0 || entry.verb_lemma != 0 || entry.adj > 0;
    if !closed && word.open_case && word.is(Cats::ADVERB) && !elsewhere() {
        return give(Tag::Adverb, 0);
    }
    let open = Cats::VERB.with(Cats::NOUN).with(Cats::NOUNS).with(Cats::ADJ).with(Cats::ADVERB);
    let named = word.capital && !word.open_case && !closed;
    let against = if named { AGAINST } else { 0 };
    if word.capital && !closed {
        // Inside a sentence a capital names; where every word may have one,
        // only a word that the lexicon lacks does.
        let known = elsewhere() || entry.adverb > 0;
        let cost = if named || !known { 0 } else { AGAINST };
        give(Tag::Name, cost - lexicon.share[Tag::Name as usize]);
    }
    if !entry.cats.any(open)
        || closed
            && !entry.cats.any(Cats::ADVERB.with(Cats::NUMBER))
            && entry.verb == 0
            && entry.noun == 0
    {
        if entry.cats.any(Cats::ADVERB) {
            give(Tag::Adverb, 60);
        }
        return;
    }
    let rarity = &entry.rarity;
    let weigh = |tag: Tag, rarity: u16| i32::from(rarity) - lexicon.share[tag as usize] + against;
    if entry.cats.any(Cats::VERB) {
        let forms = [
            (Cats::BASE, Tag::Base),
            (Cats::S, Tag::S),
            (Cats::PAST, Tag::Past),
            (Cats::PART, Tag::Part),
            (Cats::ING, Tag::Ing),
        ];
        // “the claims the senator denied”: an article stands before no finite verb.
        let article = before.is_some_and(|w| {
            w.is(Cats::DET.with(Cats::POSSESSIVE))
                && !w.is(Cats::PRONOUN.with(Cats::OBJECT).with(Cats::THAT))
        });
        for (cat, tag) in forms {
            if entry.cats.any(cat) {
                let after = if article && matches!(tag, Tag::S | Tag::Past) { AGAINST } else { 0 };
                give(tag, weigh(tag, rarity.verb) + after);
            }
        }
    }
    if entry.cats.any(Cats::NOUN) {
        give(Tag::Noun, weigh(Tag::Noun, rarity.noun));
    }
    if entry.cats.any(Cats::NOUNS) {
        give(Tag::Plural, weigh(Tag::Plural, rarity.noun));
    }
    if entry.cats.any(Cats::ADJ) {
        give(Tag::Adj, weigh(Tag::Adj, rarity.adj));
    }
    if entry.cats.any(Cats::ADVERB) {
        let cost = weigh(Tag::Adverb, rarity.adverb);
        // “called it false”: what is more often an adjective is one.
        let adjective = entry.adj > entry.adverb;
        give(Tag::Adverb, cost + if adjective { 280 } else { 130 });
    }
}

/// Whether a word with a capital can be nothing but a name: “US” is no pronoun,
/// “May 8” no modal, and the *Many* of “Hun Many” no determiner.
fn is_name(word: &Word, before: Option<&Word>) -> bool {
    word.acronym && word.entry.cats.any(Cats::CLOSED)
        || match word.is(Cats::DET) {
            true => !word.open_case && before.is_some_and(|w| w.capital && w.mention != 0),
            false => word.mention != 0,
        }
}

/// The classes of closed-class words, with their costs.
const CLASSES: [(Cats, Tag, i32); 17] = [
    (Cats::DET, Tag::Det, 0),
    (Cats::POSSESSIVE, Tag::Det, 0),
    (Cats::SUBJECT, Tag::Subj, 0),
    (Cats::OBJECT, Tag::Obj, 0),
    (Cats::PRONOUN, Tag::Pron, 20),
    (Cats::PREP, Tag::Prep, 0),
    (Cats::OF, Tag::Of, 0),
    (Cats::BY, Tag::By, 0),
    (Cats::TO, Tag::To, 0),
    (Cats::COORD, Tag::Coord, 0),
    (Cats::SUB, Tag::Sub, 10),
    (Cats::WH, Tag::Wh, 0),
    (Cats::MODAL, Tag::Modal, 0),
    (Cats::BE, Tag::Be, 0),
    (Cats::HAVE, Tag::Have, 0),
    (Cats::GENITIVE, Tag::Gen, 0),
    (Cats::NUMBER, Tag::Num, 0),
];

/// The categories of [`CLASSES`].
const CLOSED: Cats = {
    let mut all = Cats(0);
    let mut i = 0;
    while i < CLASSES.len() {
        all = all.with(CLASSES[i].0);
        i += 1;
    }
    all
};

/// Class and cost by the number of the category's bit.
const CLASS_OF: [(Tag, i32); 64] = {
    let mut table = [(Tag::Mark, 0); 64];
    let mut i = 0;
    while i < CLASSES.len() {
        table[CLASSES[i].0.0.trailing_zeros() as usize] = (CLASSES[i].1, CLASSES[i].2);
        i += 1;
    }
    table
};

/// Gives the closed classes of `word`; whether it has any.
fn closed_class(word: &Word, before: Option<&Word>, mut give: impl FnMut(Tag, i32)) -> bool {
    // Most words are of no closed class.
    if !word.is(Cats::GRAMMATICAL.with(Cats::NUMBER).with(Cats::TIME)) {
        return false;
    }
    let mut rest = word.entry.cats.0 & CLOSED.0;
    let mut any = rest != 0;
    while rest != 0 {
        let (tag, cost) = CLASS_OF[rest.trailing_zeros() as usize];
        rest &= rest - 1;
        // The ending of “X's” is the verb far less often than the possessive.
        let rare = tag == Tag::Be && word.is(Cats::GENITIVE);
        give(tag, if rare { AGAINST } else { cost });
    }
    if word.is(Cats::THAT) {
        // A relative needs a noun before it, perhaps with a comma between.
        let opens = before.is_none_or(|w| w.mark != Mark::None && w.mark != Mark::Comma);
        if !opens {
            give(Tag::Sub, 0);
            give(Tag::Wh, 20);
        }
        give(Tag::Pron, if opens { 0 } else { 60 });
        any = true;
    }
    if word.is(Cats::DO) {
        give(Tag::Modal, 0);
        for (cat, tag) in [(Cats::BASE, Tag::Base), (Cats::S, Tag::S), (Cats::PAST, Tag::Past)] {
            if word.is(cat) {
                give(tag, 10);
            }
        }
        any = true;
    }
    // “today's talks”
    if word.is(Cats::TIME) && word.is(Cats::ADVERB) {
        give(Tag::Noun, 40);
    }
    if word.is(Cats::NEG) {
        give(Tag::Adverb, 0);
        any = true;
    }
    any
}
