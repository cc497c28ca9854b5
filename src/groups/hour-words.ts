import { formatLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import { listWords } from '../shared/web/date-words.js';
import type { Translate } from '../shared/web/i18n.js';
import { timeWords } from './group-words.js';
import type { Holder, HourObstacles } from './hour-obstacles.js';

/** How many dates are named one by one. */
const DATES_NAMED = 3;

/** `Grupo A de Cuarta vuelta (lunes, 09:00 a 11:00; coinciden el 30/11/2026)`; of one's own edition without its name and dates. */
export function holderWords(t: Translate, holder: Holder): string {
  const { name, editionName, dates } = holder;
  const when = dates ? t('groups:obstacles.when', { when: timeWords(t, holder), dates: datesWords(t, dates) }) : timeWords(t, holder);
  return t(`groups:obstacles.${editionName ? 'group-of' : 'group'}`, { name, edition: editionName, when });
}

function datesWords(t: Translate, dates: readonly LocalDate[]): string {
  const named = dates.map(formatLocalDate);
  if (named.length === 0) return t('groups:obstacles.no-date');
  if (named.length <= DATES_NAMED) return t('groups:obstacles.dates', { dates: listWords(t, named) });
  return t('groups:obstacles.many-dates', { count: named.length, from: named[0], to: named.at(-1) });
}

/** `La sala la usa Grupo A … Elena ya enseña a esa hora.`, each group named once; empty where nothing is in the way. */
export function obstaclesWords(t: Translate, { rooms, trainers }: HourObstacles): string {
  const named = (groups: readonly Holder[]): string => listWords(t, [...new Set(groups.map((group) => holderWords(t, group)))]);
  const others = [...new Set(trainers.flatMap(({ groups }) => groups))].filter((group) => !rooms.includes(group));
  const names = listWords(t, trainers.map(({ name }) => name));
  return [
    ...(rooms.length > 0 ? [t('groups:obstacles.rooms', { count: new Set(rooms.map(({ roomId }) => roomId)).size, groups: named(rooms) })] : []),
    ...(trainers.length > 0 ? [t(`groups:obstacles.${others.length > 0 ? 'trainers-with' : 'trainers'}`, { count: trainers.length, names, groups: named(others) })] : []),
  ].join(' ');
}
