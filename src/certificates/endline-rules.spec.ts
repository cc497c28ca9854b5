import type { EditionStatus } from '../courses/edition-rules.js';
import { openingRefusals } from './endline-rules.js';

it.each<[string, EditionStatus, string, boolean]>([
  ['eight days before the end', 'running', '2026-12-10', false],
  ['a week before the end', 'running', '2026-12-11', true],
  ['after the last day', 'running', '2026-12-30', true],
  ['when the course is closed, whenever', 'closed', '2026-12-01', true],
  ['in a course that has not begun', 'open', '2026-12-17', false],
  ['in a course that is being planned', 'planned', '2026-12-17', false],
])('the test at the end opens %s: %s on %s', (_, status, today, opens) => {
  expect(openingRefusals({ status, endsOn: '2026-12-18' }, today).length === 0).toBe(opens);
});
