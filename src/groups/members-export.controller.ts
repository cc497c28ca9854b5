import { Body, Controller, Param, Post } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { ageOn, localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { surnamesFirst } from '../people/person-names.js';
import { compareSpanish } from '../shared/kernel/text.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import type { Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { TakenLists } from '../shared/web/taken-lists.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { levelWords } from './group-words.js';
import { MOVERS } from './groups.policy.js';
import { GroupsRepository } from './groups.repository.js';

/** The members of a group, taken away as a file. */
@Controller('groups/:id/members/exports')
@Policy(allow(...MOVERS))
export class MembersExportController {
  constructor(private readonly repository: GroupsRepository, private readonly taken: TakenLists, private readonly clock: Clock) {}

  /** Whoever takes it away stands in the audit trail. */
  @Post()
  async export(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() asked: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const instant = this.clock.now();
    const today = localDateAt(instant);
    const group = await this.repository.group(viewer.centreId, id, `${today} ${localTimeAt(instant)}`);
    const members = await this.repository.members(viewer.centreId, group.editionId, id, today);
    const headings = ['name', 'organisation', 'level', 'age', 'sex'].map((column) => t(`groups:columns.${column}`));
    const rows = members.sort((a, b) => compareSpanish(surnamesFirst(a), surnamesFirst(b))).map((person) => [
      surnamesFirst(person), person.organisation, levelWords(t, person.level),
      ageOn(today, { date: person.birthDate, year: person.birthYear }), person.sex ? t(`people:sexes.${person.sex}`) : null,
    ]);
    const of = `${group.name} - ${group.editionName}`;
    return this.taken.list({ list: t('groups:group.file'), of, date: today }, { headings, rows }, { list: 'members', about: of }, { actor: viewer, submission }, { asked, read: {}, t });
  }
}
