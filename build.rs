//! Lists the `.cue` files, so that a new kind of claim is one new file.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let folder = root.join("gazetteers/cues");
    println!("cargo::rerun-if-changed=gazetteers/cues");
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
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
    fs::write(out.join("cues.rs"), list).expect("the build folder is writable");
}
