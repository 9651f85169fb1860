/// Ascending numbers, each once, in few bytes: a number is the difference to
/// the one before, seven bits a byte (LEB128). Numbers given in the order of
/// first use are small where they are frequent, so that a word of an article
/// takes about a byte and a half.
#[derive(Default)]
pub(super) struct Ascending(Box<[u8]>);

impl Ascending {
    pub(super) fn new(numbers: &[u32]) -> Self {
        let mut bytes = Vec::new();
        let mut last = 0;
        for number in numbers {
            push_number(&mut bytes, *number - last);
            last = *number;
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

/// Writes a number, seven bits a byte.
pub(super) fn push_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(low_bits(number) | 0x80);
        number >>= 7;
    }
    bytes.push(low_bits(number));
}

fn low_bits(number: u32) -> u8 {
    u8::try_from(number & 0x7f).unwrap_or_default()
}

/// Reads a number that was so written.
#[inline]
pub(super) fn number(bytes: &mut &[u8]) -> Option<u32> {
    let mut shift = 0;
    let mut number = 0;
    loop {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            return Some(number);
        }
        shift += 7;
    }
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
        self.last += number(&mut self.bytes)?;
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
            let kept = Ascending::new(&numbers);
            assert_eq!(kept.iter().collect::<Vec<_>>(), numbers);
        }
    }
}
