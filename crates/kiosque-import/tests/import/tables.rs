use crate::{import, import_with};
use kiosque_import::{Alone, DateOrder, Format, ImageForms, Settings, Surroundings};

#[test]
fn a_table_names_row_and_column_in_what_it_reports() {
    let table = "title;date;body;tags;source;url;lang;extra\n\
        Un port;04/07/2019;\"Le texte;\nen deux lignes\";Maroc;Hespress;https://h.example/1;fr;\n\
        Un autre;hier;Texte;Maroc;\"Mer;Hespress;https://h.example/2;fr\n\
        Troisième;2019-07;Texte;Maroc; Mer ;;;fr\n\
        Quatrième;2019;<p>Texte</p>;;;javascript:x;q;\n";
    let imported = import("press.csv", table.as_bytes());
    assert_eq!(imported.format, Some(Format::Table));
    let titles: Vec<_> = imported
        .drafts
        .iter()
        .filter_map(|draft| draft.item.title.as_deref())
        .collect();
    assert_eq!(titles, ["Un port", "Un autre", "Troisième", "Quatrième"]);
    assert_eq!(
        imported.drafts[0].item.content_html.as_deref(),
        Some("<p>Le texte;\nen deux lignes</p>")
    );
    assert_eq!(
        imported.drafts[2].item.date_published.as_deref(),
        Some("2019-07")
    );
    let words = imported.words().join("\n");
    assert!(
        words.contains("line 4, item 1, date: `hier` is not a date"),
        "{words}"
    );
    assert!(
        words.contains("line 6, item 3, language: `q` is not a language tag"),
        "{words}"
    );
}

#[test]
fn every_delimiter_and_language_of_headers_is_known() {
    for (table, title) in [
        ("title,body\nA,x\n", "A"),
        ("Titre\tTexte\nB\tx\n", "B"),
        ("العنوان;النص\nC;x\n", "C"),
        ("\u{feff}\"title\",\"content\"\n\"D, d\",x\n", "D, d"),
    ] {
        let imported = import("t.csv", table.as_bytes());
        assert_eq!(imported.format, Some(Format::Table), "{table}");
        assert_eq!(imported.only().item.title.as_deref(), Some(title));
    }
}

/// The titles of a table's rows, and what is said of its quotes.
fn check_quotes(rows: &str, titles: &[&str], told: &[&str]) {
    let table = format!("title,date,body\n{rows}");
    let imported = import("t.csv", table.as_bytes());
    let seen: Vec<_> = imported
        .drafts
        .iter()
        .filter_map(|draft| draft.item.title.as_deref())
        .collect();
    assert_eq!(seen, titles, "{rows}");
    let words: Vec<_> = imported
        .words()
        .into_iter()
        .filter(|words| words.contains("quote"))
        .collect();
    assert_eq!(words, told, "{rows}");
}

#[test]
fn an_unclosed_quote_costs_its_row_only_and_is_told() {
    let mended = |line: usize| {
        let item = line - 2;
        format!(
            "line {line}, item {item}: not well-formed: a quote that is not closed, so the row ends with its line; mended"
        )
    };
    check_quotes(
        "A,2019,\"open\nB,2019,b\nC,2019,c\n",
        &["A", "B", "C"],
        &[&mended(2)],
    );
    // Another quote, elsewhere, does not close it.
    check_quotes(
        "A,2019,\"open\nB,2019,b\nC,2019,\"c\"\nD,2019,d\n",
        &["A", "B", "C", "D"],
        &[&mended(2)],
    );
    check_quotes(
        "A,2019,\"open\nB,2019\n\"C\",2019,c\n",
        &["A", "B", "C"],
        &[&mended(2)],
    );
    check_quotes(
        "\"A,2019\nB,2019,b\n",
        &["B"],
        &["line 2, item 0: left out: a quote that is not closed, and 2 columns instead of 3"],
    );
    check_quotes(
        "A,2019,\"two\n\"\"lines\"\"\" \nB,2019,b\n",
        &["A", "B"],
        &[],
    );
}

struct Beside;

impl Surroundings for Beside {
    fn file(&self, path: &str) -> Option<Vec<u8>> {
        (path == "texts/a.md").then(|| b"**x**".to_vec())
    }

    fn image(&self, _: &str) -> Result<Option<ImageForms>, String> {
        Ok(None)
    }
}

#[test]
fn bodies_lie_in_files_beside_a_table_and_nowhere_else() {
    let table = "title,file\nA,texts/a.md\nB,../../etc/passwd\nC,/etc/passwd\nD,no.txt\n";
    let imported = import_with("t.csv", table.as_bytes(), Settings::default(), &Beside);
    assert_eq!(
        imported.drafts[0].item.content_html.as_deref(),
        Some("<p><strong>x</strong></p>")
    );
    let words = imported.words().join("\n");
    assert!(
        words.contains(
            "line 3, item 1, file: left out: `../../etc/passwd` leads out of the source's folder"
        ),
        "{words}"
    );
    assert!(
        words.contains("line 4, item 2, file: left out: `/etc/passwd` leads out"),
        "{words}"
    );
    assert!(
        words.contains("line 5, item 3, file: left out: there is no file `no.txt`"),
        "{words}"
    );
    assert_eq!(imported.drafts.len(), 4);
}

#[test]
fn a_date_of_two_readings_is_told_unless_the_user_has_said_which() {
    let table = b"title,date,body\nA,04/07/2019,x\nB,25/07/2019,y\nC,2019-07,z\n";
    let read = |date_order| {
        let settings = Settings {
            date_order,
            ..Settings::default()
        };
        let imported = import_with("t.csv", table, settings, &Alone);
        let dates = imported.drafts.iter();
        let dates: Vec<_> = dates
            .filter_map(|draft| draft.item.date_published.clone())
            .collect();
        (dates, imported.words())
    };
    let told = "line 2, item 0, date: `04/07/2019` may be two days; read as 2019-07-04; --date-format says which";
    let (dates, words) = read(None);
    assert_eq!(dates, ["2019-07-04", "2019-07-25", "2019-07"]);
    assert_eq!(words, [told]);
    let (dates, words) = read(Some(DateOrder::MonthFirst));
    assert_eq!(dates, ["2019-04-07", "2019-07-25", "2019-07"]);
    assert_eq!(words, [""; 0]);
}

#[test]
fn tables_of_spreadsheets_are_read() {
    let table = "sep=;\r\nTitre;Date de parution;Texte intégral;Mots-clés;Prix;Auteur(s);N°\r\n\
        Un port;2019-07-04;\"Ligne un\r\nligne deux\";Maroc;12,5;Jean;1\r\n\
        Trop court;2019;\"deux\r\nlignes\"\r\n";
    let imported = import("t.csv", table.as_bytes());
    let items: Vec<_> = imported.drafts.iter().map(|draft| &draft.item).collect();
    assert_eq!(items[0].title.as_deref(), Some("Un port"));
    assert_eq!(items[0].tags.as_deref(), Some(&["Maroc".to_owned()][..]));
    assert_eq!(
        items[0].authors.as_ref().unwrap()[0].name.as_deref(),
        Some("Jean")
    );
    assert_eq!(
        items[1].content_html.as_deref(),
        Some("<p>deux\nlignes</p>")
    );
    assert_eq!(imported.words(), [""; 0]);
    let old = import("t.csv", b"title,body\rA,x\rB,y\r");
    assert_eq!(old.drafts.len(), 2);
    let wide: Vec<u8> = "العنوان\tتاريخ النشر\tنص المقال\nميناء\t٢٥/٠٧/٢٠١٩\tنص\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let imported = import("t.tsv", &[b"\xff\xfe", wide.as_slice()].concat());
    let item = &imported.only().item;
    assert_eq!(item.date_published.as_deref(), Some("2019-07-25"));
    assert_eq!(item.title.as_deref(), Some("ميناء"));
}

#[test]
fn a_rows_number_is_its_own_in_its_table() {
    let imported = import("a.csv", b"id,title,body\n1,A,x\nurn:x,B,y\n");
    let ids = imported.drafts.iter();
    let ids: Vec<_> = ids.filter_map(|draft| draft.item.id.as_deref()).collect();
    assert_eq!(ids, ["import:a.csv#1", "urn:x"]);
}
