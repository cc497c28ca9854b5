import { Module } from '@nestjs/common';
import { AccessCodes } from './access-codes.service.js';
import { AccountListRepository } from './account-list.repository.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsRepository } from './accounts.repository.js';
import { AccountsService } from './accounts.service.js';
import { Entrance } from './entrance.js';
import { KnownBrowsers } from './known-browsers.js';
import { LearnerAccessController } from './learner-access.controller.js';
import { LearnerAccess } from './learner-access.service.js';
import { LearnersRepository } from './learners.repository.js';
import { OwnAccountController } from './own-account.controller.js';
import { PublicCodes } from './public-codes.js';
import { RecoveryCodesController } from './recovery-codes.controller.js';
import { RecoveryCodes } from './recovery-codes.service.js';
import { SecondStepController } from './second-step.controller.js';
import { SecondStepService } from './second-step.service.js';
import { SecondStep } from './second-step.js';
import { SessionController } from './session.controller.js';
import { SessionStore } from './session-store.js';
import { Sessions } from './sessions.js';
import { SetupController } from './setup.controller.js';
import { SetupService } from './setup.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignInObservers } from './sign-in-observers.js';
import { SignInService } from './sign-in.service.js';
import { StationController } from './station.controller.js';
import { StationPass } from './station-pass.js';
import { StationsController } from './stations.controller.js';
import { StationsRepository } from './stations.repository.js';
import { StationsService } from './stations.service.js';
import { Throttle } from './throttle.js';
import { UnsentFormController } from './unsent-form.controller.js';
import { UnsentFormStore } from './unsent-form.store.js';

/** Who may come in: accounts, roles, sessions, PINs, stations. */
@Module({
  controllers: [
    SetupController, SecondStepController, SignInController, SessionController, StationController, OwnAccountController, AccountsController,
    RecoveryCodesController, StationsController, LearnerAccessController, UnsentFormController,
  ],
  providers: [
    AccessCodes, AccountListRepository, AccountsRepository, AccountsService, Entrance, KnownBrowsers, LearnerAccess, LearnersRepository, PublicCodes, RecoveryCodes, SecondStep,
    SecondStepService, SessionStore, Sessions, SetupService, SignInObservers, SignInService, StationPass, StationsRepository, StationsService,
    Throttle, UnsentFormStore,
  ],
  exports: [AccountsService, AccessCodes, LearnerAccess, PublicCodes, SecondStep, SetupService, SignInObservers, StationsService, Throttle],
})
export class AccountsModule {}
