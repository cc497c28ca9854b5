import { Inject, Injectable } from '@nestjs/common';
import { isDuplicate } from '../shared/database/retry-rules.js';
import { SYSTEM, type Tx } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import type { Instant } from '../shared/kernel/clock.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { sessionArrivedAt, type OfferedSession } from './arrival-rules.js';
import { Arrival } from './arrival.entity.js';
import { MEMBER_STATUSES } from './registers.repository.js';

/** Notes that learners came, for the register to propose. */
@Injectable()
export class ArrivalsService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /**
   * Called when a learner signs in: at one of the centre's PCs it notes her arrival at the session of hers that is on or
   * about to begin. The first sign-in there counts. Nothing is noted when she has no session, or signs in from elsewhere,
   * as from her own phone at home; and signing in never fails for it.
   * @param workstationId the station that she sits at; null when she signed in elsewhere
   * @returns the session that she arrived at, or null
   */
  async recordArrival(personId: Id, workstationId: Id | null, now: Instant): Promise<Id | null> {
    if (workstationId === null) return null;
    try {
      return await this.unitOfWork.run((tx) => recordArrivalIn(tx, personId, workstationId, now), { actor: SYSTEM });
    } catch (error) {
      // Two sign-ins at the same moment: the other one was noted.
      if (isDuplicate(error)) return null;
      throw error;
    }
  }
}

/** The same inside a caller's unit of work. */
async function recordArrivalIn(tx: Tx, personId: Id, workstationId: Id, now: Instant): Promise<Id | null> {
  const offered = await tx.manager.query<(OfferedSession & { centreId: Id; arrived: number })[]>(OFFERED, [personId, personId, localDateAt(now)]);
  const session = sessionArrivedAt(offered, now);
  if (!session) return null;
  if (!session.arrived) {
    await tx.insert(Arrival, { id: newId(), sessionId: session.id, personId, centreId: session.centreId, arrivedAt: now, workstationId });
  }
  return session.id;
}

const OFFERED = `
  SELECT s.id, s.centre_id AS centreId, s.date, s.starts_at AS startsAt, s.ends_at AS endsAt, COUNT(a.id) AS arrived
  FROM enrolments e
  JOIN sessions s ON s.group_id = e.group_id
  LEFT JOIN arrivals a ON a.session_id = s.id AND a.person_id = ?
  WHERE e.person_id = ? AND e.status IN ${MEMBER_STATUSES} AND s.date = ? AND s.cancelled_at IS NULL
  GROUP BY s.id, s.centre_id, s.date, s.starts_at, s.ends_at`;
