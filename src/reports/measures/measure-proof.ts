import { Injectable } from '@nestjs/common';
import { receiptNumber } from '../../fees/receipt-numbers.js';
import { entryPath } from '../../ledger/books/entry-path.js';
import { postWord } from '../../organisations/post-words.js';
import { surnamesFirst } from '../../people/person-names.js';
import { Clock } from '../../shared/kernel/clock.js';
import type { Id } from '../../shared/kernel/ids.js';
import { formatLocalDate, localDateAt } from '../../shared/kernel/local-date.js';
import { hoursWords } from '../../shared/web/date-words.js';
import type { Translate } from '../../shared/web/i18n.js';
import { FactsRepository } from '../facts/facts.repository.js';
import type { Scope } from '../indicators/indicator.js';
import { MeasureProofRepository, type Part } from './measure-proof.repository.js';
import { applies, isReachCode, reachOf, type ReachCode, type ReachedRow } from './organisation-reach.js';
import { OrganisationSums } from './organisation-sums.js';
import type { ProofLine } from './proof-sources.js';

/** A record behind a measure as a page shows it. */
export interface MeasureProofRow {
  key: string;
  text: string;
  /** Only at the viewer's own centre. */
  href?: string;
  detail: string | null;
  value: number;
  of: number;
}

/** A page of them. The rows of all pages add up to `value` and `of`, which are those of the figure. */
export interface MeasureProofPage {
  shown: MeasureProofRow[];
  rows: number;
  value: number;
  of: number;
}

/** Finds the records behind figures that people do not make up. */
@Injectable()
export class MeasureProof {
  constructor(private readonly repository: MeasureProofRepository, private readonly facts: FactsRepository, private readonly clock: Clock) {}

  /**
   * At most three queries; those that prove organisations go through people's facts.
   * @param code of a definition without shares
   * @param scope narrowed by its slice to the cell that is to be proved; `of` of costs and `value` of seat use are people's: they stand in the figures `people-trained` and `hours`
   * @param here the viewer's centre: people of others are not named, and their records not linked
   */
  async page(t: Translate, code: string, scope: Scope, here: Id, part: Part): Promise<MeasureProofPage> {
    if (isReachCode(code)) return this.reached(t, code, scope, here, part);
    if (code.startsWith('cost-')) {
      const { lines, ...sums } = await this.repository.entries(withinSlice(scope), part);
      return { ...sums, shown: lines.map((line) => rowOf(t, code, line, here)) };
    }
    const { lines, ...sums } = await this.repository.lines(code, scope, this.clock.now(), part);
    const used = code === 'seat-use' ? await this.repository.minutesIn(lines.map(({ id }) => id)) : null;
    return { ...sums, shown: lines.map((line) => rowOf(t, code, used ? { ...line, value: used.get(line.id)?.minutes ?? 0 } : line, here)) };
  }

  private async reached(t: Translate, code: ReachCode, scope: Scope, here: Id, { limit, offset }: Part): Promise<MeasureProofPage> {
    const sums = new OrganisationSums(scope.period);
    await this.facts.eachPerson(scope.centreIds, (facts) => sums.add(facts));
    const found: ReachedRow[] = [];
    for (const sum of sums.organisations()) found.push(...reachOf(code, sum).filter((row) => applies(row, scope.slice ?? {})));
    const shown = found.slice(offset, offset + limit);
    const names = await this.repository.organisations([...new Set(shown.map(({ organisationId }) => organisationId))]);
    return {
      shown: shown.map(({ organisationId, post, value, of, at }) => ({
        key: `${organisationId} ${post ?? ''}`.trim(), text: names.get(organisationId) ?? '', detail: post === null ? null : postWord(t, post, null), value, of,
        ...at.centre === here ? { href: `/organisations/${organisationId}` } : {},
      })),
      rows: found.length, value: found.reduce((all, { value }) => all + value, 0), of: found.reduce((all, { of }) => all + of, 0),
    };
  }
}

function withinSlice({ centreIds, slice, ...scope }: Scope): Scope {
  return { ...scope, centreIds: slice?.centre === undefined ? centreIds : centreIds.filter((id) => id === slice.centre) };
}

const PAGES: Readonly<Record<string, (line: ProofLine) => string>> = {
  'fees-charged': ({ id }) => `/people/${id}/fees`,
  'fees-paid': ({ id }) => `/receipts/${id}`,
  waivers: ({ id }) => `/waivers/${id}`,
  contributions: ({ id }) => `/contributions/${id}`,
  'in-kind': ({ id }) => `/contributions/${id}`,
  'registers-missing': ({ id }) => `/sessions/${id}/register`,
  'seat-use': ({ id }) => `/sessions/${id}/register`,
  'cost-per-learner': ({ number }) => entryPath(number ?? 0),
  'cost-per-hour': ({ number }) => entryPath(number ?? 0),
};

function rowOf(t: Translate, code: string, line: ProofLine, here: Id): MeasureProofRow {
  const { id, centreId, series, number, surnames, givenNames, startsAt, endsAt, about, value, of } = line;
  const own = centreId === here;
  const day = formatLocalDate(/^\d{4}-/.test(String(line.date)) ? String(line.date) : localDateAt(Number(line.date)));
  const when = startsAt && endsAt ? `${day}, ${hoursWords(t, startsAt, endsAt)}` : day;
  const person = own && surnames && givenNames !== null && givenNames !== undefined ? surnamesFirst({ surnames, givenNames }) : null;
  return {
    key: `${id} ${line.date}`, text: [numberWords(t, series, number), when].filter(Boolean).join(' · '), detail: [person, about].filter(Boolean).join(' · ') || null, value, of,
    ...own ? { href: PAGES[code]?.(line) } : {},
  };
}

/** Of a receipt, or of an entry of the book. */
function numberWords(t: Translate, series: string | null | undefined, number: number | null | undefined): string | null {
  if (number === null || number === undefined) return null;
  return series ? receiptNumber({ series, number }) : t('ledger:entry.title', { number });
}
