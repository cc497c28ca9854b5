import { Module } from '@nestjs/common';
import { PaymentsService } from './payments.service.js';
import { TillsService } from './tills.service.js';

/** Tills, payments and receipts. */
@Module({
  providers: [PaymentsService, TillsService],
  exports: [PaymentsService, TillsService],
})
export class TillModule {}
