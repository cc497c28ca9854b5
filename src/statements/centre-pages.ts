import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { centreLetters } from '../centres/centre-letters.js';
import { moneyRulesAt } from '../ledger/money-settings.service.js';
import type { Id } from '../shared/kernel/ids.js';

/** A centre whose accounts anybody may see. */
export interface OpenCentre {
  id: Id;
  name: string;
  path: string;
}

/** Where a centre's public accounts stand: `/accounts-of/VES`. */
@Injectable()
export class CentrePages {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async addressOf(centreId: Id): Promise<string> {
    return pathOf((await centreLetters(this.dataSource.manager)).get(centreId) as string);
  }

  /** The centres whose accounts are public, by name. */
  async openCentres(): Promise<OpenCentre[]> {
    const letters = await centreLetters(this.dataSource.manager);
    const centres = await this.dataSource.query<{ id: Id; name: string }[]>(
      'SELECT c.id, c.name FROM centres c JOIN money_settings s ON s.centre_id = c.id AND s.accounts_public = 1 ORDER BY c.name');
    return centres.map(({ id, name }) => ({ id, name, path: pathOf(letters.get(id) as string) }));
  }

  /** @returns null where there is no such centre, or its accounts are not public */
  async openCentre(asked: string): Promise<OpenCentre | null> {
    const [id, letters] = [...await centreLetters(this.dataSource.manager)].find(([, own]) => own === asked.toUpperCase()) ?? [];
    if (id === undefined || letters === undefined) return null;
    if (!(await moneyRulesAt(this.dataSource.manager, id)).accountsPublic) return null;
    const { name } = await this.dataSource.manager.findOneByOrFail(Centre, { id });
    return { id, name, path: pathOf(letters) };
  }
}

function pathOf(letters: string): string {
  return `/accounts-of/${letters}`;
}
