//! From a page of the web to the text of its article.

use super::Page;
use dom_smoothie::{Config, Readability, TextMode};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::borrow::Cow;
use std::io::Read;

/// Bytes in which the markup may tell its encoding.
const PROLOGUE: usize = 4096;

/// Deeper markup than this is no article, and its parser would follow it down.
const DEPTH: usize = 1000;

/// More elements than any article's page has; each takes some 400 bytes.
const ELEMENTS: usize = 200_000;

/// More references to characters in one stretch of text than any article has;
/// the time for a stretch grows with their square.
const REFERENCES: usize = 20_000;

/// The article of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Extracted {
    pub text: String,
    pub title: Option<String>,
    pub date: Option<String>,
}

/// What a block of an archive turned out to be.
#[derive(Debug)]
pub enum Found<'a> {
    /// The article of a page, freed from its markup.
    Article(Extracted),
    /// Plain text, as it stood there.
    Text(Cow<'a, str>),
    /// Nothing that could be an article: an image, a redirection.
    Nothing,
}

/// Reads `block`, of which at most `limit` bytes come to be; `weigh` is told
/// how many, before they are taken apart.
pub fn read<'a>(
    block: &'a [u8],
    page: Page,
    url: Option<&str>,
    limit: usize,
    weigh: &mut dyn FnMut(usize),
) -> Result<Found<'a>, String> {
    match page {
        Page::Text => match std::str::from_utf8(block) {
            Ok(text) => Ok(Found::Text(Cow::Borrowed(text))),
            Err(error) => {
                Err(format!("not valid UTF-8 at byte {} of the text", error.valid_up_to()))
            }
        },
        Page::Html => html(block, None, url),
        Page::Http => http(block, url, limit, weigh),
    }
}

fn http<'a>(
    block: &'a [u8],
    url: Option<&str>,
    limit: usize,
    weigh: &mut dyn FnMut(usize),
) -> Result<Found<'a>, String> {
    let end = memchr::memmem::find(block, b"\r\n\r\n").map(|at| (at, at + 4));
    let end = end.or_else(|| memchr::memmem::find(block, b"\n\n").map(|at| (at, at + 2)));
    let Some((head, body)) = end.map(|(head, body)| (&block[..head], &block[body..])) else {
        return Err("an HTTP response without an end of its header".into());
    };
    let mut lines = head.split(|&b| b == b'\n');
    let status = lines.next().unwrap_or_default().split(|&b| b == b' ').nth(1);
    if !status.is_some_and(|status| status.starts_with(b"2")) {
        return Ok(Found::Nothing);
    }
    let (mut media, mut coding, mut chunked) = (String::new(), String::new(), false);
    for line in lines {
        let Some(colon) = memchr::memchr(b':', line) else { continue };
        let value = String::from_utf8_lossy(line[colon + 1..].trim_ascii()).to_ascii_lowercase();
        match &*line[..colon].to_ascii_lowercase() {
            b"content-type" => media = value,
            b"content-encoding" => coding = value,
            b"transfer-encoding" => chunked = value.contains("chunked"),
            _ => {}
        }
    }
    let is_html = media.starts_with("text/html") || media.starts_with("application/xhtml");
    if !is_html && !media.is_empty() {
        return Ok(Found::Nothing);
    }
    // Some crawlers undo the encodings and keep the header.
    let body = match chunked.then(|| dechunk(body)).flatten() {
        Some(joined) => Cow::Owned(joined),
        None => Cow::Borrowed(body),
    };
    let body = match &*coding {
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => {
            Cow::Owned(unpack(MultiGzDecoder::new(&*body), limit)?)
        }
        "deflate" if body.first().is_some_and(|b| b & 0x0f == 8) => {
            Cow::Owned(unpack(ZlibDecoder::new(&*body), limit)?)
        }
        "deflate" if !body.trim_ascii_start().starts_with(b"<") => {
            Cow::Owned(unpack(DeflateDecoder::new(&*body), limit)?)
        }
        "br" | "zstd" if !body.trim_ascii_start().starts_with(b"<") => {
            return Err(format!("the page is encoded with {coding}, which is not supported"));
        }
        _ => body,
    };
    if media.is_empty() && !body.trim_ascii_start().starts_with(b"<") {
        return Ok(Found::Nothing);
    }
    let charset = media.split_once("charset=").map(|(_, charset)| charset);
    weigh(body.len());
    html(&body, charset, url)
}

fn unpack(decoder: impl Read, limit: usize) -> Result<Vec<u8>, String> {
    let mut body = Vec::new();
    let read = decoder.take(limit as u64 + 1).read_to_end(&mut body);
    match read {
        Err(error) => Err(format!("the page cannot be decompressed: {error}")),
        Ok(_) if body.len() > limit => {
            Err("the page decompresses to more than --max-record allows".into())
        }
        Ok(_) => Ok(body),
    }
}

/// Joins the chunks of a body, if it is made of chunks.
fn dechunk(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::new();
    loop {
        let end = memchr::memchr(b'\n', body)?;
        let size = std::str::from_utf8(&body[..end]).ok()?;
        let size = size.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        body = &body[end + 1..];
        if size == 0 {
            return Some(joined);
        }
        joined.extend_from_slice(body.get(..size)?);
        body = &body[size..];
        body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n"))?;
    }
}

fn html<'a>(page: &[u8], charset: Option<&str>, url: Option<&str>) -> Result<Found<'a>, String> {
    let text = decode(page, charset);
    check(text.as_bytes())?;
    // Line breaks inside paragraphs are the page's markup, not its author's:
    // the plain mode would glue the paragraphs together instead.
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let no_article = |error| format!("no article was found in the page: {error}");
    let mut reader = match Readability::new(&*text, url, Some(config.clone())) {
        Err(_) => Readability::new(&*text, None, Some(config)).map_err(no_article)?,
        Ok(reader) => reader,
    };
    let article = reader.parse().map_err(no_article)?;
    let text = article.text_content.trim();
    if text.is_empty() {
        return Err("no article was found in the page".into());
    }
    let title = Some(article.title.trim().to_owned()).filter(|title| !title.is_empty());
    Ok(Found::Article(Extracted { text: text.to_owned(), title, date: article.published_time }))
}

/// Refuses a page that would take its parser too much memory or time. The tags
/// alone tell, which costs one pass and no tree.
fn check(page: &[u8]) -> Result<(), String> {
    /// Elements that never close, or may be left open in any number.
    const OPEN: [&[u8]; 24] = [
        b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta",
        b"param", b"source", b"track", b"wbr", b"p", b"li", b"td", b"tr", b"th", b"dd", b"dt",
        b"option", b"path", b"use",
    ];
    let (mut depth, mut deepest, mut elements, mut references) = (0_usize, 0, 0, 0);
    for at in memchr::memchr2_iter(b'<', b'&', page) {
        let rest = &page[at + 1..];
        if page[at] == b'&' {
            references += 1;
            if references > REFERENCES {
                return Err(format!("a stretch of the page has over {REFERENCES} references"));
            }
            continue;
        }
        references = 0;
        match rest.first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(first) if first.is_ascii_alphabetic() => {
                elements += 1;
                let end = rest.iter().take(16).take_while(|b| b.is_ascii_alphanumeric()).count();
                if !OPEN.contains(&&*rest[..end].to_ascii_lowercase()) {
                    depth += 1;
                    deepest = deepest.max(depth);
                }
            }
            _ => {}
        }
    }
    if deepest > DEPTH {
        return Err(format!("the elements of the page are nested more than {DEPTH} deep"));
    }
    if elements > ELEMENTS {
        return Err(format!("the page has {elements} elements, more than {ELEMENTS}"));
    }
    Ok(())
}

/// The text of a page: by its mark, by what the server says, by what the page
/// says, or as UTF-8 if it is that, or else as browsers do.
fn decode<'a>(page: &'a [u8], charset: Option<&str>) -> Cow<'a, str> {
    let label = |charset: &str| {
        let charset = charset.trim_start_matches(['"', '\'', ' ']);
        let end = charset.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c));
        Encoding::for_label(&charset.as_bytes()[..end.unwrap_or(charset.len())])
    };
    let declared = || {
        let prologue = &page[..page.len().min(PROLOGUE)];
        let prologue = String::from_utf8_lossy(prologue).to_ascii_lowercase();
        prologue.split_once("charset=").and_then(|(_, charset)| label(charset))
    };
    let encoding = charset
        .and_then(label)
        .or_else(declared)
        .unwrap_or_else(|| if std::str::from_utf8(page).is_ok() { UTF_8 } else { WINDOWS_1252 });
    encoding.decode(page).0
}

#[cfg(test)]
mod tests {
    use super::{check, dechunk, decode};

    #[test]
    fn chunks_are_joined_only_if_they_are_chunks() {
        assert_eq!(dechunk(b"4\r\nWiki\r\n5;x=y\r\npedia\r\n0\r\n\r\n").unwrap(), b"Wikipedia");
        for body in [&b"<html>"[..], b"", b"4\r\nWi", b"ffffffffffffffff\r\n", b"2\r\nWikx"] {
            assert_eq!(dechunk(body), None);
        }
    }

    #[test]
    fn encodings() {
        assert_eq!(decode(b"caf\xe9", None), "café");
        assert_eq!(decode("café".as_bytes(), None), "café");
        assert_eq!(decode(b"caf\xe9", Some("iso-8859-1")), "café");
        assert_eq!(
            decode(b"<meta charset='windows-1251'>\xe4\xe0", None),
            "<meta charset='windows-1251'>да"
        );
        assert_eq!(decode("\u{feff}é".as_bytes(), Some("windows-1252")), "é");
    }

    #[test]
    fn pages_that_would_take_too_much_are_refused() {
        assert!(check("<p><br>".repeat(5000).as_bytes()).is_ok());
        assert!(check("<div><b>x</b></div>".repeat(5000).as_bytes()).is_ok());
        assert!(check("<p>a &amp; b".repeat(50_000).as_bytes()).is_ok());
        assert!(check("<div>".repeat(2000).as_bytes()).unwrap_err().contains("deep"));
        assert!(check("<p>a".repeat(300_000).as_bytes()).unwrap_err().contains("elements"));
        assert!(check("&amp;a ".repeat(30_000).as_bytes()).unwrap_err().contains("references"));
    }
}
