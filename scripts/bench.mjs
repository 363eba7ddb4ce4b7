/** `npm run bench`: every benchmark in its short form, and bench/results.md. `npm run bench -- NAME --full`: one in full. */
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { commit, machine } from '../bench/support/measure.mjs';
import { openRig } from '../bench/support/rig.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const words = process.argv.slice(2);
const full = words.includes('--full');
const wanted = words.filter((word) => !word.startsWith('--'));
const known = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith('.bench.mjs'))
  .map((file) => file.replace('.bench.mjs', ''));
const unknown = words.filter((word) => word !== '--full' && !known.includes(word));
if (unknown.length > 0) {
  process.stderr.write(`There is no ${unknown.join(', ')}. Benchmarks: ${known.join(', ')}. Option: --full.\n`);
  process.exit(2);
}

execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: 'inherit' });

const names = known.filter((name) => wanted.length === 0 || wanted.includes(name));

const sections = [];
let missed = false;
for (const name of names) {
  const bench = await import(pathToFileURL(join(root, 'bench', `${name}.bench.mjs`)).href);
  const rig = await openRig();
  try {
    const { rows, met } = await bench.run(rig, { full });
    missed ||= !met;
    const [head, ...body] = rows.map((row) => `| ${row.join(' | ')} |`);
    const rule = `|${rows[0].map(() => '---|').join('')}`;
    sections.push(
      [`## ${bench.title}`, '', head, rule, ...body, '', met ? 'Within budget.' : '**Not within budget.**', ''].join(
        '\n',
      ),
    );
    process.stdout.write(`\n${sections.at(-1)}\n`);
  } finally {
    await rig.close();
  }
}

if (wanted.length === 0) {
  const head = [
    '# Results',
    '',
    'Written by `npm run bench`. Ratios travel, absolutes do not: each product figure stands beside a floor of the same run where it has one.',
    '',
    `Machine: ${machine()}. Commit: ${commit()}${full ? ', full form' : ', short form'}.`,
    '',
  ];
  writeFileSync(join(root, 'bench/results.md'), `${head.join('\n')}\n${sections.join('\n')}`);
}
process.exitCode = missed ? 1 : 0;
