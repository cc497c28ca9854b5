import { COACHING_TOPICS, type BookingStatus, type CoachingTopic } from './coaching-words.js';
import type { Span } from './coaching-cells.js';
import { takesTopic, type FreeSlot } from './free-slots.js';
import type { Instant } from '../shared/kernel/clock.js';
import { addDays, localDateAt, localTimeAt, type LocalDate } from '../shared/kernel/local-date.js';
import { begun } from '../shared/kernel/text.js';
import { dayWords, hoursWords } from '../shared/web/date-words.js';
import type { Choice } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';

const KINDS: Record<BookingStatus, string> = { booked: 'info', arrived: 'accent', done: 'success', 'no-show': 'warning', cancelled: '' };

/** `Hoy, martes 24 de noviembre`, `Mañana, miércoles 25 de noviembre`, `Jueves 26 de noviembre`: as a line begins. */
export function nearDayWords(t: Translate, date: LocalDate, today: LocalDate): string {
  const day = dayWords(t, date, today);
  if (date === today) return t('coaching:book.today', { day });
  return date === addDays(today, 1) ? t('coaching:book.tomorrow', { day }) : begun(day);
}

/** `Hoy, martes 24 de noviembre, de 09:00 a 09:45` */
export function whenWords(t: Translate, { date, startsAt, endsAt }: Span, today: LocalDate): string {
  return t('coaching:book.when', { day: nearDayWords(t, date, today), hours: hoursWords(t, startsAt, endsAt) });
}

/** `el lunes 23 de noviembre a las 09:00` */
export function atWords(t: Translate, { date, startsAt }: Pick<Span, 'date' | 'startsAt'>): string {
  return t('coaching:book.at', { day: dayWords(t, date), time: startsAt });
}

/** `PC 3, Sala 1` */
export function whereWords(t: Translate, { workstationLabel, roomName }: Pick<FreeSlot, 'workstationLabel' | 'roomName'>): string {
  return t('coaching:book.where', { pc: workstationLabel, room: roomName });
}

/** `el lunes 23 de noviembre a las 09:00` */
export function untilWords(t: Translate, until: Instant): string {
  return atWords(t, { date: localDateAt(until), startsAt: localTimeAt(until) });
}

/** Its hour has passed. */
export function isOver({ date, endsAt }: Pick<Span, 'date' | 'endsAt'>, now: Instant): boolean {
  return `${date} ${endsAt}` <= `${localDateAt(now)} ${localTimeAt(now)}`;
}

export function statusBadge(t: Translate, status: BookingStatus): { text: string; kind: string } {
  return { text: t(`coaching:desk.states.${status}`), kind: KINDS[status] };
}

/** What she needs help with; null where nobody has named it. */
export function topicWords(t: Translate, topic: CoachingTopic): string | null {
  return topic === 'other' ? null : t(`coaching:coaches.topics.${topic}`);
}

/** @param topics what the coach takes; empty: all of them */
export function topicChoices(t: Translate, topics: readonly CoachingTopic[] = []): Choice[] {
  return COACHING_TOPICS.filter((topic) => takesTopic({ topics }, topic)).map((topic) => ({ value: topic, label: t(`coaching:coaches.topics.${topic}`) }));
}
