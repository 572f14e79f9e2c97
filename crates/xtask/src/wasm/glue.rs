//! The glue of a WebAssembly module, by the library behind the command `wasm-bindgen`: so its version stands in `Cargo.lock`, and nothing is installed.

use std::path::Path;

use wasm_bindgen_cli_support::Bindgen;

/// Writes the glue and the module ready for the web into a folder.
pub(crate) fn write(module: &Path, folder: &Path, name: &str) -> Result<(), String> {
    let mut bindgen = Bindgen::new();
    let bindgen = bindgen.web(true).map_err(|error| error.to_string())?;
    bindgen
        .input_path(module)
        .out_name(name)
        .typescript(true)
        .omit_default_module_path(true)
        .reset_state_function(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
        .map_err(|error| format!("{error:#}"))
}
