import fc from 'fast-check';
import { attendanceOf, minutesAttended, shareAttended, type MarkedSession } from './hours-attended.js';

const session = (status: MarkedSession['status'], minutes: number | null = null): MarkedSession => ({ status, minutes, length: 90 });

describe('hours attended', () => {
  it.each([
    ['present', session('present'), 90],
    ['late', session('late', 20), 70],
    ['late, minutes not noted', session('late'), 90],
    ['left early', session('left_early', 30), 60],
    ['excused', session('excused'), 0],
    ['absent', session('absent'), 0],
    ['late by more than the session, as an older length allowed', session('late', 100), 0],
  ])('%s', (_, given, expected) => {
    expect(minutesAttended(given)).toBe(expected);
  });

  it('adds up sessions and minutes', () => {
    const sessions = [session('present'), session('late', 10), session('absent'), session('excused')];
    expect(attendanceOf(sessions)).toEqual({ held: 4, came: 2, minutesHeld: 360, minutesAttended: 170 });
  });

  it('never attends more than was held, and nothing is lost by splitting', () => {
    const any = fc.record({
      status: fc.constantFrom<MarkedSession['status'][]>('present', 'late', 'left_early', 'excused', 'absent'),
      minutes: fc.option(fc.integer({ min: 1, max: 119 })), length: fc.integer({ min: 30, max: 240 }),
    });
    fc.assert(fc.property(fc.array(any), fc.array(any), (first, second) => {
      const [a, b, both] = [attendanceOf(first), attendanceOf(second), attendanceOf([...first, ...second])];
      expect(both.minutesAttended).toBe(a.minutesAttended + b.minutesAttended);
      expect(both.minutesAttended).toBeLessThanOrEqual(both.minutesHeld);
      expect(both.came).toBeLessThanOrEqual(both.held);
    }));
  });

  // 29 of 50 is 58 per cent, whatever a computer makes of 29 / 50.
  it.each([[0, 0, null], [3, 2, 66], [49, 39, 79], [50, 29, 58], [200, 199, 99], [16, 16, 100], [16, 0, 0]])('of %i sessions held %i attended: %p per cent', (held, came, expected) => {
    expect(shareAttended({ held, came })).toBe(expected);
  });
});
