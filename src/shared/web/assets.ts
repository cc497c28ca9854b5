import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { RequestHandler, Response } from 'express';
import { encodingFor } from './encoding.js';
import { VIEWS } from './project-root.js';

/**
 * The address of an asset, with its hash, so that browsers may keep it for ever: `/assets/1f2e3d4c/css/app.css`.
 * Names: `css/app.css` (all of views/assets/css but its folders office, learning and pages), `css/office.css` (what only the staff's pages need),
 * `css/learning.css` (lessons and what is done in them), `css/pages/NAME.css` (what few pages need), `js/app.js` (all of src/browser/common), `js/NAME.js` (src/browser, with what it
 * imports), `fonts/NAME.woff2`, `pictures/NAME` (views/assets/pictures).
 * @throws when there is no asset of that name
 */
export function assetUrl(name: string): string {
  const asset = assets().get(name);
  if (!asset) throw new Error(`There is no asset ${name}`);
  return urlOf(asset);
}

/**
 * Answers GET /assets/HASH/NAME from memory, compressed once and for all; passes everything else on. It comes before the headers
 * of pages: what those forbid a page to do, a style or a letter cannot do, and eight times their half kilobyte is felt on a slow line.
 */
export function assetsMiddleware(): RequestHandler {
  return (request, response, next) => {
    const match = request.method === 'GET' || request.method === 'HEAD' ? ADDRESS.exec(request.path) : null;
    if (!match) return next();
    const asset = assets().get(match[2] as string);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    if (!asset) return void response.status(404).type('text').send('Not found');
    send(response, asset, match[1] === asset.hash, isText(asset) ? encodingFor(request) : null);
  };
}

/** Forgets what was read, so that the next request reads the files again (development). */
export function forgetAssets(): void {
  loaded = undefined;
}

interface Asset {
  name: string;
  hash: string;
  body: Buffer;
  /** Made when it is first asked for. */
  packed: { br?: Buffer; gzip?: Buffer };
}

const ADDRESS = /^\/assets\/([0-9a-f]{8})\/([\w./-]+)$/u;
const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2', '.png': 'image/png', '.webp': 'image/webp', '.jpg': 'image/jpeg',
};
const installed = createRequire(import.meta.url);

let loaded: Map<string, Asset> | undefined;

function send(response: Response, asset: Asset, current: boolean, encoding: 'br' | 'gzip' | null): void {
  const body = encoding ? packed(asset, encoding) : asset.body;
  response.setHeader('Content-Type', TYPES[extname(asset.name)] as string);
  response.setHeader('Content-Length', body.length);
  // A page from before an upgrade still gets its styles, but must not keep the new file under the old address.
  response.setHeader('Cache-Control', current ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.setHeader('Vary', 'Accept-Encoding');
  if (encoding) response.setHeader('Content-Encoding', encoding);
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

function packed(asset: Asset, encoding: 'br' | 'gzip'): Buffer {
  return asset.packed[encoding] ??= encoding === 'gzip'
    ? gzipSync(asset.body, { level: 9 })
    : brotliCompressSync(asset.body, { params: { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } });
}

function isText(asset: Asset): boolean {
  return /\.(css|js|svg)$/u.test(asset.name);
}

function urlOf(asset: Asset): string {
  return `/assets/${asset.hash}/${asset.name}`;
}

function assets(): Map<string, Asset> {
  if (loaded) return loaded;
  const files = [...fonts(), ...pictures()].map(([name, body]) => toAsset(name, body, hashOf(body)));
  const scripts = browserScripts();
  files.push(...scripts.map(([name, body]) => toAsset(name, body, hashOf(body))));
  const byName = new Map(files.map((asset) => [asset.name, asset]));
  for (const [name, css] of stylesheets(byName)) byName.set(name, toAsset(name, css, hashOf(css)));
  return loaded = byName;
}

type Named = [name: string, body: Buffer];

function toAsset(name: string, body: Buffer, hash: string): Asset {
  return { name, hash, body, packed: {} };
}

function hashOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 8);
}

/** The upright letters only, straight from their package: one file for Spanish, one for rarer Latin letters. */
function fonts(): Named[] {
  const family = 'atkinson-hyperlegible-next';
  const folder = join(dirname(installed.resolve(`@fontsource-variable/${family}/package.json`)), 'files');
  return ['latin', 'latin-ext'].map((part) => [
    `fonts/${family}-${part}.woff2`, readFileSync(join(folder, `${family}-${part}-wght-normal.woff2`)),
  ]);
}

function pictures(): Named[] {
  const folder = join(VIEWS, 'assets', 'pictures');
  return filesIn(folder).map((path) => [`pictures/${path}`, readFileSync(join(folder, path))]);
}

/**
 * All style files in one, the order of the layers first, but for those that only the staff or few pages need: who learns, on a slow
 * PC, reads no registers and calendars. `url(fonts/…)` becomes the hashed address.
 */
function stylesheets(others: ReadonlyMap<string, Asset>): Named[] {
  const folder = join(VIEWS, 'assets', 'css');
  const paths = filesIn(folder).filter((path) => path.endsWith('.css') && path !== 'layers.css');
  const apart = ['office', 'learning', 'pages'];
  const inFolder = (name: string): string[] => paths.filter((path) => path.startsWith(`${name}/`));
  const packed = (names: readonly string[]): Buffer => Buffer.from(names.map((path) => readFileSync(join(folder, path), 'utf8')).join('\n')
    .replace(/\/\*.*?\*\//gsu, '')
    .replace(/\s*\n\s*/gu, '\n')
    .replace(/url\((?!data:)([^)]+)\)/gu, (_, name: string) => {
      const asset = others.get(name);
      if (!asset) throw new Error(`There is no asset ${name}, which a style asks for`);
      return `url(${urlOf(asset)})`;
    }));
  return [
    ['css/app.css', packed(['layers.css', ...paths.filter((path) => !apart.includes(path.split('/')[0] as string))])],
    ['css/office.css', packed(inFolder('office'))],
    ['css/learning.css', packed(inFolder('learning'))],
    ...inFolder('pages').map((path): Named => [`css/${path}`, packed([path])]),
  ];
}

/** Scripts in `common` go to every page as one file, each with what it imports; each other one is served under its own name. */
function browserScripts(): Named[] {
  const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'browser');
  const paths = filesIn(folder).filter((path) => /(?<!\.d)\.(js|ts)$/u.test(path));
  const isCommon = (path: string): boolean => path.startsWith('common/');
  const common = paths.filter(isCommon).map((path) => `(() => {\n${withImports(join(folder, path))}})();\n`).join('');
  const named = paths.filter((path) => !isCommon(path)).map((path): Named => {
    const text = withImports(join(folder, path));
    return [`js/${path.replace(/ts$/u, 'js')}`, Buffer.from(path.startsWith('activities/') ? activityScript(text) : text)];
  });
  return [['js/app.js', Buffer.from(common)], ...named];
}

/**
 * What brings a task to life, as a function. The page that names the script has run it when it stands there; from then on a practice,
 * which shows task after task on one page, reads scripts before their tasks are there, says so in `data-in-place`, and runs them itself.
 */
function activityScript(text: string): string {
  return `export default function start() {\n${text}}\nif (!document.body.dataset.inPlace) start();\n`;
}

/** A script and what it imports in one: a browser finds an import only when it has read the script, and the page waits for both. */
function withImports(path: string, seen = new Set([path])): string {
  return script(path).replace(IMPORT, (_, from: string) => {
    const imported = [join(dirname(path), from), join(dirname(path), from.replace(/js$/u, 'ts'))].find((file) => existsSync(file));
    if (!imported) throw new Error(`There is no ${from}, which ${basename(path)} imports`);
    if (seen.has(imported)) return '';
    seen.add(imported);
    return withImports(imported, seen).replace(/^export (?=(async )?function |class |const |let )/gmu, '');
  });
}

const IMPORT = /^import (?:\{[^}]*\} from )?["']([^"']+)["'];$/gmu;

function script(path: string): string {
  const source = readFileSync(path, 'utf8');
  return (path.endsWith('.ts') ? compiled(path, source) : source)
    .replace(/^export \{\s*\};$/gmu, '').replace(/^\/\/# sourceMappingURL=.*$/gmu, '')
    .replace(/^\s*(\/\*\*.*?\*\/\s|\/\/.*?\n)/gmsu, '');
}

/** Tests run from the sources, where nothing is built: the build's own compiler does it here. */
function compiled(path: string, source: string): string {
  const { transformSync } = installed('@swc/core') as {
    transformSync(source: string, options: object): { code: string };
  };
  return transformSync(source, { filename: basename(path), jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }).code;
}

/** Paths relative to the folder, with `/`, in a fixed order. */
function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).split(sep).join('/')).sort();
}
