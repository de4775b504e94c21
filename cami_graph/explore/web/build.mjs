// Bundles the browser side: one script per island, one style sheet, the WebAssembly store, and the list of licences.
// Usage: node build.mjs [OUTPUT FOLDER]; the folder `out/` beside this file when none is given.
import { build } from 'esbuild';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? join(here, 'out');
const islands = ['app', 'graph', 'map', 'workbench', 'store-worker', 'archive-worker'];

const shared = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  legalComments: 'none',
  charset: 'utf8',
  target: ['chrome110', 'firefox115', 'safari16.4'],
  outdir: target,
  logLevel: 'warning',
  metafile: true,
};

const scripts = await build({
  ...shared,
  entryPoints: islands.map((name) => ({ in: `src/${name}.js`, out: name })),
  format: 'iife',
  define: { 'import.meta.url': '"file:///"', 'process.env.NODE_ENV': '"production"' },
});
await build({ ...shared, entryPoints: [{ in: 'styles/main.css', out: 'app' }] });

cpSync(join(here, 'node_modules/oxigraph/web_bg.wasm'), join(target, 'oxigraph.wasm'));
writeFileSync(join(target, 'licences.json'), JSON.stringify(licences(scripts.metafile), null, 1) + '\n');

function licences(metafile) {
  const names = new Set(['oxigraph']);
  for (const path of Object.keys(metafile.inputs)) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path);
    if (found) names.add(found[1]);
  }
  return [...names].sort().map(licence);
}

function licence(name) {
  const folder = join(here, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = existsSync(folder) && readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  return { name, version, licence: license, text: file ? readFileSync(join(folder, file), 'utf8') : told(folder) };
}

/** What the readme of a package says under its heading on licences, where it brings no file of them. */
function told(folder) {
  const readme = readdirSync(folder).find((entry) => /^readme/i.test(entry));
  return readme ? (/^#+ licen[cs]e\b[\s\S]*/im.exec(readFileSync(join(folder, readme), 'utf8'))?.[0] ?? '') : '';
}
mkdirSync(target, { recursive: true });
