//! Lots from a seed: candidates in the order of a hash of each.
//!
//! Source: spec/COUNT.md section 7. The idea is Rivest's "consistent sampling" (R. L. Rivest,
//! `consistent_sampler`, 2018), which gives every ballot of an audit a ticket number, a hash of the
//! seed and its name, and takes the lowest.

use sha2::{Digest, Sha256};

use super::DrawError;
use crate::{order, positions::Positions};

/// Puts the candidates in the order of the draw: positions in `among`, the first drawn first.
///
/// The order is that of SHA-256(seed, 0x00, label, 0x00, id), ascending, ids as UTF-8. The order in
/// which `among` lists the candidates has no influence on who is drawn, and leaving one out changes
/// nothing between the others. The `label` names the place and its ordinal, as `seat/1` or
/// `office/chair/1`, so that one seed serves several lots that have nothing to do with each other.
///
/// # Errors
///
/// [`DrawError::RepeatedCandidate`], [`DrawError::ZeroByteInLabel`],
/// [`DrawError::ZeroByteInCandidate`].
///
/// # Example
///
/// ```
/// use vaali::count::draw::{DrawError, seeded};
///
/// let among = ["aino", "bertta", "cecilia"];
/// let order = seeded::order(b"3.7.12.19.28.33.40", "seat/1", &among)?;
/// // For one seat: the first of the order.
/// assert_eq!(among[order[0]], "aino");
/// # Ok::<(), DrawError>(())
/// ```
pub fn order(seed: &[u8], label: &str, among: &[&str]) -> Result<Vec<usize>, DrawError> {
    if label.contains('\0') {
        return Err(DrawError::ZeroByteInLabel);
    }
    let mut positions = Positions::default();
    let mut tickets = Vec::with_capacity(among.len());
    for (position, id) in among.iter().enumerate() {
        if id.contains('\0') {
            return Err(DrawError::ZeroByteInCandidate { candidate: position });
        }
        let first = positions.first((*id).into(), position);
        if first != position {
            return Err(DrawError::RepeatedCandidate { first, second: position });
        }
        tickets.push((ticket(seed, label, id), position));
    }
    // Different ids have different tickets, short of a collision of SHA-256, so the position
    // decides nothing.
    order::sort_by(&mut tickets, Ord::cmp);
    Ok(tickets.into_iter().map(|(_, position)| position).collect())
}

fn ticket(seed: &[u8], label: &str, id: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in [seed, b"\0", label.as_bytes(), b"\0", id.as_bytes()] {
        hash.update(part);
    }
    hash.finalize().into()
}
