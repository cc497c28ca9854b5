import { Entity, Unique } from 'typeorm';
import { OUTCOMES } from '../activities/answer.js';
import { Id, Instant, Json, OneOf, Real, Ref, Text, Whole } from '../shared/database/columns.js';
import { PlacementTest } from './placement-test.entity.js';

/** What became of an item; the last three belong to the observed checklist. */
const RESPONSE_OUTCOMES = [...OUTCOMES, 'no', 'with_help', 'alone'] as const;

/** What came of one item of a test. */
@Entity('placement_responses')
@Unique('uq_placement_responses_test_id_ordinal', ['testId', 'ordinal'])
@Unique('uq_placement_responses_test_id_item_code', ['testId', 'itemCode'])
export class PlacementResponse {
  @Id() id: string;
  @Ref(() => PlacementTest) testId: string;
  @Whole() ordinal: number;
  @Text(40) itemCode: string;
  @OneOf(RESPONSE_OUTCOMES) outcome: (typeof RESPONSE_OUTCOMES)[number];
  /** 0 to 1. */
  @Real() score: number;
  @Json({ null: true }) answer: unknown;
  @Instant() answeredAt: number;
}
