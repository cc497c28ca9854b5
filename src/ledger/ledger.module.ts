import { Module } from '@nestjs/common';
import { MoneySettingsController } from './money-settings.controller.js';
import { MoneySettingsService } from './money-settings.service.js';

/** The centre's book: what moved, who gave what, what was spent. Fixed addresses stand before those with an id in them. */
@Module({
  controllers: [MoneySettingsController],
  providers: [MoneySettingsService],
  exports: [MoneySettingsService],
})
export class LedgerModule {}
