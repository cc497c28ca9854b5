import type { Readable } from 'node:stream';
import type { FlashMessage } from './flash.js';
import type { RenderOptions } from './view-engine.js';

export interface PageOptions {
  /** 200 unless told; 422 also puts "Error: " before the title. */
  status?: number;
  /** Text, already translated: what stands in the browser's title. */
  title?: string;
  layout?: RenderOptions['layout'];
  /** What the act did that this page answers; only where no redirect lies in between, which carries it otherwise. */
  flash?: FlashMessage | null;
  /** Scripts beside the common one, by asset name: `js/register.js`. */
  scripts?: string[];
  /** Who is seen with this page may be in danger: it gets a quick way out. */
  quickExit?: boolean;
  /** The id of the first thing to do: whoever skips to the content gets there at once. */
  skipTo?: string;
  /** Without JavaScript the page asks for itself again after so many seconds. */
  refreshSeconds?: number;
}

/** What handlers answer: a plain value that the HTTP adapter turns into a response. */
export type Answer = Page | Redirect | Download | Embedded | Subscribed | Data | Events | Nothing;

export class Page {
  constructor(readonly view: string, readonly model: object, readonly options: PageOptions) {}
}

export class Redirect {
  constructor(readonly path: string, readonly flash: FlashMessage | null, readonly status: 303 | 307 = 303) {}
}

export class Download {
  constructor(readonly name: string, readonly type: string, readonly body: Buffer | string | Readable) {}
}

export class Embedded {
  constructor(readonly type: string, readonly body: Buffer | string, readonly current: boolean) {}
}

export class Subscribed {
  constructor(readonly type: string, readonly body: string) {}
}

export class Data {
  constructor(readonly value: unknown, readonly status: number) {}
}

export class Events {
  constructor(readonly stream: Readable) {}
}

export class Nothing {}

/** Renders `views/<view>.hbs` with a finished view model. */
export function page(view: string, model: object = {}, options: PageOptions = {}): Page {
  return new Page(view, model, options);
}

/**
 * 303 to a page of Minka's own. The flash is a catalogue key, or `{key, params?, kind?, link?}`; the next page shows it.
 * @throws for an address that could lead to another site
 */
export function redirect(path: string, flash: FlashMessage | string | null = null): Redirect {
  if (!isOwnPath(path)) throw new Error(`not a path of Minka: ${path}`);
  return new Redirect(path, typeof flash === 'string' ? { key: flash } : flash);
}

/** The form that was just sent goes on to another handler, as it is: 307. */
export function handedOn(path: string): Redirect {
  if (!isOwnPath(path)) throw new Error(`not a path of Minka: ${path}`);
  return new Redirect(path, null, 307);
}

/** A file to take away. `type` with its charset: `text/csv; charset=utf-8`. */
export function download(name: string, type: string, body: Buffer | string | Readable): Download {
  return new Download(name, type, body);
}

/**
 * A picture that pages show. Nothing in it runs, even where it is opened by itself.
 * @param current whether the address names this very content, so that browsers may keep it for ever
 */
export function embedded(type: string, body: Buffer | string, current: boolean): Embedded {
  return new Embedded(type, body, current);
}

/** What a program asks for again and again: it may keep it for itself, and is told in few bytes where nothing has changed. */
export function subscribed(type: string, body: string): Subscribed {
  return new Subscribed(type, body);
}

/** JSON, for the few scripts that ask for it. */
export function data(value: unknown, status = 200): Data {
  return new Data(value, status);
}

/** Server-sent events, for a page that keeps itself up to date: the stream holds what goes over the wire. */
export function events(stream: Readable): Events {
  return new Events(stream);
}

/** 204 */
export function nothing(): Nothing {
  return new Nothing();
}

/** True for `/people?x=1`; false for `//host`, `/\host` and anything with a scheme, which browsers take to other sites. */
export function isOwnPath(path: unknown): path is string {
  return typeof path === 'string' && /^\/(?![/\\])[^\\\s\p{Cc}\p{Surrogate}]*$/u.test(path) && !/^[^?#]*\/\//u.test(path);
}
