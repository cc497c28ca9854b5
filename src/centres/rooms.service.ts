import { Inject, Injectable } from '@nestjs/common';
import { refuseDuplicate } from '../shared/database/duplicates.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere, Refused, refuseFor, type Refusal } from '../shared/kernel/refusal.js';
import { searchable } from '../shared/kernel/text.js';
import { Room } from './room.entity.js';
import { seriesLabels, seriesRefusals, type LabelSeries } from './workstation-rules.js';
import { Workstation } from './workstation.entity.js';

export interface WorkstationChange {
  version: number;
  label: string;
  outOfOrder: boolean;
  /** What is wrong with it, or anything else worth knowing. */
  note: string | null;
}

const ROOM_TAKEN: Refusal = { field: 'name', reason: 'centres:refusals.room-taken' };

/** The rooms of a centre and their PCs. */
@Injectable()
export class RoomsService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** @throws Refused when the centre has a room of that name */
  addRoom(centreId: Id, name: string, options: UnitOptions): Promise<Id> {
    return refuseDuplicate(ROOM_TAKEN, () => this.unitOfWork.run(async (tx) => {
      await refuseRoomName(tx, centreId, name, null);
      const id = newId();
      await tx.insert(Room, { id, centreId, name, version: 1 });
      return id;
    }, options));
  }

  /** @throws Refused, StaleEdit, NotThere */
  renameRoom(centreId: Id, id: Id, { name, version }: { name: string; version: number }, options: UnitOptions): Promise<void> {
    return refuseDuplicate(ROOM_TAKEN, () => this.unitOfWork.run(async (tx) => {
      const before = await roomOf(tx, centreId, id);
      await refuseRoomName(tx, centreId, name, id);
      await tx.update(Room, { ...before, version }, { name });
    }, options));
  }

  /**
   * Adds a series of PCs to a room, `PC 01` to `PC 20`.
   * @returns how many
   * @throws Refused when a label is taken or the series makes no sense; NotThere
   */
  addWorkstations(centreId: Id, roomId: Id, series: LabelSeries, options: UnitOptions): Promise<number> {
    return refuseDuplicate({ field: 'from', reason: 'centres:refusals.label-taken-meanwhile' }, () => this.unitOfWork.run(async (tx) => {
      await roomOf(tx, centreId, roomId);
      const present = await tx.manager.findBy(Workstation, { roomId });
      refuseFor(seriesRefusals(series, present.map(({ label }) => label)));
      const labels = seriesLabels(series);
      await tx.insert(Workstation, labels.map((label) => ({ id: newId(), centreId, roomId, label })));
      return labels.length;
    }, options));
  }

  /** Renames a PC, marks it as out of order since now, or puts it back to work. @throws Refused, StaleEdit, NotThere */
  changeWorkstation(centreId: Id, id: Id, change: WorkstationChange, options: UnitOptions): Promise<void> {
    const taken: Refusal = { field: 'label', reason: 'centres:refusals.label-taken', params: { label: change.label } };
    return refuseDuplicate(taken, () => this.unitOfWork.run(async (tx) => {
      const before = await workstationOf(tx, centreId, id);
      const neighbours = await tx.manager.findBy(Workstation, { roomId: before.roomId });
      if (neighbours.some((other) => other.id !== id && searchable(other.label) === searchable(change.label))) throw new Refused(taken);
      await tx.update(Workstation, { ...before, version: change.version }, {
        label: change.label, note: change.note, outOfOrderSince: change.outOfOrder ? before.outOfOrderSince ?? tx.now : null,
      });
    }, options));
  }

  /** Puts a PC back to work and forgets what was wrong; does nothing when it works. @throws NotThere */
  putBackToWork(centreId: Id, id: Id, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await tx.update(Workstation, await workstationOf(tx, centreId, id), { outOfOrderSince: null, note: null });
    }, options);
  }
}

async function roomOf(tx: Tx, centreId: Id, id: Id): Promise<Room> {
  const room = await tx.manager.findOneBy(Room, { id, centreId });
  if (!room) throw new NotThere('room');
  return room;
}

async function workstationOf(tx: Tx, centreId: Id, id: Id): Promise<Workstation> {
  const workstation = await tx.manager.findOneBy(Workstation, { id, centreId });
  if (!workstation) throw new NotThere('workstation');
  return workstation;
}

async function refuseRoomName(tx: Tx, centreId: Id, name: string, except: Id | null): Promise<void> {
  const rooms = await tx.manager.findBy(Room, { centreId });
  const taken = rooms.some((room) => room.id !== except && searchable(room.name) === searchable(name));
  if (taken) throw new Refused(ROOM_TAKEN);
}
