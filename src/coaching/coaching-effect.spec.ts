import { emptyForm } from '../shared/web/fields.js';
import { translator } from '../shared/web/i18n.js';
import { effectView } from './effect.presenter.js';
import { coachingEffect, type CoachedHour, type EffectRow, type PlacedLevel } from './coaching-effect.js';
import { instantAt } from '../shared/kernel/local-date.js';

const hour = (personId: string, more: Partial<CoachedHour> = {}): CoachedHour => ({
  personId, date: '2026-03-10', startsAt: '09:00', endsAt: '09:45', confidenceBefore: 2, confidenceAfter: 4, sex: 'female', birthDate: null, birthYear: 1960, ...more,
});
const level = (personId: string, on: string, at: PlacedLevel['level']): PlacedLevel => ({ personId, level: at, decidedAt: instantAt(on, '12:00') });
const people = (count: number, more: Partial<CoachedHour> = {}, name = 'p'): CoachedHour[] => Array.from({ length: count }, (_, index) => hour(`${name}${index}`, more));
const row = (rows: readonly EffectRow[], group: string): EffectRow => rows.find((one) => one.group === group) as EffectRow;

interface EffectView {
  crossedUntold: unknown;
  tables: { columns: unknown[] }[];
}

describe('the effect of coaching', () => {
  it('counts each person once, from her first hour to her last', () => {
    const hours = [
      ...people(4), hour('p4', { confidenceBefore: 1, confidenceAfter: null }), hour('p4', { date: '2026-05-01', confidenceBefore: 5, confidenceAfter: 5 }), hour('p4', { date: '2026-04-01', confidenceAfter: 2 }),
    ];
    const { all, bySex, byAge } = coachingEffect(hours, []);
    expect(all).toEqual({ group: 'all', people: 5, confidence: { people: 5, before: (4 * 2 + 1) / 5, after: (4 * 4 + 5) / 5 }, level: { people: 0, before: null, after: null } });
    expect(row(bySex, 'female').people).toBe(5);
    expect(row(byAge, '60+').people).toBe(5);
    expect(row(byAge, '25-40').people).toBe(0);
  });

  it('says of how many something is known, and counts those alone', () => {
    const hours = [...people(6), ...people(2, { confidenceAfter: null }, 'q'), hour('r', { confidenceBefore: null, confidenceAfter: 1 }), hour('r', { date: '2026-06-01', confidenceBefore: 4, confidenceAfter: null })];
    expect(coachingEffect(hours, []).all).toMatchObject({ people: 9, confidence: { people: 6, before: 2, after: 4 } });
  });

  it('takes the level before the first hour and the one decided after the last', () => {
    const hours = people(5).flatMap((one) => [one, { ...one, date: '2026-04-10' }]);
    const levels = people(5).flatMap(({ personId }) => [
      level(personId, '2026-01-01', 3), level(personId, '2026-03-01', 0), level(personId, '2026-03-20', 1), level(personId, '2026-04-20', 1), level(personId, '2026-09-01', 2),
    ]);
    expect(coachingEffect(hours, levels).all.level).toEqual({ people: 5, before: 0, after: 2 });
    expect(coachingEffect(hours, levels.filter(({ decidedAt }) => decidedAt < instantAt('2026-04-01', '00:00'))).all.level).toMatchObject({ people: 0 });
  });

  it('tells nothing of fewer than five, nor of whom they could be worked out with', () => {
    const { all, bySex } = coachingEffect([...people(12), ...people(3, { sex: 'male' }, 'm'), ...people(6, { sex: null }, 'u')], []);
    expect([all.people, ...bySex.map(({ group, people: count }) => [group, count])]).toEqual([21, ['female', 12], ['male', null], ['other', 0], ['unknown', null]]);
    expect(row(bySex, 'male')).toEqual({ group: 'male', people: null, confidence: null, level: null });
    expect(coachingEffect(people(4), []).all).toEqual({ group: 'all', people: null, confidence: null, level: null });
    expect(coachingEffect([], []).all).toMatchObject({ people: 0 });
  });

  it('tells no mean of fewer than five in a group that is large', () => {
    const hours = [...people(8, { confidenceAfter: null }), ...people(3, {}, 'k'), ...people(9, { sex: 'male' }, 'm'), ...people(9, { sex: null }, 'u')];
    const { bySex } = coachingEffect(hours, []);
    expect(row(bySex, 'female')).toMatchObject({ people: 11, confidence: null });
    expect(bySex.filter(({ confidence }) => confidence === null)).toHaveLength(2);
  });

  it('tells sex and age at once where the groups are large, and hides with a small one what would give it away', () => {
    const hours = [...people(9), ...people(8, { birthYear: 1996 }, 'y'), ...people(7, { sex: 'male' }, 'm'), ...people(6, { sex: 'male', birthYear: 1996 }, 'n')];
    const told = ({ crossed }: ReturnType<typeof coachingEffect>): unknown[] => crossed.map(({ sex, group, people: count, confidence }) => [sex, group, count, confidence?.people ?? null]);
    expect(told(coachingEffect(hours, []))).toEqual([['female', '25-40', 8, 8], ['female', '60+', 9, 9], ['male', '25-40', 6, 6], ['male', '60+', 7, 7]]);
    // Where not one may be told, no table of nothing: the page says so in words.
    expect(told(coachingEffect(hours.slice(0, -4), []))).toEqual([]);
    expect(coachingEffect([], []).crossed).toEqual([]);
    const view = (effect: ReturnType<typeof coachingEffect>): EffectView => effectView(translator('es'), effect, { centreId: 'ves', from: '2026-01-01', to: '2026-12-31' }, emptyForm({ from: '', to: '' })) as EffectView;
    const said = (effect: ReturnType<typeof coachingEffect>): unknown => view(effect).crossedUntold;
    expect([said(coachingEffect(hours, [])), said(coachingEffect([], []))]).toEqual([null, null]);
    expect(said(coachingEffect(hours.slice(0, -4), []))).toMatch(/^Por sexo y edad a la vez todavía no se puede mostrar: .* menos de 5 personas/);
    // The level of too few is known: its column would say nothing in each row.
    const levels = hours.slice(0, 7).flatMap(({ personId }) => [level(personId, '2026-03-01', 0), level(personId, '2026-03-20', 1)]);
    const few = coachingEffect(hours, [...levels, level('m0', '2026-03-01', 0), level('m0', '2026-03-20', 1)]);
    const columns = (effect: ReturnType<typeof coachingEffect>): unknown => view(effect).tables.map(({ columns: of }) => of.length);
    expect([said(few), columns(few)]).toEqual([expect.stringMatching(/^El nivel, por sexo y edad a la vez, todavía no se puede mostrar: /), [4, 4, 3]]);
    const all = coachingEffect(hours, hours.flatMap(({ personId }) => [level(personId, '2026-03-01', 0), level(personId, '2026-03-20', 1)]));
    expect([said(all), columns(all)]).toEqual([null, [4, 4, 4]]);
  });
});
