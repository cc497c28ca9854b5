import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from './config.js';
import { installationSecret } from './secret.js';

describe('configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toMatchObject({ port: 3000, dataFolder: 'var', databaseUrl: undefined, trustProxy: false, production: false });
  });

  it.each([
    [{ PORT: 'http' }, /PORT must be a whole number from 0 to 65535/],
    [{ PORT: '70000' }, /PORT/],
    [{ PUBLIC_URL: 'minka.example.org/c' }, /PUBLIC_URL/],
    [{ SMTP_URL: 'smtp://mail.example.org' }, /SMTP_URL and MAIL_FROM must be set together/],
    [{ SMS_URL: 'gateway' }, /SMS_URL/],
    [{ SMS_URL: 'https://g.example.org', SMS_BODY: '{"to":"{to}"}' }, /SMS_BODY/],
    [{ NODE_ENV: 'live' }, /NODE_ENV must be one of production, development, test/],
    [{ DATABASE_URL: 'postgres://x/y' }, /DATABASE_URL/],
    [{ MINKA_SECRET: 'short' }, /MINKA_SECRET/],
    [{ MINKA_LOG_LEVEL: 'verbose' }, /MINKA_LOG_LEVEL must be one of fatal, error/],
    [{ DATABASE_POOL: '2.5' }, /DATABASE_POOL must be a whole number from 1 to 500/],
  ])('names the variable that is wrong: %j', (environment, message) => {
    expect(() => readConfig(environment)).toThrow(message);
  });

  it('takes several hosts, a proxy count and empty variables', () => {
    const url = 'mysql://app:pw@one:3306,two:3306/minka';
    expect(readConfig({ DATABASE_URL: url, TRUST_PROXY: '1', PORT: '' })).toMatchObject({ databaseUrl: url, trustProxy: 1, port: 3000 });
  });

  it('takes a public address without its last slash', () => {
    expect(readConfig({ PUBLIC_URL: 'https://minka.example.org/' }).publicUrl).toBe('https://minka.example.org');
  });

  it('sends messages by what it is given', () => {
    expect(readConfig({})).toMatchObject({ mail: undefined, sms: undefined });
    expect(readConfig({ SMTP_URL: 'smtp://u:p@mail.example.org:587', MAIL_FROM: 'a@b.pe', SMS_URL: 'https://g.example.org/m' })).toMatchObject({
      mail: { url: 'smtp://u:p@mail.example.org:587', from: 'a@b.pe' }, sms: { prefix: '+51', body: '{"to":"{to}","text":"{text}"}' },
    });
  });

  it('keeps the secret that it made, for its owner only', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'minka-secret-')), 'data');
    const secret = installationSecret(readConfig({ MINKA_DATA: folder }));
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(installationSecret(readConfig({ MINKA_DATA: folder }))).toBe(secret);
    expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
    const given = 'x'.repeat(32);
    expect(installationSecret(readConfig({ MINKA_DATA: folder, MINKA_SECRET: given }))).toBe(given);
    // Each process would make another one: what one seals no other could open.
    expect(() => installationSecret(readConfig({ MINKA_DATA: folder, DATABASE_URL: 'mysql://a:b@c/d' }))).toThrow(/MINKA_SECRET must be set/);
  });
});
