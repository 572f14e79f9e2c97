//! Only what was compiled from nothing in the tree is shared.

use super::*;

const TREE: &str = "/home/a/vaali";

fn shared(list: &str) -> bool {
    is_from_elsewhere(list, Path::new(TREE))
}

#[test]
fn the_standard_library_and_packages_are_shared() {
    let library = "/usr/lib/rustlib/src/rust/library/core/src/lib.rs";
    assert!(shared(&format!(
        "{TREE}/target/wasm/libcore-1.rlib: {library} /usr/lib/b.rs\n\n{library}:\n"
    )));
}

#[test]
fn our_crates_are_compiled_again() {
    assert!(!shared(&format!("{TREE}/target/wasm/libvaali-1.rlib: crates/vaali/src/lib.rs\n")));
    assert!(!shared(&format!("x.rlib: {TREE}/crates/vaali/src/lib.rs\n")));
}

#[test]
fn a_package_that_read_what_a_build_script_wrote_into_the_tree_is_compiled_again() {
    let list = format!("x.rlib: /registry/a/lib.rs {TREE}/target/wasm/build/a/out/private.rs\n");
    assert!(!shared(&list));
    let told =
        format!("x.rlib: /registry/a/lib.rs\n\n# env-dep:OUT_DIR={TREE}/target/wasm/build/a/out\n");
    assert!(!shared(&told));
}
