//! Which format a file has.

use std::path::Path;

/// A format of data sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// The library of participatory budgets: `.pb`.
    Pabulib,
    /// The files of the Python package `abcvoting`: `.abc.yaml`.
    Abcvoting,
    /// Categories of `PrefLib`: `.cat`.
    PrefLibCategories,
    /// Orders of `PrefLib`: `.toi`, `.soi`, `.toc`, `.soc`.
    PrefLibOrders,
    /// The format of programs for the single transferable vote: `.blt`.
    Blt,
    /// Condorcet Election Format: `.cvotes`.
    Cef,
    /// Cast vote records, NIST SP 1500-103: `.json`.
    Cvr,
    /// A table of ballots, which no name tells; only written, by [`super::export::ballots_csv`].
    Table,
}

impl Format {
    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pabulib => "Pabulib (.pb)",
            Self::Abcvoting => "abcvoting (.abc.yaml)",
            Self::PrefLibCategories => "PrefLib (.cat)",
            Self::PrefLibOrders => "PrefLib (.toi)",
            Self::Blt => "BLT (.blt)",
            Self::Cef => "CEF (.cvotes)",
            Self::Cvr => "NIST CVR (.json)",
            Self::Table => "a table of ballots",
        }
    }

    /// The format that the name of a file tells.
    ///
    /// ```
    /// use vaali_formats::datasets::Format;
    ///
    /// assert_eq!(Format::of_path("a/profile.abc.yaml".as_ref()), Some(Format::Abcvoting));
    /// assert_eq!(Format::of_path("00026-00000001.CAT".as_ref()), Some(Format::PrefLibCategories));
    /// assert_eq!(Format::of_path("ballots.csv".as_ref()), None);
    /// ```
    pub fn of_path(path: &Path) -> Option<Self> {
        Self::of_name(&path.file_name()?.to_string_lossy())
    }

    fn of_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let stem_and_last = name.rsplit_once('.');
        Some(match stem_and_last?.1 {
            "pb" => Self::Pabulib,
            "yaml" | "yml" => Self::Abcvoting,
            "cat" => Self::PrefLibCategories,
            "toi" | "soi" | "toc" | "soc" => Self::PrefLibOrders,
            "blt" => Self::Blt,
            "cvotes" => Self::Cef,
            "json" => Self::Cvr,
            _ => return None,
        })
    }

    /// The format that the name tells, or else the content.
    pub(crate) fn of(name: &str, bytes: &[u8]) -> Option<Self> {
        Self::of_name(name).or_else(|| Self::of_content(bytes))
    }

    /// The first lines are enough for all of them.
    fn of_content(bytes: &[u8]) -> Option<Self> {
        const HEAD: usize = 1 << 14;
        let head = bytes.get(..HEAD.min(bytes.len()))?;
        let head = String::from_utf8_lossy(head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head));
        let first = head.lines().map(str::trim).find(|line| !line.is_empty())?;
        let any = |begin: &str| head.lines().any(|line| line.starts_with(begin));
        if first.eq_ignore_ascii_case("META") {
            Some(Self::Pabulib)
        } else if first.starts_with('{') && head.contains("CastVoteRecordReport") {
            Some(Self::Cvr)
        } else if any("#/") {
            Some(Self::Cef)
        } else if any("# NUMBER CATEGORIES:") || any("# DATA TYPE: cat") {
            Some(Self::PrefLibCategories)
        } else if any("# NUMBER ALTERNATIVES:") {
            Some(Self::PrefLibOrders)
        } else if any("profile:") {
            Some(Self::Abcvoting)
        } else if first
            .split_whitespace()
            .take(2)
            .filter(|word| word.parse::<u32>().is_ok())
            .count()
            == 2
        {
            Some(Self::Blt)
        } else {
            None
        }
    }
}
