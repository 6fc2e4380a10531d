//! A user's defaults: a file whose keys are the long options of `extract`.
//! They are put before the options of the command line, which win.

use crate::Failure;
use std::ffi::OsString;
use std::path::PathBuf;

/// Options that say where the defaults are, or what to do this one time.
const NOT_HERE: [&str; 4] = ["config", "no-config", "resume", "help"];

/// `arguments` with the defaults that hold for them; `command` is that of the
/// program.
pub fn apply(arguments: Vec<OsString>, command: &clap::Command) -> Result<Vec<OsString>, Failure> {
    if arguments.get(1).is_none_or(|name| name != "extract") {
        return Ok(arguments);
    }
    let Some((path, named)) = find(&arguments[2..]) else { return Ok(arguments) };
    let name = path.display().to_string();
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if named || error.kind() != std::io::ErrorKind::NotFound => {
            return Err(Failure::File(name, error));
        }
        Err(_) => return Ok(arguments),
    };
    let wrong = |reason: String| Failure::Usage(format!("{name}: {reason}"));
    let table: toml::Table = text.parse().map_err(|error| wrong(format!("{error}")))?;
    let extract = command.find_subcommand("extract");
    let mut defaults = Vec::new();
    for (key, value) in &table {
        let known = extract
            .and_then(|extract| extract.get_arguments().find(|a| a.get_long() == Some(key)))
            .filter(|_| !NOT_HERE.contains(&key.as_str()));
        if known.is_none() {
            return Err(wrong(format!("`{key}` is no option of `gainsay extract` to set here")));
        }
        let value = match value {
            toml::Value::Boolean(true) => {
                defaults.push(format!("--{key}").into());
                continue;
            }
            toml::Value::Boolean(false) => continue,
            toml::Value::String(text) => text.clone(),
            toml::Value::Integer(number) => number.to_string(),
            toml::Value::Float(number) => number.to_string(),
            toml::Value::Array(items) => {
                let items: Option<Vec<&str>> = items.iter().map(toml::Value::as_str).collect();
                items.ok_or_else(|| wrong(format!("`{key}` must be a list of strings")))?.join(",")
            }
            _ => return Err(wrong(format!("`{key}` must be a string, a number or true"))),
        };
        defaults.push(format!("--{key}={value}").into());
    }
    let mut arguments = arguments;
    arguments.splice(2..2, defaults);
    Ok(arguments)
}

/// The file of defaults, and whether it was asked for by name.
fn find(arguments: &[OsString]) -> Option<(PathBuf, bool)> {
    for (i, argument) in arguments.iter().enumerate() {
        let Some(argument) = argument.to_str() else { continue };
        if argument == "--no-config" {
            return None;
        }
        if let Some(path) = argument.strip_prefix("--config=") {
            return Some((path.into(), true));
        }
        if argument == "--config" {
            return Some((arguments.get(i + 1)?.into(), true));
        }
    }
    let folder = std::env::var_os("XDG_CONFIG_HOME").filter(|folder| !folder.is_empty());
    let folder = folder.map(PathBuf::from).or_else(|| {
        Some(
            PathBuf::from(std::env::var_os("HOME").filter(|home| !home.is_empty())?)
                .join(".config"),
        )
    });
    Some((folder?.join("gainsay").join("config.toml"), false))
}
