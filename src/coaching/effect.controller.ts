import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import { failedView } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { listFile, listFormat } from '../shared/web/list-files.js';
import { Texts } from '../shared/web/locale.js';
import { page, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { COACHING_MANAGERS } from './coaching.policy.js';
import { coachingEffect, type CoachingEffect } from './coaching-effect.js';
import { CoachingEffectRepository, type EffectPeriod } from './coaching-effect.repository.js';
import { readEffectDays } from './effect.form.js';
import { effectList, effectView } from './effect.presenter.js';

/** What came of coaching, in figures alone. */
@Controller('coaching')
@Policy(allow(...COACHING_MANAGERS))
export class EffectController {
  constructor(private readonly repository: CoachingEffectRepository, @Inject(Clock) private readonly clock: Clock) {}

  @Get('effect')
  async show(@CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const { form, ...days } = readEffectDays(query, this.clock.today());
    const period = { centreId: viewer.centreId, ...days };
    const effect = await this.effect(period);
    const as = listFormat(query, {});
    if (as && form.faults.length === 0) return listFile(as, { list: t('effect:file'), date: t('common:list-file.span', { from: period.from, to: period.to }) }, effectList(t, effect, period), t);
    const model = effectView(t, effect, period, failedView(form, t));
    return page('coaching/effect', model, { title: t('effect:title'), status: form.faults.length > 0 ? 422 : 200 });
  }

  private async effect(period: EffectPeriod): Promise<CoachingEffect> {
    return coachingEffect(...await Promise.all([this.repository.hours(period), this.repository.levels(period)]));
  }
}
