//! The folder the site is served from: `/` or `/some/folder/`.

use super::window;
use web_sys::wasm_bindgen::JsCast;

/// Read from the address of the style sheet, which lies in that folder, or in
/// that of the finished application below it. There is no `<base>` element: it would break links to fragments.
pub(crate) fn base_path() -> String {
    sheet_path()
        .and_then(|path| path.rfind('/').map(|end| below_app(&path[..=end])))
        .unwrap_or_else(|| "/".to_owned())
}

fn below_app(folder: &str) -> String {
    folder.strip_suffix("app/").unwrap_or(folder).to_owned()
}

fn sheet_path() -> Option<String> {
    let document = window()?.document()?;
    let sheet = document.query_selector("link[rel=stylesheet]").ok()??;
    let href = sheet.dyn_into::<web_sys::HtmlLinkElement>().ok()?.href();
    let (_, rest) = href.split_once("://")?;
    rest.find('/').map(|start| rest[start..].to_owned())
}
