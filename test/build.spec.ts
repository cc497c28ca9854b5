import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What every start goes through: a stale file of it would be served, and a needless one waited for. */
describe('building', () => {
  const folder = mkdtempSync(join(tmpdir(), 'minka-build-'));
  const at = (...names: string[]): string => join(folder, ...names);
  const build = (): string => execFileSync('node', ['build.js'], { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
  const written = (name: string): number => statSync(at('dist', 'src', name)).mtimeMs;

  beforeAll(() => {
    for (const name of ['build.js', '.swcrc', 'package.json']) copyFileSync(name, at(name));
    symlinkSync(resolve('node_modules'), at('node_modules'));
    for (const name of ['src', 'migrations', 'seeds']) mkdirSync(at(name));
    writeFileSync(at('src', 'one.ts'), 'export const one: number = 1;\n');
    writeFileSync(at('src', 'two.ts'), 'export const two: number = 2;\n');
    writeFileSync(at('src', 'two.spec.ts'), 'test();\n');
    build();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('compiles all but the tests, with maps to where it came from', () => {
    expect(readFileSync(at('dist', 'src', 'one.js'), 'utf8')).toBe('export const one = 1;\n//# sourceMappingURL=one.js.map\n');
    expect(JSON.parse(readFileSync(at('dist', 'src', 'one.js.map'), 'utf8'))).toMatchObject({ sources: ['../../src/one.ts'] });
    expect(existsSync(at('dist', 'src', 'two.spec.js'))).toBe(false);
  });

  it('writes what changed alone, and again what is gone', () => {
    const two = written('two.js');
    writeFileSync(at('src', 'one.ts'), 'export const one: number = 11;\n');
    build();
    expect(readFileSync(at('dist', 'src', 'one.js'), 'utf8')).toContain('one = 11');
    expect(written('two.js')).toBe(two);
    rmSync(at('dist', 'src', 'two.js'));
    build();
    expect(existsSync(at('dist', 'src', 'two.js'))).toBe(true);
  });

  it('takes away what came of a file that is gone, and does all anew with other settings', () => {
    rmSync(at('src', 'two.ts'));
    build();
    expect([existsSync(at('dist', 'src', 'two.js')), existsSync(at('dist', 'src', 'two.js.map')), existsSync(at('dist', 'src', 'one.js'))]).toEqual([false, false, true]);
    writeFileSync(at('dist', 'left-over.js'), '');
    writeFileSync(at('.swcrc'), `${readFileSync('.swcrc', 'utf8')} `);
    build();
    expect([existsSync(at('dist', 'left-over.js')), existsSync(at('dist', 'src', 'one.js'))]).toEqual([false, true]);
  });

  it('leaves a faulty file to the next build', () => {
    writeFileSync(at('src', 'one.ts'), 'export const one: number = ;\n');
    expect(build).toThrow();
    writeFileSync(at('src', 'one.ts'), 'export const one: number = 3;\n');
    build();
    expect(readFileSync(at('dist', 'src', 'one.js'), 'utf8')).toContain('one = 3');
  });
});
