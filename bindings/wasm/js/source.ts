/** Where a module comes from: an address, what `fetch` gave, its bytes, or the compiled module. */
export type ModuleSource = string | URL | Request | Response | BufferSource | WebAssembly.Module;
