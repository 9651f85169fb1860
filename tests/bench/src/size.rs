//! `size`: what the viewer's own files and the modules that it loads on use weigh, and
//! where the wasm's code comes from.

use crate::failure::Failure;
use crate::figure::Figure;
use crate::place;
use crate::table::{Report, Table};
use kiosque_e2e::server::brotli_11;
use kiosque_e2e::{Base, built_site};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use wasmparser::{
    BinaryReaderError, KnownCustom, Name, NameSectionReader, Parser, Payload, TypeRef,
};

/// Wasm and JavaScript, in brotli 11, of an app of Leptos and its router that
/// does nothing, measured once: what is more is what the viewer does.
const MINIMAL_APP: usize = 105_000;

/// Bytes of the viewer's wasm and JavaScript at most, in brotli 11.
const CODE: usize = 175_000;

/// Modules that a first visit does not load, with the bytes they may have in brotli 11.
const ON_USE: [(&str, Option<usize>); 2] =
    [("kiosque-worker", Some(60_000)), ("kiosque-desk", None)];

/// Bytes of a style sheet at most, in brotli 11.
const SHEET: usize = 14_000;

/// Bytes of a first visit at most, in brotli 11, but those of the archive.
const FIRST_VISIT: usize = 215_000;

/// Crates that make up less than this share are summed up in one row.
const SMALLEST_SHARE: f64 = 0.01;

/// A few crates each that are one thing to a person who looks for bytes.
const FAMILIES: [(&str, &[&str]); 3] = [
    (
        CORE,
        &["core", "alloc", "std", "compiler_builtins", "hashbrown"],
    ),
    ("serde", &["serde", "serde_core", "serde_json"]),
    (
        BINDGEN,
        &["wasm_bindgen", "wasm_bindgen_futures", "js_sys", "web_sys"],
    ),
];
const CORE: &str = "core, alloc, std";
const BINDGEN: &str = "wasm_bindgen, js_sys, web_sys";

pub fn measure() -> Result<Report, Failure> {
    let mut report = Report::default();
    let site = built_site(Base::Root)?;
    report.table(file_table(&site)?);
    let wasm = place::target()?.join("wasm32-unknown-unknown/wasm-release/kiosque-viewer.wasm");
    if wasm.is_file() {
        let bytes = fs::read(&wasm).map_err(Failure::io(&wasm))?;
        let functions = functions(&bytes);
        let functions =
            functions.map_err(|error| Failure::unexpected(wasm.to_string_lossy(), error))?;
        report.table(share_table(&by_crate(&functions)));
    } else {
        report.skip(format!("shares of the wasm: no {}", wasm.display()));
    }
    Ok(report)
}

/// All that the home page loads beside the archive: the page, the viewer's files and
/// the site's icon.
pub fn first_visit_files(site: &Path) -> Result<Vec<PathBuf>, Failure> {
    let is_loaded = |path: &PathBuf| {
        let is_one = matches!(extension(path), "wasm" | "js" | "css" | "svg");
        is_one && !ON_USE.iter().any(|(module, _)| is_of(path, module))
    };
    let mut files = files_of_app(site)?;
    files.retain(is_loaded);
    files.push(site.join("index.html"));
    Ok(files)
}

/// The files of the finished application.
fn files_of_app(site: &Path) -> Result<Vec<PathBuf>, Failure> {
    let app = site.join("app");
    let entries = fs::read_dir(&app).map_err(Failure::io(&app))?;
    let files = entries.map(|entry| Ok(entry.map_err(Failure::io(&app))?.path()));
    files.collect()
}

/// Whether it is a file of a module.
fn is_of(path: &Path, module: &str) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name.starts_with(module))
}

fn is_code(path: &Path) -> bool {
    matches!(extension(path), "wasm" | "js")
}

fn extension(path: &Path) -> &str {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.unwrap_or_default()
}

/// Bytes of files, in brotli 11.
fn packed<'a>(files: impl IntoIterator<Item = &'a PathBuf>) -> Result<usize, Failure> {
    let packed = files.into_iter().map(|path| {
        let bytes = fs::read(path).map_err(Failure::io(path))?;
        Ok(brotli_11(&bytes).len())
    });
    packed.sum()
}

fn file_table(site: &Path) -> Result<Table, Failure> {
    let mut table = Table::of_figures("size: the release build, in brotli 11");
    let visit = first_visit_files(site)?;
    for path in &visit {
        table.figure(extension(path), Figure::Bytes(packed([path])?));
    }
    let code = packed(visit.iter().filter(|path| is_code(path)))?;
    table.at_most("wasm + js", Figure::Bytes(code), Figure::Bytes(CODE));
    table.figure(
        "of it more than a minimal app",
        Figure::Bytes(code.saturating_sub(MINIMAL_APP)),
    );
    let sheet = packed(visit.iter().filter(|path| extension(path) == "css"))?;
    table.at_most("style sheet", Figure::Bytes(sheet), Figure::Bytes(SHEET));
    let all = Figure::Bytes(packed(&visit)?);
    let most = Figure::Bytes(FIRST_VISIT);
    table.at_most("a first visit but for the archive", all, most);
    let files = files_of_app(site)?;
    for (module, most) in ON_USE {
        let own = files
            .iter()
            .filter(|path| is_of(path, module) && is_code(path));
        let bytes = Figure::Bytes(packed(own)?);
        match most {
            Some(most) => table.at_most(module, bytes, Figure::Bytes(most)),
            None => table.figure(module, bytes),
        }
    }
    Ok(table)
}

/// Name and bytes of code of every function that a reader gets: without those
/// that only describe types to wasm-bindgen, which removes them.
fn functions(wasm: &[u8]) -> Result<Vec<(String, usize)>, BinaryReaderError> {
    let (mut imported, mut sizes, mut names) = (0_u32, Vec::new(), BTreeMap::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => sizes.push(body.as_bytes().len()),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(section) = section.as_known() {
                    names = function_names(section)?;
                }
            }
            _ => {}
        }
    }
    let named = (imported..).zip(sizes).map(|(index, size)| {
        let name = names.get(&index).copied().unwrap_or_default();
        (format!("{:#}", rustc_demangle::demangle(name)), size)
    });
    Ok(named.filter(|(name, _)| !describes_types(name)).collect())
}

/// Names as the linker left them, by the function's number, imports first.
fn function_names(
    section: NameSectionReader<'_>,
) -> Result<BTreeMap<u32, &str>, BinaryReaderError> {
    let mut names = BTreeMap::new();
    for part in section {
        if let Name::Function(functions) = part? {
            for function in functions {
                let function = function?;
                names.insert(function.index, function.name);
            }
        }
    }
    Ok(names)
}

fn describes_types(name: &str) -> bool {
    name.starts_with("__wbindgen_describe")
        || name.contains("wasm_bindgen::describe::")
        || name.contains("::describe_invoke")
}

fn by_crate(functions: &[(String, usize)]) -> BTreeMap<String, usize> {
    let mut bytes = BTreeMap::new();
    for (name, size) in functions {
        *bytes.entry(crate_of(name)).or_default() += size;
    }
    bytes
}

/// The crate a function belongs to: the first that its name mentions, the
/// standard library's only where there is no other.
fn crate_of(function: &str) -> String {
    let mut found = None;
    for root in path_roots(function) {
        match family_of(root) {
            CORE => found = found.or(Some(CORE)),
            family => return family.to_owned(),
        }
    }
    let unnamed = if function.starts_with("__wbindgen") || function.starts_with("__externref") {
        BINDGEN
    } else {
        "others"
    };
    found.unwrap_or(unnamed).to_owned()
}

fn family_of(name: &str) -> &str {
    let family = FAMILIES.iter().find(|(_, crates)| crates.contains(&name));
    family.map_or(name, |(family, _)| *family)
}

/// The first segments of the paths in a function's name.
fn path_roots(name: &str) -> impl Iterator<Item = &str> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    name.split(move |letter| !is_part(letter))
        .filter_map(|path| path.split_once("::"))
        .map(|(root, _)| root)
        .filter(|root| root.starts_with(|letter: char| letter.is_ascii_lowercase()))
}

fn share_table(bytes: &BTreeMap<String, usize>) -> Table {
    let whole: usize = bytes.values().sum();
    let mut table = Table::new(
        "size: code by the crate that a function's name mentions, before wasm-opt, raw",
        &["crate", "code", "share"],
    );
    let mut row = |name: &str, size: usize| {
        let share = Figure::share(size, whole).to_string();
        table.row([name.to_owned(), Figure::Bytes(size).to_string(), share]);
    };
    let mut crates: Vec<_> = bytes
        .iter()
        .map(|(name, size)| (name.as_str(), *size))
        .collect();
    crates.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    let is_large = |(name, size): &(&str, usize)| {
        *name != "others" && *size as f64 >= SMALLEST_SHARE * whole as f64
    };
    let (large, small): (Vec<_>, Vec<_>) = crates.into_iter().partition(is_large);
    for (name, size) in large {
        row(name, size);
    }
    row("others", small.iter().map(|(_, size)| size).sum());
    row("all", whole);
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_first_crate_it_mentions() {
        for (name, expected) in [
            ("kiosque_viewer::pages::list::{{closure}}", "kiosque_viewer"),
            (
                "<F as tachys::reactive_graph::ReactiveFunction>::invoke",
                "tachys",
            ),
            (
                "core::ptr::drop_in_place<alloc::vec::Vec<kiosque_model::wire::Facet>>",
                "kiosque_model",
            ),
            (
                "<&mut serde_json::de::Deserializer<R> as serde_core::de::Deserializer>::f",
                "serde",
            ),
            ("alloc::raw_vec::RawVecInner<A>::grow_amortized", CORE),
            ("__wbindgen_realloc", BINDGEN),
            ("web_sys::features::gen_Url::Url::new", BINDGEN),
            ("memcpy", "others"),
        ] {
            assert_eq!(crate_of(name), expected, "{name}");
        }
    }

    #[test]
    fn what_wasm_bindgen_removes_does_not_count() {
        for name in [
            "__wbindgen_describe___wbg_fill",
            "<js_sys::X as wasm_bindgen::describe::WasmDescribe>::describe",
        ] {
            assert!(describes_types(name), "{name}");
        }
        assert!(!describes_types("kiosque_viewer::pages::describe_list"));
    }

    #[test]
    fn sizes_and_names_are_read_from_a_module() {
        let wasm = [
            b"\0asm\x01\0\0\0".as_slice(),
            // One type, one imported function, one of our own with an empty body of 2 bytes.
            b"\x01\x04\x01\x60\0\0",
            b"\x02\x07\x01\x01a\x01b\0\0",
            b"\x03\x02\x01\0",
            b"\x0a\x04\x01\x02\0\x0b",
            b"\0\x0d\x04name\x01\x06\x01\x01\x03own",
        ]
        .concat();
        let found = functions(&wasm).map_err(|error| error.to_string());
        assert_eq!(found, Ok(vec![("own".to_owned(), 2)]));
    }
}
