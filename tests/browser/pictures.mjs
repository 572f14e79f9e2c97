// Pictures to look at: node pictures.mjs FOLDER FILE.html ... writes FILE.WIDTH.SCHEME.png and FILE.pdf for each page.
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { withBrowser } from "./browser.mjs";

const [folder, ...files] = process.argv.slice(2);
await withBrowser(async (context) => {
  const page = await context.newPage();
  for (const file of files) {
    const name = join(folder, basename(file, ".html"));
    await page.goto(pathToFileURL(resolve(file)).href);
    for (const width of [320, 1280]) {
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme, media: "screen" });
        await page.setViewportSize({ width, height: 900 });
        await page.screenshot({ path: `${name}.${width}.${colorScheme}.png`, fullPage: true });
      }
    }
    await page.emulateMedia({ colorScheme: "light", media: "print" });
    await page.pdf({ path: `${name}.pdf`, format: "A4", preferCSSPageSize: true, printBackground: false });
  }
});
