//! All documents of a frequent term.

use super::Damage;
use super::bits::BitReader;

/// Reads `count` documents of `articles` in all, which start at byte `offset`.
///
/// # Errors
/// [`Damage`] where they are not there.
pub fn read_spread(
    bytes: &[u8],
    offset: usize,
    count: usize,
    articles: u32,
) -> Result<Vec<u32>, Damage> {
    let bytes = bytes.get(offset..).ok_or(Damage("it ends early"))?;
    BitReader::new(bytes).ascending(count, articles)
}
