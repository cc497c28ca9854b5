import { DataSource } from 'typeorm';
import { ConsortiumMembersService } from '../../src/consortium/members.service.js';
import { ConsortiumPostsService } from '../../src/consortium/posts.service.js';
import type { ConsortiumPostCode } from '../../src/consortium/post-rules.js';
import { DecisionsService } from '../../src/consortium/decisions.service.js';
import { equalParts } from '../../src/consortium/shares.js';
import { givenNamesFirst, type PersonName } from '../../src/people/person-names.js';
import { addDays } from '../../src/shared/kernel/local-date.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import type { StaffMember, World } from './world.js';

/** In days from today: the consortium is founded by four, and a fifth joins them. The mandate of the auditor ends soon. */
const FOUNDED = -420;
const JOINED = -200;
const MANDATE = 310;
const SOON = 45;

const POSTS: readonly { post: ConsortiumPostCode; until: number }[] = [
  { post: 'president', until: MANDATE }, { post: 'secretary', until: MANDATE }, { post: 'treasurer', until: MANDATE }, { post: 'auditor', until: SOON },
];

const DECISIONS = [
  {
    held: FOUNDED, present: 4, votesFor: 4, abstentions: 0, replaces: false, title: 'Cuota de diez soles por curso',
    body: 'Cada participante paga diez soles por curso, para la coordinación del centro.\nNadie se queda fuera por no poder pagar: se la exonera, con su motivo anotado.',
  },
  {
    held: JOINED, present: 4, votesFor: 3, abstentions: 1, replaces: false, title: 'Tope de exoneraciones de cada mes',
    body: 'Las exoneraciones de un mes no pasan de 120 soles. Lo que falte se consulta con la presidencia.',
  },
  {
    held: -40, present: 5, votesFor: 4, abstentions: 1, replaces: true, title: 'Tope de exoneraciones de cada mes',
    body: 'Las exoneraciones de un mes no pasan de 150 soles, porque este año vienen más socias de comedores. Lo que falte se consulta con la presidencia.',
  },
] as const;

interface BoardMember extends PersonName {
  organisationId: Id;
  personId: Id;
}

/** Five organisations whose boards come to the centre keep it open together. */
export async function foundConsortium(world: World, administrator: StaffMember): Promise<void> {
  const boards = await boardMembers(world, administrator.centreId);
  await new Founding(world, { actor: administrator, centreId: administrator.centreId }, boards).tell();
}

class Founding {
  private readonly members: Id[] = [];
  private readonly service: ConsortiumMembersService;

  constructor(private readonly world: World, private readonly options: { actor: StaffMember; centreId: Id }, private readonly boards: readonly BoardMember[]) {
    this.service = world.get(ConsortiumMembersService);
  }

  async tell(): Promise<void> {
    const { world } = this;
    world.travel(FOUNDED, '18:00');
    for (const board of this.boards.slice(0, 4)) await this.join(board, FOUNDED);
    await this.shareEqually(FOUNDED);
    for (const [index, { post, until }] of POSTS.entries()) {
      const { personId } = this.boards[index] as BoardMember;
      const term = { since: addDays(world.today, FOUNDED), until: addDays(world.today, until) };
      await world.get(ConsortiumPostsService).add(this.members[index] as Id, { post, personId, ...term }, this.options);
    }
    await this.decide();
  }

  private async decide(): Promise<void> {
    const { world, options } = this;
    let last: Id | null = null;
    for (const { held, present, replaces, ...decision } of DECISIONS) {
      world.travel(held, '19:30');
      last = await world.get(DecisionsService).record({
        ...decision, heldOn: addDays(world.today, held), convocation: 'first', present: this.members.slice(0, present), representatives: this.spokeswomen(present),
        votesAgainst: 0,
        replacesId: replaces ? last : null, fileId: null,
      }, options);
      if (held !== JOINED) continue;
      await this.join(this.boards[4] as BoardMember, JOINED);
      await this.shareEqually(JOINED);
    }
  }

  /** Of those present, each by the one of its board who comes to the centre. */
  private spokeswomen(present: number): Record<Id, string> {
    return Object.fromEntries(this.members.slice(0, present).map((id, index) => [id, givenNamesFirst(this.boards[index] as BoardMember)]));
  }

  private async join({ organisationId, personId }: BoardMember, day: number): Promise<void> {
    const since = addDays(this.world.today, day);
    const id = await this.service.add({ organisationId, since }, this.options);
    await this.service.change(id, { version: 1, since, until: null, contactPersonId: personId }, this.options);
    this.members.push(id);
  }

  private async shareEqually(day: number): Promise<void> {
    const parts = equalParts(this.members.length);
    const shares = this.members.map((memberId, index) => ({ memberId, costShare: parts[index] as number, decisionShare: parts[index] as number }));
    await this.service.setParts({ since: addDays(this.world.today, day), parts: shares, incomplete: false }, this.options);
  }
}

/** Somebody of the board of each of five organisations that the centre knew first. */
async function boardMembers(world: World, centreId: Id): Promise<BoardMember[]> {
  const rows: BoardMember[] = await world.get(DataSource).query(
    `SELECT m.organisation_id AS organisationId, m.person_id AS personId, p.surnames, p.given_names AS givenNames FROM memberships m JOIN organisations o ON o.id = m.organisation_id
     JOIN persons p ON p.id = m.person_id
     WHERE o.centre_id = ? AND m.board = 1 AND m.until IS NULL AND o.type <> 'municipal_office' ORDER BY o.created_at, o.search_name, p.search_name`, [centreId]);
  const first = new Map<Id, BoardMember>();
  for (const row of rows) if (!first.has(row.organisationId)) first.set(row.organisationId, row);
  return [...first.values()].slice(0, 5);
}
