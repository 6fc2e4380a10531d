//! Lists who said what in an article: one line for each quotation, under the
//! name of its speaker. Reads the file named, or a short text of its own:
//!
//! ```sh
//! cargo run --example who_said_what -- article.txt
//! ```

use gainsay::{Document, Extractor, Quote};
use std::collections::BTreeMap;
use std::{env, fs, io};

const TEXT: &str = "\
“The bridge is closed until further notice,” said Anna Koval, the city engineer. “We found cracks \
in two pillars.”

Mayor Peter Holm denied that the council had known of the damage. He called the report “late and \
incomplete” and said an inquiry would begin on Monday.

According to the port authority, ferries will carry passengers free of charge.
";

/// Whom the quotation is filed under: the canonical name of its speaker, the
/// words that name him or her, or nobody.
fn speaker<'d>(document: &'d Document<'_>, quote: &Quote) -> &'d str {
    let Some(speaker) = &quote.speaker else { return "(nobody named)" };
    match document.entity(speaker) {
        Some(entity) => &entity.name,
        None => document.slice(speaker.span),
    }
}

fn main() -> io::Result<()> {
    let text = match env::args_os().nth(1) {
        Some(path) => fs::read_to_string(path)?,
        None => TEXT.to_owned(),
    };
    let document = Extractor::new().extract(&text);
    let mut said: BTreeMap<&str, Vec<&Quote>> = BTreeMap::new();
    for quote in document.quotes() {
        said.entry(speaker(&document, quote)).or_default().push(quote);
    }
    for (name, quotes) in said {
        println!("{name}");
        for quote in quotes {
            let words = document.slice(quote.span).split_whitespace().collect::<Vec<_>>().join(" ");
            println!("  {:9} {words}", quote.kind.as_str());
        }
    }
    Ok(())
}
