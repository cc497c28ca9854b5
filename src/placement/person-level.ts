import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PersonSections, type PersonSectionView } from '../people/person-sections.js';
import type { PlacementStage } from '../people/placement-stage.js';
import type { Id } from '../shared/kernel/ids.js';
import { formatLocalDate, localDateAt } from '../shared/kernel/local-date.js';
import type { Translate } from '../shared/web/i18n.js';
import { hasRole, type Viewer } from '../shared/web/viewer.js';
import { DIAGNOSIS_ASKERS, LEVEL_DECIDERS } from './placement.policy.js';

interface Standing {
  stage: PlacementStage;
  level: number | null;
  decidedAt: number | null;
}

/** A person's level on her page, and the step to it that is next. */
@Injectable()
export class PersonLevel implements OnModuleInit {
  constructor(private readonly sections: PersonSections, private readonly dataSource: DataSource) {}

  onModuleInit(): void {
    this.sections.add({
      roles: ['trainer', 'coach', 'coordinator', 'treasurer', 'administrator'], order: 10, load: (viewer, personId, t) => this.load(viewer, personId, t),
    });
  }

  private async load(viewer: Viewer, personId: Id, t: Translate): Promise<PersonSectionView> {
    const [row] = await this.dataSource.query<Standing[]>(
      `SELECT l.placement_stage AS stage, d.level, d.decided_at AS "decidedAt" FROM learners l
       LEFT JOIN placements d ON d.id = (SELECT x.id FROM placements x WHERE x.person_id = l.person_id ORDER BY x.decided_at DESC, x.id DESC LIMIT 1)
       WHERE l.person_id = ? AND l.centre_id = ?`, [personId, viewer.centreId]);
    const { stage, level, decidedAt } = row as Standing;
    const text = level === null || decidedAt === null ? t(`levels:person.${stage}`)
      : t('levels:person.placed', { level: t(`levels:names.${level}`), date: formatLocalDate(localDateAt(Number(decidedAt))) });
    const decides = hasRole(viewer, ...LEVEL_DECIDERS);
    const fact = { label: t('levels:person.label'), text, ...(decides ? { href: `/placement/queue/${personId}` } : {}) };
    return { facts: [fact], next: nextStep(t, personId, stage, { decides, asks: hasRole(viewer, ...DIAGNOSIS_ASKERS) }) };
  }
}

function nextStep(t: Translate, personId: Id, stage: PlacementStage, { decides, asks }: { decides: boolean; asks: boolean }): PersonSectionView['next'] {
  if (stage === 'placed') return null;
  const text = t(`levels:person.next.${stage}`);
  if (stage === 'to-diagnose') return { text, ...(asks ? { href: `/people/${personId}/diagnosis` } : {}) };
  return { text, ...(decides ? { href: `/placement/queue/${personId}` } : {}) };
}
