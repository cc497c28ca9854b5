import { parse } from 'yaml';
import { FrameworkFault, readFramework, readyFrameworks, type ReadyResult } from './ready-framework.js';

const FINE = `
name: Marco
about: Uno de prueba
outcomes:
  - title: Un cambio
    english: {}
    indicators:
      - code: attendance
        title: Asistencia
        english: {}
        slice: { course: '1' }
        baseline: { value: 64, on: 2013-03-31, source: Evaluación }
        targets: [{ in: 1, value: 70 }]
    outputs:
      - title: Un producto
        english: {}
        activities:
          - title: Una actividad
            english: {}
`;

function faultsOf(text: string): readonly string[] {
  try {
    readFramework('marco.yaml', text);
  } catch (error) {
    if (error instanceof FrameworkFault) return error.faults;
    throw error;
  }
  return [];
}

describe('the ready framework', () => {
  const [ready] = readyFrameworks();
  const results: ReadyResult[] = ready?.outcomes.flatMap((outcome) => [outcome, ...outcome.outputs.flatMap((output) => [output, ...output.activities])]) ?? [];
  const indicators = results.flatMap((result) => result.indicators);

  it('is of three outcomes with their outputs and activities, and about twenty indicators with baselines and targets', () => {
    expect(ready?.outcomes).toHaveLength(3);
    expect([ready?.outcomes.flatMap(({ outputs }) => outputs).length, results.length, indicators.length]).toEqual([7, 23, 21]);
    expect(indicators.filter(({ baseline, targets }) => !baseline || targets.length === 0)).toEqual([]);
    expect(results.filter(({ english }) => !english.title).map(({ title }) => title)).toEqual([]);
    expect(indicators.filter(({ english }) => !english.title).map(({ title }) => title)).toEqual([]);
  });

  it('says of itself how much it holds', () => {
    expect(ready?.about).toContain('3 resultados, 7 productos, 13 actividades y 21 indicadores');
    expect(ready?.outcomes.flatMap(({ outputs }) => outputs.flatMap(({ activities }) => activities))).toHaveLength(13);
  });
});

describe('a framework file', () => {
  it('is read when nothing is wrong', () => {
    expect(faultsOf(FINE)).toEqual([]);
    expect(parse(FINE)).toMatchObject({ name: 'Marco' });
  });

  it.each<[string, string, string, string]>([
    ['an unknown indicator', 'code: attendance', 'code: attendence', 'marco.yaml:8: outcomes.0.indicators.0.code: the catalogue has no indicator attendence'],
    ['a slice that the indicator does not have', "slice: { course: '1' }", "slice: { post: 'mayor' }", 'marco.yaml:11: outcomes.0.indicators.0.slice: attendance is not split by post'],
    ['a dimension that nobody knows', "slice: { course: '1' }", "slice: { colour: 'red' }", 'marco.yaml:11: outcomes.0.indicators.0.slice'],
    ['a target without a baseline', '        baseline: { value: 64, on: 2013-03-31, source: Evaluación }\n', '', 'marco.yaml:12: outcomes.0.indicators.0.targets: a target needs a baseline'],
    ['a day that is none', '2013-03-31', '2013-02-31', 'marco.yaml:12: outcomes.0.indicators.0.baseline.on'],
    ['two targets for a year', '{ in: 1, value: 70 }', '{ in: 1, value: 70 }, { in: 1, value: 80 }', 'two targets for one period'],
    ['a target for all beside one for a year', '{ in: 1, value: 70 }', '{ in: all, value: 70 }, { in: 1, value: 80 }', 'overlaps'],
    ['an outcome without outputs', /outputs:[^]*/u.exec(FINE)?.[0] ?? '', 'outputs: []\n', 'marco.yaml:14: outcomes.0.outputs'],
    ['a word that is no part of it', 'about: Uno de prueba', 'abuot: Uno de prueba', 'Unrecognized key: "abuot"'],
    ['no YAML', 'name: Marco', 'name: [Marco', 'marco.yaml:'],
  ])('names the file, line and path of %s', (_, what, instead, fault) => {
    expect(FINE).toContain(what);
    expect(faultsOf(FINE.replace(what, instead)).join('\n')).toContain(fault);
  });
});
