import { yearsWithoutHolidays } from '../centres/holiday-rules.js';
import { formatLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import { formatAmount, formatSoles } from '../shared/kernel/money.js';
import { dayWords, listWords, monthWords, spanWords } from '../shared/web/date-words.js';
import { field, type Field, type FormView } from '../shared/web/fields.js';
import type { Role } from '../shared/kernel/roles.js';
import type { Translate } from '../shared/web/i18n.js';
import { table } from '../shared/web/tables.js';
import type { Course } from './course.entity.js';
import { levelsWords, offerTabs } from './courses.presenter.js';
import type { ProgressRow } from './edition-facts.js';
import type { ShortGroup } from './short-groups.js';
import { nextStep, type EditionProgress, type NextStep } from './edition-progress.js';
import { TRANSITIONS, transitionRefusals, type EditionStatus } from './edition-rules.js';
import { courseBeside, editionHead, editionPath, opensTo, type EditionTab } from './edition-tabs.js';
import type { EditionRow, EditionView } from './editions.repository.js';
import { holidayNotice } from './holiday-notice.js';
import type { TrainerRow } from './trainers.js';

const KINDS: Record<EditionStatus, string | undefined> = { planned: undefined, open: 'info', running: 'success', closed: undefined };

export function statusBadge(t: Translate, status: EditionStatus): { text: string; kind?: string } {
  return { text: t(`courses:statuses.${status}`), kind: KINDS[status] };
}

/** The editions of a centre, those that go on first. */
export function editionsView(t: Translate, rows: readonly EditionRow[], { mayPlan, roles }: { mayPlan: boolean; roles: readonly Role[] }): object {
  const columns = [
    { text: t('courses:fields.edition') }, { text: t('courses:fields.dates') }, { text: t('courses:fields.fee') },
    { text: t('courses:fields.enrolled'), numeric: true }, { text: t('courses:fields.groups'), numeric: true },
    { text: t('courses:fields.status') },
  ];
  const cells = (row: EditionRow): object[] => [
    { text: row.name, href: editionPath(row.id, 'overview'), detail: courseBeside(row) },
    { text: `${formatLocalDate(row.startsOn)} – ${formatLocalDate(row.endsOn)}` },
    { text: formatSoles(row.feeCents) }, { text: row.enrolled }, { text: row.groups },
    { badge: statusBadge(t, row.status) },
  ];
  const going = rows.filter(({ status }) => status !== 'closed');
  const closed = rows.filter(({ status }) => status === 'closed');
  return {
    tabs: offerTabs(t, 'editions', roles),
    newUrl: mayPlan ? '/editions/new' : null,
    going: table({
      id: 'going', caption: t('courses:editions.going'), columns, rows: going.map(cells),
      empty: {
        title: t('courses:editions.empty-title'), text: t('courses:editions.empty-text'), icon: 'book',
        ...(mayPlan ? { href: '/editions/new', action: t('courses:editions.add') } : {}),
      },
    }),
    closed: closed.length === 0 ? null : table({ id: 'closed', caption: t('courses:editions.closed'), columns, rows: closed.map(cells) }),
  };
}

/** What the clerk would write: the course and the month of its start. */
export function defaultName(t: Translate, course: { title: string } | undefined, startsOn: LocalDate): string {
  return course ? t('courses:editions.default-name', { course: course.title, month: monthWords(t, startsOn) }).slice(0, 120) : '';
}

export function newEditionFields(t: Translate, form: FormView, courses: readonly Course[]): Field[] {
  const choices = courses.map(({ code, title, levelNeeded, levelReached, hours }) => ({
    value: code, label: title,
    hint: t('courses:new.course-hint', { levels: levelsWords(t, levelNeeded, levelReached), hours }),
  }));
  return [
    field(form, t, { name: 'courseCode', type: 'radios', label: 'courses:fields.course', choices }),
    ...planFields(t, form, { fee: '10.00' }),
    // Asked only of somebody whose dates make it a question.
    ...(form.errors.pastConfirmed || form.values.pastConfirmed
      ? [field(form, t, { name: 'pastConfirmed', type: 'checkbox', label: 'courses:fields.past-confirmed' })] : []),
    field(form, t, { name: 'name', label: 'courses:fields.name', hint: 'courses:hints.name', maxlength: 120, optional: true }),
  ];
}

export function editionFields(t: Translate, form: FormView, edition: EditionView): Field[] {
  return [
    field(form, t, { name: 'name', label: 'courses:fields.name', value: edition.name, maxlength: 120 }),
    ...planFields(t, form, {
      startsOn: formatLocalDate(edition.startsOn), endsOn: formatLocalDate(edition.endsOn), fee: formatAmount(edition.feeCents),
    }, 'courses:hints.fee-change'),
  ];
}

function planFields(t: Translate, form: FormView, known: { startsOn?: string; endsOn?: string; fee?: string }, feeHint = 'courses:hints.fee'): Field[] {
  return [
    field(form, t, { name: 'startsOn', type: 'date', label: 'courses:fields.starts-on', hint: 'courses:hints.starts-on', value: known.startsOn }),
    field(form, t, { name: 'endsOn', type: 'date', label: 'courses:fields.ends-on', hint: 'courses:hints.ends-on', value: known.endsOn }),
    field(form, t, { name: 'fee', type: 'money', label: 'courses:fields.fee', hint: feeHint, value: known.fee }),
  ];
}

/** What the hub of an edition is made of. */
export interface EditionParts {
  edition: EditionView;
  trainers: readonly TrainerRow[];
  progress: ProgressRow;
  short: readonly ShortGroup[];
  mayPlan: boolean;
  /** The viewer's. */
  roles: readonly Role[];
  today: LocalDate;
}

/** The hub of the main job: what comes next, and how far each part has come. */
export function editionView(t: Translate, parts: EditionParts): object {
  const { edition, progress, trainers, mayPlan, roles, today } = parts;
  const step = nextStep(edition.status, progress);
  return {
    ...editionHead(t, edition, 'overview', roles),
    dates: spanWords(t, edition.startsOn, edition.endsOn),
    badge: statusBadge(t, edition.status),
    notices: edition.status === 'closed' ? [] : [...holidayNotices(t, parts), ...shortNotices(t, parts)],
    next: nextView(t, parts, step),
    parts: [...partTasks(t, edition.id, progress, roles), ...edition.status === 'running' || edition.status === 'closed' ? endTasks(t, edition, progress) : []],
    facts: [
      { label: t('courses:fields.course'), text: edition.courseTitle, href: `/courses/${edition.courseCode}` },
      {
        label: t('courses:fields.fee'), text: edition.feeCents === 0 ? t('courses:edition.free') : formatSoles(edition.feeCents),
        change: { href: `/editions/${edition.id}/fee`, text: t('courses:edition.fee-rule'), about: '' },
      },
      {
        label: t('courses:fields.trainers'),
        text: listWords(t, trainers.map(({ name }) => name)) || t('courses:edition.no-trainers'),
        change: mayPlan && edition.status !== 'closed'
          ? { href: `/editions/${edition.id}/trainers`, text: t('common:change'), about: t('courses:fields.trainers') } : undefined,
      },
      ...(progress.nextSession ? [{ label: t('courses:edition.next-session'), text: dayWords(t, progress.nextSession, today) }] : []),
    ],
    editUrl: mayPlan && edition.status !== 'closed' ? `/editions/${edition.id}/edit` : null,
    moves: mayPlan ? otherMoves(t, edition, progress, step) : [],
  };
}

/** Sessions get dates when groups are confirmed: the holidays of every year of the course are asked for before. */
function holidayNotices(t: Translate, { edition: { centreId, endsOn }, progress, roles, today }: EditionParts): object[] {
  return yearsWithoutHolidays(progress.holidayYears, today, endsOn).map((year) => holidayNotice(t, { centreId, year }, roles));
}

/** Groups that end before their last lesson, while there is time to do something about it; and those that only want planning since the course was made longer. */
function shortNotices(t: Translate, { edition, short, mayPlan }: EditionParts): object[] {
  const words = (group: ShortGroup): string => t('courses:edition.short-group', { name: group.name, planned: group.planned, lessons: group.lessons });
  const beyond = short.filter(({ fits }) => !fits);
  const fit = short.filter(({ fits }) => fits).map((group) => ({
    kind: 'info', text: t('courses:edition.unplanned', { group: words(group) }),
    link: mayPlan ? { href: `/groups/${group.id}/attendance`, text: t('courses:edition.unplanned-link') } : null,
  }));
  if (beyond.length === 0) return fit;
  return [...fit, {
    kind: 'warning', text: t('courses:edition.short', { date: formatLocalDate(edition.endsOn), groups: beyond.map(words).join('; ') }),
    link: mayPlan ? { href: `/editions/${edition.id}/edit`, text: t('courses:edition.short-link') } : null,
  }];
}

/** Where a step is taken that is not for everybody. */
const STEP_PARTS: Partial<Record<NextStep, EditionTab>> = { level: 'placement', place: 'placement', group: 'groups' };

/** Which move of the edition's life a step is. */
const MOVES: Partial<Record<NextStep, EditionStatus>> = { open: 'open', start: 'running', close: 'closed' };

function nextView(t: Translate, { edition, progress, mayPlan, roles, today }: EditionParts, step: NextStep): object {
  const part = STEP_PARTS[step];
  const hrefs: Partial<Record<NextStep, string>> = {
    level: '/placement/queue', enrol: editionPath(edition.id, 'enrolments'), place: editionPath(edition.id, 'placement'), group: editionPath(edition.id, 'groups'),
    register: editionPath(edition.id, 'sessions'), teach: editionPath(edition.id, 'sessions'), done: editionPath(edition.id, 'certificates'),
  };
  const counts: Partial<Record<NextStep, number>> = {
    level: progress.withoutLevel, place: progress.unplaced, register: progress.registersDue, teach: progress.sessionsAhead, close: progress.sessions,
  };
  const day = progress.nextSession ? dayWords(t, progress.nextSession, today) : '';
  const move = mayPlan ? MOVES[step] : undefined;
  return {
    title: t(`courses:next.${step}.title`, { count: counts[step] ?? 0, day }),
    text: t(`courses:next.${step}.text`, { count: counts[step] ?? 0, fee: formatSoles(edition.feeCents) }),
    button: MOVES[step] && !move ? null : t(`courses:next.${step}.button`),
    href: part && !opensTo(part, roles) ? null : hrefs[step] ?? null,
    move: move ? { action: `/editions/${edition.id}/status`, to: move } : null,
  };
}

function partTasks(t: Translate, id: string, progress: EditionProgress, roles: readonly Role[]): object[] {
  const pathOf = (tab: EditionTab): string | null => (opensTo(tab, roles) ? editionPath(id, tab) : null);
  const words = (open: number, some: string, none: string): string => (open > 0 ? t(`courses:parts.${some}`, { count: open }) : t(`courses:parts.${none}`));
  const total = (count: number, of: string): string => (count > 0 ? `${t(`courses:parts.${of}`, { count })} · ` : '');
  const { enrolled, waiting, unplaced, groups, ungrouped, sessions, registersDue } = progress;
  return [
    { text: t('courses:edition-tabs.enrolments'), href: editionPath(id, 'enrolments'), about: total(enrolled, 'enrolled') + words(waiting, 'waiting', 'nobody-waits'), number: waiting },
    { text: t('courses:edition-tabs.placement'), href: pathOf('placement'), about: words(unplaced, 'unplaced', 'all-placed'), number: unplaced },
    { text: t('courses:edition-tabs.groups'), href: pathOf('groups'), about: total(groups, 'groups') + words(ungrouped, 'ungrouped', 'all-grouped'), number: ungrouped },
    {
      text: t('courses:edition-tabs.sessions'), href: editionPath(id, 'sessions'), number: registersDue,
      about: total(sessions, 'sessions') + words(registersDue, 'registers-due', 'no-register-due'),
    },
  ];
}

/** How the course ends: the test, and what people take home. */
function endTasks(t: Translate, { id, status }: EditionView, { certificates, endlineTaken }: ProgressRow): object[] {
  const url = editionPath(id, 'certificates');
  const unopened = status === 'closed' ? 'courses:parts.endline-unopened' : 'courses:parts.endline-early';
  return [
    {
      text: t('courses:parts.endline'), href: `${url}#endline`, number: endlineTaken ?? 0,
      about: endlineTaken === null ? t(unopened) : t('courses:parts.endline-taken', { count: endlineTaken }),
    },
    {
      text: t('courses:edition-tabs.certificates'), href: url, number: certificates,
      about: certificates === 0 ? t('courses:parts.no-certificate') : t('courses:parts.certificates', { count: certificates }),
    },
  ];
}

/** What else its life allows now, beside the next step. */
function otherMoves(t: Translate, edition: EditionView, progress: EditionProgress, step: NextStep): object[] {
  const facts = { ...progress, enrolled: progress.enrolled + progress.waiting, firstSession: null, lastSession: null };
  return TRANSITIONS[edition.status]
    .filter((to) => to !== MOVES[step] && transitionRefusals(edition.status, to, facts).length === 0)
    .map((to) => ({ action: `/editions/${edition.id}/status`, to, text: t(`courses:moves.${edition.status}-${to}`) }));
}
