//! What the interface says, written down once more: a story must not take the
//! viewer's word for it.

use kiosque_e2e::{FaultKind, Lang};

pub struct Words {
    pub lang: Lang,
    pub dir: &'static str,
    pub site: &'static str,
    pub home: &'static str,
    pub tags: &'static str,
    pub saved: &'static str,
    pub about: &'static str,
    pub newest: &'static str,
    pub source_line: [&'static str; 2],
    pub tags_in_relation: &'static str,
    pub articles_in_relation: &'static str,
    pub skip: &'static str,
    pub with: &'static str,
    pub or: &'static str,
    pub without: &'static str,
    pub one_of: &'static str,
    pub clear: &'static str,
    pub remove: &'static str,
    pub article: &'static str,
    pub list: &'static str,
    pub filter: &'static str,
    pub search: &'static str,
    pub dates: &'static str,
    pub this_archive: &'static str,
    pub loading: &'static str,
    pub retry: &'static str,
    pub reload: &'static str,
    pub offline: &'static str,
    pub missing: &'static str,
    pub refused: &'static str,
    pub damaged: &'static str,
    pub too_new: &'static str,
    pub stopped: &'static str,
    pub not_found: &'static str,
    pub no_such_page: &'static str,
    pub no_such_article: &'static str,
    pub no_such_tag: &'static str,
    pub nothing_matches: &'static str,
    pub meanwhile: &'static str,
}

pub fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Fr => &FRENCH,
        Lang::Ar => &ARABIC,
        Lang::En => &ENGLISH,
    }
}

impl Words {
    /// A number with its thousands apart, as [`plain`](crate::story::plain) gives it.
    pub fn number(&self, number: usize) -> String {
        let separator = match self.lang {
            Lang::Fr => ' ',
            Lang::Ar | Lang::En => ',',
        };
        match number {
            1000.. => format!("{}{separator}{:03}", number / 1000, number % 1000),
            _ => number.to_string(),
        }
    }

    /// `12 articles`
    pub fn articles(&self, count: usize) -> String {
        let number = self.number(count);
        match (self.lang, count, count % 100) {
            (Lang::Fr, 0 | 1, _) | (Lang::En, 1, _) => format!("{number} article"),
            (Lang::Fr | Lang::En, ..) => format!("{number} articles"),
            (Lang::Ar, 0, _) => "لا مقالات".to_owned(),
            (Lang::Ar, 1, _) => "مقال واحد".to_owned(),
            (Lang::Ar, 2, _) => "مقالان".to_owned(),
            (Lang::Ar, _, 3..=10) => format!("{number} مقالات"),
            (Lang::Ar, _, 11..) => format!("{number} مقالًا"),
            (Lang::Ar, ..) => format!("{number} مقال"),
        }
    }

    /// The date line of a day, `YYYY-MM-DD`: `Le 04/07/2019`.
    pub fn date_line(&self, day: &str) -> String {
        let [year, month, day] = [&day[..4], &day[5..7], &day[8..10]];
        match self.lang {
            Lang::Fr => format!("Le {day}/{month}/{year}"),
            Lang::Ar => format!("بتاريخ {day}/{month}/{year}"),
            Lang::En => {
                let name = MONTHS[month.parse::<usize>().unwrap() - 1];
                format!("On {} {name} {year}", day.trim_start_matches('0'))
            }
        }
    }

    /// What is said of a file in trouble.
    pub fn trouble(&self, kind: &FaultKind) -> &'static str {
        match kind {
            FaultKind::NotFound => self.missing,
            FaultKind::Status(_) | FaultKind::StatusThenGood(..) => self.refused,
            FaultKind::Reset => self.offline,
            _ => self.damaged,
        }
    }

    /// `Source web Par Hespress`
    pub fn source_line(&self, source: &str) -> String {
        let [before, after] = self.source_line;
        format!("{before}{source}{after}")
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const FRENCH: Words = Words {
    lang: Lang::Fr,
    dir: "ltr",
    site: "Kiosque",
    home: "Accueil",
    tags: "Étiquettes",
    saved: "Enregistrés",
    about: "À propos",
    newest: "Derniers articles",
    source_line: ["Source web Par ", ""],
    tags_in_relation: "Les tags en relation",
    articles_in_relation: "Les articles en relation",
    skip: "Aller au contenu",
    with: "avec",
    or: "ou",
    without: "sans",
    one_of: "au moins une",
    clear: "Tout effacer",
    remove: "Retirer",
    article: "Article",
    list: "Liste d’articles",
    filter: "Filtrer",
    search: "Rechercher",
    dates: "Dates",
    this_archive: "Cette archive",
    loading: "Chargement…",
    retry: "Réessayer",
    reload: "Recharger la page",
    offline: "Le réseau ne répond pas. Vérifiez la connexion, puis réessayez.",
    missing: "Un fichier de l’archive manque sur le serveur.",
    refused: "Le serveur a répondu par une erreur. Réessayez dans un instant.",
    damaged: "Un fichier de l’archive est arrivé abîmé et n’a pas été utilisé.",
    too_new: "Cette archive a été publiée par une version plus récente de Kiosque.",
    stopped: "L’application s’est arrêtée.",
    not_found: "Introuvable",
    no_such_page: "Aucune page n’a cette adresse.",
    no_such_article: "Aucun article n’a cette adresse.",
    no_such_tag: "Aucun article ne porte cette étiquette.",
    nothing_matches: "Aucun article ne répond à tous ces critères.",
    meanwhile: "En attendant, les derniers articles",
};

const ARABIC: Words = Words {
    lang: Lang::Ar,
    dir: "rtl",
    site: "كيوسك",
    home: "الرئيسية",
    tags: "الوسوم",
    saved: "المحفوظات",
    about: "حول الموقع",
    newest: "أحدث المقالات",
    source_line: ["المصدر على الويب: ", ""],
    tags_in_relation: "الوسوم ذات الصلة",
    articles_in_relation: "المقالات ذات الصلة",
    skip: "انتقل إلى المحتوى",
    with: "مع",
    or: "أو",
    without: "بدون",
    one_of: "واحد على الأقل",
    clear: "مسح الكل",
    remove: "إزالة",
    article: "المقال",
    list: "قائمة المقالات",
    filter: "تصفية",
    search: "بحث",
    dates: "التواريخ",
    this_archive: "هذا الأرشيف",
    loading: "جارٍ التحميل…",
    retry: "إعادة المحاولة",
    reload: "أعد تحميل الصفحة",
    offline: "الشبكة لا تستجيب. تحقق من الاتصال ثم أعد المحاولة.",
    missing: "أحد ملفات الأرشيف غير موجود على الخادم.",
    refused: "أجاب الخادم بخطأ. أعد المحاولة بعد لحظات.",
    damaged: "وصل أحد ملفات الأرشيف تالفًا ولم يُستعمل.",
    too_new: "نُشر هذا الأرشيف بإصدار أحدث من كيوسك.",
    stopped: "توقف التطبيق.",
    not_found: "غير موجود",
    no_such_page: "لا توجد صفحة بهذا العنوان.",
    no_such_article: "لا يوجد مقال بهذا العنوان.",
    no_such_tag: "لا مقال يحمل هذا الوسم.",
    nothing_matches: "لا مقال يستوفي كل هذه الشروط.",
    meanwhile: "في الأثناء، أحدث المقالات",
};

const ENGLISH: Words = Words {
    lang: Lang::En,
    dir: "ltr",
    site: "Kiosque",
    home: "Home",
    tags: "Tags",
    saved: "Saved",
    about: "About",
    newest: "Latest articles",
    source_line: ["Web source: by ", ""],
    tags_in_relation: "Related tags",
    articles_in_relation: "Related articles",
    skip: "Skip to content",
    with: "with",
    or: "or",
    without: "without",
    one_of: "at least one",
    clear: "Clear all",
    remove: "Remove",
    article: "Article",
    list: "List of articles",
    filter: "Filter",
    search: "Search",
    dates: "Dates",
    this_archive: "This archive",
    loading: "Loading…",
    retry: "Try again",
    reload: "Reload the page",
    offline: "The network does not answer. Check the connection, then try again.",
    missing: "A file of the archive is missing on the server.",
    refused: "The server answered with an error. Try again in a moment.",
    damaged: "A file of the archive arrived damaged and was not used.",
    too_new: "This archive was published by a newer version of Kiosque.",
    stopped: "The application has stopped.",
    not_found: "Not found",
    no_such_page: "No page has this address.",
    no_such_article: "No article has this address.",
    no_such_tag: "No article carries this tag.",
    nothing_matches: "No article meets all of these.",
    meanwhile: "Meanwhile, the latest articles",
};
