//! Quotations: every way to mark them, who speaks, and where what is said
//! begins and ends.

use gainsay::{Extractor, QuoteKind};

/// The quotations of `text` as `kind speaker: words`.
fn quotes(text: &str) -> Vec<String> {
    let doc = Extractor::new().extract(text);
    doc.quotes()
        .iter()
        .map(|q| {
            let speaker = q.speaker.map_or("-", |s| doc.slice(s.span));
            format!("{} {speaker}: {}", q.kind.as_str(), doc.slice(q.span))
        })
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(quotes(text), expected, "{text}");
}

/// The name of the entity that speaks each quotation of `text`.
fn speakers(text: &str) -> Vec<Option<String>> {
    let doc = Extractor::new().extract(text);
    let name = |e: usize| doc.entities()[e].name.clone();
    doc.quotes().iter().map(|q| q.speaker.and_then(|s| s.entity).map(name)).collect()
}

#[test]
fn each_convention_of_marks() {
    for text in [
        "“The road is closed,” Anna Koval said.",
        "‘The road is closed,’ Anna Koval said.",
        "\"The road is closed,\" Anna Koval said.",
        "'The road is closed,' Anna Koval said.",
        "''The road is closed,'' Anna Koval said.",
        "``The road is closed,'' Anna Koval said.",
        "«The road is closed», Anna Koval said.",
        "„The road is closed“, Anna Koval said.",
    ] {
        check(text, &["direct Anna Koval: The road is closed,".trim_end_matches(',')]);
    }
}

#[test]
fn a_quotation_inside_a_quotation_is_part_of_it() {
    check(
        "“He told me ‘never again’ and left,” Anna Koval said.",
        &["direct Anna Koval: He told me ‘never again’ and left"],
    );
}

#[test]
fn marks_reopened_at_each_paragraph_have_one_speaker() {
    check(
        "“The road is closed,” Anna Koval said. “It will stay so.\n\n“We have no choice.”",
        &[
            "direct Anna Koval: The road is closed",
            "direct Anna Koval: It will stay so",
            "direct Anna Koval: We have no choice",
        ],
    );
}

#[test]
fn a_paragraph_of_nothing_but_words_goes_on() {
    check(
        "“The road is closed,” Anna Koval said.\n\n“Nobody may pass before Monday.”\n\nThe council met.",
        &[
            "direct Anna Koval: The road is closed",
            "direct Anna Koval: Nobody may pass before Monday",
        ],
    );
}

#[test]
fn an_unclosed_quotation_ends_with_its_paragraph() {
    check(
        "Anna Koval said: “The road is closed.\n\nThe council met.",
        &["direct Anna Koval: The road is closed"],
    );
}

#[test]
fn apostrophes_inches_titles_and_nicknames_are_none() {
    for text in [
        "The drivers' union isn't new, and its '90s posters hang in Koval's shop.",
        "The board is 6'2\" long and 5' 4\" wide.",
        "Peter “Shorty” Holm sang “Autumn Song” at the gate.",
        "The so-called “sheriff” left the town.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn orders_of_words_speaker_and_cue() {
    let said = ["direct Anna Koval: We will appeal against the ruling"];
    for text in [
        "“We will appeal against the ruling,” Anna Koval said.",
        "“We will appeal against the ruling,” said Anna Koval.",
        "Anna Koval said, “We will appeal against the ruling.”",
        "Anna Koval said in a statement: “We will appeal against the ruling.”",
        "“We will appeal against the ruling.” — Anna Koval",
        "Anna Koval: “We will appeal against the ruling.”",
    ] {
        check(text, &said);
    }
}

#[test]
fn a_report_in_the_middle_has_both_halves() {
    check(
        "“The road,” Anna Koval said, “is closed to all traffic.”",
        &["direct Anna Koval: The road", "direct Anna Koval: is closed to all traffic"],
    );
    check(
        "The road, Anna Koval said, is closed to all traffic.",
        &["indirect Anna Koval: The road", "indirect Anna Koval: is closed to all traffic"],
    );
}

#[test]
fn a_colon_introduces_the_next_paragraph() {
    check(
        "Anna Koval released the following statement:\n\n“We will appeal against the ruling.”",
        &["direct Anna Koval: We will appeal against the ruling"],
    );
}

#[test]
fn turns_of_an_interview() {
    check(
        "Q: Is the road closed?\n\nA: It is, until Monday.\n\nQ: And after that?\n\nA: We shall see.",
        &[
            "direct -: Is the road closed?",
            "direct -: It is, until Monday",
            "direct -: And after that?",
            "direct -: We shall see",
        ],
    );
    check(
        "Reporter: Is the road closed?\n\nKoval: It is.\n\nReporter: And the bridge?\n\nKoval: Also.",
        &[
            "direct Reporter: Is the road closed?",
            "direct Koval: It is",
            "direct Reporter: And the bridge?",
            "direct Koval: Also",
        ],
    );
    check("Update: The road is closed.\n\nCorrection: The bridge is open.", &[]);
}

#[test]
fn messages() {
    check("“The road is closed,” Koval tweeted on Monday.", &["direct Koval: The road is closed"]);
    check(
        "The road is closed until Monday. — Anna Koval (@annakoval) March 3, 2021",
        &["direct Anna Koval: The road is closed until Monday"],
    );
}

#[test]
fn a_speaker_has_what_describes_it() {
    for (text, speaker) in [
        (
            "“It is over,” said Anna Koval, the head of the union.",
            "Anna Koval, the head of the union",
        ),
        (
            "Anna Koval, the head of the union, said it was over.",
            "Anna Koval, the head of the union",
        ),
        ("“It is over,” said Anna Koval in an interview.", "Anna Koval"),
        ("Anna Koval, speaking in Oslo, said it was over.", "Anna Koval"),
        ("Drivers who had waited for hours said it was over.", "Drivers who had waited for hours"),
        ("“It is over,” the minister said.", "the minister"),
        ("The ministry and the union said it was over.", "The ministry and the union"),
        ("The report said it was over.", "The report"),
    ] {
        let doc = Extractor::new().extract(text);
        let quote = &doc.quotes()[0];
        assert_eq!(quote.speaker.map(|s| doc.slice(s.span)), Some(speaker), "{text}");
    }
}

#[test]
fn nobody_speaks_where_nobody_is_named() {
    let doc = Extractor::new().extract("“Nothing will be as it was before the flood.”");
    assert_eq!(doc.quotes().len(), 1);
    assert_eq!(doc.quotes()[0].speaker, None);
}

#[test]
fn a_speaker_is_an_entity() {
    assert_eq!(
        speakers("Anna Koval left the talks. “It is over,” she said."),
        [Some("Anna Koval".to_owned())]
    );
    assert_eq!(
        speakers("The talks went on with Anna Koval, who said the road was closed."),
        [Some("Anna Koval".to_owned())]
    );
    assert_eq!(
        speakers("“It is over,” said Anna Koval, the head of the union."),
        [Some("Anna Koval".to_owned())]
    );
}

#[test]
fn a_short_stretch_grows_to_the_clause_of_its_cue() {
    check(
        "Peter Holm called the plan “a costly mistake.”",
        &["mixed Peter Holm: the plan “a costly mistake.”"],
    );
    check(
        "Peter Holm said the plan was “costly” and late.",
        &["mixed Peter Holm: the plan was “costly” and late"],
    );
}

#[test]
fn indirect_speech_begins_and_ends_with_its_clause() {
    for (text, words) in [
        ("The union said that the road was closed.", "the road was closed"),
        ("The union said the road was closed.", "the road was closed"),
        ("The union told reporters on Monday that the road was closed.", "the road was closed"),
        ("The union said the road was closed, but it did not say why.", "the road was closed"),
        ("The union said the road was closed, adding that it was unsafe.", "the road was closed"),
        ("The union said the road was closed, which surprised few drivers.", "the road was closed"),
        ("The union asked whether the road was closed.", "whether the road was closed"),
        ("The union vowed to close the road and left the talks.", "to close the road"),
        ("The road was closed, said Anna Koval, the head of the union.", "The road was closed"),
        ("The road was closed, according to the union.", "The road was closed"),
        ("According to the union, the road was closed.", "the road was closed"),
    ] {
        let doc = Extractor::new().extract(text);
        let first = doc.quotes().first().map(|q| (q.kind, doc.slice(q.span)));
        assert_eq!(first, Some((QuoteKind::Indirect, words)), "{text}");
    }
}

#[test]
fn a_participle_of_saying_goes_on_with_the_speaker() {
    check(
        "Anna Koval said the road was closed, adding that it was unsafe.",
        &["indirect Anna Koval: the road was closed", "indirect Anna Koval: it was unsafe"],
    );
}

#[test]
fn a_claim_knows_the_quotation_it_stands_in() {
    let text = "“The council lied to us and stole the money,” Anna Koval said.";
    let doc = Extractor::new().extract(text);
    for claim in doc.claims().iter().filter(|c| c.quote.is_some()) {
        let quote = &doc.quotes()[claim.quote.unwrap()];
        assert!(quote.span.contains(claim.cue));
    }
    let doc = Extractor::new().extract("“Moscow is to blame,” Anna Koval said.");
    assert_eq!(doc.claims().len(), 1);
    assert_eq!(doc.claims()[0].quote, Some(0));
    assert_eq!(doc.claims()[0].source.map(|s| doc.slice(s.span)), Some("Anna Koval"));
}

#[test]
fn reports_within_reports_end_somewhere() {
    let text = format!("Koval {}it was over.", "said that Holm ".repeat(60));
    assert!(quotes(&text).len() <= 4);
}

/// The speaker of the only quotation of `text`.
#[track_caller]
fn check_speaker(text: &str, speaker: &str) {
    let found = quotes(text);
    let wanted = format!(" {speaker}: ");
    assert!(found.len() == 1 && found[0].contains(&wanted), "{text}: {found:?}");
}

#[test]
fn a_description_belongs_to_the_speaker() {
    for speaker in [
        "Anna Koval, 44",
        "Anna Koval, 44, a nurse from Oslo",
        "Anna Koval, one of the advisers of the mayor",
        "Sen. Peter Holm (D-Conn.)",
        "one official familiar with the talks",
        "one Republican involved in the planning",
        "Peter Holm, the author of “The Long Road,” who studies towns",
    ] {
        check_speaker(&format!("“Nobody came to ask us,” said {speaker}."), speaker);
    }
    for speaker in [
        "Anna Koval, one of the advisers of the mayor,",
        "Another source familiar with the plan",
        "The senator herself",
        "Orlov himself",
        "Other members, including Anna Koval and Peter Holm,",
        "Two officials — including the director of the agency —",
        "More than 4 in 10",
        "One former employee",
        "Koval and other right-wing leaders",
        "Anna Koval of Columbia, South Carolina",
    ] {
        let text = format!("{speaker} said the road was closed.");
        check_speaker(&text, speaker.trim_end_matches([',', '—', ' ']));
    }
}

#[test]
fn the_subject_before_an_insertion_speaks() {
    let text = "“Nobody came to ask us,” Orlov, who led the town for years, said at the time.";
    check_speaker(text, "Orlov, who led the town for years");
    for opening in ["Anna Koval, a spokesman for the town,", "Anna Koval, speaking to voters,"] {
        let text = format!("{opening} said, “The office had a process in place.”");
        assert_eq!(quotes(&text).len(), 1, "{text}");
        assert!(quotes(&text)[0].starts_with("direct Anna Koval"), "{text}");
    }
    check_speaker("Even so, some mayors warn that the rate could fall.", "some mayors");
    check_speaker("The plan was on a variety of topics, the Times said.", "the Times");
}

#[test]
fn a_plural_behind_marks_may_be_the_verb() {
    check_speaker("“The party has changed a lot,” Orlov notes.", "Orlov");
    check_speaker("“I can point to only two of them,” Orlov answers.", "Orlov");
}

#[test]
fn a_participle_speaks_for_its_own_subject() {
    check_speaker("The vote was late, with Anna Koval calling it a “joke.”", "Anna Koval");
    check_speaker(
        "Orlov came close to an admission that soldiers had fought, saying, “There were none.”",
        "Orlov",
    );
    check_speaker("His office put out a statement saying the road was closed.", "His office");
}

#[test]
fn words_that_end_in_a_comma_wait_for_their_report() {
    check(
        "Koval praises her plan in a clip: “Roads are a matter of safety,” the senator says.",
        &["direct the senator: Roads are a matter of safety"],
    );
}

#[test]
fn a_time_can_be_the_subject_of_what_is_said() {
    check("Holm said the period “was unfair.”", &["mixed Holm: the period “was unfair.”"]);
}

#[test]
fn the_second_half_goes_on_with_the_one_who_said_the_first() {
    for report in [
        "Holm said in an interview, pointing out that 98 members voted to insist on it",
        "Holm told Koval, after Koval assured him that most members backed the plan",
        "Holm said, with a passion that almost suggested that the question was wrong",
        "Holm, a top aide, said Monday on the channel’s “Morning Show”",
    ] {
        let text =
            format!("“Most of us agree on this plan,” {report}. “They know what is at stake.”");
        let found = quotes(&text);
        assert!(found.last().is_some_and(|q| q.starts_with("direct Holm")), "{text}: {found:?}");
    }
}

#[test]
fn the_phrase_behind_the_marks_is_the_subject() {
    check_speaker(
        "“Very good man indeed,” Orlov, the 2016 front-runner, said on Monday.",
        "Orlov, the 2016 front-runner",
    );
    check_speaker("“It is nonsense,” Mr. Orlov said by telephone.", "Mr. Orlov");
    check_speaker("“She did not like that,” said a 2008 Koval veteran.", "a 2008 Koval veteran");
    check_speaker(
        "While Holm waits in the town, Peter Koval, R-N.Y., says it is late.",
        "Peter Koval, R-N.Y.",
    );
    check_speaker(
        "Holm has freed up 26 million and on Monday announced that the vote was late.",
        "Holm",
    );
    check_speaker("It was used while in office, but she denied that she lost any files.", "she");
}

#[test]
fn a_title_in_the_opening_is_not_what_was_said() {
    check_speaker("On the channel's “Face the Town,” Holm said the road was closed.", "Holm");
}

#[test]
fn the_main_subject_speaks_behind_a_colon() {
    let text = "In the hours after 14 people were killed, a preacher cheered the attack: “Our men are here in your town.”";
    check_speaker(text, "a preacher");
}

#[test]
fn what_the_writer_adds_is_not_said() {
    check(
        "Koval said Tuesday that he had voted for Holm, but cautioned against a pledge.",
        &["indirect Koval: he had voted for Holm", "indirect Koval: a pledge"],
    );
    check(
        "Koval said she would sign the bill, as did Peter Holm.",
        &["indirect Koval: she would sign the bill"],
    );
    check(
        "Years after Peter Holm claimed that the era was over, Koval won the vote.",
        &["indirect Peter Holm: the era was over"],
    );
    check(
        "He needs the town, and while he said he would hold a meeting, it is unlikely to win.",
        &["indirect he: he would hold a meeting"],
    );
}

#[test]
fn a_title_beside_the_verb_is_where_it_was_said() {
    check(
        "Holm told the channel's “Morning Show” that nobody would doubt her skill.",
        &["indirect Holm: nobody would doubt her skill"],
    );
}

#[test]
fn names_joined_within_what_is_said_do_not_end_it() {
    check(
        "Koval said it would collect the kettles after regulators in Germany and Austria warned of it.",
        &[
            "indirect Koval: it would collect the kettles after regulators in Germany and Austria warned of it",
        ],
    );
    check(
        "Koval told the Post and the Times that the road was closed.",
        &["indirect Koval: the road was closed"],
    );
}

#[test]
fn a_clause_between_the_verb_and_the_words() {
    check(
        "Koval said as she left the town, “Finally, the ice is broken.”",
        &["direct Koval: Finally, the ice is broken"],
    );
}

#[test]
fn a_participle_as_subject_reports_nothing() {
    check(
        "Blaming contractors has become a habit in the industry, said Tomas Reuter.",
        &["indirect Tomas Reuter: Blaming contractors has become a habit in the industry"],
    );
    check("How a mayor responds can be as important as the storm.", &[]);
}

#[test]
fn a_subject_that_the_clause_hides_still_speaks() {
    check_speaker("Both vowed to be tougher on crime.", "Both");
    check_speaker("Day said the plan was late.", "Day");
    check_speaker("Holm, who surprised the town by declaring he would leave, won.", "who");
    check_speaker(
        "The group attacked Holm, with one of its ads asking, “Is he fit to serve the town?”",
        "one of its ads",
    );
    check_speaker(
        "It was an old plan, yet town officials emphasized on Friday that he was not against it.",
        "town officials",
    );
    check(
        "The town said it was late, and Koval, the head of the council, said it was early.",
        &[
            "indirect The town: it was late",
            "indirect Koval, the head of the council: it was early",
        ],
    );
}

#[test]
fn according_to_in_the_middle_has_both_halves() {
    check(
        "Donations, according to the charity, are rarely refunded.",
        &["indirect the charity: Donations", "indirect the charity: are rarely refunded"],
    );
    check(
        "The talks failed because, according to Cole, the envoys would not listen.",
        &["indirect Cole: the envoys would not listen"],
    );
    check(
        "The ship sank, according to Anna Koval, a diver.",
        &["indirect Anna Koval, a diver: The ship sank"],
    );
}

#[test]
fn a_report_that_as_opens_lies_in_what_it_reports() {
    check(
        "As reported by the Daily Post, the mayor was warned twice.",
        &["indirect the Daily Post: the mayor was warned twice"],
    );
    check(
        "The firm, as officials said on Monday, has cut jobs.",
        &["indirect officials: The firm", "indirect officials: has cut jobs"],
    );
    check(
        "The rules changed in May, as Cole has acknowledged.",
        &["indirect Cole: The rules changed in May"],
    );
    check("She excels at facts, as she showed in the first debates.", &[]);
}

#[test]
fn a_whole_clause_before_it_is_what_a_weak_verb_reports() {
    check("The bridge is unsafe, the study found.", &["indirect the study: The bridge is unsafe"]);
    check(
        "Prices fell by a third, the University of Oslo reported on Friday.",
        &["indirect the University of Oslo: Prices fell by a third"],
    );
    check("Two callers hung up; instead, they did not answer the call.", &[]);
}

#[test]
fn whom_one_tells_is_no_part_of_what_is_told() {
    check(
        "The envoy warned the council that the dam was weak.",
        &["indirect The envoy: the dam was weak"],
    );
    check("She promised voters that the tax would go.", &["indirect She: the tax would go"]);
}

#[test]
fn marks_that_open_within_a_verb_group_belong_to_the_clause() {
    check(
        "Cost estimates, he added, were “based on a prototype.”",
        &["indirect he: Cost estimates", "mixed he: were “based on a prototype.”"],
    );
    check(
        "She believes he “surrounds himself with clever people.”",
        &["mixed She: he “surrounds himself with clever people.”"],
    );
}

#[test]
fn what_follows_a_report_behind_marks_is_the_writers() {
    check(
        "“I remember the snow,” she told the hall, where 300 people watched.",
        &["direct she: I remember the snow"],
    );
    check(
        "“You should ask the coach,” Marsh said, another hint that she was tired.",
        &["direct Marsh: You should ask the coach"],
    );
}

#[test]
fn an_adverbial_with_a_gerund_is_no_content() {
    check(
        "She said after meeting the envoys that the talks would go on.",
        &["indirect She: the talks would go on"],
    );
}

#[test]
fn an_apposition_between_subject_and_verb_is_one_with_it() {
    check(
        "The senator stays in the race, his aide, Ann Cole, told the Daily Post.",
        &["indirect his aide, Ann Cole: The senator stays in the race"],
    );
}

#[test]
fn what_opens_the_sentence_goes_with_the_second_half() {
    check(
        "In the long run, analysts say, the rates will fall.",
        &["indirect analysts: In the long run", "indirect analysts: the rates will fall"],
    );
    check(
        "It is no surprise, Anna Koval said, that the vote was lost.",
        &["indirect Anna Koval: It is no surprise", "indirect Anna Koval: the vote was lost"],
    );
    check(
        "It is his job, he said, to talk to the press.",
        &["indirect he: It is his job", "indirect he: to talk to the press"],
    );
    check("On Monday, Koval said, the shops open.", &["indirect Koval: the shops open"]);
    check("In a letter, Koval wrote, “We are late.”", &["direct Koval: We are late"]);
}

#[test]
fn brackets_stand_between_a_speaker_and_the_verb() {
    check(
        "The party may back the plan, Sen. Ann Cole (R-S.C.) told the Post on Thursday.",
        &["indirect Sen. Ann Cole (R-S.C.): The party may back the plan"],
    );
}

#[test]
fn a_plural_before_an_infinitive_may_be_the_verb() {
    check("The union plans to sue, Welch said.", &["indirect Welch: The union plans to sue"]);
    check(
        "The union plans to sue were dropped, Welch said.",
        &["indirect Welch: The union plans to sue were dropped"],
    );
}

#[test]
fn how_fast_is_not_when() {
    check(
        "The bank said the pace of growth had slowed.",
        &["indirect The bank: the pace of growth had slowed"],
    );
    check(
        "The study says history repeats itself.",
        &["indirect The study: history repeats itself"],
    );
}

#[test]
fn a_verb_with_its_particle_introduces_a_quotation() {
    check(
        "After the mayor left the hall, Anna Koval shot back, “We stay.”",
        &["direct Anna Koval: We stay"],
    );
    check(
        "Koval backed the plan in May but has since said it goes too far.",
        &["indirect Koval: it goes too far"],
    );
}

#[test]
fn manners_of_speech_report_beside_a_quotation() {
    check(
        "“Go back to the boats,” Koval barked and a guard led him out.",
        &["direct Koval: Go back to the boats"],
    );
    check("Some chanted “Out! Out!”", &["direct Some: Out! Out!"]);
    check("The court ruled that the law stands.", &["indirect The court: the law stands"]);
    check("The court ruled that out.", &[]);
}

#[test]
fn a_plural_possessive_opens_no_quotation() {
    check("It turns Sanders’ best strength into a weakness and hurts Koval’s friends’ plans.", &[]);
    check("The candidates’ own campaigns must report. The unions’ funds must not.", &[]);
}

#[test]
fn a_relative_clause_is_no_content() {
    check("She answered in a way that could cause trouble.", &[]);
    check("He went on to win the title.", &[]);
    check(
        "The firm cut 300 jobs, reported the Post.",
        &["indirect the Post: The firm cut 300 jobs"],
    );
}

#[test]
fn what_one_says_can_be_part_of_what_another_reports() {
    check(
        "Koval says the bridge is safe, the Post reported.",
        &["indirect the Post: Koval says the bridge is safe", "indirect Koval: the bridge is safe"],
    );
    check("She explained why she left.", &["indirect She: why she left"]);
    check(
        "He said that, if elected, he would go.",
        &["indirect He: that, if elected, he would go"],
    );
    check(
        "While Marsh has vowed to honour the deal, Koval has pledged to “cancel” it.",
        &["indirect Marsh: to honour the deal", "mixed Koval: to “cancel” it"],
    );
}

#[test]
fn prepositions_can_name_what_is_said() {
    check("Doctors warned of a new outbreak.", &["indirect Doctors: a new outbreak"]);
    check("The coach apologised for his words.", &["indirect The coach: his words"]);
    check(
        "His team conceded publicly and privately that he was behind.",
        &["indirect His team: he was behind"],
    );
    check("The merger announced Monday would change the trade.", &[]);
}

#[test]
fn that_before_a_plural_opens_a_clause() {
    check("The minister said that talks had failed.", &["indirect The minister: talks had failed"]);
}

#[test]
fn an_inverted_report_may_stand_in_the_middle() {
    check(
        "What worries people most, said Lena Fischer of the clinic, is the cost.",
        &[
            "indirect Lena Fischer of the clinic: What worries people most",
            "indirect Lena Fischer of the clinic: is the cost",
        ],
    );
    check(
        "She did not say when it would end, but officials expect a ruling by March.",
        &["indirect She: when it would end"],
    );
}

#[test]
fn a_title_may_report_what_another_does() {
    check(
        "Malta Says Norway Launched 40 Drones Overnight",
        &["indirect Malta: Norway Launched 40 Drones Overnight"],
    );
    check(
        "Macron Says Norway Must Choose After Vote",
        &["indirect Macron: Norway Must Choose After Vote"],
    );
}

#[test]
fn a_dateline_is_no_part_of_what_is_said() {
    check(
        "OSLO, May 3 (Reuters) - The bridge will close, the ministry said.",
        &["indirect the ministry: The bridge will close"],
    );
    check(
        "VALLETTA - The dam held on Friday, engineers say.",
        &["indirect engineers: The dam held on Friday"],
    );
}

#[test]
fn a_speaker_may_have_an_adjective_behind_it() {
    check(
        "Sales rose, two people familiar with the talks said.",
        &["indirect two people familiar with the talks: Sales rose"],
    );
    check(
        "The plant will close, people aware of the plan told the paper.",
        &["indirect people aware of the plan: The plant will close"],
    );
}

#[test]
fn what_renames_the_subject_of_the_content_belongs_to_it() {
    check(
        "Police said the suspect, identified as John Marbury, fled on foot.",
        &["indirect Police: the suspect, identified as John Marbury, fled on foot"],
    );
    check(
        "Asked whether it was late, the minister replied: “No.”",
        &["indirect -: whether it was late", "direct the minister: No"],
    );
}
