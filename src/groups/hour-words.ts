import { listWords } from '../shared/web/date-words.js';
import type { Translate } from '../shared/web/i18n.js';
import { timeWords } from './group-words.js';
import type { Holder, HourObstacles } from './hour-obstacles.js';

/** `Grupo A de Cuarta vuelta (lunes, 09:00 a 11:00)`; of one's own edition without its name. */
export function holderWords(t: Translate, holder: Holder): string {
  return t(`groups:obstacles.${holder.editionName ? 'group-of' : 'group'}`, { name: holder.name, edition: holder.editionName, when: timeWords(t, holder) });
}

/** `La sala la usa Grupo A … Elena ya enseña a esa hora.`, each group named once; empty where nothing is in the way. */
export function obstaclesWords(t: Translate, { rooms, teachers }: HourObstacles): string {
  const named = (groups: readonly Holder[]): string => listWords(t, [...new Set(groups.map((group) => holderWords(t, group)))]);
  const others = [...new Set(teachers.flatMap(({ groups }) => groups))].filter((group) => !rooms.includes(group));
  const names = listWords(t, teachers.map(({ name }) => name));
  return [
    ...(rooms.length > 0 ? [t('groups:obstacles.rooms', { count: new Set(rooms.map(({ roomId }) => roomId)).size, groups: named(rooms) })] : []),
    ...(teachers.length > 0 ? [t(`groups:obstacles.${others.length > 0 ? 'teachers-with' : 'teachers'}`, { count: teachers.length, names, groups: named(others) })] : []),
  ].join(' ');
}
