//! A large file of ballots read by several workers: each starts a module of its own, and is told the order and the bytes of a portion.

use vaali_formats::ballots::portions::{self, Order};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{json, problem::Thrown};

/// Reads portions of one file: what a worker does.
#[wasm_bindgen]
#[derive(Clone, Debug)]
pub struct PortionReader {
    reader: portions::Reader,
    rows: f64,
}

#[wasm_bindgen]
impl PortionReader {
    /// A reader by an order, as JSON.
    #[wasm_bindgen(constructor)]
    pub fn new(order: &str) -> Result<Self, Thrown> {
        Ok(Self { reader: portions::Reader::new(json::read(order, "order")?), rows: 0.0 })
    }

    /// Reads the bytes of a portion; gives nothing where whoever has the file must read it.
    pub fn read(&mut self, portion: &[u8]) -> Option<Vec<u8>> {
        let rows = self.reader.read(portion)?;
        self.rows += f64::from(rows.count());
        Some(rows.into_bytes())
    }

    /// Rows read so far, for showing progress.
    #[wasm_bindgen(getter)]
    pub fn rows(&self) -> f64 {
        self.rows
    }
}

/// What workers read of one file.
#[wasm_bindgen]
#[derive(Clone, Debug)]
pub struct Portions(pub(crate) portions::Portions);

#[wasm_bindgen]
impl Portions {
    /// Nothing read yet, by an order as JSON.
    #[wasm_bindgen(constructor)]
    pub fn new(order: &str) -> Result<Self, Thrown> {
        Ok(Self(portions::Portions::new(json::read(order, "order")?)))
    }

    /// Takes what a reader gave for a portion, by its number from 0.
    pub fn put(&mut self, number: u32, bytes: Vec<u8>) {
        self.0.put(u64::from(number), bytes);
    }
}

/// An order as JSON, if there is one.
pub(crate) fn written(order: Option<Order>) -> Result<Option<String>, Thrown> {
    order.as_ref().map(json::write).transpose()
}
