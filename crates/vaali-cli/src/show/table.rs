//! A table in columns that line up whatever the names are made of.

use anstyle::Style;

use super::{
    style::paint,
    text::{clean, columns, cut, padding},
};

/// On which side a column is straight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
}

/// A column: its head, its straight side, and whether it gives way when the terminal is narrow.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    pub(crate) head: &'static str,
    pub(crate) side: Side,
    pub(crate) gives_way: bool,
}

impl Column {
    pub(crate) const fn left(head: &'static str) -> Self {
        Self { head, side: Side::Left, gives_way: false }
    }

    pub(crate) const fn right(head: &'static str) -> Self {
        Self { head, side: Side::Right, gives_way: false }
    }

    pub(crate) const fn giving_way(head: &'static str) -> Self {
        Self { head, side: Side::Left, gives_way: true }
    }
}

/// A line of a table.
#[derive(Clone, Debug)]
pub(crate) enum Line {
    /// Cells, and a style for the whole line.
    Cells(Vec<String>, Style),
    /// A line drawn across, with words in it.
    Across(String, Style),
}

/// Columns and lines, to be drawn.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    columns: Vec<Column>,
    lines: Vec<Line>,
}

const BETWEEN: &str = "  ";

/// A column gives way down to this.
const NARROWEST: usize = 12;

/// Less than this of a text says nothing.
const LEAST: usize = 6;

impl Table {
    pub(crate) fn new(columns: Vec<Column>) -> Self {
        Self { columns, lines: Vec::new() }
    }

    pub(crate) fn line(&mut self, cells: &[String], style: Style) {
        let cells = cells.iter().map(|cell| clean(cell)).collect();
        self.lines.push(Line::Cells(cells, style));
    }

    pub(crate) fn across(&mut self, words: String, style: Style) {
        self.lines.push(Line::Across(words, style));
    }

    /// The table as text, in at most so many columns as far as the columns that give way allow. Columns without any content are left out.
    pub(crate) fn draw(&self, indent: &str, most: Option<usize>) -> String {
        let used: Vec<bool> = (0..self.columns.len())
            .map(|i| self.cells().any(|cells| cells.get(i).is_some_and(|cell| !cell.is_empty())))
            .collect();
        let widths = self.widths(&used, indent, most);
        let total = widths
            .iter()
            .zip(&used)
            .filter(|(_, used)| **used)
            .map(|(w, _)| w + BETWEEN.len())
            .sum::<usize>()
            .saturating_sub(BETWEEN.len());

        let heads: Vec<String> = self.columns.iter().map(|column| column.head.to_owned()).collect();
        let mut text = self.row(indent, &heads, super::style::DIM, &widths, &used);
        for line in &self.lines {
            match line {
                Line::Cells(cells, style) => {
                    text.push_str(&self.row(indent, cells, *style, &widths, &used));
                }
                Line::Across(words, style) => {
                    push!(text, "{indent}{}\n", paint(*style, &across(words, total)));
                }
            }
        }
        text
    }

    fn cells(&self) -> impl Iterator<Item = &Vec<String>> {
        self.lines.iter().filter_map(|line| match line {
            Line::Cells(cells, _) => Some(cells),
            Line::Across(..) => None,
        })
    }

    fn widths(&self, used: &[bool], indent: &str, most: Option<usize>) -> Vec<usize> {
        let widest = |(i, column): (usize, &Column)| {
            let cells = self.cells().filter_map(|cells| cells.get(i)).map(|cell| columns(cell));
            cells.max().unwrap_or(0).max(columns(column.head))
        };
        let mut widths: Vec<usize> = self.columns.iter().enumerate().map(widest).collect();
        let Some(most) = most else { return widths };
        let shown = || used.iter().filter(|used| **used).count();
        loop {
            let total = widths
                .iter()
                .zip(used)
                .filter(|(_, used)| **used)
                .map(|(width, _)| *width)
                .sum::<usize>()
                + columns(indent)
                + BETWEEN.len() * shown().saturating_sub(1);
            if total <= most {
                return widths;
            }
            // The last that can still give way: a name is the last thing to be cut.
            let giving = |widths: &[usize]| {
                (0..widths.len())
                    .rev()
                    .find(|&i| used[i] && self.columns[i].gives_way && widths[i] > NARROWEST)
            };
            // When that is not enough the widest text is cut, whatever it is: a line that wraps lines up with nothing. Figures are never cut.
            let widest = |widths: &[usize]| {
                (0..widths.len())
                    .filter(|&i| used[i] && self.columns[i].side == Side::Left && widths[i] > LEAST)
                    .max_by_key(|&i| widths[i])
            };
            match giving(&widths).or_else(|| widest(&widths)) {
                Some(i) => widths[i] -= 1,
                None => return widths,
            }
        }
    }

    fn row(
        &self,
        indent: &str,
        cells: &[String],
        style: Style,
        widths: &[usize],
        used: &[bool],
    ) -> String {
        let mut parts = Vec::with_capacity(cells.len());
        for (((cell, column), &width), &used) in
            cells.iter().zip(&self.columns).zip(widths).zip(used)
        {
            if !used {
                continue;
            }
            let cell = cut(cell, width);
            let padding = padding(&cell, width);
            parts.push(match column.side {
                Side::Left => format!("{cell}{padding}"),
                Side::Right => format!("{padding}{cell}"),
            });
        }
        format!("{indent}{}\n", paint(style, parts.join(BETWEEN).trim_end()))
    }
}

/// A line with words in its middle.
fn across(words: &str, width: usize) -> String {
    let left = width.saturating_sub(columns(words) + 2);
    let dashes = |n: usize| "─".repeat(n.max(2));
    format!("{} {words} {}", dashes(left / 2), dashes(left - left / 2))
}

#[cfg(test)]
mod tests {
    use anstyle::Style;
    use vaali_report::{Language, terminal::candidates as say};

    use super::{Column, Table};

    fn drawn(names: [&str; 2], most: Option<usize>) -> String {
        let mut table = Table::new(vec![
            Column::giving_way("Name"),
            Column::right("Votes"),
            Column::left("Office"),
        ]);
        for (name, votes) in names.into_iter().zip(["7", "42"]) {
            table.line(&[name.to_owned(), votes.to_owned(), String::new()], Style::new());
        }
        anstream::adapter::strip_str(&table.draw("", most)).to_string()
    }

    #[test]
    fn columns_line_up_under_composed_decomposed_and_wide_names() {
        assert_eq!(drawn(["Åke", "選挙子"], None), "Name    Votes\nÅke         7\n選挙子     42\n");
        assert_eq!(
            drawn(["A\u{30a}ke", "Bo"], None),
            "Name  Votes\nA\u{30a}ke       7\nBo       42\n"
        );
    }

    #[test]
    fn a_long_name_gives_way_on_a_narrow_terminal_only() {
        let name = "Maximiliana Myötätuulenpää-Sinisuvanto";
        assert!(drawn([name, "Bo"], None).contains(name));
        assert!(drawn([name, "Bo"], Some(30)).lines().all(|line| super::columns(line) <= 30));
    }

    #[test]
    fn a_table_with_every_column_filled_does_not_wrap_at_80_columns() {
        let cells = [
            "15–16",
            "candidate-07",
            "Maximiliana Myötätuulenpää-Sinisuvanto",
            "Pyhärannan Hämärä – nuorten talo ry",
            "1 000 000",
            "100.0%",
            "refused: second of its organisation",
            "first vice-chair",
        ]
        .map(str::to_owned);
        for language in Language::ALL {
            let mut table = crate::show::candidates::empty(language);
            table.line(&cells, Style::new());
            table.across(say::tie_below(language, 14), Style::new());
            let narrow = anstream::adapter::strip_str(&table.draw("  ", Some(80))).to_string();
            assert!(narrow.lines().all(|line| super::columns(line) <= 80), "{narrow}");
            assert!(narrow.contains("1 000 000") && narrow.contains('…'), "{narrow}");
            // A file has no edge.
            assert!(table.draw("  ", None).contains("Pyhärannan Hämärä – nuorten talo ry"));
        }
    }
}
