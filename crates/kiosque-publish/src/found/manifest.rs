use super::icons::APPLE;
use crate::finish::Place;
use kiosque_model::site::SiteSettings;
use serde_json::{Value, json};

/// The web app manifest, whose addresses start at the host's root.
pub(super) fn print(settings: &SiteSettings, place: &Place, icons: &[(u32, String)]) -> Vec<u8> {
    let language = settings.languages.first().cloned().unwrap_or_default();
    let icon = |(side, address): &(u32, String)| {
        let sizes = match side {
            0 => "any".to_owned(),
            side => format!("{side}x{side}"),
        };
        json!({ "src": address, "sizes": sizes, "type": media_of(address) })
    };
    let is_wanted = |(side, _): &&(u32, String)| *side == 0 || *side > APPLE;
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
        "icons": icons.iter().filter(is_wanted).map(icon).collect::<Vec<Value>>(),
    });
    manifest.to_string().into_bytes()
}

fn media_of(address: &str) -> &'static str {
    if address.ends_with(".svg") || address.starts_with("data:image/svg") {
        "image/svg+xml"
    } else {
        "image/png"
    }
}
