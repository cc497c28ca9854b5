import { Controller, Get, Param } from '@nestjs/common';
import { keepsMoney, MONEY_DECIDERS, MONEY_READERS } from '../ledger/money.policy.js';
import { givenNamesFirst } from '../people/person-names.js';
import { PersonRepository } from '../people/person.repository.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentViewer, hasRole, type Viewer } from '../shared/web/viewer.js';
import { personFeesView } from './charges.presenter.js';
import { ChargesRepository } from './charges.repository.js';

/** What somebody was charged, paid and need not pay. */
@Controller('people/:id/fees')
@Policy(allow(...MONEY_READERS))
export class ChargesController {
  constructor(private readonly charges: ChargesRepository, private readonly persons: PersonRepository, private readonly clock: Clock) {}

  @Get()
  async show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const { person } = await this.persons.known(viewer.centreId, id);
    const { centreId } = viewer;
    const [charges, postings, payouts, creditCents] = await Promise.all([
      this.charges.ofPerson(centreId, id), this.charges.postingsOf(centreId, id), this.charges.payoutsOf(centreId, id), this.charges.creditOf(centreId, id),
    ]);
    const name = givenNamesFirst(person);
    const model = personFeesView(t, {
      personId: id, base: { href: `/people/${id}`, text: name }, charges, postings, payouts, creditCents, decides: hasRole(viewer, ...MONEY_DECIDERS),
      keeps: keepsMoney(viewer), today: this.clock.today(),
    });
    return page('fees/person', model, { title: t('fees:charges.title', { name }) });
  }
}
