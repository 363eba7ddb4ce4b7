/** How one part is made. Clients are built aside and renamed into place, so a running server never serves half a client. */
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compressFiles } from './compressed.mjs';
import { dist, root } from './parts.mjs';

const carriedAlong = new Set(['.graphql', '.sql', '.json']);
const emitted = /(\.d\.ts|\.js)(\.map)?$/;

export function compile(part, clean) {
  if (part.kind === 'tsc') return compileServer(clean);
  return part.kind === 'package' ? compilePackage(part) : compileClient(part);
}

async function compilePackage(part) {
  const { packSdk } = await import('./sdk-package.mjs');
  const aside = `${part.output}.${process.pid}`;
  mkdirSync(path.dirname(part.output), { recursive: true });
  writeFileSync(aside, packSdk());
  renameSync(aside, part.output);
}

/** `clean` when the last build may have died half way: then what the compiler remembers of it cannot be trusted. */
async function compileServer(clean) {
  if (clean) rmSync(path.join(dist, '.tsbuildinfo'), { force: true });
  const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  // Types are checked by `npm run typecheck`: here that would double the time of somebody's first start.
  await run([compiler, '-p', 'tsconfig.build.json', '--noCheck', '--pretty', String(Boolean(process.stderr.isTTY))]);
  for (const folder of ['src', 'migrations']) {
    mirrorData(path.join(root, folder), path.join(dist, folder));
    dropOrphans(path.join(dist, folder), path.join(root, folder));
  }
}

function run(args) {
  return new Promise((resolve, reject) => {
    // The compiler tells its errors on stdout; all that a build says belongs on stderr.
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', process.stderr, process.stderr] });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else
        reject(new Error(signal ? `The compiler was stopped by ${signal}.` : 'The sources do not compile; see above.'));
    });
  });
}

function mirrorData(from, to) {
  if (!existsSync(from)) return;
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (entry.isDirectory()) mirrorData(source, target);
    else if (carriedAlong.has(path.extname(entry.name))) {
      mkdirSync(to, { recursive: true });
      copyFileSync(source, target);
    }
  }
}

/** A source that was deleted or renamed must not live on as its compiled file: a migration would run again. */
function dropOrphans(compiled, sources) {
  if (!existsSync(compiled)) return;
  for (const name of readdirSync(compiled)) {
    const place = path.join(compiled, name);
    if (statSync(place).isDirectory()) {
      dropOrphans(place, path.join(sources, name));
      if (readdirSync(place).length === 0) rmSync(place, { recursive: true });
    } else if (emitted.test(name) && !existsSync(path.join(sources, name.replace(emitted, '.ts')))) rmSync(place);
  }
}

async function compileClient(part) {
  // Inherited from a test run or a shell, it would put React's development build, almost twice as large, before visitors.
  process.env.NODE_ENV = 'production';
  // Vite's advice about its own future is nothing that whoever starts a server can act on.
  process.env.VITE_CONFIG_NATIVE_IGNORE_WARNING = 'true';
  const { build } = await import('vite');
  const aside = path.join(dist, `.${part.name}.${process.pid}`);
  const before = `${aside}.old`;
  try {
    await build({
      root: path.join(root, part.source),
      configFile: path.join(root, part.source, 'vite.config.ts'),
      mode: 'production',
      logLevel: 'warn',
      // How long a plugin took, on whatever machine this is, is nothing that whoever starts a server asked for.
      build: { outDir: aside, emptyOutDir: true, rolldownOptions: { checks: { bundlerTimings: false } } },
    });
    compressFiles(aside);
    rmSync(before, { recursive: true, force: true });
    if (existsSync(part.output)) renameSync(part.output, before);
    renameSync(aside, part.output);
  } finally {
    rmSync(aside, { recursive: true, force: true });
    rmSync(before, { recursive: true, force: true });
  }
}
