//! How the votes became seats, in plain words.

use maud::{Markup, html};
use vaali::{count::FillReason, definition::Marks};

use super::{Page, section};
use crate::{message, numbers::whole, rules};

impl Page<'_> {
    pub(super) fn method(&self) -> Markup {
        let language = self.view.language;
        let content = html! {
            @if self.view.result().acclamation { p { (message::page::method_acclamation(language)) } }
            @else { (self.steps()) }
            details {
                summary { span.name { (message::page::rules(language)) } }
                ul.plain { @for sentence in rules::sentences(self.view.counted.frozen, language) { li { (sentence) } } }
            }
        };
        section("method", message::page::method(language), &content)
    }

    fn steps(&self) -> Markup {
        let language = self.view.language;
        let seats = &self.view.result().seats;
        let Marks { min, max } = self.view.counted.frozen.rules().marks;
        let number = |number: u32| whole(language, number.into());
        let range = if seats.min == seats.max {
            number(seats.max)
        } else {
            format!("{}–{}", number(seats.min), number(seats.max))
        };
        let marks = if min == max {
            message::page::method_marks_exactly(language, u64::from(max))
        } else {
            message::page::method_marks(language, u64::from(max))
        };
        html! {
            ol.steps {
                li { (marks) }
                li { (message::page::method_votes(language)) }
                li { (message::page::method_seats(language, &range)) " " (self.fill_reason(seats.why)) }
                li { (message::page::method_ties(language)) }
            }
        }
    }

    /// Why as many seats were filled as were.
    fn fill_reason(&self, why: FillReason) -> &'static str {
        let language = self.view.language;
        match why {
            FillReason::Fixed => message::page::fill_fixed(language),
            FillReason::Max => message::page::fill_max(language),
            FillReason::Decided => message::page::fill_decided(language),
            FillReason::Gap => message::page::fill_gap(language),
            FillReason::FewCandidates => message::page::fill_few(language),
            FillReason::Extended => message::page::fill_extended(language),
            FillReason::Shrunk => message::page::fill_shrunk(language),
            FillReason::Acclamation => message::page::method_acclamation(language),
            FillReason::AwaitsLot => message::page::fill_awaits(language),
        }
    }
}
