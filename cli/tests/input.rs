//! Inputs of every format, and what is wrong with some.

mod common;

use common::{dump, errors, file, gzip, ids, line, lines, path, records, run, zstd};
use serde_json::{Value, json};
use std::path::Path;

const TEXT: &str = "The council accused the contractor of hiding the report.";

fn extract(arguments: &[&str], path: &Path) -> std::process::Output {
    run(&[&["extract"], arguments, &[path.to_str().unwrap()]].concat(), b"")
}

/// One claim was found in the only article.
fn check_one(output: &std::process::Output, id: &str) -> Value {
    assert_eq!(output.status.code(), Some(0), "{}", errors(output));
    let record = records(output).remove(0);
    assert_eq!(record["id"], id);
    assert_eq!(record["claims"].as_array().unwrap().len(), 1, "{record}");
    record
}

#[test]
fn the_layouts_of_crawlers_are_told_by_their_fields() {
    let layouts = [
        (
            "news-please",
            json!({"maintext": TEXT, "text": "Menu. Home.", "title": "A title", "url": "http://n/1",
                   "date_publish": "2024-03-05 10:00:00", "source_domain": "n", "filename": "f.json"}),
            "http://n/1",
        ),
        (
            "fundus",
            json!({"title": "A title", "body": {"summary": ["It was a day."], "sections":
                   [{"headline": ["Row"], "paragraphs": [TEXT, "It rained."]}]},
                   "publishing_date": "2024-03-05 10:00:00+01:00", "free_access": true}),
            "stdin#1",
        ),
        (
            "newspaper4k",
            json!({"text": TEXT, "title": "A title", "publish_date": "2024-03-05T10:00:00",
                   "top_image": "", "meta_lang": "en", "url": "http://n/3"}),
            "http://n/3",
        ),
        (
            "trafilatura",
            json!({"text": TEXT, "raw_text": "Other.", "id": null, "title": "A title", "date": "2024-03-05",
                   "fingerprint": "ab", "source": "http://n/4", "source-hostname": "n"}),
            "http://n/4",
        ),
        (
            "datatrove",
            json!({"text": TEXT, "id": "d5", "media": [], "metadata": {"date": "2024-03-05T00:00:00Z",
                   "url": "http://n/5"}}),
            "d5",
        ),
        (
            "cc-news",
            json!({"title": "A title", "text": TEXT, "domain": "n", "date": "2024-03-05 10:00:00",
                   "description": "", "url": "http://n/6", "image_url": ""}),
            "http://n/6",
        ),
        (
            "nela",
            json!({"content": TEXT, "author": "", "title": "A title", "source": "outlet", "raw_url":
                   "http://n/7", "publication_date": "2024-03-05", "article_id": "nela7"}),
            "nela7",
        ),
        (
            "fake-news-corpus",
            json!({"id": "8", "domain": "n", "type": "x", "url": "http://n/8", "content": TEXT,
                   "scraped_at": "2024-03-05 10:00:00.1", "title": "A title"}),
            "8",
        ),
    ];
    for (name, fields, id) in layouts {
        let output = run(&["extract"], &line(&fields));
        let record = check_one(&output, id);
        assert_eq!(record["date"], "2024-03-05", "{name}");
        assert_eq!(errors(&output), format!("gainsay: stdin: read as {name}\n"));
        let told = run(&["extract", "--preset", name, "--quiet"], &line(&fields));
        assert_eq!(told.stdout, output.stdout);
        assert_eq!(errors(&told), "");
    }
}

#[test]
fn fields_can_be_named() {
    let fields =
        json!({"text": "no", "meta": {"body": TEXT, "key": 12}, "h": "Title", "when": 1730800000});
    let output = run(
        &[
            "extract",
            "--text-field",
            "meta.body",
            "--id-field",
            "meta.key",
            "--title-field",
            "h",
            "--date-field",
            "when",
        ],
        &line(&fields),
    );
    assert_eq!(check_one(&output, "12")["date"], "2024-11-05");
    let output = run(&["extract", "--text-field", "nowhere"], &line(&fields));
    assert_eq!(output.status.code(), Some(3));
    assert!(errors(&output).contains("missing field `nowhere`"), "{}", errors(&output));
}

#[test]
fn json_arrays_and_objects_broken_into_lines() {
    let objects =
        [json!({"id": 1, "text": "A \"quoted\" } text."}), json!({"id": 2, "text": TEXT})];
    let array = serde_json::to_vec(&objects).unwrap();
    let pretty = serde_json::to_vec_pretty(&objects).unwrap();
    let stream: Vec<u8> =
        objects.iter().flat_map(|o| serde_json::to_vec_pretty(o).unwrap()).collect();
    let expected = run(&["extract"], &[line(&objects[0]), line(&objects[1])].concat()).stdout;
    for input in [array, pretty, stream] {
        let output = run(&["extract"], &input);
        assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
        assert_eq!(output.stdout, expected);
    }
    assert_eq!(run(&["extract"], b"[]").stdout, b"");
    let broken = br#"[{"id": 1, "text": "One."}, {"id": 2 "text": ""}, 5, {"id": 3, "text": "Three."}, {"id""#;
    let output = run(&["extract"], broken);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(ids(&output), ["1", "3"]);
    let told: Vec<_> = errors(&output).lines().collect();
    assert!(told[0].starts_with("stdin:2: expected `,` or `}`"), "{told:?}");
    assert!(told[0].ends_with("(record at byte 28)"), "{told:?}");
    assert!(told[1].starts_with("stdin:3: "), "{told:?}");
    assert!(told[2].contains("in the middle of an object"), "{told:?}");
}

#[test]
fn tables_with_line_ends_in_quotes() {
    let csv = format!(
        "id,title,content,n\r\n1,\"A, title\",\"One.\n\n{TEXT}\",x\r\n2,,\"He said \"\"no\"\".\",y\r\n"
    );
    let path = file("table.csv", csv.as_bytes());
    let output = extract(&[], &path);
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    assert_eq!(ids(&output), ["1", "2"]);
    let record = &records(&output)[0];
    assert_eq!(record["claims"][0]["start"], 6, "offsets are those of the unquoted text");
    assert_eq!(records(&output)[1]["sentences"][0]["end"], "He said \"no\".".len());
    // Told by its header alone, and with other separators.
    assert_eq!(run(&["extract"], csv.as_bytes()).stdout, output.stdout);
    let semicolons = format!("id;text\n1;\"{TEXT}\"\n");
    check_one(&run(&["extract"], semicolons.as_bytes()), "1");
    let tsv = format!("1\t{TEXT}\n2\tIt rained.\n");
    let output = run(&["extract", "--from", "tsv", "--columns", "id,text"], tsv.as_bytes());
    assert_eq!(ids(&output), ["1", "2"]);
    // A row that does not fit its header is not guessed at.
    let output = run(&["extract", "--from", "csv"], b"id,text\n1,a,b\n2,Fine.\n3,\"never closed\n");
    assert_eq!(ids(&output), ["2", "3"]);
    assert!(
        errors(&output)
            .contains("stdin:1: a row of 3 columns under a header of 2 (record at byte 8)")
    );
}

#[test]
fn folders_and_patterns_in_order_of_names() {
    let folder = path("folder");
    for (name, text) in
        [("b/2.txt", "Two."), ("a.txt", "One."), (".hidden", "No."), ("b/1.jsonl", "")]
    {
        file(&format!("folder/{name}"), text.as_bytes());
    }
    let folder = folder.to_str().unwrap();
    let output = run(&["extract", folder], b"");
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    assert_eq!(ids(&output), [format!("{folder}/a.txt"), format!("{folder}/b/2.txt")]);
    let output = run(&["extract", &format!("{folder}/**/*.txt")], b"");
    assert_eq!(ids(&output), [format!("{folder}/a.txt"), format!("{folder}/b/2.txt")]);
    let output = run(&["extract", &format!("{folder}/*.csv")], b"");
    assert_eq!(output.status.code(), Some(4));
    assert!(errors(&output).contains("*.csv: no file matches"), "{}", errors(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn names_of_files_need_not_be_text() {
    use std::os::unix::ffi::OsStrExt;
    let folder = path("odd-names");
    file("odd-names/a.txt", b"One.");
    let odd = folder.join(std::ffi::OsStr::from_bytes(b"b\xff.txt"));
    std::fs::write(&odd, "Two.").unwrap();
    let names = ["a.txt", "b\u{FFFD}.txt"].map(|name| format!("{}/{name}", folder.display()));
    assert_eq!(ids(&run(&["extract", folder.to_str().unwrap()], b"")), names);
    let output = common::program().arg("extract").arg(&odd).output().unwrap();
    assert_eq!(ids(&output), names[1..]);
}

#[test]
fn compression_is_told_by_the_content() {
    let input = dump(40, 300);
    let expected = run(&["extract"], &input).stdout;
    let (first, second) = input.split_at(input.len() / 3);
    let members = [gzip(first), gzip(second)].concat();
    let frames = [zstd(first), zstd(b""), zstd(second)].concat();
    // Padded with zeros, as archives on tape are.
    let padded = [&members[..], &[0; 512]].concat();
    for bytes in [members, frames, padded] {
        let output = run(&["extract"], &bytes);
        assert_eq!(errors(&output), "");
        assert_eq!(output.stdout, expected);
        let path = file("suffixless", &bytes);
        let output = extract(&[], &path);
        assert!(output.stdout == expected, "{}", errors(&output));
    }
}

#[test]
fn a_truncated_file_gives_what_it_has_and_says_so() {
    let input = dump(400, 300);
    let whole = run(&["extract"], &input).stdout;
    for packed in [gzip(&input), zstd(&input)] {
        let path = file("truncated", &packed[..packed.len() / 2]);
        let quarantine = path.with_extension("bad");
        let option = format!("--errors=quarantine={}", quarantine.display());
        let output = extract(&[&option], &path);
        assert_eq!(output.status.code(), Some(3));
        assert!(whole.starts_with(&output.stdout));
        let bad = lines(&std::fs::read(&quarantine).unwrap());
        assert_eq!(bad.len(), 1, "{bad:?}");
        assert!(
            bad[0]["reason"]
                .as_str()
                .unwrap()
                .starts_with("the compressed file ends in the middle"),
            "{bad:?}"
        );
        assert_eq!(bad[0]["record"], records(&output).len() + 1);
    }
}

#[test]
fn damage_costs_one_member_and_no_more() {
    let parts: Vec<Vec<u8>> = (0..50).map(|n| line(&common::article(n, 3000))).collect();
    for pack in [gzip as fn(&[u8]) -> Vec<u8>, zstd] {
        let members: Vec<Vec<u8>> = parts.iter().map(|part| pack(part)).collect();
        let begin: usize = members[..20].iter().map(Vec::len).sum();
        let mut bytes = members.concat();
        for byte in &mut bytes[begin + 40..begin + 140] {
            *byte ^= 0x5a;
        }
        let path = file("damaged", &bytes);
        let output = extract(&[], &path);
        assert_eq!(output.status.code(), Some(3));
        let ids = ids(&output);
        assert_eq!(ids.len(), 49, "{}", errors(&output));
        assert!(!ids.contains(&"a20".to_owned()));
        assert!(
            errors(&output).contains(&format!("(at byte {begin} of the file)")),
            "{}",
            errors(&output)
        );
        // The same from a pipe, which cannot be read twice.
        assert_eq!(run(&["extract"], &bytes).stdout, output.stdout);
    }
}

#[test]
fn bombs_are_defused() {
    let mut bomb = zstd(&vec![b' '; 80 << 20]);
    bomb.extend(zstd(b"{\"id\": \"after\", \"text\": \"One.\"}\n"));
    let path = file("bomb", &bomb);
    let output = extract(&["--from", "jsonl"], &path);
    assert_eq!(output.status.code(), Some(3));
    assert!(errors(&output).contains("more than 200 times its size"), "{}", errors(&output));
    assert_eq!(ids(&output), ["after"]);
}

#[test]
fn a_record_beyond_the_limit_is_passed_over_whole() {
    let long = line(&json!({"id": "long", "text": "x".repeat(3 << 20)}));
    let input = [
        line(&json!({"id": "a", "text": "One."})),
        long.clone(),
        line(&json!({"id": "b", "text": "Two."})),
    ]
    .concat();
    let array = [
        &b"["[..],
        &input.split(|&b| b == b'\n').filter(|l| !l.is_empty()).collect::<Vec<_>>().join(&b","[..]),
        b"]",
    ]
    .concat();
    let csv = format!("id,text\na,One.\nlong,{}\nb,Two.\n", "x".repeat(3 << 20));
    for input in [&input[..], &array, csv.as_bytes()] {
        let output = run(&["extract", "--max-record", "1M"], input);
        assert_eq!(output.status.code(), Some(3));
        assert_eq!(ids(&output), ["a", "b"], "{}", errors(&output));
        assert!(errors(&output).contains("more than --max-record allows"), "{}", errors(&output));
    }
    let output = run(&["extract", "--max-record", "1M"], "word ".repeat(1 << 20).as_bytes());
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(run(&["extract", "--max-record", "x"], b"").status.code(), Some(2));
}

#[test]
fn a_long_text_is_a_fault_of_its_own() {
    let input = [
        line(&json!({"id": "long", "text": "word ".repeat(1000)})),
        line(&json!({"id": "a", "text": "One."})),
    ];
    let output = run(&["extract", "--max-text", "4k"], &input.concat());
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(ids(&output), ["a"]);
    assert!(
        errors(&output).contains("stdin:1: a text of 5000 bytes, more than --max-text allows"),
        "{}",
        errors(&output)
    );
}

#[test]
fn nothing_is_a_dump_without_records() {
    for arguments in [&["extract"][..], &["extract", "--from", "jsonl"]] {
        let output = run(arguments, b"");
        assert_eq!((output.status.code(), &*output.stdout), (Some(0), &b""[..]));
    }
    let text = file("empty/a.txt", b"");
    assert_eq!(ids(&extract(&[], &text)), [text.to_str().unwrap()]);
    let dump = file("empty/dump", b"");
    assert_eq!(ids(&extract(&[], &dump)), [""; 0]);
}

#[test]
fn odd_characters_and_equal_ids_lose_nothing() {
    let input = [
        line(&json!({"id": "same", "text": "A\u{0}B said no.\u{feff} “Yes”, it said."})),
        line(&json!({"id": "same", "text": "Again."})),
    ]
    .concat();
    let input = [b"\xef\xbb\xbf", &input[..]].concat();
    let output = run(&["extract"], &input);
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    assert_eq!(ids(&output), ["same", "same"]);
}

#[test]
fn what_is_quarantined_can_be_read_again() {
    let bad = b"{\"text\": \"caf\xe9\"}";
    let input =
        [&b"{\"text\": \"\\ud800 lone\"}\n"[..], bad, b"\n\0\n{\"id\": 1, \"text\": \"One.\"}\n"]
            .concat();
    let path = file("bad-again.jsonl", &input);
    let quarantine = path.with_extension("bad");
    let output = extract(&[&format!("--errors=quarantine={}", quarantine.display()), "-q"], &path);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(errors(&output), "");
    assert_eq!(ids(&output), ["1"]);
    let entries = lines(&std::fs::read(quarantine).unwrap());
    assert_eq!(entries.len(), 3);
    let mut offset = 0;
    for (i, entry) in entries.iter().enumerate() {
        assert_eq!(entry["file"], path.to_str().unwrap());
        assert_eq!(entry["record"], i + 1);
        assert_eq!(entry["offset"], offset);
        let end = offset + input[offset..].iter().position(|&b| b == b'\n').unwrap() + 1;
        let raw = match entry.get("raw") {
            Some(raw) => raw.as_str().unwrap().as_bytes().to_vec(),
            None => {
                use base64::Engine;
                let base64 = base64::engine::general_purpose::STANDARD;
                base64.decode(entry["raw_base64"].as_str().unwrap()).unwrap()
            }
        };
        assert_eq!(raw, &input[offset..end]);
        assert_eq!(entry["length"], raw.len());
        offset = end;
    }
    assert!(entries[0]["reason"].as_str().unwrap().contains("hex escape"), "{}", entries[0]);
    assert!(entries[1]["reason"].as_str().unwrap().contains("UTF-8"), "{}", entries[1]);
}
