//! A document as data: what stands in it, not how it looks. Renderers make Markdown, HTML and DOCX of it.
//!
//! Every text here is plain: each renderer escapes it in its own way, so that no name can become markup. Texts that come from files pass through the function `shown` of this crate first.
//!
//! ```
//! use vaali_report::{Language, document::{Align, Column, Document, Table}};
//!
//! let mut document = Document::new(Language::English, "Minutes");
//! document.heading("Votes");
//! let mut table = Table::new([Column::new("Name", Align::Start), Column::new("Votes", Align::End)]);
//! table.row(["Aino | Bo", "12"]);
//! document.table(table);
//! assert!(document.to_markdown().contains("| Aino \\| Bo | 12 |"));
//! assert!(document.to_html().contains("<td class=\"end\">12</td>"));
//! ```

#[cfg(feature = "docx")]
mod docx;
mod html;
mod markdown;
#[cfg(test)]
mod tests;

use crate::language::Language;

#[cfg(feature = "docx")]
pub use self::docx::DocxError;

/// A document in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The language of its words.
    pub language: Language,
    /// Its title.
    pub title: String,
    /// What every page must say, such as that this is a rehearsal or a draft.
    pub notices: Vec<String>,
    /// What stands in it, in order.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The heading of a section.
    Heading(String),
    /// A heading within a section.
    Subheading(String),
    /// A paragraph.
    Paragraph(String),
    /// A paragraph that nobody should miss.
    Warning(String),
    /// Names and what they are, one below the other.
    Figures(Vec<Figure>),
    /// A table.
    Table(Table),
    /// A list; numbered where the order matters.
    List {
        /// Whether the entries have numbers.
        numbered: bool,
        /// The entries.
        items: Vec<String>,
    },
    /// Signs to compare one by one, such as a hash, in letters of equal width.
    Signs {
        /// What they are.
        name: String,
        /// The signs.
        signs: String,
    },
    /// Lines to sign.
    Signatures(Vec<Signature>),
}

/// A name and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The name.
    pub name: String,
    /// What it is; a line to fill in by pen where that is not known.
    pub value: Option<String>,
}

/// A line to sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// As what the person signs.
    pub role: String,
    /// The name; a line to fill in by pen where it is not known.
    pub name: Option<String>,
}

/// On which side of its column a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Where the line begins: text.
    Start,
    /// Where the line ends: numbers.
    End,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands above it.
    pub title: String,
    /// How its cells are set.
    pub align: Align,
}

impl Column {
    /// A column.
    pub fn new(title: impl Into<String>, align: Align) -> Self {
        Self { title: title.into(), align }
    }
}

/// A table with a header row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    columns: Vec<Column>,
    // INVARIANT: each row has a cell for each column.
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self { columns: columns.into_iter().collect(), rows: Vec::new() }
    }

    /// Adds a row; cells that are missing are empty, cells beyond the columns are put into the last one.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl Into<String>>) {
        let mut cells: Vec<String> = cells.into_iter().map(Into::into).collect();
        if cells.len() > self.columns.len() {
            let beyond = cells.split_off(self.columns.len());
            if let Some(last) = cells.last_mut() {
                for cell in beyond {
                    last.push(' ');
                    last.push_str(&cell);
                }
            }
        }
        cells.resize(self.columns.len(), String::new());
        self.rows.push(cells);
    }

    /// The columns.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The rows, each with a cell for each column.
    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// Leaves out the columns in which no row says anything.
    #[must_use]
    pub fn without_empty_columns(self) -> Self {
        let said: Vec<bool> = (0..self.columns.len())
            .map(|i| self.rows.iter().any(|row| row.get(i).is_some_and(|cell| !cell.is_empty())))
            .collect();
        let kept = |cells: Vec<String>| {
            cells.into_iter().zip(&said).filter(|(_, said)| **said).map(|(cell, _)| cell).collect()
        };
        let columns = self.columns.into_iter().zip(&said).filter(|(_, said)| **said);
        Self {
            columns: columns.map(|(column, _)| column).collect(),
            rows: self.rows.into_iter().map(kept).collect(),
        }
    }
}

impl Document {
    /// A document in which nothing stands yet.
    pub fn new(language: Language, title: impl Into<String>) -> Self {
        Self { language, title: title.into(), notices: Vec::new(), blocks: Vec::new() }
    }

    /// Adds what every page must say.
    pub fn notice(&mut self, text: impl Into<String>) {
        self.notices.push(text.into());
    }

    /// Adds the heading of a section.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Heading(text.into()));
    }

    /// Adds a heading within a section.
    pub fn subheading(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Subheading(text.into()));
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    /// Adds a paragraph that nobody should miss.
    pub fn warning(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Warning(text.into()));
    }

    /// Adds names and what they are; nothing if there are none.
    pub fn figures(&mut self, figures: Vec<Figure>) {
        if !figures.is_empty() {
            self.blocks.push(Block::Figures(figures));
        }
    }

    /// Adds a table; nothing if it has no rows.
    pub fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }

    /// Adds a list; nothing if it is empty.
    pub fn list(&mut self, numbered: bool, items: Vec<String>) {
        if !items.is_empty() {
            self.blocks.push(Block::List { numbered, items });
        }
    }

    /// Adds signs to compare one by one.
    pub fn signs(&mut self, name: impl Into<String>, signs: impl Into<String>) {
        self.blocks.push(Block::Signs { name: name.into(), signs: signs.into() });
    }

    /// Adds lines to sign.
    pub fn signatures(&mut self, signatures: Vec<Signature>) {
        self.blocks.push(Block::Signatures(signatures));
    }

    /// The document as Markdown (`CommonMark`, with the tables of GitHub).
    pub fn to_markdown(&self) -> String {
        markdown::write(self)
    }

    /// The document as one HTML file that needs nothing beside it and prints on A4.
    pub fn to_html(&self) -> String {
        html::write(self)
    }

    /// The document as an Office Open XML file (ECMA-376), for word processors.
    ///
    /// # Errors
    /// If the library cannot pack the file; no text can make it fail.
    #[cfg(feature = "docx")]
    pub fn to_docx(&self) -> Result<Vec<u8>, DocxError> {
        docx::write(self)
    }
}
