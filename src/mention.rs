//! Names and dates in the text, each with its type.
//!
//! Placeholder of the skeleton: the name, mention and entity stages fill it.

use crate::Sentence;
use crate::document::{Entity, Mention};
use crate::token::Token;

/// Appends the mentions of `text` and the entities they name.
pub(crate) fn recognise(
    _text: &str,
    _tokens: &[Token],
    _sentences: &[Sentence],
    _mentions: &mut Vec<Mention>,
    _entities: &mut Vec<Entity>,
) {
}
