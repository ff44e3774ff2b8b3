#!/usr/bin/env node
// Starts `podium`, or says which Node it needs: older ones cannot run TypeScript and crash in better-sqlite3.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major > 22 || (major === 22 && minor >= 19)) {
  const { keepCompiled } = await import('./keep-compiled.js');
  keepCompiled();
  const { main } = await import('./cli.ts');
  process.exitCode = await main(process.argv.slice(2));
} else {
  console.error(
    `Podium needs Node 22.19 or newer; this is Node ${process.versions.node}. ` +
      'Install Node 24 (https://nodejs.org), or run it inside the checkout with "npx podium" after "npm ci".',
  );
  process.exitCode = 1;
}
