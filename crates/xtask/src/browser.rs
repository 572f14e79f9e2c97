//! The pages in real browsers: Node, Chromium and Firefox, with pinned tools.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::{
    run::{command, install, may_install, root, run, succeeds},
    steps::workspace_test,
};

/// A browser: where distributions put it, its package on Debian, and the variable that names another.
struct Browser {
    places: &'static [&'static str],
    package: &'static str,
    variable: &'static str,
}

const CHROMIUM: Browser = Browser {
    places: &["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"],
    package: "chromium",
    variable: "CHROMIUM",
};

const FIREFOX: Browser = Browser {
    places: &["/usr/bin/firefox-esr", "/usr/bin/firefox"],
    package: "firefox-esr",
    variable: "FIREFOX",
};

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
    let mut write = workspace_test(&["--test", "documents", "pages"]);
    run(write.env("VAALI_PAGES", &pages))?;
    run(command("node").arg("check.mjs").arg(&pages).env("CHROMIUM", chromium).current_dir(&tests))
}

/// The Chromium of this machine.
pub(crate) fn chromium() -> Result<PathBuf, String> {
    CHROMIUM.find()
}

/// The Firefox of this machine.
pub(crate) fn firefox() -> Result<PathBuf, String> {
    FIREFOX.find()
}

impl Browser {
    /// The one that is named or there, or that was installed where there was none.
    fn find(&self) -> Result<PathBuf, String> {
        if let Some(named) = env::var_os(self.variable) {
            return Ok(named.into());
        }
        let found =
            || self.places.iter().map(Path::new).find(|place| place.exists()).map(Path::to_owned);
        if let Some(place) = found() {
            return Ok(place);
        }
        let Self { package, variable, .. } = self;
        let missing = format!(
            "a browser is missing for the tests: on Debian, `apt-get install {package}`, or name it in {variable}"
        );
        if !may_install() {
            return Err(missing);
        }
        install(&[package])?;
        found().ok_or(missing)
    }
}
