/** Dependencies run one way: kernel ← database, web ← activities ← features, as the README says. Nobody imports reports. */
const feature = (names) => `^src/(${names.join('|')})/`;
const later = ['placement', 'groups', 'attendance', 'learning', 'certificates', 'coaching', 'civic-actions', 'surveys', 'ledger', 'fees', 'consortium', 'reports', 'home'];

export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'kernel-imports-nothing', severity: 'error',
      from: { path: '^src/shared/kernel/', pathNot: '[.]spec[.]ts$' },
      to: { path: '^src/', pathNot: '^src/shared/kernel/' },
    },
    {
      name: 'shared-knows-no-feature', severity: 'error',
      from: { path: '^src/shared/' },
      to: { path: '^src/', pathNot: '^src/shared/' },
    },
    {
      name: 'activities-know-no-feature', severity: 'error',
      from: { path: feature(['activities']), pathNot: '[.]spec[.]ts$' },
      to: { path: '^src/', pathNot: '^src/(activities|shared/kernel|shared/web)/' },
    },
    {
      name: 'people-know-no-course', severity: 'error',
      from: { path: feature(['centres', 'people', 'organisations']), pathNot: '[.]spec[.]ts$' },
      to: { path: feature(['courses', ...later]) },
    },
    {
      name: 'courses-know-no-later-feature', severity: 'error',
      from: { path: feature(['courses']), pathNot: '[.]spec[.]ts$' },
      to: { path: feature(later) },
    },
    {
      name: 'ledger-knows-no-learner', severity: 'error',
      from: { path: feature(['ledger']), pathNot: '[.]spec[.]ts$' },
      to: { path: feature(['courses', ...later.filter((name) => name !== 'ledger')]) },
    },
    {
      name: 'learning-knows-no-money', severity: 'error',
      from: { path: feature(['placement', 'groups', 'attendance', 'learning', 'coaching', 'civic-actions', 'surveys']), pathNot: '[.]spec[.]ts$' },
      to: { path: feature(['ledger', 'fees', 'reports']) },
    },
    {
      name: 'certificates-stand-last', severity: 'error',
      from: { path: '^src/', pathNot: '^src/(certificates/|reports/|home/|app[.]|cli[.])' },
      to: { path: '^src/certificates/' },
    },
    {
      name: 'nobody-but-reports-imports-the-consortium', severity: 'error',
      from: { path: '^src/', pathNot: '^src/(consortium/|reports/|app[.])' },
      to: { path: '^src/consortium/' },
    },
    { name: 'nobody-imports-reports', severity: 'error', from: { path: '^src/', pathNot: '^src/(reports/|app[.]|cli[.])' }, to: { path: '^src/reports/' } },
    {
      // What stands in a migration must not change with the code: an upgraded database would differ from a new one.
      name: 'migrations-know-no-feature', severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^src/', pathNot: '^src/shared/(database/schema|kernel/ids)[.]ts$' },
    },
    { name: 'no-development-package', severity: 'error', from: { path: '^src/', pathNot: '[.]spec[.]ts$' }, to: { dependencyTypes: ['npm-dev'] } },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/browser/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
