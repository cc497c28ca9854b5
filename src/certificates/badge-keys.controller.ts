import { Controller, Get, Post } from '@nestjs/common';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { BadgeKeys } from './badge-keys.js';
import { keysView } from './badge-keys.presenter.js';

/** The keys that sign badges, changed while Minka runs: the embedded database takes one process, so no command could. */
@Controller('badge-keys')
@Policy(allow('administrator'))
export class BadgeKeysController {
  constructor(private readonly keys: BadgeKeys) {}

  @Get()
  async list(@Texts() t: Translate): Promise<Answer> {
    return page('certificates/keys', keysView(t, await this.keys.published()), { title: 'certificates:keys.title' });
  }

  @Post()
  async rotate(@CurrentViewer() viewer: Viewer, @CurrentSubmission() submission: Submission): Promise<Answer> {
    await this.keys.rotate({ actor: viewer, submission });
    return redirect('/badge-keys', 'certificates:flash.key-changed');
  }
}
