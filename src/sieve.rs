//! A set of words that answers at once.

/// A set of word hashes that may answer yes for a word that is not in it: most
/// words are in none, and whoever asks looks closer at those that are.
#[derive(Clone, Debug)]
pub(crate) struct Sieve(Box<[u64]>);

const BITS: u64 = 1 << 17;

impl Default for Sieve {
    fn default() -> Self {
        Self(vec![0; (BITS / 64) as usize].into())
    }
}

impl Sieve {
    pub fn insert(&mut self, word: u64) {
        let bit = word % BITS;
        self.0[(bit / 64) as usize] |= 1 << (bit % 64);
    }

    pub fn has(&self, word: u64) -> bool {
        let bit = word % BITS;
        self.0[(bit / 64) as usize] & (1 << (bit % 64)) != 0
    }
}
