import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PaymentsService } from './payments.service.js';
import { PublicReceiptController } from './public-receipt.controller.js';
import { ReceiptsController } from './receipts.controller.js';
import { ReceiptsRepository } from './receipts.repository.js';
import { ReceiptsService } from './receipts.service.js';
import { TillSessionsController } from './till-sessions.controller.js';
import { TillSessionsRepository } from './till-sessions.repository.js';
import { TillController } from './till.controller.js';
import { TillHome } from './till.home.js';
import { TillRepository } from './till.repository.js';
import { TillsService } from './tills.service.js';

/** Tills, payments and receipts. */
@Module({
  imports: [AccountsModule, PeopleModule],
  controllers: [PublicReceiptController, ReceiptsController, TillController, TillSessionsController],
  providers: [PaymentsService, ReceiptsRepository, ReceiptsService, TillHome, TillRepository, TillSessionsRepository, TillsService],
  exports: [PaymentsService, TillsService],
})
export class TillModule {}
