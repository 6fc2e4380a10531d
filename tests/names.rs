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
