//! The pages in a real browser: Node and Chromium, with pinned tools.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::run::{cargo, command, install, may_install, root, run, succeeds};

/// Where distributions put it.
const PLACES: [&str; 3] =
    ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/// Makes the pages of all samples in all languages and looks at each of them in every state.
pub(crate) fn check() -> Result<(), String> {
    let recent = "process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)";
    if !succeeds(command("node").args(["-e", recent])) {
        return Err(
            "Node 20 or newer is needed for the tests in a browser: install it and try again"
                .to_owned(),
        );
    }
    let chromium = chromium()?;
    let tests = root().join("tests").join("browser");
    run(command("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&tests))?;

    let pages = root().join("target").join("pages");
    if pages.exists() {
        fs::remove_dir_all(&pages).map_err(|error| format!("{}: {error}", pages.display()))?;
    }
    fs::create_dir_all(&pages).map_err(|error| format!("{}: {error}", pages.display()))?;
    let mut write = cargo(&["test", "--package", "vaali-report", "--test", "documents", "pages"]);
    run(write.env("VAALI_PAGES", &pages))?;
    run(command("node").arg("check.mjs").arg(&pages).env("CHROMIUM", chromium).current_dir(&tests))
}

/// The browser of this machine.
pub(crate) fn chromium() -> Result<PathBuf, String> {
    if let Some(named) = env::var_os("CHROMIUM") {
        return Ok(named.into());
    }
    let found = || PLACES.iter().map(Path::new).find(|place| place.exists()).map(Path::to_owned);
    if let Some(place) = found() {
        return Ok(place);
    }
    let missing = "Chromium is needed for the tests in a browser: on Debian, `apt-get install chromium`, or name it in CHROMIUM";
    if !may_install() {
        return Err(missing.to_owned());
    }
    install(&["chromium"])?;
    found().ok_or_else(|| missing.to_owned())
}
