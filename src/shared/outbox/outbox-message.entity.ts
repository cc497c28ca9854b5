import { Entity, Index, Unique } from 'typeorm';
import { Id, Instant, LongText, LooseId, NotAudited, OneOf, Text, Version, Whole } from '../database/columns.js';

const MESSAGE_STATUSES = ['waiting', 'sending', 'sent', 'failed', 'unknown', 'cancelled'] as const;
/** `unknown`: taken up to be sent, and nobody can say any more whether it went; it is never sent again by itself. */
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

/** A message on its way out, written in the unit of work that gives the reason for it and sent after that. */
@Entity('outbox_messages')
@NotAudited()
@Unique('uq_outbox_messages_claim', ['claim'])
@Index(['status', 'dueAt'])
@Index(['aboutId'])
@Index(['centreId', 'createdAt'])
export class OutboxMessage {
  @Id() id: string;
  @LooseId({ null: true }) centreId: string | null;
  /** What makes it this one message and no second: `booking-reminder:ID:2026-12-01 09:00`. */
  @Text(120) claim: string;
  /** The record that it is about, so that it can be called back. */
  @LooseId({ null: true }) aboutId: string | null;
  /** `sms` or `email`. */
  @Text(20) channel: string;
  @Text(200) recipient: string;
  @Text(200, { null: true }) subject: string | null;
  @LongText() body: string;
  @OneOf(MESSAGE_STATUSES) status: MessageStatus;
  @Whole({ default: 0 }) attempts: number;
  @Instant() dueAt: number;
  /** After this it helps nobody any more and is not sent. */
  @Instant() uselessAfter: number;
  @Instant({ null: true }) takenAt: number | null;
  @Instant({ null: true }) sentAt: number | null;
  @Text(300, { null: true }) fault: string | null;
  @Instant() createdAt: number;
  @Version() version: number;
}
