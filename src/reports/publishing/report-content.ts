import type { Cell, Criterion, Dimension, Form, GdfLevel, Period, Slice, Unit } from '../indicators/indicator.js';
import type { Cents } from '../../shared/kernel/money.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { LocalDate } from '../../shared/kernel/local-date.js';
import type { Instant } from '../../shared/kernel/clock.js';
import type { ProjectIndicator } from '../framework/project-indicator.entity.js';
import type { Degree } from '../log/log-kinds.js';
import type { ReportTexts } from './report-texts.js';
import type { Locale } from '../../shared/web/i18n.js';

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
  /** Every indicator of the catalogue that the report tells, in the words that it was computed by: they stay when the catalogue changes. */
  definitions: ReportDefinition[];
  log: ReportLogEntry[];
  /** What no record says, as the project's keepers wrote it; left out where nobody did. */
  texts?: ReportTexts;
  finance: ReportFinance;
  /** Sessions of the period that were due and whose register nobody saved: who made the report knew of them and went on. */
  missingRegisters: MissingRegister[];
  /** The report that this one takes the place of, and why; null for the first of its period. */
  corrects: { id: Id; edition: number; digest: string; why: string } | null;
}

/** An indicator of the catalogue, in every language of the pages. */
export interface ReportDefinition {
  code: string;
  version: number;
  words: Record<Locale, { name: string; definition: string; numerator: string; denominator: string | null; source: string }>;
}

export interface ReportLogEntry {
  kind: 'activity' | 'milestone' | 'risk';
  id: Id;
  on: LocalDate;
  title: string;
  text: string;
  /** On the last day of the period; null for an activity. */
  state: string | null;
  attachments: { name: string; hash: string }[];
  /** The last day of an activity of several days. */
  until?: LocalDate;
  /** The day for which a milestone was planned. */
  planned?: LocalDate;
  place?: string;
  /** How many came; null where too few did to be told, left out where nobody counted. */
  people?: number | null;
  /** The activity of the framework that it is a part of. */
  activity?: string;
  likelihood?: Degree;
  effect?: Degree;
  /** What is done about a risk. */
  measures?: string;
}

export interface MissingRegister {
  centreId: Id;
  sessionId: Id;
  on: LocalDate;
  group: string;
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
  /** What the organisation that reports is called; left out of older reports. */
  iatiReporter?: string | null;
  /** Whether the money of the period is the project's alone; left out of older reports. */
  booksAreItsOwn?: boolean;
  /** What its keepers wrote in English, where they did. */
  english: { title?: string; summary?: string } | null;
}

export interface ReportResult {
  id: Id;
  kind: 'outcome' | 'output' | 'activity';
  leadsToId: Id | null;
  title: string;
  description: string | null;
  english: { title?: string; description?: string } | null;
  indicators: ReportIndicator[];
}

export interface ReportIndicator {
  id: Id;
  /** Of the catalogue, with the version that it was computed by; null for one that was typed in. */
  code: string | null;
  version: number | null;
  /** To what the catalogue's indicator is narrowed; null where it is told whole. */
  slice: Slice | null;
  /** As the project's keepers wrote it; the words of one of the catalogue stand in `definitions`, in every language. */
  title: string;
  definition: string;
  unit: string;
  denominator: string | null;
  source: string;
  /** What its keepers wrote in English, where they did. */
  english: ProjectIndicator['english'];
  form: Form;
  level: GdfLevel;
  criteria: Criterion[];
  descending: boolean;
  baseline: { value: number; on: LocalDate; source: string } | null;
  target: ReportTarget | null;
  /** Others whose days meet the period; left out where there are none. */
  furtherTargets?: ReportTarget[];
  figure: ReportFigure | null;
  typed: { value: number; startsOn: LocalDate; endsOn: LocalDate; source: string; attachment: { name: string; hash: string } | null } | null;
}

export interface ReportTarget {
  value: number;
  startsOn: LocalDate;
  endsOn: LocalDate;
  comment: string | null;
  /** Whether what it is of is counted from the project's first day on; left out of older reports, whose targets were of their own days. */
  fromStart?: boolean;
  /** What is held against it: the figure of its days as far as the report reaches, without parts, or the one typed for them. Null where there is none; left out of older reports. */
  measured?: { from: LocalDate; to: LocalDate; figure: ReportFigure | null; typed: number | null } | null;
}

/** A cell as it may leave the centre; null where it is hidden because too few people make it up. */
export type ToldCell = Cell | null;

/** A figure; the parts of an indicator narrowed to a slice are not told. */
export interface ReportFigure {
  code: string;
  version: number;
  form: Form;
  unit: Unit;
  /** What the value of a count, or the value by `of` of a mean, is multiplied with to be said; left out where it is said as it is. */
  scale?: number;
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
