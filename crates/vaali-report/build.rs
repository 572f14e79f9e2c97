//! Turns the message files into functions; a message that a language lacks fails the build.

#[path = "build/messages.rs"]
mod messages;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use messages::{LANGUAGES, Topics};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=messages");
    println!("cargo::rerun-if-changed=build");
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
    let code = messages::generate(&read(&PathBuf::from(here).join("messages"))?)?;
    fs::write(PathBuf::from(out).join("messages.rs"), code).map_err(|e| e.to_string())
}

/// Reads every message file under a folder.
fn read(folder: &Path) -> Result<Topics, String> {
    let mut topics = Topics::new();
    for (place, (language, _)) in LANGUAGES.iter().enumerate() {
        let entries = fs::read_dir(folder.join(language))
            .map_err(|e| format!("{}: {e}", folder.join(language).display()))?;
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
