import { Module } from '@nestjs/common';
import { OrganisationChoices } from '../organisations/organisation-choices.js';
import { ConsentRoundController } from './consent-round.controller.js';
import { ConsentController } from './consent.controller.js';
import { ConsentsService } from './consents.service.js';
import { DuplicatesRepository } from './duplicates.repository.js';
import { MergingController } from './merging.controller.js';
import { MergingService } from './merging.service.js';
import { PeopleHome } from './people-home.js';
import { OwnConsentController } from './own-consent.controller.js';
import { OwnDataController } from './own-data.controller.js';
import { PeopleController } from './people.controller.js';
import { PeopleRepository } from './people.repository.js';
import { PeopleService } from './people.service.js';
import { PersonController } from './person.controller.js';
import { PersonEvents } from './person-events.js';
import { PersonRepository } from './person.repository.js';
import { PersonSections } from './person-sections.js';
import { RegistrationController } from './registration.controller.js';

/** Persons, consent, duplicates. Fixed addresses stand before those with an id in them. */
@Module({
  controllers: [PeopleController, RegistrationController, MergingController, ConsentRoundController, ConsentController, OwnConsentController, OwnDataController, PersonController],
  providers: [
    ConsentsService, DuplicatesRepository, MergingService, OrganisationChoices, PeopleHome, PeopleRepository, PeopleService,
    PersonEvents, PersonRepository, PersonSections,
  ],
  exports: [ConsentsService, MergingService, OrganisationChoices, PeopleRepository, PeopleService, PersonEvents, PersonRepository, PersonSections],
})
export class PeopleModule {}
