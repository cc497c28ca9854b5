import { Controller, Get, Inject } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { describeFault, log } from './log.js';
import { data, type Answer } from './page.js';
import { anyone, Policy } from './policies.js';

/** For whoever watches over the server: 200 while the database answers and takes writes, else 503. Tells nothing else. */
@Controller('health')
@Policy(anyone)
export class HealthController {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  @Get()
  async show(): Promise<Answer> {
    const well = await this.answers().catch((error: unknown) => {
      log.warn(describeFault(error), 'the database does not answer');
      return false;
    });
    return data({ status: well ? 'ok' : 'down' }, well ? 200 : 503);
  }

  /** A node of a cluster may answer and yet belong to no cluster that takes writes; a plain server has no such variable. */
  private async answers(): Promise<boolean> {
    if (this.dataSource.options.type !== 'mysql') {
      await this.dataSource.query('SELECT 1');
      return true;
    }
    const [cluster]: { Value: string }[] = await this.dataSource.query("SHOW STATUS LIKE 'wsrep_ready'");
    return !cluster || cluster.Value === 'ON' || await this.standsAlone();
  }

  private async standsAlone(): Promise<boolean> {
    const [provider]: { Value: string }[] = await this.dataSource.query("SHOW VARIABLES LIKE 'wsrep_on'");
    return provider?.Value !== 'ON';
  }
}
