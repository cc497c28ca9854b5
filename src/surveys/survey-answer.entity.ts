import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Edition } from '../courses/edition.entity.js';
import { Person } from '../people/person.entity.js';
import { CalendarDate, Flag, Id, Instant, LooseId, OneOf, Ref, Secret, Text, Version, Whole } from '../shared/database/columns.js';
import { MOMENTS, SURVEY_WAYS, type Face, type Moment, type SurveyWay } from './survey-words.js';

/** What one person answered about an edition at one moment. What she said stays out of the trail: it is hers. */
@Entity('survey_answers')
@Unique('uq_survey_answers_person_id_edition_id_moment', ['personId', 'editionId', 'moment'])
@Index(['editionId', 'moment'])
@Index(['centreId', 'answeredOn'])
export class SurveyAnswer {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @Ref(() => Person) personId: string;
  @Ref(() => Edition) editionId: string;
  @OneOf(MOMENTS) moment: Moment;
  @OneOf(SURVEY_WAYS) way: SurveyWay;
  /** The day of her first answer, or of the sheet of paper. */
  @CalendarDate() answeredOn: string;
  /** How sure she feels at the computer. */
  @Secret() @Whole({ null: true }) confidence: Face | null;
  /** How content she is with the course, the trainer's way and the hours; asked at the end only. */
  @Secret() @Whole({ null: true }) courseFace: Face | null;
  @Secret() @Whole({ null: true }) trainerFace: Face | null;
  @Secret() @Whole({ null: true }) hoursFace: Face | null;
  @Secret() @Text(300, { null: true }) comment: string | null;
  /** She would rather not be asked. */
  @Flag() declined: boolean;
  /** When she was through with it; null while she may go on. */
  @Instant({ null: true }) finishedAt: number | null;
  @Instant() enteredAt: number;
  @LooseId({ null: true }) enteredBy: string | null;
  @Version() version: number;
}
