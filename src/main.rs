//! Starts the reader in the page that loads it.

// Smaller to download than the library's own.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    kiosque_viewer::start();
}
