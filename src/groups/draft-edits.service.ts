import { Inject, Injectable } from '@nestjs/common';
import { refuseTelltaleName } from '../courses/telltale-names.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { refuseFor, Refused } from '../shared/kernel/refusal.js';
import { levelFit } from './enrolment-rules.js';
import { fitsOpening, readFormingEdition, readOpening } from './forming-facts.js';
import { formingInput, readCentreTraits, readFormingFacts, type FormingFacts } from './forming-input.js';
import { seatsOf } from './forming-rules.js';
import { freeName, groupOf, settledDraft, withGroupAgain, withoutGroup, type DraftGroup, type GroupDraft } from './group-draft.js';
import { GroupProposal } from './group-proposal.entity.js';
import { moveRefusals, type MoveWords } from './moving-rules.js';
import { contentOf, proposalOf, type ProposalOptions } from './proposals.service.js';
import { oneMore, type OneMoreAnswer } from './one-more.js';
import { factsOfDraftGroup } from './timetable-facts.js';
import { timetableRefusals } from './timetable-rules.js';
import type { TimetableChange } from './timetables.service.js';
import type { WeeklyTime } from './weekly-time.js';

/** Which draft, and the version that the change was made upon. */
export interface DraftAt {
  centreId: Id;
  proposalId: Id;
  version: number;
}

/** Where some people go: the key of a group, or null to take them out of theirs. */
export type DraftMove = MoveWords & { personIds: readonly Id[]; to: string | null };

/** An hour and a room that one more group would have. */
export type ExtraHour = WeeklyTime & { roomId: Id };

/** What a change of a draft stands on, with what the draft was asked for. */
type DraftFacts = FormingFacts & { options: ProposalOptions };

type DraftChange = (draft: GroupDraft, facts: DraftFacts, answer: (hour: ExtraHour) => OneMoreAnswer, tx: Tx) => GroupDraft | Promise<GroupDraft>;

/** Changes drafts by hand. Each change gives the draft's new version. */
@Injectable()
export class DraftEditsService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** Moves people, all of them or none. @throws Refused (fields `person`, `group`, `reason`, `agreed`), StaleEdit, NotThere */
  move(at: DraftAt, move: DraftMove, unit: UnitOptions): Promise<number> {
    return this.edit(at, unit, { movedTo: move.to, people: move.personIds }, (draft, facts) => (
      move.personIds.reduce((so, personId) => moved(so, facts, personId, move), draft)));
  }

  /** @throws Refused (field `name`), StaleEdit, NotThere */
  rename(at: DraftAt, { key, name }: { key: string; name: string }, unit: UnitOptions): Promise<number> {
    return this.edit(at, unit, { renamed: key, name }, async (draft, facts, _, tx) => {
      const group = groupOf(draft, key);
      const taken = draft.groups.some((other) => other.key !== key && other.name === name);
      refuseFor(taken ? [{ field: 'name', reason: 'groups:refusals.name-taken', params: { name } }] : []);
      if (group.fixedGroupId !== null) throw new Refused({ field: 'name', reason: 'groups:refusals.stands-already' });
      await refuseTelltaleName(tx.manager, { courseCode: facts.edition.courseCode }, name);
      return { ...draft, groups: draft.groups.map((other) => (other.key === key ? { ...other, name } : other)) };
    });
  }

  /** Takes one more group into the draft, with those whom it takes of the not placed. @throws Refused, StaleEdit, NotThere */
  addGroup(at: DraftAt, hour: ExtraHour, unit: UnitOptions): Promise<number> {
    return this.edit(at, unit, { added: hour }, async (draft, facts, answer, tx) => {
      const opening = await readOpening(tx.manager, at.centreId);
      refuseFor(fitsOpening(opening, hour) ? [] : [{ field: 'hour', reason: 'groups:refusals.closed-then', params: { from: hour.startsAt, to: hour.endsAt } }]);
      return withGroup(draft, facts, hour, answer(hour));
    });
  }

  /** Gives a new group another trainer, hour or room. @throws Refused as `timetableRefusals` says, StaleEdit, NotThere */
  retime(at: DraftAt, key: string, { time, trainerId, roomId, agreed }: Omit<TimetableChange, 'version'>, unit: UnitOptions): Promise<number> {
    return this.edit(at, unit, { retimed: key, ...time, trainerId, roomId }, async (draft, facts, _, tx) => {
      const group = groupOf(draft, key);
      if (group.fixedGroupId !== null) throw new Refused({ reason: 'groups:refusals.stands-already' });
      const { days, startsAt, endsAt } = time ?? group;
      const wanted = { days, startsAt, endsAt, roomId, trainerId };
      const week = { ...facts, opening: await readOpening(tx.manager, at.centreId) };
      refuseFor(timetableRefusals(wanted, factsOfDraftGroup(week, draft, key), agreed));
      const seats = seatsOf(facts.rooms.find(({ id }) => id === roomId)?.seats ?? 0);
      return { ...draft, groups: draft.groups.map((other) => (other.key === key ? { ...other, ...wanted, seats } : other)) };
    });
  }

  /** Gives up a new group; its members are not placed then. @throws Refused for a group that stands; StaleEdit; NotThere */
  removeGroup(at: DraftAt, key: string, unit: UnitOptions): Promise<number> {
    return this.write(at, unit, { removed: key }, (draft) => withoutGroup(draft, key));
  }

  /** Takes back that a group was given up, as long as nothing else has changed since. @throws Refused when there is none; StaleEdit; NotThere */
  takeBackGroup(at: DraftAt, unit: UnitOptions): Promise<number> {
    return this.write(at, unit, { takenBack: true }, withGroupAgain);
  }

  /** A change after which none before it can be taken back, and a search cannot go on. */
  private edit(at: DraftAt, unit: UnitOptions, note: Record<string, unknown>, change: DraftChange): Promise<number> {
    return this.write(at, unit, note, async (...ground) => ({ ...await change(...ground), touched: true, givenUp: null }));
  }

  private write({ centreId, proposalId, version }: DraftAt, unit: UnitOptions, note: Record<string, unknown>, change: DraftChange): Promise<number> {
    return this.unitOfWork.run(async (tx) => {
      const before = await proposalOf(tx, centreId, proposalId);
      refuseUnlessOpen(before);
      const today = localDateAt(tx.now);
      const facts = { ...await readFacts(tx, before, today), options: before.options as ProposalOptions };
      const draft = settledDraft(contentOf(before), facts.people, facts.edition);
      const registered = await readCentreTraits(tx.manager, centreId, today);
      const answer = (hour: ExtraHour): OneMoreAnswer => (
        oneMore(formingInput(facts, facts.options, registered, today), draft, hour, facts));
      const after = await tx.update(GroupProposal, { ...before, version }, { content: await change(draft, facts, answer, tx) });
      tx.note('group_proposals', proposalId, note, centreId);
      return after.version;
    }, unit);
  }
}

function readFacts(tx: Tx, { centreId, editionId }: GroupProposal, today: string): Promise<FormingFacts> {
  return readFormingEdition(tx.manager, centreId, editionId).then((edition) => readFormingFacts(tx.manager, edition, today));
}

function refuseUnlessOpen({ status, content }: GroupProposal): void {
  if (status !== 'draft') throw new Refused({ reason: `groups:refusals.${status}-already` });
  if ((content as GroupDraft).searching) throw new Refused({ reason: 'groups:refusals.still-searching' });
}

function moved(draft: GroupDraft, { people, edition, busy }: FormingFacts, personId: Id, { to, reason, agreed }: DraftMove): GroupDraft {
  const person = people.find((each) => each.personId === personId);
  if (!person) throw new Refused({ field: 'person', reason: 'groups:refusals.not-enrolled' });
  if (person.groupId !== null) throw new Refused({ field: 'person', reason: 'groups:refusals.in-a-group' });
  if (levelFit(person.level, edition) === 'below') throw new Refused({ field: 'person', reason: 'groups:refusals.level-below', params: { name: person.givenNames } });
  const without = {
    ...draft, moves: draft.moves + 1,
    groups: draft.groups.map((group) => ({ ...group, memberIds: group.memberIds.filter((id) => id !== personId) })),
    notPlaced: draft.notPlaced.filter((each) => each.personId !== personId),
  };
  if (to === null) return { ...without, notPlaced: [...without.notPlaced, { personId, reason: 'by-hand' }] };
  const target = groupOf(draft, to);
  const members = target.memberIds.length;
  refuseFor(moveRefusals({ ...person, busy: busy.get(personId) ?? [] }, { ...target, members, hasHer: target.memberIds.includes(personId) }, { reason, agreed }));
  return {
    ...without,
    groups: without.groups.map((group) => (group.key === to ? { ...group, memberIds: [...group.memberIds, personId] } : group)),
    reasons: reason ? { ...draft.reasons, [personId]: reason } : draft.reasons,
  };
}

function withGroup(draft: GroupDraft, { rooms, options }: DraftFacts, hour: ExtraHour, answer: OneMoreAnswer): GroupDraft {
  refuseFor(answer.refusals);
  const room = rooms.find(({ id }) => id === hour.roomId);
  const { days, startsAt, endsAt, roomId } = hour;
  const taken = new Set(draft.groups.map(({ name }) => name));
  const taking = new Set(answer.takes);
  const group: DraftGroup = {
    key: newId(), fixedGroupId: null, name: freeName(taken, (letter) => options.namePattern.replace('*', letter)),
    level: answer.level ?? 0, days, startsAt, endsAt, roomId, trainerId: answer.trainerIds[0] ?? null, seats: seatsOf(room?.seats ?? 0),
    memberIds: answer.takes,
  };
  return { ...draft, groups: [...draft.groups, group], notPlaced: draft.notPlaced.filter(({ personId }) => !taking.has(personId)) };
}
