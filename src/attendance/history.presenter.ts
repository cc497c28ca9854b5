import type { Instant } from '../shared/kernel/clock.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { momentWords } from '../shared/web/date-words.js';
import type { Translate } from '../shared/web/i18n.js';
import { table } from '../shared/web/tables.js';
import { markWords } from './mark-words.js';
import type { Mark, MarkStatus } from './register-rules.js';
import { headView } from './register.presenter.js';
import type { MarkChange, SessionHead } from './registers.repository.js';

/** What `attendance/history` shows: who changed one mark, from what to what, the newest change on top. */
export function historyView(t: Translate, head: SessionHead, { name, changes }: { name: string; changes: readonly MarkChange[] }, now: Instant): object {
  const marks = marksAfter(changes);
  const rows = changes.map(({ recordedAt, actorName }, index) => [
    { text: momentWords(recordedAt) },
    { text: actorName ?? t('attendance:conflict.somebody') },
    { text: markWords(t, marks[index + 1] ?? null) },
    { text: markWords(t, marks[index] ?? null) },
  ]);
  const columns = (['when', 'who', 'before', 'after'] as const).map((name) => ({ text: t(`attendance:history.${name}`) }));
  return {
    ...headView(t, head, localDateAt(now)), group: head.groupName, name, back: `/sessions/${head.id}/register`,
    table: table({ id: 'changes', caption: t('attendance:history.title'), captionHidden: true, columns, rows }),
  };
}

/** The mark as it stood after each change, in the order of the changes (newest first): the trail holds what differed alone. */
function marksAfter(changes: readonly MarkChange[]): Mark[] {
  const marks: Mark[] = [];
  let mark: Mark = { status: 'present', minutes: null, reason: null };
  for (const { after } of [...changes].reverse()) {
    mark = {
      status: (after?.status as MarkStatus | undefined) ?? mark.status,
      minutes: after && 'minutes' in after ? after.minutes as number | null : mark.minutes,
      reason: after && 'reason' in after ? after.reason as string | null : mark.reason,
    };
    marks.unshift(mark);
  }
  return marks;
}
