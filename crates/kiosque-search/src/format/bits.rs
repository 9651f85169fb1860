//! Ascending numbers in as few bits as their spacing allows.
//!
//! Rice codes (Rice, Plaunt 1971): the low bits of a difference as they are, the
//! rest as so many ones and a zero. Where documents are spread evenly that is
//! within a twentieth of the least possible, and a quarter shorter than whole
//! bytes through gzip.

use super::Damage;

/// Low bits of the differences of `count` numbers below `range`.
fn low_bits(count: usize, range: u32) -> u32 {
    let mean = range as usize / count.max(1);
    // The best for a geometric spread: the binary logarithm of 0.69 times the mean.
    (mean * 11 / 16).max(1).ilog2()
}

/// Bits being written.
#[cfg(any(test, feature = "authoring"))]
#[derive(Default)]
pub struct BitWriter {
    bytes: Vec<u8>,
    /// Bits used of the last byte; 0 where it is full.
    used: u32,
}

#[cfg(any(test, feature = "authoring"))]
impl BitWriter {
    fn bit(&mut self, bit: bool) {
        if self.used == 0 {
            self.bytes.push(0);
        }
        if let Some(last) = self.bytes.last_mut() {
            *last |= u8::from(bit) << self.used;
        }
        self.used = (self.used + 1) % 8;
    }

    /// Writes numbers that ascend, each once, all below `range`.
    pub fn ascending(&mut self, numbers: &[u32], range: u32) {
        let low = low_bits(numbers.len(), range);
        let mut next = 0;
        for number in numbers {
            let step = number - next.min(*number);
            next = number + 1;
            (0..step >> low).for_each(|_| self.bit(true));
            self.bit(false);
            (0..low).for_each(|at| self.bit(step >> at & 1 == 1));
        }
    }

    /// Bytes begun.
    #[cfg(feature = "authoring")]
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Ends the last byte.
    #[cfg(feature = "authoring")]
    pub fn align(&mut self) {
        self.used = 0;
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// Bits being read.
pub struct BitReader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> BitReader<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn bit(&mut self) -> Result<u32, Damage> {
        let byte = self.bytes.get(self.at / 8).ok_or(Damage("it ends early"))?;
        let bit = byte >> (self.at % 8) & 1;
        self.at += 1;
        Ok(u32::from(bit))
    }

    /// Reads `count` numbers that ascend, all below `range`.
    pub fn ascending(&mut self, count: usize, range: u32) -> Result<Vec<u32>, Damage> {
        if count > range as usize || count > self.bytes.len() * 8 {
            return Err(Damage("it names more documents than there are"));
        }
        let low = low_bits(count, range);
        let mut numbers = Vec::with_capacity(count);
        let mut next = 0_u32;
        for _ in 0..count {
            let mut step = 0_u32;
            while self.bit()? == 1 {
                step += 1;
            }
            step = step.checked_shl(low).unwrap_or(u32::MAX);
            for at in 0..low {
                step |= self.bit()? << at;
            }
            let number = next.checked_add(step).filter(|number| *number < range);
            let number = number.ok_or(Damage("it names a document that is none"))?;
            numbers.push(number);
            next = number + 1;
        }
        Ok(numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back(
            numbers in prop::collection::btree_set(0_u32..5_000, 0..300),
            more in prop::collection::btree_set(0_u32..5_000, 0..9),
        ) {
            let lists: Vec<Vec<u32>> =
                [numbers, more].into_iter().map(|set| set.into_iter().collect()).collect();
            let mut out = BitWriter::default();
            lists.iter().for_each(|list| out.ascending(list, 5_000));
            let bytes = out.into_bytes();
            let mut from = BitReader::new(&bytes);
            for list in lists {
                prop_assert_eq!(from.ascending(list.len(), 5_000), Ok(list));
            }
        }

        #[test]
        fn any_bytes_are_read_or_refused(
            bytes in prop::collection::vec(any::<u8>(), 0..200),
            count in 0_usize..400,
            range in any::<u32>(),
        ) {
            if let Ok(numbers) = BitReader::new(&bytes).ascending(count, range) {
                prop_assert!(numbers.is_sorted() && numbers.iter().all(|number| *number < range));
            }
        }
    }
}
