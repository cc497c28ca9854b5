import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { MembershipsController } from './memberships.controller.js';
import { MembershipsService } from './memberships.service.js';
import { OrganisationsHome } from './organisations-home.js';
import { OrganisationsController } from './organisations.controller.js';
import { OrganisationsRepository } from './organisations.repository.js';
import { OrganisationsService } from './organisations.service.js';

/** Organisations of the municipal register, the posts that people hold in them, and their mandates. */
@Module({
  imports: [PeopleModule],
  controllers: [OrganisationsController, MembershipsController],
  providers: [MembershipsService, OrganisationsHome, OrganisationsRepository, OrganisationsService],
  exports: [MembershipsService, OrganisationsRepository, OrganisationsService],
})
export class OrganisationsModule {}
