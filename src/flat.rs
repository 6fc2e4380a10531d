//! A hash table that lies in bytes and is read in place: built when the crate
//! is compiled, or at run time for a user's own lists.
//!
//! A slot is eight bytes, little-endian: a tag, which is the upper half of the
//! key, and a value, which is never 0. A slot of value 0 is empty. The lower
//! half of the key says where the search for its slot begins. Whatever the
//! bytes, a look-up ends and finds a value or none.

use std::borrow::Cow;
use std::hash::{BuildHasherDefault, Hasher};

/// A hasher for keys that are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Prehash(u64);

/// Makes hash tables whose keys are token hashes.
pub(crate) type Prehashed = BuildHasherDefault<Prehash>;

impl Hasher for Prehash {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.write_u64(u64::from(b));
        }
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = self.0.rotate_left(5) ^ n;
    }
}

/// Bytes that are part of the program, or were made at run time.
pub(crate) type Bytes = Cow<'static, [u8]>;

/// A table from 64-bit keys, evenly spread, to values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    slots: Bytes,
    /// Number of slots less one; the number is a power of two.
    mask: usize,
}

/// Bytes of a slot.
const SLOT: usize = 8;

impl Index {
    /// The table that lies in `slots`.
    pub fn new(slots: Bytes) -> Self {
        let count = slots.len() / SLOT;
        let mask = if count == 0 { 0 } else { (1 << count.ilog2()) - 1 };
        Self { slots, mask }
    }

    /// The value of `key`.
    #[inline]
    pub fn get(&self, key: u64) -> Option<u32> {
        self.value(key, self.slot(key as usize))
    }

    /// The slot at which the search for each of `keys` begins. No read of
    /// memory waits for another one, unlike in a row of look-ups, so that a
    /// large table costs less; [`value`](Self::value) makes the look-up whole.
    #[inline]
    pub fn first_slots(&self, keys: impl Iterator<Item = u64>, slots: &mut [u64]) {
        let (bytes, mask) = (&*self.slots, self.mask);
        for (key, slot) in keys.zip(slots) {
            *slot = read(bytes, key as usize & mask);
        }
    }

    /// The value of `key`, given the slot at which the search begins.
    #[inline]
    pub fn value(&self, key: u64, first: u64) -> Option<u32> {
        let mut slot = first;
        let mut step = 0;
        loop {
            let value = slot as u32;
            if value == 0 || step > self.mask {
                return None;
            }
            if slot >> 32 == key >> 32 {
                return Some(value);
            }
            step += 1;
            slot = self.slot((key as usize).wrapping_add(step));
        }
    }

    fn slot(&self, at: usize) -> u64 {
        read(&self.slots, at & self.mask)
    }

    /// The bytes of a table of `pairs`, whose keys are all different; the first
    /// of two keys that no size of table keeps apart wins.
    pub fn build(pairs: &[(u64, u32)]) -> Vec<u8> {
        // Two keys in one cluster that agree in their tags are hardly ever
        // met; a larger table parts them.
        let least = (pairs.len() * 3 / 2 + 1).next_power_of_two();
        (0..4)
            .find_map(|more| fill(pairs, least << more, false))
            .unwrap_or_else(|| fill(pairs, least, true).unwrap_or_default())
    }
}

/// The slot with this number; an empty one beyond the end.
#[inline]
fn read(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at * SLOT..at * SLOT + SLOT).and_then(|slot| slot.first_chunk()) {
        Some(slot) => u64::from_le_bytes(*slot),
        None => 0,
    }
}

/// The slots with all `pairs`, or none when tags clash and must not.
fn fill(pairs: &[(u64, u32)], size: usize, clash: bool) -> Option<Vec<u8>> {
    let mut slots = vec![0u64; size];
    for &(key, value) in pairs {
        let slot = key >> 32 << 32 | u64::from(value);
        let mut at = key as usize & (size - 1);
        loop {
            match slots[at] {
                0 => {
                    slots[at] = slot;
                    break;
                }
                other if other >> 32 == key >> 32 => {
                    if !clash {
                        return None;
                    }
                    break;
                }
                _ => at = (at + 1) & (size - 1),
            }
        }
    }
    Some(slots.iter().flat_map(|slot| slot.to_le_bytes()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(n: u64) -> u64 {
        crate::token::hash(&n.to_string())
    }

    #[test]
    fn finds_what_was_put_in_and_nothing_else() {
        let pairs: Vec<_> = (1..5000).map(|n| (key(n), n as u32)).collect();
        let index = Index::new(Index::build(&pairs).into());
        assert!(pairs.iter().all(|&(key, value)| index.get(key) == Some(value)));
        assert!((5000..20000).all(|n| index.get(key(n)).is_none()));
        assert_eq!(Index::default().get(7), None);
        assert_eq!(Index::new(Index::build(&[]).into()).get(7), None);
    }

    #[test]
    fn keeps_apart_keys_with_one_tag() {
        let pairs = [(0x1_0000_0001, 1), (0x1_0000_0003, 2)];
        let index = Index::new(Index::build(&pairs).into());
        assert_eq!(pairs.map(|(key, _)| index.get(key)), [Some(1), Some(2)]);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_a_table(bytes: Vec<u8>, key: u64) {
            let index = Index::new(bytes.into());
            assert_ne!(index.get(key), Some(0));
        }
    }
}
