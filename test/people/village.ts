import { organisationSchema, type OrganisationAnswers } from '../../src/organisations/organisation-fields.js';
import { addOrganisations } from '../../src/organisations/organisations.service.js';
import { readPost } from '../../src/organisations/posts.js';
import { learnerSchema, personSchema, type PersonAnswers } from '../../src/people/person-fields.js';
import { registerMany } from '../../src/people/register-people.js';
import type { Registration } from '../../src/people/registration-rules.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import type { TestApp } from '../helpers/app.js';

export type Neighbour = PersonAnswers & { organisationId?: Id; post?: string; consent?: Registration['consent'] };

/** People and organisations of a centre, registered through the services that lists come in by. */
export class Village {
  constructor(private readonly test: TestApp, private readonly centreId: Id = test.centre.id) {}

  async organisation(answers: OrganisationAnswers): Promise<Id> {
    return (await this.organisations([answers]))[0] as Id;
  }

  organisations(list: readonly OrganisationAnswers[]): Promise<Id[]> {
    return this.test.unitOfWork.run((tx) => addOrganisations(tx, this.centreId, list.map((one) => organisationSchema.parse(one))), this.actor());
  }

  async person(neighbour: Neighbour): Promise<Id> {
    return (await this.people([neighbour]))[0] as Id;
  }

  people(list: readonly Neighbour[]): Promise<Id[]> {
    return this.test.unitOfWork.run((tx) => registerMany(tx, this.centreId, list.map(registration)), this.actor());
  }

  private actor(): { actor: typeof SYSTEM; deadline: number } {
    return { actor: { ...SYSTEM, centreId: this.centreId }, deadline: 60_000 };
  }
}

function registration({ organisationId, post = '', consent = null, ...answers }: Neighbour): Registration {
  const { post: code, board, kind } = readPost(post);
  return {
    person: personSchema({ today: '2026-11-23' }).parse(answers), learner: { ...learnerSchema.parse({}), kind }, consent,
    memberships: organisationId ? [{ organisationId, post: code, board, since: null, until: null }] : [],
  };
}
