import { Inject, Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { hold } from '../shared/database/guards.js';
import { inChunks, places } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { NotThere, refuseFor } from '../shared/kernel/refusal.js';
import { consentRefusals, type NewConsent } from './consent-texts.js';
import { Consent } from './consent.entity.js';
import { registrationsAt } from './guard-names.js';
import type { PeopleOptions } from './people.service.js';

/** Consent to the use of somebody's data at one centre: given, given again to a newer text, taken back. All of it is kept. */
@Injectable()
export class ConsentsService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** @throws Refused for a day to come; NotThere */
  give(personId: Id, consent: NewConsent, options: PeopleOptions): Promise<void> {
    return this.giveMany([personId], consent, options);
  }

  /** The same for many at once, as when a group signed together. @throws Refused for a day to come; NotThere */
  giveMany(personIds: readonly Id[], consent: NewConsent, { centreId, ...options }: PeopleOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, registrationsAt(centreId));
      refuseFor(consentRefusals(consent, localDateAt(tx.now)));
      await giveConsents(tx, centreId, [...new Set(personIds)].map((personId) => ({ personId, consent })));
    }, options);
  }

  /** Takes back whatever she has agreed to at this centre. @throws NotThere */
  withdraw(personId: Id, { centreId, ...options }: PeopleOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await checkKnown(tx, centreId, personId);
      const given = await tx.manager.findBy(Consent, { personId, centreId, withdrawnAt: IsNull() });
      for (const consent of given) await tx.update(Consent, consent, { withdrawnAt: tx.now });
    }, options);
  }
}

/**
 * Keeps consents of people whom the centre knows, many at once; what is on record as it was said stays there once. For the
 * import as well, inside a unit of work that holds `registrationsAt`.
 * @throws NotThere
 */
export async function giveConsents(tx: Tx, centreId: Id, given: readonly { personId: Id; consent: NewConsent }[]): Promise<void> {
  const fresh: { personId: Id; consent: NewConsent }[] = [];
  for (const some of inChunks(given)) {
    const ids = some.map(({ personId }) => personId);
    const known = await tx.manager.query<unknown[]>(`SELECT id FROM learners WHERE centre_id = ? AND person_id IN (${places(ids)})`, [centreId, ...ids]);
    if (known.length < ids.length) throw new NotThere('person');
    const standing = await tx.manager.findBy(Consent, { centreId, personId: In(ids), withdrawnAt: IsNull() });
    fresh.push(...some.filter((one) => !standing.some((kept) => kept.personId === one.personId && saysTheSame(kept, one.consent))));
  }
  await tx.insert(Consent, fresh.map(({ personId, consent }) => ({ id: newId(), personId, centreId, ...consent, withdrawnAt: null, version: 1 })));
}

function saysTheSame(a: Pick<Consent, keyof NewConsent>, b: NewConsent): boolean {
  return a.textVersion === b.textVersion && a.givenOn === b.givenOn && a.how === b.how && a.covers.toSorted().join() === b.covers.toSorted().join();
}

async function checkKnown(tx: Tx, centreId: Id, personId: Id): Promise<void> {
  const known = await tx.manager.query<unknown[]>('SELECT id FROM learners WHERE person_id = ? AND centre_id = ?', [personId, centreId]);
  if (known.length === 0) throw new NotThere('person');
}
