// Unpacks the browser that its package brings compressed: the program, and what a
// machine without a desktop may lack (libraries, drawing without a GPU, a font).
// node unpack.mjs: into node_modules/.browser
import { brotliDecompressSync } from "node:zlib";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

const packed = new URL("node_modules/@sparticuz/chromium/bin/", import.meta.url);
if (!existsSync(packed)) process.exit(0); // an optional dependency: only for x86-64
const fresh = new URL("node_modules/.browser.new/", import.meta.url);
const unpacked = new URL("node_modules/.browser/", import.meta.url);
rmSync(fresh, { recursive: true, force: true });
mkdirSync(fresh);
const bytes = (name) => brotliDecompressSync(readFileSync(new URL(name, packed)));
for (const name of ["al2023", "swiftshader", "fonts"]) execFileSync("tar", ["x"], { cwd: fresh, input: bytes(`${name}.tar.br`) });
writeFileSync(new URL("chromium", fresh), bytes("chromium.br"), { mode: 0o755 });
writeFileSync(new URL("fonts.conf", fresh), '<fontconfig><dir prefix="relative">fonts</dir></fontconfig>\n');
rmSync(unpacked, { recursive: true, force: true });
renameSync(fresh, unpacked); // whole or not at all
