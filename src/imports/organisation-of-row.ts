import { numberInsideName, readRegisterNumber } from '../organisations/register-number.js';
import type { OrganisationMatch } from '../organisations/organisation-names.js';
import type { Id } from '../shared/kernel/ids.js';
import { type DoubtCode, type RowDoubt, type RowFault, settled } from './plan.js';
import type { PersonReader } from './person-rows.js';
import type { ListRow } from './read-list.js';
import { leftOut } from './soft-reading.js';

/** The organisation that a row of people names. Where it is not clear the row goes in without one until somebody chooses. */
export interface OrganisationOfRow {
  id: Id | null;
  faults: RowFault[];
  doubts: RowDoubt[];
}

/** As many as a clerk can look through. */
const MOST_OPTIONS = 6;

export function findOrganisation(
  row: ListRow, { cell, organisations, choices }: Pick<PersonReader, 'cell' | 'organisations' | 'choices'>,
): OrganisationOfRow {
  const { name, registerNumber: inside } = numberInsideName(cell(row, 'organisation'));
  const written = cell(row, 'registerNumber');
  const number = readRegisterNumber(written);
  const badNumber: RowFault[] = number.ok ? [] : [{ field: 'registerNumber', ...number.refusal, value: written }];
  const match = organisations.find((number.ok ? number.value : null) ?? inside, name);
  if (match.found === 'nothing-said') return { id: null, faults: badNumber, doubts: [] };
  if (match.found === 'none') {
    return { id: null, faults: [{ field: 'organisation', reason: 'imports:faults.organisation-missing', value: name || written }], doubts: [] };
  }
  const left = badNumber.map(leftOut);
  const doubt = doubtOf(match, name, written);
  if (!doubt) return { id: match.found === 'one' ? match.id : null, faults: [], doubts: left };
  const asked = settled(row.row, doubt, choices);
  return { id: asked.chosen === 'none' ? null : asked.chosen, faults: [], doubts: [...left, asked] };
}

function doubtOf(match: OrganisationMatch, name: string, written: string): RowDoubt | null {
  const ask = (code: DoubtCode, ids: readonly Id[], chosen: Id | null): RowDoubt => ({
    code, field: 'organisation', reason: `imports:doubts.${code}`, value: name || written,
    options: [...ids.slice(0, MOST_OPTIONS), 'none'], chosen: chosen ?? 'none',
  });
  switch (match.found) {
    case 'several': return ask('organisation-several', match.ids, null);
    // A name that is merely like this one may be another's: nobody goes in under it unless somebody says so.
    case 'like': return ask('organisation-like', match.ids, null);
    case 'one':
      if (match.sure) return null;
      return match.by === 'number'
        ? ask('organisation-differs', [match.id, ...match.others], match.id)
        : ask('organisation-number-unknown', [match.id], match.id);
    default: return null;
  }
}
