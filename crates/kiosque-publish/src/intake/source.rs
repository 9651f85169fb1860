use super::ProblemKind;
use super::article::{Report, Source};
use super::draft::{Draft, web_address};
use kiosque_sanitise::one_line;
use url::Url;

/// Where an article comes from: what it states itself, else the host of its
/// address, else the feed.
pub fn source_of(draft: &Draft<'_>, report: &mut Report) -> Option<Source> {
    stated(draft, report)
        .or_else(|| of_address(draft))
        .or_else(|| of_feed(draft, report))
}

fn stated(draft: &Draft<'_>, report: &mut Report) -> Option<Source> {
    let statement = draft.item.kiosque.as_ref()?.source.as_ref()?;
    let written = statement.url.as_ref().filter(|url| !url.trim().is_empty());
    let url = web_address(written).map(str::to_owned);
    if let (Some(written), None) = (written, &url) {
        report.add(
            Some("_kiosque.source.url"),
            ProblemKind::UnreadableAddress(one_line(written)),
        );
    }
    let name = statement
        .name
        .as_deref()
        .and_then(|name| report.name(name, "_kiosque.source.name"));
    let name = name.or_else(|| url.as_deref().and_then(host_of))?;
    Some(Source { name, url })
}

fn of_address(draft: &Draft<'_>) -> Option<Source> {
    let url =
        web_address(draft.item.url.as_ref()).or(web_address(draft.item.external_url.as_ref()))?;
    Some(Source {
        name: host_of(url)?,
        url: Some(url.to_owned()),
    })
}

fn of_feed(draft: &Draft<'_>, report: &mut Report) -> Option<Source> {
    let name = report.name(draft.feed.title.as_deref()?, "title")?;
    Some(Source {
        name,
        url: web_address(draft.feed.home_page_url.as_ref()).map(str::to_owned),
    })
}

fn host_of(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}
