import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { hoursWords, listWords } from '../shared/web/date-words.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitEdit, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { staleOver } from '../shared/web/stale-form.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, hasRole, type Viewer } from '../shared/web/viewer.js';
import { CentreAccess } from './centre-access.js';
import { openRanges } from './centre-calendar.js';
import type { Centre } from './centre.entity.js';
import { centreEditForm, centreForm } from './centre.form.js';
import { CENTRE_KEEPERS } from './centres.policy.js';
import { centreAbout, centreFields, centreHead, centresTable } from './centres.presenter.js';
import { CentresRepository } from './centres.repository.js';
import { CentresService } from './centres.service.js';

/** The centres of the consortium. */
@Controller('centres')
@Policy(allow(...CENTRE_KEEPERS))
export class CentresController {
  constructor(
    private readonly centres: CentresService, private readonly repository: CentresRepository,
    private readonly access: CentreAccess, private readonly clock: Clock,
  ) {}

  /** All that an administrator looks after; a coordinator has but one. */
  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    if (!hasRole(viewer, 'administrator')) return redirect(`/centres/${viewer.centreId}`);
    const rows = await this.repository.administeredBy(viewer.accountId);
    return page('centres/list', { table: centresTable(t, rows) }, { title: 'centres:list.title' });
  }

  @Get('new')
  @Policy(allow('administrator'))
  new(@Texts() t: Translate): Answer {
    return newPage(t, emptyForm());
  }

  @Post()
  @Policy(allow('administrator'))
  async add(
    @CurrentViewer() viewer: Viewer, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const added = await submitForm(centreForm, body, (details) => this.centres.addCentre(details, { actor: viewer, submission }));
    if (!added.ok) return newPage(t, failedView(added.form, t));
    return redirect(`/centres/${added.value}/rooms`, 'centres:flash.added');
  }

  @Get(':centreId')
  async show(@CurrentViewer() viewer: Viewer, @Param('centreId') id: Id, @Texts() t: Translate): Promise<Answer> {
    await this.access.check(viewer, id);
    const today = this.clock.today();
    const [centre, rooms, calendar] = await Promise.all([
      this.repository.centre(id), this.repository.rooms(id), this.repository.calendar(id, { from: today, to: today }),
    ]);
    const ranges = openRanges(calendar, today).map(({ from, to }) => hoursWords(t, from, to));
    const open = calendar.hours.length === 0 ? t('centres:about.hours-untold') : listWords(t, ranges) || t('centres:about.closed-today');
    return page('centres/about', { ...centreHead(t, centre, 'about'), ...centreAbout(t, centre, rooms, open, id === viewer.centreId) }, { title: centre.name });
  }

  @Get(':centreId/edit')
  async edit(@CurrentViewer() viewer: Viewer, @Param('centreId') id: Id, @Texts() t: Translate): Promise<Answer> {
    await this.access.check(viewer, id);
    return editPage(t, await this.repository.centre(id), emptyForm());
  }

  @Post(':centreId')
  async change(
    @CurrentViewer() viewer: Viewer, @Param('centreId') id: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.access.check(viewer, id);
    const changed = await submitEdit(centreEditForm, body, (details) => this.centres.changeCentre(id, details, { actor: viewer, submission }));
    if (!changed.ok) return editPage(t, await this.repository.centre(id), failedView(changed.form, t));
    return redirect(`/centres/${id}`, 'centres:flash.changed');
  }
}

function newPage(t: Translate, form: FormView): Answer {
  const model = {
    back: { href: '/centres', text: t('centres:list.title') }, form, lead: t('centres:new.lead'),
    action: '/centres', fields: centreFields(t, form), submit: t('centres:new.submit'), cancelUrl: '/centres',
  };
  return page('centres/form', model, { title: 'centres:new.title', status: formStatus(form) });
}

function editPage(t: Translate, centre: Centre, form: FormView): Answer {
  const url = `/centres/${centre.id}`;
  const model = {
    back: { href: url, text: centre.name }, form, action: url, fields: centreFields(t, form, centre),
    stale: staleOver(t, form, (filled) => centreFields(t, filled, centre)),
    hidden: [{ name: 'version', value: form.values.version ?? centre.version }], submit: t('common:save'), cancelUrl: url,
  };
  return page('centres/form', model, { title: 'centres:edit.title', status: formStatus(form) });
}
