//! Starts the reader in the page that loads it.

fn main() {
    kiosque_viewer::start();
}
