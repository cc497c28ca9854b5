import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { version } from '../shared/web/form-schemas.js';
import { failedView, formStatus, submitEdit } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { DuplicatesRepository } from './duplicates.repository.js';
import { MERGE_FIELDS, type MergeChoices } from './merge-rules.js';
import { comparisonView, duplicatesView } from './merging.presenter.js';
import { MergingService } from './merging.service.js';
import { readPeopleFilters } from './people-filters.js';
import { keepers } from './people.policy.js';
import { PeopleRepository } from './people.repository.js';
import { givenNamesFirst, surnamesFirst } from './person-names.js';
import { PersonRepository } from './person.repository.js';

const side = z.enum(['kept', 'merged']).optional();
const mergeForm = z.object({
  keptVersion: version(), mergedVersion: version(), ...Object.fromEntries(MERGE_FIELDS.map((name) => [name, side])) as Record<keyof MergeChoices, typeof side>,
});

/** Records that may be one person: found, compared, made one, or left as two. */
@Controller('people')
@Policy(keepers)
export class MergingController {
  constructor(
    private readonly merging: MergingService, private readonly duplicates: DuplicatesRepository, private readonly persons: PersonRepository,
    private readonly people: PeopleRepository, private readonly clock: Clock,
  ) {}

  @Get('duplicates')
  async list(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return page('people/duplicates', duplicatesView(t, await this.duplicates.pairs(viewer.centreId)), { title: 'people:duplicates.title' });
  }

  /** Looks for the other record of somebody who is known to have two. */
  @Get(':id/merge')
  async look(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Query('q') q: unknown, @Texts() t: Translate): Promise<Answer> {
    const { person } = await this.persons.known(viewer.centreId, id);
    const filters = readPeopleFilters({ q });
    const audience = { centreId: viewer.centreId, today: this.clock.today(), seesNumbers: true };
    const rows = filters.q === '' ? [] : await this.people.rows(filters, audience, { limit: 20, offset: 0 });
    const others = rows.filter((row) => row.id !== id).map((row) => ({
      text: surnamesFirst(row), about: [row.dni ? `DNI ${row.dni}` : '', row.posts[0]?.organisation ?? ''].filter(Boolean).join(' · '), href: `/people/${id}/merge/${row.id}`,
    }));
    const model = { back: { href: `/people/${id}`, text: givenNamesFirst(person) }, action: `/people/${id}/merge`, q: filters.q, others };
    return page('people/merge-search', model, { title: t('people:merge.search-title', { name: givenNamesFirst(person) }) });
  }

  @Get(':id/merge/:other')
  async compare(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Param('other') other: Id, @Texts() t: Translate): Promise<Answer> {
    return this.comparison(t, viewer, id, other, emptyForm());
  }

  @Post(':id/merge/:other')
  async merge(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Param('other') other: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const merged = await submitEdit(mergeForm, body, ({ keptVersion, mergedVersion, ...choices }) => this.merging.merge(
      { keptId: id, mergedId: other }, choices, { kept: keptVersion, merged: mergedVersion }, { actor: viewer, submission, centreId: viewer.centreId }));
    return merged.ok ? redirect(`/people/${id}`, 'people:flash.merged') : this.comparison(t, viewer, id, other, failedView(merged.form, t));
  }

  @Post(':id/distinct/:other')
  async keepApart(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Param('other') other: Id, @CurrentSubmission() submission: Submission,
  ): Promise<Answer> {
    await this.merging.keepApart(id, other, { actor: viewer, submission, centreId: viewer.centreId });
    return redirect('/people/duplicates', 'people:flash.kept-apart');
  }

  private async comparison(t: Translate, viewer: Viewer, id: Id, other: Id, form: FormView): Promise<Answer> {
    const pair = await this.persons.pairOrMerged(viewer.centreId, id, other);
    if ('survivor' in pair) return redirect(`/people/${pair.survivor}`, { key: 'people:flash.was-merged', kind: 'info' });
    const [kept, merged] = pair;
    const records = await this.duplicates.records(id, other);
    return page('people/merge', comparisonView(t, { kept, merged, records, form }), { title: 'people:merge.title', status: formStatus(form) });
  }
}
