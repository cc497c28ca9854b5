import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../shared/kernel/clock.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { anyone, onlyStation, Policy } from '../shared/web/policies.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { AccessCodes } from './access-codes.service.js';
import { Entrance } from './entrance.js';
import { LearnersRepository, type Learner } from './learners.repository.js';
import { pinForm, stationCodeForm } from './sign-in.forms.js';
import { SignInService } from './sign-in.service.js';
import { StationPass } from './station-pass.js';
import { groupsPage, namesPage, pinPage, stationCodePage } from './station.presenter.js';

/** A PC of the centre, as learners find it: her group, her name, her PIN. */
@Controller('station')
export class StationController {
  constructor(
    private readonly learners: LearnersRepository,
    private readonly signIn: SignInService,
    private readonly entrance: Entrance,
    private readonly codes: AccessCodes,
    private readonly pass: StationPass,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Policy(onlyStation)
  async groups(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const now = this.clock.now();
    const groups = await this.learners.running(viewer.centreId, localDateAt(now));
    return page('accounts/station-groups', groupsPage(groups, now, t), { title: 'accounts:station.groups', layout: 'plain' });
  }

  @Get('groups/:groupId')
  @Policy(onlyStation)
  async names(@CurrentViewer() viewer: Viewer, @Param('groupId') groupId: string): Promise<Answer> {
    const group = await this.learners.group(viewer.centreId, groupId);
    if (!group) throw new NotThere('group');
    const learners = await this.learners.ofGroup(viewer.centreId, groupId);
    return page('accounts/station-names', namesPage(group, learners), { title: 'accounts:station.names', layout: 'plain' });
  }

  @Get('groups/:groupId/people/:personId')
  @Policy(onlyStation)
  async pin(@CurrentViewer() viewer: Viewer, @Param() path: Path, @Texts() t: Translate): Promise<Answer> {
    return showPin(path, await this.member(viewer, path), emptyForm(), t, 200);
  }

  @Post('groups/:groupId/people/:personId')
  @Policy(onlyStation)
  async enter(
    @CurrentViewer() viewer: Viewer, @Param() path: Path, @Req() request: Request, @Body() body: unknown, @Texts() t: Translate,
  ): Promise<Answer> {
    const learner = await this.member(viewer, path);
    const form = await submitForm(pinForm, body, async ({ pin }) => {
      const account = await this.signIn.atStation(learner.personId, pin, request);
      return this.entrance.admit(request, account, 'station', '/');
    });
    return form.ok ? redirect(form.value) : showPin(path, learner, failedView(form.form, t), t, 422);
  }

  @Get('registration')
  @Policy(anyone)
  code(@Texts() t: Translate): Answer {
    return page('accounts/form', stationCodePage(emptyForm(), t), { title: 'accounts:station.registration', layout: 'plain' });
  }

  /** Makes this browser a station. */
  @Post('registration')
  @Policy(anyone)
  async register(
    @Req() request: Request, @Res({ passthrough: true }) response: Response, @Body() body: unknown, @Texts() t: Translate,
  ): Promise<Answer> {
    const form = await submitForm(stationCodeForm, body, ({ code }) => this.codes.takeStation(code, request.ip ?? ''));
    if (!form.ok) {
      return page('accounts/form', stationCodePage(failedView(form.form, t), t), { status: 422, title: 'accounts:station.registration', layout: 'plain' });
    }
    this.pass.give(response, form.value.id, form.value.credentialsVersion, request.secure);
    return redirect('/station', 'accounts:flash.station-ready');
  }

  private async member(viewer: Viewer, { groupId, personId }: Path): Promise<Learner> {
    const members = await this.learners.ofGroup(viewer.centreId, groupId);
    const learner = members.find((one) => one.personId === personId);
    if (!learner) throw new NotThere('member of the group');
    return learner;
  }
}

interface Path {
  groupId: string;
  personId: string;
}

function showPin(path: Path, learner: Learner, form: FormView, t: Translate, status: number): Answer {
  return page('accounts/station-pin', pinPage(path, learner, form, t), { status, title: 'accounts:station.pin', layout: 'plain' });
}
