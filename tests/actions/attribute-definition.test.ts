import { attributeDefinitionCreate } from '../../src/actions/attribute-definition-create';
import { attributeDefinitionDelete } from '../../src/actions/attribute-definition-delete';
import { attributeDefinitionUpdate } from '../../src/actions/attribute-definition-update';
import { visitorSessionStart } from '../../src/actions/visitor-session-start';
import type { AttributeType } from '../../src/routing/terms';
import type { Script } from '../../src/streams/script';
import { db, stage } from '../support/empty-stage';
import { admin, faultsOf, profile } from '../support/staff';
import { createStage, valueOf } from '../support/stage';

const create = (name: string, type: AttributeType = 'TEXT', options?: readonly string[]) =>
  attributeDefinitionCreate(stage.ports, admin(stage), { name, label: name, type, ...(options && { options }) });
const drop = (name: string) => attributeDefinitionDelete(stage.ports, admin(stage), { name });
const find = async (name: string) =>
  (await stage.work((tx) => tx.attributeDefinitions.findAll())).find((definition) => definition.name === name);

test('a picklist has its values, and nothing else is taken for one', async () => {
  valueOf(await create('colour', 'PICKLIST', [' Red ', 'Green']));
  expect(await find('colour')).toMatchObject({ type: 'PICKLIST', options: ['Red', 'Green'], builtIn: false });
  const page = (value: string) =>
    visitorSessionStart(stage.ports, {
      workspaceKey: stage.workspaceKey,
      visitorToken: null,
      attributes: [{ name: 'colour', value }],
    });
  const { visitorId } = valueOf(await page('green'));
  expect((await stage.work((tx) => tx.visitors.find(visitorId)))?.attributes).toEqual([
    { name: 'colour', value: 'Green', source: 'PAGE' },
  ]);
  expect(faultsOf(await page('Blue'))).toEqual(['INVALID attributes.0.value']);
  const update = { name: 'COLOUR', label: 'Favourite colour', options: ['Blue'] };
  valueOf(await attributeDefinitionUpdate(stage.ports, admin(stage), update));
  expect(await find('colour')).toMatchObject({ label: 'Favourite colour', options: ['Blue'] });
  expect(faultsOf(await page('green'))).toEqual(['INVALID attributes.0.value']);
  valueOf(await page('Blue'));
});

test('values are for picklists, each once, readable, and not without end', async () => {
  expect(faultsOf(await create('shoeSize', 'NUMBER', ['44']))).toEqual(['INVALID options']);
  expect(faultsOf(await create('colour', 'PICKLIST', ['Red', ' ', 'red']))).toEqual([
    'INVALID options.1',
    'INVALID options.2',
  ]);
  const many = Array.from({ length: 201 }, (_, index) => `Colour ${index}`);
  expect(faultsOf(await create('colour', 'PICKLIST', many))).toEqual(['INVALID options']);
  const change = (name: string, changes: { label?: string; options?: readonly string[] }) =>
    attributeDefinitionUpdate(stage.ports, admin(stage), { name, ...changes });
  expect(faultsOf(await change('country', { label: ' ', options: ['SE'] }))).toEqual([
    'INVALID label',
    'INVALID options',
  ]);
  expect(faultsOf(await change('nothing', {}))).toEqual(['NOT_FOUND name']);
  valueOf(await change('country', { label: 'Land' }));
  expect(await find('country')).toMatchObject({ label: 'Land', builtIn: true });
});

test('what a dialog or a rule uses stays, and the answer names where', async () => {
  const uses: readonly (readonly [string, Script])[] = [
    ['asked', [{ kind: 'INFO_CAPTURE', key: 'a', text: 'Say', attribute: 'asked', next: null }]],
    ['stored', [{ kind: 'ACTION', key: 'a', attribute: 'Stored', value: '1', next: null }]],
    ['shown', [{ kind: 'MESSAGE', key: 'a', text: 'Hi {{ visitor.Shown:"there"}}', next: null }]],
    [
      'weighed',
      [
        {
          kind: 'BRANCH',
          key: 'a',
          branches: [
            {
              key: 'b',
              match: 'ALL',
              conditions: [{ kind: 'ATTRIBUTE', attribute: 'weighed', operator: 'IS_EMPTY', values: [] }],
              next: null,
            },
          ],
          otherwise: { next: null },
        },
      ],
    ],
  ];
  for (const [name, cards] of uses) {
    valueOf(await create(name));
    const dialogId = await stage.dialog({ cards });
    const refused = await drop(name);
    expect([name, ...faultsOf(refused)]).toEqual([name, 'IN_USE name']);
    expect(refused).toMatchObject({ refusals: [{ message: expect.stringContaining('the dialog “Dialog”') }] });
    // What is published counts even when the working copy has forgotten it; what was unpublished and rewritten does not.
    await stage.work(async (tx) => tx.dialogs.replaceCards(dialogId, []));
    expect(faultsOf(await drop(name))).toEqual(['IN_USE name']);
    await stage.work(async (tx) => tx.dialogs.unpublish(dialogId));
    expect(valueOf(await drop(name))).toBe(name);
  }
  valueOf(await create('matched'));
  const conditions = [{ attribute: 'Matched', operator: 'IS', values: ['x'] }] as const;
  await stage.rule({ name: 'Swedes', position: 1, conditions, agents: [] });
  expect(await drop('MATCHED')).toMatchObject({
    refusals: [{ message: expect.stringContaining('the rule “Swedes”') }],
  });
});

test('a name that is the beginning of another one’s is not in use by it', async () => {
  valueOf(await create('plan'));
  valueOf(await create('planName'));
  await stage.dialog({ cards: [{ kind: 'MESSAGE', key: 'a', text: '{{visitor.planName}} and plan', next: null }] });
  expect(faultsOf(await drop('planName'))).toEqual(['IN_USE name']);
  valueOf(await drop('plan'));
});

test('the built-in ones stay; what was said under a name that went comes back with it', async () => {
  expect(faultsOf(await drop('Email'))).toEqual(['IN_USE name']);
  valueOf(await create('shoeSize', 'NUMBER'));
  const { visitorId } = await stage.visitor({ shoeSize: '44' });
  valueOf(await drop('shoeSize'));
  expect(faultsOf(await drop('shoeSize'))).toEqual(['NOT_FOUND name']);
  expect((await stage.work((tx) => tx.visitors.find(visitorId)))?.attributes).toMatchObject([{ value: '44' }]);
});

test('attributes are defined by those who manage dialogs', async () => {
  valueOf(await create('shoeSize', 'NUMBER'));
  for (const actor of [profile(stage, 'LIVE_AGENT'), await stage.visitor()]) {
    const name = 'shoeSize';
    expect(faultsOf(await attributeDefinitionUpdate(stage.ports, actor, { name, label: 'Mine' }))).toEqual([
      'FORBIDDEN',
    ]);
    expect(faultsOf(await attributeDefinitionDelete(stage.ports, actor, { name }))).toEqual(['FORBIDDEN']);
  }
  const elsewhere = await createStage(db);
  expect(faultsOf(await attributeDefinitionDelete(elsewhere.ports, admin(elsewhere), { name: 'shoeSize' }))).toEqual([
    'NOT_FOUND name',
  ]);
});
