//! Citations, dossiers, saved articles and quotations from outside.
