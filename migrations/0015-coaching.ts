import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  calendarDate, createTable, id, instant, json, longText, looseId, makeAppendOnly, oneOf, ref, text, timeOfDay, version, whole,
} from '../src/shared/database/schema.js';

const SEXES = ['female', 'male'];
const EXCEPTION_KINDS = ['away', 'extra'];
const STATUSES = ['booked', 'arrived', 'done', 'no-show', 'cancelled'];
const CHANNELS = ['self', 'desk', 'phone', 'offer'];
const EVENT_KINDS = ['booked', 'moved', 'arrived', 'done', 'no-show', 'cancelled', 'undone'];
const SIDES = ['learner', 'staff', 'system'];
const ENDS = ['booked', 'withdrawn', 'expired'];
const OUTCOMES = ['accepted', 'declined', 'expired', 'withdrawn'];
const MESSAGE_STATUSES = ['waiting', 'sending', 'sent', 'failed', 'unknown', 'cancelled'];

/** Coaches and when they can, bookings with what they hold, who waits, what came of it, sealed notes; and messages on their way out. */
export class Coaching1764000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await coaches(runner);
    await bookings(runner);
    await waiting(runner);
    await notes(runner);
    await outbox(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = [
      'outbox_messages', 'coaching_note_readers', 'coaching_notes', 'coaching_outcomes', 'coaching_offers', 'coaching_waits', 'booking_events',
      'coaching_holds', 'bookings', 'coach_exceptions', 'coach_hours', 'coaches', 'coaching_settings',
    ];
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
  }
}

async function coaches(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'coaching_settings', {
    id: id(),
    centre_id: ref('centres'),
    booking_minutes: whole(),
    horizon_days: whole(),
    notice_minutes: whole(),
    free_cancel_hours: whole(),
    open_access_pcs: whole(),
    offer_minutes: whole(),
    version: version(),
  }, { unique: [['centre_id']] });
  await createTable(runner, 'coaches', {
    id: id(),
    account_id: ref('accounts'),
    centre_id: ref('centres'),
    sex: oneOf(SEXES, { null: true }),
    languages: json(),
    topics: json(),
    bookings_a_day: whole(),
    calendar_key: text(64, { null: true }),
    created_at: instant(),
    ended_at: instant({ null: true }),
    version: version(),
  }, { unique: [['account_id', 'centre_id'], ['calendar_key']], index: [['centre_id', 'ended_at']] });
  await createTable(runner, 'coach_hours', {
    id: id(),
    coach_id: ref('coaches'),
    centre_id: ref('centres'),
    weekday: whole(),
    from_time: timeOfDay(),
    to_time: timeOfDay(),
  }, { index: [['coach_id'], ['centre_id', 'weekday']] });
  await createTable(runner, 'coach_exceptions', {
    id: id(),
    coach_id: ref('coaches'),
    centre_id: ref('centres'),
    date: calendarDate(),
    kind: oneOf(EXCEPTION_KINDS),
    from_time: timeOfDay({ null: true }),
    to_time: timeOfDay({ null: true }),
    reason: text(200, { null: true }),
    version: version(),
  }, { index: [['coach_id', 'date'], ['centre_id', 'date']] });
}

async function bookings(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'bookings', {
    id: id(),
    centre_id: ref('centres'),
    person_id: ref('persons'),
    coach_id: ref('coaches'),
    workstation_id: ref('workstations'),
    date: calendarDate(),
    starts_at: timeOfDay(),
    ends_at: timeOfDay(),
    topic: text(20),
    status: oneOf(STATUSES),
    series_id: looseId({ null: true }),
    booked_through: oneOf(CHANNELS),
    booked_at: instant(),
    booked_by: looseId({ null: true }),
    version: version(),
  }, {
    index: [
      ['centre_id', 'date', 'starts_at'], ['person_id', 'date'], ['coach_id', 'date', 'starts_at'], ['workstation_id', 'date'], ['series_id'],
    ],
  });
  await createTable(runner, 'coaching_holds', {
    id: id(),
    resource: text(50),
    cell: text(16),
    holder_id: looseId(),
  }, { unique: [['resource', 'cell']], index: [['holder_id']] });
  await createTable(runner, 'booking_events', {
    id: id(),
    booking_id: ref('bookings'),
    centre_id: ref('centres'),
    kind: oneOf(EVENT_KINDS),
    side: oneOf(SIDES),
    reason: text(300, { null: true }),
    late: whole({ default: 0 }),
    was: json({ null: true }),
    happened_at: instant(),
    made_by: looseId({ null: true }),
  }, { index: [['booking_id', 'happened_at'], ['centre_id', 'happened_at']] });
  await makeAppendOnly(runner, 'booking_events');
}

async function waiting(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'coaching_waits', {
    id: id(),
    centre_id: ref('centres'),
    person_id: ref('persons'),
    from_date: calendarDate(),
    to_date: calendarDate(),
    wishes: json(),
    topic: text(20),
    asked_at: instant(),
    asked_by: looseId({ null: true }),
    ended_at: instant({ null: true }),
    end_reason: oneOf(ENDS, { null: true }),
    version: version(),
  }, { index: [['centre_id', 'ended_at', 'asked_at'], ['person_id', 'ended_at']] });
  await createTable(runner, 'coaching_offers', {
    id: id(),
    wait_id: ref('coaching_waits'),
    centre_id: ref('centres'),
    person_id: ref('persons'),
    coach_id: ref('coaches'),
    workstation_id: ref('workstations'),
    date: calendarDate(),
    starts_at: timeOfDay(),
    ends_at: timeOfDay(),
    offered_at: instant(),
    expires_at: instant(),
    answered_at: instant({ null: true }),
    outcome: oneOf(OUTCOMES, { null: true }),
    version: version(),
  }, { index: [['wait_id'], ['person_id', 'answered_at'], ['centre_id', 'answered_at', 'expires_at']] });
}

async function notes(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'coaching_outcomes', {
    id: id(),
    booking_id: ref('bookings'),
    centre_id: ref('centres'),
    person_id: ref('persons'),
    confidence_before: whole({ null: true }),
    confidence_after: whole({ null: true }),
    skills: json(),
    recorded_at: instant(),
    recorded_by: looseId({ null: true }),
    version: version(),
  }, { unique: [['booking_id']], index: [['person_id'], ['centre_id', 'recorded_at']] });
  await createTable(runner, 'coaching_notes', {
    id: id(),
    booking_id: ref('bookings'),
    person_id: ref('persons'),
    author_id: ref('accounts'),
    key_id: text(40),
    sealed: longText(),
    written_at: instant(),
    version: version(),
  }, { unique: [['booking_id', 'author_id']], index: [['person_id', 'author_id'], ['key_id']] });
  await createTable(runner, 'coaching_note_readers', {
    id: id(),
    person_id: ref('persons'),
    reader_id: ref('accounts'),
    allowed_at: instant(),
    allowed_by: looseId({ null: true }),
    ended_at: instant({ null: true }),
    version: version(),
  }, { index: [['person_id', 'ended_at'], ['reader_id', 'ended_at']] });
}

async function outbox(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'outbox_messages', {
    id: id(),
    centre_id: looseId({ null: true }),
    claim: text(120),
    about_id: looseId({ null: true }),
    channel: text(20),
    recipient: text(200),
    subject: text(200, { null: true }),
    body: longText(),
    status: oneOf(MESSAGE_STATUSES),
    attempts: whole({ default: 0 }),
    due_at: instant(),
    useless_after: instant(),
    taken_at: instant({ null: true }),
    sent_at: instant({ null: true }),
    fault: text(300, { null: true }),
    created_at: instant(),
    version: version(),
  }, { unique: [['claim']], index: [['status', 'due_at'], ['about_id'], ['centre_id', 'created_at']] });
}
