//! The chart as a picture for where SVG is not taken: social media, older word processors.

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree},
};

use super::svg;
use crate::{counted::Counted, language::Language};

/// Pixels of the picture for each of the drawing: sharp on dense screens and in print.
const SCALE: f32 = 2.0;

/// The chart as a PNG file. Its letters are `DejaVu` Sans, which come with the program: the picture is the same on every machine.
///
/// # Errors
/// A chart too large for a picture (beyond some 30,000 candidates).
pub fn png(counted: &Counted<'_>, language: Language) -> Result<Vec<u8>, TooLarge> {
    let mut options = Options { font_family: "DejaVu Sans".to_owned(), ..Options::default() };
    let fonts = options.fontdb_mut();
    fonts.load_font_data(dejavu::sans::regular().to_vec());
    fonts.load_font_data(dejavu::sans::bold().to_vec());
    let tree = Tree::from_str(&svg(counted, language), &options).map_err(|_| TooLarge)?;
    let size = tree.size().to_int_size().scale_by(SCALE).ok_or(TooLarge)?;
    let mut picture = Pixmap::new(size.width(), size.height()).ok_or(TooLarge)?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut picture.as_mut());
    picture.encode_png().map_err(|_| TooLarge)
}

/// A chart that no picture can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

impl std::fmt::Display for TooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the chart is too large for a picture")
    }
}

impl std::error::Error for TooLarge {}
