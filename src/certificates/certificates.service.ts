import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { centreLetters } from '../centres/centre-letters.js';
import { givenNamesFirst } from '../people/person-names.js';
import { hold } from '../shared/database/guards.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { publicCodeFrom } from '../shared/kernel/public-code.js';
import { NotThere, refuseFor, Refused, StaleEdit } from '../shared/kernel/refusal.js';
import { BadgeKeys } from './badge-keys.js';
import { CertificateRevocation } from './certificate-revocation.entity.js';
import { CertificateSeries } from './certificate-series.entity.js';
import { Certificate } from './certificate.entity.js';
import { CompletedEnrolments } from './completed-enrolments.js';
import type { CompletionAsked } from './completion.js';
import { completionPeople, CompletionRepository, type CertifiedEdition, type CompletionPerson } from './completion.repository.js';
import { CompletionRule } from './completion-rule.entity.js';
import { EndlineOpening } from './endline-opening.entity.js';
import { openingRefusals } from './endline-rules.js';
import { decideIssue } from './issuing.js';
import { serialOf, seriesOf } from './serials.js';

/** Whom to give a certificate. */
export interface IssueWish {
  people: readonly Id[];
  /** Why, for who does not meet the rule. */
  reason: string | null;
}

/** The rule of an edition, its certificates given and revoked. */
@Injectable()
export class CertificatesService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly completion: CompletionRepository, private readonly keys: BadgeKeys,
    private readonly completed: CompletedEnrolments,
  ) {}

  /** Of an edition that is over, it is seen at once who completed it by the new rule. @param version of the rule that was looked at; 0 for the usual one @throws StaleEdit, NotThere */
  setRule(centreId: Id, editionId: Id, asked: CompletionAsked, version: number, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await this.completion.edition(centreId, editionId, tx.manager);
      const before = await tx.manager.findOneBy(CompletionRule, { editionId });
      if ((before?.version ?? 0) !== version) throw new StaleEdit(before, asked);
      if (before) await tx.update(CompletionRule, before, asked);
      else await tx.insert(CompletionRule, { id: newId(), editionId, centreId, ...asked, version: 1 });
      await this.completed.settle(tx, editionId);
    }, options);
  }

  /**
   * Gives certificates with the next numbers of the centre's year. Who has one already keeps it and gets no second.
   * @returns the new ones, in the order of their numbers
   * @throws Refused when somebody does not meet the rule and no reason is given; NotThere for somebody who is not in the edition
   */
  async issue(centreId: Id, editionId: Id, wish: IssueWish, options: UnitOptions): Promise<Id[]> {
    const before = await this.completion.ground(centreId, editionId);
    await this.keys.ensure();
    return this.unitOfWork.run(async (tx) => {
      // First of all, so that whoever gives certificates at the same moment waits until these are on record.
      await hold(tx, `certificates:${centreId}`);
      const series = await seriesAt(tx, centreId);
      // Its rule and its status as they are by now: others may have changed them while this one waited.
      const ground = { ...before, edition: await this.completion.edition(centreId, editionId, tx.manager) };
      const chosen = chosenFrom(await completionPeople(tx.manager, ground, localDateAt(tx.now)), wish.people);
      const { give, refusals } = decideIssue({ asked: ground.edition.rule, status: ground.edition.status, reason: wish.reason }, chosen);
      refuseFor(refusals);
      const first = await takeNumbers(tx, series, give.length);
      const rows = give.map((person, index) => certificateFor(tx, ground.edition, person, { series, number: first + index, reason: wish.reason }));
      if (rows.length > 0) await tx.insert(Certificate, rows);
      return rows.map(({ id }) => id);
    }, options);
  }

  /** It stays on record, and its page says that it counts no more. @throws Refused when it is revoked already, NotThere */
  revoke(centreId: Id, id: Id, reason: string, options: UnitOptions): Promise<{ editionId: Id }> {
    return this.unitOfWork.run(async (tx) => {
      const certificate = await tx.manager.findOneBy(Certificate, { id, centreId });
      if (!certificate) throw new NotThere('certificate');
      if (await tx.manager.existsBy(CertificateRevocation, { certificateId: id })) throw new Refused({ reason: 'certificates:refusals.revoked' });
      await tx.insert(CertificateRevocation, { id: newId(), certificateId: id, centreId, reason, revokedAt: tx.now, revokedBy: tx.actor.accountId });
      return { editionId: certificate.editionId };
    }, options);
  }

  /** Lets an edition's people take the test at the end. A second press changes nothing. @throws Refused before its last week, NotThere */
  openEndline(centreId: Id, editionId: Id, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      refuseFor(openingRefusals(await this.completion.edition(centreId, editionId, tx.manager), localDateAt(tx.now)));
      const before = await tx.manager.findOneBy(EndlineOpening, { editionId });
      if (before?.closedAt === null) return;
      if (before) await tx.update(EndlineOpening, before, { closedAt: null });
      else await tx.insert(EndlineOpening, { id: newId(), editionId, centreId, openedAt: tx.now, closedAt: null, openedBy: tx.actor.accountId });
    }, options);
  }

  /** Nobody begins it any more. A second press changes nothing. @throws NotThere */
  closeEndline(centreId: Id, editionId: Id, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await this.completion.edition(centreId, editionId, tx.manager);
      const before = await tx.manager.findOneBy(EndlineOpening, { editionId });
      if (before?.closedAt === null) await tx.update(EndlineOpening, before, { closedAt: tx.now });
    }, options);
  }
}

/** The series in which a centre counts today. */
async function seriesAt(tx: Tx, centreId: Id): Promise<string> {
  const series = seriesOf((await centreLetters(tx.manager)).get(centreId) as string, localDateAt(tx.now));
  if (!await tx.manager.existsBy(CertificateSeries, { code: series })) await tx.insert(CertificateSeries, { code: series, lastNumber: 0 });
  return series;
}

function chosenFrom(people: readonly CompletionPerson[], wanted: readonly Id[]): CompletionPerson[] {
  const ids = new Set(wanted);
  const chosen = people.filter(({ personId }) => ids.has(personId));
  if (chosen.length !== ids.size) throw new NotThere('person of the edition');
  return chosen;
}

/** @returns the first of so many new numbers */
async function takeNumbers(tx: Tx, series: string, count: number): Promise<number> {
  const before = await tx.manager.findOneByOrFail(CertificateSeries, { code: series });
  await tx.execute('UPDATE certificate_series SET last_number = last_number + ? WHERE code = ?', [count, series]);
  return before.lastNumber + 1;
}

function certificateFor(
  tx: Tx, edition: CertifiedEdition, person: CompletionPerson, { series, number, reason }: { series: string; number: number; reason: string | null },
): Certificate {
  const { figures } = person;
  const fallsShort = decideIssue({ asked: edition.rule, status: edition.status, reason: null }, [person]).refusals.length > 0;
  return {
    id: newId(), series, number, serial: serialOf(series, number), publicCode: publicCodeFrom(randomBytes(16)),
    claim: `${edition.id}:${person.personId}:${person.certificates.length + 1}`,
    centreId: edition.centreId, editionId: edition.id, personId: person.personId, courseCode: edition.courseCode,
    personName: givenNamesFirst(person), courseTitle: edition.courseTitle, centreName: edition.centreName, hours: person.hours,
    sessionsHeld: figures.held, sessionsAttended: figures.came, practices: figures.practices, practicesFinished: figures.finished,
    exceptionReason: fallsShort ? reason : null, issuedOn: localDateAt(tx.now), issuedAt: tx.now, issuedBy: tx.actor.accountId,
  };
}
