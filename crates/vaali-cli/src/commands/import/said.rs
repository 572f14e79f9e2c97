//! What a person says of columns and sheets: `roll.name=Yhdistyksen nimi`, `a.xlsx=Jäsenet`.

use std::path::Path;

use vaali_formats::{
    forms::{self, Choice},
    rolls::{self, nominations, voted},
};

use crate::{show::text::listed, stop::Stop};

/// What kind of file one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Roll,
    Nominations,
    Ballots,
    Voted,
}

impl Kind {
    /// Its option, without the dashes.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Roll => "roll",
            Self::Nominations => "nominations",
            Self::Ballots => "ballots",
            Self::Voted => "voted",
        }
    }

    /// What its columns may mean.
    fn columns(self) -> Vec<&'static str> {
        match self {
            Self::Roll => rolls::column_names().collect(),
            Self::Nominations => nominations::column_names().collect(),
            Self::Ballots => forms::COLUMNS.to_vec(),
            Self::Voted => voted::column_names().collect(),
        }
    }
}

/// Which file is meant: all of a kind, or one by its name; where it is not said, the only one there is.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Where(Option<String>);

impl Where {
    fn means(&self, kind: Kind, path: &Path) -> bool {
        let Some(words) = &self.0 else { return true };
        let is_name = path.file_name().is_some_and(|name| name.to_string_lossy() == *words);
        words == kind.word() || is_name || path.to_string_lossy() == *words
    }
}

/// What was said with `--column`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    file: Where,
    pub(super) meaning: String,
    pub(super) choice: Choice,
}

/// What was said with `--sheet`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SheetOf {
    file: Where,
    pub(super) sheet: String,
}

type Files<'f> = [(Kind, &'f Path)];

/// Reads `--column [FILE.]COLUMN=HEADER`.
pub(super) fn column(said: &str, files: &Files<'_>) -> Result<Column, Stop> {
    let wrong = |problem: String| {
        Stop::input(
            "K36",
            format!("--column \"{said}\": {problem}"),
            "write it like --column roll.name=\"Yhdistyksen nimi\"; `vaali import --help` lists the columns",
        )
    };
    let Some((to, header)) = said.split_once('=') else {
        return Err(wrong("there is no `=`".to_owned()));
    };
    let (file, meaning) = match to.rsplit_once('.') {
        Some((file, meaning)) => (Where(Some(file.to_owned())), meaning),
        None if files.len() == 1 => (Where(None), to),
        None => return Err(wrong("it does not say for which file".to_owned())),
    };
    let mut kinds = files.iter().filter(|(kind, path)| file.means(*kind, path)).peekable();
    if kinds.peek().is_none() {
        let file = file.0.unwrap_or_default();
        return Err(wrong(format!(
            "`{file}` is none of the files given, which are {}",
            names(files)
        )));
    }
    for (kind, _) in kinds {
        let known = kind.columns();
        if !known.contains(&meaning) {
            let known: Vec<String> = known.iter().map(|name| (*name).to_owned()).collect();
            let of = kind.word();
            let known = listed(&known);
            return Err(wrong(format!("`{meaning}` is no column of {of}, which has {known}")));
        }
    }
    let choice =
        if header.is_empty() { Choice::Nothing } else { Choice::Column(header.to_owned()) };
    Ok(Column { file, meaning: meaning.to_owned(), choice })
}

/// Reads `--sheet [FILE=]NAME`.
pub(super) fn sheet(said: &str, files: &Files<'_>) -> Result<SheetOf, Stop> {
    if let Some((file, sheet)) = said.split_once('=') {
        let file = Where(Some(file.to_owned()));
        if files.iter().any(|(kind, path)| file.means(*kind, path)) {
            return Ok(SheetOf { file, sheet: sheet.to_owned() });
        }
    } else if files.len() == 1 {
        return Ok(SheetOf { file: Where(None), sheet: said.to_owned() });
    }
    Err(Stop::input(
        "K36",
        format!(
            "--sheet \"{said}\" does not say for which of the files given, which are {}",
            names(files)
        ),
        "write it like --sheet roll=Jäsenet or --sheet a.xlsx=Jäsenet",
    ))
}

/// What of it is meant for a file; what is said of the file by its name comes before what is said of its kind.
pub(super) fn columns_for<'s>(
    said: &'s [Column],
    kind: Kind,
    path: &Path,
) -> impl Iterator<Item = (&'s str, &'s Choice)> {
    let by_kind = |column: &&Column| column.file.0.as_deref() == Some(kind.word());
    let of_kind: Vec<&Column> = said.iter().filter(by_kind).collect();
    let of_file: Vec<&Column> =
        said.iter().filter(|column| !by_kind(column) && column.file.means(kind, path)).collect();
    of_kind.into_iter().chain(of_file).map(|column| (column.meaning.as_str(), &column.choice))
}

/// The sheet that is meant for a file.
pub(super) fn sheet_for(said: &[SheetOf], kind: Kind, path: &Path) -> Option<String> {
    let meant = || said.iter().filter(|sheet| sheet.file.means(kind, path));
    let by_name = meant().find(|sheet| sheet.file.0.as_deref() != Some(kind.word()));
    by_name.or_else(|| meant().next()).map(|sheet| sheet.sheet.clone())
}

fn names(files: &Files<'_>) -> String {
    let names: Vec<String> =
        files.iter().map(|(kind, path)| format!("{} ({})", path.display(), kind.word())).collect();
    listed(&names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<(Kind, &'static Path)> {
        vec![
            (Kind::Roll, Path::new("lists/a.xlsx")),
            (Kind::Roll, Path::new("b.csv")),
            (Kind::Ballots, Path::new("export.csv")),
        ]
    }

    fn chosen(said: &[&str], kind: Kind, path: &str) -> Vec<(String, Choice)> {
        let said: Vec<Column> = said.iter().map(|said| column(said, &files()).unwrap()).collect();
        columns_for(&said, kind, Path::new(path))
            .map(|(meaning, choice)| (meaning.to_owned(), choice.clone()))
            .collect()
    }

    #[test]
    fn a_column_is_said_for_a_kind_of_file_or_for_one_by_its_name() {
        let said = ["b.csv.name=Nimi = nimi", "roll.name=Yhdistys", "ballots.cast_at="];
        let header = |name: &str| Choice::Column(name.to_owned());
        assert_eq!(
            chosen(&said, Kind::Roll, "lists/a.xlsx"),
            [("name".to_owned(), header("Yhdistys"))]
        );
        let both = chosen(&said, Kind::Roll, "b.csv");
        assert_eq!(both.last(), Some(&("name".to_owned(), header("Nimi = nimi"))));
        assert_eq!(
            chosen(&said, Kind::Ballots, "export.csv"),
            [("cast_at".to_owned(), Choice::Nothing)]
        );
    }

    #[test]
    fn what_does_not_fit_the_files_is_refused_with_what_would() {
        let problem = |said: &str| match column(said, &files()) {
            Err(Stop::Input(found)) => found[0].message.clone(),
            other => panic!("{other:?}"),
        };
        assert!(problem("roll.name").contains("no `=`"));
        assert!(problem("name=Nimi").contains("for which file"));
        assert!(problem("c.csv.name=Nimi").contains("lists/a.xlsx (roll)"));
        assert!(problem("roll.marks=Nimi").contains("municipality"));
        assert!(sheet("Jäsenet", &files()).is_err());
        assert_eq!(sheet("a.xlsx=Jäsenet", &files()).unwrap().sheet, "Jäsenet");
        assert!(column("name=Nimi", &files()[..1]).is_ok());
    }
}
