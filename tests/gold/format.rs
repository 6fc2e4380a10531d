//! Reads the gold of one article: `NAME.txt` is the article, `NAME.gold` its
//! annotation, sentence by sentence. `README.md` beside this file describes
//! the format. Every mistake is an error that names file and line.

use gainsay::Span;
use std::collections::BTreeMap;

#[derive(Debug, Default)]
pub struct Gold {
    pub sentences: Vec<Span>,
    pub mentions: Vec<Mention>,
    pub quotes: Vec<Quote>,
    pub claims: Vec<Claim>,
}

#[derive(Debug)]
pub struct Mention {
    pub span: Span,
    pub kind: String,
    pub entity: String,
}

/// What fills a role: any one of `spans` is right.
#[derive(Clone, Debug, Default)]
pub struct Role {
    pub spans: Vec<Span>,
    /// Neither missed nor wrong when left out.
    pub optional: bool,
    pub entity: Option<String>,
}

#[derive(Debug, Default)]
pub struct Quote {
    pub kind: String,
    pub said: Role,
    pub speaker: Role,
    pub cue: Role,
}

#[derive(Debug, Default)]
pub struct Claim {
    pub kind: String,
    /// Borderline: neither missed nor wrong.
    pub optional: bool,
    pub cue: Role,
    pub source: Role,
    pub target: Role,
    pub content: Role,
    pub via: Role,
    pub negated: bool,
    pub hedged: bool,
    /// Empty for `asserted`.
    pub modality: &'static str,
}

const KINDS: [&str; 12] = [
    "person",
    "norp",
    "org",
    "gpe",
    "loc",
    "fac",
    "event",
    "law",
    "work_of_art",
    "product",
    "date",
    "threat_actor",
];

enum Block {
    None,
    Quote(Quote, usize),
    Claim(Claim, usize),
}

struct Reader<'t> {
    text: &'t str,
    gold: Gold,
    /// Form, occurrence (0: all that are left), kind, entity, line.
    names: Vec<(&'t str, usize, &'t str, &'t str, usize)>,
    entities: BTreeMap<&'t str, usize>,
    sentence: Option<Span>,
    block: Block,
}

type Fault = (usize, String);

/// Reads `gold`, the annotation of `text`; `file` is only named in errors.
pub fn parse<'t>(file: &str, text: &'t str, gold: &'t str) -> Result<Gold, String> {
    let mut reader = Reader {
        text,
        gold: Gold::default(),
        names: Vec::new(),
        entities: BTreeMap::new(),
        sentence: None,
        block: Block::None,
    };
    let mut read = || -> Result<(), Fault> {
        for (at, line) in gold.lines().enumerate() {
            reader.line(at + 1, line)?;
        }
        reader.finish(gold.lines().count())
    };
    read().map_err(|(line, fault)| format!("{file}:{line}: {fault}"))?;
    Ok(reader.gold)
}

impl<'t> Reader<'t> {
    fn line(&mut self, at: usize, line: &'t str) -> Result<(), Fault> {
        let fault = |message: String| (at, message);
        let line = line.trim_end();
        if line.is_empty() || line.starts_with('#') {
            return Ok(());
        }
        if let Some(sentence) = line.strip_prefix("> ") {
            self.close()?;
            let from = self.gold.sentences.last().map_or(0, |last| last.end);
            let rest = &self.text[from..];
            let start = from + (rest.len() - rest.trim_start().len());
            if !self.text[start..].starts_with(sentence) {
                let next: String = self.text[start..].chars().take(40).collect();
                return Err(fault(format!(
                    "not the next sentence of the article, which is {next:?}"
                )));
            }
            let span = Span::new(start, start + sentence.len());
            self.gold.sentences.push(span);
            self.sentence = Some(span);
            return Ok(());
        }
        if let Some(entity) = line.strip_prefix("entity ") {
            return self.entity(at, entity);
        }
        if let Some(kind) = line.strip_prefix("quote ") {
            self.close()?;
            self.need_sentence(at)?;
            if !["direct", "mixed", "indirect"].contains(&kind) {
                return Err(fault(format!("{kind:?} is no kind of quotation")));
            }
            self.block = Block::Quote(Quote { kind: kind.into(), ..Quote::default() }, at);
            return Ok(());
        }
        if let Some(kind) = line.strip_prefix("claim ") {
            self.close()?;
            self.need_sentence(at)?;
            if !["accusation", "denial", "condemnation"].contains(&kind) {
                return Err(fault(format!("{kind:?} is no kind of claim")));
            }
            self.block = Block::Claim(Claim { kind: kind.into(), ..Claim::default() }, at);
            return Ok(());
        }
        let Some(field) = line.strip_prefix("  ") else {
            return Err(fault(
                "expected `> `, `entity`, `quote`, `claim` or an indented field".into(),
            ));
        };
        let (name, value) =
            field.split_once(' ').map_or((field, ""), |(name, value)| (name, value.trim_start()));
        if value.is_empty() { self.flag(at, name) } else { self.role(at, name, value) }
    }

    fn need_sentence(&self, at: usize) -> Result<Span, Fault> {
        self.sentence.ok_or_else(|| (at, "stands before the first sentence".to_string()))
    }

    fn entity(&mut self, at: usize, rest: &'t str) -> Result<(), Fault> {
        let wrong = || (at, "expected `entity KIND NAME = FORM | FORM#2`".to_string());
        if self.sentence.is_some() {
            return Err((at, "entities stand before the first sentence".into()));
        }
        let (kind, rest) = rest.trim_start().split_once(' ').ok_or_else(wrong)?;
        let (name, forms) = rest.split_once(" = ").ok_or_else(wrong)?;
        if !KINDS.contains(&kind) {
            return Err((at, format!("{kind:?} is no kind of entity")));
        }
        let name = name.trim();
        if let Some(before) = self.entities.insert(name, at) {
            return Err((at, format!("entity {name:?} stands on line {before} already")));
        }
        for form in forms.split(" | ") {
            let (form, nth) = occurrence(form.trim()).map_err(|message| (at, message))?;
            if self.names.iter().any(|name| (name.0, name.1) == (form, nth)) {
                return Err((at, format!("form {form:?} is given twice")));
            }
            self.names.push((form, nth, kind, name, at));
        }
        Ok(())
    }

    fn flag(&mut self, at: usize, name: &str) -> Result<(), Fault> {
        let Block::Claim(claim, _) = &mut self.block else {
            return Err((at, format!("flag {name:?} outside a claim")));
        };
        let modality = ["future", "conditional", "requested", "hypothetical"]
            .into_iter()
            .find(|modality| *modality == name);
        match (name, modality) {
            (_, Some(modality)) if claim.modality.is_empty() => claim.modality = modality,
            ("negated", _) if !claim.negated => claim.negated = true,
            ("hedged", _) if !claim.hedged => claim.hedged = true,
            ("optional", _) if !claim.optional => claim.optional = true,
            _ => return Err((at, format!("flag {name:?} is unknown or given twice"))),
        }
        Ok(())
    }

    fn role(&mut self, at: usize, name: &str, value: &'t str) -> Result<(), Fault> {
        let sentence = self.need_sentence(at)?;
        let (words, entity) =
            value.rsplit_once(" = ").map_or((value, None), |(words, name)| (words, Some(name)));
        if let Some(entity) = entity.filter(|entity| !self.entities.contains_key(entity)) {
            return Err((at, format!("no entity {entity:?} is declared")));
        }
        let (name, optional) = name.strip_suffix('?').map_or((name, false), |name| (name, true));
        let span = self.find(sentence, words).map_err(|message| (at, message))?;
        let role = match (&mut self.block, name) {
            (Block::Quote(quote, _), "said") => &mut quote.said,
            (Block::Quote(quote, _), "speaker") => &mut quote.speaker,
            (Block::Quote(quote, _), "cue") => &mut quote.cue,
            (Block::Claim(claim, _), "cue") => &mut claim.cue,
            (Block::Claim(claim, _), "source") => &mut claim.source,
            (Block::Claim(claim, _), "target") => &mut claim.target,
            (Block::Claim(claim, _), "content") => &mut claim.content,
            (Block::Claim(claim, _), "via") => &mut claim.via,
            _ => return Err((at, format!("role {name:?} has no place here"))),
        };
        if role.spans.contains(&span) {
            return Err((at, format!("role {name:?} is given twice with the same words")));
        }
        if !role.spans.is_empty() && role.optional != optional {
            return Err((at, format!("all lines of role {name:?} have `?` or none has")));
        }
        role.spans.push(span);
        role.optional = optional;
        role.entity = role.entity.take().or_else(|| entity.map(String::from));
        Ok(())
    }

    /// The place of `words` in the sentence or, where they are not there, in
    /// its paragraph.
    fn find(&self, sentence: Span, words: &str) -> Result<Span, String> {
        let text = self.text;
        let start = text[..sentence.start].rfind("\n\n").map_or(0, |at| at + 2);
        let end = text[sentence.end..].find("\n\n").map_or(text.len(), |at| at + sentence.end);
        if let Some((head, tail)) = words.split_once(" ... ") {
            let head = self.find(sentence, head)?;
            let zone = Span::new(head.end, end);
            let tails = occurrences(text, zone, tail);
            let tail = tails
                .first()
                .ok_or_else(|| format!("{tail:?} does not follow the words before `...`"))?;
            return Ok(Span::new(head.start, tail.end));
        }
        let (words, nth) = occurrence(words)?;
        for zone in [sentence, Span::new(start, end)] {
            let all = occurrences(text, zone, words);
            match (all.len(), nth) {
                (0, _) => {}
                (1, 0) => return Ok(all[0]),
                (n, 0) => {
                    return Err(format!("{words:?} stands {n} times: say which with #1 … #{n}"));
                }
                (1, _) if zone == sentence => {
                    return Err(format!("{words:?} stands once only: leave out #{nth}"));
                }
                (n, nth) => {
                    return all
                        .get(nth - 1)
                        .copied()
                        .ok_or(format!("{words:?} stands only {n} times"));
                }
            }
        }
        Err(format!("{words:?} does not stand in the sentence or its paragraph"))
    }

    fn close(&mut self) -> Result<(), Fault> {
        match std::mem::replace(&mut self.block, Block::None) {
            Block::None => {}
            Block::Quote(quote, at) => {
                if quote.said.spans.is_empty() {
                    return Err((at, "a quotation needs a line `said`".into()));
                }
                self.gold.quotes.push(quote);
            }
            Block::Claim(claim, at) => {
                let Some(cue) = claim.cue.spans.first() else {
                    return Err((at, "a claim needs a line `cue`".into()));
                };
                let roles = [&claim.source, &claim.target, &claim.content];
                if roles.iter().all(|role| role.spans.is_empty()) {
                    return Err((at, "a claim needs a source, a target or a content".into()));
                }
                let twin = |other: &Claim| other.kind == claim.kind && other.cue.spans[0] == *cue;
                if self.gold.claims.iter().any(twin) {
                    return Err((at, "the same claim stands above".into()));
                }
                self.gold.claims.push(claim);
            }
        }
        Ok(())
    }

    fn finish(&mut self, lines: usize) -> Result<(), Fault> {
        self.close()?;
        let end = self.gold.sentences.last().map_or(0, |last| last.end);
        if !self.text[end..].trim().is_empty() {
            return Err((lines, "the article goes on after the last sentence".into()));
        }
        let whole = Span::new(0, self.text.len());
        let mut mentions: Vec<Mention> = Vec::new();
        let mut add = |span: Span, kind: &str, entity: &str| {
            mentions.push(Mention { span, kind: kind.into(), entity: entity.into() });
        };
        // Single occurrences first, then the longest forms.
        let mut names = self.names.clone();
        names.sort_by_key(|name| (name.1 == 0, std::cmp::Reverse(name.0.len())));
        let mut taken: Vec<Span> = Vec::new();
        for (form, nth, kind, entity, at) in names {
            let mut spans = occurrences(self.text, whole, form);
            if nth > 0 {
                let span = spans.get(nth - 1).copied();
                spans = vec![span.ok_or((at, format!("{form:?} does not stand {nth} times")))?];
            }
            spans.retain(|span| !taken.iter().any(|other| other.overlaps(*span)));
            if spans.is_empty() {
                return Err((at, format!("no place is left for the form {form:?}")));
            }
            for span in spans {
                taken.push(span);
                add(span, kind, entity);
            }
        }
        mentions.sort_by_key(|mention| mention.span);
        self.gold.mentions = mentions;
        self.gold.quotes.sort_by_key(|quote| quote.said.spans[0]);
        self.gold.claims.sort_by_key(|claim| claim.cue.spans[0]);
        Ok(())
    }
}

/// Takes `#2` off the end of `words`; 0 where there is none.
fn occurrence(words: &str) -> Result<(&str, usize), String> {
    match words.rsplit_once('#') {
        None => Ok((words, 0)),
        Some((words, nth)) => match nth.parse() {
            Ok(nth) if nth > 0 => Ok((words, nth)),
            _ => Err(format!("#{nth} is no number from 1")),
        },
    }
}

/// Where `words` stand as whole words inside `zone`.
fn occurrences(text: &str, zone: Span, words: &str) -> Vec<Span> {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text[zone]
        .match_indices(words)
        .map(|(at, found)| Span::new(zone.start + at, zone.start + at + found.len()))
        .filter(|span| {
            !inside(text[..span.start].chars().next_back())
                && !inside(text[span.end..].chars().next())
        })
        .collect()
}
