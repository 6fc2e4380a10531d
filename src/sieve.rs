//! A set of words that answers at once.

/// A set of word hashes that may answer yes for a word that is not in it: most
/// words are in none, and whoever asks looks closer at those that are.
///
/// A blocked Bloom filter (Putze, Sanders and Singler, “Cache-, Hash- and
/// Space-Efficient Bloom Filters”, 2007): one load and one comparison a word.
/// One bit a word would let through one word in sixteen, among them “of” and
/// “and”, and with those nearly every sentence.
#[derive(Clone, Debug)]
pub(crate) struct Sieve(Box<[u64]>);

/// Words for each block of 64 bits: of other words, fewer than one in a hundred
/// pass.
const SHARE: usize = 4;

impl Default for Sieve {
    fn default() -> Self {
        Self(Box::new([0]))
    }
}

/// The bits of `word` in its block.
const fn bits(word: u64) -> u64 {
    1 << (word >> 20 & 63) | 1 << (word >> 26 & 63) | 1 << (word >> 32 & 63)
}

impl FromIterator<u64> for Sieve {
    fn from_iter<I: IntoIterator<Item = u64>>(words: I) -> Self {
        let words: Vec<u64> = words.into_iter().collect();
        let mut sieve = Self(vec![0; words.len().div_ceil(SHARE).next_power_of_two()].into());
        for word in words {
            let block = sieve.block(word);
            sieve.0[block] |= bits(word);
        }
        sieve
    }
}

impl Sieve {
    #[inline]
    fn block(&self, word: u64) -> usize {
        word as usize & (self.0.len() - 1)
    }

    #[inline]
    pub fn has(&self, word: u64) -> bool {
        self.0[self.block(word)] & bits(word) == bits(word)
    }
}
