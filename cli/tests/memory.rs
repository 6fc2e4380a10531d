//! The memory of a run does not grow with its input.

#![cfg(target_os = "linux")]

mod common;

use common::{errors, file, path, program};
use serde_json::json;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// What docs/batch.md promises, in KiB.
const MOST: u64 = 300_000;

/// The most memory that process `id` ever had, in KiB.
fn peak(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}

/// Runs the program on `lines` as standard input, and tells its memory when it
/// has written as many lines and still waits for more.
fn memory(lines: &[Vec<u8>]) -> u64 {
    let mut child = program()
        .args(["extract", "-q", "-j", "2", "--errors", "fail"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::with_capacity(1 << 20, child.stdout.take().unwrap());
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for _ in lines {
                assert!(stdout.skip_until(b'\n').unwrap() > 100);
            }
        });
        for line in lines {
            stdin.write_all(line).unwrap();
        }
    });
    let peak = peak(child.id()).unwrap();
    drop(stdin);
    assert!(child.wait().unwrap().success());
    peak
}

fn line(text: &str) -> Vec<u8> {
    common::line(&json!({"id": "a", "title": "Oslo waits", "text": text}))
}

/// The longest text that is read, with as many claims as a text can hold.
fn claims() -> String {
    "Norway accused Iran of lying. Oslo condemned it. ".repeat((2 << 20) / 49 - 1)
}

#[test]
fn the_longest_texts_stay_below_what_is_promised() {
    for text in [claims(), "a,".repeat((2 << 19) - 10)] {
        let line = line(&text);
        let peak = memory(&[line.clone(), line]);
        assert!(peak < MOST, "{peak} KiB");
    }
}

#[test]
fn the_longest_texts_as_tables_stay_below_what_is_promised() {
    let input = file("memory.jsonl", &[line(&claims()), line(&claims())].concat());
    for arguments in [&["--to", "parquet", "--records", "articles"][..], &["--to", "edges"]] {
        let mut command = program();
        command.args(["extract", "-q", "-j", "2", "-o"]).arg(path("memory.out")).args(arguments);
        let mut child = command.arg(&input).spawn().unwrap();
        let mut most = 0;
        // A process that has ended tells no more.
        while child.try_wait().unwrap().is_none() {
            most = most.max(peak(child.id()).unwrap_or(0));
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        assert!(child.wait().unwrap().success());
        assert!((20_000..MOST).contains(&most), "{arguments:?}: {most} KiB");
    }
}

#[test]
fn records_that_are_passed_over_are_not_held() {
    let long = line(&"A word. ".repeat(600_000));
    let end = line(&"The council denied it. ".repeat(100));
    let mut child = program()
        .args(["extract", "-q", "-j", "2"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    for _ in 0..40 {
        stdin.write_all(&long).unwrap();
    }
    // A line of 200 MB.
    let part = "x".repeat(1 << 20);
    for _ in 0..200 {
        stdin.write_all(part.as_bytes()).unwrap();
    }
    stdin.write_all(b"\n").unwrap();
    stdin.write_all(&end).unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    assert!(stdout.skip_until(b'\n').unwrap() > 1000);
    let peak = peak(child.id()).unwrap();
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(3));
    assert!(peak < 80_000, "{peak} KiB");
}

/// Long records, whose output goes out part by part, among short ones.
fn mixed() -> Vec<u8> {
    let mut input = Vec::new();
    for number in 0..3 {
        for short in 0..40 {
            input.extend(common::line(&common::article(number * 100 + short, 900)));
        }
        input.extend(line(&claims()[..[260_000, 490_000, 900_000][number]]));
    }
    input
}

fn extract(arguments: &[&str], input: &Path, output: &Path) -> Command {
    let mut command = program();
    command.args(["extract", "-q"]).args(arguments).arg("-o").arg(output).arg(input);
    command
}

#[test]
fn long_records_give_the_same_bytes_on_any_number_of_threads() {
    let input = file("mixed.jsonl", &mixed());
    for (suffix, arguments) in [
        ("jsonl", &[][..]),
        ("jsonl.zst", &[]),
        ("csv.gz", &[]),
        ("parquet", &[]),
        ("parquet", &["--records", "articles"]),
        ("csv", &["--to", "edges"]),
        ("txt", &["--pretty", "--color", "never"]),
    ] {
        let outputs = ["1", "2", "5"].map(|threads| {
            let output = path(&format!("mixed-{threads}.{suffix}"));
            let end = extract(&[arguments, &["-j", threads]].concat(), &input, &output).output();
            let end = end.unwrap();
            assert_eq!(end.status.code(), Some(0), "{}", errors(&end));
            fs::read(output).unwrap()
        });
        assert!(outputs[0].len() > 1000, "{suffix}");
        assert!(outputs[0] == outputs[1] && outputs[0] == outputs[2], "{suffix} {arguments:?}");
        if suffix == "jsonl" {
            assert_eq!(common::lines(&outputs[0]).len(), 123);
        }
    }
}

#[test]
fn a_run_killed_in_a_long_record_goes_on_to_the_same_bytes() {
    let input = file("mixed-killed.jsonl", &mixed());
    let [whole, killed] = ["mixed-whole.zst", "mixed-killed.zst"].map(path);
    let started = std::time::Instant::now();
    assert!(extract(&[], &input, &whole).status().unwrap().success());
    let pause = started.elapsed() / 5;
    let arguments = ["--resume", "--checkpoint", "0"];
    for round in 1..5 {
        let mut child = extract(&arguments, &input, &killed).spawn().unwrap();
        std::thread::sleep(pause * round / 2);
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert!(extract(&arguments, &input, &killed).status().unwrap().success());
    assert!(fs::read(&killed).unwrap() == fs::read(&whole).unwrap());
}
