import type { Translate } from '../../shared/web/i18n.js';
import { hasRole, type Viewer } from '../../shared/web/viewer.js';
import type { Report } from '../publishing/report.entity.js';
import { REPORT_SIGNERS } from '../reports.policy.js';

/** The files of a report beside its PDF, for its page, each with what it is for; the pack for those who may take it, once the report is published. */
export function fileLinks(t: Translate, { id, status }: Pick<Report, 'id' | 'status'>, viewer: Viewer): { files: { href: string; text: string; about: string }[]; pack: { action: string; about: string } | null } {
  return {
    files: (['xlsx', 'csv', 'dictionary', 'iati'] as const).map((kind) => ({ href: `/reports/${id}/files/${kind}`, text: t(`report-files:links.${kind}`), about: t(`report-files:for.${kind}`) })),
    pack: status === 'published' && hasRole(viewer, ...REPORT_SIGNERS) ? { action: `/reports/${id}/files/pack`, about: t('report-files:pack.about') } : null,
  };
}
