import { tidy } from '../shared/kernel/text.js';
import { inAnyLanguage, type ActivityOf } from './activity-kinds.js';
import { containsAll } from './answer-texts.js';
import { field, HALF, inParts, several, verdict, type Scored, type Submitted } from './answer.js';
import { pagesIn } from './page-range.js';

/** The activities that are plain forms: dialogs, settings, a notice, a budget and a ballot. Undefined: nothing to score. */

/** Pages count as asked for, however that is typed: all of them one by one are all of them. */
export function scorePrint({ shown, right }: ActivityOf<'print'>, submitted: Submitted): Scored | undefined {
  const asked = { printer: field(submitted, 'printer'), copies: field(submitted, 'copies'), pages: field(submitted, 'pages'), range: field(submitted, 'range') };
  if (asked.printer === '' && asked.pages === '') return undefined;
  // Who types the pages and leaves "all" marked would get all of them.
  const pages = pagesIn(asked.pages === 'all' ? 'all' : asked.range, shown.pages);
  return inParts([
    asked.printer === right.printer, Number(asked.copies) === right.copies,
    pages?.join() === pagesIn(right.pages, shown.pages)?.join(),
  ], asked);
}

/** What must be changed counts, and what must not and was; whoever changes nothing has not begun. */
export function scoreSettings({ shown, right }: ActivityOf<'settings'>, submitted: Submitted): Scored | undefined {
  const chosen = Object.fromEntries(shown.settings.map(({ id, start }) => [id, field(submitted, `setting-${id}`) || start]));
  if (shown.settings.every(({ id, start }) => chosen[id] === start)) return undefined;
  const matter = shown.settings.filter(({ id }) => right[id] !== undefined);
  const spoilt = matter.some(({ id, start }) => right[id] === start && chosen[id] !== start);
  return inParts([
    ...matter.filter(({ id, start }) => right[id] !== start).map(({ id }) => chosen[id] === right[id]), ...(spoilt ? [false] : []),
  ], chosen);
}

/** For whom it is and each thing that it must say are parts of it. */
export function scorePublished({ shown, right }: ActivityOf<'publish'>, submitted: Submitted): Scored | undefined {
  const notice = { audience: field(submitted, 'audience'), text: field(submitted, 'text') };
  const untouched = inAnyLanguage(shown.start).map(tidy).includes(notice.text);
  if (notice.text === '' || untouched) return undefined;
  return inParts([notice.audience === right.audience, ...right.contains.map((group) => containsAll([group], notice.text))], notice);
}

export function scorePoints({ shown, right }: ActivityOf<'score-projects'>, submitted: Submitted): Scored | undefined {
  const points = Object.fromEntries(shown.projects.map(({ id }) => [id, field(submitted, `points-${id}`)]));
  if (Object.values(points).every((given) => given === '')) return undefined;
  return inParts(Object.entries(right).map(([id, wanted]) => points[id] === String(wanted)), points);
}

/** Any valid ballot is right. Her choice is hers: how many she marked is all that is kept. */
export function scoreBallot({ shown, right }: ActivityOf<'ballot'>, submitted: Submitted): Scored | undefined {
  const marked = several(submitted, 'vote').filter((vote) => shown.projects.some(({ id }) => id === vote)).length;
  if (marked === 0) return undefined;
  // Too many marks spoil a ballot; too few waste a part of it.
  return verdict(marked === right.votes ? 1 : marked < right.votes ? HALF : 0, { marked });
}
