//! Which fields of a record are the article: the layouts that crawlers and
//! public collections use, and what the user says instead.

use std::fmt;

/// What a field can be for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Text,
    Id,
    Title,
    Date,
    Url,
}

impl Slot {
    pub const ALL: [Self; 5] = [Self::Text, Self::Id, Self::Title, Self::Date, Self::Url];
}

/// The field layouts that are known by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Preset {
    /// The usual names in the usual order of preference
    Generic,
    /// news-please: the text is `maintext`, and `text` is something else
    NewsPlease,
    /// Fundus: `plaintext`, else the tree in `body`
    Fundus,
    /// newspaper4k and newspaper3k
    Newspaper4k,
    /// trafilatura's JSON: `source` is the URL
    Trafilatura,
    /// datatrove: `text`, `id` and `metadata`
    Datatrove,
    /// The data set cc_news of Hugging Face
    CcNews,
    /// NELA-GT and misinfo-general: the text is `content`, `source` the outlet
    Nela,
    /// The FakeNewsCorpus: the text is `content`
    FakeNewsCorpus,
}

/// A preset: the fields that tell it, and those that it reads, each in order
/// of preference. A dot goes into an object.
struct Layout {
    preset: Preset,
    /// The first record has all fields of one of these lists.
    told_by: &'static [&'static [&'static str]],
    slots: [&'static [&'static str]; 5],
}

/// In the order in which they are tried.
const LAYOUTS: [Layout; 9] = [
    Layout {
        preset: Preset::NewsPlease,
        told_by: &[&["maintext"]],
        slots: [
            &["maintext"],
            &["id"],
            &["title"],
            &["date_publish", "date_download"],
            &["url", "filename"],
        ],
    },
    Layout {
        preset: Preset::Fundus,
        told_by: &[&["plaintext"], &["body", "publishing_date"]],
        slots: [
            &["plaintext", "body"],
            &["id"],
            &["title"],
            &["publishing_date"],
            &["url", "html.responded_url", "html.requested_url"],
        ],
    },
    Layout {
        preset: Preset::Newspaper4k,
        told_by: &[&["text", "publish_date", "top_image"], &["text", "meta_lang"]],
        slots: [&["text"], &["id"], &["title"], &["publish_date"], &["url", "canonical_link"]],
    },
    Layout {
        preset: Preset::Trafilatura,
        told_by: &[&["text", "raw_text"], &["text", "source-hostname"], &["text", "fingerprint"]],
        slots: [&["text"], &["id"], &["title"], &["date", "filedate"], &["source", "url"]],
    },
    Layout {
        preset: Preset::Datatrove,
        told_by: &[&["text", "id", "metadata"]],
        slots: [
            &["text"],
            &["id"],
            &["metadata.title", "title"],
            &["metadata.date", "date"],
            &["metadata.url", "url"],
        ],
    },
    Layout {
        preset: Preset::CcNews,
        told_by: &[&["text", "domain", "image_url"]],
        slots: [&["text"], &["id"], &["title"], &["date"], &["url"]],
    },
    Layout {
        preset: Preset::FakeNewsCorpus,
        told_by: &[&["content", "scraped_at"]],
        slots: [&["content"], &["id"], &["title"], &["scraped_at"], &["url"]],
    },
    Layout {
        preset: Preset::Nela,
        told_by: &[
            &["content", "article_id"],
            &["content", "raw_url"],
            &["content", "published_utc"],
        ],
        slots: [
            &["content"],
            &["article_id", "id"],
            &["title"],
            &["publication_date", "date", "published_utc"],
            &["raw_url", "url"],
        ],
    },
    Layout {
        preset: Preset::Generic,
        told_by: &[&[]],
        slots: [
            &["maintext", "plaintext", "text", "content", "article", "body"],
            &["id", "article_id", "_id", "uuid"],
            &["title", "headline"],
            &[
                "date",
                "publish_date",
                "published",
                "date_publish",
                "publication_date",
                "publishing_date",
                "published_at",
                "publishedAt",
            ],
            &["url", "link", "canonical_link", "metadata.url"],
        ],
    },
];

/// The names of fields that a user gives; each takes the place of the preset's.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Named {
    /// Field or column of the text; a dot goes into an object (`meta.body`)
    #[arg(long, value_name = "NAME")]
    pub text_field: Option<String>,
    /// Field or column of the id
    #[arg(long, value_name = "NAME")]
    pub id_field: Option<String>,
    /// Field or column of the title
    #[arg(long, value_name = "NAME")]
    pub title_field: Option<String>,
    /// Field or column of the date
    #[arg(long, value_name = "NAME")]
    pub date_field: Option<String>,
    /// Field or column of the URL
    #[arg(long, value_name = "NAME")]
    pub url_field: Option<String>,
}

/// The fields that are read: for each slot, names in order of preference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    preset: Preset,
    slots: [Vec<String>; 5],
}

impl Fields {
    /// The fields of `preset`, except for what the user named.
    pub fn new(preset: Preset, named: &Named) -> Self {
        let layout = LAYOUTS.iter().find(|layout| layout.preset == preset);
        let slots = layout.map(|layout| layout.slots).unwrap_or_default();
        let mut slots = slots.map(|names| names.iter().map(|&name| name.to_owned()).collect());
        let named = [
            &named.text_field,
            &named.id_field,
            &named.title_field,
            &named.date_field,
            &named.url_field,
        ];
        for (slot, name) in slots.iter_mut().zip(named) {
            if let Some(name) = name {
                *slot = vec![name.clone()];
            }
        }
        Self { preset, slots }
    }

    /// The fields of the layout that a record with `keys` has.
    pub fn told_by(keys: &[&str], named: &Named) -> Self {
        let has = |names: &&[&str]| names.iter().all(|name| keys.contains(name));
        let layout = LAYOUTS.iter().find(|layout| layout.told_by.iter().any(has));
        Self::new(layout.map_or(Preset::Generic, |layout| layout.preset), named)
    }

    pub fn preset(&self) -> Preset {
        self.preset
    }

    /// The names for `slot`, in order of preference.
    pub fn names(&self, slot: Slot) -> &[String] {
        &self.slots[slot as usize]
    }

    /// What the field at `path` is for, and how many are preferred to it.
    pub fn find(&self, prefix: &str, key: &str) -> Option<(Slot, usize)> {
        let is = |name: &String| match prefix {
            "" => name == key,
            _ => name
                .strip_prefix(prefix)
                .and_then(|rest| rest.strip_prefix('.'))
                .is_some_and(|rest| rest == key),
        };
        Slot::ALL.iter().find_map(|&slot| Some((slot, self.names(slot).iter().position(is)?)))
    }

    /// Whether a field that is read lies in the object `key`.
    pub fn inside(&self, key: &str) -> bool {
        let inside = |name: &String| name.strip_prefix(key).is_some_and(|r| r.starts_with('.'));
        self.slots.iter().flatten().any(inside)
    }

    /// For each slot the columns that may hold it, best first.
    pub fn columns(&self, header: &[String]) -> [Vec<usize>; 5] {
        Slot::ALL.map(|slot| {
            let find = |name| header.iter().position(|column| column == name);
            self.names(slot).iter().filter_map(find).collect()
        })
    }

    /// Why a record has no text.
    pub fn no_text(&self) -> String {
        match self.names(Slot::Text) {
            [name] => format!("missing field `{name}`"),
            names => format!("missing field `text`, or any of {}", names.join(", ")),
        }
    }
}

impl fmt::Display for Preset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use clap::ValueEnum;
        f.write_str(self.to_possible_value().as_ref().map_or("", |value| value.get_name()))
    }
}

/// The names by which a header is known for one.
pub fn names_a_text(column: &str) -> bool {
    LAYOUTS.iter().any(|layout| layout.slots[Slot::Text as usize].contains(&column))
}
