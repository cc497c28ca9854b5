import { draftClasses } from './draft-classes.js';
import { instantAt } from '../shared/kernel/local-date.js';
import type { DraftGroup } from './group-draft.js';
import { groundOf } from './plan-outlook.js';

const MONDAYS = 0b0000001;
const ground = groundOf({ hours: '1 08:00 18:00', holidays: '2026-12-07 1', holidayYears: '2026', modules: '1 1A 0 1 1,2 1B 1 2 1,3 1C 2 3 1' });
const group: DraftGroup = {
  key: 'h0', fixedGroupId: null, name: 'Grupo A', level: 0, days: MONDAYS, startsAt: '09:00', endsAt: '11:00', roomId: 'room', trainerId: 'elena', seats: 18, memberIds: ['a', 'b'],
};
const dates = (more: Partial<DraftGroup>, { today = '2026-11-20', time = '06:00', modules = ground.modules, seated = [] as string[] } = {}): string[] => {
  const facts = {
    proposal: { draft: { groups: [{ ...group, ...more }] } }, ground: { ...ground, modules }, edition: { startsOn: '2026-11-23', endsOn: '2026-12-31' },
    people: ['a', 'b'].map((personId) => ({ personId, groupId: seated.includes(personId) ? 's' : null })),
  };
  return draftClasses(facts as unknown as Parameters<typeof draftClasses>[0], instantAt(today, time)).map(({ date, memberIds, stands }) => `${date} ${memberIds.join('')}${stands ? ' stands' : ''}`);
};

it.each<[string, string[], string[]]>([
  ['of a new group, one for each lesson on a day on which the centre is open', dates({}), ['2026-11-23 ab', '2026-11-30 ab', '2026-12-14 ab']],
  ['of a group that starts later in the course', dates({ level: 2 }), ['2026-11-23 ab', '2026-11-30 ab']],
  ['from today on', dates({}, { today: '2026-11-24' }), ['2026-11-30 ab', '2026-12-14 ab', '2026-12-21 ab']],
  ['from the next one on, once today\'s hour is over', dates({}, { today: '2026-11-23', time: '11:00' }), ['2026-11-30 ab', '2026-12-14 ab', '2026-12-21 ab']],
  ['of a course without lessons, on every day', dates({}, { modules: [] }), ['2026-11-23 ab', '2026-11-30 ab', '2026-12-14 ab', '2026-12-21 ab', '2026-12-28 ab']],
  ['of a group that stands, with whoever is new in it', dates({ fixedGroupId: 's' }, { today: '2026-12-20', seated: ['a'] }), ['2026-12-21 b stands', '2026-12-28 b stands']],
  ['none of a group that stands and takes nobody', dates({ fixedGroupId: 's' }, { seated: ['a', 'b'] }), []],
])('are those %s', (_, found, expected) => {
  expect(found).toEqual(expected);
});
