import { MoneySettingsService } from '../../src/ledger/money-settings.service.js';
import { MonthsRepository } from '../../src/statements/months.repository.js';
import { digestOf, MonthsService } from '../../src/statements/months.service.js';
import type { SampleCentre } from './cast.js';
import type { StaffMember, World } from './world.js';

/** Every month that is over is closed by two; the last one waits for its second signature. Anybody may see what is closed. */
export async function closeMonths(world: World, centre: SampleCentre, administrator: StaffMember): Promise<void> {
  world.travel(0);
  const [months, repository, settings] = [world.get(MonthsService), world.get(MonthsRepository), world.get(MoneySettingsService)];
  await settings.save(centre.id, { ...await settings.of(centre.id), accountsPublic: true }, { actor: administrator });
  const over = (await repository.overview(centre.id)).months.filter((month) => month < world.today.slice(0, 7)).reverse();
  for (const [index, month] of over.entries()) {
    const digest = digestOf(await repository.live(centre.id, month));
    await months.sign(centre.id, month, digest, { actor: centre.treasurer });
    if (index < over.length - 1) await months.sign(centre.id, month, digest, { actor: centre.coordinator });
  }
  world.tell(`${centre.shortName}: ${over.length - 1} meses cerrados, uno espera la segunda firma`);
}
