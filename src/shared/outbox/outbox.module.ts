import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Channels, type Channel } from './channels.js';
import { OutboxHindrances } from './hindrances.js';
import { OutboxSender } from './outbox-sender.js';

/** Messages on their way out: written by the features in their units of work, sent from here. */
@Global()
@Module({})
export class OutboxModule {
  static with(channels: readonly Channel[]): DynamicModule {
    return {
      module: OutboxModule,
      providers: [{ provide: Channels, useValue: new Channels(channels) }, OutboxHindrances, OutboxSender],
      exports: [Channels, OutboxHindrances, OutboxSender],
    };
  }
}
