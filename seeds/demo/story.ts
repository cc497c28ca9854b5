import { DataSource } from 'typeorm';
import { CertificatesService } from '../../src/certificates/certificates.service.js';
import { USUAL_RULE } from '../../src/certificates/completion.js';
import { EditionsService } from '../../src/courses/editions.service.js';
import { loadCourses } from '../../src/courses/load-courses.js';
import { EnrolmentsService } from '../../src/groups/enrolments.service.js';
import { ImportsService } from '../../src/imports/imports.service.js';
import { PlacementsService } from '../../src/placement/placements.service.js';
import { JobRunner } from '../../src/shared/jobs/job-runner.js';
import { UnitOfWork } from '../../src/shared/database/unit-of-work.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { addDays, type LocalDate } from '../../src/shared/kernel/local-date.js';
import type { Level } from '../../src/shared/kernel/levels.js';
import { seededRandom, type Random } from '../../src/shared/kernel/random.js';
import { askWhatTheyDid } from './actions.js';
import { attendanceOf, AttendanceShare, cancelSessions, takeRegisters } from './attending.js';
import { giveCards } from './cards.js';
import { bookCoaching, coachBeside } from './coaching.js';
import { foundConsortium } from './consortium.js';
import { openCentres, setUpSecondStep, type SampleCentre } from './cast.js';
import { openTodaysTill, takeFees } from './fees.js';
import { giveCertificates, measureGains } from './gains.js';
import { formGroups } from './grouping.js';
import { inventOrganisations, inventPeople, organisationsCsv, peopleCsv, type InventedPerson } from './invented.js';
import { keepBooks } from './money.js';
import { closeMonths } from './months.js';
import { promiseResults } from './projects.js';
import { Officials } from './officials.js';
import { BETWEEN_COURSES, BEYOND, COACHED, COURSE_DAYS, EDITIONS, ENOUGH, FIRST_DAY, LEADERS, NEXT_COURSE_DAYS, NOT_ALL_FIT, OFFICIALS, ONE_STAYS, SHARES, SOME, WAITING } from './plan.js';
import { confirmProposed, consent, diagnose, newcomers, sit, sitHalf, watch, type Registered } from './placing.js';
import { tellFunders } from './reports.js';
import { fillInSheets } from './surveys.js';
import type { ToldStory } from './told.js';
import { waiveSome } from './waivers.js';
import type { World } from './world.js';

/** Tells how two centres came to 623 leaders, through the services that a person would use, day by day. */
export async function tellStory(world: World): Promise<ToldStory> {
  const teller = new Teller(world);
  return teller.tell();
}

class Teller {
  private readonly random: Random = seededRandom(623);
  /** Apart, so that what people say about a course changes nothing else in the story. */
  private readonly said: Random = seededRandom(27_806);
  private readonly shares = { C1: new AttendanceShare(SHARES.C1), C2: new AttendanceShare(SHARES.C2) };
  /** Everybody who had a seat in a course. */
  private readonly trained = new Set<Id>();
  /** Somebody of the next edition who waits for the test. */
  private toTest: Id | null = null;
  /** The course that runs now. */
  private running: Id = '';
  private nextDni = 40_000_000;
  private readonly year: number;
  private centres: SampleCentre[] = [];
  private readonly carried = new Map<string, Registered[]>();
  private officials: Officials | null = null;

  constructor(private readonly world: World) {
    this.year = Number(world.today.slice(0, 4));
  }

  async tell(): Promise<ToldStory> {
    const { world } = this;
    world.travel(FIRST_DAY);
    await loadCourses(world.get(UnitOfWork));
    const { centres, administrator, signIns } = await openCentres(world);
    this.centres = centres;
    world.tell('Dos centros con 20 PCs cada uno');
    for (const [index, edition] of EDITIONS.entries()) await this.course1(index, edition.centre, edition.starts, edition.name);
    await this.upcoming(centres[0] as SampleCentre);
    await this.officialsOf(centres[0] as SampleCentre).change();
    await keepBooks(world, centres[0] as SampleCentre);
    await closeMonths(world, centres[0] as SampleCentre, administrator);
    await openTodaysTill(world, centres[0] as SampleCentre, this.running);
    await foundConsortium(world, administrator);
    await tellFunders(world, await promiseResults(world, centres, administrator), administrator);
    const learners = await giveCards(world, centres[0] as SampleCentre, this.toTest);
    return { signIns, learners, secondStep: await setUpSecondStep(world, administrator) };
  }

  private async course1(index: number, shortName: string, starts: number, name: string): Promise<void> {
    const { world } = this;
    const centre = this.centreOf(shortName);
    const last = index === EDITIONS.length - 1;
    const wanted = Math.round((LEADERS - this.trained.size) / (EDITIONS.length - index));
    const { candidates, ahead } = await this.candidates(centre, starts, wanted, index, last);
    const officials = await this.officialsIn(centre, starts, index);
    const editionId = await this.hold(centre, 'C1', `Curso 1 · ${name}`, starts, [...officials, ...candidates]);
    const seated = await this.seated(editionId);
    // They are counted apart: the 623 are of the organisations.
    for (const { personId } of officials) seated.delete(personId);
    seated.forEach((personId) => this.trained.add(personId));
    this.carried.set(shortName, [...candidates.filter(({ personId }) => !seated.has(personId)), ...this.carried.get(shortName) ?? []]);
    if (index === COACHED) await coachBeside(world, centre.coordinator, [...seated], starts);
    const ends = addDays(world.today, starts + COURSE_DAYS);
    // Of the course that runs now, the last registers wait to be taken.
    const until = last ? addDays(world.today, -2) : ends;
    await takeRegisters(world, centre.trainers[index % 2] as never, editionId, { until, last }, this.shares.C1, this.random);
    world.tell(`${shortName}: curso 1, ${name}: ${seated.size} lideresas y líderes (van ${this.trained.size})`);
    if (last) {
      this.running = editionId;
      await this.letWait(centre, editionId, starts);
      return waiveSome(world, centre, [...seated]);
    }
    world.travelTo(addDays(ends, 1));
    await takeFees(world, centre, editionId, 'end');
    await this.close(centre, editionId, 'C1', candidates);
    await this.course2(centre, name, starts + BETWEEN_COURSES, candidates.filter(({ personId }) => seated.has(personId)), ahead, index);
  }

  private async officialsIn(centre: SampleCentre, starts: number, index: number): Promise<Registered[]> {
    const { world } = this;
    const which = OFFICIALS[index as keyof typeof OFFICIALS];
    if (!which) return [];
    world.travel(starts - 13);
    const people = await this.officialsOf(centre).register(which);
    for (const person of people) await this.place(centre, centre.trainers[index % 2] as SampleCentre['coordinator'], person);
    return people;
  }

  private officialsOf(centre: SampleCentre): Officials {
    return (this.officials ??= new Officials(this.world, centre));
  }

  /** Some came when the groups were formed: they wait for a seat to fall free. */
  private async letWait(centre: SampleCentre, editionId: Id, starts: number): Promise<void> {
    this.world.travel(starts + 2);
    const waiting = (this.carried.get(centre.shortName) ?? []).slice(0, WAITING).map(({ personId }) => personId);
    await this.world.get(EnrolmentsService).enrol(centre.id, editionId, waiting, { actor: centre.coordinator });
  }

  /** Those of course 1, and those who knew what it teaches and were waiting for this one. */
  private async course2(
    centre: SampleCentre, name: string, starts: number, graduates: Registered[], ahead: Registered[], index: number,
  ): Promise<void> {
    const { world } = this;
    const actor = centre.trainers[0] as SampleCentre['coordinator'];
    world.travel(starts - 5);
    const able: Registered[] = [];
    for (const person of graduates) {
      const { came, held } = await attendanceOf(world, person.personId);
      // Who was hardly there keeps her level, and takes course 1 again.
      if (came < held * SOME) continue;
      const level = came >= held * ENOUGH ? BEYOND : Math.min(2, (person.level ?? 0) + 1) as Level;
      if (level === person.level) continue;
      await world.get(PlacementsService).decide(person.personId, { level, reason: `Curso 1: asistió a ${came} de ${held} sesiones` }, { actor });
      if (level === BEYOND) able.push(person);
    }
    const ready = able.filter((_, index) => index % ONE_STAYS !== ONE_STAYS - 1);
    const editionId = await this.hold(centre, 'C2', `Curso 2 · ${name}`, starts, [...ready, ...ahead]);
    (await this.seated(editionId)).forEach((personId) => this.trained.add(personId));
    const ends = addDays(world.today, starts + COURSE_DAYS);
    const registers = { until: ends, last: index === EDITIONS.length - 2 };
    const leftOut = await takeRegisters(world, centre.trainers[index % 2] as never, editionId, registers, this.shares.C2, this.random);
    await cancelSessions(world, centre.coordinator, leftOut);
    world.travelTo(addDays(ends, 1));
    await takeFees(world, centre, editionId, 'end');
    await this.close(centre, editionId, 'C2', [...ready, ...ahead]);
    world.tell(`${centre.shortName}: curso 2, ${name}`);
  }

  /**
   * New people of the organisations, diagnosed and placed; and who found no seat the last time.
   * @returns as many as are wanted of those whose level course 1 is made for, and those who can go to course 2 at once
   */
  private async candidates(
    centre: SampleCentre, starts: number, wanted: number, index: number, last: boolean,
  ): Promise<{ candidates: Registered[]; ahead: Registered[] }> {
    const carried = this.carried.get(centre.shortName) ?? [];
    const anyHour = HOURS_IN_WORDS.join(', ');
    const invented = this.invent(Math.ceil((last ? wanted + 2 * WAITING : Math.max(0, wanted - carried.length)) * NOT_ALL_FIT), index).map((one) => (last ? { ...one, availability: anyHour } : one));
    const people = await this.register(centre, starts - 21, invented);
    const trainer = centre.trainers[index % 2] as SampleCentre['coordinator'];
    this.world.travel(starts - 14);
    const [fitting, ahead]: [Registered[], Registered[]] = [last ? [] : [...carried], []];
    for (const person of people) {
      await consent(this.world, centre.coordinator, person, this.random);
      const level = await this.place(centre, trainer, person);
      (level === BEYOND ? ahead : fitting).push(person);
    }
    if (last) fitting.push(...carried);
    this.carried.set(centre.shortName, fitting.slice(wanted));
    return { candidates: fitting.slice(0, wanted), ahead };
  }

  private async place(centre: SampleCentre, trainer: SampleCentre['coordinator'], person: Registered): Promise<Level> {
    await diagnose(this.world, centre.coordinator, person, this.random);
    await watch(this.world, trainer, person, this.random);
    person.level = await confirmProposed(this.world, trainer, person);
    return person.level;
  }

  private invent(count: number, index: number): InventedPerson[] {
    const organisations = inventOrganisations(12, index + 1, this.year);
    const people = inventPeople(count, 100 + index, this.year, this.nextDni, organisations);
    this.nextDni += 100_000;
    return people;
  }

  /** Sends the two lists in, as an organisation names its representatives, and confirms them. */
  private async register(centre: SampleCentre, day: number, invented: InventedPerson[]): Promise<Registered[]> {
    if (invented.length === 0) return [];
    const { world } = this;
    world.travel(day);
    const organisations = [...new Set(invented.map(({ organisation }) => organisation))];
    await this.import(centre, 'organizaciones.csv', organisationsCsv(organisations, centre.district));
    await this.import(centre, 'representantes.csv', peopleCsv(invented));
    return newcomers(world, centre.id, invented);
  }

  private async import(centre: SampleCentre, name: string, bytes: Buffer): Promise<void> {
    const { world } = this;
    const imports = world.get(ImportsService);
    const id = await imports.receive({ name, bytes }, { actor: centre.coordinator });
    await world.get(JobRunner).wake();
    await imports.confirm(id, {}, { actor: centre.coordinator });
    await world.get(JobRunner).wake();
  }

  /** Plans an edition, enrols, forms groups and starts it. @returns its id */
  private async hold(centre: SampleCentre, courseCode: string, name: string, starts: number, people: readonly Registered[]): Promise<Id> {
    const { world } = this;
    const actor = centre.coordinator;
    const startsOn = addDays(world.today, starts);
    world.travel(starts - 4);
    const editions = world.get(EditionsService);
    const editionId = await editions.createEdition(centre.id, { courseCode, name, startsOn, endsOn: addDays(startsOn, COURSE_DAYS), feeCents: 1000 }, { actor });
    await editions.setTrainers(centre.id, editionId, centre.trainers.map(({ accountId }) => accountId), { actor });
    await editions.moveTo(centre.id, editionId, 'open', { actor });
    await world.get(EnrolmentsService).enrol(centre.id, editionId, people.map(({ personId }) => personId), { actor, reason: 'Se preparó en asesoría' });
    await formGroups(world, centre, editionId);
    world.travelTo(startsOn, '08:00');
    await editions.moveTo(centre.id, editionId, 'running', { actor });
    await takeFees(world, centre, editionId, 'begin');
    await fillInSheets(world, centre, editionId, 'start', this.said);
    return editionId;
  }

  /** The first courses were held on paper: their practices are not on record, so that none are asked. */
  private async close(centre: SampleCentre, editionId: Id, courseCode: string, people: readonly Registered[]): Promise<void> {
    const options = { actor: centre.coordinator };
    await this.world.get(CertificatesService).setRule(centre.id, editionId, { ...USUAL_RULE, practiceShare: 0 }, 0, options);
    await this.world.get(EditionsService).moveTo(centre.id, editionId, 'closed', options);
    await giveCertificates(this.world, centre, editionId);
    await fillInSheets(this.world, centre, editionId, 'end', this.said);
    await measureGains(this.world, centre, editionId, people, this.said);
    await askWhatTheyDid(this.world, centre, editionId, courseCode);
  }

  private async seated(editionId: Id): Promise<Set<Id>> {
    const rows: { personId: Id }[] = await this.world.get(DataSource).query(
      'SELECT person_id AS "personId" FROM enrolments WHERE edition_id = ? AND group_id IS NOT NULL', [editionId]);
    return new Set(rows.map(({ personId }) => personId));
  }

  /** The edition that is about to start: sixty people on their way to a level. */
  private async upcoming(centre: SampleCentre): Promise<void> {
    const { world } = this;
    const people = await this.register(centre, -8, this.invent(60, EDITIONS.length));
    const trainer = centre.trainers[0] as SampleCentre['coordinator'];
    world.travel(-3, '15:00');
    for (const person of people.slice(0, 45)) {
      await consent(world, centre.coordinator, person, this.random);
      await diagnose(world, centre.coordinator, person, this.random);
    }
    for (const person of people.slice(0, 30)) await watch(world, trainer, person, this.random);
    for (const person of people.slice(0, 14)) await confirmProposed(world, trainer, person);
    for (const person of people.slice(30, 34)) await sitHalf(world, person, centre.id);
    for (const person of people.slice(34, 40)) await sit(world, person, centre.id, this.random);
    this.toTest = people[44]?.personId ?? null;
    const startsOn: LocalDate = addDays(world.today, 12);
    const editions = world.get(EditionsService);
    const actor = centre.coordinator;
    const editionId = await editions.createEdition(
      centre.id, { courseCode: 'C1', name: 'Curso 1 · quinta vuelta', startsOn, endsOn: addDays(startsOn, NEXT_COURSE_DAYS), feeCents: 1000 }, { actor });
    await editions.setTrainers(centre.id, editionId, centre.trainers.map(({ accountId }) => accountId), { actor });
    await editions.moveTo(centre.id, editionId, 'open', { actor });
    await bookCoaching(world, centre.coordinator, people.map(({ personId }) => personId));
    world.tell(`${centre.shortName}: la próxima edición está por empezar, con 60 personas por ubicar`);
  }

  private centreOf(shortName: string): SampleCentre {
    return this.centres.find((centre) => centre.shortName === shortName) as SampleCentre;
  }
}

const HOURS_IN_WORDS = ['L-M-V mañana', 'L-M-V tarde', 'Ma-J mañana', 'Ma-J tarde', 'Sábado mañana'];
