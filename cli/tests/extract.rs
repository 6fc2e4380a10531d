//! The program from end to end: what goes in, what comes out, and how it ends.

mod common;

use common::{errors, file, line, program, records, run};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

const ARTICLE: &str = include_str!("../../examples/article.txt");

/// The texts of all objects that carry one, checked against the slice that
/// their offsets give in `units`.
fn check_slices<T>(record: &Value, units: &[T], decode: &dyn Fn(&[T]) -> String) -> usize {
    match record {
        Value::Object(fields) => {
            let mut checked = 0;
            if let (Some(start), Some(end), Some(text)) =
                (fields.get("start"), fields.get("end"), fields.get("text"))
            {
                let range = start.as_u64().unwrap() as usize..end.as_u64().unwrap() as usize;
                assert_eq!(text.as_str().unwrap(), decode(&units[range]));
                checked += 1;
            }
            checked + fields.values().map(|v| check_slices(v, units, decode)).sum::<usize>()
        }
        Value::Array(items) => items.iter().map(|v| check_slices(v, units, decode)).sum(),
        _ => 0,
    }
}

#[test]
fn reads_json_lines_and_keeps_ids_and_order() {
    let input = b"\n{\"id\":\"a\",\"text\":\"One. Two.\"}\n\n {\"text\":\"Three.\",\"id\":7,\"more\":[1]}\r\n{\"text\":\"\"}";
    let output = run(&["extract"], input);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(errors(&output), "");
    let records = records(&output);
    let ids: Vec<_> = records.iter().map(|r| r["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["a", "7", "stdin#5"]);
    assert_eq!(records[0]["schema_version"], 1);
    assert_eq!(records[0]["sentences"].as_array().unwrap().len(), 2);
    assert_eq!(records[2]["sentences"].as_array().unwrap().len(), 0);
}

#[test]
fn reads_plain_text_files_whole_and_names_them_by_path() {
    let one = file("one.txt", "  Café closed.\n\nIt rained.\n".as_bytes());
    let two = file("two.txt", b"{\"text\": \"This one is JSON Lines, whatever it is called.\"}\n");
    let output = run(&["extract", one.to_str().unwrap(), two.to_str().unwrap(), "-"], b"Third.");
    assert_eq!(output.status.code(), Some(0));
    let records = records(&output);
    assert_eq!(records[0]["id"], one.to_str().unwrap());
    assert_eq!(records[0]["sentences"][0]["start"], 2, "white space in front counts");
    assert_eq!(records[0]["sentences"][1]["start"], 16);
    assert_eq!(records[1]["id"], format!("{}#1", two.display()));
    assert_eq!(records[2]["id"], "stdin");
}

#[test]
fn the_layout_of_the_input_can_be_told() {
    let input = b"{braces} open this text.";
    assert_eq!(run(&["extract"], input).status.code(), Some(3));
    let output = run(&["extract", "--from", "text"], input);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(records(&output)[0]["sentences"][0]["start"], 0);
    let output = run(&["extract", "--from", "jsonl"], b"Plain text.\n");
    assert_eq!(output.status.code(), Some(3));
    assert!(errors(&output).starts_with("stdin:1: "), "{}", errors(&output));
}

#[test]
fn a_bad_line_is_reported_and_the_rest_goes_on() {
    let mut input = line(&serde_json::json!({"id": "first", "text": "One."}));
    input.extend(
        b"{\"id\": \"no text\"}\n{\"text\": 5}\n\xff\xfe\nnot json\n{\"text\": \"\\ud800\"}\n",
    );
    input.extend(line(&serde_json::json!({"id": "last", "text": "Two."})));
    let path = file("bad.jsonl", &input);
    let output = run(&["extract", path.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(3));
    let records = records(&output);
    assert_eq!(records.len(), 2);
    assert_eq!((&records[0]["id"], &records[1]["id"]), (&"first".into(), &"last".into()));
    let lines: Vec<_> = errors(&output).lines().collect();
    assert_eq!(lines.len(), 6, "{lines:?}");
    assert_eq!(lines[5], "gainsay: 2 articles read, 0 claims found, 5 bad records");
    let mut offset = input.iter().position(|&b| b == b'\n').unwrap() + 1;
    for (i, line) in lines[..5].iter().enumerate() {
        let end = format!(" (record at byte {offset})");
        assert!(line.ends_with(&end), "{line} does not end in {end}");
        offset += input[offset..].iter().position(|&b| b == b'\n').unwrap() + 1;
        assert!(line.starts_with(&format!("{}:{}: ", path.display(), i + 2)), "{line}");
    }
    assert!(lines[0].contains("missing field `text`"), "{}", lines[0]);
    assert!(lines[2].contains("UTF-8"), "{}", lines[2]);
}

#[test]
fn a_plain_text_that_is_no_utf8_fails_with_its_line() {
    let output = run(&["extract"], b"One.\nTwo \xff.\n");
    assert_eq!(output.status.code(), Some(3));
    assert!(
        errors(&output).starts_with("stdin:1: not valid UTF-8 at byte 9, in line 2"),
        "{}",
        errors(&output)
    );
}

#[test]
fn a_missing_file_is_an_input_error_and_the_others_are_read() {
    let output = run(&["extract", "no/such/file", "-"], b"One.");
    assert_eq!(output.status.code(), Some(4));
    assert_eq!(records(&output).len(), 1);
    assert!(errors(&output).starts_with("no/such/file: "), "{}", errors(&output));
}

#[test]
fn wrong_usage_has_a_code_of_its_own() {
    for arguments in
        [&["extract", "--offsets", "words"][..], &["extract", "--nonsense"], &["x"], &[]]
    {
        assert_eq!(run(arguments, b"").status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut input = Vec::new();
    for _ in 0..2000 {
        input.extend(line(&serde_json::json!({"text": "One sentence stands here.".repeat(20)})));
    }
    let path = file("long.jsonl", &input);
    let mut child = program()
        .args(["extract", path.to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.starts_with("{\"schema_version\":1"));
    let mut complaint = String::new();
    child.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
    assert_eq!(complaint, "");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn an_answer_comes_before_the_next_article_is_sent() {
    let mut child =
        program().arg("extract").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for id in ["a", "b", "c"] {
        stdin.write_all(&line(&serde_json::json!({"id": id, "text": "One."}))).unwrap();
        stdin.flush().unwrap();
        let mut answer = String::new();
        stdout.read_line(&mut answer).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&answer).unwrap()["id"], id);
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn offsets_count_the_unit_asked_for() {
    let text = format!("𝔘nicode – “naïve”.\n\n{ARTICLE}");
    let input = line(&serde_json::json!({"id": "x", "text": text}));
    let chars: Vec<char> = text.chars().collect();
    let units: Vec<u16> = text.encode_utf16().collect();
    let by_default = records(&run(&["extract"], &input));
    let char = records(&run(&["extract", "--offsets", "char"], &input));
    let byte = records(&run(&["extract", "--offsets", "byte"], &input));
    let utf16 = records(&run(&["extract", "--offsets", "utf16"], &input));
    assert_eq!(by_default, char);
    let checked = [
        check_slices(&char[0], &chars, &|s| s.iter().collect()),
        check_slices(&byte[0], text.as_bytes(), &|s| String::from_utf8(s.to_vec()).unwrap()),
        check_slices(&utf16[0], &units, &|s| String::from_utf16(s).unwrap()),
    ];
    assert_eq!(checked, [checked[0]; 3]);
    let last =
        |record: &Value| record["sentences"].as_array().unwrap().last().unwrap()["end"].clone();
    let trimmed = text.trim_end();
    assert_eq!(last(&char[0]), trimmed.chars().count());
    assert_eq!(last(&byte[0]), trimmed.len());
    assert_eq!(last(&utf16[0]), trimmed.encode_utf16().count());
}

#[test]
fn a_title_is_read_and_offsets_stay_those_of_the_text() {
    let (title, body) = ARTICLE.split_once("\n\n").unwrap();
    let apart = line(&serde_json::json!({"id": "x", "title": title, "text": body}));
    let record = records(&run(&["extract"], &apart)).remove(0);
    let chars: Vec<char> = body.chars().collect();
    check_slices(&record, &chars, &|s| s.iter().collect());
    assert_eq!(record["sentences"][0]["start"], 0);
    assert_ne!(record["sentences"][0]["layout"], "title");

    let within = line(&serde_json::json!({"id": "x", "title": title, "text": ARTICLE}));
    let record = records(&run(&["extract"], &within)).remove(0);
    let first = &record["sentences"][0];
    assert_eq!(first["layout"], "title");
    assert_eq!((&first["start"], &first["end"]), (&0.into(), &title.len().into()));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let input = line(&serde_json::json!({"id": "x", "text": ARTICLE}));
    let twice = [&input[..], &input[..]].concat();
    let output = run(&["extract"], &twice).stdout;
    let (first, second) = output.split_at(output.len() / 2);
    assert_eq!(first, second, "a used workspace shows");
    assert_eq!(run(&["extract"], &twice).stdout, output);
}

#[test]
fn explain_names_the_frame_that_fired() {
    let output = run(&["explain"], b"The council accused the contractor of hiding the report.");
    assert_eq!(output.status.code(), Some(0));
    let account = String::from_utf8(output.stdout).unwrap();
    assert!(account.contains("accused") && account.contains("accusation/accuse"), "{account}");
    assert_eq!(run(&["explain", "no/such/file"], b"").status.code(), Some(4));
}

#[test]
fn check_passes_built_in_files_and_names_the_line_of_a_mistake() {
    let built_in = concat!(env!("CARGO_MANIFEST_DIR"), "/../gazetteers/cues/denial.cue");
    let output = run(&["check", built_in], b"");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    let wrong = file("wrong.cue", b"kind praise\n  about Good words.\n\nframe laud\n  vreb laud\n");
    let output = run(&["check", wrong.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(3));
    assert!(
        errors(&output).starts_with(&format!("{}:5: ", wrong.display())),
        "{}",
        errors(&output)
    );
}

#[test]
fn the_view_for_people_marks_the_roles() {
    let text = b"The council accused the contractor of hiding the report.";
    let plain = run(&["extract", "--pretty"], text).stdout;
    let expected = "\
stdin

accusation #0 [accusation/accuse]
  The council accused the contractor of hiding the report.
  ~~~~~~~~~~~ ^^^^^^^ ==============    -----------------
  source      cue     target            content

";
    assert_eq!(String::from_utf8(plain).unwrap(), expected);
    let coloured = run(&["extract", "--pretty", "--color", "always"], text).stdout;
    let coloured = String::from_utf8(coloured).unwrap();
    assert!(coloured.contains("\x1b[1;4;31maccused\x1b[0m"), "{coloured}");
    assert!(!coloured.contains('^'), "{coloured}");
}
