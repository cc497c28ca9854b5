import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import { addDays, formatLocalDate, localDateAt, parseLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import { failedView, type FormFault } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { isListFormat, listFile } from '../shared/web/list-files.js';
import { Texts } from '../shared/web/locale.js';
import { page, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { COACHING_MANAGERS } from './coaching.policy.js';
import { coachingEffect, type CoachingEffect } from './coaching-effect.js';
import { CoachingEffectRepository, type EffectPeriod } from './coaching-effect.repository.js';
import { effectList, effectView } from './effect.presenter.js';

interface Asked {
  from?: unknown;
  to?: unknown;
  as?: unknown;
}

/** Twelve months: early in a year its own days would hold almost nobody. */
const USUAL_DAYS = 364;

/** What came of coaching, in figures alone. */
@Controller('coaching')
@Policy(allow(...COACHING_MANAGERS))
export class EffectController {
  constructor(private readonly repository: CoachingEffectRepository, @Inject(Clock) private readonly clock: Clock) {}

  @Get('effect')
  async show(@CurrentViewer() viewer: Viewer, @Query() query: Asked, @Texts() t: Translate): Promise<Answer> {
    const { period, values, faults } = this.read(viewer, query);
    const effect = await this.effect(period);
    if (isListFormat(query.as) && faults.length === 0) return listFile(query.as, t('effect:file', { from: period.from, to: period.to }), effectList(t, effect, period), t);
    const model = effectView(t, effect, period, failedView({ values, faults }, t));
    return page('coaching/effect', model, { title: t('effect:title'), status: faults.length > 0 ? 422 : 200 });
  }

  private async effect(period: EffectPeriod): Promise<CoachingEffect> {
    return coachingEffect(...await Promise.all([this.repository.hours(period), this.repository.levels(period)]));
  }

  /** The last twelve months, unless an address says otherwise and can be understood. */
  private read({ centreId }: Viewer, query: Asked): { period: EffectPeriod; values: Record<string, string>; faults: FormFault[] } {
    const today = localDateAt(this.clock.now());
    const faults: FormFault[] = [];
    const dateOf = (name: 'from' | 'to', usual: LocalDate): LocalDate => {
      const typed = query[name];
      const date = typeof typed === 'string' && typed.trim() !== '' ? parseLocalDate(typed.trim()) : usual;
      if (date === null) faults.push({ field: name, reason: 'web:errors.date' });
      return date ?? usual;
    };
    const [from, to] = [dateOf('from', addDays(today, -USUAL_DAYS)), dateOf('to', today)];
    if (from > to) faults.push({ field: 'to', reason: 'effect:refusals.order' });
    const typed = (name: 'from' | 'to', date: LocalDate): string => (
      faults.some(({ field }) => field === name) && typeof query[name] === 'string' ? query[name] : formatLocalDate(date));
    return { period: { centreId, from, to: from > to ? from : to }, values: { from: typed('from', from), to: typed('to', to) }, faults };
  }
}
