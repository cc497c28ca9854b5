import { tooFew } from '../../shared/kernel/small-cells.js';
import type { LogFound } from '../log/log.repository.js';
import { isIn, stateOn, toldOn } from '../log/log-rules.js';
import type { Period } from '../indicators/indicator.js';
import type { ReportLogEntry } from './report-content.js';

type Logged = Omit<LogFound, 'projectId' | 'writtenAt' | 'writtenBy' | 'writtenByName' | 'withdrawnBy' | 'withdrawnByName' | 'version'>;

/** What a report says of the log: the entries of its period as they stood on its last day, none that was withdrawn. */
export function reportLog(entries: readonly Logged[], period: Period): ReportLogEntry[] {
  return entries.filter((entry) => entry.withdrawnAt === null && isIn(entry, period)).map((entry) => ({
    kind: entry.kind, id: entry.id, on: toldOn(entry, period), title: entry.title, text: entry.about ?? '', state: stateOn(entry, period.to),
    attachments: entry.documents.flatMap(({ name, hash, gone, withdrawnAt }) => (gone || withdrawnAt !== null || name === null || hash === null ? [] : [{ name, hash }])),
    ...ofActivity(entry), ...ofMilestone(entry), ...ofRisk(entry),
  }));
}

/** How many came is not said of too few. */
function ofActivity({ kind, startsOn, endsOn, place, people, activity }: Logged): Partial<ReportLogEntry> {
  if (kind !== 'activity') return {};
  return {
    ...endsOn === null || endsOn === startsOn ? {} : { until: endsOn }, ...place === null ? {} : { place }, ...people === null ? {} : { people: tooFew(people) ? null : people },
    ...activity === null ? {} : { activity },
  };
}

function ofMilestone({ kind, startsOn, activity }: Logged): Partial<ReportLogEntry> {
  return kind === 'milestone' ? { planned: startsOn, ...activity === null ? {} : { activity } } : {};
}

function ofRisk({ kind, likelihood, effect, measures }: Logged): Partial<ReportLogEntry> {
  if (kind !== 'risk') return {};
  return { ...likelihood === null ? {} : { likelihood }, ...effect === null ? {} : { effect }, ...measures === null ? {} : { measures } };
}
