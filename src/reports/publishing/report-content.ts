import type { Cell, Criterion, Dimension, Form, GdfLevel, Period, Unit } from '../indicators/indicator.js';
import type { Cents } from '../../shared/kernel/money.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { LocalDate } from '../../shared/kernel/local-date.js';
import type { Instant } from '../../shared/kernel/clock.js';

/**
 * A report as it is published: all that any of its forms (page, PDF, workbook, IATI, pack) says, nothing else. Its hash is
 * SHA-256 over its canonical JSON. Small cells are hidden in it already: what is not in here cannot leave.
 */
export interface ReportContent {
  format: 'minka-report-1';
  project: ReportProject;
  period: Period;
  /** The figures hold what the records said then. */
  asOf: Instant;
  centres: { id: Id; name: string; shortName: string; district: string }[];
  results: ReportResult[];
  /** The catalogue's indicators that no result asks for, so that the whole path can be read. */
  figures: ReportFigure[];
  log: { kind: 'activity' | 'milestone' | 'risk'; id: Id; on: LocalDate; title: string; text: string; state: string | null; attachments: { name: string; hash: string }[] }[];
  finance: ReportFinance;
  /** Sessions of the period that were due and whose register nobody saved. */
  missingRegisters: { centreId: Id; sessionId: Id; on: LocalDate; group: string }[];
}

export interface ReportProject {
  id: Id;
  title: string;
  funder: string;
  reference: string | null;
  startsOn: LocalDate;
  endsOn: LocalDate;
  budgetCents: Cents;
  dollarRate: number | null;
  dollarRateOn: LocalDate | null;
  summary: string | null;
  iatiOrganisation: string | null;
  iatiActivity: string | null;
}

export interface ReportResult {
  id: Id;
  kind: 'outcome' | 'output' | 'activity';
  leadsToId: Id | null;
  title: string;
  description: string | null;
  indicators: ReportIndicator[];
}

export interface ReportIndicator {
  id: Id;
  /** Of the catalogue, with the version that it was computed by; null for one that was typed in. */
  code: string | null;
  version: number | null;
  title: string;
  definition: string;
  unit: string;
  denominator: string | null;
  source: string;
  form: Form;
  level: GdfLevel;
  criteria: Criterion[];
  descending: boolean;
  baseline: { value: number; on: LocalDate; source: string } | null;
  target: { value: number; startsOn: LocalDate; endsOn: LocalDate; comment: string | null } | null;
  figure: ReportFigure | null;
  typed: { value: number; source: string; attachment: { name: string; hash: string } | null } | null;
}

/** A cell as it may leave the centre; null where it is hidden because too few people make it up. */
export type ToldCell = Cell | null;

export interface ReportFigure {
  code: string;
  version: number;
  form: Form;
  unit: Unit;
  total: ToldCell;
  by: { dimension: Dimension; cells: { value: string; cell: ToldCell }[] }[];
}

export interface ReportFinance {
  spentCents: Cents;
  receivedCents: Cents;
  contributionsCents: Cents;
  inKindCents: Cents;
  byAccount: { account: string; name: string; cents: Cents }[];
}
