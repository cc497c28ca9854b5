import { Injectable } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import type { Translate } from '../shared/web/i18n.js';
import { ArrearsRepository } from './arrears.repository.js';
import { withdrawalOutcome } from './charge-rules.js';
import { owesWords, withdrawalWords } from './charge-words.js';
import { ChargesRepository } from './charges.repository.js';

/** What fees read for pages of others. */
@Injectable()
export class FeesReading {
  constructor(private readonly charges: ChargesRepository, private readonly arrears: ArrearsRepository, private readonly clock: Clock) {}

  today(): LocalDate {
    return this.clock.today();
  }

  /** What becomes of her fee if she withdraws today; null where she has none. */
  async onWithdrawal(t: Translate, centreId: Id, enrolmentId: Id): Promise<string | null> {
    const standing = await this.charges.standing(centreId, enrolmentId);
    return standing && withdrawalWords(t, withdrawalOutcome(standing.charge, standing.terms, this.today()), standing.terms);
  }

  /** `Debe S/ 10.00 desde el 07/12/2026`, of those who owe something that is overdue. */
  async overdueWords(t: Translate, centreId: Id, personIds: readonly Id[]): Promise<Map<Id, string>> {
    const today = this.today();
    const overdue = await this.arrears.overdue(centreId, personIds, today);
    return new Map([...overdue].map(([personId, { cents, since }]) => [personId, owesWords(t, cents, since, today)]));
  }
}
