/** What docs/dialogs.md says of audiences is what the product does: its examples are read, its table is tried. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAudience } from '../../src/actions/audience-reading';
import { audienceDraftOf } from '../../src/resolvers/audience-drafts';
import { builtInAttributes } from '../../src/routing/attributes';
import type { AudienceInput } from '../../src/schema/audience.input';
import { addressOf, matchesAddress, readUrlPattern } from '../../src/streams/url-pattern';
import { root } from './source';

const text = readFileSync(join(root, 'docs/dialogs.md'), 'utf8');
const examples = [...text.matchAll(/```json audience\n([\s\S]*?)```/g)].map(([, body = '']) => body);
const rows = [...text.matchAll(/^\| `([^`]+)` \| `([^`]+)` \| `([^`]+)` \|$/gm)].map(
  ([, target = '', hit = '', miss = '']) => [target, hit, miss] as const,
);
const definitions = builtInAttributes.map((one) => ({ ...one, builtIn: true, options: [] }));

test('there are examples and a table', () => {
  expect(examples.length).toBeGreaterThanOrEqual(2);
  expect(rows.length).toBeGreaterThanOrEqual(7);
});

test.each(examples.map((body, index) => [index + 1, body] as const))('audience %i is one', (_number, body) => {
  const outcome = readAudience(audienceDraftOf(JSON.parse(body) as AudienceInput), definitions, ['audience']);
  expect(outcome).toMatchObject({ ok: true });
});

test.each(rows)('%s is %s, and is not %s', (target, hit, miss) => {
  const read = readUrlPattern(target);
  const matches = (url: string): boolean => {
    const address = addressOf(url);
    return read.ok && address !== null && matchesAddress(read.pattern, address);
  };
  expect([matches(hit), matches(miss)]).toEqual([true, false]);
});
