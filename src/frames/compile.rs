//! Trees of `.cue` files to [`Frames`]: words become hashes of their inflected
//! forms, names of classes become indices.

use super::inflect::Irregular;
use super::syntax::{self, ElementTree, SlotTree, Word, Words};
use super::{
    Asked, Asks, Class, CueClass, CueWord, Element, Evoke, Evokes, Frame, Frames, Guard, Pattern,
    Place, Shapes, Slot, Tail, asked_bit,
};
use crate::flat::Prehashed;
use crate::token::{hash, tokenize};
use crate::{Error, ErrorKind, Span};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

/// Gives the text of a list of the English data by its name: in each line a
/// word or phrase, and columns that the caller may ignore.
pub(crate) type Lists = fn(&str) -> Option<&'static str>;

impl Frames {
    /// Compiles `.cue` files, given as name and text. Frames keep the order of
    /// the files. `lexicon` gives the number of a word there, 0 of one that it lacks.
    pub(crate) fn compile(
        files: &[(&str, &str)],
        words: &Irregular<'_>,
        lists: Lists,
        lexicon: impl Fn(u64) -> u32,
    ) -> Result<Self, Error> {
        let mut compiler = Compiler {
            frames: Self::default(),
            words,
            verbs: HashMap::default(),
            nouns: HashMap::default(),
            lists,
            compiled: HashMap::new(),
            by_form: HashMap::default(),
            asked: Vec::new(),
            written: HashSet::new(),
        };
        for (name, text) in files {
            compiler.file(&syntax::parse(name, text)?)?;
        }
        let Compiler { mut frames, by_form, asked, .. } = compiler;
        frames.evokes = Evokes::build(&frames.frames, &by_form, &lexicon);
        frames.asked = Asked::build(asked.iter().map(|&class| &*frames.classes[class]), lexicon);
        Ok(frames)
    }
}

struct Compiler<'a> {
    frames: Frames,
    words: &'a Irregular<'a>,
    /// Hashes of the forms of verbs and of nouns, by the hash of the lemma: the
    /// files name many a word often.
    verbs: HashMap<u64, Rc<[u64]>, Prehashed>,
    nouns: HashMap<u64, Rc<[u64]>, Prehashed>,
    lists: Lists,
    /// Lists that classes have named, as classes: many files name the same.
    compiled: HashMap<String, Arc<Class>>,
    /// What word forms evoke, in the order of the files.
    by_form: HashMap<u64, Vec<(Evoke, Asks)>, Prehashed>,
    /// The classes that frames ask for, in the order in which they do.
    asked: Vec<usize>,
    /// Hashes of the cue words of the frame, as written.
    written: HashSet<(CueClass, u64)>,
}

/// Where an error is.
#[derive(Clone, Copy)]
struct At<'t> {
    file: &'t str,
    line: usize,
}

impl At<'_> {
    fn error(self, message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Frames, self.file, self.line, message)
    }
}

/// The classes of a file and of the lists it named, by name.
type Scope<'t> = HashMap<&'t str, usize>;

impl Compiler<'_> {
    fn file(&mut self, file: &syntax::File<'_>) -> Result<(), Error> {
        let kind = self.kind(file);
        let mut scope = Scope::new();
        for class in &file.classes {
            let compiled = self.class(file.name, class)?;
            scope.insert(class.name, self.frames.classes.len());
            self.frames.classes.push(compiled);
        }
        for frame in &file.frames {
            self.frame(file, kind, frame, &scope)?;
        }
        Ok(())
    }

    /// The kind of the file. A second file may add frames to a kind.
    fn kind(&mut self, file: &syntax::File<'_>) -> usize {
        let name = file.kind.name;
        let kinds = &mut self.frames.kinds;
        kinds.iter().position(|kind| kind == name).unwrap_or_else(|| {
            kinds.push(name.to_owned());
            kinds.len() - 1
        })
    }

    /// The first columns of a list.
    fn list(
        &self,
        at: At<'_>,
        name: &str,
    ) -> Result<impl Iterator<Item = &'static str> + use<>, Error> {
        let Some(text) = (self.lists)(name) else {
            return Err(at.error(format!("there is no list `{name}` in the English data")));
        };
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let first = |line: &'static str| line.split('\t').next().unwrap_or("").trim();
        Ok(lines.map(first).filter(|word| !word.is_empty()))
    }

    fn class(&mut self, file: &str, tree: &syntax::ClassBlock<'_>) -> Result<Arc<Class>, Error> {
        if let [(line, word)] = tree.words[..]
            && let Some(list) = word.strip_prefix('@')
        {
            return self.listed(At { file, line }, list);
        }
        let mut class = Class::default();
        for &(line, word) in &tree.words {
            let at = At { file, line };
            if let Some(list) = word.strip_prefix('@') {
                let listed = self.listed(at, list)?;
                class.forms.extend(&listed.forms);
                class.phrases.extend(listed.phrases.iter().cloned());
            } else {
                if word.contains('|') {
                    return Err(
                        at.error(format!("`{word}`: the words of a class stand apart by spaces"))
                    );
                }
                self.class_entry(&mut class, &word.replace('_', " "));
            }
        }
        Ok(class.seal())
    }

    /// The words of a list as a class.
    fn listed(&mut self, at: At<'_>, list: &str) -> Result<Arc<Class>, Error> {
        if let Some(class) = self.compiled.get(list) {
            return Ok(class.clone());
        }
        let mut class = Class::default();
        for entry in self.list(at, list)? {
            self.class_entry(&mut class, entry);
        }
        let class = class.seal();
        self.compiled.insert(list.to_owned(), class.clone());
        Ok(class)
    }

    /// Hashes of the forms of the verb `lemma`, the lemma first.
    fn verb(&mut self, lemma: &str) -> Rc<[u64]> {
        let words = self.words;
        let made = || words.verb(lemma).iter().map(|form| hash(form)).collect();
        self.verbs.entry(hash(lemma)).or_insert_with(made).clone()
    }

    /// Hashes of the forms of the noun `lemma`, the lemma first.
    fn noun(&mut self, lemma: &str) -> Rc<[u64]> {
        let words = self.words;
        let made = || words.noun(lemma).iter().map(|form| hash(form)).collect();
        self.nouns.entry(hash(lemma)).or_insert_with(made).clone()
    }

    /// A word of a class with its inflected forms. A phrase inflects like a
    /// verb in its first word and like a noun in its last.
    fn class_entry(&mut self, class: &mut Class, entry: &str) {
        let words = split(entry);
        match words.as_slice() {
            [] => {}
            [word] => {
                class.forms.extend(&*self.verb(word));
                class.forms.extend(&*self.noun(word));
            }
            [first, middle @ .., last] => {
                let middle: Vec<u64> = middle.iter().map(|word| hash(word)).collect();
                let phrase = |first: u64, last: u64| [&[first], &middle[..], &[last]].concat();
                let (verbs, nouns) = (self.verb(first), self.noun(last));
                let (verb, noun) = (verbs[0], nouns[0]);
                class.phrases.extend(verbs.iter().map(|&form| phrase(form, noun).into()));
                class.phrases.extend(nouns[1..].iter().map(|&form| phrase(verb, form).into()));
            }
        }
    }

    fn frame(
        &mut self,
        file: &syntax::File<'_>,
        kind: usize,
        tree: &syntax::FrameBlock<'_>,
        scope: &Scope<'_>,
    ) -> Result<(), Error> {
        let id = format!("{}/{}", file.kind.name, tree.name);
        let at = At { file: file.name, line: tree.line };
        if let Some(first) = self.frames.frames.iter().find(|frame| frame.id == id) {
            return Err(at.error(format!(
                "frame `{id}` stands in {}:{} already: give this one another name",
                first.file, first.line
            )));
        }
        let index = self.frames.frames.len() as u32;
        let mut frame = Frame {
            id,
            kind,
            legal: tree.legal,
            hedged: tree.hedged,
            cameo: tree.cameo.or(file.kind.cameo).map(str::to_owned),
            plover: tree.plover.or(file.kind.plover).map(str::to_owned),
            reasons: file.kind.reasons.iter().map(|word| hash(word)).collect(),
            needs: tree.needs.clone(),
            cues: Vec::new(),
            patterns: Vec::new(),
            guards: Vec::new(),
            examples: tree.examples.clone(),
            line: tree.line,
            file: file.name.to_owned(),
        };
        for pattern in &tree.patterns {
            let at = At { line: pattern.line, ..at };
            let before = match &pattern.before {
                Some(tree) => Some(slot(at, tree, Shapes::NP, scope)?),
                None => None,
            };
            let after = pattern
                .after
                .iter()
                .map(|tree| element(at, tree, scope))
                .collect::<Result<Vec<_>, _>>()?;
            frame.patterns.push(Pattern {
                class: pattern.class,
                text: pattern.text.to_owned(),
                before,
                after,
            });
        }
        self.written.clear();
        let asks = Asks { negation: frame.needs.negation, ..self.asks(&frame.patterns) };
        for words in &tree.words {
            self.cue(At { line: words.line, ..at }, (index, asks), &mut frame.cues, words)?;
        }
        for tree in &tree.guards {
            let at = At { line: tree.line, ..at };
            let mut guard = Guard { place: tree.place, forms: Vec::new(), classes: Vec::new() };
            let inflects = matches!(tree.place, Place::Object | Place::Subject | Place::Doer);
            for word in &tree.words {
                if let Some(name) = word.strip_prefix('@') {
                    guard.classes.push(resolve(at, name, scope)?);
                } else if inflects {
                    guard.forms.extend(&*self.verb(word));
                    guard.forms.extend(&*self.noun(word));
                } else {
                    guard.forms.push(hash(word));
                }
            }
            guard.forms.sort_unstable();
            guard.forms.dedup();
            frame.guards.push(guard);
        }
        self.frames.frames.push(frame);
        Ok(())
    }

    /// The classes of which a sentence must hold a word for one of the `patterns`
    /// to fit.
    fn asks(&mut self, patterns: &[Pattern]) -> Asks {
        let mut asks = Asks::default();
        for pattern in patterns {
            let Some(slot) = pattern.asking() else { return Asks::default() };
            asks.classes |= slot.classes.iter().fold(0, |set, &class| set | self.bit(class));
            asks.classes |= slot.also.map_or(0, |(verbs, _)| self.bit(verbs));
            asks.neglected |= slot.without.map_or(0, |class| self.bit(class));
        }
        asks
    }

    /// The bit of a class that a frame asks for; when there are many, classes share
    /// one.
    fn bit(&mut self, class: usize) -> u64 {
        let asked = &mut self.asked;
        let number = asked.iter().position(|&other| other == class).unwrap_or_else(|| {
            asked.push(class);
            asked.len() - 1
        });
        asked_bit(number)
    }

    /// Adds the cue words of one phrase, or of a whole list.
    fn cue(
        &mut self,
        at: At<'_>,
        frame: (u32, Asks),
        cues: &mut Vec<CueWord>,
        tree: &Words<'_>,
    ) -> Result<(), Error> {
        if let Some(Word::List(name)) = tree.words.first() {
            for entry in self.list(at, name)? {
                let words = split(entry);
                let [first, tail @ ..] = words.as_slice() else { continue };
                let tail = tail.iter().map(|word| one(word)).collect();
                self.evoke(at, frame, cues, tree.class, first, entry, tail)?;
            }
            return Ok(());
        }
        let mut tail = Vec::new();
        let mut firsts: &[&str] = &[];
        for (place, word) in tree.words.iter().enumerate() {
            let (words, optional) = match word {
                Word::Possessive => {
                    tail.push(Tail::Possessive);
                    continue;
                }
                Word::Any(words) => (words, false),
                Word::Optional(words) => (words, true),
                Word::List(_) => continue,
            };
            if let [word] = words[..] {
                // An apostrophe is a token of its own.
                let parts = split(word);
                if parts.len() > 1 {
                    if optional {
                        return Err(at.error(format!(
                            "`{word}` in brackets must be a single word without `'`"
                        )));
                    }
                    let rest = if place == 0 { &parts[1..] } else { &parts[..] };
                    tail.extend(rest.iter().map(|part| one(part)));
                    if place == 0 {
                        firsts = words;
                    }
                    continue;
                }
            } else if let Some(word) = words.iter().find(|word| split(word).len() > 1) {
                return Err(at.error(format!(
                    "`{word}` beside `|`: write a word with `'` as a phrase of its own, with ` | ` between phrases"
                )));
            }
            if place == 0 {
                firsts = words;
                continue;
            }
            let forms = words.iter().map(|word| hash(word)).collect();
            tail.push(if optional { Tail::Optional(forms) } else { Tail::Words(forms) });
        }
        for first in firsts {
            let text = tree.text.replacen(&firsts.join("|"), first, 1);
            let first = split(first).into_iter().next().unwrap_or_default();
            self.evoke(at, frame, cues, tree.class, first, &text, tail.clone())?;
        }
        Ok(())
    }

    /// Adds one cue word under all forms of its first word.
    #[allow(clippy::too_many_arguments, reason = "the parts of one cue word")]
    fn evoke(
        &mut self,
        at: At<'_>,
        (frame, asks): (u32, Asks),
        cues: &mut Vec<CueWord>,
        class: CueClass,
        first: &str,
        text: &str,
        tail: Vec<Tail>,
    ) -> Result<(), Error> {
        if !self.written.insert((class, hash(text))) {
            return Err(at.error(format!("`{text}` stands twice in the frame")));
        }
        let evoke = (Evoke { frame, cue: cues.len() as u32 }, asks);
        let forms = match class {
            CueClass::Verb => self.verb(first),
            CueClass::Noun => self.noun(first),
            CueClass::Predicate | CueClass::Modifier => [hash(first)].into(),
        };
        for &form in &*forms {
            let evoked = self.by_form.entry(form).or_default();
            if evoked.last() != Some(&evoke) {
                evoked.push(evoke);
            }
        }
        cues.push(CueWord { class, text: text.to_owned(), tail });
        Ok(())
    }
}

/// The words of a phrase, as those of a sentence are made: a hyphen joins
/// (“ill-founded”), an apostrophe is a token of its own.
fn split(text: &str) -> Vec<&str> {
    // Nearly all are plain words, and there are many of them.
    if text.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ') {
        return text.split_ascii_whitespace().collect();
    }
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let mut spans: Vec<Span> = Vec::new();
    let mut joins = false;
    for token in &tokens {
        let hyphen = &text[token.span()] == "-";
        match spans.last_mut().filter(|last| (joins || hyphen) && last.end == token.span().start) {
            Some(last) => last.end = token.span().end,
            None => spans.push(token.span()),
        }
        joins = hyphen;
    }
    spans.into_iter().map(|span| &text[span]).collect()
}

fn resolve(at: At<'_>, name: &str, scope: &Scope<'_>) -> Result<usize, Error> {
    scope.get(name).copied().ok_or_else(|| {
        let mut known: Vec<_> = scope.keys().map(|name| format!("`{name}`")).collect();
        known.sort_unstable();
        let known = if known.is_empty() { "it has none".into() } else { known.join(", ") };
        at.error(format!("no class `{name}` in this file; its classes: {known}"))
    })
}

fn slot(
    at: At<'_>,
    tree: &SlotTree<'_>,
    default: Shapes,
    scope: &Scope<'_>,
) -> Result<Slot, Error> {
    let classes =
        tree.classes.iter().map(|name| resolve(at, name, scope)).collect::<Result<_, _>>()?;
    let pair = |pair: Option<(&str, &str)>| {
        pair.map(|(a, b)| Ok((resolve(at, a, scope)?, resolve(at, b, scope)?))).transpose()
    };
    Ok(Slot {
        role: tree.role,
        shapes: tree.shapes.unwrap_or(default),
        classes,
        not: tree.not,
        by: tree.by.map(|name| resolve(at, name, scope)).transpose()?,
        without: tree.without.map(|name| resolve(at, name, scope)).transpose()?,
        only: pair(tree.only)?,
        also: pair(tree.also)?,
        silent: tree.silent,
    })
}

fn element(at: At<'_>, tree: &ElementTree<'_>, scope: &Scope<'_>) -> Result<Element, Error> {
    if let Some(word) = tree.words.iter().find(|word| split(word).len() > 1) {
        return Err(at.error(format!("`{word}` is more than one word: write them apart")));
    }
    let default = match (tree.inner, tree.words.is_empty()) {
        (true, _) => Shapes::NP.with(Shapes::GERUND).with(Shapes::CLAUSE),
        (false, false) => Shapes::NP.with(Shapes::GERUND),
        (false, true) => Shapes::NP,
    };
    Ok(Element {
        words: tree.words.iter().map(|word| hash(word)).collect(),
        slot: match &tree.slot {
            Some(tree) => Some(slot(at, tree, default, scope)?),
            None => None,
        },
        optional: tree.optional,
        inner: tree.inner,
    })
}

/// A place of a phrase where this word stands.
fn one(word: &str) -> Tail {
    Tail::Words(std::iter::once(hash(word)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENDS: &str = "  active  <source> * [of <content>]\n  yes  It [* x].\n  no   It y.\n";

    fn compile(text: &str) -> Result<Frames, Error> {
        let words =
            Irregular::parse("irregular.tsv", "laid\tlay\tpast\nlaid\tlay\tpart\n").unwrap();
        Frames::compile(
            &[("t.cue", text)],
            &words,
            |name| (name == "reporting").then_some("# verbs\nsay\t1\n\npoint out\t2\n"),
            |_| 0,
        )
    }

    fn cues(frames: &Frames, form: &str) -> Vec<String> {
        let evoked = frames.evokes.of(frames.evokes.number((hash(form), 0))).evokes;
        evoked
            .iter()
            .map(|e| frames.frames[e.frame as usize].cues[e.cue as usize].text.clone())
            .collect()
    }

    #[test]
    fn finds_cues_by_every_form() {
        let frames = compile(&format!(
            "kind k\n  about  A.\nframe f\n  verb  accuse | lay|pin the|a blame on | wash one's hands\n  verb  @reporting\n{ENDS}"
        ))
        .unwrap();
        assert_eq!(frames.frames[0].id, "k/f");
        assert_eq!(cues(&frames, "accusing"), ["accuse"]);
        assert_eq!(cues(&frames, "laid"), ["lay the|a blame on"]);
        assert_eq!(cues(&frames, "pins"), ["pin the|a blame on"]);
        assert_eq!(cues(&frames, "points"), ["point out"]);
        let cue = &frames.frames[0].cues[1];
        assert_eq!(cue.tail[0], Tail::Words(["the", "a"].map(hash).into_iter().collect()));
        assert_eq!(frames.frames[0].cues[3].tail[0], Tail::Possessive);
    }

    #[test]
    fn splits_words_as_the_text_is_split() {
        let frames = compile(
            "kind k\n  about  A.\nframe f\n  predicate  ill-founded | a lie\n  predicative  <target> *\n  yes  It is [* a lie].\n  no   It y.\n",
        )
        .unwrap();
        assert_eq!(cues(&frames, "ill-founded"), ["ill-founded"]);
        assert!(frames.frames[0].cues[0].tail.is_empty());
        assert_eq!(split("shoot down half-baked plans"), ["shoot", "down", "half-baked", "plans"]);
        assert_eq!(split("the crown's"), ["the", "crown", "'", "s"]);
    }

    #[test]
    fn gives_slots_their_default_shapes_and_classes() {
        let frames = compile(&format!(
            "kind k\n  about  A.\nclass lie  lie big_lie @reporting\nframe f\n  verb  accuse\n  \
             active  <source> * <target of lie> [inner that <content>]\n{ENDS}"
        ))
        .unwrap();
        let pattern = &frames.frames[0].patterns[0];
        assert_eq!(pattern.before.as_ref().unwrap().shapes, Shapes::NP);
        let target = pattern.after[0].slot.as_ref().unwrap();
        assert_eq!((target.shapes, &target.classes[..]), (Shapes::NP, &[0][..]));
        assert!(pattern.after[1].inner && pattern.after[1].optional);
        assert!(pattern.after[1].slot.as_ref().unwrap().shapes.has(Shapes::CLAUSE));
        let class = &frames.classes[0];
        for form in ["lie", "lies", "lying", "said"].map(|form| form.replace("said", "says")) {
            assert!(class.forms.contains(&hash(&form)), "{form}");
        }
        assert!(class.phrases.contains(&[hash("big"), hash("lies")].into()));
        assert!(class.phrases.contains(&[hash("points"), hash("out")].into()));
    }

    #[test]
    fn a_frame_has_codes_marks_and_needs_of_its_own() {
        let frames = compile(&format!(
            "kind k\n  about  A.\n  cameo  112\n  plover ACCUSE\nclass do  commit\nclass bad  theft\n\
             frame f legal hedged\n  cameo  115\n  verb  sue\n  needs  target negation self\n{ENDS}\
             frame g\n  verb  say\n  needs  affirmation\n  active  <source party> * <content wrong of bad by do without do>\n  \
             yes  It [* says].\n  no  It y.\n"
        ))
        .unwrap();
        let (f, g) = (&frames.frames[0], &frames.frames[1]);
        assert!(f.legal && f.hedged && !g.legal && !g.hedged);
        assert_eq!((f.cameo.as_deref(), f.plover.as_deref()), (Some("115"), Some("ACCUSE")));
        assert_eq!(g.cameo.as_deref(), Some("112"));
        assert_eq!(f.needs.roles, [crate::frames::Role::Target]);
        assert!(f.needs.negation && f.needs.own && !f.needs.affirmation && g.needs.affirmation);
        let source = g.patterns[0].before.as_ref().unwrap();
        assert!(source.shapes.has(Shapes::PARTY) && source.shapes.has(Shapes::NP));
        let content = g.patterns[0].after[0].slot.as_ref().unwrap();
        assert_eq!((content.by, content.without), (Some(0), Some(0)));
    }

    #[test]
    fn names_unknown_classes_and_lists() {
        for (line, message) in [
            ("frame f\n  verb x\n  active <source> * <target of lie>\n", "t.cue:5: no class `lie`"),
            ("class c  @tales\nframe f\n  verb x\n", "t.cue:3: there is no list `tales`"),
            ("frame f\n  verb x | x\n", "t.cue:4: `x` stands twice in the frame"),
            ("frame f\n  verb o'er|x\n", "t.cue:4: `o'er` beside `|`"),
            ("frame f\n  verb x\n  unless next @lie\n", "t.cue:5: no class `lie`"),
        ] {
            let error = compile(&format!("kind k\n  about  A.\n{line}{ENDS}")).unwrap_err();
            assert!(error.to_string().starts_with(message), "{error}\nexpected {message}");
        }
    }

    /// Every built-in file, with the built-in English data.
    #[test]
    fn compiles_the_built_in_files() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/gazetteers");
        let read = |path: &str| std::fs::read_to_string(format!("{root}/{path}")).unwrap();
        let irregular = read("english/irregular.tsv");
        let words = Irregular::parse("irregular.tsv", &irregular).unwrap();
        let mut names: Vec<String> = std::fs::read_dir(format!("{root}/cues"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.ends_with(".cue"))
            .collect();
        names.sort_unstable();
        let texts: Vec<String> = names.iter().map(|name| read(&format!("cues/{name}"))).collect();
        let files: Vec<_> =
            names.iter().zip(&texts).map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let frames = Frames::compile(&files, &words, crate::data::list, |_| 0).unwrap();
        assert!(frames.frames.len() > 60);
        super::super::support::SupportTable::parse(
            "support.list",
            &read("english/support.list"),
            &words,
        )
        .unwrap();
    }
}
