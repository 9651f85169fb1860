//! What the page lets become elements or scripts, where the browser asks (Trusted Types).

use kiosque_e2e::{Case, Engine, Result, Scheme, cases};
use serde_json::json;

use crate::story::{BASES, LANGS, Story, in_each_troubled};

fn chromium() -> Vec<Case> {
    cases(&[Engine::Chromium], &BASES, &LANGS, &[Scheme::Light])
}

/// The name of what `script` throws; none where it does not.
async fn thrown(story: &Story, script: &str) -> Result<serde_json::Value> {
    let script = format!("try {{ {script}; return null }} catch (error) {{ return error.name }}");
    story.js(&script, []).await
}

#[tokio::test]
async fn no_text_becomes_elements_or_scripts_but_our_own() {
    in_each_troubled(chromium(), async |story| {
        story.open("/").await?;
        for own in [
            "document.createElement('div').innerHTML = '<p class=\"a\" dir=\"rtl\">x<!></p>'",
            "document.createElement('script').src = document.querySelector('#app').dataset.deskModule",
            "new Worker(document.querySelector('#app').dataset.worker, { type: 'module' }).terminate()",
        ] {
            assert_eq!(thrown(story, own).await?, json!(null), "{own}");
        }
        for foreign in [
            "document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>'",
            "document.createElement('div').innerHTML = '<p onclick=\"alert(1)\">x</p>'",
            "document.createElement('div').innerHTML = '<a href=\"javascript:alert(1)\">x</a>'",
            "document.createElement('div').innerHTML = '<svg><script>alert(1)</script></svg>'",
            "document.createElement('div').insertAdjacentHTML('beforeend', '<iframe srcdoc=x></iframe>')",
            "document.createElement('script').text = 'alert(1)'",
            "document.createElement('script').src = 'https://elsewhere.example/x.js'",
            "document.createElement('script').src = document.documentElement.dataset.base + 'archive/x.js'",
            "document.createElement('script').src = '/x' + document.querySelector('#app').dataset.worker",
            "new Worker('data:text/javascript,1')",
            "trustedTypes.createPolicy('other', { createHTML: (text) => text })",
            "trustedTypes.createPolicy('default', { createHTML: (text) => text })",
        ] {
            assert_eq!(thrown(story, foreign).await?, json!("TypeError"), "{foreign}");
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_text_has_a_policy_of_its_own_only_where_the_browser_has_no_sanitizer() {
    const MAKE: &str = "trustedTypes.createPolicy('kiosque-body', { createHTML: (text) => text })";
    in_each_troubled(chromium(), async |story| {
        story.open("/").await?;
        story.click("main .card a").await?;
        story.wait_for("article .body p").await?;
        let text = story.text("article .body").await?;
        assert_eq!(
            thrown(story, MAKE).await?,
            json!(null),
            "no other has made it"
        );
        story
            .before_pages("delete Element.prototype.setHTML")
            .await?;
        story.reload().await?;
        story.settled().await?;
        story.see("article .body", &[&text]).await;
        assert_eq!(
            thrown(story, MAKE).await?,
            json!("TypeError"),
            "the app has made it"
        );
        Ok(())
    })
    .await;
}
