//! How far a long reading is, told to whoever watches.

use std::cell::RefCell;

use vaali_formats::ballots::Progress;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// An object with a method `told(bytes_done, bytes_total, rows)`.
    #[derive(Clone, Debug)]
    pub type Watcher;

    /// Tells it.
    #[wasm_bindgen(method, structural)]
    fn told(this: &Watcher, bytes_done: f64, bytes_total: f64, rows: f64);
}

thread_local! {
    // A reader may be handed to other threads, an object of the page may not; a page has one thread.
    static WATCHER: RefCell<Option<Watcher>> = const { RefCell::new(None) };
}

/// Tells a watcher of every reading from now on; nobody if there is none.
#[wasm_bindgen]
pub fn watch(watcher: Option<Watcher>) {
    WATCHER.with_borrow_mut(|own| *own = watcher);
}

/// To be given to a reader.
#[expect(clippy::cast_precision_loss, reason = "for the eye, and no file of a page has 2^53 bytes")]
pub(crate) fn tell(progress: Progress) {
    let watcher = WATCHER.with_borrow(Clone::clone);
    if let Some(watcher) = watcher {
        let Progress { bytes_done, bytes_total, rows } = progress;
        watcher.told(bytes_done as f64, bytes_total as f64, rows as f64);
    }
}
