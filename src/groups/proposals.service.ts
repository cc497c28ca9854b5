import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { WeeklyHours } from '../centres/weekly-hours.js';
import { hold } from '../shared/database/guards.js';
import { places } from '../shared/database/sql.js';
import { SYSTEM, type Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { JobRunner, type Report } from '../shared/jobs/job-runner.js';
import { Clock } from '../shared/kernel/clock.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere, refuseFor, Refused, StaleEdit, type Refusal } from '../shared/kernel/refusal.js';
import { enrolRefusals } from './enrolment-rules.js';
import { fitsOpening, readFormingEdition, readOpening, type FormingEdition } from './forming-facts.js';
import { formingInput, readCentreTraits, readFormingFacts, type FormingFacts } from './forming-input.js';
import type { FormingRequest } from './forming-options.js';
import { formingRefusals } from './forming-rules.js';
import { draftOf, EMPTY_DRAFT, mayGoOn, type GroupDraft } from './group-draft.js';
import type { FormingInput, FormingProgress, Proposal } from './group-forming.js';
import { GroupProposal } from './group-proposal.entity.js';
import { proposeGroups, secondsFor } from './optimiser.js';
import { SearchWatch } from './search-watch.js';

export const PROPOSAL_JOB = 'group-proposal';

/** What a proposal was asked for, and in which words its groups are named: `Grupo A`. */
export interface ProposalOptions extends FormingRequest {
  /** With `*` where the letter goes. */
  namePattern: string;
  /** How long it may search, where somebody asked it to go on; else as long as its size needs. */
  seconds?: number;
}

/** More than these in one edition are no course any more, and would not fit into a draft. */
const MOST_PEOPLE = 900;
/** A draft is written down at most this often while the search goes on, in milliseconds. */
const SAVE_EVERY = 400;
/** For this long a search goes on when somebody asks it to, in seconds: other long work waits meanwhile. */
const LONGER = 60;

/** Asks the optimiser for groups, off the request, and keeps what it finds as a draft. */
@Injectable()
export class ProposalsService implements OnModuleInit {
  private readonly searches = new SearchWatch();

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource, @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    private readonly jobs: JobRunner, private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register(PROPOSAL_JOB, (job, report, signal) => this.search(job.subjectId, report, signal));
  }

  /**
   * Starts a search; drafts of the edition that were there before are discarded.
   * @returns the proposal's id, as soon as there is a first draft, after a second at the latest
   * @throws Refused (fields `hours`, `rooms`, `minimumSize`, `maximumGroups`, `trainers`), NotThere
   */
  async start(centreId: Id, editionId: Id, options: ProposalOptions, unit: UnitOptions): Promise<Id> {
    const id = await this.create(centreId, editionId, options, unit, true);
    const first = this.searches.firstDraft(id);
    void this.jobs.wake();
    await first;
    return id;
  }

  /** The same, waiting for the end of the search: for stories and tests. @param seconds at most so long */
  async propose(centreId: Id, editionId: Id, options: ProposalOptions, unit: UnitOptions & { seconds?: number }): Promise<Id> {
    const { seconds, ...rest } = unit;
    const id = await this.create(centreId, editionId, options, rest, false);
    await this.search(id, () => undefined, new AbortController().signal, seconds);
    return id;
  }

  /**
   * Ends the search with the best so far; one that has not begun, or whose process died, with what was there. Does nothing
   * when it has ended. @throws NotThere
   */
  async stop(centreId: Id, id: Id, unit: UnitOptions): Promise<void> {
    await proposalOf(this.dataSource, centreId, id);
    this.searches.stop(id);
    await this.searches.ended(id);
    await this.unitOfWork.run(async (tx) => {
      await tx.execute(`${HOLD} WHERE id = ?`, [id]);
      const proposal = await proposalOf(tx, centreId, id);
      await cancelJobs(tx, [id]);
      // A search of another process writes no more after this: what it kept last stands.
      if (contentOf(proposal).searching) await tx.update(GroupProposal, proposal, { content: { ...contentOf(proposal), searching: false } });
    }, unit);
  }

  /**
   * Goes on with a search that ended without a proof, from what it found: a new draft takes the place of the old one.
   * @returns the new draft's id @throws Refused where nothing is left to find, or a change by hand would be lost; StaleEdit; NotThere
   */
  async goOn(centreId: Id, id: Id, version: number, unit: UnitOptions): Promise<Id> {
    const next = await this.unitOfWork.run(async (tx) => {
      await tx.execute(`${HOLD} WHERE id = ?`, [id]);
      const before = await proposalOf(tx, centreId, id);
      if (!mayGoOn(before.status, contentOf(before))) throw new Refused({ reason: 'groups:refusals.search-is-over' });
      const after: GroupProposal = {
        ...before, id: newId(), options: { ...before.options as ProposalOptions, seconds: LONGER }, content: { ...contentOf(before), searching: true },
        createdBy: tx.actor.accountId, createdAt: tx.now, version: 1,
      };
      await tx.update(GroupProposal, { ...before, version }, { status: 'discarded' });
      await tx.insert(GroupProposal, after);
      tx.note('group_proposals', after.id, { editionId: before.editionId, goesOnFrom: id }, centreId);
      await this.jobs.enqueue(tx, { kind: PROPOSAL_JOB, centreId, subjectId: after.id });
      return after.id;
    }, unit);
    void this.jobs.wake();
    return next;
  }

  /** Throws a draft away. @throws Refused when it is confirmed; StaleEdit; NotThere */
  async discard(centreId: Id, id: Id, version: number, unit: UnitOptions): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await tx.execute(`${HOLD} WHERE id = ?`, [id]);
      const before = await proposalOf(tx, centreId, id);
      if (before.status === 'discarded') return;
      if (before.status === 'confirmed') throw new Refused({ reason: 'groups:refusals.confirmed-already' });
      await cancelJobs(tx, [id]);
      await tx.update(GroupProposal, contentOf(before).searching ? before : { ...before, version }, { status: 'discarded' });
      tx.note('group_proposals', id, { status: 'discarded' }, centreId);
    }, unit);
    this.searches.stop(id);
  }

  private async create(centreId: Id, editionId: Id, options: ProposalOptions, unit: UnitOptions, inJob: boolean): Promise<Id> {
    // By the second time its groups may stand, and nobody waits for one any more.
    const earlier = await this.unitOfWork.answerTo<Id>(unit);
    if (earlier) return earlier.answer;
    const today = this.clock.today();
    const edition = await readFormingEdition(this.dataSource, centreId, editionId);
    refuseFor(enrolRefusals(edition.status));
    const { input, facts } = await this.inputFor(edition, options, today);
    refuseFor(startRefusals(facts, input, options, await readOpening(this.dataSource, centreId)));
    return this.unitOfWork.run(async (tx) => {
      await holdDrafts(tx, editionId);
      const id = newId();
      await discardDrafts(tx, centreId, editionId);
      await tx.insert(GroupProposal, {
        id, editionId, centreId, status: 'draft', options, input: { hours: input.hours }, content: EMPTY_DRAFT,
        createdBy: tx.actor.accountId, createdAt: tx.now, confirmedAt: null, version: 1,
      });
      tx.note('group_proposals', id, { editionId, hours: input.hours.length, learners: input.learners.length }, centreId);
      if (inJob) await this.jobs.enqueue(tx, { kind: PROPOSAL_JOB, centreId, subjectId: id });
      return id;
    }, unit);
  }

  private async inputFor(edition: FormingEdition, options: FormingRequest, today: string): Promise<{ input: FormingInput; facts: FormingFacts }> {
    const facts = await readFormingFacts(this.dataSource, edition, today);
    const registered = await readCentreTraits(this.dataSource, edition.centreId, today);
    return { facts, input: formingInput(facts, options, registered, today) };
  }

  /** May be called again after a crash: it starts from what is enrolled now, and from the best that was found. */
  private async search(id: Id, report: Report, ending: AbortSignal, seconds?: number): Promise<null> {
    const proposal = await this.dataSource.manager.findOneBy(GroupProposal, { id });
    if (proposal?.status !== 'draft') return null;
    const options = proposal.options as ProposalOptions;
    const edition = await readFormingEdition(this.dataSource, proposal.centreId, proposal.editionId);
    const { input, facts } = await this.inputFor(edition, options, this.clock.today());
    const standing = facts.groups.filter(({ editionId }) => editionId === edition.id);
    const toDraft = (found: Proposal, milliseconds: number): GroupDraft => (
      draftOf(found, standing, (letter) => options.namePattern.replace('*', letter), milliseconds));
    const desk = new DraftDesk(this.unitOfWork, proposal);
    const watch = this.searches.open(id, ending, () => this.isCancelled(proposal));
    try {
      const time = seconds ?? options.seconds ?? secondsFor(input);
      let last = 0;
      const found = await proposeGroups(input, {
        seconds: time, signal: watch.signal, from: contentOf(proposal).groups,
        onProgress: (progress: FormingProgress) => {
          last = progress.milliseconds;
          report(Math.min(99, (progress.milliseconds / time) / 10), `groups:steps.${progress.step}`);
          // A state on the way is kept for comfort: when it cannot be written, the search goes on.
          void desk.keep({ ...toDraft(progress.proposal, progress.milliseconds), searching: true }).then(watch.drafted, () => undefined);
        },
      });
      // The process is going down: another takes the search up.
      if (!ending.aborted) await desk.finish({ ...toDraft(found, last), searching: false });
    } finally {
      watch.close();
    }
    return null;
  }

  private async isCancelled({ id, centreId }: GroupProposal): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      "SELECT id FROM jobs WHERE centre_id = ? AND kind = ? AND subject_id = ? AND status = 'cancelled'", [centreId, PROPOSAL_JOB, id]);
    return rows.length > 0;
  }
}

/** Writes the states of one draft down, one after the other, the last of those that came meanwhile. */
class DraftDesk {
  private writing: Promise<void> = Promise.resolve();
  private next: GroupDraft | null = null;
  private written = 0;

  constructor(private readonly unitOfWork: UnitOfWork, private proposal: GroupProposal) {}

  keep(draft: GroupDraft): Promise<void> {
    const first = this.written === 0;
    if (!first && Date.now() - this.written < SAVE_EVERY) return this.writing;
    this.written = Date.now();
    this.next = draft;
    return this.writing = this.writing.catch(() => undefined).then(() => this.write());
  }

  async finish(draft: GroupDraft): Promise<void> {
    await this.writing.catch(() => undefined);
    this.next = draft;
    await this.write();
  }

  private async write(): Promise<void> {
    const draft = this.next;
    if (!draft) return;
    this.next = null;
    try {
      this.proposal = await this.unitOfWork.run((tx) => tx.update(GroupProposal, this.proposal, { content: draft }), { actor: SYSTEM });
    } catch (error) {
      // Somebody discarded it meanwhile.
      if (!(error instanceof StaleEdit)) throw error;
    }
  }
}

export function contentOf(proposal: GroupProposal): GroupDraft {
  return proposal.content as GroupDraft;
}

/** The proposal, of this centre. @throws NotThere */
export async function proposalOf({ manager }: Pick<Tx, 'manager'>, centreId: Id, id: Id): Promise<GroupProposal> {
  const proposal = await manager.findOneBy(GroupProposal, { id, centreId });
  if (!proposal) throw new NotThere('group proposal');
  return proposal;
}

function startRefusals({ people }: FormingFacts, input: FormingInput, options: FormingRequest, opening: readonly WeeklyHours[]): Refusal[] {
  if (people.length > MOST_PEOPLE) return [{ reason: 'groups:refusals.too-many-people', params: { most: MOST_PEOPLE } }];
  if (people.length > 0 && people.every(({ groupId }) => groupId !== null)) return [{ reason: 'groups:refusals.nobody-left' }];
  if (options.hours.length > 0 && input.hours.length === 0) return [{ field: 'rooms', reason: 'groups:refusals.no-rooms' }];
  const closed = options.hours.filter((hour) => !fitsOpening(opening, hour))
    .map(({ startsAt, endsAt }) => ({ field: 'hours', reason: 'groups:refusals.closed-then', params: { from: startsAt, to: endsAt } }));
  return [...formingRefusals(input), ...closed];
}

const HOLD = 'UPDATE group_proposals SET held = held + 1';

/**
 * Holds the drafts of an edition, also those that are not there yet, first of all in a unit of work: a search that goes on
 * writes its draft down again and again, and what is read before it has written is stale by the time it is changed.
 */
async function holdDrafts(tx: Tx, editionId: Id): Promise<void> {
  await hold(tx, `drafts:${editionId}`);
  await tx.execute(`${HOLD} WHERE edition_id = ? AND status = 'draft'`, [editionId]);
}

async function discardDrafts(tx: Tx, centreId: Id, editionId: Id): Promise<void> {
  const drafts = await tx.manager.findBy(GroupProposal, { centreId, editionId, status: 'draft' });
  await cancelJobs(tx, drafts.map(({ id }) => id));
  for (const draft of drafts) await tx.update(GroupProposal, draft, { status: 'discarded' });
}

/** The version goes up with it, so that no runner takes up what was cancelled at the same moment. */
async function cancelJobs(tx: Tx, ids: readonly Id[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(`
    UPDATE jobs SET status = 'cancelled', finished_at = ?, version = version + 1
    WHERE subject_id IN (${places(ids)}) AND kind = ? AND status IN ('waiting', 'running')`, [tx.now, ...ids, PROPOSAL_JOB]);
}
