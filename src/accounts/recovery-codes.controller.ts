import { Controller, Get, Post } from '@nestjs/common';
import { NotThere } from '../shared/kernel/refusal.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { AccountsRepository } from './accounts.repository.js';
import { spacedCode } from './card-code.js';
import { RecoveryCodes } from './recovery-codes.service.js';

/** An administrator's own codes for the day she has no phone. */
@Controller('account/recovery')
@Policy(allow('administrator'))
export class RecoveryCodesController {
  constructor(private readonly recovery: RecoveryCodes, private readonly accounts: AccountsRepository) {}

  @Get()
  async ask(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const left = await this.accounts.recoveryCodesLeft(viewer.accountId);
    if (left === null) throw new NotThere('second step');
    const words = left === 0 ? t('accounts:recovery.none') : t('accounts:recovery.left', { count: left });
    return page('accounts/recovery', { words, submit: t(`accounts:recovery.${left === 0 ? 'make' : 'renew'}`), renews: left > 0 }, { title: 'accounts:recovery.title' });
  }

  /** Shown this once, to be printed. */
  @Post('codes')
  async make(@CurrentViewer() viewer: Viewer, @CurrentSubmission() submission: Submission): Promise<Answer> {
    const codes = await this.recovery.renew(viewer, submission);
    return page('accounts/recovery-codes', { codes: codes.map(spacedCode), name: viewer.name }, { title: 'accounts:recovery.title' });
  }
}
