//! What must hold of any input. The fuzz targets try it on what they make up,
//! the tests on what the targets' corpus keeps.

use kiosque_import::{Alone, Format, Importer, Limits, Outcome, Settings, SourceFile};
use kiosque_sanitise::{BodyContext, ImageNames, Sanitiser};
use std::io::Cursor;

/// Imports bytes as a format: nothing panics, bodies are settled, addresses
/// lead to the web.
#[allow(dead_code, reason = "a target tries one of the two")]
pub(crate) fn import(format: Format, bytes: &[u8]) {
    let settings = Settings {
        format: Some(format),
        ..Settings::default()
    };
    let importer = Importer::new(settings, Limits::default());
    let file = SourceFile {
        source: "case",
        path: "",
    };
    let mut content = Cursor::new(bytes);
    let read = importer.import(&file, &mut content, &Alone, &mut |outcome| {
        if let Outcome::Draft(draft) = outcome {
            let item = draft.item;
            assert!(
                item.id.is_some_and(|id| !id.is_empty())
                    && item.title.is_some_and(|title| !title.is_empty())
            );
            let body = item.content_html.unwrap_or_default();
            assert_eq!(sanitised(&body, item.url.as_deref()), body);
        }
    });
    assert!(read.is_ok());
}

/// Sanitises text: what comes out stays as it is.
#[allow(dead_code, reason = "a target tries one of the two")]
pub(crate) fn sanitise(bytes: &[u8]) {
    let html = String::from_utf8_lossy(bytes);
    let once = sanitised(&html, None);
    assert_eq!(sanitised(&once, None), once);
}

fn sanitised(html: &str, base: Option<&str>) -> String {
    let context = BodyContext {
        base,
        images: &ImageNames::default(),
    };
    let (body, _) = Sanitiser::default().body(html, &context);
    body.as_str().to_owned()
}
