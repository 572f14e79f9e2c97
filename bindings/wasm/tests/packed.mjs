// The package as npm publishes it, installed in an empty folder.
import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const here = new URL("..", import.meta.url).pathname;

/** Packs and installs; gives the folder, the package in it, its files, and a way to remove it all. */
export async function packed() {
  const folder = await mkdtemp(join(tmpdir(), "vaali-packed-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await run("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], { cwd: here });
    const [tarball] = await readdir(folder);
    await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
    await run("npm", ["install", "--offline", "--no-audit", "--no-fund", `./${tarball}`], { cwd: folder });
    const place = join(folder, "node_modules", "vaali");
    const files = (await readdir(place, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => relative(place, join(entry.parentPath, entry.name)))
      .sort();
    return { folder, place, files, tarball, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
