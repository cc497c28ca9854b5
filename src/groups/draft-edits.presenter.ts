import { givenNamesFirst } from '../people/person-names.js';
import { isLocalTime, type LocalDate } from '../shared/kernel/local-date.js';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { listWords } from '../shared/web/date-words.js';
import { emptyForm, field, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { differenceOf, staleOver } from '../shared/web/stale-form.js';
import type { ExtraHour } from './draft-edits.service.js';
import { formingInput } from './forming-input.js';
import { USUAL_HOURS } from './forming-options.js';
import { groupOf, type DraftGroup } from './group-draft.js';
import { levelWords, timeWords } from './group-words.js';
import { hourObstacles, withDates } from './hour-obstacles.js';
import { obstaclesWords } from './hour-words.js';
import { groundOf } from './not-placed-words.js';
import { oneMore, type OneMoreAnswer } from './one-more.js';
import { oneMoreWords, peopleOf, targets } from './proposal.presenter.js';
import type { ProposalFacts, ProposalRow } from './proposals.repository.js';

/** A move that a rule held up: who, where to, and what it wants to be told. */
export function draftMoveView(t: Translate, { proposal, people }: ProposalFacts, body: Record<string, unknown>, form: FormView): object {
  const url = `/group-proposals/${proposal.id}`;
  const ids = [body.people].flat().map(String);
  const choices = [{ value: '', label: t('groups:proposal.choose-group') }, ...targets(t, proposal.draft.groups, '').map(({ value, text }) => ({ value, label: text }))];
  const moving = peopleOf(people, ids).map((person) => ({ person, name: givenNamesFirst(person) }));
  return {
    back: { href: url, text: t('groups:proposal.back') }, form, action: `${url}/moves`, cancelUrl: url, submit: t('groups:move.submit-draft'),
    people: moving.map(({ person, name }) => ({ name, level: levelWords(t, person.level) })),
    stale: form.stale ? { differences: moving.flatMap(({ person, name }) => differenceOf(name, placeOf(t, proposal.draft.groups, person.personId), nameOf(t, proposal.draft.groups, form.values.group))) } : null,
    hidden: [{ name: 'version', value: form.values.version ?? proposal.version }, ...ids.map((value) => ({ name: 'people', value }))],
    fields: [
      field(form, t, { name: 'group', type: 'select', label: 'groups:fields.to-group', choices }),
      ...wordFields(t, form),
    ],
  };
}

/** The group of a draft in which somebody is now. */
function placeOf(t: Translate, groups: readonly DraftGroup[], personId: Id): string {
  return groups.find(({ memberIds }) => memberIds.includes(personId))?.name ?? t('groups:proposal.take-out');
}

/** What it says on the choice that was sent; nothing of a group that the draft has no longer. */
function nameOf(t: Translate, groups: readonly DraftGroup[], key: unknown): string {
  return key === 'out' ? t('groups:proposal.take-out') : groups.find((group) => group.key === key)?.name ?? '';
}

/** What a trainer says to a move that goes against a rule. */
export function wordFields(t: Translate, form: FormView): object[] {
  return [
    field(form, t, { name: 'reason', label: 'groups:fields.move-reason', hint: 'groups:hints.move-reason', maxlength: 300 }),
    field(form, t, { name: 'agreed', type: 'checkbox', label: 'groups:fields.agreed' }),
  ];
}

/** What a group is to be called; its name is ready to be typed over. */
export function nameFields(t: Translate, form: FormView, name: string): Field[] {
  return [field(form, t, { name: 'name', label: 'groups:fields.name', value: name, maxlength: 60, width: 'medium', focus: true })];
}

/** @throws NotThere */
export function renameView(t: Translate, proposal: ProposalRow, key: string, form: FormView): object {
  const group = groupOf(proposal.draft, key);
  const url = `/group-proposals/${proposal.id}`;
  return {
    back: { href: url, text: t('groups:proposal.back') }, form, lead: t('groups:rename.lead'), action: `${url}/names`, cancelUrl: url,
    fields: nameFields(t, form, group.name), stale: staleOver(t, form, (filled) => nameFields(t, filled, group.name)), submit: t('common:save'),
    hidden: [{ name: 'key', value: key }, { name: 'version', value: form.values.version ?? proposal.version }],
  };
}

/** The question before a new group of a draft is given up: its people would lose their seats. @throws NotThere */
export function removalView(t: Translate, { proposal }: ProposalFacts, key: string): object {
  const group = proposal.draft.groups.find((each) => each.key === key && each.fixedGroupId === null);
  if (!group) throw new NotThere('group of the proposal');
  const url = `/group-proposals/${proposal.id}`;
  return {
    text: t('groups:removal.text', { count: group.memberIds.length, group: group.name, when: timeWords(t, group) }), action: `${url}/groups/removal`,
    submit: t('groups:proposal.remove'), danger: true, backUrl: `${url}#${encodeURIComponent(key)}`, back: t('groups:proposal.back'),
    hidden: [{ name: 'key', value: key }, { name: 'version', value: proposal.version }],
  };
}

/** The hour of an address: `?hour=CODE&room=…`, a usual one. */
export function askedHour({ hour, room }: Record<string, unknown>): ExtraHour | null {
  const usual = USUAL_HOURS.find(({ code }) => code === hour);
  if (!usual || typeof room !== 'string' || !isLocalTime(usual.startsAt)) return null;
  return { days: usual.days, startsAt: usual.startsAt, endsAt: usual.endsAt, roomId: room };
}

/** What one more group at any usual hour would change. */
export function oneMoreView(t: Translate, facts: ProposalFacts, asked: ExtraHour | null, today: LocalDate, form = emptyForm()): object {
  const { proposal, rooms, trainers } = facts;
  const url = `/group-proposals/${proposal.id}`;
  const answer = asked ? oneMore(formingInput(facts, proposal.options, [], today), proposal.draft, asked, facts) : null;
  const code = USUAL_HOURS.find(({ days, startsAt, endsAt }) => asked?.days === days && asked.startsAt === startsAt && asked.endsAt === endsAt)?.code;
  return {
    back: { href: url, text: t('groups:proposal.back') }, eyebrow: facts.edition.name, form, stale: form.stale ? { differences: [] } : null, action: `${url}/one-more`, addUrl: `${url}/groups`,
    lead: t('groups:more.lead', { count: proposal.draft.notPlaced.length }), version: proposal.version,
    fields: [
      field(form, t, { name: 'hour', type: 'select', label: 'groups:fields.hour', value: code, choices: USUAL_HOURS.map((hour) => ({ value: hour.code, label: timeWords(t, hour) })) }),
      field(form, t, { name: 'room', type: 'select', label: 'groups:fields.room', value: asked?.roomId, choices: rooms.map(({ id, name }) => ({ value: id, label: name })) }),
    ],
    answer: asked === null || answer === null ? null : {
      title: timeWords(t, asked), refusals: refusalWords(t, facts, asked, answer),
      words: answer.takes.length > 0 ? oneMoreWords(t, answer.takes.length, answer.level, answer.left) : '',
      byLevel: answer.byLevel.filter(({ couldCome }) => couldCome > 0).map(({ level, couldCome }) => t('groups:more.by-level', { level: levelWords(t, level), count: couldCome })),
      trainers: listWords(t, answer.trainerIds.map((id) => trainers.find((trainer) => trainer.id === id)?.name ?? '')),
      small: answer.small && answer.takes.length > 0 ? t('groups:more.small', { count: proposal.options.minimumSize }) : null,
      may: answer.refusals.length === 0 && proposal.status === 'draft' && !proposal.searching,
      days: asked.days, from: asked.startsAt, to: asked.endsAt, roomId: asked.roomId,
    },
  };
}

/** Why the group cannot be opened: which groups have the room and whoever teaches, where that is it. */
function refusalWords(t: Translate, facts: ProposalFacts, hour: ExtraHour, { refusals }: OneMoreAnswer): string[] {
  const ground = groundOf(facts);
  const obstacles = hourObstacles(hour, { ...ground, roomIds: [hour.roomId], holders: withDates(ground.holders, [hour], facts) });
  const said = [
    ...(obstacles.rooms.length > 0 ? ['groups:refusals.room-busy'] : []),
    ...(obstacles.trainers.length > 0 ? ['groups:refusals.nobody-teaches'] : []),
  ];
  const others = refusals.filter(({ reason }) => !said.includes(reason)).map(({ reason, params }) => t(reason, params));
  return said.length > 0 ? [obstaclesWords(t, obstacles), ...others] : others;
}
