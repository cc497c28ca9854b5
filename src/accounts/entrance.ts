import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { Refused } from '../shared/kernel/refusal.js';
import { isOwnPath } from '../shared/web/page.js';
import type { Account } from './account.entity.js';
import { AccountsRepository, type CentreChoice } from './accounts.repository.js';
import { SecondStep } from './second-step.js';
import { classUntil } from './session-rules.js';
import { Sessions } from './sessions.js';
import { SignInObservers } from './sign-in-observers.js';
import type { Way } from './sign-in.service.js';
import { StationPass } from './station-pass.js';

/**
 * Lets in whoever has proved the first secret: to the second step where one is asked for, else into a session at a
 * centre. Every way in ends here.
 */
@Injectable()
export class Entrance {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly sessions: Sessions,
    private readonly secondStep: SecondStep,
    private readonly stations: StationPass,
    private readonly observers: SignInObservers,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @returns the path of the page to go on with @throws Refused when the second step cannot be read any more */
  async admit(request: Request, account: Account, way: Way, returnPath: string): Promise<string> {
    if (await this.accounts.hasRole(account.id, 'administrator')) {
      const step = this.secondStep.stateOf(account);
      if (step === 'lost') throw new Refused({ reason: 'accounts:refusals.second-step-lost' });
      const newSecret = step === 'enrolment' ? this.secondStep.seal(this.secondStep.newSecret()) : undefined;
      await this.sessions.start(request, { pending: { accountId: account.id, credentialsVersion: account.credentialsVersion, step, newSecret, returnPath } });
      return step === 'code' ? '/sign-in/second-step' : '/sign-in/second-step/enrolment';
    }
    return this.open(request, account, way, returnPath);
  }

  /** Starts the session. @throws Refused when the account has no role anywhere */
  async open(request: Request, account: Account, way: Way, returnPath: string): Promise<string> {
    const centres = await this.accounts.centresOf(account.id);
    const station = await this.stations.stationAt(request);
    const centre = centres.find(({ id }) => id === station?.centreId) ?? centres[0];
    if (!centre) throw new Refused({ reason: 'accounts:refusals.no-centre' });
    const now = await this.unitOfWork.run(async (tx) => {
      tx.note('accounts', account.id, { event: 'signed-in', way }, centre.id);
      return tx.now;
    }, { actor: { accountId: account.id, centreId: centre.id } });
    await this.enter(request, account, centre, station?.accountId ?? null, now);
    if (account.kind === 'learner' && account.personId) {
      await this.observers.tell({ personId: account.personId, workstationId: await this.workstationOf(station?.accountId), at: now });
    }
    const next = await this.accounts.hasUnsentForm(account.id, now) ? '/unsent' : isOwnPath(returnPath) ? returnPath : '/';
    return centres.length > 1 && !station ? `/account/centre?return=${encodeURIComponent(next)}` : next;
  }

  /** Goes on at another centre, in a new session. */
  async changeCentre(request: Request, centre: CentreChoice): Promise<void> {
    const { signedIn } = request.session;
    if (signedIn) await this.sessions.start(request, { signedIn: { ...signedIn, centreId: centre.id, centreName: centre.name } });
  }

  /** Keeps the session that changed its own secret, while all others end. */
  async renew(request: Request, credentialsVersion: number): Promise<void> {
    const { signedIn } = request.session;
    if (signedIn) await this.sessions.start(request, { signedIn: { ...signedIn, credentialsVersion } });
  }

  private async enter(request: Request, account: Account, centre: CentreChoice, stationId: string | null, now: number): Promise<void> {
    const sessions = stationId && account.personId ? await this.accounts.sessionsOf(account.personId, now) : [];
    await this.sessions.start(request, {
      signedIn: {
        accountId: account.id, centreId: centre.id, centreName: centre.name, credentialsVersion: account.credentialsVersion,
        stationId, classUntil: classUntil(sessions, now), signedInAt: now,
      },
    });
  }

  private async workstationOf(stationId: string | undefined): Promise<string | null> {
    return stationId ? (await this.accounts.byId(stationId))?.workstationId ?? null : null;
  }
}
