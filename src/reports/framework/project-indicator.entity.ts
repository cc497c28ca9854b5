import { Entity, Index } from 'typeorm';
import { CalendarDate, Flag, Id, Instant, Json, LongText, LooseId, OneOf, Real, Ref, Text, Version, Whole } from '../../shared/database/columns.js';
import { type Criterion, GDF_LEVELS, type Slice } from '../indicators/indicator.js';
import { ProjectResult } from './project-result.entity.js';

export const INDICATOR_FORMS = ['count', 'ratio', 'mean'] as const;

/** What is said of an indicator in another language. */
export type IndicatorWords = Partial<Record<'title' | 'definition' | 'unit' | 'denominator' | 'source', string>>;

/**
 * An indicator of a result. With a `code` it is computed by Minka as the catalogue defines it; without, its figures are
 * typed in, each with what proves it (`TypedFigure`), and its words stand here.
 */
@Entity('project_indicators')
@Index(['resultId', 'ordinal'])
export class ProjectIndicator {
  @Id() id: string;
  @Ref(() => ProjectResult) resultId: string;
  @Whole() ordinal: number;
  @Text(40, { null: true }) code: string | null;
  /** To what the catalogue's indicator is narrowed: `{ sex: 'female' }`. */
  @Json({ null: true }) slice: Slice | null;
  @Text(200) title: string;
  @LongText({ null: true }) definition: string | null;
  @Text(60) unit: string;
  @LongText({ null: true }) denominator: string | null;
  @Text(300, { null: true }) source: string | null;
  /** The same for what leaves in English; what is missing leaves as it is, or as the catalogue says it. */
  @Json({ null: true }) english: IndicatorWords | null;
  @OneOf(INDICATOR_FORMS) form: (typeof INDICATOR_FORMS)[number];
  @OneOf(GDF_LEVELS) level: (typeof GDF_LEVELS)[number];
  @Json() criteria: Criterion[];
  /** Less is better. */
  @Flag() descending: boolean;
  /** Where it stood before, with its day and what it rests on. Somebody sets it, and it is frozen; one that a ready framework proposes is not yet. In the indicator's unit; percent for a ratio. */
  @Real({ null: true }) baseline: number | null;
  @CalendarDate({ null: true }) baselineOn: string | null;
  @Text(300, { null: true }) baselineSource: string | null;
  @Instant({ null: true }) baselineFrozenAt: number | null;
  @LooseId({ null: true }) baselineFrozenBy: string | null;
  /** When it was taken out of the framework; its targets and figures stay on record. */
  @Instant({ null: true }) removedAt: number | null;
  @Version() version: number;
}
