/** The address of the first link whose words begin like this. */
export function linkTo(html: string, words: string): string {
  const found = [...html.matchAll(/<a[^>]*href="([^"]+)"[^>]*>([\s\S]*?)<\/a>/gu)].find(([, , text]) => (text as string).replace(/<[^>]+>/gu, '').trim().startsWith(words));
  if (!found) throw new Error(`no link ${words}`);
  return (found[1] as string).replace(/&amp;/gu, '&').replace(/&#x3D;/gu, '=');
}

/** What a form of a page would send. */
export function hiddenOf(html: string): Record<string, string> {
  const main = /<main[\s\S]*<\/main>/u.exec(html)?.[0] ?? '';
  return Object.fromEntries([...main.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/gu)].filter(([, name]) => name !== '_key').map(([, name, value]) => [name, value]));
}
