import { edition, hour, learner, MORNING, SATURDAY } from '../../test/groups/small-edition.js';
import { formGroups } from './forming/form-groups.js';
import type { FormingInput, FormingOptions } from './group-forming.js';
import { oneMoreGroup } from './what-if.js';

const people = (names: string, level: 0 | 1 | 2 | 3) => names.split(' ').map((name) => learner(name, level, ['mwf-morning', 'tt-morning']));

async function whatIf(input: FormingInput, asked: ReturnType<typeof hour>): Promise<ReturnType<typeof oneMoreGroup>> {
  const proposal = await formGroups(input, { deadline: Date.now() + 20_000, cancelled: () => false, onProgress: () => undefined });
  return oneMoreGroup(input, proposal, asked);
}

describe('one more group', () => {
  const learners = [...people('a b c', 0), ...people('d e', 1), ...people('f', 2), learner('g', 0, ['evenings'])];
  const input = (options: Partial<FormingOptions> = {}): FormingInput => edition(learners, [hour('h', MORNING)], { mixing: 'never', ...options });
  const tuesday = hour('t', { days: 0b01010, startsAt: '09:00', endsAt: '11:00' });

  it('tells how many of those left it would take, of which level, and by level', async () => {
    expect(await whatIf(input(), tuesday)).toEqual({
      level: 1, personIds: ['d', 'e'], roomFree: true, trainerIds: ['ana'], enough: true,
      byLevel: [{ level: 0, couldCome: 0, takes: 0 }, { level: 1, couldCome: 2, takes: 2 }, { level: 2, couldCome: 1, takes: 1 }, { level: 3, couldCome: 0, takes: 0 }],
    });
  });

  it('counts guests where levels may be mixed, and seats', async () => {
    const left = [...people('a b c', 0), ...people('d e', 2), ...people('f', 3)];
    const mixed = edition(left, [hour('h', MORNING)], { mixing: 'adjacent' });
    expect(await whatIf(mixed, tuesday)).toMatchObject({ level: 2, personIds: ['d', 'e', 'f'] });
    expect((await whatIf(mixed, { ...tuesday, seats: 2 })).personIds).toHaveLength(2);
  });

  it('leaves out who is in another class then', async () => {
    const busy = people('x y z', 0).map((person) => ({ ...person, busy: [tuesday] }));
    const late = edition([...people('a b c', 0), ...busy], [hour('h', MORNING)], { mixing: 'never' });
    expect(await whatIf(late, { ...tuesday, startsAt: '10:00', endsAt: '12:00' })).toMatchObject({ personIds: [] });
    expect(await whatIf(late, { ...tuesday, startsAt: '11:00', endsAt: '13:00' })).toMatchObject({ personIds: ['x', 'y', 'z'] });
  });

  it('says what stands in the way', async () => {
    const late = { ...hour('x', { ...MORNING, startsAt: '10:00' }) };
    expect(await whatIf(input(), late)).toMatchObject({ roomFree: false, trainerIds: [], level: 1 });
    expect(await whatIf(input({ minimumSize: 3 }), tuesday)).toMatchObject({ enough: false });
    expect(await whatIf(input(), hour('s', SATURDAY))).toMatchObject({ level: null, personIds: [], enough: false });
  });
});
