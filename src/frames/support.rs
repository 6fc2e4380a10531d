//! Support verbs: verbs that say on which side of a speech noun their subject
//! stands ("faced criticism from", "levelled accusations at").

use super::inflect::Irregular;
use super::{Role, Tail};
use crate::gazetteer::Prehashed;
use crate::token::hash;
use crate::{Error, ErrorKind};
use std::collections::HashMap;

/// The support verbs of the English data.
#[derive(Debug, Default)]
pub(crate) struct SupportTable {
    pub verbs: Vec<Support>,
    /// From the hash of a form of the verb to indices into `verbs`, longest
    /// phrase first.
    pub by_form: HashMap<u64, Vec<u32>, Prehashed>,
}

/// One support verb.
#[derive(Debug)]
pub(crate) struct Support {
    /// As written, for messages.
    pub text: String,
    /// What follows the verb itself, before the noun.
    pub tail: Vec<Tail>,
    /// The noun itself is its subject (“the criticism *came* from”).
    pub itself: bool,
    /// The role of its subject.
    pub subject: Option<Role>,
    /// Prepositions after the noun and the roles that they bring.
    pub roles: Vec<(Vec<u64>, Role)>,
}

fn role(name: &str) -> Option<Role> {
    match name {
        "source" => Some(Role::Source),
        "target" => Some(Role::Target),
        "content" => Some(Role::Content),
        _ => None,
    }
}

impl SupportTable {
    /// Reads lines of `verb phrase<TAB>role of the subject (or -)`, then any
    /// number of columns `preposition|preposition:role`.
    pub(crate) fn parse(name: &str, text: &str, words: &Irregular<'_>) -> Result<Self, Error> {
        let mut table = Self::default();
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let fault = |message: String| Error::new(ErrorKind::Lexicon, name, number, message);
            let mut columns = line.split('\t').map(str::trim);
            let phrase = columns.next().unwrap_or("");
            let mut parts = phrase.split_whitespace();
            let Some(first) = parts.next() else {
                return Err(fault("the first column wants a verb".into()));
            };
            let column = columns.next();
            let itself = column == Some("=");
            let subject = match column {
                Some("-" | "=") => None,
                Some(column) => Some(role(column).ok_or_else(|| {
                    fault(format!(
                        "`{column}` is no role; roles are source, target, content, `-` or `=`"
                    ))
                })?),
                None => {
                    return Err(fault("the second column wants the role of the subject".into()));
                }
            };
            let mut roles = Vec::new();
            for column in columns {
                let pair = column.split_once(':');
                let Some((prepositions, Some(role))) = pair.map(|(p, r)| (p, role(r))) else {
                    return Err(fault(format!("`{column}`: wants `preposition:role`")));
                };
                roles.push((prepositions.split('|').map(hash).collect(), role));
            }
            let tail = parts.map(|part| Tail::Words(part.split('|').map(hash).collect())).collect();
            if table.verbs.iter().any(|verb| verb.text == phrase) {
                return Err(fault(format!("`{phrase}` stands twice")));
            }
            let index = table.verbs.len() as u32;
            table.verbs.push(Support { text: phrase.to_owned(), tail, itself, subject, roles });
            for form in words.verb(first) {
                table.by_form.entry(hash(&form)).or_default().push(index);
            }
        }
        let SupportTable { verbs, by_form } = &mut table;
        for indices in by_form.values_mut() {
            indices.sort_by_key(|&i| std::cmp::Reverse(verbs[i as usize].tail.len()));
        }
        Ok(table)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_verbs_with_their_sides() {
        let words = Irregular::default();
        let table = SupportTable::parse(
            "support.list",
            "# head\nlevel\tsource\tagainst|at:target\ncome\tsource\ncome under\ttarget\tfrom:source\n",
            &words,
        )
        .unwrap();
        let level = &table.verbs[table.by_form[&hash("levels")][0] as usize];
        assert_eq!(level.subject, Some(Role::Source));
        assert_eq!(level.roles, [(vec![hash("against"), hash("at")], Role::Target)]);
        let come = &table.by_form[&hash("comes")];
        assert_eq!(table.verbs[come[0] as usize].text, "come under");
    }

    #[test]
    fn names_the_faulty_line() {
        let words = Irregular::default();
        for (text, message) in [
            ("draw\n", "s:1: the second column wants the role"),
            ("# x\ndraw\tagent\n", "s:2: `agent` is no role"),
            ("draw\ttarget\tfrom\n", "s:1: `from`: wants `preposition:role`"),
        ] {
            let error = SupportTable::parse("s", text, &words).unwrap_err().to_string();
            assert!(error.starts_with(message), "{error}");
        }
    }
}
