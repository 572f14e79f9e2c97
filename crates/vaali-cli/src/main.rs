//! The `vaali` command.
fn main() {}
