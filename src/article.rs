//! An article whose headline is known.

use crate::{Date, Span};
use std::borrow::Cow;

/// A text with its zones: a headline, where there is one, and a body.
///
/// The zones are read as one document, so that a name in full in the headline
/// explains the surname in the body and the other way round, and the headline
/// becomes a sentence of layout [`Title`](crate::Layout::Title).
///
/// ```
/// use gainsay::{Article, Extractor, Layout};
///
/// let article = Article::with_headline("Beijing denies involvement", "Prague had asked why.");
/// let document = Extractor::new().extract_article(&article);
/// let title = document.sentences()[0];
/// assert_eq!(title.layout, Layout::Title);
/// assert_eq!(document.slice(title.span), "Beijing denies involvement");
/// assert_eq!(article.in_body(title.span), None);
/// ```
#[derive(Clone, Debug)]
pub struct Article<'t> {
    text: Cow<'t, str>,
    headline: Option<Span>,
    body: Span,
    date: Option<Date>,
}

impl<'t> Article<'t> {
    /// An article whose headline, if it has one, is not known.
    #[must_use]
    pub fn new(body: &'t str) -> Self {
        let span = Span::new(0, body.len());
        Self { text: Cow::Borrowed(body), headline: None, body: span, date: None }
    }

    /// An article under `headline`. Where `body` itself opens with the
    /// headline as a paragraph of its own, the headline is read there, once;
    /// else the text of the article is the headline, a blank line and `body`.
    #[must_use]
    pub fn with_headline(headline: &str, body: &'t str) -> Self {
        let headline = headline.trim();
        if headline.is_empty() {
            return Self::new(body);
        }
        let start = body.len() - body.trim_start().len();
        if let Some(rest) = body[start..].strip_prefix(headline) {
            let line_ends = rest.trim_start_matches([' ', '\t', '\r']);
            if line_ends.is_empty() || line_ends.starts_with('\n') {
                let headline = Span::new(start, start + headline.len());
                return Self { headline: Some(headline), ..Self::new(body) };
            }
        }
        let text = [headline, "\n\n", body].concat();
        let body = Span::new(text.len() - body.len(), text.len());
        let headline = Some(Span::new(0, headline.len()));
        Self { text: Cow::Owned(text), headline, body, date: None }
    }

    /// The article with the date of its publication, against which `yesterday`,
    /// `last week` or a date without its year are resolved.
    ///
    /// ```
    /// use gainsay::{Article, Extractor};
    ///
    /// let article = Article::new("The court met on Monday.").dated("2025-05-28".parse()?);
    /// let document = Extractor::new().extract_article(&article);
    /// assert_eq!(document.entities()[0].date.as_deref(), Some("2025-05-26"));
    /// # Ok::<(), gainsay::DateError>(())
    /// ```
    #[must_use]
    pub fn dated(self, date: Date) -> Self {
        Self { date: Some(date), ..self }
    }

    /// The whole text, to which the spans of the document refer.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the headline stands in [`text`](Self::text).
    #[must_use]
    pub fn headline(&self) -> Option<Span> {
        self.headline
    }

    /// The date of publication, where it is known.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        self.date
    }

    /// Where the body, just as it was given, stands in [`text`](Self::text).
    #[must_use]
    pub fn body(&self) -> Span {
        self.body
    }

    /// A span of [`text`](Self::text) as a span of the body alone, if it lies
    /// there.
    #[must_use]
    pub fn in_body(&self, span: Span) -> Option<Span> {
        self.body
            .contains(span)
            .then(|| Span::new(span.start - self.body.start, span.end - self.body.start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_that_the_body_repeats_is_read_in_place() {
        let body = "\nMinister quits\n\nThe minister quits.";
        let article = Article::with_headline(" Minister quits ", body);
        assert_eq!(article.text(), body);
        assert_eq!(article.headline(), Some(Span::new(1, 15)));
        assert_eq!(article.body(), Span::new(0, body.len()));
    }

    #[test]
    fn a_body_that_only_begins_with_the_same_words_is_joined() {
        let article = Article::with_headline("Minister quits", "Minister quits over leak.");
        assert_eq!(article.text(), "Minister quits\n\nMinister quits over leak.");
        assert_eq!(article.in_body(Span::new(16, 24)), Some(Span::new(0, 8)));
        assert_eq!(article.in_body(Span::new(0, 8)), None);
    }

    #[test]
    fn an_empty_headline_is_none() {
        let article = Article::with_headline("  ", "Body.");
        assert_eq!((article.headline(), article.text()), (None, "Body."));
    }
}
