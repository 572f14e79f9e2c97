//! How close it was, in words.

use vaali::count::{Margin, Margins};

use super::{
    View,
    style::heading,
    text::{counted, grouped, wrapped},
};

/// The margins, where there are any.
pub(super) fn in_words(view: &View<'_>) -> String {
    let Some(Margins { last_elected, first_not_elected, distance, elected_set, chair }) =
        &view.result().margins
    else {
        return String::new();
    };
    let accepted = view.result().reconciliation.accepted;
    if accepted == 0 {
        return String::new();
    }
    let mut text = heading("How close it was");
    let mut say = |sentence: String| text.push_str(&wrapped(&sentence, "  ", view.width));
    if let (Some(last), Some(first), Some(distance)) = (last_elected, first_not_elected, distance) {
        let last = counted(last.get(), "vote", "votes");
        say(match distance.get() {
            0 => format!("The last elected and the first not elected both have {last}."),
            apart => format!(
                "The last elected has {last}, the first not elected {}: {} apart.",
                grouped(first.get()),
                grouped(apart)
            ),
        });
    }
    say(changed(*elected_set, accepted, "who is elected", "the same would be elected"));
    if let (Some(chair), Some(office)) =
        (chair, view.result().offices.iter().find(|office| office.holder.is_some()))
    {
        let office = view.office(&office.office);
        say(changed(
            *chair,
            accepted,
            &format!("who is {office}"),
            &format!("the {office} would be the same"),
        ));
    }
    text
}

fn changed(margin: Margin, accepted: u64, who: &str, same: &str) -> String {
    let of = counted(accepted, "accepted ballot", "accepted ballots");
    match margin {
        Margin::Exact(0) => {
            format!("A lot decided {who}: with the same ballots it could have been otherwise.")
        }
        Margin::Exact(1) => format!(
            "1 of the {of}, marked otherwise, could have changed {who} or brought it to a lot."
        ),
        Margin::Exact(n) => format!(
            "{} of the {of}, marked otherwise, could have changed {who} or brought it to a lot; fewer could not.",
            grouped(n)
        ),
        Margin::Between { at_least, at_most } => format!(
            "{} of the {of}, marked otherwise, could have changed {who} or brought it to a lot; fewer than {} could not.",
            grouped(at_most),
            grouped(at_least)
        ),
        Margin::AtLeast(n) => format!(
            "At least {} of the {of} would have had to be marked otherwise to change {who} or bring it to a lot.",
            grouped(n)
        ),
        Margin::Unchangeable => format!("However the {of} were marked, {same}."),
    }
}
