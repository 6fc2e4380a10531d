//! A `.cue` file as a tree with line numbers. Nothing is looked up here: what
//! the words mean is the business of the compiler.

use super::{CueClass, Example, Needs, Place, Role, Shapes, Want};
use crate::{Error, ErrorKind, Modality, Span};

/// A whole file.
#[derive(Debug)]
pub(super) struct File<'t> {
    pub name: &'t str,
    pub kind: KindBlock<'t>,
    pub classes: Vec<ClassBlock<'t>>,
    pub frames: Vec<FrameBlock<'t>>,
}

#[derive(Debug)]
pub(super) struct KindBlock<'t> {
    pub line: usize,
    pub name: &'t str,
    pub about: &'t str,
    pub cameo: Option<&'t str>,
    pub plover: Option<&'t str>,
    pub reasons: Vec<&'t str>,
}

#[derive(Debug)]
pub(super) struct ClassBlock<'t> {
    pub line: usize,
    pub name: &'t str,
    /// Line and word; a word may be `@list` or a phrase joined by `_`.
    pub words: Vec<(usize, &'t str)>,
}

#[derive(Debug)]
pub(super) struct FrameBlock<'t> {
    pub line: usize,
    pub name: &'t str,
    pub legal: bool,
    pub hedged: bool,
    pub cameo: Option<&'t str>,
    pub plover: Option<&'t str>,
    pub needs: Needs,
    pub words: Vec<Words<'t>>,
    pub patterns: Vec<PatternLine<'t>>,
    pub guards: Vec<GuardLine<'t>>,
    pub examples: Vec<Example>,
}

/// One cue word or phrase.
#[derive(Debug)]
pub(super) struct Words<'t> {
    pub line: usize,
    pub class: CueClass,
    pub text: &'t str,
    pub words: Vec<Word<'t>>,
}

/// One place of a cue phrase.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Word<'t> {
    Any(Vec<&'t str>),
    Optional(Vec<&'t str>),
    Possessive,
    List(&'t str),
}

#[derive(Debug)]
pub(super) struct PatternLine<'t> {
    pub line: usize,
    pub class: CueClass,
    pub text: &'t str,
    pub before: Option<SlotTree<'t>>,
    pub after: Vec<ElementTree<'t>>,
}

#[derive(Debug)]
pub(super) struct ElementTree<'t> {
    pub words: Vec<&'t str>,
    pub slot: Option<SlotTree<'t>>,
    pub optional: bool,
    pub inner: bool,
}

#[derive(Debug)]
pub(super) struct SlotTree<'t> {
    pub role: Role,
    pub shapes: Option<Shapes>,
    pub classes: Vec<&'t str>,
    pub not: bool,
    pub by: Option<&'t str>,
    pub without: Option<&'t str>,
    pub only: Option<(&'t str, &'t str)>,
    pub also: Option<(&'t str, &'t str)>,
    pub silent: bool,
}

#[derive(Debug)]
pub(super) struct GuardLine<'t> {
    pub line: usize,
    pub place: Place,
    pub words: Vec<&'t str>,
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

/// Which block the indented lines belong to.
enum Block {
    None,
    Kind,
    Class,
    Frame,
}

/// Reads `text`; the first fault is the error.
pub(super) fn parse<'t>(file: &'t str, text: &'t str) -> Result<File<'t>, Error> {
    let mut kind: Option<KindBlock<'t>> = None;
    let mut classes: Vec<ClassBlock<'t>> = Vec::new();
    let mut frames: Vec<FrameBlock<'t>> = Vec::new();
    let mut block = Block::None;
    for (line, raw) in (1..).zip(text.lines()) {
        let at = At { file, line };
        let content = raw.trim();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let (word, rest) = split_word(content);
        if !raw.starts_with([' ', '\t']) {
            block = match word {
                "kind" => {
                    let name = name(at, "kind", rest)?;
                    if let Some(first) = &kind {
                        return Err(at.error(format!(
                            "a file has one kind, and line {} names it: move `{name}` to a file of its own",
                            first.line
                        )));
                    }
                    let reasons = Vec::new();
                    kind = Some(KindBlock {
                        line,
                        name,
                        about: "",
                        cameo: None,
                        plover: None,
                        reasons,
                    });
                    Block::Kind
                }
                _ if kind.is_none() => {
                    return Err(at.error("the first line of a file must be `kind NAME`"));
                }
                "class" => {
                    let (head, words) = split_word(rest);
                    let name = name(at, "class", head)?;
                    if let Some(first) = classes.iter().find(|c| c.name == name) {
                        return Err(at.error(format!(
                            "class `{name}` stands in line {} already: add the words there",
                            first.line
                        )));
                    }
                    let words = words.split_whitespace().map(|word| (line, word)).collect();
                    classes.push(ClassBlock { line, name, words });
                    Block::Class
                }
                "frame" => {
                    let (head, marks) = split_word(rest);
                    let name = name(at, "frame", head)?;
                    let (mut legal, mut hedged) = (false, false);
                    for mark in marks.split_whitespace() {
                        match mark {
                            "legal" => legal = true,
                            "hedged" => hedged = true,
                            other => {
                                return Err(at.error(format!(
                                    "unknown mark `{other}` after the frame's name; marks are `legal` and `hedged`"
                                )));
                            }
                        }
                    }
                    if let Some(first) = frames.iter().find(|f| f.name == name) {
                        return Err(at.error(format!(
                            "frame `{name}` stands in line {} already: give this one another name",
                            first.line
                        )));
                    }
                    frames.push(FrameBlock {
                        line,
                        name,
                        legal,
                        hedged,
                        cameo: None,
                        plover: None,
                        needs: Needs::default(),
                        words: Vec::new(),
                        patterns: Vec::new(),
                        guards: Vec::new(),
                        examples: Vec::new(),
                    });
                    Block::Frame
                }
                other => {
                    return Err(at.error(format!(
                        "`{other}` opens no block; at the margin stand `kind`, `class` and `frame`, \
                         and the lines of a block are indented"
                    )));
                }
            };
            continue;
        }
        match block {
            Block::None => return Err(at.error("the first line of a file must be `kind NAME`")),
            Block::Kind => {
                if let Some(kind) = &mut kind {
                    kind_line(at, kind, word, rest)?;
                }
            }
            Block::Class => {
                if let Some(class) = classes.last_mut() {
                    class.words.extend(content.split_whitespace().map(|word| (line, word)));
                }
            }
            Block::Frame => {
                if let Some(frame) = frames.last_mut() {
                    frame_line(at, frame, word, rest)?;
                }
            }
        }
    }
    let Some(kind) = kind else {
        return Err(At { file, line: 0 }.error("the file is empty; it must begin with `kind NAME`"));
    };
    let at = At { file, line: kind.line };
    if kind.about.is_empty() {
        return Err(at.error(format!("kind `{}` has no `about` line", kind.name)));
    }
    for class in &classes {
        if class.words.is_empty() {
            let at = At { file, line: class.line };
            return Err(at.error(format!("class `{}` holds no word", class.name)));
        }
    }
    for frame in &frames {
        check_frame(At { file, line: frame.line }, frame)?;
    }
    Ok(File { name: file, kind, classes, frames })
}

fn split_word(text: &str) -> (&str, &str) {
    match text.split_once(char::is_whitespace) {
        Some((word, rest)) => (word, rest.trim_start()),
        None => (text, ""),
    }
}

fn name<'t>(at: At<'_>, block: &str, text: &'t str) -> Result<&'t str, Error> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
    if text.is_empty() {
        return Err(at.error(format!("`{block}` wants a name")));
    }
    if !text.chars().all(fits) {
        return Err(at.error(format!(
            "`{text}` is no name; names are lower-case letters, digits, `_` and `-`"
        )));
    }
    Ok(text)
}

fn kind_line<'t>(
    at: At<'_>,
    kind: &mut KindBlock<'t>,
    word: &str,
    rest: &'t str,
) -> Result<(), Error> {
    if rest.is_empty() {
        return Err(at.error(format!("`{word}` wants a value")));
    }
    match word {
        "about" => kind.about = rest,
        "cameo" => kind.cameo = Some(rest),
        "plover" => kind.plover = Some(rest),
        "reason" => kind.reasons.extend(rest.split(['|', ' ']).filter(|word| !word.is_empty())),
        other => {
            return Err(at.error(format!(
                "`{other}` is no line of a kind; its lines are `about`, `cameo`, `plover` and `reason`"
            )));
        }
    }
    Ok(())
}

fn frame_line<'t>(
    at: At<'_>,
    frame: &mut FrameBlock<'t>,
    word: &str,
    rest: &'t str,
) -> Result<(), Error> {
    match word {
        "verb" => words(at, CueClass::Verb, rest, &mut frame.words),
        "noun" => words(at, CueClass::Noun, rest, &mut frame.words),
        "predicate" => words(at, CueClass::Predicate, rest, &mut frame.words),
        "modifier" => words(at, CueClass::Modifier, rest, &mut frame.words),
        "active" => pattern(at, CueClass::Verb, rest).map(|p| frame.patterns.push(p)),
        "nominal" => pattern(at, CueClass::Noun, rest).map(|p| frame.patterns.push(p)),
        "predicative" => pattern(at, CueClass::Predicate, rest).map(|p| frame.patterns.push(p)),
        "modifying" => pattern(at, CueClass::Modifier, rest).map(|p| frame.patterns.push(p)),
        "unless" => guard(at, rest).map(|g| frame.guards.push(g)),
        "needs" => needs(at, rest, &mut frame.needs),
        "cameo" | "plover" if rest.is_empty() => Err(at.error(format!("`{word}` wants a code"))),
        "cameo" => {
            frame.cameo = Some(rest);
            Ok(())
        }
        "plover" => {
            frame.plover = Some(rest);
            Ok(())
        }
        "yes" => example(at, Want::Yes, rest).map(|e| frame.examples.push(e)),
        "no" => example(at, Want::No, rest).map(|e| frame.examples.push(e)),
        "gap" => example(at, Want::Gap, rest).map(|e| frame.examples.push(e)),
        other => Err(at.error(format!(
            "`{other}` is no line of a frame; its lines are `verb`, `noun`, `predicate`, \
             `modifier`, `active`, `nominal`, `predicative`, `modifying`, `unless`, `needs`, `cameo`, `plover`, \
             `yes`, `no` and `gap`"
        ))),
    }
}

/// What each part of a frame needs from the others.
fn check_frame(at: At<'_>, frame: &FrameBlock<'_>) -> Result<(), Error> {
    if frame.words.is_empty() {
        return Err(at.error(format!(
            "frame `{}` has no words; give it a `verb`, `noun`, `predicate` or `modifier` line",
            frame.name
        )));
    }
    for (class, words, line) in [
        (CueClass::Verb, "verb", "active"),
        (CueClass::Noun, "noun", "nominal"),
        (CueClass::Predicate, "predicate", "predicative"),
        (CueClass::Modifier, "modifier", "modifying"),
    ] {
        let has_words = frame.words.iter().any(|w| w.class == class);
        let pattern = frame.patterns.iter().find(|p| p.class == class);
        match pattern {
            None if has_words => {
                return Err(at.error(format!(
                    "frame `{}` has `{words}` words but no `{line}` pattern for them",
                    frame.name
                )));
            }
            Some(pattern) if !has_words => {
                return Err(At { line: pattern.line, ..at }
                    .error(format!("an `{line}` pattern in a frame without `{words}` words")));
            }
            _ => {}
        }
    }
    for (want, name) in [(Want::Yes, "yes"), (Want::No, "no")] {
        let shows = |e: &Example| match want {
            Want::No => e.cue.is_none(),
            _ => e.cue.is_some(),
        };
        if !frame.examples.iter().any(shows) {
            return Err(at.error(format!(
                "frame `{}` has no `{name}` example; every frame needs a `yes` and a `no` (or a `gap` for it)",
                frame.name
            )));
        }
    }
    Ok(())
}

/// Alternatives of one place: `the|a`.
fn alternatives<'t>(at: At<'_>, text: &'t str) -> Result<Vec<&'t str>, Error> {
    let words: Vec<_> = text.split('|').collect();
    if words.iter().any(|word| word.is_empty()) {
        return Err(at.error(format!("`{text}` has an empty alternative beside `|`")));
    }
    for word in &words {
        if let Some(c) = word.chars().find(|c| !c.is_alphanumeric() && !matches!(c, '-' | '\'')) {
            return Err(
                at.error(format!("`{c}` in `{word}`: a word holds letters, digits, `-` and `'`"))
            );
        }
    }
    Ok(words)
}

/// A line of cue words: phrases with ` | ` between them.
fn words<'t>(
    at: At<'_>,
    class: CueClass,
    text: &'t str,
    out: &mut Vec<Words<'t>>,
) -> Result<(), Error> {
    if text.is_empty() {
        return Err(at.error("wants a word"));
    }
    for phrase in text.split(" | ") {
        let phrase = phrase.trim();
        let mut words = Vec::new();
        for word in phrase.split_whitespace() {
            words.push(if let Some(list) = word.strip_prefix('@') {
                Word::List(list)
            } else if word == "one's" {
                Word::Possessive
            } else if let Some(inner) = word.strip_prefix('[') {
                let Some(inner) = inner.strip_suffix(']') else {
                    return Err(at.error(format!(
                        "`{word}` is not closed; only one word may stand in brackets: `[word]`"
                    )));
                };
                Word::Optional(alternatives(at, inner)?)
            } else {
                Word::Any(alternatives(at, word)?)
            });
        }
        match words.first() {
            None => return Err(at.error("an empty alternative beside ` | `")),
            Some(Word::Any(_)) => {}
            Some(Word::List(_)) if words.len() == 1 => {}
            Some(Word::List(_)) => {
                return Err(at.error("a list stands alone: `verb @reporting`"));
            }
            Some(_) => {
                return Err(
                    at.error(format!("`{phrase}` must begin with a word that is always there"))
                );
            }
        }
        if words[1..].iter().any(|word| matches!(word, Word::List(_))) {
            return Err(at.error("a list stands alone: `verb @reporting`"));
        }
        out.push(Words { line: at.line, class, text: phrase, words });
    }
    Ok(())
}

/// A piece of a pattern line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'t> {
    Cue,
    Open,
    Close,
    Slot(&'t str),
    Word(&'t str),
}

fn pieces<'t>(at: At<'_>, text: &'t str) -> Result<Vec<Piece<'t>>, Error> {
    let mut out = Vec::new();
    let mut rest = text.trim_start();
    while let Some(c) = rest.chars().next() {
        let (piece, length) = match c {
            '*' => (Piece::Cue, 1),
            '[' => (Piece::Open, 1),
            ']' => (Piece::Close, 1),
            '<' => {
                let Some(end) = rest.find('>') else {
                    return Err(at.error(format!("`{rest}`: a slot must be closed by `>`")));
                };
                (Piece::Slot(rest[1..end].trim()), end + 1)
            }
            _ => {
                let end = rest
                    .find(|c: char| c.is_whitespace() || matches!(c, '*' | '[' | ']' | '<'))
                    .unwrap_or(rest.len());
                (Piece::Word(&rest[..end]), end)
            }
        };
        out.push(piece);
        rest = rest[length..].trim_start();
    }
    Ok(out)
}

fn pattern<'t>(at: At<'_>, class: CueClass, text: &'t str) -> Result<PatternLine<'t>, Error> {
    let pieces = pieces(at, text)?;
    let cues = pieces.iter().filter(|piece| **piece == Piece::Cue).count();
    if cues != 1 {
        return Err(
            at.error(format!("a pattern holds the cue `*` once; this one holds it {cues} times"))
        );
    }
    let cue = pieces.iter().position(|piece| *piece == Piece::Cue).unwrap_or(0);
    let before = match &pieces[..cue] {
        [] => None,
        [Piece::Slot(inner)] => Some(slot(at, inner)?),
        _ => {
            return Err(at.error("before `*` stands one slot or nothing, such as `<source> * …`"));
        }
    };
    let mut after = Vec::new();
    let mut rest = &pieces[cue + 1..];
    while let Some(piece) = rest.first() {
        let (element, used) = if *piece == Piece::Open {
            let Some(close) = rest.iter().position(|piece| *piece == Piece::Close) else {
                return Err(at.error("`[` without its `]`"));
            };
            let (mut element, used) = element(at, &rest[1..close])?;
            if used + 1 != close {
                return Err(at.error(
                    "brackets hold one part: a slot, a preposition with its slot, or a word; give each its own brackets",
                ));
            }
            element.optional = true;
            (element, close + 1)
        } else {
            element(at, rest)?
        };
        if element.inner && after.last().is_none_or(|last: &ElementTree<'_>| last.slot.is_none()) {
            return Err(at.error("`inner` wants a slot before it, inside which to look"));
        }
        after.push(element);
        rest = &rest[used..];
    }
    let line = PatternLine { line: at.line, class, text, before, after };
    check_roles(at, &line)?;
    Ok(line)
}

/// No two parts that must be there name the same role.
fn check_roles(at: At<'_>, pattern: &PatternLine<'_>) -> Result<(), Error> {
    let needed = pattern.after.iter().filter(|element| !element.optional);
    let slots = pattern.before.iter().chain(needed.filter_map(|element| element.slot.as_ref()));
    let mut seen = [false; 3];
    for slot in slots.filter(|slot| !slot.silent) {
        let role = slot.role as usize;
        if seen[role] {
            return Err(at.error(format!(
                "role `{}` stands twice in the pattern; write two patterns instead",
                ROLES[role].0
            )));
        }
        seen[role] = true;
    }
    Ok(())
}

/// One part behind the cue, and how many pieces it took.
fn element<'t>(at: At<'_>, pieces: &[Piece<'t>]) -> Result<(ElementTree<'t>, usize), Error> {
    let inner = pieces.first() == Some(&Piece::Word("inner"));
    let start = usize::from(inner);
    let (words, slot, used) = match &pieces[start..] {
        [Piece::Word(words), Piece::Slot(inner), ..] => {
            (alternatives(at, words)?, Some(slot(at, inner)?), 2)
        }
        [Piece::Word(words), ..] => (alternatives(at, words)?, None, 1),
        [Piece::Slot(inner), ..] => (Vec::new(), Some(slot(at, inner)?), 1),
        [Piece::Open, ..] => return Err(at.error("brackets do not nest")),
        [Piece::Close, ..] => return Err(at.error("`]` without its `[`")),
        [Piece::Cue, ..] | [] => return Err(at.error("a part of the pattern is empty")),
    };
    if inner && slot.is_none() {
        return Err(at.error("`inner` wants a slot: `inner that|of <content>`"));
    }
    Ok((ElementTree { words, slot, optional: false, inner }, start + used))
}

const ROLES: [(&str, Role); 3] =
    [("source", Role::Source), ("target", Role::Target), ("content", Role::Content)];

const SHAPES: [(&str, Shapes); 10] = [
    ("np", Shapes::NP),
    ("gerund", Shapes::GERUND),
    ("clause", Shapes::CLAUSE),
    ("inf", Shapes::INF),
    ("pred", Shapes::PRED),
    ("wrong", Shapes::WRONG),
    ("party", Shapes::PARTY),
    ("person", Shapes::PERSON),
    ("act", Shapes::ACT),
    ("compound", Shapes::COMPOUND),
];

fn known<T>(table: &[(&str, T)]) -> String {
    let names: Vec<_> = table.iter().map(|(name, _)| format!("`{name}`")).collect();
    names.join(", ")
}

/// `needs source negation …`
fn needs(at: At<'_>, text: &str, out: &mut Needs) -> Result<(), Error> {
    if text.is_empty() {
        return Err(at.error(format!(
            "`needs` wants {}, `negation`, `affirmation` or `self`",
            known(&ROLES)
        )));
    }
    for word in text.split_whitespace() {
        match (word, ROLES.iter().find(|(name, _)| *name == word)) {
            ("negation", _) => out.negation = true,
            ("affirmation", _) => out.affirmation = true,
            ("self", _) => out.own = true,
            (_, Some(&(_, role))) => out.roles.push(role),
            _ => {
                return Err(at.error(format!(
                    "`{word}`: a frame may need {}, `negation`, `affirmation` or `self`",
                    known(&ROLES)
                )));
            }
        }
    }
    Ok(())
}

/// The inside of `<…>`: ROLE or `-`, then
/// [SHAPES] [of|not CLASSES [by CLASS] [without CLASS] [only CLASS to CLASS] [also CLASS to CLASS]].
fn slot<'t>(at: At<'_>, text: &'t str) -> Result<SlotTree<'t>, Error> {
    let mut parts = text.split_whitespace();
    let name = parts.next().unwrap_or("");
    let silent = name == "-";
    let role = if silent { "content" } else { name };
    let Some(&(_, role)) = ROLES.iter().find(|(name, _)| *name == role) else {
        return Err(
            at.error(format!("`{name}` is no role; roles are {}, and `-` for none", known(&ROLES)))
        );
    };
    let mut tree = SlotTree {
        role,
        shapes: None,
        classes: Vec::new(),
        not: false,
        by: None,
        without: None,
        only: None,
        also: None,
        silent,
    };
    let mut next = parts.next();
    if let Some(shapes) = next.filter(|word| !matches!(*word, "of" | "not")) {
        let mut set = Shapes::default();
        for shape in shapes.split('|') {
            let Some(&(_, flag)) = SHAPES.iter().find(|(name, _)| *name == shape) else {
                return Err(at.error(format!(
                    "`{shape}` is no shape; shapes are {}, and a class stands after `of` or `not`",
                    known(&SHAPES)
                )));
            };
            set = set.with(flag);
        }
        tree.shapes = Some(set);
        next = parts.next();
    }
    if let Some(word) = next {
        if !matches!(word, "of" | "not") {
            return Err(at.error(format!(
                "`{word}` in a slot: after the shapes come `of` or `not` and classes"
            )));
        }
        let Some(classes) = parts.next() else {
            return Err(at.error(format!("`{word}` in a slot wants a class")));
        };
        tree.not = word == "not";
        tree.classes = classes.split('|').collect();
    }
    let mut next = parts.next();
    let wrong = tree.shapes.is_some_and(|s| s.has(Shapes::WRONG));
    for (word, class) in [("by", &mut tree.by), ("without", &mut tree.without)] {
        if wrong && next == Some(word) {
            *class = parts.next();
            if class.is_none() {
                return Err(at.error(format!("`{word}` in a slot wants a class of verbs")));
            }
            next = parts.next();
        }
    }
    for (word, pair) in [("only", &mut tree.only), ("also", &mut tree.also)] {
        if wrong && next == Some(word) {
            let (verbs, to, objects) = (parts.next(), parts.next(), parts.next());
            *pair = verbs.zip(objects).filter(|_| to == Some("to"));
            if pair.is_none() {
                let message =
                    format!("`{word}` in a slot wants a class of verbs, `to` and a class");
                return Err(at.error(message));
            }
            next = parts.next();
        }
    }
    if let Some(word) = next {
        return Err(at.error(format!("`{word}` is one word too many in the slot")));
    }
    Ok(tree)
}

const PLACES: [(&str, Place); 5] = [
    ("next", Place::Next),
    ("before", Place::Before),
    ("object", Place::Object),
    ("subject", Place::Subject),
    ("doer", Place::Doer),
];

fn guard<'t>(at: At<'_>, text: &'t str) -> Result<GuardLine<'t>, Error> {
    let (word, rest) = split_word(text);
    let Some(&(_, place)) = PLACES.iter().find(|(name, _)| *name == word) else {
        return Err(
            at.error(format!("`{word}` is no place of a guard; places are {}", known(&PLACES)))
        );
    };
    let words: Vec<_> = rest
        .split(|c: char| c == '|' || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect();
    // A mark such as `$` may stand beside the words.
    if words.is_empty() {
        return Err(at.error(format!("`unless {word}` wants words")));
    }
    Ok(GuardLine { line: at.line, place, words })
}

const MODALITIES: [Modality; 4] =
    [Modality::Future, Modality::Conditional, Modality::Requested, Modality::Hypothetical];

/// An example line: qualifiers in parentheses, then the marked sentence.
fn example(at: At<'_>, want: Want, text: &str) -> Result<Example, Error> {
    let mut example = Example {
        want,
        line: at.line,
        text: String::new(),
        cue: None,
        roles: [None; 3],
        negated: false,
        hedged: false,
        modality: Modality::Asserted,
    };
    let mut rest = text;
    if let Some(inner) = rest.strip_prefix('(') {
        let Some((marks, after)) = inner.split_once(')') else {
            return Err(at.error("`(` without its `)`"));
        };
        for mark in marks.split([',', ' ']).filter(|mark| !mark.is_empty()) {
            match mark {
                "negated" => example.negated = true,
                "hedged" => example.hedged = true,
                _ => match MODALITIES.iter().find(|m| m.as_str() == mark) {
                    Some(&modality) => example.modality = modality,
                    None => {
                        let known: Vec<_> = MODALITIES.iter().map(|m| m.as_str()).collect();
                        return Err(at.error(format!(
                            "`{mark}` is no qualifier; qualifiers are negated, hedged, {}",
                            known.join(", ")
                        )));
                    }
                },
            }
        }
        rest = after.trim_start();
    }
    marks(at, rest, &mut example)?;
    if example.text.trim().is_empty() {
        return Err(at.error("an example wants a sentence"));
    }
    let marked = example.cue.is_some() || example.roles.iter().any(Option::is_some);
    match want {
        Want::No if marked => Err(at.error("a `no` example marks nothing: it must give no claim")),
        Want::Yes | Want::Gap if example.cue.is_none() && (marked || want == Want::Yes) => {
            Err(at.error("mark the cue of the example: `[* accused]`"))
        }
        _ => Ok(example),
    }
}

/// Takes the brackets out of `text` and notes what they marked.
fn marks(at: At<'_>, text: &str, example: &mut Example) -> Result<(), Error> {
    // What each open bracket marks (none for the cue) and where it began.
    let mut open: Vec<(Option<Role>, usize)> = Vec::new();
    let mut rest = text;
    while let Some(place) = rest.find(['[', ']']) {
        example.text.push_str(&rest[..place]);
        let here = example.text.len();
        if rest[place..].starts_with(']') {
            let Some((role, start)) = open.pop() else {
                return Err(at.error("`]` without its `[`"));
            };
            let span = Span::new(start, here);
            let filled = match role {
                None => &mut example.cue,
                Some(role) => &mut example.roles[role as usize],
            };
            if filled.is_some() {
                return Err(at.error("the same mark stands twice in the example"));
            }
            let slice = &example.text[start..];
            if slice.trim() != slice || slice.is_empty() {
                return Err(at.error(format!("`{slice}`: a mark begins and ends at a word")));
            }
            *filled = Some(span);
            rest = &rest[place + 1..];
        } else {
            let (word, after) = split_word(&rest[place + 1..]);
            let role = match (word, ROLES.iter().find(|(role, _)| *role == word)) {
                ("*", _) => None,
                (_, Some(&(_, role))) => Some(role),
                _ => {
                    return Err(at.error(format!(
                        "`[{word}`: a bracket marks the cue `[* …]` or a role: {}",
                        known(&ROLES)
                    )));
                }
            };
            open.push((role, here));
            rest = after;
        }
    }
    if !open.is_empty() {
        return Err(at.error("`[` without its `]`"));
    }
    example.text.push_str(rest);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "kind test\n  about  A test.\n";

    fn fault(lines: &str) -> String {
        let text = format!("{HEAD}{lines}");
        parse("t.cue", &text).unwrap_err().to_string()
    }

    #[test]
    fn reads_a_frame() {
        let text = "# A comment.\nkind accusation\n  about   Someone is blamed.\n  cameo   112\n\n\
            class lie  lie untruth\n  @wrongdoing big_lie\nframe accuse legal\n  verb accuse | point the|a [long] finger at | wash one's hands\n  \
            active <source> * <target not lie> [of|over <content>]\n  noun accusation\n  \
            nominal <source> * [against <target>] [that <content clause|pred of lie>] \n  \
            unless next of|from @lie\n  \
            yes (negated, future) [source The [target council]] [* accused] nobody.\n  no Nothing.\n";
        let file = parse("t.cue", text).unwrap();
        assert_eq!((file.kind.name, file.kind.cameo), ("accusation", Some("112")));
        assert_eq!(
            file.classes[0].words,
            [(6, "lie"), (6, "untruth"), (7, "@wrongdoing"), (7, "big_lie")]
        );
        let frame = &file.frames[0];
        assert!(frame.legal);
        assert_eq!(frame.words[1].words[1], Word::Any(vec!["the", "a"]));
        assert_eq!(frame.words[1].words[2], Word::Optional(vec!["long"]));
        assert_eq!(frame.words[2].words[1], Word::Possessive);
        let pattern = &frame.patterns[0];
        assert_eq!(pattern.before.as_ref().unwrap().role, Role::Source);
        assert!(pattern.after[0].slot.as_ref().unwrap().not);
        assert_eq!(pattern.after[1].words, ["of", "over"]);
        assert!(pattern.after[1].optional);
        let slot = frame.patterns[1].after[1].slot.as_ref().unwrap();
        assert_eq!(slot.shapes, Some(Shapes::CLAUSE.with(Shapes::PRED)));
        assert_eq!(slot.classes, ["lie"]);
        assert_eq!(frame.guards[0].words, ["of", "from", "@lie"]);
        let example = &frame.examples[0];
        assert_eq!(example.text, "The council accused nobody.");
        assert_eq!(example.cue.map(|s| &example.text.as_str()[s]), Some("accused"));
        assert_eq!(example.roles[1].map(|s| &example.text.as_str()[s]), Some("council"));
        assert!(example.negated);
        assert_eq!(example.modality, Modality::Future);
    }

    #[test]
    fn names_line_and_remedy_of_every_fault() {
        for (lines, message) in [
            ("verb accuse\n", "t.cue:3: `verb` opens no block"),
            ("frame x\n  word y\n", "t.cue:4: `word` is no line of a frame"),
            ("frame x\n  active <source> <target>\n", "t.cue:4: a pattern holds the cue `*` once"),
            ("frame x\n  active <agent> *\n", "t.cue:4: `agent` is no role; roles are `source`"),
            ("frame x\n  active <source verb> *\n", "t.cue:4: `verb` is no shape"),
            ("frame x\n  active <source> * <target\n", "t.cue:4: `<target`: a slot must be closed"),
            ("frame x\n  active * [of <target> <content>]\n", "t.cue:4: brackets hold one part"),
            ("frame x\n  active <source> * <source>\n", "t.cue:4: role `source` stands twice"),
            ("frame x\n  active * inner of <content>\n", "t.cue:4: `inner` wants a slot before it"),
            ("frame x\n  unless after y\n", "t.cue:4: `after` is no place of a guard"),
            ("frame x\n  verb [out] lash\n", "t.cue:4: `[out] lash` must begin with a word"),
            ("frame x\n  yes The [agent council] spoke.\n", "t.cue:4: `[agent`: a bracket marks"),
            ("frame x\n  yes The [source council spoke.\n", "t.cue:4: `[` without its `]`"),
            ("frame x\n  yes The council spoke.\n", "t.cue:4: mark the cue"),
            ("frame x\n  no The [* council] spoke.\n", "t.cue:4: a `no` example marks nothing"),
            ("frame x\n  yes (odd) [* It] spoke.\n", "t.cue:4: `odd` is no qualifier"),
            ("frame x\n  no It.\n", "t.cue:3: frame `x` has no words"),
            ("frame x\n  verb y\n", "t.cue:3: frame `x` has `verb` words but no `active` pattern"),
            (
                "frame x\n  verb y\n  active <source> *\n  no It.\n",
                "t.cue:3: frame `x` has no `yes` example",
            ),
            ("frame x loud\n", "t.cue:3: unknown mark `loud`"),
            (
                "frame x\n  needs\n",
                "t.cue:4: `needs` wants `source`, `target`, `content`, `negation`",
            ),
            ("frame x\n  needs pace\n", "t.cue:4: `pace`: a frame may need `source`"),
            ("frame x\n  cameo\n", "t.cue:4: `cameo` wants a code"),
            ("frame x\n  active * <content wrong of c by>\n", "t.cue:4: `by` in a slot wants"),
            ("class c\n", "t.cue:3: class `c` holds no word"),
            ("frame X\n", "t.cue:3: `X` is no name"),
            ("kind other\n", "t.cue:3: a file has one kind"),
        ] {
            let error = fault(lines);
            assert!(error.starts_with(message), "{error}\nexpected {message}");
        }
        let error = parse("t.cue", "").unwrap_err().to_string();
        assert!(error.starts_with("t.cue:0: the file is empty"), "{error}");
        let error = parse("t.cue", "frame x\n").unwrap_err().to_string();
        assert!(
            error.starts_with("t.cue:1: the first line of a file must be `kind NAME`"),
            "{error}"
        );
    }
}
