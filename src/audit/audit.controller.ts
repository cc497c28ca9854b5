import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import { failedView } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { TakenLists } from '../shared/web/taken-lists.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { MOST_CHANGES_IN_FILE, trailList, trailPage } from './audit.presenter.js';
import { AuditRepository } from './audit.repository.js';
import { readTrail } from './trail.form.js';
import { idsIn } from './trail-words.js';

const PAGE_SIZE = 50;

/** Who changed what and when. A coordinator sees her centre's; an administrator also what belongs to none. */
@Controller('audit')
@Policy(allow('coordinator', 'administrator'))
export class AuditController {
  constructor(private readonly trail: AuditRepository, private readonly taken: TakenLists, @Inject(Clock) private readonly clock: Clock) {}

  @Get()
  async show(@CurrentViewer() viewer: Viewer, @Query() given: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const { query, filter, faults } = readTrail(given, viewer);
    const { actor, entity, from, to } = query;
    const [found, actors] = await Promise.all([this.trail.page(filter, query.page, PAGE_SIZE), this.trail.actors(viewer.centreId)]);
    const names = await this.trail.namesOf(idsIn(found.entries));
    const model = trailPage({ ...found, names }, actors, query, failedView({ values: { actor, entity, from, to }, faults }, t), PAGE_SIZE, t);
    return page('audit/list', model, { title: 'audit:title', status: faults.length > 0 ? 422 : 200 });
  }

  /** What the filters let through as a file. That it was taken away stands in the trail as well. */
  @Post('exports')
  async export(@CurrentViewer() viewer: Viewer, @Body() given: Record<string, unknown>, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const { query, filter, faults } = readTrail(given, viewer);
    if (faults.length > 0) return this.show(viewer, given, t);
    const [found, actors] = await Promise.all([this.trail.page(filter, 1, MOST_CHANGES_IN_FILE), this.trail.actors(viewer.centreId)]);
    const names = await this.trail.namesOf(idsIn(found.entries));
    const name = { list: t('audit:file'), date: this.clock.today() };
    return this.taken.list(name, trailList({ ...found, names }, actors, query, t), { list: 'trail' }, { actor: viewer, submission }, { asked: given, read: { actor: filter.actorId, entity: filter.entity, record: filter.entityId }, t });
  }
}
