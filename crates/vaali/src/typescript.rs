//! The types of the JSON, for TypeScript, and the presets: files in `bindings/wasm/js` are written from them, and must not differ.

use std::{any::TypeId, collections::BTreeMap, env, fs, path::Path};

use serde_json::Value;
use ts_rs::{Config, TS, TypeVisitor};

use crate::{
    ballot::{Ballot, Rejected, RollMark},
    count::{CountError, LotMethod, LotRequest, Outcome, Proceedings},
    definition::{
        Definition, Standing,
        presets::{self, Preset},
    },
    record::{Certification, Report, Times},
};

/// Every type that a value of the given ones can hold, by name.
struct Collected<'c> {
    config: &'c Config,
    seen: Vec<TypeId>,
    types: BTreeMap<String, String>,
}

impl TypeVisitor for Collected<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // A type without a place of its own is one of TypeScript's.
        if self.seen.contains(&TypeId::of::<T>()) {
            return;
        }
        self.seen.push(TypeId::of::<T>());
        T::visit_dependencies(self);
        T::visit_generics(self);
        if T::output_path().is_some() {
            let text = format!("{}export {}\n", in_words(T::docs()), T::decl(self.config));
            let before = self.types.insert(T::ident(self.config), text.clone());
            assert!(before.is_none_or(|before| before == text), "two types of one name: {text}");
        }
    }
}

/// The words of a comment, without its examples in Rust.
fn in_words(docs: Option<String>) -> String {
    let Some(docs) = docs else { return String::new() };
    let words =
        docs.lines().take_while(|line| !line.contains("```") && !line.ends_with("# Example"));
    let mut words: Vec<&str> = words.filter(|line| line.trim() != "*/").collect();
    while words.last().is_some_and(|line| line.trim() == "*") {
        words.pop();
    }
    words.join("\n") + "\n */\n"
}

#[test]
fn the_types_of_the_package_are_those_of_the_engine() {
    let config = Config::new().with_large_int("number");
    let mut collected = Collected { config: &config, seen: Vec::new(), types: BTreeMap::new() };
    collected.visit::<Definition>();
    collected.visit::<Standing>();
    collected.visit::<Preset>();
    collected.visit::<Ballot>();
    collected.visit::<RollMark>();
    collected.visit::<Rejected>();
    collected.visit::<Proceedings>();
    collected.visit::<LotRequest>();
    collected.visit::<LotMethod>();
    collected.visit::<Outcome>();
    collected.visit::<CountError>();
    collected.visit::<Times>();
    collected.visit::<Certification>();
    collected.visit::<Report>();
    let head = "// Written from the types of the engine by its tests (VAALI_BLESS=1 writes it anew). Not to be edited.\n";
    let types = collected.types.values().fold(head.to_owned(), |text, ty| text + "\n" + ty);
    is_written("engine-types.ts", &types);
}

#[test]
fn the_presets_of_the_package_are_those_of_the_engine() {
    let presets: Value = serde_json::from_str(&presets::to_json()).unwrap();
    let presets = serde_json::to_string_pretty(&presets).unwrap();
    is_written(
        "preset-list.ts",
        &format!(
            "// Written from the presets of the engine by its tests (VAALI_BLESS=1 writes it anew). Not to be edited.\nimport type {{ Preset }} from \"./types.js\";\n\nexport const PRESETS: readonly Preset[] = {presets};\n"
        ),
    );
}

/// A file of the package for pages is what it must be, or becomes so where that was asked for.
fn is_written(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bindings/wasm/js").join(name);
    if env::var_os("VAALI_BLESS").is_some() {
        fs::write(&file, text).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == text,
        "{name} is not what the engine has: VAALI_BLESS=1 cargo test -p vaali typescript"
    );
}
