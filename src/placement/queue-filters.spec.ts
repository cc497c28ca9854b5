import { queueAddress, readQueueFilters } from './queue-filters.js';

const EDITION = '0190aaaa-0000-7000-8000-000000000000';

it.each([
  [{}, '/placement/queue?stage=to-test'],
  [{ q: ' quispe ' }, '/placement/queue?stage=to-test&q=quispe'],
  [{ q: 'ñaupari', edition: EDITION }, `/placement/queue?edition=${EDITION}&stage=to-test&q=%C3%B1aupari`],
  [{ q: ['x'], edition: 'nonsense' }, '/placement/queue?stage=to-test'],
])('%o stays in the address: %s', (query, address) => {
  expect(queueAddress(readQueueFilters(query), 'to-test')).toBe(address);
});
