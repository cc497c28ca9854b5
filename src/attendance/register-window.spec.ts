import { instantAt } from '../shared/kernel/local-date.js';
import { cancellationRefusal, registerRefusal, registerState, type RegisterSession } from './register-window.js';

const planned: RegisterSession = { date: '2026-11-23', startsAt: '15:00', endsAt: '16:30', cancelledAt: null, registerSavedAt: null };
const cancelled = { ...planned, cancelledAt: 1 };
const saved = { ...planned, registerSavedAt: 1 };

describe('when a register can be taken', () => {
  it.each([
    ['the day before', planned, '2026-11-22', '15:00', 'not-yet'],
    ['just before people come', planned, '2026-11-23', '14:29', 'not-yet'],
    ['when people come', planned, '2026-11-23', '14:30', 'open'],
    ['in the session', planned, '2026-11-23', '15:40', 'open'],
    ['in the evening', planned, '2026-11-23', '22:00', 'open'],
    ['two weeks later', planned, '2026-12-07', '16:29', 'open'],
    ['later than that', planned, '2026-12-07', '16:30', 'closed'],
    ['cancelled, in its hour', cancelled, '2026-11-23', '15:40', 'cancelled'],
    ['cancelled, before its hour', cancelled, '2026-11-22', '15:40', 'cancelled'],
  ] as const)('%s', (_, session, date, time, state) => {
    expect(registerState(session, instantAt(date, time))).toBe(state);
  });

  it.each([
    ['open', planned, '2026-11-23', false, undefined],
    ['not yet, whoever asks', planned, '2026-11-01', true, 'attendance:refusals.register-not-yet'],
    ['cancelled, whoever asks', cancelled, '2026-11-23', true, 'attendance:refusals.register-cancelled'],
    ['closed for trainers', planned, '2027-02-01', false, 'attendance:refusals.register-closed'],
    ['closed, for who may correct', planned, '2027-02-01', true, undefined],
  ] as const)('%s', (_, session, date, mayCorrect, reason) => {
    expect(registerRefusal(session, instantAt(date, '15:10'), mayCorrect)?.reason).toBe(reason);
  });
});

it.each([
  ['planned', planned, undefined],
  ['cancelled', cancelled, 'attendance:refusals.cancelled-already'],
  ['on record', saved, 'attendance:refusals.cancel-saved'],
] as const)('cancelling a session that is %s', (_, session, reason) => {
  expect(cancellationRefusal(session)?.reason).toBe(reason);
});
