/// Ascending numbers, each once, in few bytes: a number is the difference to
/// the one before, seven bits a byte (LEB128). Numbers given in the order of
/// first use are small where they are frequent, so that a word of an article
/// takes about a byte and a half.
#[derive(Default)]
pub(super) struct Ascending(Box<[u8]>);

impl Ascending {
    pub(super) fn new(numbers: impl IntoIterator<Item = u32>) -> Self {
        let mut bytes = Vec::new();
        let mut last = 0;
        for number in numbers {
            push(&mut bytes, number.wrapping_sub(last));
            last = number;
        }
        // A copy of the right size; the list itself would keep its spare room.
        Self(Box::from(bytes.as_slice()))
    }

    pub(super) fn iter(&self) -> Numbers<'_> {
        Numbers {
            bytes: &self.0,
            last: 0,
        }
    }
}

fn push(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(low_bits(number) | 0x80);
        number >>= 7;
    }
    bytes.push(low_bits(number));
}

fn low_bits(number: u32) -> u8 {
    u8::try_from(number & 0x7f).unwrap_or_default()
}

/// The numbers of an [`Ascending`].
pub(super) struct Numbers<'a> {
    bytes: &'a [u8],
    last: u32,
}

impl Iterator for Numbers<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let mut shift = 0;
        let mut gap = 0;
        loop {
            let (byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            gap |= u32::from(byte & 0x7f) << shift;
            if *byte < 0x80 {
                break;
            }
            shift += 7;
        }
        self.last = self.last.wrapping_add(gap);
        Some(self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_as_they_were() {
        for numbers in [
            vec![],
            vec![0],
            vec![0, 1, 127, 128, 256, 16_384, 3_000_000],
            vec![7, u32::MAX - 1, u32::MAX],
        ] {
            let kept = Ascending::new(numbers.iter().copied());
            assert_eq!(kept.iter().collect::<Vec<_>>(), numbers);
        }
    }
}
