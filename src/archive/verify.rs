use kiosque_model::wire::FileName;
use kiosque_web::sha256;

/// What is wrong with bytes that came under a name, if anything. The length is
/// always checked; the hash where the page has a secure context.
pub(super) async fn fault(name: &FileName, bytes: &[u8]) -> Option<&'static str> {
    if bytes.len() != name.length() {
        return Some("its length is not that of its name");
    }
    let digest = sha256(bytes).await?;
    (!name.matches(&digest)).then_some("its hash is not that of its name")
}
