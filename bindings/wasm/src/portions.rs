//! A large file of ballots read by several workers: each starts a module of its own, and is told the order and the bytes of a portion.

use vaali_formats::ballots::portions::{self, Order};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::problem::{Own, Problem, Thrown};

/// Reads portions of one file: what a worker does.
#[wasm_bindgen]
#[derive(Clone, Debug)]
pub struct PortionReader {
    reader: portions::Reader,
    rows: f64,
}

#[wasm_bindgen]
impl PortionReader {
    /// A reader by the bytes of an order.
    #[wasm_bindgen(constructor)]
    pub fn new(order: &[u8]) -> Result<Self, Thrown> {
        Ok(Self { reader: portions::Reader::new(read(order)?), rows: 0.0 })
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
    /// Nothing read yet, by the bytes of an order.
    #[wasm_bindgen(constructor)]
    pub fn new(order: &[u8]) -> Result<Self, Thrown> {
        Ok(Self(portions::Portions::new(read(order)?)))
    }

    /// Takes what a reader gave for a portion, by its number from 0.
    pub fn put(&mut self, number: u32, bytes: Vec<u8>) {
        self.0.put(u64::from(number), bytes);
    }
}

/// How a file is read in portions.
#[wasm_bindgen]
#[derive(Clone, Debug)]
pub struct PortionOrder(pub(crate) Order);

#[wasm_bindgen]
#[expect(clippy::cast_precision_loss, reason = "no file of a page has 2^53 bytes")]
impl PortionOrder {
    /// What readers must know, as bytes.
    #[wasm_bindgen(getter)]
    pub fn bytes(&self) -> Vec<u8> {
        self.0.to_bytes()
    }

    /// Where the first portion begins.
    #[wasm_bindgen(getter)]
    pub fn from(&self) -> f64 {
        self.0.places().0 as f64
    }

    /// The bytes of each portion but the last.
    #[wasm_bindgen(getter)]
    pub fn size(&self) -> f64 {
        self.0.places().1 as f64
    }
}

fn read(order: &[u8]) -> Result<Order, Thrown> {
    let unreadable = || Problem::own(Own::Unreadable, "order", "it is none of this engine");
    Order::of_bytes(order).ok_or_else(|| unreadable().into())
}
