/**
 * What is typed in a lesson's form is kept in the browser until it is saved, so that a power cut takes nothing. It is offered
 * when she comes back, by the address `data-draft`, which holds the lesson and who writes. A form without it keeps nothing.
 */
interface Draft {
  at: number;
  /** The version that was on the page. */
  based: string;
  /** The button that saves was pressed. */
  sent: boolean;
  fields: [string, string][];
}

const DAYS = 86_400_000;
const KEPT_FOR = 14 * DAYS;
const PAUSE = 500;
const form = document.querySelector<HTMLFormElement>('form[data-draft]');
const saved = document.querySelector<HTMLElement>('[data-draft-saved]');

if (saved) {
  const { draftSaved: name = '', version = '0' } = saved.dataset;
  const draft = read(name);
  if (draft?.sent && Number(draft.based) < Number(version)) localStorage.removeItem(name);
}
if (form) begin(form, form.dataset.draft as string);

function begin(part: HTMLFormElement, name: string): void {
  const found = read(name);
  let waiting = 0;
  // What came back from the server unsaved is newer than anything that was kept.
  if (part.dataset.typed !== undefined) keep(part, name, false);
  else if (found) offer(part, name, found);
  part.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(part, name, false), PAUSE);
  });
  part.addEventListener('submit', ({ submitter }) => {
    clearTimeout(waiting);
    keep(part, name, (submitter as HTMLButtonElement | null)?.value === 'save');
  });
}

function keep(part: HTMLFormElement, name: string, sent: boolean): void {
  const all = [...new FormData(part)].filter((field): field is [string, string] => typeof field[1] === 'string');
  const based = all.find(([field]) => field === 'based')?.[1] ?? '0';
  const fields = all.filter(([field]) => !['_key', 'based', 'act'].includes(field));
  try {
    localStorage.setItem(name, JSON.stringify({ at: Date.now(), based, sent, fields } satisfies Draft));
  } catch {
    // Full, or forbidden: then nothing is kept, as without this script.
  }
}

function read(name: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(name) ?? 'null') as Draft | null;
    if (draft && Date.now() - draft.at < KEPT_FOR) return draft;
    localStorage.removeItem(name);
  } catch {
    // Not of this script.
  }
  return null;
}

function offer(part: HTMLFormElement, name: string, draft: Draft): void {
  const template = document.querySelector<HTMLTemplateElement>('template[data-draft-offer]');
  const notice = template?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
  if (!notice) return;
  const when = notice.querySelector('[data-draft-when]');
  if (when) when.textContent = new Date(draft.at).toLocaleString(document.documentElement.lang === 'es' ? 'es-PE' : 'en', { dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' });
  notice.querySelector('[data-draft-take]')?.addEventListener('click', () => take(part, draft));
  notice.querySelector('[data-draft-drop]')?.addEventListener('click', () => {
    localStorage.removeItem(name);
    notice.remove();
  });
  part.before(notice);
}

/** Steps may have been added or moved since: the server draws the form anew, with its preview. */
function take(part: HTMLFormElement, draft: Draft): void {
  const again = Object.assign(document.createElement('form'), { method: 'post', action: part.action, enctype: 'multipart/form-data', hidden: true });
  const key = part.querySelector<HTMLInputElement>('input[name="_key"]')?.value ?? '';
  for (const [name, value] of [['_key', key], ['based', draft.based], ['act', 'preview'], ...draft.fields] as [string, string][]) {
    // A text area keeps line breaks.
    again.append(Object.assign(document.createElement('textarea'), { name, value }));
  }
  document.body.append(again);
  again.submit();
}

export {};
