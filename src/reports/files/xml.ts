import { printable } from '../../shared/kernel/text.js';

/** An element with its attributes (those of null are left out), and its children or its text. */
export interface Element {
  name: string;
  attributes: Readonly<Record<string, string | number | boolean | null>>;
  children: readonly Element[];
  text: string | null;
}

type Child = Element | null | readonly (Element | null)[];

/** @param children in their order; null stands for one that is not there */
export function element(name: string, attributes: Element['attributes'] = {}, ...children: readonly Child[]): Element {
  return { name, attributes, children: children.flat().filter((child): child is Element => child !== null), text: null };
}

export function textElement(name: string, attributes: Element['attributes'], text: string): Element {
  return { name, attributes, children: [], text };
}

/** A whole document in UTF-8. It has no document type, so that no entity of anybody's is ever declared in it. */
export function xmlDocument(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}`;
}

function written({ name, attributes, children, text }: Element, indent: string): string {
  const start = `${indent}<${name}${Object.entries(attributes).map(([key, value]) => (value === null ? '' : ` ${key}="${escaped(String(value))}"`)).join('')}`;
  if (text !== null) return `${start}>${escaped(text)}</${name}>\n`;
  if (children.length === 0) return `${start}/>\n`;
  return `${start}>\n${children.map((child) => written(child, `${indent}  `)).join('')}${indent}</${name}>\n`;
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' };

/** Line breaks as references too: readers turn those of an attribute into spaces. What XML 1.0 cannot hold at all is left out. */
function escaped(text: string): string {
  return printable(text).replace(/[&<>"\t\n\r]/gu, (sign) => SIGNS[sign] as string);
}
