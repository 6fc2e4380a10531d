//! What holds for every text: the invariants of ARCHITECTURE.md as properties.

use gainsay::{Argument, Article, Claim, Document, Extractor, Layout, Span, Workspace};
use proptest::prelude::*;
use std::fmt::Write as _;

mod hostile;

/// Pieces that texts are put together from: words that cues, names, quotations
/// and layout hang on, and characters that break careless code.
const PIECES: &[&str] = &[
    "accused",
    "accusing",
    "accusation",
    "denied",
    "denial",
    "denies",
    "condemned",
    "condemnation",
    "blamed",
    "rejected",
    "dismissed",
    "slammed",
    "under fire",
    "said",
    "says",
    "told",
    "according to",
    "was",
    "has been",
    "did not",
    "will",
    "if",
    "to",
    "of",
    "by",
    "for",
    "that",
    "who",
    "which",
    "as",
    "against",
    "from",
    "on",
    "it",
    "he",
    "they",
    "the",
    "a",
    "its",
    "and",
    "or",
    "but",
    "not",
    "baseless",
    "false",
    "claim",
    "claims",
    "allegations",
    "report",
    "attack",
    "stopped short of",
    "allegedly",
    "Norway",
    "Iceland",
    "Oslo",
    "NATO",
    "the European Union",
    "Kari Solheim",
    "Mr. Solheim",
    "Solheim",
    "President",
    "the U.S.",
    "Inc.",
    "APT31",
    "Tuesday",
    "4 March 2024",
    "1,000.5",
    "$5m",
    "police",
    ".",
    ".",
    ",",
    ",",
    ";",
    ":",
    "?",
    "!",
    "…",
    "-",
    "–",
    "—",
    "(",
    ")",
    "[",
    "]",
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "’",
    "'s",
    "’s",
    "«",
    "»",
    "•",
    "* ",
    "1.",
    "#",
    "|",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{2028}",
    "\u{feff}",
    "\u{200b}",
    "\u{301}",
    "é",
    "İ",
    "ß",
    "ﬁ",
    "𝔘",
    "👩‍👩‍👧",
    "Київ",
    "北京",
    "\0",
    "<b>",
    "&amp;",
];

fn assembled() -> impl Strategy<Value = String> {
    let piece = (prop::sample::select(PIECES), prop::sample::select(&[" ", " ", " ", " ", ""][..]));
    prop::collection::vec(piece, 0..80)
        .prop_map(|pieces| pieces.iter().flat_map(|&(piece, space)| [piece, space]).collect())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![3 => assembled(), 1 => "(?s).{0,300}", 1 => "\\PC{0,100}"]
}

/// All that can be told of a document without knowing its text.
fn check(document: &Document<'_>) {
    let text = document.text();
    let holds = |span: Span| {
        assert!(span.start <= span.end && text.get(span.range()).is_some(), "{span:?} in {text:?}");
    };
    let in_order = |spans: Vec<Span>, what: &str| {
        for pair in spans.windows(2) {
            assert!(pair[0].end <= pair[1].start, "{what} {pair:?} overlap in {text:?}");
        }
        for span in spans {
            holds(span);
            let slice = document.slice(span);
            assert!(!slice.is_empty(), "an empty {what} in {text:?}");
            assert_eq!(slice, slice.trim(), "white space around a {what} in {text:?}");
        }
    };
    let entity = |role: &Argument| {
        holds(role.span);
        assert!(role.entity.is_none_or(|e| e < document.entities().len()), "{role:?} in {text:?}");
    };

    in_order(document.sentences().iter().map(|s| s.span).collect(), "sentence");
    in_order(document.mentions().iter().map(|m| m.span).collect(), "mention");
    for (i, mention) in document.mentions().iter().enumerate() {
        assert!(document.entities()[mention.entity].mentions.contains(&i), "{mention:?}");
    }
    for (i, entity) in document.entities().iter().enumerate() {
        assert!(!entity.name.is_empty());
        assert!(entity.mentions.is_sorted());
        assert!(entity.mentions.iter().all(|&m| document.mentions()[m].entity == i), "{entity:?}");
    }
    for quote in document.quotes() {
        holds(quote.span);
        quote.speaker.iter().for_each(entity);
        quote.cue.into_iter().for_each(holds);
        assert!(!quote.rule.is_empty());
    }
    assert!(document.quotes().is_sorted_by_key(|q| q.span.start), "quotations of {text:?}");
    assert!(document.claims().is_sorted_by_key(|c| c.cue.start), "claims of {text:?}");
    for claim in document.claims() {
        holds(claim.span);
        holds(claim.cue);
        assert!(!claim.cue.is_empty() && claim.span.contains(claim.cue), "{claim:?} in {text:?}");
        for role in roles(claim).into_iter().flatten() {
            entity(role);
            assert!(!role.span.is_empty(), "{claim:?} in {text:?}");
        }
        // Who reports the claim may stand outside it.
        for role in [&claim.source, &claim.target, &claim.content].into_iter().flatten() {
            assert!(claim.span.contains(role.span), "{claim:?} in {text:?}");
        }
        let sentence = document.sentences()[claim.sentence].span;
        assert!(sentence.contains(claim.cue), "{claim:?} in {text:?}");
        assert!(claim.quote.is_none_or(|q| q < document.quotes().len()), "{claim:?} in {text:?}");
        let frame = claim.rule.split_once('/').map(|(kind, frame)| (kind, !frame.is_empty()));
        assert_eq!(frame, Some((claim.kind.as_str(), true)), "{claim:?}");
    }
    for link in document.links() {
        assert!(link.from != link.to, "{link:?} in {text:?}");
        assert!(link.from.max(link.to) < document.claims().len(), "{link:?} in {text:?}");
    }
}

fn roles(claim: &Claim) -> [Option<&Argument>; 4] {
    [&claim.source, &claim.target, &claim.content, &claim.via].map(Option::as_ref)
}

/// Everything that a document holds, as one string.
fn everything(document: &Document<'_>) -> String {
    format!(
        "{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}",
        document.sentences(),
        document.mentions(),
        document.entities(),
        document.quotes(),
        document.claims(),
        document.links()
    )
}

/// The claims with their phrases, each through `normal`.
fn claims(document: &Document<'_>, normal: impl Fn(&str) -> String) -> Vec<String> {
    let describe = |claim: &Claim| {
        let mut line = format!("{} {}", claim.rule, normal(document.slice(claim.cue)));
        for role in roles(claim) {
            let phrase = role.map(|role| normal(document.slice(role.span)));
            write!(line, " | {}", phrase.as_deref().unwrap_or("-")).unwrap();
        }
        write!(line, " {} {} {}", claim.negated, claim.hedged, claim.modality.as_str()).unwrap();
        line
    };
    document.claims().iter().map(describe).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_text_is_read(text in any_text()) {
        check(&Extractor::new().extract(&text));
    }

    #[test]
    fn a_used_workspace_does_not_show(first in any_text(), second in any_text()) {
        let extractor = Extractor::new();
        let mut workspace = Workspace::default();
        extractor.extract_into(&mut workspace, &first);
        let reused = everything(&extractor.extract_into(&mut workspace, &second));
        prop_assert_eq!(reused, everything(&extractor.clone().extract(&second)));
    }

    #[test]
    fn every_article_is_read(title in any_text(), body in any_text(), repeat in any::<bool>()) {
        let body = if repeat { format!("{title}\n\n{body}") } else { body };
        let article = Article::with_headline(&title, &body);
        prop_assert_eq!(&article.text()[article.body()], &body);
        let document = Extractor::new().extract_article(&article);
        check(&document);
        if let Some(headline) = article.headline() {
            prop_assert_eq!(document.sentences()[0].layout, Layout::Title);
            prop_assert_eq!(document.sentences()[0].span, headline);
            prop_assert_eq!(document.slice(headline), title.trim());
        }
    }

    #[test]
    fn other_units_agree_with_the_standard_library(text in any_text()) {
        let document = Extractor::new().extract(&text);
        for sentence in document.sentences() {
            let chars = document.char_range(sentence.span);
            let slice: String = text.chars().skip(chars.start).take(chars.len()).collect();
            prop_assert_eq!(&slice, document.slice(sentence.span));
            let units = document.utf16_range(sentence.span);
            let slice: Vec<u16> = text.encode_utf16().skip(units.start).take(units.len()).collect();
            prop_assert_eq!(&String::from_utf16(&slice).unwrap(), document.slice(sentence.span));
        }
    }

    #[test]
    fn paragraphs_are_read_apart(
        a in prop::sample::subsequence(SENTENCES, 1..4),
        b in prop::sample::subsequence(SENTENCES, 1..4),
    ) {
        let (a, b) = (a.join(" "), b.join(" "));
        let both = format!("{a}\n\n{b}");
        let shift = a.len() + 2;
        let extractor = Extractor::new();
        let (a, b, both) = (extractor.extract(&a), extractor.extract(&b), extractor.extract(&both));
        let moved = |span: Span| Span::new(span.start + shift, span.end + shift);
        let apart: Vec<Span> = a.sentences().iter().map(|s| s.span)
            .chain(b.sentences().iter().map(|s| moved(s.span))).collect();
        prop_assert_eq!(both.sentences().iter().map(|s| s.span).collect::<Vec<_>>(), apart);
        let mut apart = claims(&a, str::to_owned);
        apart.extend(claims(&b, str::to_owned));
        prop_assert_eq!(claims(&both, str::to_owned), apart);
    }
}

/// Sentences with claims of every kind and form.
const SENTENCES: &[&str] = &[
    "Norway accused Iceland of landing more mackerel than its quota allows.",
    "The café owner was accused by the council of hiding a report on the kitchen.",
    "The ministry denied the allegation.",
    "Iceland's skippers, accused by inspectors of hiding their catch, rejected the claim.",
    "The union condemned the seizure of the vessels.",
    "The minister didn’t deny that the letter existed.",
    "The tide turned in the afternoon.",
    "The commission stopped short of blaming either side.",
    "The club dismissed the report as “baseless”.",
    "The harbour master blamed the storm for the delay.",
];

/// Typography, line ends and white space change no claim.
#[test]
fn typography_changes_no_claim() {
    let plain = |text: &str| {
        let text = text.replace(['“', '”'], "\"").replace('’', "'").replace("e\u{301}", "é");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let extractor = Extractor::new();
    let text = SENTENCES.join("\n\n");
    let expected = claims(&extractor.extract(&text), plain);
    assert!(expected.len() >= SENTENCES.len() - 2, "{expected:#?}");
    for (what, changed) in [
        ("straight quotes", text.replace(['“', '”'], "\"").replace('’', "'")),
        ("curly apostrophes", text.replace('\'', "’")),
        ("NFD", text.replace('é', "e\u{301}")),
        ("CRLF", text.replace('\n', "\r\n")),
        ("no-break spaces", text.replace(" the ", "\u{a0}the\u{a0}")),
        ("tabs", text.replace(" the ", "\tthe\t")),
        ("double spaces", text.replace(' ', "  ")),
    ] {
        assert_eq!(claims(&extractor.extract(&changed), plain), expected, "{what}");
    }
}

/// Texts of one thing over and over keep the promises that news keeps.
#[test]
fn repetition_breaks_nothing() {
    let extractor = Extractor::new();
    let mut workspace = Workspace::default();
    for piece in hostile::PIECES {
        let text = piece.repeat((1 << 14) / piece.len());
        check(&extractor.extract_into(&mut workspace, &text));
    }
}

#[test]
fn any_word_may_be_the_last() {
    let lists = ["gazetteers/english", "gazetteers/cues"].map(|folder| {
        let files = std::fs::read_dir(folder).unwrap();
        files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect::<String>()
    });
    let words: std::collections::BTreeSet<String> = lists
        .iter()
        .flat_map(|list| list.split(|c: char| !c.is_alphabetic()))
        .filter(|word| word.is_ascii() && !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    assert!(words.len() > 10_000);
    let extractor = Extractor::new();
    let mut workspace = Workspace::default();
    for word in words {
        let capital = word[..1].to_uppercase() + &word[1..];
        for text in [
            format!("They met in {capital}"),
            capital,
            format!("Oslo {word}"),
            format!("In {word} "),
        ] {
            check(&extractor.extract_into(&mut workspace, &text));
        }
    }
}
