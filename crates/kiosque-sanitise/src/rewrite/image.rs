//! Images: files of the set, placeholders of remote ones, or their alternative text.

use super::{Writer, allowed_value, one_line, push_text};
use crate::address::Address;
use crate::attributes::{REMOTE_IMAGE, sources};
use crate::tree::Element;

impl Writer<'_> {
    pub(super) fn image(&mut self, element: &Element) {
        let written = element
            .attribute("data-file")
            .filter(|file| self.references.images.has_file(file));
        let source = image_source(element);
        let file =
            written.or_else(|| source.and_then(|source| self.references.images.file_of(source)));
        match (file, source) {
            (Some(file), _) => self.set_image(element, file),
            (None, Some(source)) => self.foreign_image(element, source),
            (None, None) => self.alternative(element),
        }
    }

    fn set_image(&mut self, element: &Element, file: &str) {
        self.out.push_str("<img");
        self.attribute("data-file", file);
        self.attribute(
            "alt",
            &one_line(element.attribute("alt").unwrap_or_default()),
        );
        if let Some(sources) = self.sources(element, file) {
            self.attribute("data-srcset", &sources);
        }
        let written = ["width", "height"].map(|name| allowed_value(element, "img", name));
        let known = self.references.images.forms_of(file);
        let size = match (written, known.map(|forms| &forms.main)) {
            ([None, None], Some(main)) => {
                [main.width, main.height].map(|side| Some(side.to_string().into()))
            }
            (written, _) => written,
        };
        for (name, side) in ["width", "height"].into_iter().zip(size) {
            if let Some(side) = side {
                self.attribute(name, &side);
            }
        }
        self.attribute("loading", "lazy");
        self.out.push('>');
    }

    /// The widths an image is there in, as `srcset` has them; those of an earlier run
    /// as far as their files are there.
    fn sources(&self, element: &Element, file: &str) -> Option<String> {
        let images = self.references.images;
        let listed: Vec<String> = match images.forms_of(file) {
            Some(forms) if forms.narrower.is_empty() => return None,
            Some(forms) => {
                let all = forms.narrower.iter().chain([&forms.main]);
                all.map(|form| format!("{} {}w", form.file, form.width))
                    .collect()
            }
            None => {
                let written = sources(element.attribute("data-srcset")?)?;
                let there = written
                    .into_iter()
                    .filter(|(file, _)| images.has_file(file));
                there
                    .map(|(file, width)| format!("{file} {width}w"))
                    .collect()
            }
        };
        Some(listed.join(", ")).filter(|sources| !sources.is_empty())
    }

    fn foreign_image(&mut self, element: &Element, source: &str) {
        match Address::read(source, self.references.base) {
            Address::Web { .. } if is_pixel(element) => (),
            Address::Web { url, host } => {
                let alternative = one_line(element.attribute("alt").unwrap_or_default());
                self.placeholder(&url, &host, &alternative);
            }
            Address::Inline => {
                self.notes.inline_image();
                self.alternative(element);
            }
            _ => {
                self.notes.unknown_image(source);
                self.alternative(element);
            }
        }
    }

    fn alternative(&mut self, element: &Element) {
        push_text(
            &mut self.out,
            &one_line(element.attribute("alt").unwrap_or_default()),
        );
    }

    /// No `src`: nothing is fetched before the reader asks for it.
    pub(super) fn placeholder(&mut self, url: &str, host: &str, alternative: &str) {
        self.out.push_str("<span");
        self.attribute("class", REMOTE_IMAGE);
        self.attribute("data-src", url);
        self.attribute("data-host", host);
        self.out.push('>');
        push_text(&mut self.out, alternative);
        self.close("span");
    }
}

/// Pages that load images late keep the address in `data-src`.
fn image_source(element: &Element) -> Option<&str> {
    let filled = |name| {
        element
            .attribute(name)
            .map(str::trim)
            .filter(|value: &&str| !value.is_empty())
    };
    let source = filled("src");
    match (source, filled("data-src")) {
        (Some(source), Some(later)) if source.starts_with("data:") => Some(later),
        (source, later) => source.or(later),
    }
}

/// Images of one pixel count readers and show nothing.
fn is_pixel(element: &Element) -> bool {
    ["width", "height"]
        .iter()
        .any(|name| matches!(element.attribute(name), Some("0" | "1")))
}
