//! Makes what the crate is built with from the lists in `gazetteers/`: a list of
//! the `.cue` files, so that a new kind of claim is one new file, and flat
//! tables of all names and words, which the program uses where they lie. A
//! mistake in a list stops the build with its file and line.

/// The crate's own modules that read the lists; what only the crate itself
/// calls is not used here.
#[allow(dead_code)]
#[path = "src"]
mod shared {
    pub mod block;
    pub mod error;
    pub mod flat;
    pub mod token;
    pub mod frames {
        pub mod inflect;
    }
    pub mod gazetteer {
        pub mod cue;
        pub mod list;
        pub mod table;
    }
    pub mod lexicon {
        pub mod entry;
        pub mod words;
    }
}

use frames::inflect::Irregular;
use gazetteer::{cue, list, table};
use shared::error::{Error, ErrorKind};
use shared::{block, flat, frames, gazetteer, lexicon, token};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};
use token::{Token, tokenize};

/// What a token's place is; the crate's own type has more to it.
#[allow(dead_code)]
#[derive(Clone, Copy, Debug)]
pub struct Span {
    start: usize,
    end: usize,
}

/// The name lists. Of two that hold one name, the earlier is asked first.
const NAMES: [&str; 12] = [
    "countries",
    "organisations",
    "places",
    "groups",
    "events",
    "threat-actors",
    "regions",
    "cities",
    "given",
    "family",
    "given-rare",
    "family-rare",
];

/// The lists of words by which names are known.
const CUES: [&str; 6] = ["titles", "org-heads", "place-heads", "name-parts", "dates", "sport"];

/// Where files are read and written.
struct Folders {
    lists: PathBuf,
    out: PathBuf,
}

impl Folders {
    /// The text of a list; a mark that could not be read is no mistake of it.
    fn read(&self, name: &str) -> String {
        let path = self.lists.join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.out.join(name), bytes).expect("the build folder is writable");
    }
}

fn main() -> ExitCode {
    let variable = |name: &str| PathBuf::from(env::var_os(name).expect("cargo sets it"));
    let folders = Folders {
        lists: variable("CARGO_MANIFEST_DIR").join("gazetteers"),
        out: variable("OUT_DIR"),
    };
    println!("cargo::rerun-if-changed=gazetteers");
    list_cues(&folders);
    match make_names(&folders).and_then(|cues| make_lexicon(&folders, &cues)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo::error=gazetteers: {error}");
            ExitCode::FAILURE
        }
    }
}

fn list_cues(folders: &Folders) {
    let mut files: Vec<PathBuf> = fs::read_dir(folders.lists.join("cues"))
        .expect("the folder of the cue files")
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.extension().is_some_and(|e| e == "cue"))
        .collect();
    files.sort();
    let mut list = String::from("&[\n");
    for path in &files {
        let name = path.file_name().and_then(|n| n.to_str()).expect("a name in UTF-8");
        let path = Path::new(path).display().to_string();
        writeln!(list, "    ({name:?}, include_str!({path:?})),").expect("a string takes it");
    }
    list.push(']');
    folders.write("cues.rs", list);
}

/// The names, and the words by which they are known, which are given back.
fn make_names(folders: &Folders) -> Result<cue::Words, Error> {
    let mut words = cue::Words::default();
    for name in CUES {
        let file = format!("{name}.list");
        words.read(&file, &folders.read(&format!("english/{file}")))?;
    }
    let mut builder = table::Builder::default();
    let mut tokens: Vec<Token> = Vec::new();
    let files = NAMES.map(|name| format!("{name}.tsv"));
    let texts = files.each_ref().map(|file| folders.read(&format!("names/{file}")));
    for (file, text) in files.iter().zip(&texts) {
        for line in list::parse(file, text)? {
            builder.add(line);
            tokens.clear();
            tokenize(line.name, &mut tokens);
            if let Some(first) = tokens.first().filter(|t| !t.is_capital()) {
                words.add(first.hash, cue::Cue::LOWER_START);
            }
        }
    }
    let parts = builder.finish();
    folders.write("names.edges", parts.edges);
    folders.write("names.records", parts.records);
    let (index, sets) = words.flat();
    folders.write("cues.index", index);
    folders.write("cues.sets", sets);
    Ok(words)
}

/// The English words with all their forms, and which of them are `cues`.
fn make_lexicon(folders: &Folders, cues: &cue::Words) -> Result<(), Error> {
    let irregular = folders.read("english/irregular.tsv");
    let irregular = Irregular::parse("irregular.tsv", &irregular)?;
    let words = lexicon::words::Words::read(
        &folders.read("english/lexicon.tsv"),
        &folders.read("english/closed.tsv"),
        &folders.read("english/reporting.list"),
        &irregular,
    )?;
    let [index, entries, sets] = words.flat(|word| cues.get(word).0);
    folders.write("lexicon.index", index);
    folders.write("lexicon.entries", entries);
    folders.write("lexicon.sets", sets);
    Ok(())
}
