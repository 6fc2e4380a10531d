//! Long runs: threads, interruption, resumption, shares, and full disks.

mod common;

use common::{dump, errors, file, gzip, ids, lines, path, program, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

fn state(path: &Path) -> PathBuf {
    format!("{}.state", path.display()).into()
}

fn part(path: &Path) -> PathBuf {
    format!("{}.part", path.display()).into()
}

fn extract(arguments: &[&str], input: &Path, output: &Path) -> Command {
    let mut command = program();
    command.arg("extract").args(arguments).arg("-o").arg(output).arg(input);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// Waits until `child` has come so far.
fn wait(child: &mut std::process::Child, so_far: impl Fn() -> bool) {
    while !so_far() {
        assert!(child.try_wait().unwrap().is_none(), "the run ended too early for this test");
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn done(mut command: Command) -> Output {
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    output
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let input = file("threads.jsonl", &dump(3000, 700));
    for suffix in ["jsonl", "jsonl.gz", "jsonl.zst"] {
        let outputs = ["1", "2", "5"].map(|threads| {
            let output = path(&format!("threads-{threads}.{suffix}"));
            done(extract(&["--threads", threads], &input, &output));
            assert!(!part(&output).exists() && !state(&output).exists());
            fs::read(output).unwrap()
        });
        assert!(outputs[0] == outputs[1] && outputs[0] == outputs[2], "{suffix}");
        let content = match suffix {
            "jsonl.gz" => {
                let mut content = Vec::new();
                let mut decoder = flate2::read::MultiGzDecoder::new(&outputs[0][..]);
                std::io::Read::read_to_end(&mut decoder, &mut content).unwrap();
                content
            }
            "jsonl.zst" => zstd::decode_all(&outputs[0][..]).unwrap(),
            _ => outputs[0].clone(),
        };
        assert_eq!(lines(&content).len(), 3000);
    }
}

/// Kills a run at so many `moments` and takes it up again, then lets it end.
fn kill_and_resume(name: &str, input: &Path, suffix: &str, moments: usize, arguments: &[&str]) {
    let whole = path(&format!("{name}-whole.{suffix}"));
    let started = std::time::Instant::now();
    done(extract(arguments, input, &whole));
    let mut duration = started.elapsed();
    let killed = path(&format!("{name}-killed.{suffix}"));
    let _ = fs::remove_file(state(&killed));
    let arguments = [arguments, &["--resume", "--checkpoint", "0"]].concat();
    // A generator of our own: the moments are random and the same every time.
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut kills = 0;
    while kills < moments {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let mut child = extract(&arguments, input, &killed).spawn().unwrap();
        // Most of what is left in a run, so that some kills hit its end.
        std::thread::sleep(duration.mul_f64((random % 1000) as f64 / 1000.0 * 0.6));
        child.kill().unwrap();
        let status = child.wait().unwrap();
        if status.code().is_none() {
            kills += 1;
        } else {
            // It was over before: the machine has more time for it now.
            duration /= 2;
        }
        if killed.exists() {
            assert!(
                fs::read(&killed).unwrap() == fs::read(&whole).unwrap(),
                "a half file got its name"
            );
            fs::remove_file(&killed).unwrap();
        }
    }
    done(extract(&arguments, input, &killed));
    assert!(fs::read(&killed).unwrap() == fs::read(&whole).unwrap());
    assert!(!part(&killed).exists() && !state(&killed).exists());
    // The run is complete: nothing happens any more.
    let output = done(extract(&arguments, input, &killed));
    assert!(errors(&output).contains("nothing is left to do"), "{}", errors(&output));
}

#[test]
fn a_run_killed_at_twenty_random_points_gives_the_same_bytes() {
    let input = file("killed.jsonl", &dump(5000, 900));
    kill_and_resume("killed", &input, "jsonl", 20, &[]);
}

#[test]
fn a_killed_run_over_compressed_files_gives_the_same_bytes() {
    let folder = path("killed-folder");
    let input = dump(6000, 900);
    let half = input.len() / 2;
    let end = half + input[half..].iter().position(|&b| b == b'\n').unwrap() + 1;
    file("killed-folder/a.jsonl.gz", &[gzip(&input[..half]), gzip(&input[half..end])].concat());
    file("killed-folder/b.jsonl.zst", &common::zstd(&input[end..]));
    file("killed-folder/c.txt", b"The council accused the contractor.");
    kill_and_resume("killed-folder", &folder, "jsonl.zst", 6, &[]);
}

#[test]
fn a_killed_run_over_every_format_gives_the_same_bytes() {
    let folder = path("killed-formats");
    let articles = (0..1500).map(|number| common::article(number, 900));
    let (mut csv, mut array, mut wet) = (String::from("id,text\n"), String::from("["), Vec::new());
    for article in articles {
        let (id, text) = (article["id"].as_str().unwrap(), article["text"].as_str().unwrap());
        csv.push_str(&format!("{id},\"{}\n\"\n", text.replace(". ", ".\n")));
        array.push_str(&format!("{article:#},"));
        let record = format!(
            "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: {id}\r\nContent-Length: {}\r\n\r\n{text}\r\n\r\n",
            text.len()
        );
        wet.extend(gzip(record.as_bytes()));
    }
    file("killed-formats/a.csv", csv.as_bytes());
    file("killed-formats/b.json", format!("{}]", array.trim_end_matches(',')).as_bytes());
    file("killed-formats/c.wet.gz", &wet);
    for codec in ["snappy", "zstd"] {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
        fs::copy(data.join(format!("{codec}.parquet")), folder.join(format!("d{codec}"))).unwrap();
    }
    file("killed-formats/e.csv.zst", &common::zstd(csv.as_bytes()));
    kill_and_resume("killed-formats", &folder, "csv.gz", 12, &[]);
}

#[test]
fn a_run_over_standard_input_goes_on_with_the_same_input() {
    let input = dump(4000, 900);
    let whole = path("stdin-whole.jsonl");
    let feed = |arguments: &[&str], output: &Path, bytes: &[u8]| {
        let mut child = program()
            .args(
                [
                    &["extract", "-q", "--checkpoint", "0", "-o", output.to_str().unwrap()],
                    arguments,
                ]
                .concat(),
            )
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        std::io::Write::write_all(child.stdin.as_mut().unwrap(), bytes).unwrap();
        child
    };
    assert!(feed(&[], &whole, &input).wait().unwrap().success());
    let killed = path("stdin-killed.jsonl");
    // It has half of its input, and waits for the rest.
    let mut child = feed(&[], &killed, &input[..input.len() / 2]);
    wait(&mut child, || fs::metadata(part(&killed)).is_ok_and(|part| part.len() > 100_000));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(feed(&["--resume"], &killed, &input).wait().unwrap().success());
    assert!(fs::read(&killed).unwrap() == fs::read(&whole).unwrap());
}

#[test]
fn the_quarantine_goes_on_where_it_was() {
    let mut input = Vec::new();
    for (i, line) in dump(6000, 900).split_inclusive(|&b| b == b'\n').enumerate() {
        input.extend_from_slice(if i % 5 == 0 { b"{\"bad\": 1}\n" } else { line });
    }
    let input = file("killed-bad.jsonl", &input);
    let quarantines = [path("bad-whole"), path("bad-killed")];
    let option = |path: &Path| format!("--errors=quarantine={}", path.display());
    let whole = path("killed-bad-whole.jsonl");
    let output = extract(&[&option(&quarantines[0])], &input, &whole).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let killed = path("killed-bad.out");
    let option = option(&quarantines[1]);
    let arguments = [&*option, "--resume", "--checkpoint", "0"];
    for moment in [60, 130, 40] {
        let mut child = extract(&arguments, &input, &killed).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(moment));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let output = extract(&arguments, &input, &killed).output().unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", errors(&output));
    assert!(fs::read(&killed).unwrap() == fs::read(&whole).unwrap());
    assert!(fs::read(&quarantines[1]).unwrap() == fs::read(&quarantines[0]).unwrap());
}

#[test]
fn a_run_does_not_go_on_with_something_else() {
    let input = file("changed.jsonl", &dump(6000, 900));
    let output = path("changed.out");
    let mut child = extract(&["--checkpoint", "0"], &input, &output).spawn().unwrap();
    wait(&mut child, || state(&output).exists());
    child.kill().unwrap();
    child.wait().unwrap();
    let other = extract(&["--resume", "--offsets", "byte"], &input, &output).output().unwrap();
    assert_eq!(other.status.code(), Some(2));
    assert!(errors(&other).contains("other options"), "{}", errors(&other));
    fs::write(&input, dump(10, 900)).unwrap();
    let other = extract(&["--resume"], &input, &output).output().unwrap();
    assert_eq!(other.status.code(), Some(2));
    assert!(errors(&other).contains("has changed"), "{}", errors(&other));
    // Without --resume it begins anew.
    done(extract(&[], &input, &output));
    assert_eq!(lines(&fs::read(&output).unwrap()).len(), 10);
}

#[cfg(unix)]
#[test]
fn an_interrupt_writes_what_was_done_and_can_be_taken_up() {
    let input = file("interrupted.jsonl", &dump(6000, 900));
    let whole = path("interrupted-whole.jsonl");
    done(extract(&[], &input, &whole));
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let output = path("interrupted.out");
        let arguments = ["--checkpoint", "1000", "-j", "1"];
        let mut child = extract(&arguments, &input, &output).spawn().unwrap();
        let written = || fs::metadata(part(&output)).is_ok_and(|metadata| metadata.len() > 0);
        wait(&mut child, written);
        let kill =
            Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status();
        assert!(kill.unwrap().success());
        let end = child.wait_with_output().unwrap();
        assert_eq!(end.status.code(), Some(code), "{}", errors(&end));
        assert!(errors(&end).contains("then stopped"), "{}", errors(&end));
        assert!(!output.exists());
        let written = fs::read(part(&output)).unwrap();
        assert!(!written.is_empty() && fs::read(&whole).unwrap().starts_with(&written));
        done(extract(&["--checkpoint", "1000", "--resume"], &input, &output));
        assert!(fs::read(&output).unwrap() == fs::read(&whole).unwrap());
    }
}

#[cfg(unix)]
#[test]
fn interrupts_do_not_show_in_compressed_output() {
    let input = file("interrupted-zst.jsonl", &dump(6000, 900));
    let [whole, output] = ["interrupted-whole.zst", "interrupted-out.zst"].map(path);
    done(extract(&[], &input, &whole));
    for round in 0..8 {
        let mut child = extract(&["--resume", "-q"], &input, &output).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(20 + 17 * round));
        Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        child.wait().unwrap();
    }
    done(extract(&["--resume"], &input, &output));
    assert!(fs::read(&output).unwrap() == fs::read(&whole).unwrap());
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_wait_for_standard_input() {
    let mut child = program()
        .args(["extract", "-j", "2"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::io::Write::write_all(&mut stdin, b"{\"id\": 1, \"text\": \"One.\"}\n{\"id\": 2, ")
        .unwrap();
    let mut stdout = std::io::BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    std::io::BufRead::read_line(&mut stdout, &mut first).unwrap();
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(kill.unwrap().success());
    let end = child.wait_with_output().unwrap();
    assert_eq!(end.status.code(), Some(130));
    assert_eq!(
        errors(&end),
        "gainsay: 1 articles read, 0 claims found, 0 bad records, then stopped\n"
    );
    drop(stdin);
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_a_clear_error_and_nothing_looks_whole() {
    let input = file("full.jsonl", &dump(3000, 900));
    // The size of files is limited as if there were no more room.
    let output = path("full.out");
    let command = format!(
        "trap '' XFSZ; ulimit -f 1000; exec {} extract -o {} {}",
        env!("CARGO_BIN_EXE_gainsay"),
        output.display(),
        input.display()
    );
    let end = Command::new("sh").args(["-c", &command]).output().unwrap();
    assert_eq!(end.status.code(), Some(4), "{}", errors(&end));
    assert!(errors(&end).contains("full.out.part: File too large"), "{}", errors(&end));
    assert!(!output.exists());
    // With room again it goes on.
    done(extract(&["--resume"], &input, &output));
    assert_eq!(lines(&fs::read(&output).unwrap()).len(), 3000);

    if Path::new("/dev/full").exists() {
        let end = extract(&[], &input, Path::new("/dev/full")).output().unwrap();
        assert_eq!(end.status.code(), Some(4));
        assert!(errors(&end).contains("/dev/full: No space left on device"), "{}", errors(&end));
    }
}

#[test]
fn a_run_whose_end_found_no_room_goes_on_with_its_quarantine() {
    let names: String = (0..4000)
        .map(|n| format!("{{}}\n{{\"text\": \"Mr{n} Xu{n} accused Mr{n} Yu{n} of lying.\"}}\n"))
        .collect();
    let input = file("no-room.jsonl", names.as_bytes());
    let extract = |output: &Path, bad: &Path| {
        let mut command = Command::new("sh");
        command.args(["-c", "trap '' XFSZ; ulimit -f $LIMIT; exec \"$0\" \"$@\""]);
        command.args([
            env!("CARGO_BIN_EXE_gainsay"),
            "extract",
            "-q",
            "--to",
            "graphml",
            "--resume",
        ]);
        command.arg("-o").args([output, &input]);
        command.arg(format!("--errors=quarantine={}", bad.display()));
        command
    };
    let [whole, output, whole_bad, bad] =
        ["no-room-whole", "no-room-out", "no-room-whole-bad", "no-room-bad"].map(path);
    let end = extract(&whole, &whole_bad).env("LIMIT", "unlimited").output().unwrap();
    assert_eq!(end.status.code(), Some(3), "{}", errors(&end));
    let size = fs::metadata(&whole).unwrap().len();
    // The pieces, which are shorter than the graph, and the quarantine have room.
    let limit = (size * 9 / 10 / 512).to_string();
    assert!(fs::metadata(&whole_bad).unwrap().len() < size * 8 / 10);
    let end =
        extract(&output, &bad).args(["--checkpoint", "0"]).env("LIMIT", limit).output().unwrap();
    assert_eq!(end.status.code(), Some(4), "{}", errors(&end));
    assert!(!output.exists());
    let end = extract(&output, &bad).env("LIMIT", "unlimited").output().unwrap();
    assert_eq!(end.status.code(), Some(3), "{}", errors(&end));
    assert!(fs::read(&output).unwrap() == fs::read(&whole).unwrap());
    assert!(fs::read(&bad).unwrap() == fs::read(&whole_bad).unwrap());
}

#[test]
fn no_run_reads_what_it_writes() {
    let folder = path("own");
    let input = file("own/a.jsonl", &dump(3, 100));
    let output = folder.join("out.jsonl");
    done(extract(&[], &folder, &output));
    let first = fs::read(&output).unwrap();
    // A second time its output is there already.
    let end = done(extract(&[], &folder, &output));
    assert!(
        errors(&end).contains("out.jsonl: not read, since this run writes it"),
        "{}",
        errors(&end)
    );
    assert!(fs::read(&output).unwrap() == first);
    let before = fs::read(&input).unwrap();
    for (arguments, output) in [(vec![], &input), (vec!["--errors", "quarantine=IN"], &output)] {
        let arguments: Vec<_> =
            arguments.iter().map(|a: &&str| a.replace("IN", input.to_str().unwrap())).collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let end = extract(&arguments, &input, output).output().unwrap();
        assert_eq!(end.status.code(), Some(2));
        assert!(errors(&end).contains("would be read and written"), "{}", errors(&end));
    }
    assert!(fs::read(&input).unwrap() == before);
    let quarantine = format!("--errors=quarantine={}", folder.join("out.jsonl").display());
    let end = extract(&[&quarantine], &input, &output).output().unwrap();
    assert_eq!(end.status.code(), Some(2));
    assert!(errors(&end).contains("output and quarantine are one file"), "{}", errors(&end));
}

#[cfg(unix)]
#[test]
fn two_runs_do_not_write_to_the_same_output() {
    let output = path("contested.jsonl");
    let mut first =
        program().args(["extract", "-o"]).arg(&output).stdin(Stdio::piped()).spawn().unwrap();
    wait(&mut first, || part(&output).exists());
    std::thread::sleep(Duration::from_millis(50));
    let input = file("contested-in.jsonl", &dump(3, 100));
    let second = extract(&[], &input, &output).output().unwrap();
    assert_eq!(second.status.code(), Some(4));
    assert!(errors(&second).contains("another run is writing to it"), "{}", errors(&second));
    drop(first.stdin.take());
    assert!(first.wait().unwrap().success());
}

#[test]
fn shares_make_up_the_whole() {
    let folder = path("shares");
    for i in 0..5 {
        file(&format!("shares/{i}.jsonl"), &dump(20 + i, 100));
    }
    let one = file("share.jsonl", &dump(100, 100));
    for input in [folder.to_str().unwrap(), one.to_str().unwrap()] {
        let mut expected = ids(&run(&["extract", input], b""));
        let mut shares = Vec::new();
        for share in ["1/3", "2/3", "3/3"] {
            let share = ids(&run(&["extract", "--shard", share, input], b""));
            assert!(share.len() > 15, "{}", share.len());
            shares.extend(share);
        }
        shares.sort();
        expected.sort();
        assert_eq!(shares, expected);
    }
    for wrong in ["0/3", "4/3", "3", "a/b"] {
        assert_eq!(run(&["extract", "--shard", wrong], b"").status.code(), Some(2), "{wrong}");
    }
}

#[test]
fn the_first_bad_record_can_end_the_run() {
    let input = file(
        "fail.jsonl",
        b"{\"id\": 1, \"text\": \"One.\"}\n{}\n{\"id\": 2, \"text\": \"Two.\"}\n",
    );
    let output = path("fail.out");
    let end = extract(&["--errors", "fail"], &input, &output).output().unwrap();
    assert_eq!(end.status.code(), Some(4));
    assert!(errors(&end).contains("fail.jsonl:2: missing field"), "{}", errors(&end));
    assert!(!output.exists());
    assert_eq!(ids(&run(&["extract", "--errors", "fail", input.to_str().unwrap()], b"")), ["1"]);
}

#[test]
fn messages_can_be_json() {
    let end = run(&["extract", "--log", "json"], b"{\"maintext\": \"One.\"}\n{}\n");
    let events = lines(&end.stderr);
    let names: Vec<_> = events.iter().map(|e| e["event"].as_str().unwrap()).collect();
    assert_eq!(names, ["preset", "fault", "end"]);
    assert_eq!((&events[1]["record"], &events[1]["offset"]), (&2.into(), &21.into()));
    assert_eq!((&events[2]["articles"], &events[2]["bad"]), (&1.into(), &1.into()));
}
