import { Module } from '@nestjs/common';
import { SessionStore } from './session-store.js';
import { Sessions } from './sessions.js';
import { StationPass } from './station-pass.js';

/** Who may come in: accounts, roles, sessions, PINs, stations. */
@Module({
  providers: [SessionStore, Sessions, StationPass],
  exports: [SessionStore, Sessions, StationPass],
})
export class AccountsModule {}
