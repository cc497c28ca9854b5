/**
 * The pages that somebody asks a print dialog for.
 *
 * @param range `all`, or as it is typed: `2`, `1-2`, `1 a 3`, `1, 2 y 4`
 * @param last the number of the document's last page
 * @returns the pages from the first on, null when it is not to be read or the document has no such pages
 */
export function pagesIn(range: string, last: number): number[] | null {
  if (range === 'all') return upTo(1, last);
  const parts = range.trim().toLowerCase().split(/\s*(?:,|;|\by\b|\band\b)\s*/u).map((part) => {
    const [, from, to] = /^(\d{1,2})(?:\s*(?:-|–|a|al|to)\s*(\d{1,2}))?$/u.exec(part) ?? [];
    return from === undefined ? [] : upTo(Number(from), Number(to ?? from));
  });
  const pages = [...new Set(parts.flat())].sort((one, other) => one - other);
  const readable = parts.every((part) => part.length > 0);
  return readable && pages.every((page) => page >= 1 && page <= last) ? pages : null;
}

function upTo(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
