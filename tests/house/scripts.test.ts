/** What npm runs says what it did not understand, instead of doing something else. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './source';

test.each([
  ['bench.mjs', ['nosuch', '--quick'], /There is no nosuch, --quick\. Benchmarks: .*send.*Option: --full/],
  ['build.mjs', ['nosuch'], /There is no nosuch to build\. Parts: server, .*widget/],
  ['emit-schema.mjs', ['--chekc'], /There is no --chekc\. Option: --check/],
  ['reconcile.mjs', [], /Say which database: DATABASE_URL=/],
] as const)('scripts/%s answers words that it does not know', (script, words, said) => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts', script), ...words], {
    env: { ...process.env, DATABASE_URL: '' },
    encoding: 'utf8',
  });
  expect(stderr).toMatch(said);
  expect(status).toBe(2);
});
