//! What a run writes, and how it is put together.

use crate::aggregate::{Aggregate, Tally};
use crate::date::Day;
use crate::graph;
use crate::pieces::Pieces;
use crate::pretty::{self, Style};
use crate::record::Record;
use crate::table::{self, Rows, Schema};
use crate::target::{Target, is_device};
use flate2::write::GzEncoder;
use gainsay::Document;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The shape of the output.
#[derive(Clone, Copy)]
pub enum Form {
    /// A JSON record a line.
    Jsonl,
    /// The view for people.
    Pretty(Style),
    /// A row a claim, with what parts the columns.
    Csv(u8),
    /// Parquet.
    Table(&'static Schema),
    /// Who, whom, which claim, how often.
    Edges(u8),
    /// The same as a graph.
    Graphml,
}

/// How output is compressed: each batch on its own, so that the work is done
/// by all threads and a run can be taken up again behind any batch. Both
/// formats allow members one after the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Compression {
    #[default]
    None,
    Gzip,
    Zstd,
}

impl Compression {
    /// What the name of a file asks for, and the name without it.
    pub fn of(path: &Path) -> (Self, &Path) {
        let compression = match path.extension().and_then(|suffix| suffix.to_str()) {
            Some("gz") => Self::Gzip,
            Some("zst") => Self::Zstd,
            _ => return (Self::None, path),
        };
        (compression, path.file_stem().map_or(path, Path::new))
    }

    fn pack(self, bytes: Vec<u8>) -> Vec<u8> {
        let packed = match self {
            Self::None => return bytes,
            Self::Gzip => {
                let level = flate2::Compression::default();
                let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 4), level);
                encoder.write_all(&bytes).and_then(|()| encoder.finish())
            }
            Self::Zstd => zstd::bulk::compress(&bytes, zstd::DEFAULT_COMPRESSION_LEVEL),
        };
        packed.expect("writing to memory succeeds")
    }

    /// Calls `write` with a writer that compresses to `target`.
    fn through(
        self,
        target: &mut Target,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        match self {
            Self::None => {
                let mut writer = BufWriter::with_capacity(1 << 16, target);
                write(&mut writer)?;
                writer.flush()
            }
            Self::Gzip => {
                let mut writer = GzEncoder::new(target, flate2::Compression::default());
                write(&mut writer)?;
                writer.finish().map(drop)
            }
            Self::Zstd => {
                let mut writer = zstd::Encoder::new(target, zstd::DEFAULT_COMPRESSION_LEVEL)?;
                write(&mut writer)?;
                writer.finish().map(drop)
            }
        }
    }
}

/// What a key holds beside its bytes.
const KEY: usize = size_of::<(Vec<u8>, Option<Day>)>();

/// What a batch adds to the output.
pub enum Payload {
    Bytes(Vec<u8>),
    Rows(Rows),
    /// Keys of the graph, each met once.
    Keys(Vec<(Vec<u8>, Option<Day>)>),
}

impl Default for Payload {
    fn default() -> Self {
        Self::Bytes(Vec::new())
    }
}

impl Payload {
    pub fn new(form: Form) -> Self {
        match form {
            Form::Jsonl | Form::Pretty(_) | Form::Csv(_) => Self::Bytes(Vec::new()),
            Form::Table(_) => Self::Rows(Rows::default()),
            Form::Edges(_) | Form::Graphml => Self::Keys(Vec::new()),
        }
    }

    /// Bytes so far.
    pub fn length(&self) -> usize {
        if let Self::Bytes(bytes) = self { bytes.len() } else { 0 }
    }

    /// About how many bytes it holds.
    pub fn size(&self) -> usize {
        match self {
            Self::Bytes(bytes) => bytes.capacity(),
            Self::Rows(rows) => rows.size(),
            Self::Keys(keys) => keys.iter().map(|(key, _)| key.len() + KEY).sum(),
        }
    }

    /// Gives back room that is not needed any more.
    pub fn shrink(&mut self) {
        if let Self::Bytes(bytes) = self {
            bytes.shrink_to_fit();
        }
    }

    /// Goes back to where there were `length` bytes. Rows and keys are added
    /// when nothing can go wrong with their article any more.
    pub fn truncate(&mut self, length: usize) {
        if let Self::Bytes(bytes) = self {
            bytes.truncate(length);
        }
    }

    /// Adds the view of one article.
    pub fn add_view(
        &mut self,
        id: &str,
        document: &Document<'_>,
        style: Style,
        parts: &mut Parts<'_>,
    ) {
        if let Self::Bytes(bytes) = self {
            let mut writer = Writer { bytes, parts };
            pretty::write(id, document, style, |text| writer.add(text.as_bytes()));
        }
    }

    /// Adds what the output says of one article.
    pub fn add(&mut self, form: Form, record: &Record<'_>, parts: &mut Parts<'_>) {
        match (self, form) {
            (Self::Bytes(bytes), Form::Csv(delimiter)) => {
                table::csv::write(record, delimiter, &mut Writer { bytes, parts });
            }
            (Self::Bytes(bytes), _) => {
                let mut writer = Writer { bytes, parts };
                serde_json::to_writer(&mut writer, record)
                    .expect("a record has string keys only, and writing to memory succeeds");
                writer.add(b"\n");
            }
            (Self::Rows(rows), Form::Table(schema)) => rows.add(schema, record, |rows| {
                // To weigh them after each row would take longer than to add it.
                if rows.count() % 256 == 0 && rows.size() >= PART {
                    parts.hand_over(|| Self::Rows(std::mem::take(rows)));
                }
            }),
            (Self::Rows(_), _) => {}
            (Self::Keys(keys), _) => {
                let mut size = 0;
                graph::add(record, &mut |key| {
                    size += key.len() + KEY;
                    keys.push((key, record.date));
                    if size >= PART {
                        size = 0;
                        parts.hand_over(|| Self::Keys(std::mem::take(keys)));
                    }
                });
            }
        }
    }

    /// Compresses what is to be compressed.
    pub fn compress(&mut self, compression: Compression) {
        if let Self::Bytes(bytes) = self
            && !bytes.is_empty()
        {
            *bytes = compression.pack(std::mem::take(bytes));
        }
    }
}

/// Bytes of a long record's output that are handed over together.
const PART: usize = 8 << 20;

/// Where the output of a long record goes part by part.
pub struct Parts<'h>(Option<&'h mut dyn FnMut(Payload)>);

impl<'h> Parts<'h> {
    /// Hands over what comes together of a `long` record; others stay whole.
    pub fn new(long: bool, hand_over: &'h mut dyn FnMut(Payload)) -> Self {
        Self(long.then_some(hand_over))
    }

    fn hand_over(&mut self, part: impl FnOnce() -> Payload) {
        if let Some(hand_over) = &mut self.0 {
            hand_over(part());
        }
    }
}

/// Writes to bytes in memory, which go away when there are many.
struct Writer<'w, 'h> {
    bytes: &'w mut Vec<u8>,
    parts: &'w mut Parts<'h>,
}

impl Writer<'_, '_> {
    #[inline]
    fn add(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        if self.bytes.len() >= PART {
            self.hand_over();
        }
    }

    #[cold]
    fn hand_over(&mut self) {
        let bytes = &mut *self.bytes;
        self.parts.hand_over(|| Payload::Bytes(std::mem::take(bytes)));
    }
}

impl Write for Writer<'_, '_> {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.add(bytes);
        Ok(bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.add(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The output of a run.
pub struct Output {
    sink: Sink,
    form: Form,
    compression: Compression,
    path: Option<PathBuf>,
    /// Pieces at the last checkpoint.
    known: usize,
}

enum Sink {
    Stream(Target),
    Table(Rows, Pieces),
    Graph(Aggregate, Pieces),
}

/// What a checkpoint says of an output: its length, and those of its pieces.
pub type Lengths = (u64, Vec<u64>);

impl Output {
    /// Writes to `path`, or to standard output, behind what is there.
    pub fn open(
        path: Option<&Path>,
        form: Form,
        compression: Compression,
        (length, pieces): Lengths,
    ) -> io::Result<Self> {
        let known = pieces.len();
        let open_pieces = || match path {
            Some(path) if !is_device(path) => Pieces::beside(path, pieces),
            _ => Pieces::temporary(),
        };
        let sink = match form {
            Form::Table(_) => Sink::Table(Rows::default(), open_pieces()?),
            Form::Edges(_) | Form::Graphml => Sink::Graph(Aggregate::default(), open_pieces()?),
            _ => Sink::Stream(match path {
                Some(path) => Target::file(path, length)?,
                None => Target::stdout(),
            }),
        };
        let path = path.map(Path::to_path_buf);
        let mut output = Self { sink, form, compression, path, known };
        if let (Sink::Stream(target), Form::Csv(delimiter), 0) = (&mut output.sink, form, length) {
            target.write_all(&compression.pack(table::csv::header(delimiter)))?;
        }
        Ok(output)
    }

    pub fn name(&self) -> String {
        match (&self.sink, &self.path) {
            (Sink::Stream(target), _) => target.name().to_owned(),
            (_, Some(path)) => path.display().to_string(),
            (_, None) => "standard output".into(),
        }
    }

    pub fn write(&mut self, payload: Payload) -> io::Result<()> {
        match (&mut self.sink, payload) {
            (Sink::Stream(target), Payload::Bytes(bytes)) => target.write_all(&bytes),
            (Sink::Table(rows, pieces), Payload::Rows(more)) => {
                rows.append(more);
                if rows.is_full() { write_rows(rows, self.form, pieces) } else { Ok(()) }
            }
            (Sink::Graph(counts, pieces), Payload::Keys(keys)) => {
                for (key, day) in keys {
                    counts.add(&key, Tally::once(day));
                }
                if counts.is_full() { counts.spill(pieces) } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }

    /// Whether it is time for a checkpoint, `since` the last one, if there is
    /// to be one `every` so often.
    pub fn wants_checkpoint(&self, since: std::time::Duration, every: std::time::Duration) -> bool {
        match &self.sink {
            Sink::Stream(_) => since >= every,
            // Row groups are not cut short for a checkpoint: where they end shows.
            Sink::Table(_, pieces) => pieces.count() > self.known,
            // All that is written out must be merged in the end.
            Sink::Graph(..) => since >= every * 30,
        }
    }

    /// Makes safe what was written, and tells its lengths; none if what was
    /// written cannot be told by lengths here.
    pub fn sync(&mut self) -> io::Result<Option<Lengths>> {
        match &mut self.sink {
            Sink::Stream(target) => {
                target.sync()?;
                Ok(Some((target.length(), Vec::new())))
            }
            Sink::Table(rows, _) if !rows.is_empty() => Ok(None),
            Sink::Table(_, pieces) => {
                pieces.sync()?;
                self.known = pieces.count();
                Ok(Some((0, pieces.lengths().to_vec())))
            }
            Sink::Graph(counts, pieces) => {
                counts.spill(pieces)?;
                pieces.sync()?;
                Ok(Some((0, pieces.lengths().to_vec())))
            }
        }
    }

    /// Ends the output. Pieces that are left are for a run that is taken up
    /// again, and can go when that cannot happen any more.
    pub fn finish(self) -> io::Result<Option<Pieces>> {
        let Self { sink, form, compression, path, .. } = self;
        let open = || match &path {
            Some(path) => Target::file(path, 0),
            None => Ok(Target::stdout()),
        };
        match sink {
            Sink::Stream(mut target) => {
                if target.length() == 0 && compression != Compression::None {
                    // No bytes are not a compressed file.
                    target.write_all(&compression.pack(Vec::new()))?;
                }
                target.commit()?;
                Ok(None)
            }
            Sink::Table(mut rows, mut pieces) => {
                write_rows(&mut rows, form, &mut pieces)?;
                let mut target = open()?;
                if let Form::Table(schema) = form {
                    table::parquet::join(schema, &pieces, &mut target)?;
                }
                target.commit()?;
                Ok(Some(pieces))
            }
            Sink::Graph(counts, mut pieces) => {
                let mut target = open()?;
                compression.through(&mut target, |writer| match form {
                    Form::Edges(delimiter) => {
                        graph::write_edges(counts, &mut pieces, delimiter, writer)
                    }
                    _ => graph::write_graphml(counts, &mut pieces, writer),
                })?;
                target.commit()?;
                Ok(Some(pieces))
            }
        }
    }
}

fn write_rows(rows: &mut Rows, form: Form, pieces: &mut Pieces) -> io::Result<()> {
    let (false, Form::Table(schema)) = (rows.is_empty(), form) else { return Ok(()) };
    pieces.add(&table::parquet::encode(std::mem::take(rows), schema)?)
}
