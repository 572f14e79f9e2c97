//! Pages and booklets written to a folder, for `cargo xtask test browser`, and what can be said of them without a browser.

use std::{env, fs, path::PathBuf};

use vaali::record::Hash;
use vaali_report::{
    Language,
    booklet::{self, Order},
    page::{self, Certified, Publication},
};

use crate::elections;

/// Those whose booklets differ in form.
const BOOKLETS: [&str; 4] = ["founding", "everything", "deputies_personal", "nominations"];

const LARGEST: usize = 100_000;

#[test]
fn pages_of_every_state_in_every_language_are_small_and_load_nothing() {
    let folder = env::var_os("VAALI_PAGES").map(PathBuf::from);
    for (name, election) in elections::all() {
        for language in Language::ALL {
            let others = [(Language::Finnish, "./fi.html"), (Language::English, "./en.html")];
            let certified = Certified {
                at: "2030-11-30T12:00:00Z".parse().unwrap(),
                seal: Hash::of_bytes(b""),
            };
            // Every second page is certified, so that both states are seen.
            let publication = if name.len() % 2 == 0 {
                Publication { certified: Some(certified), others: &others }
            } else {
                Publication::default()
            };
            let html = page::html(&elections::counted(&election), language, &publication);
            assert!(html.len() < LARGEST, "{name}.{language}: {} bytes", html.len());
            let languages = [language, Language::Swedish];
            let booklet =
                booklet::html(&election.frozen, &Order::Alphabetical, &languages).unwrap();
            for text in [&html, &booklet] {
                for loads in
                    ["src=", "url(http", "@import", "<link", "<script", "<iframe", "style="]
                {
                    assert!(!text.contains(loads), "{name}.{language} holds {loads}");
                }
            }
            if let Some(folder) = &folder {
                fs::write(folder.join(format!("{name}.{language}.html")), html).unwrap();
                if BOOKLETS.contains(&name.as_str()) {
                    fs::write(folder.join(format!("{name}.booklet.{language}.html")), booklet)
                        .unwrap();
                }
            }
        }
    }
}
