import type { Id } from '../../shared/kernel/ids.js';
import { formatLocalDate, type LocalDate } from '../../shared/kernel/local-date.js';
import { formatSoles, type Cents } from '../../shared/kernel/money.js';
import { listWords } from '../../shared/web/date-words.js';
import { emptyForm, field, type Choice, type Field, type FormView } from '../../shared/web/fields.js';
import type { Translate } from '../../shared/web/i18n.js';
import type { ListContent } from '../../shared/web/list-files.js';
import { listLinks } from '../../shared/web/list-links.js';
import { staleView } from '../../shared/web/stale-form.js';
import { suggestField } from '../../shared/web/suggest-field.js';
import { table, type Cell } from '../../shared/web/tables.js';
import type { Month } from '../entry-rules.js';
import { documentField, type TakenDocument } from '../../shared/files/document-files.js';
import { allianceState, monthsOfAlliance, sumOfMonths, type AllianceState } from './alliance-rules.js';
import type { AlliancePromise } from './alliance-promise.entity.js';
import type { Alliance } from './alliance.entity.js';
import { GIFT_KINDS } from './gift-kinds.js';
import { shareOf } from './gift-value.js';

export const ALLIANCES = '/alliances';

const BADGES: Readonly<Record<AllianceState, string | undefined>> = { coming: 'info', standing: 'success', ending: 'warning', ended: undefined };

/** All that the list of a centre's alliances is made of. */
export interface AlliancesFound {
  alliances: readonly Alliance[];
  promises: readonly AlliancePromise[];
  came: ReadonlyMap<Id, ReadonlyMap<Month, Cents>>;
  today: LocalDate;
}

/** What an alliance promised, what of it came, and what it gives in words. */
function givenBy(t: Translate, alliance: Alliance, { promises, came, today }: AlliancesFound): { promisedCents: Cents; cameCents: Cents; gives: string } {
  const own = promises.filter(({ allianceId }) => allianceId === alliance.id);
  const gives = listWords(t, [...new Set(own.map(({ kind }) => t(`contributions:kinds.${kind}`)))]);
  return { ...sumOfMonths(monthsOfAlliance(alliance, own, came.get(alliance.id) ?? new Map<Month, Cents>(), today)), gives };
}

/** All alliances of a centre, what they promised in a year and what of it came. */
export function alliancesView(t: Translate, found: AlliancesFound, mayKeep: boolean): object {
  const rows = found.alliances.map((alliance): Cell[] => {
    const { promisedCents, cameCents, gives } = givenBy(t, alliance, found);
    return [
      { text: alliance.ally, href: `${ALLIANCES}/${alliance.id}`, detail: gives }, { text: untilWords(t, alliance) },
      { badge: stateBadge(t, alliance, found.today) }, { text: formatSoles(promisedCents) }, { text: formatSoles(cameCents) }, { text: shareWords(t, cameCents, promisedCents) },
    ];
  });
  return {
    tabs: giftTabs(t, ALLIANCES), newUrl: mayKeep ? `${ALLIANCES}/new` : null, files: rows.length > 0 ? listLinks(t, ALLIANCES, {}) : null,
    table: table({
      id: 'alliances', caption: t('contributions:alliances.title'), captionHidden: true, rows,
      columns: [
        { text: t('contributions:fields.ally') }, { text: t('contributions:fields.endsOn') }, { text: t('contributions:fields.state') },
        { text: t('contributions:fields.promised'), numeric: true }, { text: t('contributions:fields.came'), numeric: true },
        { text: t('contributions:fields.share'), numeric: true },
      ],
      empty: {
        title: t('contributions:alliances.none'), text: t('contributions:alliances.none-text'), icon: 'people',
        ...(mayKeep ? { href: `${ALLIANCES}/new`, action: t('contributions:alliances.add') } : {}),
      },
    }),
  };
}

/** The same to take away. */
export function alliancesList(t: Translate, found: AlliancesFound): ListContent {
  return {
    headings: ['ally', 'about', 'kind', 'startsOn', 'endsOn', 'state', 'promised', 'came'].map((name) => t(`contributions:fields.${name}`)),
    rows: found.alliances.map((alliance) => {
      const { promisedCents, cameCents, gives } = givenBy(t, alliance, found);
      return [
        alliance.ally, alliance.about, gives, { date: alliance.startsOn }, alliance.endsOn && { date: alliance.endsOn }, stateBadge(t, alliance, found.today).text,
        { cents: promisedCents }, { cents: cameCents },
      ];
    }),
  };
}

/** The two sides of what is given: what came, and what was agreed. */
export function giftTabs(t: Translate, current: string): object {
  const items = [['/contributions', 'contributions:list.tab'], [ALLIANCES, 'contributions:alliances.title']] as const;
  return { label: t('contributions:list.title'), items: items.map(([href, key]) => ({ href, text: t(key), current: href === current })) };
}

export function stateBadge(t: Translate, alliance: Pick<Alliance, 'startsOn' | 'endsOn'>, today: LocalDate): { text: string; kind?: string } {
  const state = allianceState(alliance, today);
  return { text: t(`contributions:states.${state}`), kind: BADGES[state] };
}

export function untilWords(t: Translate, { endsOn }: Pick<Alliance, 'endsOn'>): string {
  return endsOn ? formatLocalDate(endsOn) : t('contributions:no-end');
}

/** `64 %`; a dash where nothing was promised. */
export function shareWords(t: Translate, came: Cents, promised: Cents): string {
  const share = shareOf(came, promised);
  return share === null ? '—' : t('contributions:percent', { share });
}

/** The form of a new alliance. */
export function newAllianceView(t: Translate, form: FormView, labels: readonly string[], kept: TakenDocument['file']): object {
  const proof = documentField(form, t, kept);
  return {
    back: { href: ALLIANCES, text: t('contributions:alliances.title') }, form, lead: t('contributions:alliances.new-lead'), action: ALLIANCES, files: true,
    fields: [...allianceFields(t, form, labels), proof.field], hidden: proof.hidden, submit: t('common:save'), cancelUrl: ALLIANCES,
  };
}

/** The form that changes one. It carries the version that was shown; after a stale save the present one. */
export function editAllianceView(
  t: Translate, form: FormView, { alliance, labels, kept, stale }: { alliance: Alliance; labels: readonly string[]; kept: TakenDocument['file']; stale: boolean },
): object {
  const fields = allianceFields(t, form, labels, alliance);
  const proof = documentField(form, t, kept);
  const path = `${ALLIANCES}/${alliance.id}`;
  return {
    back: { href: path, text: alliance.ally }, form, action: path, files: true, fields: [...fields, proof.field],
    hidden: [...proof.hidden, { name: 'version', value: stale ? alliance.version : form.values.version ?? alliance.version }], submit: t('common:save'), cancelUrl: path,
    stale: stale ? staleView(t, fields, allianceFields(t, emptyForm(), labels, alliance)) : null,
  };
}

function allianceFields(t: Translate, form: FormView, labels: readonly string[], known?: Alliance): Field[] {
  return [
    suggestField(form, t, { name: 'ally', label: 'contributions:fields.ally', hint: 'contributions:hints.ally', maxlength: 160, value: known?.ally }, labels),
    field(form, t, { name: 'about', label: 'contributions:fields.about', hint: 'contributions:hints.about', optional: true, maxlength: 300, value: known?.about }),
    field(form, t, { name: 'startsOn', type: 'date', label: 'contributions:fields.startsOn', value: known && formatLocalDate(known.startsOn) }),
    field(form, t, { name: 'endsOn', type: 'date', label: 'contributions:fields.endsOn', optional: true, value: known?.endsOn ? formatLocalDate(known.endsOn) : null }),
  ];
}

/** The form of what an ally promises to give every month. */
export function promiseView(t: Translate, alliance: Alliance, form: FormView): object {
  const path = `${ALLIANCES}/${alliance.id}`;
  return {
    back: { href: path, text: alliance.ally }, form, lead: t('contributions:promise.lead'), action: `${path}/promises`, submit: t('common:save'), cancelUrl: path,
    fields: giftFields(t, form, GIFT_KINDS.map((kind) => ({ value: kind, label: t(`contributions:kinds.${kind}`) }))),
  };
}

/** What is given, how much of it, and what one of it is worth. */
export function giftFields(t: Translate, form: FormView, kinds: readonly Choice[]): Field[] {
  return [
    field(form, t, { name: 'kind', type: 'select', label: 'contributions:fields.kind', choices: [{ value: '', label: t('ledger:choose') }, ...kinds] }),
    field(form, t, { name: 'quantity', label: 'contributions:fields.quantity', hint: 'contributions:hints.quantity', width: 'short' }),
    field(form, t, { name: 'unit', label: 'contributions:fields.unit', hint: 'contributions:hints.unit', width: 'medium', maxlength: 40 }),
    field(form, t, { name: 'unitValue', type: 'money', label: 'contributions:fields.unitValue', hint: 'contributions:hints.unitValue' }),
  ];
}
