//! Office Open XML (ECMA-376) through a library; what the library cannot say is added to its parts before they are packed.

use std::io::Cursor;

use docx_rs::{
    AbstractNumbering, AlignmentType, BorderType, Docx, Footer, Header, IndentLevel, Level,
    LevelJc, LevelText, LineSpacing, LineSpacingType, NumPages, NumberFormat, Numbering,
    NumberingId, PageMargin, PageNum, Paragraph, Run, RunFonts, SpecialIndentType, Start, Style,
    StyleType, Table as DocxTable, TableCell, TableCellBorder, TableCellBorderPosition,
    TableCellBorders, TableCellMargins, TableLayoutType, TableRow, WidthType, XMLDocx,
};

use super::{Align, Block, Column, Document, Figure, Signature, Table};
use crate::{language::Language, message};

/// A4 and its margins, in twentieths of a point.
const PAGE: (u32, u32) = (11_906, 16_838);
const MARGIN: (i32, i32) = (1_134, 1_247);
/// The width between the margins.
const WIDTH: usize = 9_412;
/// A line and a tenth, in 240ths of a line.
const LINE: i32 = 264;
const GREY: &str = "999999";
/// Widths of lines, in eighths of a point.
const THIN: usize = 4;
const MEDIUM: usize = 6;
const THICK: usize = 8;
/// The styles of word processors for headings and lists, so that contents and screen readers know them.
const TITLE: &str = "Title";
const HEADINGS: [&str; 2] = ["Heading1", "Heading2"];
const NOTICE: &str = "Notice";
const BULLETS: usize = 2;
/// Each numbered list begins at 1 again, so each is a numbering of its own.
const FIRST_NUMBERS: usize = 3;

/// Why no DOCX file came out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the document could not be packed: {problem}")]
pub struct DocxError {
    /// What the library says.
    problem: String,
}

pub(super) fn write(document: &Document) -> Result<Vec<u8>, DocxError> {
    let mut docx = begun(document);
    docx = docx.add_paragraph(styled(TITLE, &document.title));
    for notice in &document.notices {
        docx = docx.add_paragraph(styled(NOTICE, notice));
    }
    let mut numberings = FIRST_NUMBERS;
    for block in &document.blocks {
        docx = added(docx, block, &mut numberings);
    }
    let parts = completed(docx.build(), document.language);
    let mut file = Cursor::new(Vec::new());
    parts.pack(&mut file).map_err(|error| DocxError { problem: error.to_string() })?;
    Ok(file.into_inner())
}

/// Page, styles, numbers of the pages, and on every page what must not be missed.
fn begun(document: &Document) -> Docx {
    let style = |id: &str, name: &str, size: usize| {
        Style::new(id, StyleType::Paragraph).name(name).based_on("Normal").size(size).bold()
    };
    let spaced = |before: u32| {
        LineSpacing::new().before(before).after(80).line(LINE).line_rule(LineSpacingType::Auto)
    };
    let right = || Paragraph::new().align(AlignmentType::Right);
    let footer = Footer::new().add_paragraph(
        right()
            .add_run(
                Run::new().add_text(format!("{} ", message::document::page(document.language))),
            )
            .add_page_num(PageNum::new())
            .add_run(Run::new().add_text(" / "))
            .add_num_pages(NumPages::new()),
    );
    let margins = PageMargin::new()
        .top(MARGIN.0)
        .bottom(MARGIN.0)
        .left(MARGIN.1)
        .right(MARGIN.1)
        .header(567)
        .footer(567)
        .gutter(0);
    let mut docx = Docx::new()
        .page_size(PAGE.0, PAGE.1)
        .page_margin(margins)
        .default_size(21)
        .default_fonts(fonts("Arial"))
        .default_line_spacing(
            LineSpacing::new().after(80).line(LINE).line_rule(LineSpacingType::Auto),
        )
        .add_style(style(TITLE, "Title", 34).line_spacing(spaced(0)))
        .add_style(style(HEADINGS[0], "heading 1", 26).line_spacing(spaced(280)).outline_lvl(0))
        .add_style(style(HEADINGS[1], "heading 2", 22).line_spacing(spaced(160)).outline_lvl(1))
        .add_style(style(NOTICE, "Notice", 22))
        .add_abstract_numbering(numbering(BULLETS, "bullet", "•"))
        .add_numbering(Numbering::new(BULLETS, BULLETS))
        .footer(footer);
    if !document.notices.is_empty() {
        let notices = Run::new().add_text(document.notices.join(" · ")).bold().size(16);
        docx = docx.header(Header::new().add_paragraph(right().add_run(notices)));
    }
    docx
}

fn added(docx: Docx, block: &Block, numberings: &mut usize) -> Docx {
    match block {
        Block::Heading(text) => docx.add_paragraph(styled(HEADINGS[0], text).keep_next(true)),
        Block::Subheading(text) => docx.add_paragraph(styled(HEADINGS[1], text).keep_next(true)),
        Block::Paragraph(text) => docx.add_paragraph(plain(text)),
        Block::Warning(text) => docx.add_paragraph(styled(NOTICE, text)),
        Block::Figures(figures) => docx.add_table(in_pairs(figures)).add_paragraph(small_gap()),
        Block::Table(table) => docx.add_table(in_rows(table)).add_paragraph(small_gap()),
        Block::List { numbered, items } => {
            let (docx, id) = if *numbered {
                let id = *numberings;
                *numberings += 1;
                let docx = docx
                    .add_abstract_numbering(numbering(id, "decimal", "%1."))
                    .add_numbering(Numbering::new(id, id));
                (docx, id)
            } else {
                (docx, BULLETS)
            };
            items.iter().fold(docx, |docx, item| {
                docx.add_paragraph(plain(item).numbering(NumberingId::new(id), IndentLevel::new(0)))
            })
        }
        Block::Signs { name, signs } => {
            let signs = Run::new().add_text(signs).fonts(fonts("Courier New")).size(19);
            docx.add_paragraph(plain(name).keep_next(true))
                .add_paragraph(Paragraph::new().add_run(signs))
        }
        Block::Signatures(signatures) => docx.add_table(to_sign(signatures)),
    }
}

fn plain(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(text))
}

fn styled(style: &str, text: &str) -> Paragraph {
    plain(text).style(style)
}

/// Tables need a paragraph after them, or they grow together.
fn small_gap() -> Paragraph {
    Paragraph::new()
        .line_spacing(LineSpacing::new().after(0).line(120).line_rule(LineSpacingType::Auto))
}

fn fonts(name: &str) -> RunFonts {
    RunFonts::new().ascii(name).hi_ansi(name).cs(name)
}

fn numbering(id: usize, format: &str, text: &str) -> AbstractNumbering {
    let level = Level::new(
        0,
        Start::new(1),
        NumberFormat::new(format),
        LevelText::new(text),
        LevelJc::new("left"),
    );
    let indent = Some(SpecialIndentType::Hanging(480));
    AbstractNumbering::new(id).add_level(level.indent(Some(480), indent, None, None))
}

fn frame(rows: Vec<TableRow>, grid: Vec<usize>) -> DocxTable {
    DocxTable::without_borders(rows)
        .set_grid(grid)
        .layout(TableLayoutType::Fixed)
        .width(WIDTH, WidthType::Dxa)
        .margins(TableCellMargins::new().margin(20, 100, 20, 0))
}

/// A cell with a line on one side only.
fn lined(cell: TableCell, side: TableCellBorderPosition, width: usize) -> TableCell {
    let line = TableCellBorder::new(side)
        .border_type(BorderType::Single)
        .size(width)
        .color(if width > THIN { "000000" } else { GREY });
    cell.set_borders(TableCellBorders::with_empty().set(line))
}

fn line_below(cell: TableCell, width: usize) -> TableCell {
    lined(cell, TableCellBorderPosition::Bottom, width)
}

fn tight(paragraph: Paragraph) -> Paragraph {
    paragraph.line_spacing(LineSpacing::new().after(0))
}

/// A paragraph that leaves room for a pen.
fn room_to_write() -> Paragraph {
    Paragraph::new().line_spacing(LineSpacing::new().before(160).after(0))
}

fn in_pairs(figures: &[Figure]) -> DocxTable {
    let name_width = WIDTH * 2 / 5;
    let rows = figures.iter().map(|Figure { name, value }| {
        let value = match value {
            Some(value) => TableCell::new()
                .add_paragraph(tight(Paragraph::new().add_run(Run::new().add_text(value).bold()))),
            None => line_below(TableCell::new().add_paragraph(room_to_write()), MEDIUM),
        };
        TableRow::new(vec![
            TableCell::new().add_paragraph(tight(plain(name))).width(name_width, WidthType::Dxa),
            value.width(WIDTH - name_width, WidthType::Dxa),
        ])
    });
    frame(rows.collect(), vec![name_width, WIDTH - name_width])
}

fn in_rows(table: &Table) -> DocxTable {
    let widths = widths(table);
    let cell = |column: &Column, text: &str, width: usize, head: bool| {
        let run = Run::new().add_text(text).size(19);
        let paragraph = Paragraph::new().add_run(if head { run.bold() } else { run });
        let paragraph = match column.align {
            Align::Start => paragraph,
            Align::End => paragraph.align(AlignmentType::Right),
        };
        let cell = TableCell::new().add_paragraph(tight(paragraph)).width(width, WidthType::Dxa);
        line_below(cell, if head { THICK } else { THIN })
    };
    let columns = || table.columns().iter().zip(widths.iter().copied());
    let head = columns().map(|(column, width)| cell(column, &column.title, width, true));
    let mut rows = vec![TableRow::new(head.collect()).cant_split()];
    for row in table.rows() {
        let cells =
            columns().zip(row).map(|((column, width), text)| cell(column, text, width, false));
        rows.push(TableRow::new(cells.collect()).cant_split());
    }
    frame(rows, widths)
}

/// The width of each column: as its longest text needs, long texts sharing what is left.
fn widths(table: &Table) -> Vec<usize> {
    const LEAST: usize = 6;
    const MOST: usize = 28;
    /// Between one column and the next.
    const BETWEEN: usize = 2;
    let wanted: Vec<usize> = (0..table.columns().len())
        .map(|i| {
            let title = table.columns().get(i).map_or("", |column| column.title.as_str());
            let cells = table.rows().iter().filter_map(|row| row.get(i)).map(String::as_str);
            let longest = cells.chain([title]).map(|text| text.chars().count()).max();
            longest.unwrap_or(0).clamp(LEAST, MOST) + BETWEEN
        })
        .collect();
    let all: usize = wanted.iter().sum::<usize>().max(1);
    wanted.iter().map(|wanted| WIDTH * wanted / all).collect()
}

fn to_sign(signatures: &[Signature]) -> DocxTable {
    const GAP: usize = 500;
    let width = (WIDTH - GAP) / 2;
    let cell = |signature: Option<&Signature>| {
        let Some(Signature { role, name }) = signature else {
            return TableCell::new().add_paragraph(plain("")).width(width, WidthType::Dxa);
        };
        let space = Paragraph::new().line_spacing(LineSpacing::new().before(500).after(0));
        let text = name.as_deref().unwrap_or_default();
        lined(
            TableCell::new()
                .add_paragraph(tight(plain(text)))
                .add_paragraph(tight(Paragraph::new().add_run(Run::new().add_text(role).size(19))))
                .add_paragraph(space)
                .width(width, WidthType::Dxa),
            TableCellBorderPosition::Top,
            MEDIUM,
        )
    };
    let gap = || TableCell::new().add_paragraph(plain("")).width(GAP, WidthType::Dxa);
    let room = TableRow::new(vec![
        TableCell::new()
            .add_paragraph(Paragraph::new().line_spacing(LineSpacing::new().before(500).after(0)))
            .width(width, WidthType::Dxa),
        gap(),
        TableCell::new().add_paragraph(plain("")).width(width, WidthType::Dxa),
    ]);
    let mut rows = vec![room];
    for pair in signatures.chunks(2) {
        let second = pair.get(1);
        rows.push(TableRow::new(vec![cell(pair.first()), gap(), cell(second)]));
    }
    frame(rows, vec![width, GAP, width])
}

/// Adds the language, without which every word is underlined as a mistake, and repeats the header of a table on each of its pages.
///
/// No text can be mistaken for these places: the library writes every `<` of a text as `&lt;`.
fn completed(mut parts: XMLDocx, language: Language) -> XMLDocx {
    let language = match language {
        Language::Finnish => "fi-FI",
        Language::Swedish => "sv-FI",
        Language::English => "en-GB",
    };
    let end = "</w:rPr></w:rPrDefault>";
    let tag = format!("<w:lang w:val=\"{language}\"/>{end}");
    parts.styles = replaced(&parts.styles, end, &tag);
    parts.document = with_repeated_headers(&parts.document);
    parts
}

fn replaced(part: &[u8], from: &str, to: &str) -> Vec<u8> {
    match str::from_utf8(part) {
        Ok(text) => text.replace(from, to).into_bytes(),
        Err(_) => part.to_vec(),
    }
}

/// Only tables of data have rows that stay whole; the first of them is the header.
fn with_repeated_headers(document: &[u8]) -> Vec<u8> {
    const WHOLE: &str = "<w:cantSplit />";
    let Ok(text) = str::from_utf8(document) else { return document.to_vec() };
    let tables: Vec<String> = text
        .split("<w:tbl>")
        .map(|table| table.replacen(WHOLE, "<w:cantSplit/><w:tblHeader/>", 1))
        .collect();
    tables.join("<w:tbl>").into_bytes()
}
