import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Clock, SystemClock } from '../kernel/clock.js';
import { UnitOfWork } from './unit-of-work.js';

/** Offers the data source for reads, the unit of work for writes, and the clock that both go by. */
@Global()
@Module({})
export class DatabaseModule {
  /** @param dataSource opened and migrated by the caller, who also decides about the clock */
  static with(dataSource: DataSource, clock: Clock = new SystemClock()): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [TypeOrmModule.forRootAsync({
        useFactory: () => ({ ...dataSource.options }),
        dataSourceFactory: () => Promise.resolve(dataSource),
      })],
      providers: [UnitOfWork, { provide: Clock, useValue: clock }],
      exports: [UnitOfWork, Clock],
    };
  }
}
