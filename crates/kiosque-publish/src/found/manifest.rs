use crate::finish::Place;
use kiosque_model::site::SiteSettings;
use serde_json::{Value, json};

/// The web app manifest, whose addresses start at the host's root.
pub(super) fn print(settings: &SiteSettings, place: &Place, icons: &[(u32, String)]) -> Vec<u8> {
    let language = settings.languages.first().cloned().unwrap_or_default();
    let icon = |(side, path): &(u32, String)| {
        let sizes = match side {
            0 => "any".to_owned(),
            side => format!("{side}x{side}"),
        };
        json!({ "src": place.path(path), "sizes": sizes, "type": media_of(path) })
    };
    let manifest = json!({
        "id": place.base(),
        "start_url": place.base(),
        "scope": place.base(),
        "name": settings.title,
        "short_name": settings.title,
        "description": settings.description,
        "lang": language,
        "dir": if language == "ar" { "rtl" } else { "ltr" },
        "display": "minimal-ui",
        "icons": icons.iter().map(icon).collect::<Vec<Value>>(),
    });
    manifest.to_string().into_bytes()
}

fn media_of(path: &str) -> &'static str {
    if path.ends_with(".svg") {
        "image/svg+xml"
    } else {
        "image/png"
    }
}
