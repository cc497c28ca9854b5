import { Module, type OnModuleInit } from '@nestjs/common';
import { EntryLinks } from '../ledger/books/entry-links.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { CentrePages } from './centre-pages.js';
import { LedgerFile } from './ledger-file.js';
import { MonthsController } from './months.controller.js';
import { MONTHS } from './months.presenter.js';
import { MonthsRepository } from './months.repository.js';
import { MonthsService } from './months.service.js';
import { PublicAccountsController } from './public-accounts.controller.js';
import { StatementsHome } from './statements.home.js';

/** The months of the books: their statement, their close by two signatures, and what of them anybody may see. */
@Module({
  imports: [LedgerModule],
  controllers: [MonthsController, PublicAccountsController],
  providers: [CentrePages, LedgerFile, MonthsRepository, MonthsService, StatementsHome],
  exports: [MonthsService, MonthsRepository],
})
export class StatementsModule implements OnModuleInit {
  constructor(private readonly links: EntryLinks) {}

  onModuleInit(): void {
    this.links.add('month', (month) => `${MONTHS}/${month}`);
  }
}
