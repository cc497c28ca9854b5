import { Module, type OnModuleInit } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { FilesModule } from '../shared/files/files.module.js';
import { AlliancesController } from './alliances/alliances.controller.js';
import { AlliancesHome } from './alliances/alliances.home.js';
import { AlliancesRepository } from './alliances/alliances.repository.js';
import { AlliancesService } from './alliances/alliances.service.js';
import { ContributionsController } from './alliances/contributions.controller.js';
import { ContributionsRepository } from './alliances/contributions.repository.js';
import { ContributionsService } from './alliances/contributions.service.js';
import { PromisesController } from './alliances/promises.controller.js';
import { AccountsController } from './books/accounts.controller.js';
import { AccountsRepository } from './books/accounts.repository.js';
import { EntryLinks } from './books/entry-links.js';
import { JournalController } from './books/journal.controller.js';
import { JournalRepository } from './books/journal.repository.js';
import { MovesController } from './books/moves.controller.js';
import { MovesService } from './books/moves.service.js';
import { ExpenseController } from './expenses/expense.controller.js';
import { ExpensesController } from './expenses/expenses.controller.js';
import { ExpensesHome } from './expenses/expenses.home.js';
import { ExpensesRepository } from './expenses/expenses.repository.js';
import { ExpensesService } from './expenses/expenses.service.js';
import { MoneySettingsController } from './money-settings.controller.js';
import { MoneySettingsService } from './money-settings.service.js';
import { UnsentLedger } from './unsent-ledger.js';

/** The centre's book: what moved, who gave what, what was spent. Fixed addresses stand before those with an id in them. */
@Module({
  imports: [FilesModule, PeopleModule],
  controllers: [
    MoneySettingsController, MovesController, AccountsController, JournalController, ExpensesController, ExpenseController, AlliancesController, PromisesController, ContributionsController,
  ],
  providers: [
    MoneySettingsService, ExpensesService, ExpensesRepository, ExpensesHome, AlliancesService, AlliancesRepository, AlliancesHome, ContributionsService,
    ContributionsRepository, AccountsRepository, EntryLinks, JournalRepository, MovesService, UnsentLedger,
  ],
  exports: [EntryLinks, MovesService, MoneySettingsService, ExpensesService, AlliancesRepository, AlliancesService, ContributionsService],
})
export class LedgerModule implements OnModuleInit {
  constructor(private readonly links: EntryLinks) {}

  onModuleInit(): void {
    this.links.add('expense', (id) => `/expenses/${id}`);
    this.links.add('contribution', (id) => `/contributions/${id}`);
  }
}
