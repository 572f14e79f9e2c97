//! Marks of ballots whose rows do not stand together: a file in the order of candidates, or of none, has nearly all of its marks here.

use std::ops::Range;

/// The end of a chain.
const NONE: u32 = u32::MAX;

/// A chain of places for each group, in the order in which they were added: two fixed tables, because a list of its own for each of a million ballots takes many times as long.
#[derive(Debug, Default)]
pub(super) struct Scattered {
    /// The first and the last link of each group, up to the last group that has any.
    chains: Vec<(u32, u32)>,
    links: Vec<Link>,
}

#[derive(Debug)]
struct Link {
    start: usize,
    length: u32,
    next: u32,
}

impl Scattered {
    /// Whether a group has places here.
    pub(super) fn has(&self, group: usize) -> bool {
        self.chains.get(group).is_some_and(|&(first, _)| first != NONE)
    }

    /// Adds a place to a group. False where there is no room for more of them than a file of 4,294,967,295 rows has.
    pub(super) fn add(&mut self, group: usize, marks: Range<usize>) -> bool {
        let (Ok(link), Ok(length)) = (u32::try_from(self.links.len()), u32::try_from(marks.len()))
        else {
            return false;
        };
        if link == NONE {
            return false;
        }
        if self.chains.len() <= group {
            self.chains.resize(group + 1, (NONE, NONE));
        }
        let Some((first, last)) = self.chains.get_mut(group) else { return false };
        if *first == NONE {
            *first = link;
        } else if let Some(before) = self.links.get_mut(*last as usize) {
            before.next = link;
        }
        *last = link;
        self.links.push(Link { start: marks.start, length, next: NONE });
        true
    }

    /// The places of a group.
    pub(super) fn of(&self, group: usize) -> impl Iterator<Item = Range<usize>> {
        let mut next = self.chains.get(group).map_or(NONE, |&(first, _)| first);
        std::iter::from_fn(move || {
            let link = self.links.get(next as usize)?;
            next = link.next;
            Some(link.start..link.start + link.length as usize)
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn each_group_has_its_places_in_the_order_added(
            places in prop::collection::vec((0_usize..9, 0_usize..100, 1_usize..4), 0..60)
        ) {
            let mut scattered = Scattered::default();
            for &(group, start, length) in &places {
                prop_assert!(scattered.add(group, start..start + length));
            }
            for group in 0..10 {
                let expected: Vec<Range<usize>> = places
                    .iter()
                    .filter(|(of, _, _)| *of == group)
                    .map(|&(_, start, length)| start..start + length)
                    .collect();
                prop_assert_eq!(scattered.has(group), !expected.is_empty());
                prop_assert_eq!(scattered.of(group).collect::<Vec<_>>(), expected);
            }
        }
    }
}
