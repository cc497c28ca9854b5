import { AccessCodes } from '../../src/accounts/access-codes.service.js';
import { Account } from '../../src/accounts/account.entity.js';
import { AccountsService } from '../../src/accounts/accounts.service.js';
import { SecondStep } from '../../src/accounts/second-step.js';
import { SetupService } from '../../src/accounts/setup.service.js';
import { CentreHoursService } from '../../src/centres/centre-hours.service.js';
import { CentresService } from '../../src/centres/centres.service.js';
import { publicHolidays } from '../../src/centres/holiday-rules.js';
import { RoomsService } from '../../src/centres/rooms.service.js';
import { TrainerHoursService } from '../../src/courses/trainer-hours.service.js';
import { Centre } from '../../src/centres/centre.entity.js';
import { UnitOfWork } from '../../src/shared/database/unit-of-work.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import type { Weekday } from '../../src/shared/kernel/local-date.js';
import { translator } from '../../src/shared/web/i18n.js';
import type { Role } from '../../src/shared/kernel/roles.js';
import { DataSource } from 'typeorm';
import { nameCoaches } from './coaching.js';
import type { StaffMember, World } from './world.js';

/** The password of everybody on the staff of the sample centres. */
export const DEMO_PASSWORD = 'aprender juntas 2026';

/** Who signs in to what, for the list that is printed at the end. */
export interface SignIn {
  role: Role;
  loginName: string;
  centre: string;
}

export interface SampleCentre {
  id: Id;
  shortName: string;
  district: string;
  roomId: Id;
  coordinator: StaffMember;
  /** Who keeps the money: the administrator where nobody else does. */
  treasurer: StaffMember;
  trainers: StaffMember[];
}

const ALL_WEEK: readonly Weekday[] = [1, 2, 3, 4, 5, 6];

const STAFF: Record<string, { role: Role; loginName: string; name: string }[]> = {
  VES: [
    { role: 'coordinator', loginName: 'coordinadora', name: 'Elena Poma Sulca' },
    { role: 'trainer', loginName: 'capacitadora', name: 'Julia Ramos Inga' },
    { role: 'trainer', loginName: 'capacitador', name: 'Abel Torres Ñahui' },
    { role: 'coach', loginName: 'asesora', name: 'Norma Curi Díaz' },
    { role: 'treasurer', loginName: 'tesorera', name: 'Irma Choque Peña' },
    { role: 'funder', loginName: 'financiadora', name: 'Lucía Ayala Núñez' },
  ],
  VMT: [
    { role: 'coordinator', loginName: 'coordinadora.vmt', name: 'Gladys Ticona Arango' },
    { role: 'trainer', loginName: 'capacitadora.vmt', name: 'Pilar Espinoza Tello' },
    { role: 'trainer', loginName: 'capacitador.vmt', name: 'Víctor Flores Yupanqui' },
    { role: 'coach', loginName: 'asesora.vmt', name: 'Fortunata Ccori Mamani' },
  ],
};

/** Opens the two centres with rooms, PCs, hours, holidays and staff. */
export async function openCentres(world: World): Promise<{ centres: SampleCentre[]; administrator: StaffMember; signIns: SignIn[] }> {
  const account = await world.get(SetupService).setUp({
    centreName: 'Centro de Villa El Salvador', shortName: 'VES', district: 'Villa El Salvador',
    displayName: 'Carmen Córdova Zúñiga', loginName: 'administradora', password: DEMO_PASSWORD,
  });
  const [ves] = await world.get(DataSource).manager.find(Centre);
  const administrator: StaffMember = {
    accountId: account.id, centreId: (ves as Centre).id, roles: ['administrator', 'coordinator'], name: account.displayName,
  };
  const vmt = await world.get(CentresService).addCentre({
    name: 'Centro de Villa María del Triunfo', shortName: 'VMT', district: 'Villa María del Triunfo', address: 'Junto a la comisaría', phone: null,
  }, { actor: administrator });
  const signIns: SignIn[] = [{ role: 'administrator', loginName: 'administradora', centre: 'VES, VMT' }];
  const centres = [
    await furnish(world, { ...administrator }, 'VES', 'Villa El Salvador', signIns),
    await furnish(world, { ...administrator, centreId: vmt }, 'VMT', 'Villa María del Triunfo', signIns),
  ];
  return { centres, administrator, signIns };
}

async function furnish(world: World, by: StaffMember, shortName: string, district: string, signIns: SignIn[]): Promise<SampleCentre> {
  const { centreId } = by;
  const options = { actor: by };
  const roomId = await world.get(RoomsService).addRoom(centreId, 'Sala de cómputo', options);
  await world.get(RoomsService).addWorkstations(centreId, roomId, { prefix: 'PC', from: 1, to: 20 }, options);
  const hours = ALL_WEEK.map((weekday) => ({ weekday, from: '08:00', to: weekday === 6 ? '14:00' : '21:00' }));
  await world.get(CentreHoursService).saveOpeningHours(centreId, hours, options);
  const t = translator('es');
  const year = Number(world.today.slice(0, 4));
  for (const each of [year - 2, year - 1, year, year + 1]) {
    await world.get(CentreHoursService).addHolidays(centreId, publicHolidays(each).map(({ date, name }) => ({ date, name: t(name), closed: true })), options);
  }
  const staff: StaffMember[] = [];
  for (const { role, loginName, name } of STAFF[shortName] ?? []) {
    const { accountId, code } = await world.get(AccountsService).invite(by, { displayName: name, loginName, role }, world.submission(by.accountId));
    await world.get(AccessCodes).setPassword(code, DEMO_PASSWORD, { address: '127.0.0.1', submission: world.submission(null) });
    staff.push({ accountId, centreId, roles: [role], name });
    signIns.push({ role, loginName, centre: shortName });
  }
  const trainers = staff.filter(({ roles }) => roles[0] === 'trainer');
  for (const [index, trainer] of trainers.entries()) {
    // One teaches in the morning, the other in the afternoon.
    const [from, to] = index === 0 ? ['08:00', '14:00'] : ['14:00', '21:00'];
    await world.get(TrainerHoursService).saveHours(centreId, trainer.accountId, ALL_WEEK.map((weekday) => ({ weekday, from, to })), options);
  }
  await nameCoaches(world, by, staff);
  return { id: centreId, shortName, district, roomId, coordinator: staff[0] as StaffMember, treasurer: staff.find(({ roles }) => roles[0] === 'treasurer') ?? by, trainers };
}

/** The administrator has her second step on a phone; the demo has it too, to say its codes. @returns its secret as base32 */
export async function setUpSecondStep(world: World, { accountId, centreId }: StaffMember): Promise<string> {
  const secondStep = world.get(SecondStep);
  const secret = secondStep.newSecret();
  await world.get(UnitOfWork).run(async (tx) => {
    const account = await tx.manager.findOneByOrFail(Account, { id: accountId });
    await tx.update(Account, account, { totpSecret: secondStep.seal(secret), totpConfirmedAt: tx.now });
  }, { actor: { accountId, centreId } });
  return secret;
}
