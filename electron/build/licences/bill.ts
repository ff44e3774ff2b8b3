// The bill of materials (SBOM): what the app carries, as CycloneDX, told by npm from what is installed.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { carriedPackages, titleOf } from './carried.ts';

const run = promisify(execFile);
/** Enough for all of node_modules: npm tells some 500 packages in half a megabyte. */
const mostBytes = 64 * 2 ** 20;

const billSchema = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  serialNumber: z.string().optional(),
  metadata: z.looseObject({
    timestamp: z.string().optional(),
    component: z.looseObject({ 'bom-ref': z.string(), name: z.string() }),
  }),
  components: z.array(
    z.looseObject({
      'bom-ref': z.string(),
      properties: z.array(z.looseObject({ name: z.string() })),
    }),
  ),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
});

type Bill = z.infer<typeof billSchema>;

/**
 * The bill as text, the same for the same installed packages: without the hour, and without a number that is another each
 * time. npm is asked for everything: with `--omit dev` it leaves out what a tool uses as well, zod among them.
 */
export async function billOfMaterials(project: string): Promise<string> {
  const carried = new Set((await carriedPackages(project)).map(titleOf));
  const all = await askNpm(project);
  const podium = all.metadata.component['bom-ref'];
  const kept = {
    ...all,
    serialNumber: undefined,
    // npm takes the name of the folder.
    metadata: {
      ...all.metadata,
      timestamp: undefined,
      component: { ...all.metadata.component, type: 'application', name: 'podium' },
    },
    components: all.components.filter((one) => carried.has(one['bom-ref'])).map(asShipped),
    dependencies: all.dependencies
      .filter(({ ref }) => ref === podium || carried.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((on) => carried.has(on)) })),
  };
  const missing = [...carried].filter(
    (title) => !kept.components.some((one) => one['bom-ref'] === title),
  );
  if (missing.length > 0)
    throw new Error(
      `npm does not list ${missing.join(', ')}, which the app carries. Run npm ci again.`,
    );
  return `${JSON.stringify(kept, null, 2)}\n`;
}

/** What the app carries is no tool there, though npm knows it as one. */
function asShipped(component: Bill['components'][number]): Bill['components'][number] {
  const properties = component.properties.filter(
    ({ name }) => name !== 'cdx:npm:package:development',
  );
  return { ...component, properties };
}

/**
 * The npm that runs this script, else the one of the system. It reads what is installed and asks no server, and includes the
 * tools also where NODE_ENV says production, as it does once vite has built something.
 */
async function askNpm(project: string): Promise<Bill> {
  const wanted = ['--include', 'dev', '--include', 'optional', '--include', 'peer'];
  const args = [
    'sbom',
    '--sbom-format',
    'cyclonedx',
    ...wanted,
    '--offline',
    '--no-update-notifier',
  ];
  const options = { cwd: project, maxBuffer: mostBytes };
  const npm = process.env['npm_execpath'];
  const { stdout } =
    npm === undefined
      ? await run('npm', args, { ...options, shell: process.platform === 'win32' })
      : await run(process.execPath, [npm, ...args], options);
  return billSchema.parse(JSON.parse(stdout));
}
