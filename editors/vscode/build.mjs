// src/ and the packages it needs → dist/extension.js, which VS Code loads, and the licences of what is in it.
// `node build.mjs FOLDER` writes into another folder than dist.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? join(here, "dist");

const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: ["src/extension.js"],
  outfile: join(target, "extension.js"),
  bundle: true,
  external: ["vscode"],
  format: "cjs",
  platform: "node",
  target: "node20",
  legalComments: "none", // the licences are in the file beside it
  metafile: true,
  logLevel: "warning",
});

/** The name of the package that a bundled file is of; undefined for one of src/. */
const packageOf = (file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];

const names = [...new Set(Object.keys(metafile.inputs).map(packageOf).filter(Boolean))].sort();
const licences = names.map((name) => {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const text = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
});
mkdirSync(target, { recursive: true });
writeFileSync(join(target, "LICENCES.txt"), licences.join(`\n${"-".repeat(80)}\n\n`));
