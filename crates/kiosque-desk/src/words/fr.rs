use super::Words;

pub(super) static WORDS: Words = Words {
    close: "Fermer",
    comfort: "Confort de lecture",
    size: "Taille des lettres",
    choices: [
        ("Fond", &["selon l’appareil", "clair", "sépia", "sombre"]),
        ("Interligne", &["normal", "serré", "large"]),
        ("Largeur du texte", &["normale", "étroite", "large"]),
        ("Lettres latines", &["avec empattements", "sans"]),
        ("Lettres arabes", &["naskh", "simples"]),
        ("Lignes justifiées", &["non", "oui"]),
        ("Chiffres, en arabe", &["0 1 2 3", "٠ ١ ٢ ٣"]),
        ("Touches simples (/, s, c, ?)", &["oui", "non"]),
    ],
    reset: "Tout remettre comme avant",
    help: "Au clavier",
    keys: [
        ("/", "chercher"),
        ("↓ ↑", "aller dans les résultats"),
        ("← →", "article précédent, article suivant de la liste"),
        ("s", "enregistrer l’article"),
        ("c", "citer"),
        ("?", "montrer cette aide"),
    ],
    link_copied: "Lien copié",
    no_copying: "Le navigateur ne laisse pas copier ici. Sélectionnez le texte, ou copiez l’adresse de la page.",
};
