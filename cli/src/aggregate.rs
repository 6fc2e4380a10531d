//! Counts for any number of keys in bounded memory: what does not fit is
//! written out in order, piece by piece, and merged at the end.

use crate::date::Day;
use crate::pieces::Pieces;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::io::{self, Read};

/// Memory that the counts may take, in bytes, before they are written out.
const MEMORY: usize = 32 << 20;

/// What a key costs beside its bytes, as far as can be said.
const OVERHEAD: usize = 80;

/// How often a key was met, and on which days first and last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub count: u64,
    pub first: Option<Day>,
    pub last: Option<Day>,
}

impl Tally {
    /// Once, on `day`.
    pub fn once(day: Option<Day>) -> Self {
        Self { count: 1, first: day, last: day }
    }

    fn add(&mut self, other: Self) {
        self.count += other.count;
        // None is less than any day.
        self.first = self.first.into_iter().chain(other.first).min();
        self.last = self.last.max(other.last);
    }
}

/// Counts by key.
#[derive(Default)]
pub struct Aggregate {
    counts: BTreeMap<Box<[u8]>, Tally>,
    memory: usize,
}

impl Aggregate {
    pub fn add(&mut self, key: &[u8], tally: Tally) {
        if let Some(known) = self.counts.get_mut(key) {
            known.add(tally);
        } else {
            self.memory += key.len() + OVERHEAD;
            self.counts.insert(key.into(), tally);
        }
    }

    /// Whether there is no more room.
    pub fn is_full(&self) -> bool {
        self.memory >= MEMORY
    }

    /// Writes the counts out, and begins anew.
    pub fn spill(&mut self, pieces: &mut Pieces) -> io::Result<()> {
        if self.counts.is_empty() {
            return Ok(());
        }
        self.memory = 0;
        let mut piece = Vec::new();
        for (key, tally) in std::mem::take(&mut self.counts) {
            piece.extend_from_slice(&(key.len() as u32).to_le_bytes());
            piece.extend_from_slice(&key);
            piece.extend_from_slice(&tally.count.to_le_bytes());
            for day in [tally.first, tally.last] {
                piece.extend_from_slice(&day.map_or(i32::MIN, Day::since_1970).to_le_bytes());
            }
        }
        pieces.add(&piece)
    }

    /// Calls `each` with every key and its count, in the order of the keys.
    pub fn finish(
        mut self,
        pieces: &mut Pieces,
        mut each: impl FnMut(&[u8], Tally) -> io::Result<()>,
    ) -> io::Result<()> {
        if pieces.is_empty() {
            return self.counts.iter().try_for_each(|(key, tally)| each(key, *tally));
        }
        self.spill(pieces)?;
        let mut readers: Vec<_> = (0..pieces.count()).map(|piece| pieces.reader(piece)).collect();
        let mut heap = BinaryHeap::new();
        for (i, reader) in readers.iter_mut().enumerate() {
            if let Some((key, tally)) = next(reader)? {
                heap.push((Reverse(key), i, Pending(tally)));
            }
        }
        while let Some((Reverse(key), i, Pending(mut tally))) = heap.pop() {
            let mut advance = |i: usize, heap: &mut BinaryHeap<_>| -> io::Result<()> {
                if let Some((key, tally)) = next(&mut readers[i])? {
                    heap.push((Reverse(key), i, Pending(tally)));
                }
                Ok(())
            };
            advance(i, &mut heap)?;
            while heap.peek().is_some_and(|(Reverse(other), ..)| *other == key) {
                if let Some((_, i, Pending(other))) = heap.pop() {
                    tally.add(other);
                    advance(i, &mut heap)?;
                }
            }
            each(&key, tally)?;
        }
        Ok(())
    }
}

/// A tally in the heap, where only keys have an order.
struct Pending(Tally);

impl PartialEq for Pending {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Pending {}

impl PartialOrd for Pending {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Pending {
    fn cmp(&self, _: &Self) -> std::cmp::Ordering {
        std::cmp::Ordering::Equal
    }
}

fn next(reader: &mut impl Read) -> io::Result<Option<(Box<[u8]>, Tally)>> {
    let mut length = [0; 4];
    match reader.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        result => result?,
    }
    let mut key = vec![0; u32::from_le_bytes(length) as usize];
    reader.read_exact(&mut key)?;
    let mut count = [0; 8];
    reader.read_exact(&mut count)?;
    let mut day = || {
        let mut days = [0; 4];
        reader.read_exact(&mut days)?;
        let days = i32::from_le_bytes(days);
        Ok::<_, io::Error>(if days == i32::MIN { None } else { Day::after_1970(days.into()) })
    };
    let tally = Tally { count: u64::from_le_bytes(count), first: day()?, last: day()? };
    Ok(Some((key.into(), tally)))
}

#[cfg(test)]
mod tests {
    use super::{Aggregate, Tally};
    use crate::date::day;
    use crate::pieces::Pieces;

    #[test]
    fn merged_counts_are_those_of_one_piece() {
        let all = |spills: bool| {
            let mut pieces = Pieces::temporary().unwrap();
            let mut counts = Aggregate::default();
            for n in 0..1000_u32 {
                let key = format!("key {}", n * 7919 % 101);
                let day = day(&format!("2024-01-{:02}", 1 + n % 28)).filter(|_| n % 3 > 0);
                counts.add(key.as_bytes(), Tally::once(day));
                if spills && n % 90 == 0 {
                    counts.spill(&mut pieces).unwrap();
                }
            }
            let mut merged = Vec::new();
            let each = |key: &[u8], tally| {
                merged.push((key.to_vec(), tally));
                Ok(())
            };
            counts.finish(&mut pieces, each).unwrap();
            merged
        };
        let (one, many) = (all(false), all(true));
        assert_eq!(one.len(), 101);
        assert_eq!(one.iter().map(|(_, tally)| tally.count).sum::<u64>(), 1000);
        assert_eq!(one, many);
    }
}
