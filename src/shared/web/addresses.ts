/** An address with what is asked of it, or asked as well; what is empty is left out. */
export function addressWith(path: string, query: Readonly<Record<string, string | number | null | undefined>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== '' && value !== null && value !== undefined) parameters.set(name, String(value));
  return parameters.size > 0 ? `${path}${path.includes('?') ? '&' : '?'}${parameters}` : path;
}

/** How an address names a page of a list: not at all the first. */
export function pageNamed(page: number): number | null {
  return page > 1 ? page : null;
}

/** What an address asks, as the hidden fields of a form that asks the same. */
export function askedFields(address: string): { name: string; value: string }[] {
  return [...new URLSearchParams(address.split('?')[1] ?? '')].map(([name, value]) => ({ name, value }));
}
