// Looks at pages in a headless browser: on a phone's width and on a desk's, light and
// dark. For each it says how wide the page is, what axe finds, what else the page asks
// for, and what colours its charts have; where FOLDER is given it keeps a picture.
// node look.mjs '{"browser": PROGRAM, "args": [...], "env": {...}, "pages": [FILE...], "folder": FOLDER}'
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const asked = JSON.parse(process.argv[2]);
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const look = async (page, file, width, scheme) => {
  const requests = [];
  page.on("request", (r) => requests.push(r.url()));
  await page.setBypassCSP(true); // for axe: what the page itself may do is tested elsewhere
  await page.setViewport({ width, height: 800 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(pathToFileURL(file).href);
  const seen = await page.evaluate(() => {
    const style = (selector, property) => {
      const e = document.querySelector(selector);
      return e ? getComputedStyle(e)[property] : "";
    };
    return {
      wide: document.documentElement.scrollWidth, room: document.documentElement.clientWidth,
      paper: style("svg .paper", "fill"), ink: style("svg .ink", "fill"), back: style("body", "backgroundColor"),
      cut: [...document.querySelectorAll("svg text")].filter((t) => {
        const box = t.getBoundingClientRect(), around = t.ownerSVGElement.getBoundingClientRect();
        return box.left < around.left - 1 || box.right > around.right + 1;
      }).map((t) => t.textContent),
    };
  });
  if (asked.folder) await page.screenshot({ path: join(asked.folder, `${basename(file, ".html")}-${width}-${scheme}.png`), fullPage: true });
  const own = [...requests];
  await page.addScriptTag({ path: axe });
  const found = await page.evaluate(() => globalThis.axe.run());
  return {
    page: basename(file), width, scheme, ...seen,
    requests: own.filter((url) => url !== pathToFileURL(file).href),
    passes: found.passes.length,
    violations: found.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + " " + (n.any[0]?.message ?? "")).join(" | ")}`),
  };
};

const browser = await puppeteer.launch({ executablePath: asked.browser, args: asked.args, env: { ...process.env, ...asked.env }, headless: true });
try {
  const all = [];
  for (const file of asked.pages) {
    for (const width of [360, 1280]) {
      for (const scheme of ["light", "dark"]) {
        const page = await browser.newPage();
        all.push(await look(page, file, width, scheme));
        await page.close();
      }
    }
  }
  console.log(JSON.stringify(all));
} finally {
  await browser.close();
}
