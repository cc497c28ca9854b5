import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

/** What is served. */
const APPLICATION = ['src', 'migrations', 'seeds'];

/**
 * Compiles the TypeScript of the application, and of the folders and files that are named beside it, into dist/, those files
 * alone that are not there as they are now: `node build.js test/bench`; with `--into=FOLDER` into another folder than dist/.
 * A start after nothing changed compiles nothing, and does not need the compiler.
 */
const INTO = '--into=';
const words = process.argv.slice(2);
const OUT = words.find((word) => word.startsWith(INTO))?.slice(INTO.length) ?? 'dist';
const sources = [...APPLICATION, ...words.filter((word) => !word.startsWith(INTO))];
const LIST = join(OUT, 'built.json');
// What was built with other settings is taken away whole: that must not be a folder with anything else in it.
if (!/^\.?dist[\w-]*$/u.test(OUT)) throw new Error(`${OUT} is no folder for what is built: its name begins with dist or .dist`);

const settings = hashOf(readFileSync('.swcrc'), readFileSync('build.js'), JSON.parse(readFileSync('package.json', 'utf8')).devDependencies['@swc/core']);
const before = readBuilt();
const built = { settings, files: { ...before } };

for (const source of Object.keys(before).filter((file) => !existsSync(file))) {
  for (const end of ['', '.map']) rmSync(outputOf(source) + end, { force: true });
  delete built.files[source];
}
const hashes = new Map(sources.flatMap(sourcesIn).map((source) => [source, hashOf(readFileSync(source))]));
const stale = [...hashes.keys()].filter((source) => before[source] !== hashes.get(source) || !existsSync(outputOf(source)));
if (stale.length > 0) {
  const { transformFile } = await import('@swc/core');
  await Promise.all(stale.map((source) => compile(source, transformFile)));
  for (const source of stale) built.files[source] = hashes.get(source);
}
if (stale.length > 0 || Object.keys(built.files).length < Object.keys(before).length) writeWhole(LIST, JSON.stringify(built));

/** What stands in dist/ already, by file; nothing where it was made with other settings. */
function readBuilt() {
  try {
    const known = JSON.parse(readFileSync(LIST, 'utf8'));
    if (known.settings === settings) return known.files;
  } catch {
    // None yet, or cut off while it was written.
  }
  rmSync(OUT, { recursive: true, force: true });
  return {};
}

function sourcesIn(path) {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.spec|\.d)\.ts$/u.test(file)).map((file) => join(path, file));
}

async function compile(source, transformFile) {
  const output = outputOf(source);
  mkdirSync(dirname(output), { recursive: true });
  const { code, map } = await transformFile(source, { sourceFileName: relative(dirname(output), source) });
  writeWhole(`${output}.map`, map);
  writeWhole(output, `${code}//# sourceMappingURL=${basename(output)}.map\n`);
}

/** Another start may be reading it: it is there whole or not at all. */
function writeWhole(file, text) {
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, text);
  renameSync(aside, file);
}

function outputOf(source) {
  return join(OUT, source.replace(/\.ts$/u, '.js'));
}

function hashOf(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('base64url');
}
