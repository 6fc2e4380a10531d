//! From the arguments of the program to the inputs that it reads.

use std::io;
use std::path::{Path, PathBuf};

/// The name of standard input on the command line.
pub const STDIN: &str = "-";

/// One input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    path: PathBuf,
    /// What it is called in ids and messages.
    name: String,
    /// Why it cannot be opened, where that is known beforehand.
    fault: Option<String>,
}

impl Input {
    fn new(path: PathBuf) -> Self {
        let name = path.to_string_lossy().into_owned();
        Self { path, name, fault: None }
    }

    fn stdin() -> Self {
        Self { path: STDIN.into(), name: "stdin".into(), fault: None }
    }

    fn failed(path: &Path, reason: impl ToString) -> Self {
        Self { fault: Some(reason.to_string()), ..Self::new(path.to_path_buf()) }
    }

    pub fn is_stdin(&self) -> bool {
        self.path == Path::new(STDIN)
    }

    /// The path, unless it is known that it cannot be opened.
    pub fn path(&self) -> io::Result<&Path> {
        match &self.fault {
            Some(fault) => Err(io::Error::other(fault.clone())),
            None => Ok(&self.path),
        }
    }

    /// The name in ids and messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The size of the file; 0 if it has none.
    pub fn size(&self) -> u64 {
        let metadata = std::fs::metadata(&self.path).ok();
        metadata.filter(std::fs::Metadata::is_file).map_or(0, |metadata| metadata.len())
    }
}

/// The inputs that `arguments` name: files, folders (all files in them, except
/// hidden ones), patterns, and standard input; those of a folder or pattern by
/// name.
pub fn find(arguments: &[PathBuf]) -> Vec<Input> {
    let mut inputs = Vec::new();
    if arguments.is_empty() {
        inputs.push(Input::stdin());
    }
    for path in arguments {
        let pattern = path.to_str().filter(|name| name.contains(['*', '?', '[']));
        match pattern {
            _ if path == Path::new(STDIN) => inputs.push(Input::stdin()),
            _ if path.is_dir() => walk(path, &mut inputs),
            Some(pattern) if !path.exists() => matching(pattern, &mut inputs),
            _ => inputs.push(Input::new(path.clone())),
        }
    }
    inputs
}

fn walk(folder: &Path, inputs: &mut Vec<Input>) {
    let mut open = vec![folder.to_path_buf()];
    let begin = inputs.len();
    while let Some(folder) = open.pop() {
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                inputs.push(Input::failed(&folder, error));
                continue;
            }
        };
        for entry in entries {
            match entry {
                Ok(entry) if entry.file_name().as_encoded_bytes().starts_with(b".") => {}
                Ok(entry) if entry.file_type().is_ok_and(|kind| kind.is_dir()) => {
                    open.push(entry.path());
                }
                // A link to a folder is not followed: it could lead in a circle.
                Ok(entry) if entry.path().is_dir() => {}
                Ok(entry) => inputs.push(Input::new(entry.path())),
                Err(error) => inputs.push(Input::failed(&folder, error)),
            }
        }
    }
    inputs[begin..].sort_by(|a, b| a.path.cmp(&b.path));
}

fn matching(pattern: &str, inputs: &mut Vec<Input>) {
    let paths = match glob::glob(pattern) {
        Ok(paths) => paths,
        Err(error) => return inputs.push(Input::failed(Path::new(pattern), error)),
    };
    let begin = inputs.len();
    for path in paths {
        match path {
            Ok(path) if path.is_dir() => walk(&path, inputs),
            Ok(path) => inputs.push(Input::new(path)),
            Err(error) => inputs.push(Input::failed(error.path(), error.error())),
        }
    }
    if inputs.len() == begin {
        inputs.push(Input::failed(Path::new(pattern), "no file matches"));
    }
}
