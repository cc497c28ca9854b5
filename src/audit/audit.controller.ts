import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import { isId } from '../shared/kernel/ids.js';
import { addDays, instantAt, localDateAt, parseLocalDate } from '../shared/kernel/local-date.js';
import { failedView, type FormFault } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { TakenLists } from '../shared/web/taken-lists.js';
import { CurrentViewer, hasRole, type Viewer } from '../shared/web/viewer.js';
import { trailList, trailPage, type TrailQuery } from './audit.presenter.js';
import { AuditRepository, type TrailFilter } from './audit.repository.js';
import { idsIn } from './trail-words.js';

const PAGE_SIZE = 50;
/** So many entries a file holds, the newest; days narrow it down. */
const MOST_IN_FILE = 1_000;

/** Who changed what and when. A coordinator sees her centre's; an administrator also what belongs to none. */
@Controller('audit')
@Policy(allow('coordinator', 'administrator'))
export class AuditController {
  constructor(private readonly trail: AuditRepository, private readonly taken: TakenLists, @Inject(Clock) private readonly clock: Clock) {}

  @Get()
  async show(@CurrentViewer() viewer: Viewer, @Query() given: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const query = readQuery(given);
    const { filter, faults } = readFilter(query, viewer);
    const { actor, entity, from, to } = query;
    const [found, actors] = await Promise.all([this.trail.page(filter, query.page, PAGE_SIZE), this.trail.actors(viewer.centreId)]);
    const names = await this.trail.namesOf(idsIn(found.entries));
    const model = trailPage({ ...found, names }, actors, query, failedView({ values: { actor, entity, from, to }, faults }, t), PAGE_SIZE, t);
    return page('audit/list', model, { title: 'audit:title', status: faults.length > 0 ? 422 : 200 });
  }

  /** What the filters let through as a file. That it was taken away stands in the trail as well. */
  @Post('exports')
  async export(@CurrentViewer() viewer: Viewer, @Body() given: Record<string, unknown>, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const query = readQuery(given);
    const { filter } = readFilter(query, viewer);
    const [found, actors] = await Promise.all([this.trail.page(filter, 1, MOST_IN_FILE), this.trail.actors(viewer.centreId)]);
    const names = await this.trail.namesOf(idsIn(found.entries));
    const name = t('audit:file', { date: localDateAt(this.clock.now()) });
    return this.taken.list(name, trailList({ ...found, names }, actors, query, t), { list: 'trail' }, { actor: viewer, submission }, { asked: given, t });
  }
}

function readQuery(given: Record<string, unknown>): TrailQuery {
  const text = (name: string): string => (typeof given[name] === 'string' ? given[name].trim().slice(0, 60) : '');
  const number = Number(text('page'));
  return {
    actor: text('actor'), entity: text('entity'), record: text('record'), from: text('from'), to: text('to'),
    page: Number.isInteger(number) && number > 0 && number < 100_000 ? number : 1,
  };
}

function readFilter(query: TrailQuery, viewer: Viewer): { filter: TrailFilter; faults: FormFault[] } {
  const faults: FormFault[] = [];
  const dayOf = (name: 'from' | 'to'): string | null => {
    const date = query[name] ? parseLocalDate(query[name]) : null;
    if (query[name] && !date) faults.push({ field: name, reason: 'web:errors.date' });
    return date;
  };
  const [from, to] = [dayOf('from'), dayOf('to')];
  return {
    faults,
    filter: {
      centreId: hasRole(viewer, 'administrator') ? null : viewer.centreId,
      actorId: isId(query.actor) ? query.actor : null,
      entity: query.entity || null,
      entityId: query.record || null,
      from: from ? instantAt(from, '00:00') : null,
      to: to ? instantAt(addDays(to, 1), '00:00') : null,
    },
  };
}
