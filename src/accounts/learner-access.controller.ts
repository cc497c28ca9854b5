import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { isId, type Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { emptyForm, field, type FormView } from '../shared/web/fields.js';
import { failedView, parseForm, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { isOwnPath, page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { wholeAddress } from '../shared/web/referer.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { spacedCode } from './card-code.js';
import { LearnerAccess, type Card } from './learner-access.service.js';
import { LearnersRepository } from './learners.repository.js';
import { cardsForm, newPinForm } from './sign-in.forms.js';

/** More than fit a page of the queue nobody prints at once; each PIN costs a hash. */
const MOST_CARDS = 60;

/** Cards and PINs, at the desk. */
@Controller()
@Policy(allow('trainer', 'coach', 'coordinator'))
export class LearnerAccessController {
  constructor(private readonly learners: LearnersRepository, private readonly access: LearnerAccess) {}

  @Get('people/:personId/access')
  show(@CurrentViewer() viewer: Viewer, @Param('personId') personId: Id, @Texts() t: Translate): Promise<Answer> {
    return this.accessPage(viewer, personId, emptyForm(), t, 200);
  }

  /** A new PIN by chance, on a card to print. */
  @Post('people/:personId/cards')
  async giveCard(
    @CurrentViewer() viewer: Viewer, @Param('personId') personId: Id, @CurrentSubmission() submission: Submission, @Body() body: unknown,
    @Req() request: Request, @Texts() t: Translate,
  ): Promise<Answer> {
    const form = parseForm(cardsForm, body);
    const cards = await this.access.giveCards(viewer, [personId], submission, { newCodes: form.ok && form.value.newCodes });
    return cardsPage(cards, viewer, `/people/${personId}/access`, request, t);
  }

  /** The PIN that she chose. */
  @Post('people/:personId/pin')
  async setPin(
    @CurrentViewer() viewer: Viewer, @Param('personId') personId: Id, @CurrentSubmission() submission: Submission, @Body() body: unknown,
    @Texts() t: Translate,
  ): Promise<Answer> {
    const form = await submitForm(newPinForm, body, ({ pin }) => this.access.setPin(viewer, personId, pin, submission));
    if (!form.ok) return this.accessPage(viewer, personId, failedView(form.form, t), t, 422);
    return redirect(`/people/${personId}/access`, 'accounts:flash.pin-set');
  }

  /** Cards for those who were marked in a list; who has a PIN keeps it. */
  @Post('cards')
  async giveMarked(
    @CurrentViewer() viewer: Viewer, @CurrentSubmission() submission: Submission, @Body() body: Record<string, unknown>,
    @Req() request: Request, @Texts() t: Translate,
  ): Promise<Answer> {
    const personIds = [...new Set([body.persons].flat().filter(isId))].slice(0, MOST_CARDS);
    const back = isOwnPath(body.back) ? body.back : '/people';
    if (personIds.length === 0) return redirect(back, { key: 'accounts:flash.nobody-marked', kind: 'warning' });
    const cards = await this.access.giveCards(viewer, personIds, submission, { keepPins: true });
    return cardsPage(cards, viewer, back, request, t);
  }

  @Get('groups/:groupId/cards')
  async group(@CurrentViewer() viewer: Viewer, @Param('groupId') groupId: Id, @Texts() t: Translate): Promise<Answer> {
    const group = await this.learners.group(viewer.centreId, groupId);
    if (!group) throw new NotThere('group');
    const members = await this.learners.ofGroup(viewer.centreId, groupId);
    const without = members.filter(({ hasPin }) => !hasPin).length;
    return page('accounts/group-cards', {
      action: `/groups/${groupId}/cards`, group: group.name, members: members.length, without,
      everybody: field(emptyForm(), t, { name: 'everybody', type: 'checkbox', label: 'accounts:cards.everybody', hint: 'accounts:cards.everybody-hint' }),
    }, { title: t('accounts:cards.of', { group: group.name }) });
  }

  /** Cards for a whole group, to print on the first day: PINs for those who have none, for all when asked. */
  @Post('groups/:groupId/cards')
  async giveCards(
    @CurrentViewer() viewer: Viewer, @Param('groupId') groupId: Id, @CurrentSubmission() submission: Submission, @Body() body: unknown,
    @Req() request: Request, @Texts() t: Translate,
  ): Promise<Answer> {
    const form = parseForm(cardsForm, body);
    if (!await this.learners.group(viewer.centreId, groupId)) throw new NotThere('group');
    const members = await this.learners.ofGroup(viewer.centreId, groupId);
    const keepPins = !(form.ok && form.value.everybody);
    const cards = await this.access.giveCards(viewer, members.map(({ personId }) => personId), submission, { keepPins });
    return cardsPage(cards, viewer, `/groups/${groupId}/cards`, request, t);
  }

  private async accessPage(viewer: Viewer, personId: Id, form: FormView, t: Translate, status: number): Promise<Answer> {
    const [learner] = await this.learners.named(viewer.centreId, [personId]);
    if (!learner) throw new NotThere('learner');
    return page('accounts/learner-access', {
      at: `/people/${personId}`, form, name: learner.name,
      facts: [
        { label: t('accounts:fields.card'), text: t(learner.hasCard ? 'accounts:access.has-card' : 'accounts:access.no-card') },
        { label: t('accounts:fields.pin'), text: t(learner.hasPin ? 'accounts:access.has-pin' : 'accounts:access.no-pin') },
      ],
      newCodes: field(emptyForm(), t, { name: 'newCodes', type: 'checkbox', label: 'accounts:cards.new-code', hint: 'accounts:cards.new-code-hint' }),
      hasCard: learner.hasCard,
      pin: field(form, t, { name: 'pin', type: 'pin', label: 'accounts:fields.new-pin', hint: 'accounts:hints.new-pin', autocomplete: 'off' }),
    }, { status, title: t('accounts:access.of', { name: learner.name }) });
  }
}

function cardsPage(cards: readonly Card[], viewer: Viewer, back: string, request: Request, t: Translate): Answer {
  return page('accounts/cards', {
    back, centre: viewer.centreName,
    cards: cards.map(({ name, cardCode, pin }) => ({ name, code: spacedCode(cardCode), pin })),
    how: t('accounts:cards.how'), elsewhere: t('accounts:cards.elsewhere', { address: wholeAddress(request, '/sign-in/card') }),
  }, { title: 'accounts:cards.title' });
}
