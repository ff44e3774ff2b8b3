// The structure of checkouts in figures: sizes, imports that run back up, circles, and where the page keeps state.
// Run: node test/bench/structure.ts [CHECKOUT...]    (this checkout when none is named; several stand side by side)

import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import {
  circles,
  importsIn,
  layers,
  sourcesOf,
  type Layer,
  type Source,
} from '../fixtures/import-graph.ts';

const mayImport: Readonly<Record<Layer, readonly Layer[]>> = {
  shared: [],
  'electron/disk': ['shared'],
  models: ['shared', 'electron/disk'],
  'electron/engine': ['shared', 'electron/disk', 'models'],
  electron: ['shared', 'electron/disk', 'models', 'electron/engine'],
  renderer: ['shared'],
};

/**
 * Ways in which a late answer asks by hand whether it is still wanted: a closure made for it, an abort signal read, or what is
 * open compared with what was open when the question was asked.
 */
const staleness = [
  /\bstill\(\)/,
  /\bwhileOpen\(\)/,
  /\.aborted\b/,
  /\bget\(\)\.(folders|search|dropped|photos|aestheticBy)\b[^;]*[!=]== (?!null|undefined|'|-?\d)/,
  /\b(latest|asked|wanted) [!=]== (asked|before|person)\b/,
];

const linesOf = ({ text }: ts.SourceFile) => text.trimEnd().split('\n').length;

function functionLines(file: ts.SourceFile): number[] {
  const found: number[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const [first, last] = [node.getStart(file), node.end].map(
        (place) => file.getLineAndCharacterOfPosition(place).line,
      );
      found.push((last ?? 0) - (first ?? 0) + 1);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function upward(sources: readonly Source[], imports: ReadonlyMap<string, string[]>): number {
  const layerOf = new Map(sources.map(({ path, layer }) => [path, layer]));
  return sources.flatMap(({ path, layer }) =>
    (imports.get(path) ?? []).filter((target) => {
      const other = layerOf.get(target);
      return other !== undefined && other !== layer && !mayImport[layer].includes(other);
    }),
  ).length;
}

/** Variables that a module of the page may set again: state outside the stores. */
function moduleLets(sources: readonly Source[]): number {
  return sources
    .filter(({ layer }) => layer === 'renderer')
    .flatMap(({ file }) => [...file.statements])
    .filter((statement) => ts.isVariableStatement(statement))
    .filter(({ declarationList }) => (declarationList.flags & ts.NodeFlags.Let) !== 0)
    .reduce((sum, { declarationList }) => sum + declarationList.declarations.length, 0);
}

/** Fields of each store of the page, by the type that it is made with. */
function storeFields(sources: readonly Source[]): string[] {
  const page = sources.filter(({ layer }) => layer === 'renderer' || layer === 'shared');
  const types = new Map<string, number>();
  const stores: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeAliasDeclaration(node) && ts.isTypeLiteralNode(node.type))
      types.set(node.name.text, node.type.members.length);
    const made =
      ts.isCallExpression(node) && /^(create|createStore)$/.test(node.expression.getText());
    const [of] = made ? (node.typeArguments ?? []) : [];
    if (of) stores.push(ts.isTypeLiteralNode(of) ? `{…} ${of.members.length}` : of.getText());
    ts.forEachChild(node, visit);
  };
  for (const { file } of page) visit(file);
  return stores.map((name) => (types.has(name) ? `${name} ${types.get(name) ?? 0}` : name));
}

function stalenessChecks(sources: readonly Source[]): number {
  return sources
    .filter(({ layer }) => layer === 'renderer')
    .flatMap(({ file }) => file.text.split('\n'))
    .filter((line) => staleness.some((idiom) => idiom.test(line))).length;
}

/** Rooms of more files than that want walls. */
const roomy = 20;

function fullRooms(sources: readonly Source[]): string[] {
  const counts = new Map<string, number>();
  for (const { path } of sources) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > roomy)
    .map(([room, count]) => `${room} ${count}`);
}

function spread(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const share = (part: number) => sorted[Math.floor(part * (sorted.length - 1))] ?? 0;
  return `median ${share(0.5)}, 95 % ${share(0.95)}, most ${share(1)}`;
}

function figures(root: string): Readonly<Record<string, string>> {
  const sources = sourcesOf(root);
  const imports = importsIn(root, sources);
  const lines = sources.map(({ file }) => linesOf(file));
  const functions = sources.flatMap(({ file }) => functionLines(file));
  const round = circles(imports);
  const stores = storeFields(sources);
  return {
    files: String(sources.length),
    'lines of source': String(lines.reduce((sum, count) => sum + count, 0)),
    ...Object.fromEntries(
      layers.map((layer) => [
        `  ${layer}`,
        String(
          sources
            .filter((source) => source.layer === layer)
            .reduce((sum, { file }) => sum + linesOf(file), 0),
        ),
      ]),
    ),
    'lines of a file': spread(lines),
    functions: String(functions.length),
    'lines of a function': spread(functions),
    [`rooms of more than ${roomy} files`]: fullRooms(sources).join(', ') || '0',
    'imports that run back up': String(upward(sources, imports)),
    circles: round.length === 0 ? '0' : round.map((circle) => circle.length).join(' + '),
    'stores, and their fields': stores.join(', '),
    'module-level lets in renderer': String(moduleLets(sources)),
    'checks by hand whether an answer is still wanted': String(stalenessChecks(sources)),
  };
}

const named = process.argv.slice(2).map((path) => resolve(path));
const roots = named.length > 0 ? named : [resolve(import.meta.dirname, '../..')];
const missing = roots.find((root) => !existsSync(join(root, 'shared')));
if (missing !== undefined) throw new Error(`${missing} is no checkout of Podium.`);
const columns = roots.map(figures);
for (const name of Object.keys(columns[0] ?? {}))
  console.log(
    `${name.padEnd(50)}${columns.map((column) => (column[name] ?? '-').padEnd(28)).join(' ')}`.trimEnd(),
  );
