//! Bytes of a kind, found sixty-four or eight at a time.

/// Bytes in a block.
const SIZE: usize = 64;

/// The bytes of `block` that are of a kind, one bit each. The comparisons are
/// of the shape that compilers turn into vector instructions; the product
/// gathers eight of their results.
pub(crate) fn mask(block: &[u8; SIZE], is: impl Fn(u8) -> bool) -> u64 {
    let mut found = [0; SIZE];
    for (found, &byte) in found.iter_mut().zip(block) {
        *found = u8::from(is(byte));
    }
    let mut mask = 0;
    for (n, eight) in found.chunks_exact(8).enumerate() {
        let eight = u64::from_le_bytes(*eight.first_chunk().unwrap_or(&[0; 8]));
        mask |= (eight.wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * n);
    }
    mask
}

/// A search for bytes of one kind that goes forward through a text. It keeps
/// the bits of the block it is in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Search {
    /// Where the block begins.
    base: usize,
    /// Its bits; none before the first search.
    mask: u128,
    /// One past the block; up to here `mask` holds.
    end: usize,
}

impl Search {
    /// The first byte in `from..to` that is of the kind, which must be the
    /// same at every call.
    pub fn next(
        &mut self,
        bytes: &[u8],
        from: usize,
        to: usize,
        is: impl Fn(u8) -> bool,
    ) -> Option<usize> {
        let mut at = from;
        while at < to {
            if at < self.base || at >= self.end {
                self.base = at;
                self.end = at + 2 * SIZE;
                self.mask = u128::from(mask_at(bytes, at, &is))
                    | u128::from(mask_at(bytes, bytes.len().min(at + SIZE), &is)) << SIZE;
            }
            let rest = self.mask >> (at - self.base);
            if rest != 0 {
                let found = at + rest.trailing_zeros() as usize;
                return (found < to).then_some(found);
            }
            at = self.end;
        }
        None
    }
}

/// The mask of the bytes from `at` on, up to a block of them.
pub(crate) fn mask_at(bytes: &[u8], at: usize, is: impl Fn(u8) -> bool) -> u64 {
    match bytes[at..].first_chunk() {
        Some(block) => mask(block, is),
        None => {
            let rest = &bytes[at..];
            let mut block = [0; SIZE];
            block[..rest.len()].copy_from_slice(rest);
            mask(&block, is) & !(u64::MAX << rest.len())
        }
    }
}

/// The top bit of each of eight bytes.
pub(crate) const TOPS: u64 = 0x8080_8080_8080_8080;

/// `byte` eight times.
pub(crate) const fn each(byte: u8) -> u64 {
    byte as u64 * 0x0101_0101_0101_0101
}

/// The ASCII letters and the ASCII digits among eight bytes, each as its top
/// bit.
pub(crate) const fn letters_and_digits(eight: u64) -> (u64, u64) {
    // Within a byte below 0x80, adding 0x80 - n sets the top bit when it is n
    // or more.
    let low = eight & !TOPS;
    let folded = low | each(0x20);
    let letters = (folded + each(0x80 - b'a')) & !(folded + each(0x7F - b'z')) & !eight & TOPS;
    let digits = (low + each(0x80 - b'0')) & !(low + each(0x7F - b'9')) & !eight & TOPS;
    (letters, digits)
}

/// Whether one of eight bytes is `byte`.
pub(crate) const fn holds(eight: u64, byte: u8) -> bool {
    let zero = eight ^ each(byte);
    zero.wrapping_sub(each(1)) & !zero & TOPS != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn finds_what_a_plain_search_finds(
            text in "[a-c.]{0,200}",
            from in 0usize..200,
            to in 0usize..220,
        ) {
            let bytes = text.as_bytes();
            let (from, to) = (from.min(bytes.len()), to.min(bytes.len()));
            let mut search = Search::default();
            let is = |b| b == b'.';
            // A search elsewhere before it changes nothing.
            search.next(bytes, to / 2, bytes.len(), is);
            let mut at = from;
            for n in (from..to).filter(|&n| is(bytes[n])) {
                proptest::prop_assert_eq!(search.next(bytes, at, to, is), Some(n));
                at = n + 1;
            }
            proptest::prop_assert_eq!(search.next(bytes, at, to, is), None);
        }
    }
}
