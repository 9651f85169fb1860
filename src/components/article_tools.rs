use super::element::El;
use super::{classed, el};
use crate::Messages;
use leptos::prelude::*;

/// What can be done with an article. What opens the desk says so in `data-desk`.
pub(crate) struct ArticleTools {
    pub m: &'static Messages,
    /// Whether it is among those kept on this device.
    pub is_saved: bool,
    /// Whether it can be read aloud.
    pub has_voice: RwSignal<bool>,
    /// Goes on where it was last left; none where it was not.
    pub resume: Option<Box<dyn Fn()>>,
}

impl ArticleTools {
    /// The row of buttons.
    pub fn view(self) -> AnyView {
        let (m, has_voice) = (self.m, self.has_voice);
        let save = tool("save", if self.is_saved { m.saved } else { m.save });
        let save = save.attr("aria-pressed", self.is_saved.to_string());
        // A voice may be found later: it must not move what stands there.
        let class = move || if has_voice.get() { "" } else { "unheard" };
        let listen =
            tool("listen", m.listen).live_attr("class", Box::new(move || class().to_owned()));
        let resume = self.resume.map(|resume| {
            el("button")
                .attr("type", "button")
                .on_click(resume)
                .text(m.resume)
        });
        classed("div", "tools")
            .attr("role", "group")
            .attr("aria-label", m.tools)
            .children(resume)
            .child(save)
            .child(tool("dossier", m.to_dossier))
            .child(tool("cite", m.cite))
            .child(tool("share", m.share))
            .child(listen)
            .view()
    }
}

fn tool(name: &str, label: &'static str) -> El {
    el("button")
        .attr("type", "button")
        .attr("data-desk", name)
        .text(label)
}
