import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitEdit, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { staleOver } from '../shared/web/stale-form.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { BrokenPcFollowers } from './broken-pc-followers.js';
import { CentreAccess } from './centre-access.js';
import { roomEditForm, roomForm, workstationForm, workstationsForm } from './centre.form.js';
import { CENTRE_KEEPERS } from './centres.policy.js';
import { centreHead } from './centres.presenter.js';
import { CentresRepository, type RoomWithSeats } from './centres.repository.js';
import { roomFields, roomsView, seriesFields, workstationFields } from './rooms.presenter.js';
import { RoomsService } from './rooms.service.js';

/** The rooms of a centre and their PCs. */
@Controller('centres/:centreId')
@Policy(allow(...CENTRE_KEEPERS))
export class RoomsController {
  constructor(
    private readonly rooms: RoomsService, private readonly repository: CentresRepository, private readonly access: CentreAccess,
    private readonly followers: BrokenPcFollowers,
  ) {}

  @Get('rooms')
  async list(@CurrentViewer() viewer: Viewer, @Param('centreId') centreId: Id, @Texts() t: Translate): Promise<Answer> {
    await this.access.check(viewer, centreId);
    const [centre, rooms, workstations] = await Promise.all([
      this.repository.centre(centreId), this.repository.rooms(centreId), this.repository.workstations(centreId),
    ]);
    const model = { ...centreHead(t, centre, 'rooms'), ...roomsView(t, centreId, rooms, workstations) };
    return page('centres/rooms', model, { title: t('centres:rooms.title', { centre: centre.name }) });
  }

  @Get('rooms/new')
  async new(@CurrentViewer() viewer: Viewer, @Param('centreId') centreId: Id, @Texts() t: Translate): Promise<Answer> {
    await this.access.check(viewer, centreId);
    return newRoomPage(t, centreId, emptyForm());
  }

  @Post('rooms')
  async add(
    @CurrentViewer() viewer: Viewer, @Param('centreId') centreId: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.access.check(viewer, centreId);
    const added = await submitForm(roomForm, body, ({ name }) => this.rooms.addRoom(centreId, name, { actor: viewer, submission }));
    if (!added.ok) return newRoomPage(t, centreId, failedView(added.form, t));
    return redirect(`/centres/${centreId}/rooms/${added.value}/workstations/new`, 'centres:flash.room-added');
  }

  @Get('rooms/:roomId/edit')
  async edit(
    @CurrentViewer() viewer: Viewer, @Param('centreId') centreId: Id, @Param('roomId') roomId: Id, @Texts() t: Translate,
  ): Promise<Answer> {
    return editRoomPage(t, centreId, await this.room(viewer, centreId, roomId), emptyForm());
  }

  @Post('rooms/:roomId')
  async rename(
    @CurrentViewer() viewer: Viewer, @Param('centreId') centreId: Id, @Param('roomId') roomId: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.access.check(viewer, centreId);
    const renamed = await submitEdit(roomEditForm, body, (change) => this.rooms.renameRoom(centreId, roomId, change, { actor: viewer, submission }));
    if (!renamed.ok) return editRoomPage(t, centreId, await this.room(viewer, centreId, roomId), failedView(renamed.form, t));
    return redirect(`/centres/${centreId}/rooms`, 'centres:flash.room-renamed');
  }

  @Get('rooms/:roomId/workstations/new')
  async newWorkstations(
    @CurrentViewer() viewer: Viewer, @Param('centreId') centreId: Id, @Param('roomId') roomId: Id, @Texts() t: Translate,
  ): Promise<Answer> {
    return this.seriesPage(t, centreId, await this.room(viewer, centreId, roomId), emptyForm());
  }

  @Post('rooms/:roomId/workstations')
  async addWorkstations(
    @CurrentViewer() viewer: Viewer, @Param('centreId') centreId: Id, @Param('roomId') roomId: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const room = await this.room(viewer, centreId, roomId);
    const added = await submitForm(workstationsForm, body, (series) => (
      this.rooms.addWorkstations(centreId, roomId, series, { actor: viewer, submission })));
    if (!added.ok) return this.seriesPage(t, centreId, room, failedView(added.form, t));
    return redirect(`/centres/${centreId}/rooms`, { key: 'centres:flash.workstations-added', params: { count: added.value, room: room.name } });
  }

  @Get('workstations/:id')
  async showWorkstation(
    @CurrentViewer() viewer: Viewer, @Param('centreId') centreId: Id, @Param('id') id: Id, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.access.check(viewer, centreId);
    return this.workstationPage(t, centreId, id, emptyForm());
  }

  @Post('workstations/:id')
  async changeWorkstation(
    @CurrentViewer() viewer: Viewer, @Param('centreId') centreId: Id, @Param('id') id: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.access.check(viewer, centreId);
    const changed = await submitEdit(workstationForm, body, async ({ state, ...change }) => {
      const outOfOrder = state === 'out-of-order';
      await this.rooms.changeWorkstation(centreId, id, { ...change, outOfOrder }, { actor: viewer, submission });
      return outOfOrder;
    });
    if (!changed.ok) return this.workstationPage(t, centreId, id, failedView(changed.form, t));
    const left = changed.value ? await this.followers.leftBehind(centreId, id) : null;
    return redirect(`/centres/${centreId}/rooms`, left ?? 'centres:flash.workstation-changed');
  }

  @Post('workstations/:id/repair')
  async repair(
    @CurrentViewer() viewer: Viewer, @Param('centreId') centreId: Id, @Param('id') id: Id, @CurrentSubmission() submission: Submission,
  ): Promise<Answer> {
    await this.access.check(viewer, centreId);
    await this.rooms.putBackToWork(centreId, id, { actor: viewer, submission });
    return redirect(`/centres/${centreId}/rooms`, 'centres:flash.workstation-back');
  }

  private async room(viewer: Viewer, centreId: Id, roomId: Id): Promise<RoomWithSeats> {
    await this.access.check(viewer, centreId);
    const room = (await this.repository.rooms(centreId)).find(({ id }) => id === roomId);
    if (!room) throw new NotThere('room');
    return room;
  }

  private async seriesPage(t: Translate, centreId: Id, room: RoomWithSeats, form: FormView): Promise<Answer> {
    const labels = (await this.repository.workstations(centreId)).filter(({ roomId }) => roomId === room.id).map(({ label }) => label);
    const action = `/centres/${centreId}/rooms/${room.id}/workstations`;
    return formPage(t, centreId, form, 'centres:series.title', {
      action, fields: seriesFields(t, form, labels), submit: t('centres:series.submit'), lead: t('centres:series.lead', { room: room.name }),
    });
  }

  private async workstationPage(t: Translate, centreId: Id, id: Id, form: FormView): Promise<Answer> {
    const workstation = await this.repository.workstation(centreId, id);
    return formPage(t, centreId, form, workstation.label, {
      action: `/centres/${centreId}/workstations/${id}`, fields: workstationFields(t, form, workstation), submit: t('common:save'),
      hidden: [{ name: 'version', value: form.values.version ?? workstation.version }], stale: staleOver(t, form, (filled) => workstationFields(t, filled, workstation)),
    });
  }
}

function newRoomPage(t: Translate, centreId: Id, form: FormView): Answer {
  return formPage(t, centreId, form, 'centres:new-room.title', {
    action: `/centres/${centreId}/rooms`, fields: roomFields(t, form), submit: t('centres:new-room.submit'),
  });
}

function editRoomPage(t: Translate, centreId: Id, room: RoomWithSeats, form: FormView): Answer {
  return formPage(t, centreId, form, 'centres:edit-room.title', {
    action: `/centres/${centreId}/rooms/${room.id}`, fields: roomFields(t, form, room), submit: t('common:save'),
    hidden: [{ name: 'version', value: form.values.version ?? room.version }], stale: staleOver(t, form, (filled) => roomFields(t, filled, room)),
  });
}

function formPage(t: Translate, centreId: Id, form: FormView, title: string, model: object): Answer {
  const cancelUrl = `/centres/${centreId}/rooms`;
  const back = { href: cancelUrl, text: t('centres:tabs.rooms') };
  return page('centres/form', { back, form, cancelUrl, ...model }, { title, status: formStatus(form) });
}
