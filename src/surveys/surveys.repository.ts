import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { EditionStatus } from '../courses/edition-rules.js';
import { partTitle } from '../courses/taught-title.js';
import type { PersonName } from '../people/person-names.js';
import { isId, type Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { SurveyAnswer } from './survey-answer.entity.js';
import type { Moment } from './survey-words.js';

/** An edition, and how many of its people were heard at each moment. */
export interface SurveyedEdition {
  id: Id;
  name: string;
  courseTitle: string;
  status: EditionStatus;
  startsOn: LocalDate;
  endsOn: LocalDate;
  /** Those with a group, now or when they were through. */
  people: number;
  heardAtStart: number;
  heardAtEnd: number;
}

export interface NamedGroup {
  id: Id;
  name: string;
}

/** Somebody of a group, and whether she has answered: never what. */
export interface PaperRow extends PersonName {
  personId: Id;
  answered: boolean;
}

/** What was said about the editions of a centre; never with a name beside it. */
@Injectable()
export class SurveysRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async count(centreId: Id): Promise<number> {
    const [row] = await this.dataSource.query<{ total: number | string }[]>(`SELECT COUNT(*) AS total FROM editions e WHERE e.centre_id = ? AND ${BEGUN}`, [centreId]);
    return Number(row?.total ?? 0);
  }

  /** Those that have begun, the newest first. */
  async editions(centreId: Id, { limit, offset }: { limit: number; offset: number }): Promise<SurveyedEdition[]> {
    const rows = await this.dataSource.query<SurveyedEdition[]>(`${EDITIONS} WHERE e.centre_id = ? AND ${BEGUN} ORDER BY e.starts_on DESC, e.id DESC LIMIT ? OFFSET ?`, [centreId, limit, offset]);
    return rows.map(counted);
  }

  /** @throws NotThere */
  async edition(centreId: Id, id: Id): Promise<SurveyedEdition> {
    const [row] = isId(id) ? await this.dataSource.query<SurveyedEdition[]>(`${EDITIONS} WHERE e.centre_id = ? AND e.id = ?`, [centreId, id]) : [];
    if (!row) throw new NotThere('edition');
    return counted(row);
  }

  groups(editionId: Id): Promise<NamedGroup[]> {
    return this.dataSource.query<NamedGroup[]>('SELECT id, name FROM learning_groups WHERE edition_id = ? ORDER BY name, id', [editionId]);
  }

  answers(editionId: Id): Promise<SurveyAnswer[]> {
    return this.dataSource.manager.findBy(SurveyAnswer, { editionId, declined: false });
  }

  /** The people of a group, by surnames. */
  async people(groupId: Id, moment: Moment): Promise<PaperRow[]> {
    const rows = await this.dataSource.query<(Omit<PaperRow, 'answered'> & { answered: number | string })[]>(`
      SELECT p.id AS personId, p.surnames, p.given_names AS givenNames,
        (SELECT COUNT(*) FROM survey_answers a WHERE a.person_id = n.person_id AND a.edition_id = n.edition_id AND a.moment = ? AND a.finished_at IS NOT NULL) AS answered
      FROM enrolments n JOIN persons p ON p.id = n.person_id
      WHERE n.group_id = ? AND n.status IN ('enrolled', 'completed') ORDER BY p.sort_name, p.id`, [moment, groupId]);
    return rows.map((row) => ({ ...row, answered: Number(row.answered) > 0 }));
  }
}

const BEGUN = "e.status IN ('running', 'closed')";
const heard = (moment: Moment): string => `(SELECT COUNT(*) FROM survey_answers a WHERE a.edition_id = e.id AND a.moment = '${moment}' AND a.confidence IS NOT NULL)`;

const EDITIONS = `
  SELECT e.id, e.name, ${partTitle('e.centre_id', 'c')} AS courseTitle, e.status, e.starts_on AS startsOn, e.ends_on AS endsOn,
    (SELECT COUNT(*) FROM enrolments n WHERE n.edition_id = e.id AND n.group_id IS NOT NULL AND n.status IN ('enrolled', 'completed')) AS people,
    ${heard('start')} AS heardAtStart, ${heard('end')} AS heardAtEnd
  FROM editions e JOIN courses c ON c.code = e.course_code`;

function counted(row: SurveyedEdition): SurveyedEdition {
  return { ...row, people: Number(row.people), heardAtStart: Number(row.heardAtStart), heardAtEnd: Number(row.heardAtEnd) };
}
