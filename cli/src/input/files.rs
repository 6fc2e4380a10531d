//! From the arguments of the program to the inputs that it reads.

use std::path::Path;

/// The name of standard input on the command line.
pub const STDIN: &str = "-";

/// One input, by path, or [`STDIN`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    pub path: String,
    /// Why it cannot be opened, where that is known beforehand.
    pub fault: Option<String>,
}

impl Input {
    /// The name in ids and messages.
    pub fn name(&self) -> &str {
        if self.path == STDIN { "stdin" } else { &self.path }
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
pub fn find(arguments: &[String]) -> Vec<Input> {
    let mut inputs = Vec::new();
    if arguments.is_empty() {
        inputs.push(Input { path: STDIN.into(), fault: None });
    }
    for argument in arguments {
        let path = Path::new(argument);
        if path.is_dir() {
            walk(path, &mut inputs);
        } else if argument == STDIN || path.exists() || !argument.contains(['*', '?', '[']) {
            inputs.push(Input { path: argument.clone(), fault: None });
        } else {
            matching(argument, &mut inputs);
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
                inputs.push(failed(&folder.to_string_lossy(), &error.to_string()));
                continue;
            }
        };
        for entry in entries {
            match entry {
                Ok(entry) if entry.file_name().to_string_lossy().starts_with('.') => {}
                Ok(entry) if entry.file_type().is_ok_and(|kind| kind.is_dir()) => {
                    open.push(entry.path());
                }
                // A link to a folder is not followed: it could lead in a circle.
                Ok(entry) if entry.path().is_dir() => {}
                Ok(entry) => {
                    let path = entry.path().to_string_lossy().into_owned();
                    inputs.push(Input { path, fault: None });
                }
                Err(error) => {
                    inputs.push(failed(&folder.to_string_lossy(), &error.to_string()));
                }
            }
        }
    }
    inputs[begin..].sort_by(|a, b| a.path.cmp(&b.path));
}

fn matching(pattern: &str, inputs: &mut Vec<Input>) {
    let paths = match glob::glob(pattern) {
        Ok(paths) => paths,
        Err(error) => return inputs.push(failed(pattern, &error.to_string())),
    };
    let begin = inputs.len();
    for path in paths {
        match path {
            Ok(path) if path.is_dir() => walk(&path, inputs),
            Ok(path) => {
                inputs.push(Input { path: path.to_string_lossy().into_owned(), fault: None });
            }
            Err(error) => {
                inputs.push(failed(&error.path().to_string_lossy(), &error.error().to_string()));
            }
        }
    }
    if inputs.len() == begin {
        inputs.push(failed(pattern, "no file matches"));
    }
}

fn failed(path: &str, reason: &str) -> Input {
    Input { path: path.to_owned(), fault: Some(reason.to_owned()) }
}
