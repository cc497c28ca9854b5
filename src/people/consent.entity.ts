import { Entity, Index } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { CalendarDate, Id, Instant, Json, OneOf, Ref, Text, Version } from '../shared/database/columns.js';
import { Person } from './person.entity.js';

export const CONSENT_WAYS = ['signed', 'spoken', 'online'] as const;

/** Consent to the use of personal data (Law 29733): which text, when, how, and for what. */
@Entity('consents')
@Index(['personId'])
export class Consent {
  @Id() id: string;
  @Ref(() => Person) personId: string;
  @Ref(() => Centre) centreId: string;
  @Text(20) textVersion: string;
  @CalendarDate() givenOn: string;
  @OneOf(CONSENT_WAYS) how: (typeof CONSENT_WAYS)[number];
  @Json() covers: string[];
  @Instant({ null: true }) withdrawnAt: number | null;
  @Version() version: number;
}
