//! What the README shows is what the program does.

use std::io::Write;
use std::process::{Command, Stdio};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");
const OPEN: &str = "```console\n$ echo '";

/// The picture of the output is what its command prints. With `UPDATE=1` in
/// the environment the README is written anew.
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
