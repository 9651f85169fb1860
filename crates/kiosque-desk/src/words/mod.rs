//! The desk's words. A language that lacks one does not compile.

mod ar;
mod en;
mod fr;

use crate::page;
use kiosque_cite::Convention;
use kiosque_model::months;
use kiosque_model::{ArticleDate, Precision};

/// The words of one language.
pub(crate) struct Words {
    pub close: &'static str,
    pub comfort: &'static str,
    pub size: &'static str,
    /// Title and labels of the choices, in their order.
    pub choices: [(&'static str, &'static [&'static str]); 8],
    pub reset: &'static str,
    pub help: &'static str,
    /// Keys with a space between them, and what they do.
    pub keys: [(&'static str, &'static str); 6],
    pub link_copied: &'static str,
    pub no_copying: &'static str,
    pub save: &'static str,
    pub is_saved: &'static str,
    pub kept: &'static str,
    pub let_go: &'static str,
    pub let_it_go: &'static str,
    pub list_full: &'static str,
    pub newer_list: &'static str,
    pub no_storage: &'static str,
    pub no_archive: &'static str,
    pub nothing_kept: &'static str,
    pub kept_here: &'static str,
    pub not_all_read: &'static str,
    pub forget_places: &'static str,
    pub forgotten: &'static str,
    pub export: &'static str,
    pub import: &'static str,
    pub saved_title: &'static str,
    pub nothing_taken: &'static str,
    pub cite: &'static str,
    pub cite_all: &'static str,
    pub copy: &'static str,
    pub as_file: &'static str,
    pub format: &'static str,
    pub wikipedia: &'static str,
    pub citation_copied: &'static str,
    pub copy_quotation: &'static str,
    pub copy_passage_link: &'static str,
    pub copy_link: &'static str,
    pub added: &'static str,
    pub in_dossier: &'static str,
    pub dossier_full: &'static str,
    pub open_dossier: &'static str,
    pub empty_dossier: &'static str,
    pub dossier_title: &'static str,
    pub note: &'static str,
    pub up: &'static str,
    pub down: &'static str,
    pub take_out: &'static str,
    pub take_over: &'static str,
    pub unknown_article: &'static str,
    pub no_voice: &'static str,
    pub listening: &'static str,
    pub pause: &'static str,
    pub stop: &'static str,
    pub offline: &'static str,
    pub no_offline: &'static str,
    pub about_offline: &'static str,
    pub nothing_offline: &'static str,
    pub kept_parts: &'static str,
    pub keep_offline: &'static str,
    pub month: &'static str,
    pub whole_archive: &'static str,
    pub measuring: &'static str,
    pub start: &'static str,
    pub files: &'static str,
    pub megabytes: &'static str,
    pub pause_keeping: &'static str,
    pub go_on: &'static str,
    pub free: &'static str,
    pub renew: &'static str,
    pub no_room: &'static str,
    pub missing_file: &'static str,
    /// What stands before the numbers of articles added, there already, left out.
    pub taken_in: [&'static str; 3],
    /// How these words' language cites.
    pub convention: Convention,
}

/// Those of the interface's language.
pub(crate) fn of_page() -> &'static Words {
    let language = page::root().and_then(|root| root.get_attribute("lang"));
    match language.as_deref() {
        Some("ar") => &ar::WORDS,
        Some("en") => &en::WORDS,
        _ => &fr::WORDS,
    }
}

impl Words {
    /// `04/07/2019`, or `4 July 2019`, as far as the date is known.
    pub fn date(&self, date: &ArticleDate) -> String {
        let month = date.month().unwrap_or_default();
        let day = date.day_of_month().unwrap_or_default();
        match (self.convention, date.precision()) {
            (_, Precision::Year) => date.year().to_owned(),
            (Convention::English, precision) => {
                let at = month
                    .parse::<usize>()
                    .ok()
                    .and_then(|month| month.checked_sub(1));
                let name = at.and_then(|at| months::ENGLISH.get(at)).copied();
                let day = day.trim_start_matches('0');
                let day = if precision == Precision::Month {
                    ""
                } else {
                    day
                };
                let parts = [day, name.unwrap_or(month), date.year()];
                parts.join(" ").trim().to_owned()
            }
            (_, Precision::Month) => [month, "/", date.year()].concat(),
            _ => [day, "/", month, "/", date.year()].concat(),
        }
    }
}
