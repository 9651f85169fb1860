use image::imageops::{FilterType, overlay};
use image::{ImageFormat, ImageReader, Limits, RgbaImage};
use std::io::Cursor;

/// The side of the icon in a tab, in pixels.
pub(crate) const TAB: u32 = 32;

/// The side of the icon that iOS asks for, in pixels.
pub(crate) const APPLE: u32 = 180;

/// Sides of the icons in pixels; the others are for Android and a splash screen.
const SIDES: [u32; 4] = [TAB, APPLE, 192, 512];

/// Side of the largest mark, in pixels.
const LARGEST: u32 = 4096;

/// Memory that reading a mark may take, in bytes.
const MEMORY: u64 = 256 << 20;

/// Why a mark gives no icons.
#[derive(Debug, thiserror::Error)]
#[error("not a picture that can be read: {0}; use a square PNG of 512 pixels")]
pub struct IconError(image::ImageError);

/// The icons of a site, as PNG by their sides in pixels, from its mark: fitted
/// into a square, the rest of which is see-through.
///
/// # Errors
/// [`IconError`] where the mark is no picture, or one beyond all bounds.
pub fn icons(mark: &[u8]) -> Result<Vec<(u32, Vec<u8>)>, IconError> {
    let mut reader = ImageReader::new(Cursor::new(mark))
        .with_guessed_format()
        .map_err(|error| IconError(error.into()))?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST);
    limits.max_image_height = Some(LARGEST);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mark = reader.decode().map_err(IconError)?;
    let icon = |side: u32| {
        let fitted = mark.resize(side, side, FilterType::Lanczos3).into_rgba8();
        let mut square = RgbaImage::new(side, side);
        let middle = |length: u32| i64::from((side - length.min(side)) / 2);
        overlay(
            &mut square,
            &fitted,
            middle(fitted.width()),
            middle(fitted.height()),
        );
        let mut png = Vec::new();
        square.write_to(&mut Cursor::new(&mut png), ImageFormat::Png)?;
        Ok((side, png))
    };
    SIDES
        .map(icon)
        .into_iter()
        .collect::<Result<_, _>>()
        .map_err(IconError)
}
