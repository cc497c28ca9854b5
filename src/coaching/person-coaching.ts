import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonSections, type PersonSectionView } from '../people/person-sections.js';
import type { Selection } from '../shared/database/selections.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt, localTimeAt, type LocalDate } from '../shared/kernel/local-date.js';
import type { Translate } from '../shared/web/i18n.js';
import { bookingPath } from './booking.presenter.js';
import { whenWords } from './booking-words.js';
import { comingSelection, soonest, type ComingRow } from './bookings.repository.js';
import { COACHING_STAFF } from './coaching.policy.js';
import { bookingForPath } from './desk-booking.presenter.js';

/** Somebody's next hour of coaching on her page, or the way to book one. */
@Injectable()
export class PersonCoaching implements OnModuleInit {
  constructor(private readonly sections: PersonSections, @Inject(Clock) private readonly clock: Clock) {}

  onModuleInit(): void {
    this.sections.add({
      roles: COACHING_STAFF, order: 40, rows: ({ centreId }, personId) => this.coming(centreId, personId),
      load: (_, personId, t, { coming = [] }) => viewOf(t, personId, coming, this.clock.today()),
    });
  }

  private coming(centreId: Id, personId: Id): Record<string, Selection> {
    const now = this.clock.now();
    return { coming: comingSelection(centreId, personId, localDateAt(now), localTimeAt(now)) };
  }
}

function viewOf(t: Translate, personId: Id, coming: readonly ComingRow[], today: LocalDate): PersonSectionView {
  const label = t('coaching:desk.title');
  const next = soonest(coming);
  if (!next) return { facts: [{ label, text: t('coaching:desk.book'), href: bookingForPath(personId) }] };
  const text = t('coaching:desk.next', { when: whenWords(t, next, today), coach: next.coachName });
  return { facts: [{ label, text, href: bookingPath(next.id) }] };
}
