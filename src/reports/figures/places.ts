import type { Selection } from '../../shared/database/selections.js';
import type { Id } from '../../shared/kernel/ids.js';
import { places as marks } from '../../shared/database/sql.js';

/** Where organisations are, as figures are split by it: a sector is one of a district (`Villa El Salvador · 2`). In the order of lists. */
export interface Places {
  districts: string[];
  sectors: string[];
}

export interface PlaceRow {
  district: string | null;
  sector: string | null;
}

/** The places of the organisations of some centres: at least one. */
export function placeSelection(centreIds: readonly Id[]): Selection {
  return { columns: { district: 'o.district', sector: 'o.sector' }, from: `FROM organisations o WHERE o.centre_id IN (${marks(centreIds)}) GROUP BY o.district, o.sector`, parameters: centreIds };
}

export function placesIn(rows: readonly PlaceRow[]): Places {
  return {
    districts: sorted(rows.flatMap(({ district }) => district || [])),
    sectors: sorted(rows.filter(({ sector }) => sector).map(({ district, sector }) => (district ? `${district} · ${sector}` : String(sector)))),
  };
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort((a, b) => a.localeCompare(b, 'es', { numeric: true }));
}
