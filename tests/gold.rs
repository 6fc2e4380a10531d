//! Runs the extractor over whole annotated articles and holds its scores
//! above the floors in `gold/FLOORS`. `cargo test --test gold -- --nocapture`
//! prints the table, `GOLD_ERRORS=1` adds every error.

#[path = "gold/format.rs"]
mod format;

use format::{Claim, Gold, Role, parse};
use gainsay::{Argument, Document, Extractor, Span};
use std::collections::BTreeMap;
use std::{env, fs, path::Path};

fn articles() -> Vec<(String, String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("tests/gold can be read")
        .filter_map(|entry| entry.expect("an entry of tests/gold").file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".gold").map(String::from))
        .collect();
    names.sort();
    let read = |name: String| {
        let file = |ending: &str| {
            let path = folder.join(format!("{name}.{ending}"));
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        };
        let (text, gold) = (file("txt"), file("gold"));
        (name, text, gold)
    };
    names.into_iter().map(read).collect()
}

/// How many are right, how many were found, how many there are.
#[derive(Clone, Copy, Default)]
struct Tally {
    right: usize,
    found: usize,
    gold: usize,
}

impl Tally {
    fn precision(self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }

    fn recall(self) -> f64 {
        self.right as f64 / self.gold.max(1) as f64
    }

    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.gold).max(1) as f64
    }
}

/// Measures, in the order of the table.
const MEASURES: [&str; 17] = [
    "claims",
    "source.head",
    "source.exact",
    "target.head",
    "target.exact",
    "content.head",
    "content.exact",
    "via.head",
    "negated",
    "hedged",
    "modality",
    "role.entity",
    "entities",
    "entity.name",
    "quotes",
    "quotes.speaker",
    "quotes.cue",
];

#[derive(Clone, Default)]
struct Scores(BTreeMap<&'static str, Tally>);

impl Scores {
    fn count(&mut self, measure: &'static str, right: bool, found: bool, gold: bool) {
        let tally = self.0.entry(measure).or_default();
        tally.right += usize::from(right);
        tally.found += usize::from(found);
        tally.gold += usize::from(gold);
    }

    fn get(&self, measure: &str) -> Tally {
        self.0.get(measure).copied().unwrap_or_default()
    }
}

/// A span without surrounding blanks, quote marks, closing punctuation and
/// leading article.
fn trim(text: &str, span: Span) -> Span {
    let marks = ['"', '“', '”', '‘', '’', '\'', ',', ' ', '\n'];
    let words = text[span].trim_start_matches(marks);
    let start = span.end - words.len();
    let words = words.trim_end_matches(|c| marks.contains(&c) || ".;:!?".contains(c));
    let end = start + words.len();
    let article =
        ["the ", "The ", "a ", "A ", "an ", "An "].iter().find(|a| words.starts_with(**a));
    Span::new(start + article.map_or(0, |article| article.len()), end)
}

fn exact(text: &str, found: Span, gold: Span) -> bool {
    trim(text, found) == trim(text, gold)
}

/// At least half of the words of the longer span are shared, or both begin
/// alike and the longer one goes on with a modifier.
fn head(text: &str, found: Span, gold: Span) -> bool {
    let (a, b) = (trim(text, found), trim(text, gold));
    if a == b {
        return true;
    }
    let shared = Span::new(a.start.max(b.start), a.end.min(b.end));
    let words = |span: Span| text[span].split_whitespace().count();
    if 2 * words(shared) >= words(a).max(words(b)) && !shared.is_empty() {
        return true;
    }
    let rest = text[Span::new(a.end.min(b.end), a.end.max(b.end))].trim_start();
    let modifier = [
        "of", "in", "from", "for", "on", "at", "to", "with", "by", "and", "or", "who", "which",
        "that", "whose", "against",
    ];
    let first = rest.split_whitespace().next().unwrap_or("");
    a.start == b.start && (rest.starts_with([',', '(', '—', '–']) || modifier.contains(&first))
}

struct Scorer<'a> {
    name: &'a str,
    document: &'a Document<'a>,
    gold: &'a Gold,
    scores: Scores,
    errors: Vec<String>,
}

impl Scorer<'_> {
    fn error(&mut self, what: &str, at: Span) {
        let line = 1 + self.document.text()[..at.start].matches('\n').count();
        self.errors.push(format!("{}.txt:{line}: {what}", self.name));
    }

    fn entity_names(&self, argument: &Argument, name: &str) -> bool {
        // Canonical names may differ: the same thing has a mention in common.
        self.document.entity(argument).is_some_and(|entity| {
            entity.mentions.iter().filter_map(|&at| self.document.mentions().get(at)).any(|found| {
                self.gold.mentions.iter().any(|m| m.entity == name && m.span.overlaps(found.span))
            })
        })
    }

    fn entities(&mut self) {
        let (gold, document) = (self.gold, self.document);
        for mention in document.mentions() {
            let twin = gold.mentions.iter().find(|m| m.span == mention.span);
            let right = twin.is_some_and(|m| m.kind == mention.kind.as_str());
            self.scores.count("entities", right, true, false);
            if let (Some(twin), Some(entity)) = (twin, document.entities().get(mention.entity)) {
                self.scores.count("entity.name", entity.name == twin.entity, true, false);
            }
            if !right {
                let what =
                    format!("wrong {} {:?}", mention.kind.as_str(), document.slice(mention.span));
                self.error(&what, mention.span);
            }
        }
        for m in &gold.mentions {
            self.scores.count("entities", false, false, true);
            self.scores.count("entity.name", false, false, true);
            if !document.mentions().iter().any(|f| f.span == m.span && f.kind.as_str() == m.kind) {
                self.error(&format!("missed {} {:?}", m.kind, document.slice(m.span)), m.span);
            }
        }
    }

    fn quotes(&mut self) {
        let (gold, document) = (self.gold, self.document);
        let text = document.text();
        let same =
            |found: Span, role: &Role| role.spans.iter().any(|span| exact(text, found, *span));
        let mut used = vec![false; gold.quotes.len()];
        for quote in document.quotes() {
            let twin =
                (0..used.len()).find(|&i| !used[i] && same(quote.span, &gold.quotes[i].said));
            self.scores.count("quotes", twin.is_some(), true, false);
            let spoken = match (twin, &quote.speaker) {
                (Some(i), Some(speaker)) => same(speaker.span, &gold.quotes[i].speaker),
                (Some(i), None) => gold.quotes[i].speaker.spans.is_empty(),
                _ => false,
            };
            self.scores.count("quotes.speaker", spoken, true, false);
            let cue = twin.zip(quote.cue).is_some_and(|(i, cue)| {
                gold.quotes[i].cue.spans.iter().any(|span| span.overlaps(cue))
            });
            self.scores.count("quotes.cue", cue, quote.cue.is_some(), false);
            if let Some(i) = twin {
                used[i] = true;
            }
            if !spoken {
                let what = if twin.is_some() { "speaker of" } else { "wrong" };
                self.error(&format!("{what} quote {:?}", document.slice(quote.span)), quote.span);
            }
        }
        for (quote, used) in gold.quotes.iter().zip(used) {
            self.scores.count("quotes", false, false, true);
            self.scores.count("quotes.speaker", false, false, true);
            self.scores.count("quotes.cue", false, false, true);
            let span = quote.said.spans[0];
            if !used {
                self.error(
                    &format!("missed {} quote {:?}", quote.kind, document.slice(span)),
                    span,
                );
            }
        }
    }

    fn claims(&mut self) {
        let (gold, document) = (self.gold, self.document);
        let sentence = |span: Span| gold.sentences.iter().position(|s| s.overlaps(span));
        let shares = |found: &Option<Argument>, role: &Role| {
            found.is_some_and(|a| role.spans.iter().any(|span| span.overlaps(a.span)))
        };
        // By the cue first; what is left over by sentence and a shared role,
        // since which word is the cue can be argued.
        let mut twin = vec![None; gold.claims.len()];
        let mut used = vec![false; document.claims().len()];
        for by_cue in [true, false] {
            for (i, claim) in gold.claims.iter().enumerate() {
                let fits = |f: &gainsay::Claim| {
                    f.kind.as_str() == claim.kind
                        && if by_cue {
                            claim.cue.spans.iter().any(|cue| cue.overlaps(f.cue))
                        } else {
                            sentence(f.cue) == sentence(claim.cue.spans[0])
                                && (shares(&f.source, &claim.source)
                                    || shares(&f.target, &claim.target)
                                    || shares(&f.content, &claim.content))
                        }
                };
                if twin[i].is_none() {
                    twin[i] = (0..used.len()).find(|&j| !used[j] && fits(&document.claims()[j]));
                    if let Some(j) = twin[i] {
                        used[j] = true;
                    }
                }
            }
        }
        for (j, found) in document.claims().iter().enumerate().filter(|(j, _)| !used[*j]) {
            self.scores.count("claims", false, true, false);
            let what =
                format!("wrong {} {:?} by {}", found.kind, document.slice(found.cue), found.rule);
            self.error(&what, document.claims()[j].cue);
        }
        for (claim, twin) in gold.claims.iter().zip(twin) {
            let found = twin.map(|j| &document.claims()[j]);
            if claim.optional {
                continue;
            }
            self.scores.count("claims", found.is_some(), found.is_some(), true);
            self.roles(claim, found);
        }
    }

    fn roles(&mut self, claim: &Claim, found: Option<&gainsay::Claim>) {
        let text = self.document.text();
        let cue = claim.cue.spans[0];
        if found.is_none() {
            self.error(&format!("missed {} {:?}", claim.kind, &text[cue]), cue);
        }
        let roles = [
            (&claim.source, found.and_then(|f| f.source), ["source.head", "source.exact"]),
            (&claim.target, found.and_then(|f| f.target), ["target.head", "target.exact"]),
            (&claim.content, found.and_then(|f| f.content), ["content.head", "content.exact"]),
            (&claim.via, found.and_then(|f| f.via), ["via.head", ""]),
        ];
        for (role, found_role, measures) in roles {
            let fits = |same: fn(&str, Span, Span) -> bool| {
                found_role.is_some_and(|a| role.spans.iter().any(|span| same(text, a.span, *span)))
            };
            if role.optional && !fits(head) && found_role.is_none() {
                continue;
            }
            let (is, gold) = (found_role.is_some(), !role.spans.is_empty());
            self.scores.count(measures[0], fits(head), is, gold);
            if !measures[1].is_empty() {
                self.scores.count(measures[1], fits(exact), is, gold);
            }
            if let Some(name) = role.entity.as_deref() {
                let right = found_role.is_some_and(|a| fits(head) && self.entity_names(&a, name));
                let named = found_role.is_some_and(|a| a.entity.is_some());
                self.scores.count("role.entity", right, named, true);
            }
            if found.is_some() && !fits(exact) && (is || gold) {
                let want: Vec<&str> = role.spans.iter().map(|span| &text[*span]).collect();
                let got = found_role.map(|a| &text[a.span]);
                let near = if fits(head) { " (head right)" } else { "" };
                let what =
                    format!("{} of {:?}: {got:?} for {want:?}{near}", measures[0], &text[cue]);
                self.error(&what.replace(".head", ""), cue);
            }
        }
        let Some(found) = found else { return };
        let modality = if claim.modality.is_empty() { "asserted" } else { claim.modality };
        let marked = |value: &str| value != "asserted";
        let got = found.modality.as_str();
        self.scores.count("negated", claim.negated && found.negated, found.negated, claim.negated);
        self.scores.count("hedged", claim.hedged && found.hedged, found.hedged, claim.hedged);
        self.scores.count(
            "modality",
            marked(got) && got == modality,
            marked(got),
            marked(modality),
        );
        let flags = (claim.negated, claim.hedged, modality);
        if flags != (found.negated, found.hedged, got) {
            let what = format!(
                "qualifiers of {:?}: {:?} for {flags:?}",
                &text[cue],
                (found.negated, found.hedged, got)
            );
            self.error(&what, cue);
        }
    }
}

#[test]
fn scores_stay_above_their_floors() {
    let extractor = Extractor::new();
    let mut total = Scores::default();
    let mut rows: Vec<(String, Scores)> = Vec::new();
    for (name, text, gold) in articles() {
        let gold =
            parse(&format!("{name}.gold"), &text, &gold).unwrap_or_else(|fault| panic!("{fault}"));
        let document = extractor.extract(&text);
        let mut scorer = Scorer {
            name: &name,
            document: &document,
            gold: &gold,
            scores: Scores::default(),
            errors: Vec::new(),
        };
        scorer.entities();
        scorer.quotes();
        scorer.claims();
        if env::var_os("GOLD_ERRORS").is_some() {
            scorer.errors.iter().for_each(|error| println!("{error}"));
        }
        let scores = scorer.scores;
        for (measure, tally) in &scores.0 {
            let sum = total.0.entry(measure).or_default();
            sum.right += tally.right;
            sum.found += tally.found;
            sum.gold += tally.gold;
        }
        rows.push((name, scores));
    }
    rows.push(("all".into(), total.clone()));
    for (name, scores) in &rows {
        println!("{name}");
        for measure in MEASURES {
            let t = scores.get(measure);
            println!(
                "  {measure:14} P {:.3}  R {:.3}  F1 {:.3}  right {:3} found {:3} gold {:3}",
                t.precision(),
                t.recall(),
                t.f1(),
                t.right,
                t.found,
                t.gold
            );
        }
    }
    let floors = include_str!("gold/FLOORS");
    let mut seen = Vec::new();
    let mut low = Vec::new();
    for (at, line) in
        floors.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#'))
    {
        let place = format!("FLOORS:{}", at + 1);
        let (measure, floor) =
            line.split_once(' ').unwrap_or_else(|| panic!("{place}: expected MEASURE FLOOR"));
        assert!(MEASURES.contains(&measure), "{place}: no measure is called {measure:?}");
        let floor: f64 =
            floor.trim().parse().unwrap_or_else(|_| panic!("{place}: {floor:?} is no number"));
        let f1 = total.get(measure).f1();
        if f1 < floor {
            low.push(format!("{measure} F1 {f1:.3} is below {floor} ({place})"));
        }
        seen.push(measure);
    }
    assert!(low.is_empty(), "{}", low.join("\n"));
    assert_eq!(seen, MEASURES, "FLOORS has one line for each measure, in this order");
}

#[test]
fn faults_in_gold_name_file_and_line() {
    let text = "Ann accused Bob. Bob denied it, and Ann left.\n";
    let fault = |gold: &str| parse("x.gold", text, gold).expect_err("the gold is at fault");
    let rest = "> Ann accused Bob.\n> Bob denied it, and Ann left.\n";
    assert!(parse("x.gold", text, rest).is_ok());
    assert!(fault("> Ann accused Bob.\n").starts_with("x.gold:1: the article goes on"));
    assert!(
        fault("> Bob denied it, and Ann left.\n").starts_with("x.gold:1: not the next sentence")
    );
    assert!(
        fault(&format!("entity org Varn = Varn\n{rest}")).starts_with("x.gold:1: no place is left")
    );
    assert!(fault("entity firm Varn = Varn\n").starts_with("x.gold:1: \"firm\" is no kind"));
    let claim = |fields: &str| {
        fault(&format!(
            "> Ann accused Bob.\nclaim accusation\n{fields}\n> Bob denied it, and Ann left.\n"
        ))
    };
    assert!(claim("  cue  blamed").starts_with("x.gold:3: \"blamed\" does not stand"));
    assert!(claim("  cue  accused").starts_with("x.gold:2: a claim needs a source"));
    assert!(claim("  cue  accused\n  target  Bob = Robert").starts_with("x.gold:4: no entity"));
    assert!(
        claim("  cue  accused\n  target  Bob#3").starts_with("x.gold:4: \"Bob\" stands once only")
    );
    assert!(claim("  cue  accused\n  victim  Bob").starts_with("x.gold:4: role \"victim\""));
    assert!(claim("  cue  accused\n  maybe").starts_with("x.gold:4: flag \"maybe\""));
}
