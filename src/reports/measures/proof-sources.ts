import { CHART } from '../../ledger/chart.js';
import { isCost } from './costs.js';
import { SOURCES } from './measure-sources.js';

/** What stands behind a measure: the columns of a row, what has to be joined for them, and the order in which they are read. */
export interface ProofSource {
  /** The measure of `SOURCES` whose rows these are. */
  of: string;
  columns: string;
  join: string;
  /** Where several rows of the source are one here: a receipt that paid two courses. */
  group?: string;
  order: string;
}

/** A row as the database tells it; what a kind of row has not is null. */
export interface ProofLine {
  id: string;
  centreId: string;
  date: string;
  startsAt?: string | null;
  endsAt?: string | null;
  /** Of a receipt or an entry. */
  series?: string | null;
  number?: number | null;
  surnames?: string | null;
  givenNames?: string | null;
  /** What it is of: an edition, a group, who gave, what an entry says. */
  about?: string | null;
  value: number;
  of: number;
}

const WITH_PERSON = 'p.surnames, p.given_names AS givenNames';

export const PROOF_SOURCES: Readonly<Record<string, ProofSource>> = {
  'fees-charged': {
    of: 'fees-charged', columns: `c.person_id AS id, c.centre_id AS centreId, c.charged_on AS date, ${WITH_PERSON}, n.name AS about, ${SOURCES['fees-charged']?.value} AS value, 0 AS base`,
    join: 'JOIN persons p ON p.id = c.person_id JOIN editions n ON n.id = c.edition_id', order: 'c.charged_on DESC, c.id',
  },
  'fees-paid': {
    of: 'fees-paid',
    columns: `r.id, x.centre_id AS centreId, x.paid_on AS date, r.series, r.number, ${WITH_PERSON}, MIN(r.concept) AS about, SUM(x.cents) AS value, 0 AS base`,
    join: 'JOIN receipts r ON r.payment_id = x.id JOIN persons p ON p.id = x.person_id',
    group: 'r.id, x.centre_id, x.paid_on, r.series, r.number, p.surnames, p.given_names', order: 'x.paid_on DESC, r.series, r.number DESC',
  },
  waivers: {
    of: 'waivers', columns: `w.id, w.centre_id AS centreId, w.decided_at AS date, ${WITH_PERSON}, n.name AS about, w.cents AS value, 0 AS base`,
    join: 'JOIN persons p ON p.id = w.person_id JOIN editions n ON n.id = c.edition_id', order: 'w.decided_at DESC, w.id',
  },
  contributions: contributionRows('contributions'),
  'in-kind': contributionRows('in-kind'),
  'registers-missing': sessionRows('registers-missing', '1 AS value, 0 AS base'),
  'seat-use': sessionRows('seats-offered', `0 AS value, ${SOURCES['seats-offered']?.value} AS base`),
};

/** The accounts whose entries make up what a period cost. */
export const COST_ACCOUNTS = CHART.map(({ code }) => code).filter(isCost);

function contributionRows(of: string): ProofSource {
  return {
    of, columns: 'c.id, c.centre_id AS centreId, c.came_on AS date, c.giver AS about, c.amount_cents AS value, 0 AS base', join: '', order: 'c.came_on DESC, c.id',
  };
}

function sessionRows(of: string, numbers: string): ProofSource {
  return {
    of, columns: `s.id, s.centre_id AS centreId, s.date, s.starts_at AS startsAt, s.ends_at AS endsAt, g.name AS about, ${numbers}`, join: '',
    order: 's.date DESC, s.starts_at, s.id',
  };
}
