//! A set of words that answers at once.

/// A set of word hashes that may answer yes for a word that is not in it: most
/// words are in none, and whoever asks looks closer at those that are.
///
/// A blocked Bloom filter (Putze, Sanders and Singler, “Cache-, Hash- and
/// Space-Efficient Bloom Filters”, 2007): one load and one comparison a word.
/// One bit a word would let through one word in eight at the sizes used here,
/// among them “of” and “and”, and with those nearly every sentence.
#[derive(Clone, Debug)]
pub(crate) struct Sieve(Box<[u64; BLOCKS]>);

const BLOCKS: usize = 1 << 12;

impl Default for Sieve {
    fn default() -> Self {
        Self(Box::new([0; BLOCKS]))
    }
}

/// The block of `word`, and its bits there.
fn place(word: u64) -> (usize, u64) {
    let bit = |shift: u32| 1 << (word >> shift & 63);
    (word as usize % BLOCKS, bit(12) | bit(18) | bit(24))
}

impl Sieve {
    pub fn insert(&mut self, word: u64) {
        let (block, bits) = place(word);
        self.0[block] |= bits;
    }

    pub fn has(&self, word: u64) -> bool {
        let (block, bits) = place(word);
        self.0[block] & bits == bits
    }
}
