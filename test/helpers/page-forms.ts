/** What the form of a page that goes to an address would send, as it was served. @throws where the page has none */
export function formAt(html: string, action: string): Record<string, string | string[]> {
  const text = html.replace(/&#x3D;/gu, '=').replace(/&#x27;/gu, '\'').replace(/&quot;/gu, '"');
  const form = [...text.matchAll(/<form\b[^>]*action="([^"]*)"[\s\S]*?<\/form>/gu)].find(([, address]) => address?.replace(/&amp;/gu, '&') === action)?.[0];
  if (!form) throw new Error(`no form goes to ${action}`);
  const sent: Record<string, string | string[]> = {};
  for (const [name, value] of [...inputsOf(form), ...textsOf(form), ...choicesOf(form)].filter(([one]) => one !== '_key')) {
    const before = sent[name];
    sent[name] = before === undefined ? value : [before, value].flat();
  }
  return sent;
}

function inputsOf(form: string): [string, string][] {
  return [...form.matchAll(/<input\b[^>]*>/gu)].map(([tag]) => tag).filter((tag) => !/type="(?:radio|checkbox)"/u.test(tag) || /\schecked/u.test(tag))
    .flatMap((tag): [string, string][] => (attribute(tag, 'name') ? [[attribute(tag, 'name'), attribute(tag, 'value')]] : []));
}

function textsOf(form: string): [string, string][] {
  return [...form.matchAll(/(<textarea\b[^>]*>)([\s\S]*?)<\/textarea>/gu)].map(([, tag = '', words = '']) => [attribute(tag, 'name'), words.trim()]);
}

function choicesOf(form: string): [string, string][] {
  return [...form.matchAll(/(<select\b[^>]*>)([\s\S]*?)<\/select>/gu)].map(([, tag = '', options = '']) => (
    [attribute(tag, 'name'), attribute(/<option[^>]*\sselected[^>]*>/u.exec(options)?.[0] ?? '', 'value')]));
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`, 'u').exec(tag)?.[1] ?? '';
}
