//! Tables and graphs of claims, their schemas, statistics, and what helps to
//! use the program.

mod common;

use common::{dump, errors, file, ids, line, path, program, run};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row, RowAccessor};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;

fn write(arguments: &[&str], input: &Path, output: &Path) -> Output {
    let done = program().arg("extract").args(arguments).arg("-o").arg(output).arg(input).output();
    let done = done.unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", errors(&done));
    done
}

/// The claims of the records that `extract` writes for `input`.
fn claims(input: &Path) -> Vec<(Value, Value)> {
    let output = run(&["extract", input.to_str().unwrap()], b"");
    let records = common::records(&output).into_iter();
    let claims = |record: Value| {
        let claims = record["claims"].as_array().unwrap().clone();
        claims.into_iter().map(move |claim| (record.clone(), claim))
    };
    records.flat_map(claims).collect()
}

#[test]
fn a_row_a_claim_in_csv() {
    let input = file("claims.jsonl", &dump(50, 300));
    let expected = claims(&input);
    for (name, delimiter) in [("claims.csv", b','), ("claims.tsv", b'\t')] {
        let output = path(name);
        write(&[], &input, &output);
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_path(&output).unwrap();
        let rows: Vec<BTreeMap<String, String>> =
            reader.deserialize().map(Result::unwrap).collect();
        assert_eq!(rows.len(), expected.len());
        assert!(rows.len() > 100);
        for (row, (record, claim)) in rows.iter().zip(&expected) {
            assert_eq!(row["article"], record["id"].as_str().unwrap());
            assert_eq!(row["date"], record["date"].as_str().unwrap());
            assert_eq!(row["text"], claim["text"].as_str().unwrap());
            assert_eq!(row["source"], claim["source"]["text"].as_str().unwrap_or(""));
            assert_eq!(
                row["target_start"],
                claim["target"]["start"].to_string().replace("null", "")
            );
            assert_eq!(row["negated"], claim["negated"].to_string());
        }
    }
    let described: Value = serde_json::from_slice(&run(&["schema", "claims"], b"").stdout).unwrap();
    let names: Vec<_> = described["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["name"].as_str().unwrap().to_owned())
        .collect();
    let mut reader = csv::Reader::from_path(path_of("claims.csv")).unwrap();
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), names);
}

fn path_of(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

#[test]
fn a_row_a_claim_in_parquet() {
    let input = file("claims-parquet.jsonl", &dump(300, 600));
    let expected = claims(&input);
    let output = path("claims.parquet");
    write(&[], &input, &output);
    let reader = SerializedFileReader::new(fs::File::open(&output).unwrap()).unwrap();
    let schema = reader.metadata().file_metadata().schema_descr_ptr();
    let place = |name: &str| schema.columns().iter().position(|c| c.name() == name).unwrap();
    let [article, text, source, start, negated] =
        ["article", "text", "source", "start", "negated"].map(place);
    let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
    assert_eq!(rows.len(), expected.len());
    for (row, (record, claim)) in rows.iter().zip(&expected) {
        assert_eq!(row.get_string(article).unwrap(), record["id"].as_str().unwrap());
        assert_eq!(row.get_string(text).unwrap(), claim["text"].as_str().unwrap());
        assert_eq!(
            row.get_string(source).ok().map(|s| s.as_str()),
            claim["source"]["text"].as_str()
        );
        assert_eq!(i64::from(row.get_int(start).unwrap()), claim["start"].as_i64().unwrap());
        assert_eq!(row.get_bool(negated).unwrap(), claim["negated"].as_bool().unwrap());
    }
    // The bytes do not depend on the number of threads, nor does standard output.
    let other = path("claims-5.parquet");
    write(&["--threads", "5"], &input, &other);
    assert!(fs::read(&other).unwrap() == fs::read(&output).unwrap());
    let piped = run(&["extract", "--to", "parquet", input.to_str().unwrap()], b"");
    assert!(piped.stdout == fs::read(&output).unwrap());
    // Its own output can be read again, column by column.
    let again = run(
        &["extract", "--text-field", "text", "--id-field", "rule", output.to_str().unwrap()],
        b"",
    );
    assert_eq!(ids(&again).len(), expected.len());
}

fn object(row: &Row) -> Value {
    row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect()
}

fn value(field: &Field) -> Value {
    match field {
        Field::Bool(is) => (*is).into(),
        Field::Int(number) | Field::Date(number) => (*number).into(),
        Field::Str(text) => text.as_str().into(),
        Field::Group(row) => object(row),
        Field::ListInternal(list) => list.elements().iter().map(value).collect(),
        _ => Value::Null,
    }
}

#[test]
fn a_row_an_article_in_parquet() {
    let mut input = dump(20, 400);
    input.extend(line(&json!({"id": "none", "text": "It rained."})));
    let input = file("articles.jsonl", &input);
    let output = path("articles.parquet");
    write(&["--records", "articles"], &input, &output);
    let reader = SerializedFileReader::new(fs::File::open(&output).unwrap()).unwrap();
    let rows: Vec<Value> =
        reader.get_row_iter(None).unwrap().map(|row| object(&row.unwrap())).collect();
    let records = common::records(&run(&["extract", input.to_str().unwrap()], b""));
    assert_eq!(rows.len(), records.len());
    for (row, record) in rows.iter().zip(&records) {
        assert_eq!(row["article"], record["id"]);
        assert_eq!(row["sentences"], record["sentences"].as_array().unwrap().len());
        for (list, field) in [("claims", "text"), ("entities", "name"), ("quotes", "text")] {
            let texts = |value: &Value| -> Vec<Value> {
                value[list].as_array().unwrap().iter().map(|item| item[field].clone()).collect()
            };
            assert_eq!(texts(row), texts(record));
        }
        for (ours, theirs) in
            row["claims"].as_array().unwrap().iter().zip(record["claims"].as_array().unwrap())
        {
            assert_eq!(ours["target"], theirs["target"]["text"]);
            assert_eq!(ours["cue_start"], theirs["cue"]["start"]);
        }
    }
}

#[test]
fn edges_and_graph_count_each_pair() {
    let article = |id: &str, date: Option<&str>, text: &str| {
        let mut fields = json!({"id": id, "text": text});
        if let Some(date) = date {
            fields["date"] = date.into();
        }
        line(&fields)
    };
    let claim = "Norway accused Iceland of overfishing.";
    let input = [
        article("1", Some("2024-03-05"), claim),
        article("2", None, claim),
        article("3", Some("2023-12-31"), claim),
        article("4", Some("2024-01-01"), "Iceland accused Norway & <Denmark> of lying."),
        article("5", Some("2024-01-01"), "Norway did not accuse Iceland of overfishing."),
    ]
    .concat();
    let input = file("edges.jsonl", &input);
    let edges = path("edges.csv");
    write(&["--to", "edges"], &input, &edges);
    let edges = fs::read_to_string(edges).unwrap();
    let lines: Vec<_> = edges.lines().collect();
    assert_eq!(lines[0], "source,source_kind,target,target_kind,claim,count,first,last");
    assert!(
        lines.contains(&"Norway,gpe,Iceland,gpe,accusation,3,2023-12-31,2024-03-05"),
        "{edges}"
    );
    // Written out for each batch, the counts are the same.
    let spilled = path("edges-spilled.csv.gz");
    write(&["--to", "edges", "--checkpoint", "0", "--threads", "3"], &input, &spilled);
    let mut unpacked = String::new();
    let mut decoder = flate2::read::MultiGzDecoder::new(fs::File::open(&spilled).unwrap());
    std::io::Read::read_to_string(&mut decoder, &mut unpacked).unwrap();
    assert_eq!(unpacked, edges);

    let graph = path("graph.graphml");
    write(&[], &input, &graph);
    let graph = fs::read_to_string(graph).unwrap();
    let nodes: Vec<_> = graph.lines().filter(|line| line.contains("<node ")).collect();
    let node = |name: &str| {
        let label = format!("<data key=\"label\">{name}</data>");
        let node =
            nodes.iter().find(|line| line.contains(&label)).unwrap_or_else(|| panic!("{graph}"));
        node.split('"').nth(1).unwrap()
    };
    let edge = format!("<edge source=\"{}\" target=\"{}\">", node("Norway"), node("Iceland"));
    assert!(
        graph.contains(&format!(
            "{edge}<data key=\"claim\">accusation</data><data key=\"weight\">3</data>"
        )),
        "{graph}"
    );
    assert!(!graph.contains("<Denmark>"), "markup is escaped");
    assert!(graph.ends_with("</graphml>\n"));
}

#[test]
fn a_killed_run_to_parquet_or_a_graph_gives_the_same_bytes() {
    let input = file("killed-table.jsonl", &dump(6000, 900));
    for name in ["killed.parquet", "killed.graphml"] {
        let whole = path(&format!("whole-{name}"));
        write(&[], &input, &whole);
        let killed = path(name);
        let _ = fs::remove_file(path_of(&format!("{name}.state")));
        for moment in [120, 250, 60] {
            let mut child = program()
                .args(["extract", "--resume", "--checkpoint", "0", "-o"])
                .args([&killed, &input])
                .spawn()
                .unwrap();
            std::thread::sleep(std::time::Duration::from_millis(moment));
            child.kill().unwrap();
            child.wait().unwrap();
        }
        write(&["--resume", "--checkpoint", "0"], &input, &killed);
        assert!(fs::read(&killed).unwrap() == fs::read(&whole).unwrap(), "{name}");
        for left in ["part", "state", "pieces"] {
            assert!(!path_of(&format!("{name}.{left}")).exists(), "{left}");
        }
    }
}

#[test]
fn every_output_has_a_schema() {
    let valid = |schema: &str, value: &Value| {
        let schema: Value = serde_json::from_slice(&run(&["schema", schema], b"").stdout).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let faults: Vec<_> = validator.iter_errors(value).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
    };
    let bad = path("schema.bad");
    let option = format!("--errors=quarantine={}", bad.display());
    let output = run(
        &["extract", "--text", &option],
        b"{\"text\": \"One.\", \"date\": \"2024-01-01\"}\n{}\n\xff\n",
    );
    valid("record", &common::records(&output)[0]);
    for entry in common::lines(&fs::read(bad).unwrap()) {
        valid("quarantine", &entry);
    }
    let log = run(&["extract", "--log", "json"], b"{\"maintext\": \"One.\"}\n{}\n");
    for event in common::lines(&log.stderr) {
        valid("log", &event);
    }
    let end = run(&["extract", "--log", "json", "-o", "no/such/folder/out"], b"");
    assert_eq!(end.status.code(), Some(4));
    let events = common::lines(&end.stderr);
    valid("log", &events[0]);
    assert_eq!(events[0]["event"], "error", "{events:?}");
    let graph: Value = serde_json::from_slice(&run(&["schema", "graphml"], b"").stdout).unwrap();
    assert_eq!(graph["keys"].as_array().unwrap().len(), 7);
    let stats = run(&["stats", "--json"], &output.stdout);
    valid("stats", &serde_json::from_slice(&stats.stdout).unwrap());
    for table in ["claims", "articles", "edges"] {
        let described: Value =
            serde_json::from_slice(&run(&["schema", table], b"").stdout).unwrap();
        assert_eq!(described["table"], table);
        for column in described["columns"].as_array().unwrap() {
            assert!(!column["description"].as_str().unwrap().is_empty());
        }
    }
}

#[test]
fn statistics_over_records() {
    let input = [
        line(&json!({"id": 1, "text": "Norway accused Iceland of overfishing.", "date": "2024-03-05"})),
        line(&json!({"id": 2, "text": "Norway accused Iceland of overfishing. Iceland denied the claim.", "date": "2024-04-05"})),
    ]
    .concat();
    let records = run(&["extract"], &input).stdout;
    let stats = run(&["stats", "--json"], &common::gzip(&records));
    assert_eq!(stats.status.code(), Some(0), "{}", errors(&stats));
    let stats: Value = serde_json::from_slice(&stats.stdout).unwrap();
    assert_eq!((&stats["articles"], &stats["claims"]), (&2.into(), &3.into()));
    assert_eq!(
        stats["kinds"],
        json!([{"name": "accusation", "count": 2}, {"name": "denial", "count": 1}])
    );
    assert_eq!(stats["sources"][0], json!({"name": "Norway", "count": 2}));
    assert_eq!(stats["targets"][0], json!({"name": "Iceland", "count": 2}));
    assert_eq!(stats["months"][0], json!({"month": "2024-03", "kind": "accusation", "count": 1}));
    let text = String::from_utf8(run(&["stats", "--top", "1"], &records).stdout).unwrap();
    assert!(text.starts_with("2 articles, 0 quotations, 3 claims\n"), "{text}");
    assert!(
        text.contains("         2  Norway\n") && text.contains("         1  2024-04 denial\n"),
        "{text}"
    );
    let wrong = run(&["stats"], b"{\"no\": \"record\"}\n");
    assert_eq!(wrong.status.code(), Some(3));
}

#[test]
fn defaults_come_from_a_file_and_flags_win() {
    let config =
        file("config.toml", b"offsets = \"byte\"\nquiet = true\nthreads = 1\nerrors = 'skip'\n");
    let config = config.to_str().unwrap();
    let input = "é. The council accused the contractor.".as_bytes();
    let start = |arguments: &[&str]| {
        let output = run(&[&["extract"], arguments].concat(), input);
        assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
        common::records(&output)[0]["claims"][0]["start"].as_u64().unwrap()
    };
    assert_eq!(start(&[]), 3);
    assert_eq!(start(&["--config", config]), 4);
    assert_eq!(start(&["--config", config, "--offsets", "char", "-j", "2"]), 3);
    assert_eq!(start(&["--no-config"]), 3);
    let home = path("home");
    file("home/gainsay/config.toml", b"offsets = \"byte\"\n");
    let output = program()
        .env("XDG_CONFIG_HOME", &home)
        .arg("extract")
        .arg(file("config.txt", input))
        .output()
        .unwrap();
    assert_eq!(common::records(&output)[0]["claims"][0]["start"], 4);
    for (content, complaint) in [
        ("resume = true", "`resume` is no option"),
        ("thread = 2", "`thread` is no option"),
        ("x", "expected"),
    ] {
        let config = file("wrong.toml", content.as_bytes());
        let output = run(&["extract", "--config", config.to_str().unwrap()], b"");
        assert_eq!(output.status.code(), Some(2), "{content}");
        assert!(
            errors(&output).contains("wrong.toml") && errors(&output).contains(complaint),
            "{}",
            errors(&output)
        );
    }
    assert_eq!(run(&["extract", "--config", "no/such"], b"").status.code(), Some(4));
}

#[test]
fn completions_and_manual_pages() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = String::from_utf8(run(&["completions", shell], b"").stdout).unwrap();
        assert!(script.contains("gainsay") && script.contains("max-record"), "{shell}");
    }
    let page = String::from_utf8(run(&["man"], b"").stdout).unwrap();
    assert!(page.contains(".TH gainsay 1") && page.contains("Exit codes"), "{page}");
    let page = String::from_utf8(run(&["man", "extract"], b"").stdout).unwrap();
    assert!(page.contains("quarantine=FILE"), "{page}");
    assert_eq!(run(&["man", "nothing"], b"").status.code(), Some(2));
}

#[test]
fn outputs_that_exclude_each_other() {
    for arguments in [
        &["--pretty", "--to", "csv"][..],
        &["--records", "articles", "--to", "csv"],
        &["--to", "parquet", "-o", "x.parquet.gz"],
        &["--resume"],
    ] {
        let output = run(&[&["extract"], arguments].concat(), b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn a_graph_that_finds_no_room_for_its_pieces_says_so() {
    let mut command = common::program();
    command.args(["extract", "--to", "edges"]).env("TMPDIR", "/no/such/folder");
    let output = command.stdin(std::process::Stdio::null()).output().unwrap();
    if cfg!(unix) {
        assert_eq!(output.status.code(), Some(4));
        assert!(
            errors(&output).contains("no temporary file in /no/such/folder"),
            "{}",
            errors(&output)
        );
    }
}
