import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { readNamed, type Selection } from '../../shared/database/selections.js';
import type { Instant } from '../../shared/kernel/clock.js';
import type { Id } from '../../shared/kernel/ids.js';
import { hasRole, type Viewer } from '../../shared/web/viewer.js';
import type { ProjectDates } from './figure-query.js';
import { placeSelection, placesIn, type PlaceRow, type Places } from './places.js';

/** What the pages of figures need beside the figures: the choices of their filters, and until when the facts hold. */
export interface FigureGround extends Places {
  projects: ProjectDates[];
  courses: { code: string; ordinal: number; title: string }[];
  /** All that an administrator administers; the present one alone for others. */
  centres: { id: Id; name: string }[];
  /** Null while everybody is drawn for the first time, or anew. */
  followedUntil: Instant | null;
}

/** Reads it in one statement. */
@Injectable()
export class FigureGroundRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async of(viewer: Viewer): Promise<FigureGround> {
    const { projects = [], places = [], courses = [], centres = [], states = [] } = await readNamed(this.dataSource, selectionsFor(viewer)) as Record<string, never[]>;
    const found = { projects: projects as ProjectDates[], places: places as PlaceRow[], courses: courses as FigureGround['courses'], centres: centres as FigureGround['centres'], states: states as State[] };
    return {
      projects: found.projects.sort((a, b) => (a.startsOn < b.startsOn ? 1 : -1)),
      ...placesIn(found.places),
      courses: found.courses.sort((a, b) => a.ordinal - b.ordinal), centres: found.centres.sort((a, b) => a.name.localeCompare(b.name, 'es')),
      followedUntil: found.states[0] ? Number(found.states[0].followedUntil) : null,
    };
  }
}

interface State {
  followedUntil: number | string;
}

function selectionsFor({ accountId, centreId, ...viewer }: Viewer): Record<string, Selection> {
  const administered = 'EXISTS (SELECT 1 FROM account_roles r WHERE r.account_id = ? AND r.role = \'administrator\' AND (r.centre_id IS NULL OR r.centre_id = c.id))';
  const all = hasRole(viewer as Viewer, 'administrator');
  return {
    projects: {
      columns: { id: 'p.id', title: 'p.title', startsOn: 'p.starts_on', endsOn: 'p.ends_on' }, parameters: [centreId],
      from: 'FROM project_centres pc JOIN projects p ON p.id = pc.project_id WHERE pc.centre_id = ?',
    },
    places: placeSelection([centreId]),
    courses: { columns: { code: 'c.code', ordinal: 'c.ordinal', title: 'c.title' }, from: 'FROM courses c', parameters: [] },
    centres: { columns: { id: 'c.id', name: 'c.name' }, from: `FROM centres c WHERE c.id = ?${all ? ` OR ${administered}` : ''}`, parameters: [centreId, ...all ? [accountId] : []] },
    states: { columns: { followedUntil: 's.followed_until' }, from: 'FROM fact_states s WHERE s.code = \'facts\' AND s.drawing_from IS NULL', parameters: [] },
  };
}
