//! From the bytes of a record to an article.

use super::fields::{Fields, Slot};
use super::page;
use super::{Content, Fault};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// One article as it was given.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Article<'a> {
    pub id: Option<Cow<'a, str>>,
    pub text: Cow<'a, str>,
    pub title: Option<Cow<'a, str>>,
    pub date: Option<Cow<'a, str>>,
    pub url: Option<Cow<'a, str>>,
    /// It is a whole file and not a record of one.
    pub plain: bool,
    /// The text was taken from a page: nobody has it yet.
    pub from_page: bool,
}

/// The article that `content` is, whose ranges lie in `bytes`; none if it holds
/// no article, and is not meant to. A page grows to `limit` bytes at most;
/// `weigh` is told to how many, before it is taken apart.
pub fn read<'a>(
    content: &Content,
    bytes: &'a [u8],
    fields: &Fields,
    limit: usize,
    weigh: &mut dyn FnMut(usize),
) -> Result<Option<Article<'a>>, Fault> {
    let Content::Page { raw, block, page, url, date } = content else {
        return simple(content, bytes, fields).map(Some);
    };
    let part = |range: &std::ops::Range<usize>| String::from_utf8_lossy(&bytes[range.clone()]);
    let url = url.as_ref().map(part);
    let date = date.as_ref().map(part);
    let found = page::read(&bytes[*block..raw.end], *page, url.as_deref(), limit, weigh)
        .map_err(|reason| Fault::new(reason, &bytes[raw.clone()]))?;
    Ok(match found {
        page::Found::Nothing => None,
        page::Found::Text(text) => Some(Article { text, url, date, ..Article::default() }),
        page::Found::Article(page) => Some(Article {
            text: page.text.into(),
            title: page.title.map(Cow::Owned),
            date: page.date.map(Cow::Owned).or(date),
            url,
            from_page: true,
            ..Article::default()
        }),
    })
}

fn simple<'a>(content: &Content, bytes: &'a [u8], fields: &Fields) -> Result<Article<'a>, Fault> {
    match content {
        Content::Json(range) => {
            let raw = &bytes[range.clone()];
            json(raw, fields).map_err(|reason| Fault::new(reason, raw))
        }
        Content::Text(range) => {
            let raw = &bytes[range.clone()];
            match std::str::from_utf8(raw) {
                Ok(text) => {
                    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
                    Ok(Article { text: text.into(), plain: true, ..Article::default() })
                }
                Err(error) => {
                    let at = error.valid_up_to();
                    let line = 1 + raw[..at].iter().filter(|&&b| b == b'\n').count();
                    let reason = format!("not valid UTF-8 at byte {at}, in line {line}");
                    Err(Fault::new(reason, raw))
                }
            }
        }
        Content::Row { raw, slots } => {
            let raw = &bytes[raw.clone()];
            let slot = |slot: Slot| match &slots[slot as usize] {
                None => Ok(None),
                Some(range) => match std::str::from_utf8(&bytes[range.clone()]) {
                    Ok(text) => Ok(Some(Cow::Borrowed(text))),
                    Err(error) => {
                        let at = error.valid_up_to();
                        let reason = format!("not valid UTF-8 at byte {at} of a column");
                        Err(Fault::new(reason, raw))
                    }
                },
            };
            Ok(Article {
                text: slot(Slot::Text)?.ok_or_else(|| Fault::new(fields.no_text(), raw))?,
                id: slot(Slot::Id)?,
                title: slot(Slot::Title)?,
                date: slot(Slot::Date)?,
                url: slot(Slot::Url)?,
                ..Article::default()
            })
        }
        Content::Page { .. } => Ok(Article::default()),
        Content::Bad(fault) => Err(fault.clone()),
    }
}

fn json<'a>(raw: &'a [u8], fields: &Fields) -> Result<Article<'a>, String> {
    let text = std::str::from_utf8(raw)
        .map_err(|e| format!("not valid UTF-8 at byte {} of the record", e.valid_up_to()))?;
    let mut found = Found::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    Object { fields, prefix: "", found: &mut found }
        .deserialize(&mut deserializer)
        .and_then(|()| deserializer.end())
        .map_err(|e| {
            // The parser counts lines within the record.
            let reason = e.to_string();
            let reason = reason.split(" at line ").next().unwrap_or(&reason);
            let reason = match reason {
                "unexpected end of hex escape" => {
                    "a lone surrogate, or a hex escape that breaks off"
                }
                reason => reason,
            };
            match e.line() {
                0 | 1 => format!("{reason} at column {}", e.column()),
                line => format!("{reason} at column {} of its line {line}", e.column()),
            }
        })?;
    let mut take = |slot: Slot| found.slots[slot as usize].take().map(|(_, value)| value);
    Ok(Article {
        text: take(Slot::Text).ok_or_else(|| fields.no_text())?,
        id: take(Slot::Id),
        title: take(Slot::Title),
        date: take(Slot::Date),
        url: take(Slot::Url),
        ..Article::default()
    })
}

/// The keys of the JSON object that `raw` is; none if it is something else.
pub fn keys(raw: &[u8]) -> Vec<String> {
    let object: Result<serde_json::Map<String, serde_json::Value>, _> = serde_json::from_slice(raw);
    let Ok(object) = object else { return Vec::new() };
    object.into_iter().filter(|(_, value)| !value.is_null()).map(|(key, _)| key).collect()
}

/// The fields of an object as far as they are read, with their rank.
#[derive(Default)]
struct Found<'a> {
    slots: [Option<(usize, Cow<'a, str>)>; 5],
}

/// Reads the fields of an object into their slots.
struct Object<'f, 'o, 'a> {
    fields: &'f Fields,
    /// The path to the object.
    prefix: &'f str,
    found: &'o mut Found<'a>,
}

#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'a> DeserializeSeed<'a> for Object<'_, '_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'a> Visitor<'a> for Object<'_, '_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Key(key)) = map.next_key()? {
            if let Some((slot, rank)) = self.fields.find(self.prefix, &key) {
                let value = map.next_value_seed(Value { slot, key: &key })?;
                let place = &mut self.found.slots[slot as usize];
                if let Some(value) = value
                    && place.as_ref().is_none_or(|(known, _)| rank <= *known)
                {
                    *place = Some((rank, value));
                }
            } else if self.prefix.is_empty() && self.fields.inside(&key) {
                map.next_value_seed(Inner(Object {
                    fields: self.fields,
                    prefix: &key,
                    found: self.found,
                }))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// The methods of a visitor for whom numbers, booleans and `null` say nothing.
macro_rules! pass_over_scalars {
    () => {
        fn visit_bool<E>(self, _: bool) -> Result<(), E> {
            Ok(())
        }

        fn visit_i64<E>(self, _: i64) -> Result<(), E> {
            Ok(())
        }

        fn visit_u64<E>(self, _: u64) -> Result<(), E> {
            Ok(())
        }

        fn visit_f64<E>(self, _: f64) -> Result<(), E> {
            Ok(())
        }

        fn visit_unit<E>(self) -> Result<(), E> {
            Ok(())
        }
    };
}

/// An object in an object, if it is one.
struct Inner<'f, 'o, 'a>(Object<'f, 'o, 'a>);

impl<'a> DeserializeSeed<'a> for Inner<'_, '_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for Inner<'_, '_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'a>>(self, map: A) -> Result<(), A::Error> {
        self.0.visit_map(map)
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    pass_over_scalars!();
}

/// The value of a field as a string; none for `null`.
struct Value<'k> {
    slot: Slot,
    key: &'k str,
}

impl Value<'_> {
    fn wrong<T, E: Error>(&self, what: &str) -> Result<T, E> {
        let wanted = match self.slot {
            Slot::Text => "text",
            Slot::Title | Slot::Url => "a string",
            Slot::Id | Slot::Date => "a string or a whole number",
        };
        Err(E::custom(format_args!("field `{}` is {what} and not {wanted}", self.key)))
    }

    fn number<T, E: Error>(
        &self,
        number: impl fmt::Display,
        some: impl FnOnce(Cow<'static, str>) -> T,
    ) -> Result<T, E> {
        match self.slot {
            Slot::Id | Slot::Date => Ok(some(Cow::Owned(number.to_string()))),
            _ => self.wrong("a number"),
        }
    }
}

impl<'a> DeserializeSeed<'a> for Value<'_> {
    type Value = Option<Cow<'a, str>>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for Value<'_> {
    type Value = Option<Cow<'a, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'a str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        self.number(number, Some)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        self.number(number, Some)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        match self.slot {
            Slot::Date => self.number(number.trunc(), Some),
            _ => self.wrong("a number"),
        }
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
        self.wrong("true or false")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        if self.slot != Slot::Text {
            while seq.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(None);
        }
        let mut text = String::new();
        while seq.next_element_seed(Paragraphs(&mut text))?.is_some() {}
        Ok(Some(Cow::Owned(text)))
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        if self.slot != Slot::Text {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(None);
        }
        let mut text = String::new();
        while map.next_key::<IgnoredAny>()?.is_some() {
            map.next_value_seed(Paragraphs(&mut text))?;
        }
        Ok(Some(Cow::Owned(text)))
    }
}

/// Appends the strings of a tree, such as Fundus' `body`, as paragraphs.
struct Paragraphs<'t>(&'t mut String);

impl<'a> DeserializeSeed<'a> for Paragraphs<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// The parser holds the depth to 128.
impl<'a> Visitor<'a> for Paragraphs<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_str<E>(self, paragraph: &str) -> Result<(), E> {
        if !self.0.is_empty() {
            self.0.push_str("\n\n");
        }
        self.0.push_str(paragraph);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(Paragraphs(self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_key::<IgnoredAny>()?.is_some() {
            map.next_value_seed(Paragraphs(self.0))?;
        }
        Ok(())
    }

    pass_over_scalars!();
}
