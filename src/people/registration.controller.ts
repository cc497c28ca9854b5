import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { OrganisationChoices } from '../organisations/organisation-choices.js';
import { Clock } from '../shared/kernel/clock.js';
import { isId, type Id } from '../shared/kernel/ids.js';
import { emptyForm } from '../shared/web/fields.js';
import { parseForm, submitForm, type FailedForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { PeopleService } from './people.service.js';
import { clerks } from './people.policy.js';
import { registrationForm, type RegistrationAnswers } from './person.form.js';
import { givenNamesFirst } from './person-names.js';
import { PersonRepository } from './person.repository.js';
import { registrationView, walkInUrl, type Doubts, type RegisteredWalkIn } from './registration.presenter.js';
import type { Registration } from './registration-rules.js';

const NO_DOUBTS: Doubts = { dniOwner: null, like: [], link: false };

/** The clerk registers somebody: one page, from the DNI to the consent. */
@Controller('people')
@Policy(clerks)
export class RegistrationController {
  constructor(
    private readonly people: PeopleService, private readonly persons: PersonRepository,
    private readonly choices: OrganisationChoices, private readonly clock: Clock,
  ) {}

  @Get('new')
  async form(@CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const organisations = await this.choices.labels(viewer.centreId);
    const { organisation: organisationId } = query;
    const organisation = isId(organisationId) ? organisations.find(({ id }) => id === organisationId)?.label : undefined;
    const view = registrationView(t, emptyForm({ organisation }), {
      organisations: organisations.map(({ label }) => label), today: this.clock.today(), doubts: NO_DOUBTS, walkIn: walkInOf(query),
    });
    return page('people/registration', view, { title: 'people:registration.title' });
  }

  @Post()
  async register(
    @CurrentViewer() viewer: Viewer, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const registered = await submitForm(registrationForm(this.clock.today()), body, async (answers) => {
      const organisationId = answers.membership ? await this.choices.find(viewer.centreId, answers.membership.organisation) : null;
      const options = { actor: viewer, submission, centreId: viewer.centreId };
      const id = await this.people.register(registrationOf(answers, organisationId), options, answers.confirmed);
      return { id, name: givenNamesFirst(answers.person), organisationId };
    });
    if (!registered.ok) return this.again(viewer, body, registered.form, t);
    const { id, name, organisationId } = registered.value;
    const walkIn = walkInOf(body);
    if (walkIn) return redirect(walkInUrl(walkIn, id), { key: 'people:flash.registered', params: { name } });
    const next = organisationId ? `/people/new?organisation=${organisationId}` : '/people/new';
    const key = organisationId ? 'people:registration.another-of-organisation' : 'people:registration.another';
    return redirect(`/people/${id}`, { key: 'people:flash.registered', params: { name }, link: { href: next, key } });
  }

  /** The same page, with whoever has the DNI or is like her. */
  private async again(viewer: Viewer, body: unknown, form: FailedForm, t: Translate): Promise<Answer> {
    const faults = new Set(form.faults.map(({ field }) => field));
    const parsed = parseForm(registrationForm(this.clock.today()), body);
    const doubts = parsed.ok ? await this.doubts(viewer.centreId, parsed.value, faults) : NO_DOUBTS;
    const organisations = (await this.choices.labels(viewer.centreId)).map(({ label }) => label);
    const view = registrationView(t, form, { organisations, today: this.clock.today(), doubts, walkIn: walkInOf(body) });
    return page('people/registration', view, { title: 'people:registration.title', status: 422 });
  }

  private async doubts(centreId: Id, { person, confirmed }: RegistrationAnswers, faults: ReadonlySet<string>): Promise<Doubts> {
    return {
      dniOwner: faults.has('dni') && person.dni ? await this.persons.withDni(centreId, person.dni) : null,
      like: faults.has('notDouble') || confirmed.notDouble ? await this.persons.like(centreId, person) : [],
      link: faults.has('link') || confirmed.link,
    };
  }
}

/** For whom of a session's walk-ins somebody is registered, as an address or a form says it. */
function walkInOf(given: unknown): RegisteredWalkIn | null {
  const { session, walkIn } = (given ?? {}) as Record<string, unknown>;
  return isId(session) && isId(walkIn) ? { session, walkIn } : null;
}

function registrationOf({ person, learner, membership, consent }: RegistrationAnswers, organisationId: Id | null): Registration {
  const memberships = membership && organisationId
    ? [{ organisationId, post: membership.post.post, board: membership.post.board, since: membership.since, until: null }] : [];
  return { person, learner, memberships, consent };
}
