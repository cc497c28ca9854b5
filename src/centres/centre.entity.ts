import { Entity } from 'typeorm';
import { Id, Instant, Text, Version } from '../shared/database/columns.js';

/** A training centre of the consortium. */
@Entity('centres')
export class Centre {
  @Id() id: string;
  @Text(120) name: string;
  @Text(20) shortName: string;
  @Text(80) district: string;
  @Text(160, { null: true }) address: string | null;
  @Text(20, { null: true }) phone: string | null;
  @Instant() createdAt: number;
  @Version() version: number;
}
