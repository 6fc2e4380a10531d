//! From tokens to the words of syntax: compounds glued, clitics cut off, marks
//! told apart, each word with what the lexicon says of it.

use crate::Span;
use crate::document::{EntityKind, Layout, Mention, Sentence};
use crate::frames::Key;
use crate::lexicon::{Cats, Entry, Lexicon, Tag, number};
use crate::name::Seen;
use crate::token::{Flags, Token, hash, is_apostrophe};

/// What a mark does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Mark {
    #[default]
    None,
    Comma,
    Semicolon,
    Colon,
    Dash,
    Open,
    Close,
    QuoteOpen,
    QuoteClose,
    Stop,
    Other,
}

/// One word of a sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    /// Bytes of the text.
    pub start: u32,
    pub end: u32,
    /// Hash of the folded word.
    pub hash: u64,
    /// Its number in the lexicon; 0 if it is not there.
    pub number: u32,
    pub entry: Entry,
    pub tag: Tag,
    pub mark: Mark,
    /// Index of the mention it lies in, plus one; 0 for none.
    pub mention: u32,
    /// Kind of that mention.
    pub kind: Option<EntityKind>,
    pub capital: bool,
    pub digit: bool,
    /// Two letters or more, all of them capitals, in a sentence that does not
    /// write everything so.
    pub acronym: bool,
    /// Its first letter tells nothing: it begins the sentence, or the sentence
    /// capitalises most of its words.
    pub open_case: bool,
}

impl Word {
    pub const fn span(&self) -> Span {
        Span { start: self.start as usize, end: self.end as usize }
    }

    /// The word as tables of the frames are asked for it.
    pub const fn key(&self) -> Key {
        (self.hash, self.number)
    }

    /// Whether the word has one of these categories.
    pub const fn is(&self, cats: Cats) -> bool {
        self.entry.cats.any(cats)
    }

    /// Whether it may be a preposition, a conjunction and an adverb, like *as*.
    pub const fn is_as(&self) -> bool {
        self.is(Cats::PREP) && self.is(Cats::SUB) && self.is(Cats::ADVERB)
    }

    /// The lemma by the class it has here; the word itself for other classes.
    pub const fn lemma(&self) -> u64 {
        match self.tag {
            Tag::Base | Tag::S | Tag::Past | Tag::Part | Tag::Ing | Tag::Be | Tag::Have
                if self.entry.verb_lemma != 0 =>
            {
                self.entry.verb_lemma
            }
            Tag::Noun | Tag::Plural | Tag::Name if self.entry.noun_lemma != 0 => {
                self.entry.noun_lemma
            }
            _ => self.hash,
        }
    }

    /// Whether a noun or name can act: a person, a group, a state.
    pub fn may_act(&self) -> bool {
        match self.kind {
            Some(
                EntityKind::Date | EntityKind::Event | EntityKind::Law | EntityKind::WorkOfArt,
            ) => false,
            Some(_) => true,
            None => {
                self.tag == Tag::Name
                    || self.is(Cats::PERSON.with(Cats::GROUP))
                    || self.tag == Tag::Noun && self.entry.noun_lemma == 0
                    // “*the one* who said so”
                    || self.tag == Tag::Num && !self.digit
            }
        }
    }

    /// A verb or an auxiliary, as a clause has one: no gerund.
    pub const fn heads_clause(&self) -> bool {
        matches!(
            self.tag,
            Tag::Modal | Tag::Be | Tag::Have | Tag::Base | Tag::S | Tag::Past | Tag::Part
        )
    }

    /// A noun, a name or a number.
    pub const fn is_nominal(&self) -> bool {
        matches!(self.tag, Tag::Noun | Tag::Plural | Tag::Name | Tag::Num)
    }
}

/// Reads the words of a sentence into `words`.
pub(crate) fn read(
    text: &str,
    lexicon: &Lexicon,
    (tokens, seen): (&[Token], &[Seen]),
    sentence: &Sentence,
    (mentions, first): (&[Mention], usize),
    words: &mut Vec<Word>,
) {
    words.clear();
    let letters = Letters::count(tokens);
    let title_case =
        letters.title_case() || matches!(sentence.layout, Layout::Title | Layout::Heading);
    lexicon.read_ahead(seen.iter().map(|s| s.word));
    let mut reader = Reader { text, lexicon, tokens, seen, words, double: false, single: false };
    let mut at = 0;
    while at < tokens.len() {
        at = reader.next(at);
    }
    glue_phrases(lexicon, words);
    let mut mention = 0;
    let mut starts = true;
    for word in words.iter_mut() {
        word.open_case = title_case || starts;
        word.acronym &= !letters.shouts();
        starts = matches!(word.mark, Mark::QuoteOpen | Mark::Colon | Mark::Open | Mark::Dash)
            || starts && word.mark != Mark::None;
        while mentions.get(mention).is_some_and(|m| m.span.end <= word.start as usize) {
            mention += 1;
        }
        if let Some(m) = mentions.get(mention) {
            if m.span.overlaps(word.span()) && m.span.start <= word.start as usize {
                word.mention = (first + mention + 1) as u32;
                word.kind = Some(m.kind);
            }
        }
    }
}

/// Makes one word of each phrase that the lexicon lists (“no longer”).
fn glue_phrases(lexicon: &Lexicon, words: &mut Vec<Word>) {
    let begins = |word: &Word| word.is(Cats::PHRASE);
    let Some(first) = words.iter().position(begins) else { return };
    let (mut at, mut to) = (first, first);
    while at < words.len() {
        if to < at {
            words[to] = words[at];
        }
        let word = &words[at];
        at += 1;
        let found = lexicon.phrases(word.hash, &word.entry).iter().find(|(rest, _)| {
            words.len() >= at + rest.len()
                && rest.iter().zip(&words[at..]).all(|(hash, word)| *hash == word.hash)
        });
        if let Some((rest, entry)) = found {
            at += rest.len();
            words[to] =
                Word { end: words[at - 1].end, hash: 0, number: 0, entry: *entry, ..words[to] };
        }
        to += 1;
    }
    words.truncate(to);
}

/// How the words of a sentence are written.
#[derive(Default)]
struct Letters {
    words: usize,
    /// With a small letter.
    small: usize,
    /// Of four letters and more.
    long: usize,
    /// Long ones that begin with a capital.
    capital: usize,
}

impl Letters {
    fn count(tokens: &[Token]) -> Self {
        tokens.iter().filter(|t| t.is_word()).fold(Self::default(), |n, token| {
            let long = token.end - token.start > 3;
            Self {
                words: n.words + 1,
                small: n.small + usize::from(token.flags.has(Flags::LOWER)),
                long: n.long + usize::from(long),
                capital: n.capital + usize::from(long & token.is_capital()),
            }
        })
    }

    /// Whether most long words begin with a capital, as in a headline.
    const fn title_case(&self) -> bool {
        self.long > 2 && self.capital * 4 > self.long * 3
    }

    /// Whether most words are in capitals alone.
    const fn shouts(&self) -> bool {
        self.small * 2 < self.words
    }
}

struct Reader<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    tokens: &'a [Token],
    seen: &'a [Seen],
    words: &'a mut Vec<Word>,
    /// An open double or single quotation mark waits for its end.
    double: bool,
    single: bool,
}

impl Reader<'_> {
    fn str(&self, i: usize) -> &str {
        &self.text[self.tokens[i].span()]
    }

    /// The token `i`, if it follows the one before it without a space.
    fn glued(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i).filter(|t| !t.flags.has(Flags::SPACE_BEFORE))
    }

    fn is_mark(&self, i: usize, wanted: impl Fn(char) -> bool) -> bool {
        self.tokens.get(i).is_some_and(|t| t.flags.has(Flags::PUNCT))
            && self.str(i).chars().next().is_some_and(wanted)
    }

    fn is_letters(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(Token::is_word)
    }

    /// Reads the word that begins at token `i`; returns where the next begins.
    #[inline]
    fn next(&mut self, i: usize) -> usize {
        if self.tokens[i].flags.has(Flags::PUNCT) {
            self.mark(i)
        } else if self.glued(i + 1).is_some_and(|next| !self.stands_apart(next)) {
            self.glued_word(i)
        } else {
            // Most words stand alone.
            self.push_token(i);
            i + 1
        }
    }

    /// Whether a mark behind a word is never a part of it.
    fn stands_apart(&self, mark: &Token) -> bool {
        matches!(self.text.as_bytes()[mark.start as usize], b',' | b';' | b':' | b'"' | b')')
    }

    /// Reads the word that begins at token `i`, to which the next one is glued.
    fn glued_word(&mut self, i: usize) -> usize {
        let mut end = i + 1;
        loop {
            // Compounds: state-sponsored, COVID-19, and/or, example.org, O’Neil.
            let joiner = self.glued(end).is_some() && self.glued(end + 1).is_some();
            let after = self.tokens.get(end + 1).is_some_and(|t| !t.flags.has(Flags::PUNCT));
            if !joiner || !after {
                break;
            }
            let hyphen = |c| matches!(c, '-' | '\u{2010}' | '\u{2011}' | '/' | '@' | '_');
            let joins = self.is_mark(end, hyphen)
                || self.is_mark(end, |c| c == '.') && !self.starts_sentence(end + 1)
                || self.is_mark(end, is_apostrophe)
                    && self.is_letters(end + 1)
                    && self.clitic(end + 1).is_none();
            if !joins {
                break;
            }
            end += 2;
        }
        // An abbreviation keeps its stop, unless the stop ends the sentence.
        if self.glued(end).is_some()
            && self.is_mark(end, |c| c == '.')
            && (end + 1 < self.tokens.len() && !self.only_closers(end + 1)
                || self.is_acronym(i, end))
        {
            end += 1;
        }
        let last = self.tokens[end - 1];
        // Clitics: n't, 's, 're …
        if self.glued(end).is_some()
            && self.is_mark(end, is_apostrophe)
            && self.glued(end + 1).is_some()
        {
            match self.clitic(end + 1) {
                Some(Clitic::Not) if last.end - last.start > 1 => {
                    let cut = last.end - 1;
                    self.push(i, self.tokens[i].start, cut);
                    self.push_clitic(cut, self.tokens[end + 1].end);
                    return end + 2;
                }
                Some(_) => {
                    self.push(i, self.tokens[i].start, last.end);
                    self.push_clitic(self.tokens[end].start, self.tokens[end + 1].end);
                    return end + 2;
                }
                None => {}
            }
        }
        self.push(i, self.tokens[i].start, last.end);
        // The possessive of a plural: the workers’ claims.
        let sibilant = || self.text[..last.end as usize].ends_with(['s', 'S', 'z', 'x']);
        if !self.single
            && self.glued(end).is_some()
            && self.is_mark(end, is_apostrophe)
            && sibilant()
            && self
                .tokens
                .get(end + 1)
                .is_some_and(|t| t.flags.has(Flags::SPACE_BEFORE) && t.is_word())
        {
            self.push_clitic(self.tokens[end].start, self.tokens[end].end);
            end += 1;
        }
        end
    }

    /// A word of the form “Next” after a stop without a space: two sentences
    /// that the text has run together.
    fn starts_sentence(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.is_capital() && t.flags.has(Flags::LOWER))
    }

    /// Single letters with stops between them.
    fn is_acronym(&self, from: usize, to: usize) -> bool {
        to > from + 1
            && (from..to).step_by(2).all(|i| self.tokens[i].end - self.tokens[i].start == 1)
    }

    fn only_closers(&self, from: usize) -> bool {
        (from..self.tokens.len()).all(|i| self.tokens[i].flags.has(Flags::PUNCT))
    }

    fn clitic(&self, i: usize) -> Option<Clitic> {
        let word = self.tokens.get(i).filter(|t| t.is_word())?;
        let text = &self.text[word.span()];
        // The forms are those of the closed list; here only their length and
        // place count.
        let mut buffer = [0u8; 3];
        buffer[0] = b'\'';
        let bytes = text.as_bytes();
        if bytes.len() > 2 {
            return None;
        }
        for (to, from) in buffer[1..].iter_mut().zip(bytes) {
            *to = from.to_ascii_lowercase();
        }
        let whole = std::str::from_utf8(&buffer[..=bytes.len()]).ok()?;
        if self.lexicon.get(hash(whole)).is_some() {
            return Some(Clitic::Other);
        }
        let before = self.tokens.get(i.checked_sub(2)?)?;
        let n = self.text.as_bytes().get(before.end as usize - 1)?;
        let mut not = [n.to_ascii_lowercase(), b'\'', 0];
        not[2] = bytes[0].to_ascii_lowercase();
        let not = std::str::from_utf8(&not).ok()?;
        (bytes.len() == 1 && self.lexicon.get(hash(not)).is_some()).then_some(Clitic::Not)
    }

    /// The word that is the whole of token `i`.
    #[inline]
    fn push_token(&mut self, i: usize) {
        let token = &self.tokens[i];
        let value = self.seen[i].word;
        let entry = self.lexicon.entry(value);
        let entry = entry.unwrap_or_else(|| *self.lexicon.by_ending(&self.text[token.span()]));
        self.push_word(token, (token.start, token.end), (token.hash, number(value)), entry);
    }

    fn key(&self, text: &str) -> Key {
        let word = hash(text);
        (word, self.lexicon.number(word))
    }

    /// The word that goes from token `first`, or a part of it, to byte `end`.
    fn push(&mut self, first: usize, start: u32, end: u32) {
        let token = self.tokens[first];
        if token.start == start && token.end == end {
            return self.push_token(first);
        }
        let text = &self.text[start as usize..end as usize];
        let key = self.key(text);
        let mut entry = self.lexicon.entry(key.1);
        if entry.is_none() {
            // A stop that belongs to the word is not in the lexicon's form.
            if let Some(bare) = text.strip_suffix('.') {
                entry = self.lexicon.get(hash(bare));
            }
        }
        let entry = entry.unwrap_or_else(|| self.unknown(text, &token));
        self.push_word(&token, (start, end), key, entry);
    }

    #[inline]
    fn push_word(&mut self, token: &Token, (start, end): (u32, u32), key: Key, entry: Entry) {
        let (hash, number) = key;
        self.words.push(Word {
            start,
            end,
            hash,
            number,
            entry,
            capital: token.is_capital(),
            digit: token.flags.has(Flags::DIGIT) && !token.is_capital(),
            acronym: token.is_all_caps(),
            ..Word::default()
        });
    }

    /// A word that the lexicon lacks: the last part of a compound, or what the
    /// ending betrays.
    fn unknown(&self, text: &str, token: &Token) -> Entry {
        if let Some((_, last)) = text.rsplit_once(['-', '\u{2010}', '\u{2011}']) {
            if let Some(mut entry) = self.lexicon.get(hash(last)) {
                // state-sponsored, far-reaching: a compound of a participle
                // qualifies a noun.
                if entry.cats.any(Cats::PART.with(Cats::ING).with(Cats::PAST)) {
                    entry.cats = Cats::ADJ;
                    entry.adj = entry.verb.max(1);
                    entry.weigh();
                } else if token.flags.has(Flags::DIGIT) {
                    entry.cats = Cats::ADJ;
                }
                return entry;
            }
        }
        *self.lexicon.by_ending(text)
    }

    fn push_clitic(&mut self, start: u32, end: u32) {
        let text = &self.text[start as usize..end as usize];
        let (hash, number) = self.key(text);
        let entry = self.lexicon.entry(number).unwrap_or_default();
        self.words.push(Word { start, end, hash, number, entry, ..Word::default() });
    }

    fn mark(&mut self, i: usize) -> usize {
        let token = self.tokens[i];
        let c = self.str(i).chars().next().unwrap_or(' ');
        let spaced = token.flags.has(Flags::SPACE_BEFORE);
        let closes = !spaced
            && !self.is_mark(i.wrapping_sub(1), |c| {
                matches!(c, '(' | '[' | '-' | '\u{2014}' | '\u{2013}')
            });
        let mut end = i + 1;
        let mark = match c {
            ',' => Mark::Comma,
            ';' => Mark::Semicolon,
            ':' => Mark::Colon,
            '\u{2014}' | '\u{2013}' | '\u{2015}' => Mark::Dash,
            '-' => {
                // "--" and " - " are dashes.
                while self.glued(end).is_some() && self.is_mark(end, |c| c == '-') {
                    end += 1;
                }
                Mark::Dash
            }
            '(' | '[' | '{' => Mark::Open,
            ')' | ']' | '}' => Mark::Close,
            '\u{201C}' | '\u{201E}' | '\u{AB}' => {
                self.double = true;
                Mark::QuoteOpen
            }
            '\u{201D}' | '\u{BB}' => {
                self.double = false;
                Mark::QuoteClose
            }
            '"' => self.toggle_double(closes),
            '`' => {
                if self.glued(end).is_some() && self.is_mark(end, |c| c == '`') {
                    end += 1;
                }
                self.double = true;
                Mark::QuoteOpen
            }
            '\u{2018}' => {
                self.single = true;
                Mark::QuoteOpen
            }
            '\'' | '\u{2019}' => {
                if self.glued(end).is_some() && self.is_mark(end, is_apostrophe) && c == '\'' {
                    end += 1;
                    self.toggle_double(closes)
                } else if self.single {
                    self.single = false;
                    Mark::QuoteClose
                } else if c == '\'' && spaced && self.glued(end).is_some_and(Token::is_word) {
                    self.single = true;
                    Mark::QuoteOpen
                } else {
                    Mark::Other
                }
            }
            '.' | '!' | '?' | '\u{2026}' => Mark::Stop,
            _ => Mark::Other,
        };
        // A currency sign belongs to its number, a percent sign to the one before.
        if matches!(c, '$' | '\u{20AC}' | '\u{A3}' | '\u{A5}' | '#' | '@')
            && self.glued(end).is_some_and(|t| !t.flags.has(Flags::PUNCT))
        {
            let at = self.words.len();
            let next = self.next(end);
            if let Some(word) = self.words.get_mut(at) {
                word.start = token.start;
            }
            return next;
        }
        if c == '%' {
            if let Some(word) = self.words.last_mut().filter(|w| w.digit) {
                word.end = token.end;
                return end;
            }
        }
        let span_end = self.tokens[end - 1].end;
        self.words.push(Word {
            start: token.start,
            end: span_end,
            hash: token.hash,
            entry: self.lexicon.get(token.hash).unwrap_or_default(),
            mark,
            ..Word::default()
        });
        end
    }

    fn toggle_double(&mut self, closes: bool) -> Mark {
        if self.double || closes && !self.words.is_empty() {
            self.double = false;
            Mark::QuoteClose
        } else {
            self.double = true;
            Mark::QuoteOpen
        }
    }
}

enum Clitic {
    /// n't
    Not,
    Other,
}
