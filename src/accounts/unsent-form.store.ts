import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Seal } from '../config/seal.js';
import { INSTALLATION_SECRET } from '../config/secret.js';
import { inserted, onConflict } from '../shared/database/sql.js';
import { SYSTEM } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { Clock, type Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { UnsentForms, type SentForm } from '../shared/web/unsent-forms.js';
import { Account } from './account.entity.js';
import { UnsentForm } from './unsent-form.entity.js';

/** Long enough to come back to the PC, too short for the next day's people. */
const KEPT_FOR = 60 * 60_000;

/** A form as it is given back to its owner. */
export interface FoundForm extends SentForm {
  sentAt: Instant;
  expiresAt: Instant;
}

/**
 * Keeps what an account sent after its session had ended: the last form alone, for an hour, sealed, and opened for nobody
 * but the account itself. Nothing of it is in the trail.
 */
@Injectable()
export class UnsentFormStore implements OnModuleInit {
  private readonly vault: Seal;

  constructor(
    private readonly forms: UnsentForms,
    @Inject(DataSource) private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(INSTALLATION_SECRET) secret: string,
  ) {
    this.vault = new Seal(secret, 'unsent-form');
  }

  onModuleInit(): void {
    this.forms.keepBy((owner, form) => this.keep(owner, form));
  }

  /** @returns false for an account that cannot come in any more */
  async keep(owner: Id, form: SentForm): Promise<boolean> {
    return this.unitOfWork.run(async (tx) => {
      const account = await tx.manager.findOneBy(Account, { id: owner });
      if (!account || account.disabledAt !== null) return false;
      const sealed = this.vault.close(Buffer.from(JSON.stringify({ ...form, sentAt: tx.now })), owner);
      await tx.execute(
        `INSERT INTO unsent_forms (account_id, sealed, expires_at) VALUES (?, ?, ?) ${onConflict(tx, 'account_id')}
         sealed = ${inserted(tx, 'sealed')}, expires_at = ${inserted(tx, 'expires_at')}`, [owner, sealed, tx.now + KEPT_FOR]);
      return true;
    }, { actor: SYSTEM });
  }

  /** What waits for the account; null when there is nothing, or its hour is over. */
  async find(accountId: Id): Promise<FoundForm | null> {
    const row = await this.dataSource.getRepository(UnsentForm).findOneBy({ accountId });
    const opened = row && row.expiresAt > this.clock.now() ? this.vault.open(row.sealed, accountId) : null;
    return row && opened ? { ...JSON.parse(opened.toString()) as SentForm & { sentAt: Instant }, expiresAt: row.expiresAt } : null;
  }

  /** Gives it out for the last time. */
  async take(accountId: Id): Promise<FoundForm | null> {
    const form = await this.find(accountId);
    await this.unitOfWork.run((tx) => tx.execute('DELETE FROM unsent_forms WHERE account_id = ?', [accountId]), { actor: SYSTEM });
    return form;
  }
}
