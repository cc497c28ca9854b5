import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { PeopleModule } from '../people/people.module.js';
import { FilesModule } from '../shared/files/files.module.js';
import { ConsortiumController } from './consortium.controller.js';
import { ConsortiumHome } from './consortium.home.js';
import { ConsortiumRepository } from './consortium.repository.js';
import { DecisionsController } from './decisions.controller.js';
import { DecisionsRepository } from './decisions.repository.js';
import { DecisionsService } from './decisions.service.js';
import { ConsortiumMembersController } from './members.controller.js';
import { ConsortiumMembersService } from './members.service.js';
import { ConsortiumPostsController } from './posts.controller.js';
import { ConsortiumPostsService } from './posts.service.js';

/** The organisations that keep a centre open together: their shares, their posts, and what they decided. */
@Module({
  imports: [FilesModule, OrganisationsModule, PeopleModule],
  controllers: [ConsortiumController, ConsortiumMembersController, ConsortiumPostsController, DecisionsController],
  providers: [ConsortiumHome, ConsortiumMembersService, ConsortiumPostsService, ConsortiumRepository, DecisionsRepository, DecisionsService],
  exports: [ConsortiumMembersService, ConsortiumPostsService, ConsortiumRepository, DecisionsRepository, DecisionsService],
})
export class ConsortiumModule {}
