import { Entity, Index, Unique } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Id, Ref } from '../shared/database/columns.js';
import { Edition } from './edition.entity.js';

/** A trainer who teaches in an edition. */
@Entity('edition_trainers')
@Unique('uq_edition_trainers_edition_id_account_id', ['editionId', 'accountId'])
@Index(['accountId'])
export class EditionTrainer {
  @Id() id: string;
  @Ref(() => Edition) editionId: string;
  @Ref(() => Account) accountId: string;
}
