use super::FinishError;
use std::collections::BTreeMap;
use wasm_encoder::reencode::{Reencode, utils};
use wasm_encoder::{ExportSection, ImportSection, Module};

/// Exports of classes that come with server functions, which a site of static
/// files has none of. No JavaScript makes one, and the code behind them goes
/// with them at the next optimisation.
const UNUSED_EXPORTS: [&str; 2] = ["intounderlying", "__wbg_intounderlying"];

/// How lines of the JavaScript start that begin something of these classes; it ends with
/// a brace that is not indented, or else with a semicolon.
const UNUSED_CLASS: &str = "export class IntoUnderlying";
const UNUSED_CODE: [&str; 2] = ["if (Symbol.dispose) IntoUnderlying", "const IntoUnderlying"];

/// How the exports start that have a name as long as the types they take: nobody but the
/// JavaScript beside the module calls them.
const LONG_EXPORTS: &str = "wasm_bindgen_";

/// A WebAssembly module and the JavaScript that loads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bindings {
    /// WebAssembly, as wasm-bindgen and wasm-opt leave it.
    pub wasm: Vec<u8>,
    /// The JavaScript of `wasm-bindgen --target web` for it.
    pub glue: String,
}

impl Bindings {
    /// Gives imports and long exports short names on both sides and drops unused
    /// exports. wasm-bindgen's own names end in 16 hexadecimal digits, which do not
    /// compress: some 200 of them were 4.5 kB of 167.
    ///
    /// # Errors
    /// [`FinishError`] where the two are not what a build leaves.
    pub fn shorten(&self) -> Result<Self, FinishError> {
        let mut shortener = Shortener::default();
        let mut module = Module::new();
        let parser = wasmparser::Parser::new(0);
        let parsed = shortener.parse_core_module(&mut module, parser, &self.wasm);
        parsed.map_err(|error| FinishError::Wasm(error.to_string()))?;
        let glue = rename(&without_unused(&self.glue), &shortener.names)?;
        Ok(Self {
            wasm: module.finish(),
            glue,
        })
    }
}

/// Copies a module, changing names on the way.
#[derive(Default)]
struct Shortener {
    /// Short names by long ones.
    names: BTreeMap<String, String>,
}

impl Shortener {
    fn short(&mut self, name: &str) -> &str {
        let next = format!("${}", self.names.len());
        self.names.entry(name.to_owned()).or_insert(next)
    }
}

type ReencodeResult = Result<(), wasm_encoder::reencode::Error<std::convert::Infallible>>;

impl Reencode for Shortener {
    type Error = std::convert::Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: wasmparser::ImportSectionReader<'_>,
    ) -> ReencodeResult {
        for import in section.into_imports() {
            let import = import?;
            let ty = self.entity_type(import.ty)?;
            imports.import(import.module, self.short(import.name), ty);
        }
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: wasmparser::Export<'_>,
    ) -> ReencodeResult {
        if UNUSED_EXPORTS
            .iter()
            .any(|unused| export.name.starts_with(unused))
        {
            return Ok(());
        }
        let is_long = export.name.starts_with(LONG_EXPORTS);
        let short = is_long.then(|| self.short(export.name).to_owned());
        let name = short.as_deref().unwrap_or(export.name);
        utils::parse_export(self, exports, wasmparser::Export { name, ..export })
    }
}

/// Replaces whole identifiers. Each name must be found.
fn rename(glue: &str, names: &BTreeMap<String, String>) -> Result<String, FinishError> {
    let mut missing: Vec<&String> = names.keys().collect();
    let mut renamed = String::with_capacity(glue.len());
    for word in glue.split_inclusive(|c: char| !is_identifier(c)) {
        let (name, rest) =
            word.split_at(word.find(|c: char| !is_identifier(c)).unwrap_or(word.len()));
        missing.retain(|other| *other != name);
        renamed.push_str(names.get(name).map_or(name, String::as_str));
        renamed.push_str(rest);
    }
    match missing.first() {
        Some(stranger) => Err(FinishError::Stranger((*stranger).clone())),
        None => Ok(renamed),
    }
}

/// The JavaScript without what it has of unused classes.
fn without_unused(glue: &str) -> String {
    let mut kept = String::with_capacity(glue.len());
    let (mut in_class, mut in_code) = (false, false);
    for line in glue.split_inclusive('\n') {
        in_class |= line.starts_with(UNUSED_CLASS);
        in_code |= UNUSED_CODE.iter().any(|start| line.starts_with(start));
        if !in_class && !in_code {
            kept.push_str(line);
        }
        in_class &= !line.starts_with('}');
        in_code &= !line.trim_end().ends_with(';');
    }
    kept
}

fn is_identifier(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_' || letter == '$'
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;
    use wasm_encoder::{EntityType, ExportKind, TypeSection};

    fn bindings(glue: &str) -> Bindings {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import(
            "./v_bg.js",
            "__wbg_log_0123456789abcdef",
            EntityType::Function(0),
        );
        imports.import(
            "./v_bg.js",
            "__wbg_new_fedcba9876543210",
            EntityType::Function(0),
        );
        let mut exports = ExportSection::new();
        exports.export("main", ExportKind::Func, 0);
        exports.export("wasm_bindgen_0123___invoke___JsValue_", ExportKind::Func, 0);
        exports.export("intounderlyingsink_close", ExportKind::Func, 0);
        exports.export("__wbg_intounderlyingsink_free", ExportKind::Func, 1);
        module.section(&types).section(&imports).section(&exports);
        Bindings {
            wasm: module.finish(),
            glue: glue.to_owned(),
        }
    }

    fn names(wasm: &[u8]) -> Vec<String> {
        let mut names = Vec::new();
        for payload in wasmparser::Parser::new(0).parse_all(wasm) {
            match payload.unwrap() {
                wasmparser::Payload::ImportSection(imports) => {
                    names.extend(
                        imports
                            .into_imports()
                            .map(|import| import.unwrap().name.to_owned()),
                    );
                }
                wasmparser::Payload::ExportSection(exports) => {
                    names.extend(
                        exports
                            .into_iter()
                            .map(|export| export.unwrap().name.to_owned()),
                    );
                }
                _ => {}
            }
        }
        names
    }

    #[test]
    fn both_sides_agree_on_short_names() {
        let glue = "{ __wbg_log_0123456789abcdef: f(a), __wbg_new_fedcba9876543210() {}, x__wbg_log_0123456789abcdef, wasm.wasm_bindgen_0123___invoke___JsValue_(1) }";
        let finished = bindings(glue).shorten().unwrap();
        assert_eq!(names(&finished.wasm), ["$0", "$1", "main", "$2"]);
        assert_eq!(
            finished.glue,
            "{ $0: f(a), $1() {}, x__wbg_log_0123456789abcdef, wasm.$2(1) }"
        );
    }

    #[test]
    fn classes_that_nobody_makes_go_with_what_is_about_them() {
        let glue = "\
export class IntoUnderlyingSink {
    close() {
        const ret = wasm.intounderlyingsink_close(this.ptr);
    }
}
if (Symbol.dispose) IntoUnderlyingSink.prototype[Symbol.dispose] = IntoUnderlyingSink.prototype.free;

function kept() {
    return 1;
}
const IntoUnderlyingSinkFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_intounderlyingsink_free(ptr, 1));
const too = 1;
";
        let kept = "\nfunction kept() {\n    return 1;\n}\nconst too = 1;\n";
        assert_eq!(without_unused(glue), kept);
        assert_eq!(without_unused(kept), kept);
    }

    #[test]
    fn finishing_twice_changes_nothing_more() {
        let glue = "{ __wbg_log_0123456789abcdef: f, __wbg_new_fedcba9876543210: g, wasm_bindgen_0123___invoke___JsValue_ }";
        let once = bindings(glue).shorten().unwrap();
        assert_eq!(once.shorten().unwrap(), once);
    }

    #[test]
    fn sides_of_different_builds_are_refused() {
        let error = bindings("{ __wbg_log_0123456789abcdef: f }")
            .shorten()
            .unwrap_err();
        let expected = "the module imports __wbg_new_fedcba9876543210, which its JavaScript does not have; build the viewer again";
        assert_eq!(error.to_string(), expected);
        let error = Bindings {
            wasm: b"<html>".to_vec(),
            glue: String::new(),
        }
        .shorten()
        .unwrap_err();
        assert!(
            error.to_string().starts_with("not a WebAssembly module"),
            "{error}"
        );
    }
}
