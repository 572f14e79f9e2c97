// A static server for the tests: the package, the pages, and a log of every request.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** No eval, no inline script, no inline style: what a careful site sends. */
export const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'";

/** What a browser asks for by itself, once, some time after the first page. */
const ICON = "/favicon.ico";

/** Serves `routes` (text or JSON by path) and files of the package, or of `folder`, under their own paths. */
export async function serve(pages = {}, headers = {}, folder = undefined) {
  const routes = { [ICON]: "", ...pages };
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    if (path !== ICON) requests.push(`${request.method} ${path}`);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    try {
      const route = routes[path];
      const body =
        route === undefined
          ? await readFile(folder ? join(folder, path) : new URL(`..${path}`, import.meta.url))
          : typeof route === "string"
            ? route
            : JSON.stringify(route);
      response.setHeader(
        "content-type",
        TYPES[extname(path)] ?? (typeof route === "string" ? TYPES[".html"] : TYPES[".json"]),
      );
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end("not found");
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const close = () =>
    new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${server.address().port}`, requests, close };
}
