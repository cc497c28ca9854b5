import type { LearnerFacts } from '../facts/learner-facts.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { Dimension, IndicatorDefinition, PersonSeen, Scope, Share } from '../indicators/indicator.js';
import { ownValues } from '../indicators/own-values.js';
import type { ProofRow } from './proof-rows.js';

/** The rows behind a cell that people make up, and how many people those are. */
export interface CollectedRows {
  rows: ProofRow[];
  people: number;
}

/**
 * Collects the rows of a figure, person by person, as its definition counts: a person or a record once, or all that is added
 * up; sessions as registers keep them, each with all its people.
 */
export function rowCollector(definition: IndicatorDefinition, scope: Scope): { add: (facts: readonly LearnerFacts[]) => void; collected: () => CollectedRows } {
  const rows = new Map<string, ProofRow>();
  let people = 0;
  return {
    add: (facts) => {
      const [personId, shares] = sharesWithin(definition, scope, facts);
      if (shares.length === 0) return;
      people += 1;
      const touched = new Set<ProofRow>();
      for (const share of shares) touched.add(takeShare(rows, definition, personId, share));
      for (const row of touched) row.people += 1;
    },
    collected: () => ({ rows: [...rows.values()], people }),
  };
}

/** What a person adds to the cell of a scope. */
function sharesWithin({ shares }: IndicatorDefinition, { centreIds, period, slice = {} }: Scope, facts: readonly LearnerFacts[]): [Id, readonly Share[]] {
  const here = facts.filter(({ centreId }) => centreIds.includes(centreId));
  const person: PersonSeen = { personId: here[0]?.personId ?? '', facts: here, period };
  if (here.length === 0 || !shares) return [person.personId, []];
  const wanted = Object.entries(slice) as [Dimension, string][];
  const within = ({ at }: Share): boolean => wanted.every(([dimension, value]) => {
    const said = at?.[dimension];
    return said === undefined ? ownValues(person, dimension).includes(value) : said === value;
  });
  return [person.personId, shares(person).filter(within)];
}

function takeShare(rows: Map<string, ProofRow>, { once, proof }: IndicatorDefinition, personId: Id, { value, of, record }: Share): ProofRow {
  const ofSession = once === undefined && proof === 'sessions';
  const key = ofSession ? record ?? '' : once === 'person' ? personId : `${personId} ${record ?? ''}`;
  let row = rows.get(key);
  if (!row) rows.set(key, row = { key, personId: ofSession ? null : personId, records: [], value: 0, of: 0, people: 0 });
  if (record !== undefined && !row.records.includes(record)) row.records.push(record);
  row.value = once ? Math.max(row.value, value) : row.value + value;
  row.of = once ? Math.max(row.of, of) : row.of + of;
  return row;
}
