import { fittingLevels, type CourseLevels } from '../../groups/enrolment-rules.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { CourseFacts } from '../facts/learner-facts.js';
import type { DropPerson } from './drop-people.js';
import type { Drop } from './gap-path.js';

/** An edition in which people can be enrolled now. */
export interface OpenEdition extends CourseLevels {
  id: Id;
  name: string;
  /** 1 or 2: see `CourseFacts.course`. */
  course: number;
}

/** What helps: its words stand under `gaps:help.KIND`. */
export type HelpKind =
  | 'diagnose' | 'diagnoses' | 'place' | 'placements' | 'enrol' | 'form' | 'wait' | 'plan'
  | 'call' | 'calls' | 'group' | 'coach' | 'coaching' | 'ask' | 'follow-up' | 'person';

/** One action, and where it is done. */
export interface Help {
  kind: HelpKind;
  href: string;
  /** The edition that it is about. */
  edition?: string;
}

/** What helps all those behind a drop. @param editions those open to enrolment, in the order in which they are offered */
export function helpForAll(drop: Drop, editions: readonly OpenEdition[]): Help {
  return FOR_ALL[drop](editions);
}

const FOR_ALL: Record<Drop, (editions: readonly OpenEdition[]) => Help> = {
  diagnosed: () => ({ kind: 'diagnoses', href: '/placement/queue?stage=to-diagnose' }),
  placed: () => ({ kind: 'placements', href: '/placement/queue' }),
  grouped: (editions) => enrolIn(editions.find(({ course }) => course === 1)),
  came: () => ({ kind: 'calls', href: '/calls' }),
  'completed-1': () => ({ kind: 'coaching', href: '/coaching/proposals' }),
  'came-2': (editions) => enrolIn(editions.find(({ course }) => course === 2)),
  acted: () => ({ kind: 'follow-up', href: '/actions/follow-up' }),
};

/** @param name by which she is found among those who can be enrolled */
function enrolIn(edition: OpenEdition | undefined, name?: string): Help {
  if (!edition) return { kind: 'plan', href: '/editions/new' };
  const query = name === undefined ? '' : `?${new URLSearchParams({ show: 'all', q: name })}`;
  return { kind: 'enrol', href: `/editions/${edition.id}/enrolments/new${query}`, edition: edition.name };
}

/** Whom a drop is about, as her page knows her. */
export interface HelpedPerson extends DropPerson {
  name: string;
  /** She left the centre. */
  left: boolean;
}

/** What helps one of them. */
export function helpFor(drop: Drop, person: HelpedPerson, editions: readonly OpenEdition[]): Help {
  return person.left ? pageOf(person) : FOR_ONE[drop](person, editions);
}

const FOR_ONE: Record<Drop, (person: HelpedPerson, editions: readonly OpenEdition[]) => Help> = {
  diagnosed: ({ personId }) => ({ kind: 'diagnose', href: `/people/${personId}/diagnosis` }),
  placed: ({ personId }) => ({ kind: 'place', href: `/placement/queue/${personId}` }),
  grouped: (person, editions) => seatFor(person, person.courses, editions.filter((edition) => person.level === null || fittingLevels(edition).includes(person.level))),
  came: (person) => callAbout(person, person.courses),
  'completed-1': ({ personId }) => ({ kind: 'coach', href: `/coaching/bookings/new?person=${personId}` }),
  'came-2': (person, editions) => {
    const second = person.courses.filter(({ course }) => course === 2);
    return second.some(isGrouped) ? callAbout(person, second) : seatFor(person, second, editions.filter(({ course }) => course === 2));
  },
  acted: ({ personId }) => ({ kind: 'ask', href: `/actions/new?person=${personId}&through=phone` }),
};

/** Whoever is enrolled waits for a group or a seat; others are enrolled where they have not been yet. */
function seatFor(person: HelpedPerson, courses: readonly CourseFacts[], editions: readonly OpenEdition[]): Help {
  const waits = courses.findLast(({ status, groupId }) => status === 'waiting' || (status === 'enrolled' && groupId === null));
  if (waits) return { kind: waits.status === 'waiting' ? 'wait' : 'form', href: `/editions/${waits.editionId}/${waits.status === 'waiting' ? 'waiting-list' : 'groups'}` };
  const free = editions.find(({ id }) => !person.courses.some(({ editionId }) => editionId === id));
  return free || editions.length === 0 ? enrolIn(free, person.name) : pageOf(person);
}

/** She is in the call list of the day that she missed last; before the first session, her group says when it is. */
function callAbout(person: HelpedPerson, courses: readonly CourseFacts[]): Help {
  const group = courses.findLast(isGrouped);
  if (!group) return pageOf(person);
  const missed = group.marks.findLast(([, , , , came]) => came === 0)?.[0];
  return missed === undefined ? { kind: 'group', href: `/groups/${group.groupId}` } : { kind: 'call', href: `/calls?date=${missed}` };
}

function isGrouped({ status, groupId }: CourseFacts): boolean {
  return status === 'enrolled' && groupId !== null;
}

function pageOf({ personId }: DropPerson): Help {
  return { kind: 'person', href: `/people/${personId}` };
}
