import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { StaleEdit } from '../shared/kernel/refusal.js';
import { emptyForm, field, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, parseForm, submitForm, tryForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { editView } from './person-edit.presenter.js';
import { PeopleService } from './people.service.js';
import { clerks, keepsRecords, readers, seesNumbers } from './people.policy.js';
import { personValues } from './person-fields.presenter.js';
import { dniForm, editForm, type EditAnswers } from './person.form.js';
import { givenNamesFirst } from './person-names.js';
import { personTitle, personView } from './person.presenter.js';
import { PersonRepository } from './person.repository.js';
import { PersonSections } from './person-sections.js';

/** One person: who she is, and what changes about her. */
@Controller('people/:id')
@Policy(clerks)
export class PersonController {
  constructor(
    private readonly people: PeopleService, private readonly persons: PersonRepository,
    private readonly sections: PersonSections, private readonly clock: Clock,
  ) {}

  @Get()
  @Policy(readers)
  async show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const { centreId } = viewer;
    const known = await this.persons.knownOrMerged(centreId, id);
    if ('survivor' in known) return redirect(`/people/${known.survivor}`, { key: 'people:flash.was-merged', kind: 'info' });
    const [posts, consents, sections] = await Promise.all([
      this.persons.posts(centreId, id), this.persons.consents(centreId, id), this.sections.load(viewer, id, t),
    ]);
    const view = personView(t, {
      known, posts, consents, sections, today: this.clock.today(), seesNumbers: seesNumbers(viewer), keepsRecords: keepsRecords(viewer),
    });
    return page('people/show', view, { title: personTitle(known) });
  }

  @Get('edit')
  async edit(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const known = await this.persons.known(viewer.centreId, id);
    return page('people/edit', editView(t, known, emptyForm(personValues(known.person, known.learner))), { title: 'people:edit.title' });
  }

  @Post()
  async save(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const known = await this.persons.known(viewer.centreId, id);
    const parsed = parseForm(editForm(this.clock.today()), body);
    if (!parsed.ok) return this.editAgain(t, known.person.id, viewer, failedView(parsed.form, t));
    try {
      const saved = await tryForm(body, () => this.people.change(id, parsed.value, { actor: viewer, submission, centreId: viewer.centreId }));
      if (!saved.ok) return await this.editAgain(t, id, viewer, failedView(saved.form, t), parsed.value.person.dni);
    } catch (error) {
      if (error instanceof StaleEdit) return this.editStale(t, id, viewer, parsed.value);
      throw error;
    }
    return redirect(`/people/${id}`, { key: 'people:flash.changed', params: { name: givenNamesFirst(parsed.value.person) } });
  }

  @Get('dni')
  async askDni(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.dniPage(t, viewer, id, emptyForm());
  }

  @Post('dni')
  async addDni(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.persons.known(viewer.centreId, id);
    const added = await submitForm(dniForm, body, ({ dni }) => this.people.addDni(id, dni, { actor: viewer, submission, centreId: viewer.centreId }));
    return added.ok ? redirect(`/people/${id}`, 'people:flash.dni-added') : this.dniPage(t, viewer, id, failedView(added.form, t));
  }

  @Get('departure')
  async askDeparture(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const { person } = await this.persons.known(viewer.centreId, id);
    const model = {
      text: t('people:departure.text'), action: `/people/${id}/departure`, submit: t('people:departure.submit'),
      backUrl: `/people/${id}`, back: t('common:cancel'),
    };
    return page('shared/confirm', model, { title: t('people:departure.title', { name: givenNamesFirst(person) }) });
  }

  @Post('departure')
  async leave(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @CurrentSubmission() submission: Submission): Promise<Answer> {
    await this.people.leave(id, { actor: viewer, submission, centreId: viewer.centreId });
    return redirect(`/people/${id}`, 'people:flash.left');
  }

  @Post('return')
  async comeBack(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @CurrentSubmission() submission: Submission): Promise<Answer> {
    await this.people.comeBack(id, { actor: viewer, submission, centreId: viewer.centreId });
    return redirect(`/people/${id}`, 'people:flash.back');
  }

  private async dniPage(t: Translate, viewer: Viewer, id: Id, form: FormView): Promise<Answer> {
    const { person } = await this.persons.known(viewer.centreId, id);
    const typed = form.values.dni;
    const owner = form.summary.length > 0 && typeof typed === 'string' ? await this.persons.withDni(viewer.centreId, typed.replace(/\D/gu, '')) : null;
    const model = {
      back: { href: `/people/${id}`, text: givenNamesFirst(person) }, form, action: `/people/${id}/dni`, submit: t('common:save'), cancelUrl: `/people/${id}`,
      fields: [field(form, t, { name: 'dni', type: 'dni', label: 'people:fields.dni', focus: form.summary.length === 0 })],
      owner: owner ? { href: `/people/${id}/merge/${owner.id}`, text: t('people:edit.compare') } : null,
    };
    return page('people/dni', model, { title: 'people:edit.dni-title', status: formStatus(form) });
  }

  /** @param takenDni the DNI that may be somebody else's here */
  private async editAgain(t: Translate, id: Id, viewer: Viewer, form: FormView, takenDni: string | null = null): Promise<Answer> {
    const known = await this.persons.known(viewer.centreId, id);
    const owner = takenDni && form.errors.dni ? await this.persons.withDni(viewer.centreId, takenDni) : null;
    return page('people/edit', editView(t, known, form, { ownerId: owner?.id ?? null }), { title: 'people:edit.title', status: 422 });
  }

  /** Somebody else has changed her meanwhile: both values, and a form that saves over them only on purpose. */
  private async editStale(t: Translate, id: Id, viewer: Viewer, answers: EditAnswers): Promise<Answer> {
    const known = await this.persons.known(viewer.centreId, id);
    const typed = emptyForm(personValues(answers.person, answers.learner));
    return page('people/edit', editView(t, known, typed, { stale: true }), { title: 'people:edit.title', status: 409 });
  }
}
