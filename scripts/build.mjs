/** Builds what changed: `npm run build`, and the first thing of `npm start`. `npm run build -- widget demo` builds those alone. */
import { pathToFileURL } from 'node:url';
import { withBuildLock } from './build-lock.mjs';
import { compile } from './compile.mjs';
import { presentParts } from './parts.mjs';
import { fingerprint, hasStamp, isFresh, removeStamp, writeStamp } from './stamps.mjs';

function say(text) {
  process.stderr.write(`${text}\n`);
}

export function staleParts(names = []) {
  return presentParts().filter((part) => (names.length === 0 || names.includes(part.name)) && !isFresh(part));
}

async function buildPart(part, failures) {
  const startedAt = performance.now();
  // Taken before the build: a source that changes meanwhile makes the part stale again, never falsely fresh.
  const print = fingerprint(part);
  const clean = !hasStamp(part);
  removeStamp(part);
  try {
    await compile(part, clean);
    writeStamp(part, print);
    say(`  ${part.name} built in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
  } catch (error) {
    failures.push(part.name);
    writeStamp(part, 'failed');
    say(`  ${part.name} failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Answers with the names of the parts that failed. The compiler runs beside the bundler; bundles one after another. */
export async function build(names = []) {
  if (staleParts(names).length === 0) return [];
  return withBuildLock(
    () => say('Another build is at work here; waiting for it …'),
    async () => {
      const parts = staleParts(names);
      if (parts.length === 0) return [];
      const failures = [];
      say(`Building ${parts.map((part) => part.name).join(', ')} …`);
      const clients = async () => {
        for (const part of parts.filter((each) => each.kind !== 'tsc')) await buildPart(part, failures);
      };
      const server = parts.filter((each) => each.kind === 'tsc').map((part) => buildPart(part, failures));
      await Promise.all([...server, clients()]);
      return failures;
    },
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const names = process.argv.slice(2);
  const known = presentParts().map((part) => part.name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    say(`There is no ${unknown.join(', ')} to build. Parts: ${known.join(', ')}.`);
    process.exit(2);
  }
  const failures = await build(names);
  if (failures.length > 0) {
    say(`The build failed: ${failures.join(', ')}.`);
    process.exitCode = 1;
  }
}
