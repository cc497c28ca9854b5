import { Inject, Injectable } from '@nestjs/common';
import { exportJWK, exportPKCS8, generateKeyPair, importJWK, importPKCS8, type CryptoKey, type JWK } from 'jose';
import { DataSource, IsNull } from 'typeorm';
import { Seal } from '../config/seal.js';
import { INSTALLATION_SECRET } from '../config/secret.js';
import { hold } from '../shared/database/guards.js';
import { SYSTEM } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { isId, newId, type Id } from '../shared/kernel/ids.js';
import { Refused } from '../shared/kernel/refusal.js';
import { BadgeKey } from './badge-key.entity.js';

/** What Open Badges 3.0 demands of every verifier; other algorithms are understood by some only. */
export const BADGE_ALGORITHM = 'RS256';
const BITS = 2048;
/** Held by whoever makes or changes the key: one signs at a time. */
const KEYS = 'badge-keys';

/** A key to sign with. */
export interface SigningKey {
  id: Id;
  privateKey: CryptoKey;
  publicJwk: JWK;
}

/** The keys that sign badges: made when the first certificate is given, changed by a command or an administrator, never thrown away. */
@Injectable()
export class BadgeKeys {
  private readonly vault: Seal;

  constructor(
    @Inject(INSTALLATION_SECRET) secret: string, @Inject(DataSource) private readonly dataSource: DataSource, private readonly unitOfWork: UnitOfWork,
  ) {
    this.vault = new Seal(secret, 'badge-key');
  }

  /** Makes the first key where there is none. */
  async ensure(): Promise<void> {
    if ((await this.current()) !== null) return;
    const first = await this.make();
    await this.unitOfWork.run(async (tx) => {
      await hold(tx, KEYS);
      // Another may have made it meanwhile.
      if (!await tx.manager.existsBy(BadgeKey, { retiredAt: IsNull() })) await tx.insert(BadgeKey, { ...first, createdAt: tx.now });
    }, { actor: SYSTEM });
  }

  /** From now on a new key signs; the former ones still prove what they signed. @returns the new key's id */
  async rotate(options: UnitOptions = { actor: SYSTEM }): Promise<Id> {
    const next = await this.make();
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, KEYS);
      const retiring = await tx.manager.findBy(BadgeKey, { retiredAt: IsNull() });
      for (const key of retiring) await tx.update(BadgeKey, key, { retiredAt: tx.now });
      await tx.insert(BadgeKey, { ...next, createdAt: tx.now });
      return next.id;
    }, options);
  }

  /** @throws Refused where there is no key, or none that this installation's secret opens */
  async signing(): Promise<SigningKey> {
    const key = await this.current();
    const opened = key && this.vault.open(key.sealedPrivate);
    if (!key || !opened) throw new Refused({ reason: 'certificates:refusals.no-key' });
    return { id: key.id, privateKey: await importPKCS8(opened.toString('utf8'), BADGE_ALGORITHM), publicJwk: key.publicJwk };
  }

  /** What proves a signature of this key, also of a retired one; null for a key that was never Minka's. */
  async verifying(id: unknown): Promise<CryptoKey | null> {
    const key = isId(id) ? await this.dataSource.manager.findOneBy(BadgeKey, { id }) : null;
    return key ? await importJWK(key.publicJwk, BADGE_ALGORITHM) as CryptoKey : null;
  }

  /** All public keys, the newest first. */
  async published(): Promise<Pick<BadgeKey, 'id' | 'publicJwk' | 'createdAt' | 'retiredAt'>[]> {
    return this.dataSource.manager.find(BadgeKey, { order: { createdAt: 'DESC', id: 'DESC' } });
  }

  private async make(): Promise<Omit<BadgeKey, 'createdAt'>> {
    const { privateKey, publicKey } = await generateKeyPair(BADGE_ALGORITHM, { modulusLength: BITS, extractable: true });
    const sealedPrivate = this.vault.close(Buffer.from(await exportPKCS8(privateKey)));
    return { id: newId(), publicJwk: await exportJWK(publicKey), sealedPrivate, retiredAt: null, version: 1 };
  }

  private current(): Promise<BadgeKey | null> {
    return this.dataSource.manager.findOne(BadgeKey, { where: { retiredAt: IsNull() }, order: { createdAt: 'DESC', id: 'DESC' } });
  }
}
