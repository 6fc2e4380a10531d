//! What the tests of the program share.

#![allow(dead_code, reason = "each test file uses a part")]

use serde_json::Value;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// The program that was built, without a user's configuration.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gainsay"));
    command.env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR")).env_remove("HOME");
    command
}

/// Runs the program on `input` as standard input.
pub fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = program()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    let input = input.to_vec();
    // On its own thread: the program answers while it still reads.
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the input is written");
    output
}

pub fn records(output: &Output) -> Vec<Value> {
    lines(&output.stdout)
}

/// The values of JSON Lines.
pub fn lines(bytes: &[u8]) -> Vec<Value> {
    let lines = std::str::from_utf8(bytes).expect("UTF-8");
    lines.lines().map(|line| serde_json::from_str(line).expect("a record a line")).collect()
}

pub fn ids(output: &Output) -> Vec<String> {
    records(output).iter().map(|r| r["id"].as_str().expect("an id").to_owned()).collect()
}

pub fn errors(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

/// The path of a file for one test, which is not there yet.
pub fn path(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_file(&path);
    let _ = std::fs::remove_dir_all(&path);
    path
}

/// A file for one test.
pub fn file(name: &str, content: &[u8]) -> PathBuf {
    let path = path(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a test folder is made");
    std::fs::write(&path, content).expect("a test file is written");
    path
}

pub fn line(fields: &Value) -> Vec<u8> {
    let mut line = serde_json::to_vec(fields).unwrap();
    line.push(b'\n');
    line
}

/// One gzip member.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// One zstd frame.
pub fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

/// An article of its own for every number, about `length` bytes long.
pub fn article(number: usize, length: usize) -> Value {
    let who = ["The council", "Norway", "The union", "Maria Berg", "The airline"];
    let whom = ["the contractor", "Iceland", "the ministry", "Paul Stone", "its pilots"];
    let mut text = String::new();
    let mut n = number;
    while text.len() < length {
        let (a, b) = (who[n % 5], whom[(n / 5) % 5]);
        text.push_str(&format!("{a} accused {b} of hiding {n} reports. It rained for {n} days. "));
        n += 7;
    }
    serde_json::json!({"id": format!("a{number}"), "text": text, "date": format!("2024-01-{:02}", 1 + number % 28)})
}

/// JSON Lines of `count` such articles.
pub fn dump(count: usize, length: usize) -> Vec<u8> {
    (0..count).flat_map(|number| line(&article(number, length))).collect()
}
