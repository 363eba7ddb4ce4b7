import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dialogImport } from '../../src/actions/dialog-import';
import { cardKinds } from '../../src/streams/script';
import { stage } from '../support/empty-stage';
import { admin } from '../support/staff';
import { valueOf } from '../support/stage';

const text = readFileSync(join(__dirname, '..', '..', 'src', 'server', 'demo-streams.json'), 'utf8');

beforeEach(async () => {
  await stage.team('Sales', [await stage.agent()]);
});

test('the demo’s file can be brought into any workspace with a sales team, and has nothing to be mended', async () => {
  const take = { document: text, dryRun: false, publish: true };
  const { dialogs } = valueOf(await dialogImport(stage.ports, admin(stage), take));
  const errors = dialogs.flatMap(({ key, issues }) =>
    issues.filter(({ severity }) => severity === 'ERROR').map(({ message }) => `${key}: ${message}`),
  );
  expect(errors).toEqual([]);
  expect(dialogs.every(({ published }) => published)).toBe(true);
  const again = valueOf(await dialogImport(stage.ports, admin(stage), { ...take, publish: false }));
  expect(again.dialogs.map(({ outcome }) => outcome)).toEqual(dialogs.map(() => 'UNCHANGED'));
});

test('its tour has every kind of card', async () => {
  valueOf(await dialogImport(stage.ports, admin(stage), { document: text, dryRun: false, publish: false }));
  const [tour] = await stage.work((tx) => tx.dialogs.findByKeys(['guided-tour']));
  const kinds = new Set(tour?.cards.map(({ kind }) => kind));
  expect(cardKinds.filter((kind) => !kinds.has(kind))).toEqual([]);
});
