//! The JSON Schema, and records against it.

use serde_json::{Value, json};
use std::process::Command;

fn gainsay(arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_gainsay")).args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    output.stdout
}

fn schema() -> Value {
    serde_json::from_slice(&gainsay(&["schema"])).unwrap()
}

#[test]
fn every_record_is_valid() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/article.txt");
    for unit in ["char", "byte", "utf16"] {
        let record =
            serde_json::from_slice(&gainsay(&["extract", "--offsets", unit, path])).unwrap();
        let faults: Vec<_> =
            validator.iter_errors(&record).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(faults.is_empty(), "{faults:#?}");
    }
}

#[test]
fn what_is_no_record_is_refused() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let empty = json!({"schema_version": 1, "id": "x", "sentences": [], "mentions": [],
        "entities": [], "quotes": [], "claims": [], "links": []});
    assert!(validator.is_valid(&empty));
    let mut other = empty.clone();
    other["links"] = json!([{"kind": "refutes", "from": 0, "to": 1}]);
    assert!(!validator.is_valid(&other), "a link of no known kind");
    other["links"] = json!([{"kind": "answers", "from": -1, "to": 1}]);
    assert!(!validator.is_valid(&other), "a negative index");
    let mut other = empty;
    other.as_object_mut().unwrap().remove("claims");
    assert!(!validator.is_valid(&other), "no claims");
}

#[test]
fn the_committed_schema_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/record.schema.json");
    let committed = std::fs::read_to_string(path).unwrap();
    let current = String::from_utf8(gainsay(&["schema"])).unwrap();
    assert!(committed == current, "run `just examples` to write docs/record.schema.json anew");
}
