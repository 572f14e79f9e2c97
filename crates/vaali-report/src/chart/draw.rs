//! From rows to shapes, in whole pixels.

use maud::{Markup, html};

use super::{
    Chart, Kind, Row,
    ink::{Paint, Role},
};
use crate::{
    message, numbers,
    words::{columns, cut},
};

/// How the rows lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Names left of the bars, with a heading: for a file of its own.
    Wide,
    /// Names above the bars, without a heading: for a column of a page, and a phone.
    Stacked,
}

/// Every measure of a layout.
#[derive(Clone, Copy, Debug)]
struct Measures {
    width: usize,
    margin: usize,
    /// The height of a row.
    row: usize,
    /// The height of a bar, and where it begins below the top of its row.
    bar: usize,
    bar_top: usize,
    /// Where bars begin, and how long they may become.
    bar_left: usize,
    bar_room: usize,
    /// How high the words stand below the top of a row.
    baseline: usize,
    name_left: usize,
    /// What is left for a name beside the bars.
    name_room: usize,
    /// The height of the seat line.
    line: usize,
    font: usize,
    small: usize,
}

impl Layout {
    /// Where nobody holds an office, bars may be longer.
    fn measures(self, offices: bool) -> Measures {
        match self {
            Self::Wide => Measures {
                width: 920,
                margin: 24,
                row: 28,
                bar: 18,
                bar_top: 5,
                bar_left: 310,
                bar_room: if offices { 390 } else { 520 },
                baseline: 19,
                name_left: 52,
                name_room: 250,
                line: 28,
                font: 15,
                small: 13,
            },
            Self::Stacked => Measures {
                width: 340,
                margin: 2,
                row: 42,
                bar: 12,
                bar_top: 25,
                bar_left: 9,
                bar_room: 328,
                baseline: 18,
                name_left: 28,
                name_room: 0,
                line: 36,
                font: 14,
                small: 12,
            },
        }
    }
}

/// How many columns of text fit into so many pixels: letters are taken as 5/8 of the size of the font, as in wide faces.
fn fitting(room: usize, font: usize) -> usize {
    room * 8 / (font * 5)
}

/// How many pixels a text takes at most, as far as can be told without a font.
fn wide(text: &str, font: usize) -> usize {
    (columns(text) * font * 5).div_ceil(8)
}

struct Pen<'a> {
    chart: &'a Chart,
    layout: Layout,
    paint: Paint,
    m: Measures,
}

/// Draws a chart.
pub(super) fn chart(chart: &Chart, layout: Layout, paint: Paint) -> Markup {
    let pen = Pen {
        chart,
        layout,
        paint,
        m: layout.measures(chart.rows.iter().any(|row| row.office.is_some())),
    };
    let (head, legend_height) = pen.head();
    let legend_top = head;
    let rows_top = legend_top + legend_height;
    let line_room = if chart.line.is_some() { pen.m.line } else { 0 };
    let height = rows_top + chart.rows.len() * pen.m.row + line_room + pen.m.margin;
    let alone = layout == Layout::Wide;
    let code = chart.language.code();
    html! {
        svg xmlns="http://www.w3.org/2000/svg" class=[(!alone).then_some("chart")] viewBox={"0 0 " (pen.m.width) " " (height)}
            width=(pen.m.width) height=(height) role="img" lang=(code) aria-labelledby="chart-title chart-description"
            font-family=[alone.then_some("'DejaVu Sans', Verdana, 'Segoe UI', 'Noto Sans', Arial, sans-serif")] font-size=(pen.m.font) {
            title #chart-title { (pen.title()) }
            desc #chart-description { (chart.description) }
            (pen.patterns())
            @if alone { (pen.rectangle(Role::Paper, 0, 0, pen.m.width, height)) (pen.heading()) }
            (pen.legend(legend_top))
            @for (first, rows) in chart.ties() { (pen.band(rows_top, first, rows)) }
            @for (place, row) in chart.rows.iter().enumerate() { (pen.row(rows_top, place, row)) }
            @if let Some((words, place)) = &chart.line { (pen.seat_line(rows_top, words, *place)) }
        }
    }
}

impl Pen<'_> {
    fn title(&self) -> String {
        let title = message::chart::title(self.chart.language);
        match self.layout {
            Layout::Wide => format!("{}: {title}", self.chart.heading),
            Layout::Stacked => title.to_owned(),
        }
    }

    /// Where the legend begins, and how high it is.
    fn head(&self) -> (usize, usize) {
        let top = match self.layout {
            Layout::Wide => {
                self.m.margin + 30 + if self.chart.notes.is_empty() { 0 } else { 24 } + 12
            }
            Layout::Stacked => 0,
        };
        let lines = self.legend_entries().last().map_or(0, |(line, ..)| line + 1);
        (top, lines * 24 + 12)
    }

    fn heading(&self) -> Markup {
        let m = &self.m;
        let room = fitting(m.width - 2 * m.margin, 22);
        let notes = self.chart.notes.join(" · ");
        html! {
            (self.words(Role::Ink, m.margin, m.margin + 20, 20, "bold", &cut(&self.chart.heading, room)))
            @if !notes.is_empty() {
                (self.words(Role::Quiet, m.margin, m.margin + 46, m.small + 1, "normal", &cut(&notes, fitting(m.width - 2 * m.margin, m.small + 1))))
            }
        }
    }

    /// The entries of the legend with their line and their left end.
    fn legend_entries(&self) -> Vec<(usize, usize, Entry)> {
        let language = self.chart.language;
        let kinds = self.chart.kinds().map(|kind| Entry::Kind(kind, kind.words(language)));
        let tied = self
            .chart
            .rows
            .iter()
            .any(|row| row.tied)
            .then(|| Entry::Tie(message::chart::tied(language)));
        let (mut line, mut left) = (0, self.m.margin);
        let mut placed = Vec::new();
        for entry in kinds.chain(tied) {
            let width = 22 + wide(entry.words(), self.m.small) + 14;
            if left > self.m.margin && left + width > self.m.width {
                (line, left) = (line + 1, self.m.margin);
            }
            placed.push((line, left, entry));
            left += width;
        }
        placed
    }

    fn legend(&self, top: usize) -> Markup {
        html! {
            @for (line, left, entry) in self.legend_entries() {
                @let y = top + line * 24 + 8;
                @match entry {
                    Entry::Kind(kind, words) => {
                        (self.sign(kind, left + 7, y))
                        (self.words(Role::Quiet, left + 20, y + 5, self.m.small, "normal", words))
                    }
                    Entry::Tie(words) => {
                        (self.rectangle(Role::Band, left, y - 8, 15, 16))
                        (self.rectangle(Role::BandEdge, left, y - 8, 4, 16))
                        (self.words(Role::Quiet, left + 20, y + 5, self.m.small, "normal", words))
                    }
                }
            }
        }
    }

    /// Lines and dots, by which deputies and the undecided are told from the elected also in grey.
    fn patterns(&self) -> Markup {
        let p = self.paint;
        html! {
            defs {
                pattern #hatch width="6" height="6" patternUnits="userSpaceOnUse" {
                    path class=[p.class(Role::Hatch)] d="M0 6L6 0M-1 1L1 -1M5 7L7 5" fill="none" stroke=[p.stroke(Role::Hatch)] stroke-width="2" {}
                }
                pattern #dots width="6" height="6" patternUnits="userSpaceOnUse" {
                    circle class=[p.class(Role::BandEdge)] cx="2" cy="2" r="1.5" fill=[p.fill(Role::BandEdge)] {}
                }
            }
        }
    }

    fn top_of(&self, rows_top: usize, place: usize) -> usize {
        let below = self.chart.line.as_ref().is_some_and(|(_, line)| place >= *line);
        rows_top + place * self.m.row + if below { self.m.line } else { 0 }
    }

    fn band(&self, rows_top: usize, first: usize, rows: usize) -> Markup {
        let m = &self.m;
        let (left, top) = (m.margin.saturating_sub(2), self.top_of(rows_top, first));
        let bottom = self.top_of(rows_top, first + rows - 1) + m.row;
        html! {
            (self.rectangle(Role::Band, left, top, m.width - 2 * left, bottom - top))
            (self.rectangle(Role::BandEdge, left, top, 4, bottom - top))
        }
    }

    fn row(&self, rows_top: usize, place: usize, row: &Row) -> Markup {
        let m = &self.m;
        let top = self.top_of(rows_top, place);
        let votes =
            row.votes.map(|votes| numbers::whole(self.chart.language, votes)).unwrap_or_default();
        let length = self.length(row);
        let baseline = top + m.baseline;
        let sign = m.name_left - 13;
        html! {
            g {
                title { (row.in_words(self.chart.language)) }
                (self.sign(row.kind, sign, top + m.baseline - 5))
                @match self.layout {
                    Layout::Wide => {
                        (self.words(Role::Ink, m.name_left, baseline, m.font, "normal", &cut(&row.name, fitting(m.name_room, m.font))))
                        (self.bar(row, top, length))
                        @let right = m.bar_left + length + 8;
                        (self.words(Role::Ink, right, baseline, m.font, "bold", &votes))
                        @if let Some(office) = &row.office {
                            // Figures in bold are wider than letters are on average.
                            @let left = right + wide(&votes, m.font + 2) + 10;
                            @let room = m.width.saturating_sub(left + 8);
                            (self.words(Role::Quiet, left, baseline, m.small, "normal", &cut(office, fitting(room, m.small))))
                        }
                    }
                    Layout::Stacked => {
                        @let room = fitting(m.width - m.name_left - wide(&votes, m.font + 2) - 16, m.font);
                        (self.name_and_office(row, baseline, room))
                        (self.at_right(m.width - 4, baseline, &votes))
                        (self.bar(row, top, length))
                    }
                }
            }
        }
    }

    /// The name, and after it the office if there is room.
    fn name_and_office(&self, row: &Row, baseline: usize, room: usize) -> Markup {
        let m = &self.m;
        let name = cut(&row.name, room);
        let office = row.office.as_deref().map(|office| format!(" · {office}"));
        let office = office.filter(|office| columns(&name) + columns(office) <= room);
        let p = self.paint;
        html! {
            text class=[p.class(Role::Ink)] x=(m.name_left) y=(baseline) fill=[p.fill(Role::Ink)] {
                (name)
                @if let Some(office) = office {
                    tspan class=[p.class(Role::Quiet)] fill=[p.fill(Role::Quiet)] font-size=(m.small) { (office) }
                }
            }
        }
    }

    fn length(&self, row: &Row) -> usize {
        let most = u128::from(self.chart.most_votes());
        let votes = u128::from(row.votes.unwrap_or(0));
        let length = (votes * self.m.bar_room as u128).checked_div(most).unwrap_or(0);
        usize::try_from(length).unwrap_or(self.m.bar_room)
    }

    fn bar(&self, row: &Row, top: usize, length: usize) -> Markup {
        let role = match row.kind {
            Kind::Elected => Role::Elected,
            Kind::Deputy => Role::Deputy,
            Kind::NotElected => Role::NotElected,
            Kind::Undecided => Role::Undecided,
            Kind::Declined => Role::Declined,
        };
        let m = &self.m;
        let dashes = (row.kind == Kind::Declined).then_some("3 2");
        let p = self.paint;
        html! {
            @if row.votes.is_some_and(|votes| votes > 0) {
                rect class=[p.class(role)] x=(m.bar_left) y=(top + m.bar_top) width=(length.max(1)) height=(m.bar) rx="2"
                    fill=[p.fill(role)] stroke=[p.stroke(role)] stroke-dasharray=[dashes] {}
            }
        }
    }

    /// A full disc for the elected, half of one for deputies, a ring for the others, a diamond where it is open, a cross for who declined.
    fn sign(&self, kind: Kind, x: usize, y: usize) -> Markup {
        let p = self.paint;
        let ring = |role| html! { circle class=[p.class(role)] cx=(x) cy=(y) r="5" fill="none" stroke=[p.stroke(role)] stroke-width="1.5" {} };
        match kind {
            Kind::Elected => {
                html! { circle class=[p.class(Role::Elected)] cx=(x) cy=(y) r="5.5" fill=[p.fill(Role::Elected)] {} }
            }
            Kind::Deputy => html! {
                (ring(Role::Hatch))
                path class=[p.class(Role::Elected)] d={"M" (x) " " (y - 5) "a5 5 0 0 0 0 10z"} fill=[p.fill(Role::Elected)] {}
            },
            Kind::NotElected => ring(Role::SeatLine),
            Kind::Undecided => html! {
                path class=[p.class(Role::SeatLine)] d={"M" (x) " " (y - 6) "l6 6l-6 6l-6 -6z"} fill="none" stroke=[p.stroke(Role::SeatLine)] stroke-width="1.5" {}
            },
            Kind::Declined => html! {
                path class=[p.class(Role::SeatLine)] d={"M" (x - 4) " " (y - 4) "l8 8m0 -8l-8 8"} fill="none" stroke=[p.stroke(Role::SeatLine)] stroke-width="1.5" {}
            },
        }
    }

    /// The line with its words: beside it where there is room, else below it.
    fn seat_line(&self, rows_top: usize, words: &str, place: usize) -> Markup {
        let m = &self.m;
        let top = rows_top + place * m.row;
        let words = cut(words, fitting(m.width - 2 * m.margin, m.small));
        let (y, end, baseline) = match self.layout {
            Layout::Wide => {
                let taken = m.margin + wide(&words, m.small + 1) + 12;
                (top + m.line / 2, m.width.saturating_sub(taken), top + m.line / 2 + 4)
            }
            Layout::Stacked => (top + 10, m.width - m.margin, top + 26),
        };
        let p = self.paint;
        html! {
            path class=[p.class(Role::SeatLine)] d={"M" (m.margin) " " (y) "H" (end)} fill="none" stroke=[p.stroke(Role::SeatLine)]
                stroke-width="1.5" stroke-dasharray="6 4" {}
            text class=[p.class(Role::Ink)] x=(m.width - m.margin) y=(baseline) text-anchor="end" font-size=(m.small) font-weight="bold"
                fill=[p.fill(Role::Ink)] { (words) }
        }
    }

    fn rectangle(&self, role: Role, x: usize, y: usize, width: usize, height: usize) -> Markup {
        let p = self.paint;
        html! { rect class=[p.class(role)] x=(x) y=(y) width=(width) height=(height) fill=[p.fill(role)] {} }
    }

    fn words(
        &self,
        role: Role,
        x: usize,
        y: usize,
        size: usize,
        weight: &str,
        words: &str,
    ) -> Markup {
        let p = self.paint;
        let weight = (weight != "normal").then_some(weight);
        let size = (size != self.m.font).then_some(size);
        html! { text class=[p.class(role)] x=(x) y=(y) font-size=[size] font-weight=[weight] fill=[p.fill(role)] { (words) } }
    }

    fn at_right(&self, x: usize, y: usize, words: &str) -> Markup {
        let p = self.paint;
        html! { text class=[p.class(Role::Ink)] x=(x) y=(y) text-anchor="end" font-weight="bold" fill=[p.fill(Role::Ink)] { (words) } }
    }
}

/// A line of the legend.
#[derive(Clone, Copy, Debug)]
enum Entry {
    Kind(Kind, &'static str),
    Tie(&'static str),
}

impl Entry {
    fn words(&self) -> &'static str {
        match self {
            Self::Kind(_, words) | Self::Tie(words) => words,
        }
    }
}
