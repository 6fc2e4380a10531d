//! Names in whole texts, by the public interface.

use gainsay::{Document, EntityKind, Extractor};

fn kind(document: &Document<'_>, text: &str) -> Option<EntityKind> {
    document.mentions().iter().find(|m| document.slice(m.span) == text).map(|m| m.kind)
}

#[test]
fn a_surname_is_the_person_named_in_full() {
    let text = "Foreign Minister Jana Novotna spoke first. Later Novotna left the hall.";
    let document = Extractor::new().extract(text);
    let entity = |name: &str| {
        document.mentions().iter().find(|m| document.slice(m.span) == name).map(|m| m.entity)
    };
    assert_eq!(kind(&document, "Jana Novotna"), Some(EntityKind::Person));
    assert_eq!(entity("Jana Novotna"), entity("Novotna"));
    assert!(entity("Novotna").is_some());
}

#[test]
fn a_capital_is_its_country_where_it_acts_and_a_city_where_it_is_visited() {
    let name = |text: &str| {
        let extractor = Extractor::new();
        let document = extractor.extract(text);
        document.entities().iter().find(|e| e.kind == EntityKind::Gpe).map(|e| e.name.clone())
    };
    assert_eq!(name("The envoys say Beijing rejected the offer."), Some("China".into()));
    assert_eq!(name("The envoys met in Beijing on Friday."), Some("Beijing".into()));
}

#[test]
fn an_ordinary_plural_at_the_start_of_a_sentence_is_no_name() {
    let document = Extractor::new().extract("Officials said the bridge was safe.");
    assert_eq!(kind(&document, "Officials"), None);
}

#[test]
fn a_hacking_group_has_its_own_kind() {
    let document = Extractor::new().extract("The report blamed APT31 for the breach.");
    assert_eq!(kind(&document, "APT31"), Some(EntityKind::ThreatActor));
}

/// The kinds under which `name` is mentioned in `text`, with a list of one's own.
fn with_list(list: &str, text: &str, name: &str) -> Option<EntityKind> {
    let mut builder = Extractor::builder();
    builder.gazetteer("own.tsv", list);
    kind(&builder.build().expect("a good list").extract(text), name)
}

#[test]
fn a_list_of_ones_own_lies_over_the_built_in_names() {
    let text = "The firm opened a branch in Norway and praised Quillvane.";
    assert_eq!(with_list("", text, "Norway"), Some(EntityKind::Gpe));
    assert_eq!(with_list("Quillvane\torg\n", text, "Quillvane"), Some(EntityKind::Org));
    assert_eq!(with_list("Quillvane\tproduct\n", text, "Quillvane"), Some(EntityKind::Product));
    let list = "Norway\t-\nNorway\torg\n";
    assert_eq!(
        with_list(list, "Members of Norway praised the plan.", "Norway"),
        Some(EntityKind::Org)
    );
}

#[test]
fn a_mistake_in_a_list_is_an_error_with_its_line() {
    let mut builder = Extractor::builder();
    builder.gazetteer("own.tsv", "# own\nOslo\tcity\nBergen\tcity\n");
    let error = builder.build().expect_err("the lines are not in order");
    assert_eq!(error.location(), ("own.tsv", 3));
    assert_eq!(error.kind(), gainsay::ErrorKind::Gazetteer);
}

#[test]
fn without_built_in_names_only_context_makes_a_name() {
    let mut builder = Extractor::builder();
    builder.builtin_names(false);
    let extractor = builder.build().expect("no list is no mistake");
    let document = extractor.extract("Prices rose; Chinese exports fell. Mr. Tvordal smiled.");
    assert_eq!(kind(&document, "Chinese"), None);
    assert_eq!(kind(&document, "Tvordal"), Some(EntityKind::Person));
}

#[test]
fn a_rare_name_tells_a_person_together_with_another_sign() {
    let text = "Nothing was said of Shwetha Pfleiderer. Brumsey is a word for a bruise.";
    let list = "Brumsey\tfamily-rare\nPfleiderer\tfamily-rare\nShwetha\tgiven-f-rare\n";
    assert_eq!(with_list(list, text, "Shwetha Pfleiderer"), Some(EntityKind::Person));
    assert_eq!(with_list(list, text, "Brumsey"), None);
}
