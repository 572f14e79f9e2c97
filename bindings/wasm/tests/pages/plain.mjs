import { load } from "/dist/index.js";

// As a server answers that was never told of WebAssembly.
const bytes = await (await fetch("/dist/vaali.wasm")).arrayBuffer();
const plain = new Response(bytes, { headers: { "content-type": "application/octet-stream" } });
globalThis.engine = (await load(await plain.arrayBuffer())).engine;
