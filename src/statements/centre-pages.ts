import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { MoneySettings } from '../ledger/money-settings.entity.js';
import type { Id } from '../shared/kernel/ids.js';
import { seriesLetters } from '../shared/kernel/series.js';

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
    return pathOf(await this.dataSource.manager.findOneByOrFail(Centre, { id: centreId }));
  }

  /** @returns null where there is no such centre, or its accounts are not public */
  async openCentre(letters: string): Promise<OpenCentre | null> {
    const centres = await this.dataSource.manager.find(Centre);
    const centre = centres.find((one) => pathOf(one) === `/accounts-of/${letters.toUpperCase()}`);
    if (!centre) return null;
    const settings = await this.dataSource.manager.findOneBy(MoneySettings, { centreId: centre.id });
    return settings?.accountsPublic ? { id: centre.id, name: centre.name, path: pathOf(centre) } : null;
  }
}

/** Where the accounts of a centre with that short name stand. */
export function pathOf({ shortName }: Pick<Centre, 'shortName'>): string {
  return `/accounts-of/${seriesLetters(shortName)}`;
}
