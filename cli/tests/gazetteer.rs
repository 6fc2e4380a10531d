//! Name lists of the user's own, given to the program.

use serde_json::Value;
use std::path::PathBuf;
use std::process::{Command, Output};

fn file(name: &str, content: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).expect("a test file is written");
    path
}

fn extract(lists: &[&PathBuf], text: &PathBuf) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_gainsay"));
    program.arg("extract");
    for list in lists {
        program.arg("--gazetteer").arg(list);
    }
    program.arg(text).output().expect("the program runs")
}

fn entities(output: &Output) -> Vec<(String, String)> {
    let record: Value = serde_json::from_slice(&output.stdout).expect("one record");
    let field = |entity: &Value, name: &str| entity[name].as_str().unwrap_or("").to_owned();
    let entities = record["entities"].as_array().expect("entities");
    entities.iter().map(|e| (field(e, "name"), field(e, "kind"))).collect()
}

fn pair(name: &str, kind: &str) -> (String, String) {
    (name.to_owned(), kind.to_owned())
}

#[test]
fn lists_add_names_and_take_them_away() {
    let text = file("lists.txt", "Critics of Orinoco Mining met in Norway.\n");
    assert_eq!(entities(&extract(&[], &text)).last(), Some(&pair("Norway", "gpe")));
    let own = file("own.tsv", "Norway\t-\nOrinoco Mining\torg\tOrinoco Mining Corporation\n");
    let output = extract(&[&own], &text);
    assert_eq!(entities(&output)[0], pair("Orinoco Mining Corporation", "org"));
    let later = file("later.tsv", "Norway\tcountry\tKingdom of Norway\tNO\n");
    let output = extract(&[&own, &later], &text);
    assert_eq!(entities(&output)[1], pair("Kingdom of Norway", "gpe"));
}

#[test]
fn a_mistake_in_a_list_is_named_with_its_line() {
    let text = file("fault.txt", "Nothing.\n");
    let list = file("fault.tsv", "Norway\t-\nOslo\tvillage\n");
    let output = extract(&[&list], &text);
    assert_eq!(output.status.code(), Some(4));
    assert!(output.stdout.is_empty());
    let message = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(message.contains("fault.tsv:2: unknown kind `village`"), "{message}");
    let missing = PathBuf::from("no/such/list.tsv");
    let output = extract(&[&missing], &text);
    assert_eq!(output.status.code(), Some(4));
}
