//! The body of an article, made safe, and its images.

use super::{Adapter, Report};
use crate::found::RawArticle;
use crate::problem::ProblemKind;
use crate::source_path::path_within;
use kiosque_sanitise::{
    BodyContext, ImageForms, ImageNames, image_sources, one_line, paragraphs, plain_text,
};
use std::collections::BTreeMap;
use url::Url;

impl Adapter<'_> {
    /// Makes the body safe; gives its text.
    pub(super) fn body(&self, raw: &mut RawArticle, report: &mut Report) -> String {
        let filled = |text: &String| !text.trim().is_empty();
        let html = raw.item.content_html.take().filter(filled);
        let plain = raw.item.content_text.take().filter(filled);
        let Some(html) = html.or_else(|| plain.map(|text| paragraphs(&text))) else {
            report.add(None, ProblemKind::NoBody);
            return String::new();
        };
        let base = raw.base.as_deref().or(raw.item.url.as_deref());
        let address = base.and_then(|base| Url::parse(base).ok());
        let images = self.images(&html, &raw.folder, address.as_ref(), report);
        let context = BodyContext {
            base,
            images: &images,
        };
        let (body, notes) = self.sanitiser.body(&html, &context);
        notes
            .into_iter()
            .for_each(|note| report.add(None, ProblemKind::Body(note)));
        let text = plain_text(&body);
        if body.as_str().is_empty() {
            report.add(None, ProblemKind::NoBody);
        } else {
            raw.item.content_html = Some(body.as_str().to_owned());
        }
        text
    }

    /// The images of a body that can be taken along, by what the body calls them.
    fn images(
        &self,
        html: &str,
        folder: &str,
        base: Option<&Url>,
        report: &mut Report,
    ) -> ImageNames {
        let mut taken = BTreeMap::new();
        for source in image_sources(html, self.limits.images) {
            match self.image(&source, folder, base) {
                Ok(None) => (),
                Ok(Some(forms)) => {
                    let written = source.trim_start_matches("./").to_owned();
                    taken.insert(written, forms);
                }
                Err(kind) => report.add(None, kind),
            }
        }
        ImageNames::of_forms(taken)
    }

    /// The image beside the text, else that of the web.
    fn image(
        &self,
        source: &str,
        folder: &str,
        base: Option<&Url>,
    ) -> Result<Option<ImageForms>, ProblemKind> {
        if source.starts_with("data:") {
            return Ok(None);
        }
        let refused = |path: String| |reason| ProblemKind::Image { path, reason };
        for path in places_of(source, folder) {
            let beside = self.around.image(&path).map_err(refused(path))?;
            if beside.is_some() {
                return Ok(beside);
            }
        }
        let address = Url::options().base_url(base).parse(source).ok();
        match address.filter(|address| matches!(address.scheme(), "http" | "https")) {
            Some(address) => self
                .around
                .remote_image(address.as_str())
                .map_err(refused(one_line(address.as_str()))),
            None => Ok(None),
        }
    }
}

/// Where in the source an image may lie: beside the text; from the root, or
/// what site generators make the root of; in a copy of what was uploaded to
/// WordPress.
fn places_of(source: &str, folder: &str) -> Vec<String> {
    const ROOTS: [&str; 5] = ["", "static", "public", "docs", "assets"];
    if source.contains("://") || source.starts_with("//") {
        return uploads(source);
    }
    match source.strip_prefix('/') {
        Some(path) => ROOTS
            .iter()
            .filter_map(|root| path_within(root, path))
            .collect(),
        None => path_within(folder, source).into_iter().collect(),
    }
}

/// Where a copy of an uploaded picture may lie: what its address names, in a folder
/// of the name that it has on the server.
fn uploads(address: &str) -> Vec<String> {
    const UPLOADS: &str = "wp-content/uploads";
    let (_, path) = address
        .split_once(&format!("/{UPLOADS}/"))
        .unwrap_or_default();
    let folders = [UPLOADS, "uploads"].into_iter();
    folders
        .filter_map(|folder| path_within(folder, path))
        .collect()
}
