import { BadgeKeys } from '../../src/certificates/badge-keys.js';
import { Certificate } from '../../src/certificates/certificate.entity.js';
import { CertificatesService } from '../../src/certificates/certificates.service.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { meetAfter } from '../helpers/meeting.js';
import { addGraduates } from './graduates.js';

describe.each(ENGINES)('certificates whose rule is changed while they are given, on %s', (engine) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startApp({ engine });
  });
  afterAll(() => test.close());

  it('go by the rule that stands when they are given', async () => {
    const { edition, people } = await addGraduates(test, { count: 2, deedsOf: () => ({ came: 8, finished: 3 }) });
    const certificates = test.app.get(CertificatesService);
    const putBack = meetAfter(test.app.get(BadgeKeys), 'ensure', () => (
      certificates.setRule(test.centre.id, edition.id, { attendanceShare: 100, practiceShare: 100 }, 0, { actor: SYSTEM })));
    const given = certificates.issue(test.centre.id, edition.id, { people: people.map(({ id }) => id), reason: null }, { actor: SYSTEM });
    await expect(given).rejects.toMatchObject({ name: 'Refused' });
    putBack();
    expect(await test.dataSource.manager.count(Certificate)).toBe(0);
  });
});
