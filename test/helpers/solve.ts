import { inAnyLanguage, type Activity, type ActivityKind, type ActivityOf, type ActivityText } from '../../src/activities/activity-kinds.js';
import type { Submitted } from '../../src/activities/answer.js';

/** What the form of an activity sends when everything has been done right: made of the right answer alone. */
export function solve(activity: Activity): Submitted {
  return (SOLVED[activity.kind] as (activity: Activity) => Submitted)(activity);
}

const SOLVED: { [K in ActivityKind]: (activity: ActivityOf<K>) => Submitted } = {
  choice: ({ right }) => ({ answer: right }),
  menu: ({ right }) => ({ answer: right }),
  pointer: ({ shown, right }) => (shown.gesture === 'click' ? { answer: right } : trace({ target: right, gesture: shown.gesture })),
  'scroll-read': reply,
  'mock-page': reply,
  drag: ({ right }) => trace(right),
  'type-text': ({ right }) => ({ answer: words(right) }),
  'correct-text': ({ right }) => ({ answer: words(right) }),
  'copy-paste': ({ shown }) => ({ answer: words([shown.source]), ...trace({ pasted: true }) }),
  format: ({ right }) => trace(right),
  mail: ({ right }) => ({ to: right.to, subject: words(right.subject), body: (right.body ?? []).map(words).join(' '), file: right.file ?? '' }),
  'judge-message': ({ right }) => ({ marked: right }),
  'make-password': ({ right }) => ({ answer: `Zx7+${'-kw9Qj'.repeat(Math.ceil(right.fewest / 6))}` }),
  windows: ({ right }) => trace({ touched: true, ...right }),
  'save-file': ({ right }) => ({ folder: right.folder, name: words(right.name), type: right.type ?? '' }),
  files: ({ right }) => trace(right.map((action) => {
    if (action.do === 'new') return { do: 'new', id: `made ${words([action.name])}`, name: words([action.name]) };
    if (action.do === 'rename') return { ...action, name: words([action.name]) };
    if (action.do === 'delete') return action;
    return { ...action, folder: typeof action.folder === 'string' ? action.folder : `made ${words([action.folder.named])}` };
  })),
  'web-form': ({ right }) => Object.fromEntries(Object.entries(right).map(([id, accepted]) => [`field-${id}`, words(accepted)])),
  'set-value': ({ shown, right }) => ({ answer: String(shown.from + Math.floor((right.to - shown.from) / shown.step) * shown.step) }),
  search: ({ right }) => ({ answer: right.map(words).join(' ') }),
  keys: ({ right }) => trace({ pressed: right, slips: 0 }),
  print: ({ right }) => ({
    printer: right.printer, copies: String(right.copies), pages: right.pages === 'all' ? 'all' : 'some', range: right.pages === 'all' ? '' : right.pages,
  }),
  settings: ({ right }) => Object.fromEntries(Object.entries(right).map(([id, option]) => [`setting-${id}`, option])),
  publish: ({ right }) => ({ audience: right.audience, text: right.contains.map(words).join(' ') }),
  'score-projects': ({ right }) => Object.fromEntries(Object.entries(right).map(([id, points]) => [`points-${id}`, String(points)])),
  ballot: ({ shown, right }) => ({ vote: shown.projects.slice(0, right.votes).map(({ id }) => id) }),
};

function reply({ right }: ActivityOf<'scroll-read'> | ActivityOf<'mock-page'>): Submitted {
  return { answer: right.option ?? words(right.typed) };
}

function trace(done: unknown): Submitted {
  return { trace: JSON.stringify(done) };
}

/** The first of the answers that are right. */
function words(accepted: readonly ActivityText[] = []): string {
  return accepted.flatMap(inAnyLanguage)[0] ?? '';
}
