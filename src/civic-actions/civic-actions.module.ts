import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { FilesModule } from '../shared/files/files.module.js';
import { ActionEntryController } from './action-entry.controller.js';
import { ActionsController } from './actions.controller.js';
import { ActionsHome } from './actions.home.js';
import { ActionsRepository } from './actions.repository.js';
import { ActionsService } from './actions.service.js';
import { FollowUpController } from './follow-up.controller.js';
import { FollowUpRepository } from './follow-up.repository.js';
import { OwnActionsController } from './own-actions.controller.js';

/** What people do with what they learned. Fixed addresses stand before those with an id in them. */
@Module({
  imports: [PeopleModule, FilesModule],
  controllers: [FollowUpController, ActionEntryController, ActionsController, OwnActionsController],
  providers: [ActionsHome, ActionsRepository, ActionsService, FollowUpRepository],
  exports: [ActionsService],
})
export class CivicActionsModule {}
