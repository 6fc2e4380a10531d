//! Web archives and Parquet. The files in `data` were written by warcio and
//! pyarrow: see `data/make.py`.

mod common;

use common::{errors, file, gzip, ids, lines, records, run};
use std::path::{Path, PathBuf};

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

fn extract(arguments: &[&str], path: &Path) -> std::process::Output {
    run(&[&["extract"], arguments, &[path.to_str().unwrap()]].concat(), b"")
}

#[test]
fn parquet_of_every_codec() {
    for codec in ["snappy", "zstd", "gzip", "lz4"] {
        let output = extract(&[], &data(&format!("{codec}.parquet")));
        assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
        assert!(errors(&output).ends_with("read as nela\n"), "{}", errors(&output));
        let records = records(&output);
        assert_eq!(ids(&output), ["p1", "p2", "p3"]);
        assert_eq!(records[0]["date"], "2024-03-05");
        assert_eq!(records[2]["date"], "2024-03-07");
        let claims = |i: usize| records[i]["claims"].as_array().unwrap().len();
        assert_eq!([claims(0), claims(1), claims(2)], [1, 0, 1]);
    }
    let named = extract(&["--id-field", "raw_url", "-q"], &data("zstd.parquet"));
    let id = format!("{}#3", data("zstd.parquet").display());
    assert_eq!(ids(&named), ["http://n.example/1", "http://n.example/2", &id]);
    let shares =
        ["1/2", "2/2"].map(|share| ids(&extract(&["-q", "--shard", share], &data("zstd.parquet"))));
    assert_eq!(shares, [vec!["p1", "p3"], vec!["p2"]]);
}

#[test]
fn damaged_parquet_costs_its_row_group_or_is_an_error() {
    let whole = std::fs::read(data("snappy.parquet")).unwrap();
    let mut damaged = whole.clone();
    // In the text column's pages of the first row group.
    let at = damaged.windows(7).position(|w| w == b"council").unwrap();
    damaged[at - 40..at].fill(0xff);
    let path = file("damaged.parquet", &damaged);
    let output = extract(&[], &path);
    assert_eq!(output.status.code(), Some(3), "{}", errors(&output));
    assert!(errors(&output).contains("rows 1 to 2 cannot be read"), "{}", errors(&output));
    assert_eq!(ids(&output), ["p3"]);
    let path = file("cut.parquet", &whole[..whole.len() / 2]);
    assert_eq!(extract(&[], &path).status.code(), Some(4));
    let output = run(&["extract"], &whole);
    assert_eq!(output.status.code(), Some(4));
    assert!(errors(&output).contains("give the file"), "{}", errors(&output));
}

#[test]
fn pages_become_articles() {
    let path = data("pages.warc.gz");
    let output = extract(&["--log", "json"], &path);
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    let records = records(&output);
    let pages = ["utf8", "latin1", "chunked"].map(|page| format!("http://n.example/{page}"));
    assert_eq!(ids(&output), pages);
    for record in &records {
        assert_eq!(record["title"], "Council accuses contractor");
        assert_eq!(record["date"], "2024-03-05");
        let text = record["text"].as_str().unwrap();
        assert!(text.contains("the café would stay open"), "{text}");
        assert!(!text.contains("All rights reserved") && !text.contains("Home"), "{text}");
        assert!(text.contains(".\n"), "paragraphs are kept: {text}");
        let claims = record["claims"].as_array().unwrap();
        assert!(claims.len() >= 2, "{claims:?}");
        // Offsets point into the text that the record brings.
        let chars: Vec<char> = text.chars().collect();
        for claim in claims {
            let range =
                claim["start"].as_u64().unwrap() as usize..claim["end"].as_u64().unwrap() as usize;
            assert_eq!(claim["text"], chars[range].iter().collect::<String>());
        }
    }
    let end = lines(&output.stderr).pop().unwrap();
    assert_eq!((&end["articles"], &end["passed"], &end["bad"]), (&3.into(), &2.into(), &0.into()));
    // The same from a pipe, and not compressed at all.
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(run(&["extract"], &bytes).stdout, output.stdout);
    let mut plain = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::MultiGzDecoder::new(&bytes[..]), &mut plain)
        .unwrap();
    assert_eq!(run(&["extract"], &plain).stdout, output.stdout);
    // All in one member.
    assert_eq!(run(&["extract"], &gzip(&plain)).stdout, output.stdout);
}

#[test]
fn texts_of_common_crawl() {
    let output = extract(&[], &data("texts.wet.gz"));
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    assert_eq!(ids(&output), ["http://n.example/0", "http://n.example/1"]);
    assert_eq!(records(&output)[0]["claims"].as_array().unwrap().len(), 1);
    assert_eq!(records(&output)[0]["date"], "2024-03-06");
}

/// A record of a WET archive.
fn conversion(number: usize) -> Vec<u8> {
    let text = common::article(number, 600)["text"].as_str().unwrap().to_owned();
    format!(
        "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://n.example/{number}\r\n\
         WARC-Date: 2024-03-06T00:00:00Z\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n{text}\r\n\r\n",
        text.len()
    )
    .into_bytes()
}

#[test]
fn four_hundred_damaged_bytes_cost_one_record_of_three_thousand() {
    // Members of a few hundred bytes would not hold the damage: these hold
    // what does not compress.
    let noise = |seed: usize| {
        let mut x = seed as u64 * 2 + 1;
        let mut text = String::new();
        for _ in 0..1500 {
            x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push(char::from(b' ' + (x >> 33) as u8 % 94));
        }
        text
    };
    let record = |number: usize| {
        let text = noise(number);
        gzip(
            format!(
                "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: {number}\r\nContent-Length: {}\r\n\r\n{text}\r\n\r\n",
                text.len()
            )
            .as_bytes(),
        )
    };
    let members: Vec<Vec<u8>> = (0..3000).map(record).collect();
    let begin: usize = members[..1500].iter().map(Vec::len).sum();
    let mut bytes = members.concat();
    for (i, byte) in bytes[begin + 300..begin + 700].iter_mut().enumerate() {
        *byte = (i * 37) as u8;
    }
    let path = file("damaged.wet.gz", &bytes);
    let bad = path.with_extension("bad");
    let output = extract(&[&format!("--errors=quarantine={}", bad.display())], &path);
    assert_eq!(output.status.code(), Some(3));
    let ids = ids(&output);
    assert_eq!(ids.len(), 2999, "{}", errors(&output));
    assert!(!ids.contains(&"1500".to_owned()));
    let entries = lines(&std::fs::read(bad).unwrap());
    assert_eq!(entries.len(), 1, "{entries:?}");
    assert_eq!(entries[0]["offset"], begin);
    assert_eq!(entries[0]["length"], members[1500].len());
}

#[test]
fn archives_that_are_not_compressed_recover_too() {
    let mut bytes = Vec::new();
    for number in 0..5 {
        if number == 2 {
            bytes.extend(b"this is no record\r\n\r\n");
        }
        bytes.extend(conversion(number));
    }
    let output = run(&["extract"], &bytes);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(ids(&output).len(), 5, "{}", errors(&output));
    assert!(errors(&output).contains("stdin:3: what stands here is not a WARC record"));
    let output = run(&["extract"], &bytes[..bytes.len() - 100]);
    assert_eq!(ids(&output).len(), 4);
    assert!(errors(&output).contains("before its last record does"), "{}", errors(&output));
    let output = run(&["extract", "--max-record", "500"], &bytes);
    assert_eq!(ids(&output).len(), 0, "{}", errors(&output));
}

#[test]
fn odd_pages_are_faults_and_never_the_end() {
    let response = |body: &str| {
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}");
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: not a url\r\nContent-Type: application/http\r\n\
             Content-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    };
    let deep = format!("{}text{}", "<div>".repeat(50_000), "</div>".repeat(50_000));
    let archive = ["", "<p>", &deep, "\u{0}"].map(response).concat();
    let archive = [archive.into_bytes(), conversion(1)].concat();
    let output = run(&["extract"], &archive);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(ids(&output), ["http://n.example/1"], "{}", errors(&output));
    assert!(errors(&output).contains("nested more than 1000 deep"), "{}", errors(&output));
    assert!(errors(&output).contains("no article was found"), "{}", errors(&output));
}
