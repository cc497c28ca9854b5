import { Controller, Get } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentViewer, personOf, type Viewer } from '../shared/web/viewer.js';
import { CompletionRepository } from './completion.repository.js';
import { ownCompletionView } from './own-completion.presenter.js';

/** A learner's way to her certificate: what is asked, what is there, what is missing, and where she will find it. */
@Controller('my-certificate')
@Policy(allow('learner'))
export class OwnCompletionController {
  constructor(private readonly completion: CompletionRepository, private readonly clock: Clock) {}

  @Get()
  async show(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const today = this.clock.today();
    const own = await this.completion.own(personOf(viewer), viewer.centreId, today);
    return page('certificates/own', ownCompletionView(t, own, today), { title: 'certificates:own.title' });
  }
}
