/**
 * `npm start`: builds what changed, then becomes the server.
 *
 * The server runs in this very process: signals, the exit code and a hard kill reach it directly, and a second start pays
 * for no child. Builds run in a child, so that no bundler stays in the server's memory.
 *
 * package.json says `exec`, because npm runs scripts in a shell: a signal to npm would end that shell and leave the server behind,
 * on its port. Where the shell knows no `exec` (Windows) what stands behind it is run.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const oldest = [20, 19];
const here = path.dirname(fileURLToPath(import.meta.url));

function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function isTooOld() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major < oldest[0] || (major === oldest[0] && minor < oldest[1]);
}

function runBuild() {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(here, 'build.mjs')], { stdio: ['ignore', 'inherit', 'inherit'] });
    // A terminal signals both processes; a supervisor only this one.
    const pass = (signal) => child.kill(signal);
    process.on('SIGTERM', pass).on('SIGINT', pass);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.off('SIGTERM', pass).off('SIGINT', pass);
      if (signal) process.kill(process.pid, signal);
      else resolve(code ?? 1);
    });
  });
}

if (isTooOld()) {
  stop(
    `Parley needs Node ${oldest.join('.')} or newer; this is ${process.versions.node}. Install a newer Node and start again.`,
  );
}
if (!existsSync(path.join(here, '..', 'node_modules', 'typescript'))) {
  stop('The packages are not installed. Run `npm ci` in this folder and start again.');
}

const { staleParts } = await import('./build.mjs');
const { presentParts, serverEntry } = await import('./parts.mjs');

const stale = staleParts();
if (stale.length > 0) {
  const code = await runBuild();
  if (code !== 0)
    stop('The server was not started, because the build failed. Mend what is told above and start again.');
}
if (!presentParts().some((part) => part.name === 'server') || !existsSync(serverEntry)) {
  stop('The server’s sources are missing: src/server/main.ts is not there.');
}

// As if by `node dist/src/server/main.js`: the server is the main module and owns the process from here on.
process.argv[1] = serverEntry;
Module.runMain();
