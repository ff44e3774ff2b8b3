// Lint rules of every layer: typed promise rules, and the imports that the compiler cannot forbid.
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const layerRoots = ['shared', 'models', 'electron', 'renderer', 'test'];

/** A restriction on imports: what must not be imported and which file owns it instead. */
const owners = [
  {
    name: 'sharp',
    message:
      'Only electron/engine/formats/decode.ts opens images; rasters.ts and encode.ts beside it make them: call them instead.',
  },
  {
    name: 'onnxruntime-node',
    message: 'Only electron/engine/running/inference.ts runs models: call it instead.',
  },
  {
    name: 'better-sqlite3',
    message:
      'Only electron/engine/cache/database.ts, models/state.ts and models/lock.ts open databases: call them instead.',
  },
  {
    name: 'electron',
    message: 'Only electron/app/main.ts and electron/app/preload.ts talk to Electron.',
  },
];

/** Forbids every owned package except the one this file owns, and the given path patterns. */
function imports(owned, patterns = []) {
  const paths = owners.filter((owner) => owner.name !== owned);
  return { 'no-restricted-imports': ['error', { paths, patterns }] };
}

const notTheEngine = {
  regex: 'engine/(?!engine\\.ts$)',
  message: 'Hosts use electron/engine/engine.ts only: call the engine through the contract.',
};
const notTheTerminal = {
  regex: '/cli/',
  message:
    'The command line stands on what all hosts share: put it into shared/shoot or electron/host.',
};
const notTheCache = {
  regex: '/cache/',
  message: 'Stages know pixels, tensors and rows of their own: the queue saves what they return.',
};
const schemasStayOut = {
  regex: 'shared/contract[\\w-]*\\.ts$',
  message: 'Schemas stay out of the page: import types only.',
  allowTypeImports: true,
};
const notTheStages = {
  regex: '/stages/',
  message:
    'The cache is given the list of stages: it knows none by name, and it never computes a signal.',
};

export default defineConfig(
  { ignores: ['node_modules/', 'dist/', 'release/', 'demo/'] },
  {
    files: layerRoots.flatMap((root) => [`${root}/**/*.ts`, `${root}/**/*.tsx`]),
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      ...imports(undefined),
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/prefer-for-of': 'off', // typed arrays: the index is needed more often than not
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
    },
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
  },
  {
    files: ['renderer/**/*.ts', 'renderer/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'no-restricted-imports': 'off', // the typed rule below allows imports of types
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: owners, patterns: [schemasStayOut] },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
    },
  },
  {
    files: ['renderer/**/*.tsx'],
    rules: { 'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['electron/{app,api,browser,build,cli,host}/**/*.ts'],
    rules: imports(undefined, [notTheEngine]),
  },
  {
    files: ['electron/{api,host}/**/*.ts'],
    rules: imports(undefined, [notTheEngine, notTheTerminal]),
  },
  {
    files: ['electron/app/main.ts', 'electron/app/preload.ts'],
    rules: imports('electron', [notTheEngine]),
  },
  {
    files: [
      'electron/engine/stages/**/*.ts',
      'electron/engine/stage.ts',
      'electron/engine/versions.ts',
      'electron/engine/analyse.ts',
    ],
    rules: imports(undefined, [notTheCache]),
  },
  { files: ['electron/engine/cache/**/*.ts'], rules: imports(undefined, [notTheStages]) },
  {
    files: ['electron/engine/formats/{decode,encode,rasters}.ts'],
    rules: imports('sharp'),
  },
  { files: ['electron/engine/running/inference.ts'], rules: imports('onnxruntime-node') },
  { files: ['models/state.ts', 'models/lock.ts'], rules: imports('better-sqlite3') },
  {
    files: ['electron/engine/cache/database.ts', 'electron/engine/cache/schema.ts'],
    rules: imports('better-sqlite3', [notTheStages]),
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // node:test's describe and it return promises that the runner awaits itself.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['it', 'describe', 'test'], package: 'node:test' },
          ],
        },
      ],
      'no-restricted-imports': 'off', // tests make and check files with the same packages
      'no-console': 'off', // golden scripts and benchmarks print their tables
    },
  },
);
