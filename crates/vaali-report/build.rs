//! Turns the message files into functions; a message that a language lacks fails the build.

#[path = "build/findings.rs"]
mod findings;
#[path = "build/messages.rs"]
mod messages;
#[path = "src/parts.rs"]
mod parts;

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use findings::Texts;
use messages::{LANGUAGES, Topics};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=messages");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/parts.rs");
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            println!("cargo::error={}", problem.replace('\n', "; "));
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let here = env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo names no manifest directory")?;
    let out = env::var_os("OUT_DIR").ok_or("cargo names no output directory")?;
    let (folder, out) = (PathBuf::from(here).join("messages"), PathBuf::from(out));
    let write = |name: &str, code: String| fs::write(out.join(name), code);
    for (file, kind) in [("messages.rs", messages::REPORTS), ("terminal.rs", messages::TERMINAL)] {
        let code = messages::generate(&read(&folder, kind.folder)?, kind)?;
        write(file, code).map_err(|e| e.to_string())?;
    }
    let findings = findings::generate(&read_findings(&folder)?)?;
    write("findings.rs", findings).map_err(|e| e.to_string())
}

/// Reads the texts of findings: phrases in files whose names end so, and in the other files of `findings` a table for each code.
fn read_findings(folder: &Path) -> Result<Texts, String> {
    let mut texts = Texts::default();
    for (place, language) in findings::LANGUAGES.iter().enumerate() {
        let folder = folder.join(language).join("findings");
        for entry in fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))? {
            let path = entry.map_err(|e| e.to_string())?.path();
            let wrong = |e: String| format!("{}: {e}", path.display());
            let text = fs::read_to_string(&path).map_err(|e| wrong(e.to_string()))?;
            let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            if stem.ends_with("phrases") {
                let phrases: BTreeMap<String, String> =
                    toml::from_str(&text).map_err(|e| wrong(e.to_string()))?;
                for (english, said) in phrases {
                    if texts.phrases[place].insert(english.clone(), said).is_some() {
                        return Err(wrong(format!("`{english}` is in another file too")));
                    }
                }
                continue;
            }
            let codes: BTreeMap<String, BTreeMap<String, String>> =
                toml::from_str(&text).map_err(|e| wrong(e.to_string()))?;
            for (code, said) in codes {
                if texts.codes[place].insert(code.clone(), said).is_some() {
                    return Err(wrong(format!("{code} is in another file too")));
                }
            }
        }
    }
    Ok(texts)
}

/// Reads every message file in a folder of every language.
fn read(messages: &Path, of_kind: &str) -> Result<Topics, String> {
    let mut topics = Topics::new();
    for (place, (language, _)) in LANGUAGES.iter().enumerate() {
        let folder = messages.join(language).join(of_kind);
        let entries = fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        for entry in entries {
            let path = entry.map_err(|e| e.to_string())?.path();
            if path.extension().is_none_or(|extension| extension != "toml") {
                continue;
            }
            let topic = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
            let texts = toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
            topics.entry(topic.to_owned()).or_default()[place] = texts;
        }
    }
    Ok(topics)
}
