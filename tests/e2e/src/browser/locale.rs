use std::path::Path;

use tokio::process::Command;

use crate::Engine;
use crate::error::{Error, Result};

/// The variables that make WebKit's GTK port speak the first of `languages`. It asks
/// the C library, which knows only compiled locales: the one needed is compiled into
/// `folder`. English needs none.
///
/// # Errors
/// [`Error::Unsupported`] where the system lacks the definitions of locales.
pub(super) async fn variables(languages: &str, folder: &Path) -> Result<Vec<(String, String)>> {
    let first = languages.split(',').next().unwrap_or_default();
    let name = locale_name(first);
    let mut variables = vec![
        ("LANGUAGE", first.replace('-', "_")),
        ("LC_ALL", name.clone()),
    ];
    if name != PLAIN {
        compile(&name, folder).await?;
        variables.push(("LOCPATH", folder.display().to_string()));
    }
    let owned = |(name, value): (&str, String)| (name.to_owned(), value);
    Ok(variables.into_iter().map(owned).collect())
}

/// Always there, and English (United States) to WebKit; `C.UTF-8` is not.
const PLAIN: &str = "C";

fn locale_name(language: &str) -> String {
    match language {
        "en" | "en-US" | "" => PLAIN.to_owned(),
        "ar" => "ar_MA.UTF-8".to_owned(),
        other if other.contains('-') => format!("{}.UTF-8", other.replace('-', "_")),
        other => format!("{other}_{}.UTF-8", other.to_uppercase()),
    }
}

async fn compile(name: &str, folder: &Path) -> Result<()> {
    let compiled = folder.join(name);
    let definition = name.trim_end_matches(".UTF-8");
    let outcome = Command::new("localedef")
        .args(["-i", definition, "-f", "UTF-8"])
        .arg(&compiled)
        .output()
        .await;
    // Its exit status also speaks of mere warnings.
    if compiled.is_dir() {
        return Ok(());
    }
    let said = match outcome {
        Ok(output) => String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        Err(error) => error.to_string(),
    };
    Err(Error::Unsupported {
        engine: Engine::WebKit,
        what: format!(
            "speak {definition}: `localedef -i {definition}` failed ({said}); install Debian's package `locales`"
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_locale_of_a_language() {
        let names = ["en", "fr", "ar", "fr-MA", "en-US"].map(locale_name);
        assert_eq!(
            names,
            ["C", "fr_FR.UTF-8", "ar_MA.UTF-8", "fr_MA.UTF-8", "C"]
        );
    }
}
