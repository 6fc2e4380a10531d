//! What the README and the files beside it show is what the program prints.
//! With `UPDATE=1` in the environment they are written anew.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");
const OPEN: &str = "```console\n$ echo '";

/// Each committed output, with the arguments that print it.
const OUTPUTS: &[(&str, &[&str])] = &[
    ("examples/article.jsonl", &["extract", "examples/article.txt"]),
    ("docs/record.schema.json", &["schema"]),
];

#[test]
fn the_committed_outputs_are_true() {
    for &(file, arguments) in OUTPUTS {
        let output = Command::new(env!("CARGO_BIN_EXE_gainsay"))
            .args(arguments)
            .current_dir(ROOT)
            .output()
            .unwrap();
        assert!(output.status.success());
        let path = Path::new(ROOT).join(file);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(path, output.stdout).unwrap();
        } else {
            let shown = std::fs::read(path).unwrap();
            // Not `assert_eq!`: a record is too long to read as bytes.
            assert!(shown == output.stdout, "run `just examples` to write {file} anew");
        }
    }
}

#[test]
fn the_picture_is_true() {
    let readme = std::fs::read_to_string(PATH).unwrap();
    let start = readme.find(OPEN).expect("the README shows a command");
    let block = &readme[start + "```console\n".len()..];
    let (command, rest) = block.split_once('\n').unwrap();
    let shown = &rest[..rest.find("```").unwrap()];
    let (text, program) =
        command["$ echo '".len()..].split_once("' | gainsay ").expect("a text and a command");

    let mut child = Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(program.split(' '))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    writeln!(child.stdin.take().unwrap(), "{text}").unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let printed = String::from_utf8(output.stdout).unwrap();
    let printed = format!("{}\n", printed.trim_end());

    if std::env::var_os("UPDATE").is_some() {
        let at = readme.len() - rest.len();
        let updated = [&readme[..at], &printed, &readme[at + shown.len()..]].concat();
        std::fs::write(PATH, updated).unwrap();
    } else {
        assert_eq!(shown, printed, "run `just examples` to write the README's picture anew");
    }
}
