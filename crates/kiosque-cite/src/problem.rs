use crate::Convention;

/// What could not be read of a dossier's link, of the saved articles or of a feed. All the
/// rest was kept. Positions count from 1; names are plain text of at most 40 letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is something else altogether: nothing was kept.
    Unreadable,
    /// A newer version of the program wrote it, and what this one does not know was left out.
    /// A list kept on the device should not be written over then.
    Newer {
        /// The version it states.
        version: u32,
    },
    /// It ends early or is broken at one place: what stands before was kept.
    BrokenOff,
    /// An entry without a readable article of this kind of archive, left out.
    NoArticle {
        /// The entry's position.
        position: usize,
        /// Its title, or how it begins.
        name: String,
    },
    /// A part of an entry is damaged, and missing or incomplete; the entry was kept.
    Damaged {
        /// The entry's position; 0 for the whole.
        position: usize,
        /// Which part.
        part: Part,
    },
    /// Entries of articles that earlier ones name already, left out.
    Repeated {
        /// How many.
        count: usize,
    },
    /// More entries than are taken.
    TooMany {
        /// How many were left out.
        left_out: usize,
    },
}

/// A part of an entry or of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The title.
    Title,
    /// The reader's note.
    Note,
    /// A date.
    Date,
    /// The original's address.
    Original,
}

impl Problem {
    /// The problem in a sentence for the reader. Names in it are text, never markup.
    pub fn message(&self, convention: Convention) -> String {
        let sentences = sentences(convention);
        let (sentence, number, name) = match self {
            Self::Unreadable => (sentences.unreadable, 0, ""),
            Self::Newer { .. } => (sentences.newer, 0, ""),
            Self::BrokenOff => (sentences.broken_off, 0, ""),
            Self::NoArticle { position, name } => (sentences.no_article, *position, name.as_str()),
            Self::Damaged { position: 0, part } => (sentences.damaged, 0, sentences.part(*part)),
            Self::Damaged { position, part } => {
                (sentences.damaged_entry, *position, sentences.part(*part))
            }
            Self::Repeated { count } => (sentences.repeated, *count, ""),
            Self::TooMany { left_out } => (sentences.too_many, *left_out, ""),
        };
        // The name last: it may hold anything.
        sentence
            .replace("{n}", &number.to_string())
            .replacen("{}", name, 1)
    }
}

struct Sentences {
    unreadable: &'static str,
    newer: &'static str,
    broken_off: &'static str,
    no_article: &'static str,
    damaged: &'static str,
    damaged_entry: &'static str,
    repeated: &'static str,
    too_many: &'static str,
    title: &'static str,
    note: &'static str,
    date: &'static str,
    original: &'static str,
}

impl Sentences {
    fn part(&self, part: Part) -> &'static str {
        match part {
            Part::Title => self.title,
            Part::Note => self.note,
            Part::Date => self.date,
            Part::Original => self.original,
        }
    }
}

fn sentences(convention: Convention) -> &'static Sentences {
    match convention {
        Convention::French => &FRENCH,
        Convention::Arabic => &ARABIC,
        Convention::English => &ENGLISH,
    }
}

static FRENCH: Sentences = Sentences {
    unreadable: "Rien ici ne peut être lu : le lien ou le fichier n’est pas complet, ou n’est pas de Kiosque.",
    newer: "Écrit par une version plus récente de Kiosque : ce que celle-ci connaît a été gardé. Rechargez la page pour la mettre à jour.",
    broken_off: "La fin manque ou est abîmée : ce qui précède a été gardé. Demandez le lien ou le fichier entier.",
    no_article: "Entrée {n} laissée de côté, sans article reconnaissable : {}",
    damaged: "Partie abîmée : {}.",
    damaged_entry: "Entrée {n} gardée, une partie est abîmée : {}.",
    repeated: "Entrées en double laissées de côté : {n}.",
    too_many: "Trop d’entrées ; laissées de côté : {n}.",
    title: "titre",
    note: "note",
    date: "date",
    original: "adresse de l’original",
};

static ARABIC: Sentences = Sentences {
    unreadable: "لا شيء هنا يمكن قراءته: الرابط أو الملف غير مكتمل، أو ليس من كيوسك.",
    newer: "كُتب بإصدار أحدث من كيوسك: حُفظ ما يعرفه هذا الإصدار. أعد تحميل الصفحة لتحديثه.",
    broken_off: "النهاية ناقصة أو تالفة: حُفظ ما قبلها. اطلب الرابط أو الملف كاملًا.",
    no_article: "المدخل {n} لم يُحفظ، لا مقال معروفًا فيه: {}",
    damaged: "جزء تالف: {}.",
    damaged_entry: "المدخل {n} محفوظ، وفيه جزء تالف: {}.",
    repeated: "مداخل مكررة لم تُحفظ: {n}.",
    too_many: "مداخل أكثر من الحد؛ لم يُحفظ منها: {n}.",
    title: "العنوان",
    note: "الملاحظة",
    date: "التاريخ",
    original: "عنوان الأصل على الويب",
};

static ENGLISH: Sentences = Sentences {
    unreadable: "Nothing here can be read: the link or file is incomplete, or is not from Kiosque.",
    newer: "Written by a newer version of Kiosque: what this one knows was kept. Reload the page to update it.",
    broken_off: "The end is missing or damaged: what comes before was kept. Ask for the whole link or file.",
    no_article: "Entry {n} was left out, it names no article: {}",
    damaged: "A part is damaged: {}.",
    damaged_entry: "Entry {n} was kept, a part of it is damaged: {}.",
    repeated: "Repeated entries left out: {n}.",
    too_many: "Too many entries; left out: {n}.",
    title: "title",
    note: "note",
    date: "date",
    original: "address of the original",
};

/// How a text begins, to name it by.
pub(crate) fn beginning(text: &str) -> String {
    const LETTERS: usize = 40;
    let line = crate::text::one_line(text.get(..400).unwrap_or(text));
    if line.chars().count() <= LETTERS {
        return line;
    }
    line.chars().take(LETTERS - 1).chain(['…']).collect()
}
