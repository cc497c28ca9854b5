import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { INSTALLATION_SECRET } from '../config/secret.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { Submission } from '../shared/web/submission.js';
import type { Viewer } from '../shared/web/viewer.js';
import { Account } from './account.entity.js';
import { readCode } from './card-code.js';
import { codeHash, derivedCode } from './hashing.js';
import { RecoveryCode } from './recovery-code.entity.js';

/** As many as are printed on one sheet. */
const RECOVERY_CODES = 10;

/** Codes on paper for administrators who lose the phone of their second step: each lets in once. */
@Injectable()
export class RecoveryCodes {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork, @Inject(INSTALLATION_SECRET) private readonly secret: string) {}

  /**
   * Makes ten; those from before are worth nothing any more.
   * @returns them for the one page that shows them; the same for the same form
   * @throws NotThere for an account without a second step
   */
  async renew(viewer: Viewer, submission: Submission): Promise<string[]> {
    const { accountId } = viewer;
    const codes = Array.from({ length: RECOVERY_CODES }, (_, index) => derivedCode(this.secret, `recovery:${accountId}:${submission.key}:${index}`));
    await this.unitOfWork.run(async (tx) => {
      const account = await tx.manager.findOneByOrFail(Account, { id: accountId });
      if (account.totpConfirmedAt === null) throw new NotThere('second step');
      for (const earlier of await unused(tx, accountId)) await tx.update(RecoveryCode, earlier, { usedAt: tx.now });
      await tx.insert(RecoveryCode, codes.map((code) => ({
        id: newId(), accountId, codeHash: codeHash(this.secret, code), createdAt: tx.now, usedAt: null, version: 1,
      })));
    }, { actor: viewer, submission });
    return codes;
  }

  /** Takes one inside a unit of work. A phone that was registered anew has ended the codes of the former. @returns false for what is none of hers */
  async accept(tx: Tx, { id: accountId, totpConfirmedAt }: Account, typed: string): Promise<boolean> {
    const read = readCode(typed);
    const code = read && await tx.manager.findOneBy(RecoveryCode, { codeHash: codeHash(this.secret, read), accountId, usedAt: IsNull() });
    if (!code || code.createdAt < (totpConfirmedAt ?? Infinity)) return false;
    await tx.update(RecoveryCode, code, { usedAt: tx.now });
    return true;
  }
}

function unused(tx: Tx, accountId: Id): Promise<RecoveryCode[]> {
  return tx.manager.findBy(RecoveryCode, { accountId, usedAt: IsNull() });
}
