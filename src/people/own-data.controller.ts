import { Controller, Get } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { ownDataView } from './own-data.presenter.js';
import { PersonRepository } from './person.repository.js';

/** What the centre keeps of somebody, shown to herself. */
@Controller('my-data')
@Policy(allow('learner'))
export class OwnDataController {
  constructor(private readonly persons: PersonRepository, private readonly clock: Clock) {}

  @Get()
  async show(@CurrentViewer() { centreId, personId }: Viewer, @Texts() t: Translate): Promise<Answer> {
    if (personId === null) throw new NotThere('person');
    const [known, posts, consents] = await Promise.all([
      this.persons.known(centreId, personId), this.persons.posts(centreId, personId), this.persons.consents(centreId, personId),
    ]);
    return page('people/own', ownDataView(t, { known, posts, consents, today: this.clock.today() }), { title: 'people:own.title' });
  }
}
