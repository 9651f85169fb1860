//! Images of an article, made fit for readers: three widths, no metadata.

use fast_image_resize::{ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits as ImageLimits};
use kiosque_model::wire::FileName;
use kiosque_sanitise::{ImageForm, ImageForms};
use sha2::{Digest, Sha256};
use std::io::Cursor;

/// Widths that pages ask for, in pixels, the widest last.
const WIDTHS: [u32; 3] = [480, 960, 1600];

/// Sides of an image that is decoded, in pixels.
const LONGEST_SIDE: u32 = 20_000;

/// Memory for an image while it is decoded, in bytes.
const MEMORY: u64 = 160 << 20;

/// Of JPEG, in percent.
const QUALITY: u8 = 85;

/// An image as it goes into a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenImage {
    /// The widest form, at most 1600 pixels wide.
    pub main: ImageFile,
    /// Narrower forms, the narrowest first.
    pub narrower: Vec<ImageFile>,
}

impl TakenImage {
    /// What bodies have to know of it.
    pub fn forms(&self) -> ImageForms {
        ImageForms {
            main: self.main.form.clone(),
            narrower: self.narrower.iter().map(|file| file.form.clone()).collect(),
        }
    }
}

/// A file of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageFile {
    /// Its size, and its name: characters of its SHA-256, and an ending.
    pub form: ImageForm,
    /// The content.
    pub bytes: Vec<u8>,
}

/// Makes an image fit.
///
/// # Errors
/// Why it is left out, in words.
pub fn take_image(bytes: &[u8]) -> Result<TakenImage, String> {
    let (image, format) = decoded(bytes)?;
    // Photographs stay JPEG; what can be seen through cannot be one.
    let is_photograph = matches!(format, ImageFormat::Jpeg | ImageFormat::WebP);
    let ending = match is_photograph && !image.color().has_alpha() {
        true => "jpg",
        false => "png",
    };
    let image = match ending {
        "jpg" => DynamicImage::ImageRgb8(image.into_rgb8()),
        _ => DynamicImage::ImageRgba8(image.into_rgba8()),
    };
    let file = |width: u32| -> Result<ImageFile, String> {
        let image = resized(&image, width)?;
        let bytes = encoded(&image, ending)?;
        let hash = FileName::hash(&Sha256::digest(&bytes).into());
        let form = ImageForm {
            file: format!("{hash}.{ending}"),
            width: image.width(),
            height: image.height(),
        };
        Ok(ImageFile { form, bytes })
    };
    let [.., widest] = WIDTHS;
    let main = image.width().min(widest);
    let narrower = WIDTHS.into_iter().filter(|width| *width < main);
    Ok(TakenImage {
        main: file(main)?,
        narrower: narrower.map(file).collect::<Result<_, String>>()?,
    })
}

/// The picture upright, as its metadata says, which is left behind.
fn decoded(bytes: &[u8]) -> Result<(DynamicImage, ImageFormat), String> {
    let unreadable = |error: image::ImageError| format!("cannot be read: {error}; left out");
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|error| format!("cannot be read: {error}; left out"))?;
    let format = reader
        .format()
        .ok_or("is not a PNG, JPEG, WebP or GIF image; left out")?;
    let mut limits = ImageLimits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    if decoder.total_bytes() > MEMORY {
        return Err(format!(
            "takes more than {} MB in memory; left out",
            MEMORY >> 20
        ));
    }
    let orientation = decoder.orientation().map_err(unreadable)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    image.apply_orientation(orientation);
    Ok((image, format))
}

fn resized(image: &DynamicImage, width: u32) -> Result<DynamicImage, String> {
    if width == image.width() {
        return Ok(image.clone());
    }
    let height = u64::from(image.height()) * u64::from(width) / u64::from(image.width()).max(1);
    let height = u32::try_from(height).unwrap_or(u32::MAX).max(1);
    let mut narrower = DynamicImage::new(width, height, image.color());
    Resizer::new()
        .resize(image, &mut narrower, &ResizeOptions::new())
        .map_err(|error| format!("cannot be resized: {error}; left out"))?;
    Ok(narrower)
}

fn encoded(image: &DynamicImage, ending: &str) -> Result<Vec<u8>, String> {
    let mut written = Cursor::new(Vec::new());
    let result = match ending {
        "jpg" => image.write_with_encoder(JpegEncoder::new_with_quality(&mut written, QUALITY)),
        _ => image.write_to(&mut written, ImageFormat::Png),
    };
    result.map_err(|error| format!("cannot be written: {error}; left out"))?;
    Ok(written.into_inner())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;
    use image::{Rgb, RgbImage, Rgba, RgbaImage};

    fn written(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image.into().write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn photograph(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| {
            Rgb([(x % 256) as u8, (y % 256) as u8, 90])
        })
    }

    fn size(bytes: &[u8]) -> (u32, u32) {
        let image = image::load_from_memory(bytes).unwrap();
        (image.width(), image.height())
    }

    #[test]
    fn a_photograph_comes_in_three_widths() {
        let taken = take_image(&written(photograph(2000, 1000), ImageFormat::Jpeg)).unwrap();
        assert_eq!(size(&taken.main.bytes), (1600, 800));
        let name = &taken.main.form.file;
        assert!(name.ends_with(".jpg") && name.len() == 30);
        let narrower: Vec<_> = taken
            .narrower
            .iter()
            .map(|file| (file.form.width, size(&file.bytes)))
            .collect();
        assert_eq!(narrower, [(480, (480, 240)), (960, (960, 480))]);
    }

    #[test]
    fn a_small_drawing_stays_as_wide_as_it_is() {
        let drawing = RgbaImage::from_pixel(300, 9, Rgba([1, 2, 3, 0]));
        let taken = take_image(&written(drawing, ImageFormat::Png)).unwrap();
        assert_eq!(
            (size(&taken.main.bytes), taken.narrower.len()),
            ((300, 9), 0)
        );
        assert!(taken.main.form.file.ends_with(".png"));
    }

    #[test]
    fn metadata_stays_behind_and_the_picture_upright() {
        let jpeg = written(photograph(40, 20), ImageFormat::Jpeg);
        // An APP1 segment with EXIF: orientation 6, a quarter turn.
        let exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        let (start, rest) = jpeg.split_at(2);
        let turned = [start, &[0xff, 0xe1], &length, exif, rest].concat();
        let taken = take_image(&turned).unwrap();
        assert_eq!(size(&taken.main.bytes), (20, 40));
        assert!(!taken.main.bytes.windows(4).any(|bytes| bytes == b"Exif"));
    }

    #[test]
    fn what_is_no_image_or_too_large_is_left_out() {
        let reason = |bytes: &[u8]| take_image(bytes).unwrap_err();
        assert_eq!(
            reason(b"<svg/>"),
            "is not a PNG, JPEG, WebP or GIF image; left out"
        );
        assert!(reason(b"\x89PNG\r\n\x1a\nrest").starts_with("cannot be read: "));
        let mut bomb = written(photograph(1, 1), ImageFormat::Png);
        bomb.splice(16..24, [0, 0, 0x40, 0, 0, 0, 0x40, 0]);
        assert!(reason(&bomb).ends_with("; left out"));
    }
}
