//! Links: pronouns and short mentions to entities, denials to accusations,
//! repeated mentions to first statements.

use gainsay::{Argument, ClaimKind, Document, Extractor, LinkKind};

fn entity<'d>(doc: &'d Document<'_>, argument: Option<Argument>) -> Option<&'d str> {
    Some(doc.entities()[argument?.entity?].name.as_str())
}

/// The links of `text` as kind and the two cues.
fn links(text: &str) -> Vec<(LinkKind, String, String)> {
    let doc = Extractor::new().extract(text);
    let cue = |i: usize| doc.slice(doc.claims()[i].cue).to_owned();
    doc.links().iter().map(|l| (l.kind, cue(l.from), cue(l.to))).collect()
}

#[track_caller]
fn source(text: &str, kind: &ClaimKind, want: Option<&str>) {
    let doc = Extractor::new().extract(text);
    let claim = doc.claims().iter().rev().find(|c| c.kind == *kind).expect("a claim of the kind");
    assert_eq!(entity(&doc, claim.source), want, "{text}");
}

#[test]
fn a_pronoun_stands_for_the_last_person_that_fits() {
    let a = &ClaimKind::ACCUSATION;
    source("Anna Koval left the talks. She accused Hungary of stalling.", a, Some("Anna Koval"));
    source("Peter Koval left the talks. He accused Hungary of stalling.", a, Some("Peter Koval"));
}

#[test]
fn a_pronoun_of_the_other_gender_is_passed_over() {
    source(
        "Anna Koval met Peter Holm. She blamed him for the delay.",
        &ClaimKind::ACCUSATION,
        Some("Anna Koval"),
    );
}

#[test]
fn in_doubt_a_pronoun_stands_for_nobody() {
    source("He accused the bank of fraud.", &ClaimKind::ACCUSATION, None);
}

#[test]
fn a_capital_that_acts_is_its_state() {
    source("Beijing denied involvement in the raid.", &ClaimKind::DENIAL, Some("China"));
}

#[test]
fn a_title_belongs_to_the_person_it_names() {
    source(
        "Foreign Minister Anna Koval condemned the strike.",
        &ClaimKind::CONDEMNATION,
        Some("Anna Koval"),
    );
}

#[test]
fn what_is_denied_by_a_pronoun_is_no_entity() {
    let doc = Extractor::new().extract("France accused Mali of fraud. Mali denied it.");
    let denial = doc.claims().iter().find(|c| c.kind == ClaimKind::DENIAL).expect("a denial");
    assert_eq!(entity(&doc, denial.target), None);
}

#[test]
fn a_denial_answers_the_accusation_of_who_denies() {
    let found = links("Norway accused Russia of jamming signals. Russia denied jamming signals.");
    assert_eq!(found, [(LinkKind::Answers, "denied".into(), "accused".into())]);
}

#[test]
fn a_denial_of_another_accused_answers_nothing() {
    let found = links("Norway accused Russia of jamming signals. Iran denied selling drones.");
    assert_eq!(found, []);
}

#[test]
fn a_noun_mentions_the_first_denial_again() {
    let found = links("Russia denied jamming signals. Russia's denial surprised nobody in Oslo.");
    assert_eq!(found, [(LinkKind::SameAs, "denial".into(), "denied".into())]);
}

#[test]
fn two_accusers_make_two_accusations() {
    let found = links("Norway accused Russia of spying. Sweden accused Russia of spying.");
    assert_eq!(found, []);
}

/// The links of an article, as they are written in `links.txt`.
fn written(text: &str) -> Vec<String> {
    let doc = Extractor::new().extract(text);
    let cue = |i: usize| doc.slice(doc.claims()[i].cue).replace(' ', "_");
    let named = |i: usize| {
        let nth = (0..=i).filter(|&j| cue(j) == cue(i)).count();
        if nth == 1 { cue(i) } else { format!("{}#{nth}", cue(i)) }
    };
    let links = doc.links().iter();
    let mut links: Vec<String> =
        links.map(|l| format!("{} {} {}", l.kind.as_str(), named(l.from), named(l.to))).collect();
    links.sort_unstable();
    links
}

#[test]
fn articles_have_these_links_and_no_others() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/links.txt");
    let file = std::fs::read_to_string(path).expect("the articles");
    let mut articles = 0;
    for block in file.split("\n### ").skip(1) {
        let (name, rest) = block.split_once('\n').expect("a name");
        let (text, want) = rest.rsplit_once("\n=>").expect("links behind `=>`");
        let mut want: Vec<String> =
            want.split(';').map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
        want.sort_unstable();
        assert_eq!(written(text), want, "{name}");
        articles += 1;
    }
    assert!(articles >= 30, "{articles} articles");
}
