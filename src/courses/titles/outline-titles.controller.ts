import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { NotThere, Refused, StaleEdit } from '../../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../../shared/web/fields.js';
import { line, optionalLine, whole } from '../../shared/web/form-schemas.js';
import { failedView, keptValues, parseForm, refusalsToForm } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { Texts } from '../../shared/web/locale.js';
import { page, redirect, type Answer } from '../../shared/web/page.js';
import { allow, Policy } from '../../shared/web/policies.js';
import { staleView, type StaleView } from '../../shared/web/stale-form.js';
import { CurrentSubmission, type Submission } from '../../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../../shared/web/viewer.js';
import { EDITORS } from '../courses.policy.js';
import type { OutlinePart, WantedWords } from './outline-titles.js';
import { coursePath, titleFields, titlesHistoryView } from './outline-titles.presenter.js';
import { OutlineTitlesRepository, type OutlineStanding } from './outline-titles.repository.js';
import { OutlineTitlesService } from './outline-titles.service.js';

/** What a centre calls a course and its modules, and what it called them before. */
@Controller('courses/:code/titles')
@Policy(allow(...EDITORS))
export class OutlineTitlesController {
  constructor(private readonly titles: OutlineTitlesService, private readonly repository: OutlineTitlesRepository) {}

  @Get()
  async edit(@CurrentViewer() viewer: Viewer, @Param('code') code: string, @Texts() t: Translate): Promise<Answer> {
    return formPage(t, await this.repository.standing(viewer.centreId, code), emptyForm());
  }

  @Post()
  async save(
    @CurrentViewer() viewer: Viewer, @Param('code') code: string, @Body() body: Record<string, unknown>,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const standing = await this.repository.standing(viewer.centreId, code);
    const parsed = parseForm(formOf(standing.parts), body);
    if (!parsed.ok) return formPage(t, standing, failedView(parsed.form, t), 422);
    const { reason, based, ...words } = parsed.value;
    try {
      const changed = await this.titles.save({ centreId: viewer.centreId, courseCode: code, based }, wantedIn(words, standing.parts), reason, { actor: viewer, submission });
      return redirect(coursePath(code), changed > 0 ? 'courses:titles.saved' : { key: 'courses:titles.unchanged', kind: 'info' });
    } catch (error) {
      if (error instanceof Refused) return formPage(t, standing, failedView(refusalsToForm(error, body), t), 422);
      if (!(error instanceof StaleEdit)) throw error;
      const now = await this.repository.standing(viewer.centreId, code);
      const typed = emptyForm(keptValues(body));
      // What is sent again from here replaces what the other one saved, knowingly.
      const stale = staleView(t, titleFields(t, typed, now).slice(0, -1), titleFields(t, emptyForm(), now).slice(0, -1));
      return formPage(t, now, { ...typed, values: { ...typed.values, based: String(now.ordinal) } }, 409, stale);
    }
  }

  @Get('history')
  async history(@CurrentViewer() viewer: Viewer, @Param('code') code: string, @Texts() t: Translate): Promise<Answer> {
    const [standing, versions] = await Promise.all([this.repository.standing(viewer.centreId, code), this.repository.versions(viewer.centreId, code)]);
    return page('courses/titles/history', titlesHistoryView(t, courseTitle(standing), standing, versions), { title: 'courses:titles.history' });
  }

  @Post(':ordinal/return')
  async goBack(
    @CurrentViewer() viewer: Viewer, @Param('code') code: string, @Param('ordinal') ordinal: string, @Body() body: Record<string, unknown>,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const edited = { centreId: viewer.centreId, courseCode: code, based: numberIn(body.based) };
    await this.titles.goBack(edited, numberIn(ordinal), t('courses:titles.returned'), { actor: viewer, submission });
    return redirect(`${coursePath(code)}/titles/history`, 'courses:titles.saved');
  }
}

function formPage(t: Translate, standing: OutlineStanding, form: FormView, status = 200, stale: StaleView | null = null): Answer {
  const url = coursePath(standing.courseCode);
  const model = {
    back: { href: url, text: courseTitle(standing) }, form, stale, lead: t('courses:titles.lead'), action: `${url}/titles`, fields: titleFields(t, form, standing),
    hidden: [{ name: 'based', value: form.values.based ?? standing.ordinal }], submit: t('common:save'), cancelUrl: url,
  };
  return page('courses/form', model, { title: 'courses:titles.edit', status });
}

function formOf(parts: readonly OutlinePart[]): z.ZodType<{ reason: string; based: number } & Record<string, string | number | null>> {
  const fields = parts.flatMap((_, index) => [[`title${index}`, optionalLine(120)], [`aim${index}`, optionalLine(400)]]);
  return z.object({ ...Object.fromEntries(fields), reason: line(200), based: whole(0, 1_000_000) }) as never;
}

function wantedIn(words: Record<string, string | number | null>, parts: readonly OutlinePart[]): WantedWords[] {
  const word = (name: string): string | null => (typeof words[name] === 'string' ? words[name] : null);
  return parts.map((_, index) => ({ title: word(`title${index}`), aim: word(`aim${index}`) }));
}

function courseTitle({ parts }: OutlineStanding): string {
  return parts[0]?.ownTitle ?? parts[0]?.title ?? '';
}

/** @throws NotThere for what is no number of a change */
function numberIn(text: unknown): number {
  if (typeof text !== 'string' || !/^\d{1,6}$/u.test(text)) throw new NotThere('version');
  return Number(text);
}
