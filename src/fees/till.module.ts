import { Module, type OnModuleInit } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { EntryLinks } from '../ledger/books/entry-links.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PaymentsService } from './payments.service.js';
import { PayoutsController } from './payouts.controller.js';
import { PayoutsRepository } from './payouts.repository.js';
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
import { UnsentMoney } from './unsent-money.js';
import { VoidDraft } from './void-draft.js';

/** Tills, payments and receipts. */
@Module({
  imports: [AccountsModule, LedgerModule, PeopleModule],
  controllers: [PayoutsController, PublicReceiptController, ReceiptsController, TillController, TillSessionsController],
  providers: [PaymentsService, PayoutsRepository, ReceiptsRepository, ReceiptsService, TillHome, TillRepository, TillSessionsRepository, TillsService, UnsentMoney, VoidDraft],
  exports: [PaymentsService, TillsService],
})
export class TillModule implements OnModuleInit {
  constructor(private readonly links: EntryLinks) {}

  onModuleInit(): void {
    this.links.add('payout', (id) => `/payouts/${id}`);
  }
}
