import { Controller, Get, Inject } from '@nestjs/common';
import { surnamesFirst } from '../people/person-names.js';
import { Clock } from '../shared/kernel/clock.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { listWords } from '../shared/web/date-words.js';
import type { HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { begun } from './booking-words.js';
import { reachView } from './call-list.presenter.js';
import { COACHING_STAFF } from './coaching.policy.js';
import { bookingForPath } from './desk-booking.presenter.js';
import { CoachingProposalsRepository, type ProposedPerson } from './proposals.repository.js';

/** As many as somebody calls in a week; who is booked leaves the list, and the next move up. */
const SHOWN = 50;

/** To whom Minka proposes coaching, and why: for the staff to offer it. */
@Controller('coaching/proposals')
@Policy(allow(...COACHING_STAFF))
export class ProposalsController {
  constructor(private readonly proposals: CoachingProposalsRepository, @Inject(Clock) private readonly clock: Clock) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const people = await this.proposals.ofCentre(viewer.centreId, localDateAt(this.clock.now()));
    const more = people.length > SHOWN ? t('coaching:proposals.more', { count: people.length - SHOWN }) : null;
    const view = { back: { href: '/coaching', text: t('coaching:desk.title') }, items: people.slice(0, SHOWN).map((person) => itemOf(t, person)), more };
    return page('coaching/proposals', view, { title: 'coaching:proposals.title' });
  }
}

/** Her number where she agreed to be called; else why there is none: she is asked when she comes. */
function itemOf(t: Translate, person: ProposedPerson): HomeItem {
  const why = begun(listWords(t, person.reasons.map((reason) => t(`coaching:proposals.reasons.${reason}`))));
  const reach = reachView(t, person);
  return { text: surnamesFirst(person), href: bookingForPath(person.personId), about: `${why} · ${reach.phone?.text ?? reach.why}` };
}
