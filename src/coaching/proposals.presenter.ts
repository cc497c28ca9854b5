import { surnamesFirst } from '../people/person-names.js';
import { groupBy } from '../shared/kernel/group-by.js';
import { begun } from '../shared/kernel/text.js';
import { addressWith, pageNamed } from '../shared/web/addresses.js';
import { listWords } from '../shared/web/date-words.js';
import type { HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import { pageAsked, pagination } from '../shared/web/tables.js';
import { reachView } from './call-list.presenter.js';
import { bookingForPath } from './desk-booking.presenter.js';
import { PROPOSAL_REASONS, type ProposalReason } from './proposal-rules.js';
import type { ProposedPerson } from './proposals.repository.js';

const PROPOSALS = '/coaching/proposals';
/** As many as somebody calls in a day or two. */
const A_PAGE = 25;

/** What of the list an address asks for. */
export interface ProposalsAsked {
  /** Only those with this reason; null for all. */
  reason: ProposalReason | null;
  page: unknown;
}

/** Nonsense asks for everybody, from the first page on. */
export function readProposalsAsked({ why, page }: Readonly<Record<string, unknown>>): ProposalsAsked {
  return { reason: PROPOSAL_REASONS.find((reason) => reason === why) ?? null, page };
}

/** What `coaching/proposals` shows: one page of those to whom coaching is proposed for a reason, or for any. */
export function proposalsView(t: Translate, people: readonly ProposedPerson[], { reason, page }: ProposalsAsked): object {
  const found = withReason(people, reason);
  const number = pageAsked(page, found.length, A_PAGE);
  const filter = (one: ProposalReason | null): object => ({
    href: address(one), text: t(`coaching:proposals.filters.${one ?? 'all'}`), count: withReason(people, one).length, current: one === reason,
  });
  return {
    back: { href: '/coaching', text: t('coaching:desk.title') },
    filters: people.length > 0 ? [null, ...PROPOSAL_REASONS].map(filter) : [],
    sections: sectionsOf(t, found, found.slice((number - 1) * A_PAGE, number * A_PAGE), reason),
    pages: found.length > 0 ? pagination(t, { page: number, pageSize: A_PAGE, total: found.length, url: (other) => address(reason, other) }) : null,
  };
}

/** Those of a page under the reason that matters most, with how many there are by it on all pages; under no heading where one reason was asked for. */
function sectionsOf(t: Translate, all: readonly ProposedPerson[], shown: readonly ProposedPerson[], asked: ProposalReason | null): object[] {
  const main = ({ reasons: [first] }: ProposedPerson): ProposalReason => first as ProposalReason;
  if (asked !== null) return shown.length > 0 ? [{ title: null, items: shown.map((person) => itemOf(t, person)) }] : [];
  return [...groupBy(shown, main)].map(([reason, people]) => ({
    title: t(`coaching:proposals.filters.${reason}`), count: all.filter((person) => main(person) === reason).length, items: people.map((person) => itemOf(t, person)),
  }));
}

function withReason(people: readonly ProposedPerson[], reason: ProposalReason | null): readonly ProposedPerson[] {
  return reason === null ? people : people.filter(({ reasons }) => reasons.includes(reason));
}

function address(reason: ProposalReason | null, page = 1): string {
  return addressWith(PROPOSALS, { why: reason, page: pageNamed(page) });
}

/** Her number where she agreed to be called; else why there is none: she is asked when she comes. */
function itemOf(t: Translate, person: ProposedPerson): HomeItem {
  const why = begun(listWords(t, person.reasons.map((reason) => t(`coaching:proposals.reasons.${reason}`))));
  const reach = reachView(t, person);
  return { text: surnamesFirst(person), href: bookingForPath(person.personId), about: `${why} · ${reach.phone?.text ?? reach.why}` };
}
