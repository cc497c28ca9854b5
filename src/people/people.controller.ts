import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { OrganisationChoices } from '../organisations/organisation-choices.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { data, page, type Answer } from '../shared/web/page.js';
import { Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { TakenLists } from '../shared/web/taken-lists.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { askedOfPeople, readPeopleFilters } from './people-filters.js';
import { foundPeople, peopleList, peopleListView } from './people-list.presenter.js';
import { keepers, keepsRecords, readers, seesNumbers } from './people.policy.js';
import { PeopleRepository, type PeopleAudience } from './people.repository.js';

/** As many as the quick-find shows at once. */
const QUICK = 8;

/** More than any centre has. */
const ALL = 100_000;

/** Finding people: the list, its filters, the quick-find, and the list to take away. */
@Controller('people')
export class PeopleController {
  constructor(
    private readonly people: PeopleRepository, private readonly choices: OrganisationChoices,
    private readonly taken: TakenLists, private readonly clock: Clock,
  ) {}

  @Get()
  @Policy(readers)
  async list(@CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const filters = readPeopleFilters(query);
    const audience = this.audience(viewer);
    if (query.format === 'json') {
      const rows = filters.q === '' ? [] : await this.people.rows({ ...readPeopleFilters({}), q: filters.q }, audience, { limit: QUICK + 1, offset: 0 });
      return data(foundPeople(t, rows, QUICK, audience.seesNumbers));
    }
    const asked = Math.max(1, Math.floor(Number(query.page)) || 1);
    const { rows, total } = await this.people.list(filters, audience, Math.min(asked, 100_000));
    const organisation = filters.organisationId ? await this.choices.labelOf(viewer.centreId, filters.organisationId) : null;
    const view = peopleListView(t, {
      filters, rows, total, page: asked, seesNumbers: audience.seesNumbers, mayExport: keepsRecords(viewer), organisation,
    });
    return page('people/list', { ...view, mayRegister: seesNumbers(viewer), mayMerge: keepsRecords(viewer), consentsUrl: seesNumbers(viewer) && filters.withoutConsent && rows.length > 0 ? '/people/consents' : null }, { title: 'people:list.title' });
  }

  /** The list as it is filtered, as a file. Whoever takes it away stands in the audit trail. */
  @Post('exports')
  @Policy(keepers)
  async export(
    @CurrentViewer() viewer: Viewer, @Body() body: Record<string, unknown>, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const filters = readPeopleFilters(body);
    const rows = await this.people.rows(filters, this.audience(viewer), { limit: ALL, offset: 0 });
    return this.taken.list(
      { list: t('people:list.file'), date: this.clock.today() }, peopleList(t, rows, filters), { list: 'people' }, { actor: viewer, submission }, { asked: body, read: askedOfPeople(filters), t });
  }

  private audience(viewer: Viewer): PeopleAudience {
    return { centreId: viewer.centreId, today: this.clock.today(), seesNumbers: seesNumbers(viewer) };
  }
}
