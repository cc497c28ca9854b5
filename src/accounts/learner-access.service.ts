import { Inject, Injectable } from '@nestjs/common';
import { INSTALLATION_SECRET } from '../config/secret.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere, Refused } from '../shared/kernel/refusal.js';
import type { Submission } from '../shared/web/submission.js';
import type { Viewer } from '../shared/web/viewer.js';
import { AccountRole } from './account-role.entity.js';
import { Account } from './account.entity.js';
import { EMPTY_ACCOUNT, heldRole } from './accounts.service.js';
import { derivedCode, derivedPin, hashSecret } from './hashing.js';
import { LearnersRepository, type Learner } from './learners.repository.js';
import { pinRefusals } from './secret-rules.js';
import { Throttle } from './throttle.js';

type Actor = Pick<Viewer, 'accountId' | 'centreId'>;

/** What goes onto a card. The PIN is known only now: its hash is all that stays. */
export interface Card {
  personId: Id;
  name: string;
  cardCode: string;
  /** Null on a card for somebody who keeps the PIN that she has. */
  pin: string | null;
}

export interface CardOptions {
  keepPins?: boolean;
  newCodes?: boolean;
}

interface Renewal {
  /** Null leaves the PIN as it is. */
  pinHash: string | null;
  /** Something that tells this renewal from others; null leaves a card's code as it is. */
  newCodes: string | null;
}

/** Cards and PINs of learners, given and reset at the desk. */
@Injectable()
export class LearnerAccess {
  constructor(
    @Inject(INSTALLATION_SECRET) private readonly secret: string,
    private readonly learners: LearnersRepository,
    private readonly throttle: Throttle,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Gives each of these learners a card with a new PIN; her account is opened where she has none, and her sessions end.
   * @param options `keepPins` leaves those alone who have a PIN already (their cards come without it); `newCodes` makes
   *   the cards that were given before worthless
   * @throws NotThere for somebody who is no learner of the viewer's centre
   */
  async giveCards(viewer: Actor, personIds: readonly Id[], submission: Submission, options: CardOptions = {}): Promise<Card[]> {
    const learners = await this.learners.named(viewer.centreId, personIds);
    if (learners.length < new Set(personIds).size) throw new NotThere('learner');
    const given = options.keepPins ? learners.filter(({ hasPin }) => !hasPin) : learners;
    const pins = new Map(given.map(({ personId }) => [personId, derivedPin(this.secret, `${personId}:${submission.key}`)]));
    const hashes = new Map(await Promise.all([...pins].map(async ([personId, pin]) => [personId, await hashSecret(pin)] as const)));
    const newCodes = options.newCodes ? submission.key : null;
    const codes = await this.unitOfWork.run(async (tx) => {
      const cards: [Id, string][] = [];
      for (const learner of learners) {
        cards.push([learner.personId, await this.giveCard(tx, viewer, learner, { pinHash: hashes.get(learner.personId) ?? null, newCodes })]);
      }
      return cards;
    }, { actor: viewer, submission });
    const cardCodes = new Map(codes);
    return learners.map(({ personId, name }) => ({ personId, name, cardCode: cardCodes.get(personId) as string, pin: pins.get(personId) ?? null }));
  }

  /** A PIN that the learner chose at the desk. @throws Refused for a weak one */
  async setPin(viewer: Actor, personId: Id, pin: string, submission: Submission): Promise<void> {
    const refusals = pinRefusals(pin);
    if (refusals.length > 0) throw new Refused(...refusals);
    const [learner] = await this.learners.named(viewer.centreId, [personId]);
    if (!learner) throw new NotThere('learner');
    const pinHash = await hashSecret(pin);
    await this.unitOfWork.run((tx) => this.giveCard(tx, viewer, learner, { pinHash, newCodes: null }), { actor: viewer, submission });
  }

  /** @returns the card's code, which stays the same while the PIN changes */
  private async giveCard(tx: Tx, { accountId, centreId }: Actor, { personId, name }: Learner, { pinHash, newCodes }: Renewal): Promise<string> {
    const known = await tx.manager.findOneBy(Account, { personId, kind: 'learner' });
    const account = known ?? { ...EMPTY_ACCOUNT, id: newId(), kind: 'learner' as const, displayName: name, personId, createdAt: tx.now };
    const cardCode = newCodes === null && account.cardCode ? account.cardCode : derivedCode(this.secret, `card:${account.id}:${newCodes ?? ''}`);
    if (known) {
      const renewed = pinHash ? { pinHash, secretSetBy: accountId, credentialsVersion: known.credentialsVersion + 1 } : {};
      await tx.update(Account, known, { cardCode, displayName: name, ...renewed });
    } else {
      await tx.insert(Account, { ...account, cardCode, pinHash, secretSetBy: pinHash && accountId });
    }
    await ensureRole(tx, account.id, centreId);
    await this.throttle.forget(tx, account.id);
    return cardCode;
  }
}

async function ensureRole(tx: Tx, accountId: Id, centreId: Id): Promise<void> {
  const held = await tx.manager.existsBy(AccountRole, { accountId, role: 'learner', centreId });
  if (!held) await tx.insert(AccountRole, heldRole(accountId, 'learner', centreId, tx.now));
}
