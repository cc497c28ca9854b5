import { ConfigError } from './config/config.js';
import { ContentFault, COURSES_FOLDER } from './courses/course-content.js';
import { plainFault } from './plain-fault.js';

const withCode = (code: string, more: object = {}): Error => Object.assign(new Error('x'), { code, ...more });

describe('why Minka does not start', () => {
  it.each([
    ['a port that is taken', withCode('EADDRINUSE', { port: 3000 }), 'Another program uses port 3000'],
    ['a port of the system', withCode('EACCES', { port: 80 }), 'may not use port 80'],
    ['a folder that is not hers', withCode('EACCES', { path: '/srv/minka' }), 'cannot write /srv/minka'],
    ['a full disk', withCode('SQLITE_FULL'), 'The disk is full'],
    ['a longer code of SQLite', withCode('SQLITE_READONLY_DIRECTORY'), 'cannot write in its folder'],
    ['a file that is no database', withCode('SQLITE_NOTADB'), 'is damaged'],
    ['a server that is down, told by its driver', Object.assign(new Error('x'), { driverError: withCode('ECONNREFUSED') }), 'does not answer'],
    ['a wrong password', withCode('ER_ACCESS_DENIED_ERROR'), 'refuses user, password or database'],
    ['a faulty lesson', new ContentFault(`${COURSES_FOLDER}/C1/lessons/1A-03.md`, 'too short', 12), 'seeds/courses/C1/lessons/1A-03.md:12: too short'],
    ['a setting', new ConfigError('PORT must be a number'), 'PORT must be a number'],
  ])('%s', (_, error, words) => {
    expect(plainFault(error)).toContain(words);
  });

  it.each([[new TypeError('x is not a function')], [null], ['text'], [withCode('OTHER')]])('leaves %p to the log', (error) => {
    expect(plainFault(error)).toBeNull();
  });
});
