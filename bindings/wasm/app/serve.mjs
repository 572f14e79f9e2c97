// `npm run app`: the counting page on this machine, with the header that a careful site sends.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

const port = Number(process.argv[2] ?? 8000);
createServer(async (request, response) => {
  const path = new URL(request.url, "http://x").pathname;
  const name = path === "/" ? "index.html" : path.slice(1);
  try {
    const body = await readFile(new URL(`../dist-app/${name}`, import.meta.url));
    response.setHeader("content-type", TYPES[extname(name)] ?? "application/octet-stream");
    response.setHeader("content-security-policy", "frame-ancestors 'none'");
    response.end(body);
  } catch {
    response.statusCode = 404;
    response.end("not found");
  }
}).listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${port}/`));
