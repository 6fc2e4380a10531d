//! Names in whole texts, by the public interface.

use gainsay::{Article, Document, Entity, EntityKind, Extractor};

fn kind(document: &Document<'_>, text: &str) -> Option<EntityKind> {
    document.mentions().iter().find(|m| document.slice(m.span) == text).map(|m| m.kind)
}

/// The entity of the first mention that reads `mention`.
fn entity<'d>(document: &'d Document<'_>, mention: &str) -> Option<&'d Entity> {
    let mention = document.mentions().iter().find(|m| document.slice(m.span) == mention)?;
    document.entities().get(mention.entity)
}

/// Name and code of the entity of `mention` in `text`.
fn named(text: &str, mention: &str) -> Option<(String, Option<String>)> {
    let document = Extractor::new().extract(text);
    entity(&document, mention).map(|e| (e.name.clone(), e.iso.clone()))
}

/// Checks the kinds of mentions in texts: `(text, mention, kind)`.
fn kinds(cases: &[(&str, &str, Option<EntityKind>)]) {
    let extractor = Extractor::new();
    for &(text, mention, expected) in cases {
        let document = extractor.extract(text);
        let found: Vec<_> =
            document.mentions().iter().map(|m| (document.slice(m.span), m.kind)).collect();
        assert_eq!(kind(&document, mention), expected, "{mention} in {text:?}: {found:?}");
    }
}

#[test]
fn a_surname_is_the_person_named_in_full() {
    let text = "Foreign Minister Jana Novotna spoke first. Later Novotna left the hall.";
    let document = Extractor::new().extract(text);
    assert_eq!(kind(&document, "Jana Novotna"), Some(EntityKind::Person));
    assert_eq!(entity(&document, "Novotna"), entity(&document, "Jana Novotna"));
    assert!(entity(&document, "Novotna").is_some());
}

#[test]
fn a_capital_is_its_country_where_it_acts_or_is_addressed_and_a_city_where_it_is_visited() {
    let china = Some(("China".into(), Some("CN".into())));
    let beijing = Some(("Beijing".into(), None));
    for (text, expected) in [
        ("The envoys say Beijing rejected the offer.", &china),
        ("Beijing will answer in kind, the paper wrote.", &china),
        ("The minister accused Beijing of spying.", &china),
        ("A letter to Beijing went unanswered.", &china),
        ("The envoys met in Beijing on Friday.", &beijing),
        ("He flew to Beijing with two aides.", &beijing),
        ("The mayor of Beijing opened the fair.", &beijing),
        ("Tourists flock to Paris and Beijing.", &beijing),
        ("Talks between Paris and Beijing failed.", &china),
    ] {
        assert_eq!(named(text, "Beijing"), *expected, "{text}");
    }
}

#[test]
fn the_seat_of_a_government_is_its_state_where_it_acts_and_a_place_where_it_is_visited() {
    let state = |name: &str, iso: &str| Some((name.to_owned(), Some(iso.to_owned())));
    for (text, mention, expected) in [
        ("The Kremlin denied the report.", "Kremlin", state("Russia", "RU")),
        ("Tourists may visit the Kremlin again.", "Kremlin", Some(("Kremlin".into(), None))),
        ("The White House said no.", "White House", state("United States", "US")),
        ("They stood outside the White House.", "White House", Some(("White House".into(), None))),
        ("Downing Street rejected the charge.", "Downing Street", state("United Kingdom", "GB")),
        ("The Élysée has condemned the raid.", "Élysée", state("France", "FR")),
    ] {
        assert_eq!(named(text, mention), expected, "{text}");
    }
}

#[test]
fn brussels_is_the_european_union_where_it_acts() {
    let text = "Brussels threatened to sue Budapest. The European Union has said so before.";
    let document = Extractor::new().extract(text);
    assert_eq!(entity(&document, "Brussels"), entity(&document, "European Union"));
    assert_eq!(named(text, "Brussels"), Some(("European Union".into(), None)));
    assert_eq!(named(text, "Budapest"), Some(("Hungary".into(), Some("HU".into()))));
    let visit = "Leaders flew home from Brussels.";
    assert_eq!(named(visit, "Brussels"), Some(("Brussels".into(), None)));
}

#[test]
fn a_name_may_be_turned_round() {
    let document = Extractor::new().extract("Imre Nagy spoke. Nagy Imre was tired.");
    assert_eq!(entity(&document, "Nagy Imre"), entity(&document, "Imre Nagy"));
}

#[test]
fn a_people_before_an_office_is_its_state() {
    let czechia = Some(("Czech Republic".into(), Some("CZ".into())));
    for (text, mention, expected) in [
        ("The Czech government summoned the envoy.", "Czech", &czechia),
        ("A Czech foreign ministry spokesman agreed.", "Czech", &czechia),
        ("The Czech Prime Minister flew home.", "Czech", &czechia),
        ("Czech beer won the prize.", "Czech", &Some(("Czech".into(), None))),
    ] {
        assert_eq!(named(text, mention), *expected, "{text}");
    }
    let document = Extractor::new().extract("China objected. Chinese officials called it a smear.");
    assert_eq!(entity(&document, "Chinese"), entity(&document, "China"));
}

#[test]
fn what_a_name_is_depends_on_the_words_about_it() {
    use EntityKind::{Date, Gpe, Person};
    kinds(&[
        ("Jordan closed its border on Sunday.", "Jordan", Some(Gpe)),
        ("Michael Jordan retired twice. Jordan kept the ball.", "Michael Jordan", Some(Person)),
        ("The coach praised Jordan Pickford for the save.", "Jordan Pickford", Some(Person)),
        ("Paris Hilton opened the show.", "Paris Hilton", Some(Person)),
        ("The talks in Paris ended early.", "Paris", Some(Gpe)),
        ("Turkey recalled its ambassador.", "Turkey", Some(Gpe)),
        ("They cooked a turkey for the guests.", "turkey", None),
        ("Georgia held a vote, Tbilisi said.", "Georgia", Some(Gpe)),
        ("Giorgia Meloni met Georgia Clark in the hall.", "Georgia Clark", Some(Person)),
        ("Washington said it would wait.", "Washington", Some(Gpe)),
        ("The actor Denzel Washington was there.", "Denzel Washington", Some(Person)),
        ("Mrs May resigned after the vote.", "May", Some(Person)),
        ("In the end Theresa May said no in May.", "Theresa May", Some(Person)),
        ("Jordan Henderson scored in Jordan.", "Jordan Henderson", Some(Person)),
        ("Jordan and Israel met. Michael Jordan smiled.", "Jordan", Some(Gpe)),
        ("Christian Lindner resigned.", "Christian Lindner", Some(Person)),
        ("The Christian community is small.", "Christian", Some(EntityKind::Norp)),
        ("Victoria Nuland spoke in Victoria.", "Victoria Nuland", Some(Person)),
        ("The vote was held in May.", "May", Some(Date)),
        ("It may rain, he said.", "may", None),
        ("The trial begins in March.", "March", Some(Date)),
        ("They march through the town.", "march", None),
    ]);
    let extractor = Extractor::new();
    let document = extractor.extract("Michael Jordan retired twice. Jordan kept the ball.");
    assert_eq!(entity(&document, "Jordan"), entity(&document, "Michael Jordan"));
    let document = extractor.extract("Washington said it would wait.");
    assert_eq!(entity(&document, "Washington").and_then(|e| e.iso.as_deref()), Some("US"));
}

#[test]
fn every_kind_is_found() {
    use EntityKind::*;
    kinds(&[
        ("The novelist Marta Oyelaran spoke.", "Marta Oyelaran", Some(Person)),
        ("Kurds and Catholics marched.", "Kurds", Some(Norp)),
        (
            "The Norwegian Fisheries Agency closed the port.",
            "Norwegian Fisheries Agency",
            Some(Org),
        ),
        ("The strike spread through Lesotho.", "Lesotho", Some(Gpe)),
        ("Boats crossed Lake Tondano at night.", "Lake Tondano", Some(Loc)),
        ("Police closed the Keller Bridge.", "Keller Bridge", Some(Fac)),
        ("She won gold at the Asian Games.", "Asian Games", Some(Event)),
        ("It broke the Chemical Weapons Convention.", "Chemical Weapons Convention", Some(Law)),
        ("He starred in the film “Winter Harvest”.", "Winter Harvest", Some(WorkOfArt)),
        ("The army bought a Bayraktar TB2.", "Bayraktar TB2", Some(Product)),
        ("The court met on 4 June 2019.", "4 June 2019", Some(Date)),
        ("The ransomware gang Grimtide leaked the files.", "Grimtide", Some(ThreatActor)),
    ]);
}

#[test]
fn names_of_persons_have_many_forms() {
    let person = Some(EntityKind::Person);
    kinds(&[
        ("President Park Joo-min resigned.", "Park Joo-min", person),
        (
            "He met Sheikh Abdullah bin Zayed Al Nahyan on Sunday.",
            "Abdullah bin Zayed Al Nahyan",
            person,
        ),
        ("The designer Oscar de la Renta dressed her.", "Oscar de la Renta", person),
        ("Luis “Buba” López scored twice.", "Luis “Buba” López", person),
        ("But He Qinghua refused to go.", "He Qinghua", person),
        ("Prison Warden Freddy Cole testified.", "Freddy Cole", person),
        ("A lawyer, Tendai Chikomo, 45, agreed.", "Tendai Chikomo", person),
        ("Governor Anyang Nyong'o paid the bill.", "Anyang Nyong'o", person),
        ("Ursula Owusu-Ekuful chaired the panel.", "Ursula Owusu-Ekuful", person),
        ("The chairman Chung Ki - Sun resigned.", "Chung Ki - Sun", person),
        ("He met Prayut Chan-o-cha at noon.", "Prayut Chan-o-cha", person),
        ("The general Zia-ul-Haq took power.", "Zia-ul-Haq", person),
        ("King Misuzulu ka Zwelithini spoke.", "Misuzulu ka Zwelithini", person),
        ("Green MPs Andrew Bragg and Mia Tull left.", "Andrew Bragg", person),
        ("The crime writer Don Winslow agreed.", "Don Winslow", person),
        ("Hon'ble Minister Verma spoke.", "Verma", person),
        ("Coal Miners Union Freddy Cole spoke first.", "Freddy Cole", person),
        ("In the end Mark Uwazurike won.", "Mark Uwazurike", person),
        ("In the end CJ Tvordal won.", "CJ Tvordal", person),
        ("The fleet of Kublai Khan sank.", "Kublai Khan", person),
        ("(Reporting by Sarah White; Editing by Toby Stone)", "Sarah White", person),
    ]);
}

#[test]
fn names_of_bodies_hold_places_links_and_lists() {
    let org = Some(EntityKind::Org);
    kinds(&[
        ("The University of Cape Town closed.", "University of Cape Town", org),
        (
            "He joined the Ministry of Agriculture, Forestry and Fisheries.",
            "Ministry of Agriculture, Forestry and Fisheries",
            org,
        ),
        ("The Kenyan Food and Drug Agency objected.", "Kenyan Food and Drug Agency", org),
        ("The Supreme People's Court ruled.", "Supreme People's Court", org),
        ("They sued the security firm Valdane in March.", "Valdane", org),
        ("The High Court on Tuesday freed him.", "High Court", org),
        ("The Prosecutor's Office wants ten years.", "Prosecutor's Office", org),
    ]);
}

#[test]
fn letters_in_brackets_are_the_body_named_before_them_or_a_term() {
    let text = "The Lagoon Safety Board (LSB) met. The LSB wants a new term of lease (NTL).";
    let document = Extractor::new().extract(text);
    assert_eq!(entity(&document, "LSB"), entity(&document, "Lagoon Safety Board"));
    assert!(entity(&document, "LSB").is_some());
    assert_eq!(kind(&document, "NTL"), None);
}

#[test]
fn what_bodies_have_makes_a_name_a_body() {
    let org = Some(EntityKind::Org);
    kinds(&[
        ("Shares in Quendale fell by a tenth.", "Quendale", org),
        ("A stake in Varlon was sold.", "Varlon", org),
        ("Workers left early as Dentrel's net profit fell.", "Dentrel", org),
        ("On Monday Mirvana boss Sam Dole resigned.", "Mirvana", org),
        ("She sold Zelmar, which she founded. He had founded Zelmar.", "Zelmar", org),
        ("The paper La Quorra agreed, said La Quorra chief Sam Dole.", "La Quorra", org),
    ]);
}

#[test]
fn an_article_before_a_modifier_says_nothing_of_the_name() {
    let person = Some(EntityKind::Person);
    kinds(&[
        ("The Tvordal administration fell. He knows that Tvordal lost.", "Tvordal", person),
        ("The news that Tvordal told friends to wait is old.", "Tvordal", person),
        ("A critic of the Hamburg court spoke.", "Hamburg", Some(EntityKind::Gpe)),
    ]);
}

#[test]
fn a_place_that_plays_is_a_team_in_a_text_about_sport() {
    use EntityKind::{Gpe, Org};
    let sport = "Touchdowns by the quarterback decided it.";
    for (text, mention, expected) in [
        ("Boston beat Toronto 31-7 on Sunday.", "Boston", Org),
        ("The men of Denver lost to Cleveland.", "Cleveland", Org),
        ("Chicago 35 Detroit 9", "Detroit", Org),
        ("The fans flew home from Denver.", "Denver", Gpe),
        ("France beat Croatia 4-2.", "France", Gpe),
    ] {
        let text = format!("{sport} {text}");
        kinds(&[(&text, mention, Some(expected))]);
    }
    kinds(&[("Boston beat its own record for rain.", "Boston", Some(Gpe))]);
}

#[test]
fn a_head_alone_is_the_body_whose_name_ends_with_it() {
    let org = Some(EntityKind::Org);
    kinds(&[
        ("The Lagoon Tribunal met. Later the Tribunal ruled.", "Tribunal", org),
        ("The Opposition left the hall.", "Opposition", None),
        ("The duty of the Republic is clear.", "Republic", None),
    ]);
}

#[test]
fn a_body_may_be_called_by_its_first_word() {
    let text = "The union sued Valdane Shipping. Valdane denied the charge.";
    let document = Extractor::new().extract(text);
    assert_eq!(kind(&document, "Valdane"), Some(EntityKind::Org));
    assert_eq!(entity(&document, "Valdane"), entity(&document, "Valdane Shipping"));
}

#[test]
fn names_in_a_list_are_of_one_type() {
    kinds(&[(
        "The line will link Dubai, Al Mirfa and Fujairah.",
        "Al Mirfa",
        Some(EntityKind::Gpe),
    )]);
}

#[test]
fn an_ordinary_plural_at_the_start_of_a_sentence_is_no_name() {
    kinds(&[
        ("Officials said the bridge was safe.", "Officials", None),
        ("He was fined QR27,500 by the court.", "QR27,500", None),
        ("The Company will pay.", "Company", None),
        ("The Chief Guest arrived late.", "Guest", None),
        ("Later Office asked for more.", "Office", None),
        ("In Early June they met.", "Early", None),
        ("November’s total fell.", "November", Some(EntityKind::Date)),
        ("The vote of January stands.", "January", Some(EntityKind::Date)),
    ]);
}

#[test]
fn a_hacking_group_has_its_own_kind_and_its_synonyms() {
    let document = Extractor::new().extract("The report blamed APT31 and TA9407 for the malware.");
    assert_eq!(kind(&document, "APT31"), Some(EntityKind::ThreatActor));
    assert_eq!(kind(&document, "TA9407"), Some(EntityKind::ThreatActor));
    let group = entity(&document, "APT31").unwrap();
    assert!(group.synonyms.iter().any(|s| s.eq_ignore_ascii_case("zirconium")), "{group:?}");
    assert!(!group.synonyms.contains(&group.name));
    assert!(entity(&document, "TA9407").unwrap().synonyms.is_empty());
}

#[test]
fn hackers_are_named_by_those_who_watch_them() {
    let group = Some(EntityKind::ThreatActor);
    kinds(&[
        ("The hackers, a group it calls Opal Wren, stole mail.", "Opal Wren", group),
        ("Hackers tracked as Brass Finch used phishing.", "Brass Finch", group),
        ("The malware of the group, dubbed Quartz Fox, spread.", "Quartz Fox", group),
        ("The ransomware gang LockBit denied it.", "LockBit", group),
        ("Phishing mails came, as Brenda Finch said.", "Brenda Finch", Some(EntityKind::Person)),
        ("Phishing is in the catalogue as TA0043.", "TA0043", Some(EntityKind::Product)),
    ]);
}

#[test]
fn dates_are_resolved_against_that_of_the_article() {
    let text = "On Monday the court, which met on May 3, adjourned. It sat again yesterday.";
    let date = |article: &Article<'_>, mention: &str| {
        let document = Extractor::new().extract_article(article);
        entity(&document, mention).and_then(|e| e.date.clone())
    };
    let dated = Article::new(text).dated("2025-05-28".parse().unwrap());
    assert_eq!(date(&dated, "Monday").as_deref(), Some("2025-05-26"));
    assert_eq!(date(&dated, "May 3").as_deref(), Some("2025-05-03"));
    assert_eq!(date(&dated, "yesterday").as_deref(), Some("2025-05-27"));
    assert_eq!(date(&Article::new(text), "Monday"), None);
    let full = Article::new("They met on 3 May 2021, a Monday.");
    assert_eq!(date(&full, "3 May 2021").as_deref(), Some("2021-05-03"));
}

#[test]
fn two_names_of_one_day_are_one_date() {
    let text = "They met on Tuesday. The vote of May 27 stands.";
    let article = Article::new(text).dated("2025-05-28".parse().unwrap());
    let document = Extractor::new().extract_article(&article);
    assert_eq!(entity(&document, "Tuesday"), entity(&document, "May 27"));
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

#[test]
fn a_body_may_have_two_fields_or_a_genitive_in_its_name() {
    let org = Some(EntityKind::Org);
    kinds(&[
        ("The National Water Council met.", "National Water Council", org),
        (
            "The ministry's Planning and Decision Support Center said no.",
            "Planning and Decision Support Center",
            org,
        ),
        (
            "He joined the Kenya Research and Innovation Council.",
            "Kenya Research and Innovation Council",
            org,
        ),
        ("The Supreme People's Procuratorate said no.", "Supreme People's Procuratorate", org),
        ("The Namibia Employers' Federation said no.", "Namibia Employers' Federation", org),
        ("The District Prosecutors' Office said no.", "District Prosecutors' Office", org),
        (
            "He wrote to the College of Music and the Federal Court of Justice.",
            "College of Music",
            org,
        ),
        (
            "It was the Food and Farm Research and Extension Institute.",
            "Food and Farm Research and Extension Institute",
            org,
        ),
        ("The Directorate-General of Roads said no.", "Directorate-General of Roads", org),
    ]);
}

#[test]
fn the_field_of_an_office_is_no_body() {
    for text in [
        "She was named Minister of Foreign Affairs and International Cooperation in May.",
        "It was Foreign Affairs Minister Jana Novotna who spoke.",
        "It was Foreign Trade and Tourism Minister Jana Novotna who spoke.",
        "She is the director of Public Policy there.",
    ] {
        let document = Extractor::new().extract(text);
        let org = document.mentions().iter().find(|m| m.kind == EntityKind::Org);
        assert_eq!(org.map(|m| document.slice(m.span)), None, "{text}");
    }
    kinds(&[
        ("He met the Secretary-General of the ANC.", "ANC", Some(EntityKind::Org)),
        ("It was Orange County Sheriff Don Barnes.", "Orange County", Some(EntityKind::Loc)),
    ]);
}

#[test]
fn letters_of_a_body_name_spell_what_it_is_called() {
    let text = "The Northern Wind Energy Union (Nowenu) spoke first. Later Nowenu left the hall.";
    let document = Extractor::new().extract(text);
    assert_eq!(kind(&document, "Nowenu"), Some(EntityKind::Org));
    assert_eq!(entity(&document, "Nowenu"), entity(&document, "Northern Wind Energy Union"));
}

#[test]
fn a_word_that_says_what_it_is_stands_before_a_name() {
    kinds(&[
        ("The NGO Campos Abiertos said no.", "Campos Abiertos", Some(EntityKind::Org)),
        ("The destroyer USS Fairwater sailed on.", "USS Fairwater", Some(EntityKind::Product)),
        ("A loan came from Nordbank in May.", "Nordbank", Some(EntityKind::Org)),
        (
            "He was born in San Antonio de los Altos.",
            "San Antonio de los Altos",
            Some(EntityKind::Gpe),
        ),
    ]);
}

#[test]
fn ordinary_words_alone_are_a_scheme_rather_than_a_body() {
    kinds(&[
        (
            "They joined the Winter Rescue Scheme in May.",
            "Winter Rescue Scheme",
            Some(EntityKind::Product),
        ),
        (
            "They joined the Village Defence Groups in May.",
            "Village Defence Groups",
            Some(EntityKind::Org),
        ),
        ("It was the Marlin missile that fell.", "Marlin", Some(EntityKind::Product)),
        (
            "Engineers built the Webb Space Telescope.",
            "Webb Space Telescope",
            Some(EntityKind::Product),
        ),
        ("She won the U-20 title.", "U", None),
    ]);
}

#[test]
fn a_word_after_a_name_tells_a_people_or_a_place() {
    kinds(&[
        ("She studies the Zaghari language.", "Zaghari", Some(EntityKind::Norp)),
        ("Zaghari tribesmen held the pass.", "Zaghari", Some(EntityKind::Norp)),
        (
            "The party lost Faizabad, the constituency of its leader.",
            "Faizabad",
            Some(EntityKind::Gpe),
        ),
        (
            "The Sultanate of the south said no, and the Sultanate paid.",
            "Sultanate",
            Some(EntityKind::Gpe),
        ),
        ("A company in Houston, Texas, a spokesman said, paid.", "Texas", Some(EntityKind::Gpe)),
    ]);
}

#[test]
fn a_word_that_is_a_given_name_too_begins_a_person_before_an_unknown_name() {
    kinds(&[
        ("Grace Mutandwa said no.", "Grace Mutandwa", Some(EntityKind::Person)),
        ("Hassan Sheikh Mohamud said no.", "Hassan Sheikh Mohamud", Some(EntityKind::Person)),
        ("Yesterday Masayoshi Son declined to comment.", "Masayoshi Son", Some(EntityKind::Person)),
    ]);
}

#[test]
fn a_title_in_quotation_marks_may_be_one_ordinary_word() {
    let work = Some(EntityKind::WorkOfArt);
    kinds(&[("The film \"Parasite\" won a prize.", "Parasite", work)]);
}

#[test]
fn a_name_of_the_web_is_one_word() {
    kinds(&[("Shares in Marlo.kz fell.", "Marlo.kz", Some(EntityKind::Org))]);
}

#[test]
fn a_county_is_a_team_where_teams_play() {
    let text = "Somerset beat Sussex by an innings as the last wicket fell in cricket.";
    kinds(&[(text, "Sussex", Some(EntityKind::Org)), (text, "Somerset", Some(EntityKind::Org))]);
}

#[test]
fn places_are_teams_in_rows_of_results_and_places_in_datelines() {
    let text = "NBA BASKETBALL - STANDINGS AFTER THURSDAY'S GAMES.\n\nNEW YORK 1998-12-04\n\n\
                MIAMI 14 4 .778 -\n\nBOSTON 10 6 .625 3\n\n\
                Thursday's results: Washington 110 Denver 87.\n\nDETROIT AT TORONTO\n";
    let org = Some(EntityKind::Org);
    kinds(&[
        (text, "NEW YORK", Some(EntityKind::Gpe)),
        (text, "MIAMI", org),
        (text, "BOSTON", org),
        (text, "Denver", org),
        (text, "DETROIT", org),
        (text, "TORONTO", org),
    ]);
    let text =
        "In cricket, as the last wicket fell, Durham 114 (S. Hale 4-28) trailed. Kent 108-3.";
    kinds(&[(text, "Durham", org), (text, "Kent", org)]);
}

#[test]
fn a_company_is_one_with_and_without_its_legal_form() {
    let text = "Halden Shipping Ltd paid. Later Halden Shipping denied it. Glencore Plc agreed with Glencore.";
    let document = Extractor::new().extract(text);
    assert_eq!(entity(&document, "Halden Shipping Ltd"), entity(&document, "Halden Shipping"));
    assert_eq!(entity(&document, "Glencore Plc"), entity(&document, "Glencore"));
    assert!(entity(&document, "Glencore").is_some_and(|e| e.mentions.len() == 2));
}

#[test]
fn letters_in_brackets_are_the_body_before_them_whatever_the_lists_say() {
    let text = "The African Development Bank (ADB) paid. ADB said so.";
    let document = Extractor::new().extract(text);
    assert_eq!(entity(&document, "ADB"), entity(&document, "African Development Bank"));
}

#[test]
fn a_place_called_after_a_person_is_no_place_within_a_longer_name() {
    kinds(&[
        ("On Friday Aung San Suu Kyi spoke.", "Aung San Suu Kyi", Some(EntityKind::Person)),
        ("On Friday Mswati III spoke.", "Mswati III", Some(EntityKind::Person)),
    ]);
}

#[test]
fn a_credit_ends_a_name_and_so_does_a_word_of_the_next_clause() {
    let person = Some(EntityKind::Person);
    let text = "(Reporting by Ann Haldane Editing by Jo Marbury)";
    kinds(&[
        (text, "Ann Haldane", person),
        (text, "Jo Marbury", person),
        ("Doug Jones - A former judge from Selma - spoke first.", "Doug Jones", person),
        ("In South Korea I also met them.", "South Korea", Some(EntityKind::Gpe)),
        ("They met Seo In-guk and Lee In-young.", "Seo In-guk", person),
        ("They met Seo In-guk and Lee In-young.", "Lee In-young", person),
        ("On Friday Khalifa Haftar spoke.", "Khalifa Haftar", person),
    ]);
}

#[test]
fn a_sentence_full_of_names_is_no_heading() {
    let text = "The film \"Harbour\" by Bong Dae-jung won the Palme d'Or at Cannes.";
    kinds(&[
        (text, "Bong Dae-jung", Some(EntityKind::Person)),
        (
            "The Securities and Exchange Board of Malta said no.",
            "Securities and Exchange Board of Malta",
            Some(EntityKind::Org),
        ),
        ("They played at the Stade de France.", "Stade de France", Some(EntityKind::Loc)),
    ]);
}

#[test]
fn a_surname_that_is_a_word_is_one_where_it_acts() {
    let person = Some(EntityKind::Person);
    kinds(&[
        ("Anna Lee opened the hall. Lee said it was late.", "Lee", person),
        ("Regina Ip spoke first. Ip agreed with him.", "Ip", person),
        ("Julie Bishop flew home. Bishop has been ill.", "Bishop", person),
        ("Julie Bishop flew home. The Bishop said a prayer.", "Bishop", None),
        ("Tim Long went home. Long delays followed.", "Long", None),
        ("The court heard that Sun Qinghua took bribes.", "Sun Qinghua", person),
        ("Vietnamese President To Lam flew home.", "To Lam", person),
    ]);
}

#[test]
fn an_ordinary_word_is_no_place_without_more() {
    kinds(&[
        ("The results appeared in Nature on Monday.", "Nature", None),
        ("They called for a State of Emergency at once.", "Emergency", None),
        ("The talks took place in Quendale on Monday.", "Quendale", Some(EntityKind::Gpe)),
    ]);
}

#[test]
fn a_noun_explains_the_name_behind_it() {
    kinds(&[
        (
            "He joined his party, the Civic Unity Pledge, in May.",
            "Civic Unity Pledge",
            Some(EntityKind::Org),
        ),
        ("They gave the sites to his wife, Parvathi.", "Parvathi", Some(EntityKind::Person)),
        ("They settled in its largest town, Quendale.", "Quendale", Some(EntityKind::Gpe)),
    ]);
}

#[test]
fn a_body_may_hold_a_large_link_and_a_site_two_parts() {
    kinds(&[
        (
            "The Malta Commission Against Fraud said so.",
            "Malta Commission Against Fraud",
            Some(EntityKind::Org),
        ),
        (
            "They were taken to Quendale Teaching and Referral Hospital.",
            "Quendale Teaching and Referral Hospital",
            Some(EntityKind::Fac),
        ),
        ("News of Anna Hale's death came late.", "Anna Hale", Some(EntityKind::Person)),
    ]);
}

#[test]
fn a_team_is_called_by_the_end_of_its_name_and_a_club_by_its_city() {
    let text = "The Detroit Tigers won. For the Tigers it was the first win.";
    let sport = "The striker scored two goals for Olimpek Donetsk.";
    let org = Some(EntityKind::Org);
    kinds(&[(text, "Tigers", org), (sport, "Olimpek Donetsk", org)]);
}

#[test]
fn a_storm_has_a_name_and_a_judge_one_that_may_be_a_place() {
    let event = Some(EntityKind::Event);
    kinds(&[
        ("Hurricane Olwen hit the coast.", "Hurricane Olwen", event),
        ("The roof was lost when Typhoon Saolo struck.", "Typhoon Saolo", event),
        ("Storm clouds gathered.", "Storm", None),
        ("Mr Justice Lane said the order was lawful.", "Lane", Some(EntityKind::Person)),
        ("The King Fahd Hospital said so.", "King Fahd Hospital", Some(EntityKind::Fac)),
        ("Climate Action Network said no.", "Climate Action Network", Some(EntityKind::Org)),
    ]);
    let text = "Ann Hale, R-Texas, and Jo Dole (D-Ohio) agreed.";
    let place = Some(EntityKind::Gpe);
    kinds(&[(text, "Texas", place), (text, "Ohio", place), (text, "R-Texas", None)]);
}

#[test]
fn a_team_of_the_lists_is_one_with_the_end_of_its_name() {
    let text = "The Detroit Tigers won. For the Tigers it was the first win.";
    let document = Extractor::new().extract(text);
    assert_eq!(entity(&document, "Tigers"), entity(&document, "Detroit Tigers"));
}

#[test]
fn a_number_behind_a_hyphen_belongs_to_a_name_of_a_series() {
    let product = Some(EntityKind::Product);
    kinds(&[
        ("The probe Lunak-25 crashed on Monday.", "Lunak-25", product),
        ("They ordered two Su-57 jets.", "Su-57", product),
        ("The Pragyan rover moved.", "Pragyan", product),
        ("They beat Halden 3-2 on Monday.", "3", None),
    ]);
}

#[test]
fn a_body_may_be_called_after_its_country() {
    let org = Some(EntityKind::Org);
    kinds(&[
        ("They suspended Sri Lanka Cricket on Monday.", "Sri Lanka Cricket", org),
        ("It snowed in the U.S. South on Monday.", "U.S.", Some(EntityKind::Gpe)),
        ("Brokerage Motilal Gowda cut its target.", "Motilal Gowda", org),
        ("Assistant U.S. Attorney Jo Dole spoke.", "Jo Dole", Some(EntityKind::Person)),
    ]);
}

#[test]
fn initials_are_the_body_that_the_article_names_in_full() {
    let text = "The Rapid Support Forces left the city. The RSF said so.";
    let document = Extractor::new().extract(text);
    assert_eq!(entity(&document, "RSF"), entity(&document, "Rapid Support Forces"));
}

#[test]
fn creeds_and_storms_are_known_by_their_words() {
    kinds(&[
        ("They said Halderism was over.", "Halderism", Some(EntityKind::Norp)),
        ("The Halderists left the room.", "Halderists", Some(EntityKind::Norp)),
        ("The damage from tropical storm Olwen was large.", "Olwen", Some(EntityKind::Event)),
        ("The fighting in Amhara went on.", "Amhara", Some(EntityKind::Loc)),
        ("The Amhara elders agreed.", "Amhara", Some(EntityKind::Norp)),
    ]);
}

#[test]
fn one_name_may_be_a_river_and_a_company() {
    let place = Some(EntityKind::Loc);
    kinds(&[
        ("Rain fell in the Amazon on Monday.", "Amazon", place),
        ("The shares of Amazon fell.", "Amazon", Some(EntityKind::Org)),
        ("The Amazon store was shut.", "Amazon", Some(EntityKind::Org)),
        (
            "They robbed the Malta National Bank of Rs 5,000.",
            "Malta National Bank",
            Some(EntityKind::Org),
        ),
        ("Moon Jae-on scored twice.", "Moon Jae-on", Some(EntityKind::Person)),
        ("Macron Says Oslo Must Choose", "Macron", Some(EntityKind::Person)),
        ("Jo Smith left. Smith wants a word.", "Smith", Some(EntityKind::Person)),
        ("The South's Air Force agreed.", "Air Force", Some(EntityKind::Org)),
        ("The Quendale copper mine was shut.", "Quendale", Some(EntityKind::Gpe)),
        ("The market is open on Saturdays.", "Saturdays", Some(EntityKind::Date)),
    ]);
}

#[test]
fn a_company_is_called_by_its_first_word_and_a_surname_owns() {
    let org = Some(EntityKind::Org);
    let text = "Novo Nordisk raised its outlook. In May Novo said sales fell.";
    kinds(&[
        (text, "Novo", org),
        ("They bought Haldex Veritat, the maker of toys, in May.", "Haldex Veritat", org),
        ("They met Donald Trump. Trump's lawyer was late.", "Trump", Some(EntityKind::Person)),
    ]);
}

#[test]
fn two_bodies_are_two_and_a_union_of_many_is_one() {
    let org = Some(EntityKind::Org);
    kinds(&[
        ("The Khasi Students' Union burned cars.", "Khasi Students' Union", org),
        ("The Carter Center and National Election Watch agreed.", "National Election Watch", org),
    ]);
}
