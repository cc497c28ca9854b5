import { Module } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module.js';
import { HomeModule } from './home/home.module.js';

/** The table of contents: what Minka does, one module a line. */
@Module({
  imports: [
    AccountsModule,
    HomeModule,
  ],
})
export class AppModule {}
