//! Ties and how they were settled; rejected ballots by reason.

use maud::{Markup, html};

use super::Page;

impl Page<'_> {
    pub(super) fn ties(&self) -> Markup {
        let _ = self;
        html! {}
    }

    pub(super) fn rejected(&self) -> Markup {
        let _ = self;
        html! {}
    }
}
