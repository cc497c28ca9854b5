import { Entity, Unique } from 'typeorm';
import { Account } from '../../accounts/account.entity.js';
import { Id, Instant, Ref, Text } from '../../shared/database/columns.js';
import { Report } from './report.entity.js';

/** Who answers for a report, as she was called then. The database refuses to change or remove it. */
@Entity('report_signatures')
@Unique('uq_report_signatures_report_id_account_id', ['reportId', 'accountId'])
export class ReportSignature {
  @Id() id: string;
  @Ref(() => Report) reportId: string;
  @Ref(() => Account) accountId: string;
  @Text(120) name: string;
  /** What was on her page when she signed. */
  @Text(64) digest: string;
  @Instant() signedAt: number;
}
