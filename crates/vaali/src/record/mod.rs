//! Canonical JSON, hashes, certificates and their verification.
//!
//! A record is read by people years later, perhaps by another program. So there is one way to write
//! it ([`canonical`], RFC 8785), one way to read it ([`strict`], which never guesses), and one name
//! for its bytes ([`struct@Hash`], SHA-256).

pub mod canonical;
mod guard;
pub mod hash;
pub mod strict;
#[cfg(test)]
mod tests;

pub use hash::Hash;

/// The largest integer a JSON number may hold, 2^53 - 1, and the negative of the smallest.
///
/// A reader may keep JSON numbers as binary64, as JavaScript does, and beyond this two neighbours
/// become one (RFC 8785 section 3.1, RFC 7493 section 2.2). Larger integers are written as strings.
pub const MAX_INTEGER: u64 = (1 << 53) - 1;

/// How many arrays and objects may lie inside each other.
pub const MAX_DEPTH: usize = 128;

/// A path of RFC 6901 grows from the inside out, as an error travels up to its caller.
fn put_before(path: &mut String, step: &str) {
    *path = format!("/{}{path}", step.replace('~', "~0").replace('/', "~1"));
}

/// A path for people: the empty one would be invisible.
fn shown(path: &str) -> String {
    if path.is_empty() { "the top level".to_owned() } else { format!("`{path}`") }
}
