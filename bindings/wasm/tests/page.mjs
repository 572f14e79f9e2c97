// A page of any browser that a test drives.

/** Opens it in a new tab. `problems` is what it logs as an error, among them what breaks its policy: a test says that there are none. */
export async function open(browser, url) {
  const page = await browser.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  await page.goto(url);
  return { page, problems };
}
