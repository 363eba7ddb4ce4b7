import { attributeDefinitionCreate } from '../../src/actions/attribute-definition-create';
import { customRuleCreate, type CustomRuleCreateInput } from '../../src/actions/custom-rule-create';
import { customRuleDelete } from '../../src/actions/custom-rule-delete';
import { customRuleUpdate, type CustomRuleUpdateInput } from '../../src/actions/custom-rule-update';
import { teamCreate } from '../../src/actions/team-create';
import { nextUp } from '../../src/routing/round-robin';
import type { RuleId } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import { ann, bob, db, ringOf, stage } from '../support/ruled-stage';
import { admin, faultsOf, profile } from '../support/staff';
import { createStage, valueOf } from '../support/stage';

const swedes = { attribute: 'country', operator: 'IS', values: ['SE'] } as const;
const create = (change: Partial<CustomRuleCreateInput> = {}) =>
  customRuleCreate(stage.ports, admin(stage), {
    name: 'Rule',
    match: 'ALL',
    conditions: [swedes],
    agentIds: [ann.agentId],
    teamId: null,
    position: null,
    enabled: true,
    ...change,
  });
const update = (customRuleId: RuleId, change: Omit<CustomRuleUpdateInput, 'customRuleId'>) =>
  customRuleUpdate(stage.ports, admin(stage), { customRuleId, ...change });
const team = async () => valueOf(await teamCreate(stage.ports, admin(stage), { name: 'T', agentIds: [bob.agentId] }));
const find = (id: RuleId) => stage.work((tx) => tx.rules.find(id));
const names = async () =>
  (await stage.work((tx) => tx.rules.findAll())).map(({ name, position }) => `${position} ${name}`);

test('a rule has a ring of its own agents, in the order given', async () => {
  const id = valueOf(await create({ agentIds: [bob.agentId, ann.agentId] }));
  expect(await ringOf(id)).toMatchObject({ kind: 'RULE', order: [bob.agentId, ann.agentId], ruleId: id });
});

test('a rule that names a team uses the ring of the team', async () => {
  const teamId = await team();
  const id = valueOf(await create({ agentIds: null, teamId }));
  expect(await ringOf(id)).toBeNull();
  const [rule] = await stage.work((tx) => tx.routing.findRules());
  expect(rule).toMatchObject({ id, pool: { kind: 'TEAM', order: [bob.agentId] } });
});

test('a rule offers either to agents or to a team', async () => {
  const teamId = await team();
  expect(faultsOf(await create({ agentIds: null }))).toEqual(['INVALID agentIds']);
  expect(faultsOf(await create({ agentIds: [] }))).toEqual(['INVALID agentIds']);
  expect(faultsOf(await create({ teamId }))).toEqual(['INVALID teamId']);
  expect(faultsOf(await create({ agentIds: null, teamId: newId<'Team'>() }))).toEqual(['NOT_FOUND teamId']);
  expect(faultsOf(await create({ agentIds: [newId<'Agent'>()] }))).toEqual(['NOT_FOUND agentIds.0']);
});

test('every fault is told at once, each at its field', async () => {
  const outcome = await create({
    name: '',
    conditions: [swedes, { ...swedes, attribute: 'shoeSize' }, { ...swedes, values: [] }],
    agentIds: [],
    position: 0,
  });
  expect(faultsOf(outcome)).toEqual([
    'INVALID name',
    'INVALID conditions.1.attribute',
    'INVALID conditions.2.values',
    'INVALID position',
    'INVALID agentIds',
  ]);
  expect(await names()).toEqual([]);
});

test('a condition is about an attribute that is known, and keeps its spelling', async () => {
  const definition = { name: 'shoeSize', label: 'Shoe size', type: 'NUMBER' } as const;
  valueOf(await attributeDefinitionCreate(stage.ports, admin(stage), definition));
  const conditions = [
    { attribute: 'SHOESIZE', operator: 'GREATER_THAN', values: [' 45 '] },
    { attribute: 'Email', operator: 'IS_EMPTY', values: ['ignored'] },
  ] as const;
  const id = valueOf(await create({ conditions }));
  expect((await find(id))?.conditions).toEqual([
    { attribute: 'shoeSize', operator: 'GREATER_THAN', values: ['45'] },
    { attribute: 'email', operator: 'IS_EMPTY', values: [] },
  ]);
});

test('a position is inserted at and the rest moves down; beyond the end or absent it is the last', async () => {
  for (const [name, position] of [
    ['a', null],
    ['b', 2_147_483_647],
    ['c', 1],
    ['d', 2],
  ] as const) {
    valueOf(await create({ name, position }));
  }
  expect(await names()).toEqual(['1 c', '2 d', '3 a', '4 b']);
});

test('a rule moves up and down, and leaves no hole when it goes', async () => {
  const made: RuleId[] = [];
  for (const name of ['a', 'b', 'c', 'd']) made.push(valueOf(await create({ name })));
  const [a, b, , d] = made as [RuleId, RuleId, RuleId, RuleId];
  valueOf(await update(d, { position: 1 }));
  expect(await names()).toEqual(['1 d', '2 a', '3 b', '4 c']);
  valueOf(await update(a, { position: 3 }));
  expect(await names()).toEqual(['1 d', '2 b', '3 a', '4 c']);
  valueOf(await customRuleDelete(stage.ports, admin(stage), { customRuleId: b }));
  expect(await names()).toEqual(['1 d', '2 a', '3 c']);
  expect(await ringOf(b)).toBeNull();
});

test('of a rule, what is absent stays', async () => {
  const id = valueOf(await create({ match: 'ANY' }));
  valueOf(await update(id, { enabled: false }));
  expect(await find(id)).toMatchObject({
    name: 'Rule',
    match: 'ANY',
    enabled: false,
    conditions: [swedes],
    position: 1,
  });
  expect((await ringOf(id))?.order).toEqual([ann.agentId]);
  expect(await stage.work((tx) => tx.routing.findRules())).toEqual([]);
});

test('a rule goes from agents to a team and back, and never to nobody', async () => {
  const teamId = await team();
  const id = valueOf(await create());
  expect(faultsOf(await update(id, { agentIds: [] }))).toEqual(['INVALID agentIds']);
  valueOf(await update(id, { teamId }));
  expect(await find(id)).toMatchObject({ teamId });
  expect(await ringOf(id)).toBeNull();
  expect(faultsOf(await update(id, { teamId: null }))).toEqual(['INVALID agentIds']);
  expect(faultsOf(await update(id, { teamId, agentIds: [ann.agentId] }))).toEqual(['INVALID teamId']);
  valueOf(await update(id, { agentIds: [bob.agentId] }));
  expect(await find(id)).toMatchObject({ teamId: null });
  expect((await ringOf(id))?.order).toEqual([bob.agentId]);
});

test('other agents leave the turn where it was', async () => {
  const cid = await stage.agent();
  const id = valueOf(await create({ agentIds: [ann.agentId, bob.agentId] }));
  const ring = await ringOf(id);
  if (ring === null) throw new Error('The rule has no ring.');
  await stage.work(async (tx) => tx.routing.updatePool(ring.id, { lastOffered: ann.agentId }));
  valueOf(await update(id, { agentIds: [cid.agentId, ann.agentId, bob.agentId] }));
  const changed = await ringOf(id);
  expect(changed === null ? null : nextUp(changed)).toBe(bob.agentId);
});

test('rules are managed by those who may, and only their own', async () => {
  const id = valueOf(await create());
  for (const actor of [ann, profile(stage, 'MARKETING_USER'), await stage.visitor()]) {
    expect(faultsOf(await customRuleUpdate(stage.ports, actor, { customRuleId: id, name: 'x' }))).toEqual([
      'FORBIDDEN',
    ]);
    expect(faultsOf(await customRuleDelete(stage.ports, actor, { customRuleId: id }))).toEqual(['FORBIDDEN']);
  }
  const other = await createStage(db);
  const input = { customRuleId: id, name: 'Mine' };
  expect(faultsOf(await customRuleUpdate(other.ports, admin(other), input))).toEqual(['NOT_FOUND customRuleId']);
  expect(faultsOf(await customRuleDelete(other.ports, admin(other), input))).toEqual(['NOT_FOUND customRuleId']);
});

test('an attribute has a name of its own, in more than case', async () => {
  const define = async (name: string, label = 'Label') =>
    faultsOf(await attributeDefinitionCreate(stage.ports, admin(stage), { name, label, type: 'TEXT' }));
  expect(await define('favouriteColour')).toEqual([]);
  expect(await define('FavouriteColour')).toEqual(['CONFLICT name']);
  expect(await define('EMAIL')).toEqual(['CONFLICT name']);
  for (const wrong of ['', '1st', 'two words', 'näme', 'a'.repeat(65), 'a.b', '__proto__']) {
    expect(await define(wrong)).toEqual(['INVALID name']);
  }
  expect(await define('x', '')).toEqual(['INVALID label']);
  const definitions = await stage.work((tx) => tx.attributeDefinitions.findAll());
  expect(definitions.at(-1)).toEqual({
    name: 'favouriteColour',
    label: 'Label',
    type: 'TEXT',
    builtIn: false,
    options: [],
  });
  const input = { name: 'mine', label: 'Mine', type: 'TEXT' } as const;
  expect(faultsOf(await attributeDefinitionCreate(stage.ports, ann, input))).toEqual(['FORBIDDEN']);
});
