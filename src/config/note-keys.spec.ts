import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newNoteKey, NoNoteKey, NoteKeys, noteKeyText, readNoteKeys } from './note-keys.js';

const [one, other] = [newNoteKey(), newNoteKey()];
const PLACE = 'booking:author';

describe('the keys of what coaches note', () => {
  it.each([
    ['', null], ['x', null], ['a:short=', null], [`a:${'A'.repeat(44)}`, null], [`a b:${one.key.toString('base64')}`, null],
    [`a:${one.key.toString('base64')},a:${other.key.toString('base64')}`, null],
    [noteKeyText(one), [one.id]], [`${noteKeyText(one)}, ${noteKeyText(other)}`, [one.id, other.id]], [`${noteKeyText(one)}\n${noteKeyText(other)}\n`, [one.id, other.id]],
  ])('are read from %j', (text, ids) => {
    expect(readNoteKeys(text)?.map(({ id }) => id) ?? null).toEqual(ids);
  });

  it('seal with the first and open with any, in their place only', () => {
    const before = NoteKeys.given(noteKeyText(one)).seal('hola', PLACE);
    const keys = NoteKeys.given(`${noteKeyText(other)},${noteKeyText(one)}`);
    expect(keys.open(before, PLACE)).toBe('hola');
    expect(keys.seal('hola', PLACE).keyId).toBe(other.id);
    expect(keys.open(before, 'another:author')).toBeNull();
    expect(keys.open({ ...before, keyId: other.id }, PLACE)).toBeNull();
    expect(NoteKeys.given(noteKeyText(other)).open(before, PLACE)).toBeNull();
    const bytes = Buffer.from(before.sealed, 'base64');
    bytes[bytes.length - 1] = (bytes.at(-1) as number) ^ 1;
    expect(keys.open({ keyId: one.id, sealed: bytes.toString('base64') }, PLACE)).toBeNull();
    expect(keys.open({ keyId: one.id, sealed: 'AAAA' }, PLACE)).toBeNull();
  });

  it('are made in the data folder when something is sealed for the first time, for their owner only', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'minka-keys-')), 'data');
    const keys = NoteKeys.kept(folder);
    expect(keys.first).toBeNull();
    const sealed = keys.seal('hola', PLACE);
    expect(statSync(join(folder, 'note-keys')).mode & 0o777).toBe(0o600);
    expect(NoteKeys.kept(folder).open(sealed, PLACE)).toBe('hola');
    keys.addFirst();
    expect(keys.seal('hola', PLACE).keyId).not.toBe(sealed.keyId);
    expect(NoteKeys.kept(folder).open(sealed, PLACE)).toBe('hola');
    expect(readFileSync(join(folder, 'note-keys'), 'utf8').trim().split('\n')).toHaveLength(2);
    expect(statSync(join(folder, 'note-keys')).mode & 0o777).toBe(0o600);
  });

  it('are never replaced where they cannot be understood, and say where they are missing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'minka-keys-'));
    writeFileSync(join(folder, 'note-keys'), 'half a k');
    expect(() => NoteKeys.kept(folder)).toThrow('note-keys');
    expect(() => NoteKeys.given(undefined).seal('hola', PLACE)).toThrow(NoNoteKey);
  });
});
