/** Draft, activate, roll back; what single changes leave behind; and what becomes of two who do it at once. */
import { attributeDefinitionCreate } from '../../src/actions/attribute-definition-create';
import { customRuleCreate } from '../../src/actions/custom-rule-create';
import { customRuleDelete } from '../../src/actions/custom-rule-delete';
import { customRuleUpdate } from '../../src/actions/custom-rule-update';
import { roundRobinReorder } from '../../src/actions/round-robin-reorder';
import { ruleDraftDelete } from '../../src/actions/rule-draft-delete';
import { teamCreate } from '../../src/actions/team-create';
import { teamDelete } from '../../src/actions/team-delete';
import { newId } from '../../src/stores/ids';
import {
  activate,
  draft,
  draftOf,
  draftRule,
  inForce,
  rollback,
  rulesAre,
  statesOf,
  version,
} from '../support/rule-drafts';
import { ann, bob, byRules, names, onlyRule, ringOf, stage } from '../support/ruled-stage';
import { admin, faultsOf } from '../support/staff';
import { codeOf, valueOf } from '../support/stage';

const create = (name: string, agents = [ann]) =>
  customRuleCreate(stage.ports, admin(stage), {
    name,
    match: 'ALL',
    conditions: [],
    agentIds: agents.map(({ agentId }) => agentId),
    teamId: null,
    position: null,
    enabled: true,
  });

describe('a draft', () => {
  test('routes nobody until it is activated, and then as a whole', async () => {
    await stage.dialog({ routing: byRules });
    valueOf(await draft(stage, [draftRule('First', [ann]), draftRule('Second', [bob])]));
    expect(await inForce(stage)).toEqual([]);
    expect(await stage.pending(await stage.asks(await stage.visitor()))).toBeNull();
    expect(valueOf(await activate(stage))).toBe(1);
    expect(await names()).toEqual(['First', 'Second']);
    expect(await draftOf(stage)).toBeNull();
    expect((await stage.ringing(await stage.asks(await stage.visitor()))).agentId).toBe(ann.agentId);
    expect(stage.events.filter(({ event }) => event.type === 'RULES_ACTIVATED')).toMatchObject([
      { event: { version: 1 } },
    ]);
  });

  test('says who made it, when and why, and so does its activation', async () => {
    const [writer, boss] = [admin(stage), admin(stage)];
    valueOf(await draft(stage, [draftRule('First', [ann])], { note: 'The new year.' }, writer));
    valueOf(await activate(stage, 1, boss));
    expect(await version(stage, 1)).toMatchObject({
      state: 'ACTIVE',
      note: 'The new year.',
      createdByKind: 'AGENT',
      createdBy: writer.agentId,
      activatedBy: boss.agentId,
      activatedAt: expect.any(Date),
    });
  });

  test('that somebody changed meanwhile is a conflict, and nothing of the first is lost', async () => {
    valueOf(await draft(stage, [draftRule('Mine', [ann])]));
    expect(faultsOf(await draft(stage, [draftRule('Yours', [bob])]))).toEqual(['CONFLICT revision']);
    valueOf(await draft(stage, [draftRule('Mine', [ann]), draftRule('More', [ann])], { revision: 1 }));
    expect(faultsOf(await draft(stage, [draftRule('Yours', [bob])], { revision: 1 }))).toEqual(['CONFLICT revision']);
    expect(codeOf(await activate(stage, 1))).toBe('CONFLICT');
    expect((await draftOf(stage))?.rules.map(({ name }) => name)).toEqual(['Mine', 'More']);
  });

  test('that two begin at once is one draft and one conflict', async () => {
    const both = await Promise.all([
      draft(stage, [draftRule('Mine', [ann])]),
      draft(stage, [draftRule('Yours', [bob])]),
    ]);
    expect(both.map(codeOf).sort()).toEqual(['CONFLICT', 'OK']);
  });

  test('is thrown away as it was read, and leaves what is in force', async () => {
    await rulesAre(stage, [draftRule('First', [ann])]);
    valueOf(await draft(stage, []));
    const gone = (revision: number) => ruleDraftDelete(stage.ports, admin(stage), { revision });
    expect(codeOf(await gone(2))).toBe('CONFLICT');
    valueOf(await gone(1));
    expect(await draftOf(stage)).toBeNull();
    expect(await names()).toEqual(['First']);
    expect(codeOf(await gone(1))).toBe('CONFLICT');
  });

  test('names all its faults at once, each at its place, and changes nothing', async () => {
    const teamId = newId<'Team'>();
    const outcome = await draft(stage, [
      draftRule('', [ann]),
      draftRule('Good', [ann]),
      draftRule('Nobody', []),
      draftRule('Team', [], { teamId }),
      draftRule('Both', [ann], { teamId }),
      draftRule('Asks', [ann], { conditions: [{ attribute: 'shoe size', operator: 'IS', values: [] }] }),
      draftRule('Stranger', [ann], { customRuleId: newId<'CustomRule'>() }),
      draftRule('Gone', [{ ...ann, agentId: newId<'Agent'>() }]),
    ]);
    expect(faultsOf(outcome)).toEqual([
      'INVALID rules.6.customRuleId',
      'INVALID rules.0.name',
      'INVALID rules.2.agentIds',
      'NOT_FOUND rules.3.teamId',
      'INVALID rules.4.teamId',
      'INVALID rules.5.conditions.0.attribute',
      'INVALID rules.5.conditions.0.values',
      'NOT_FOUND rules.7.agentIds.0',
    ]);
    expect(await draftOf(stage)).toBeNull();
  });

  test('of more than five hundred rules is refused', async () => {
    const many = Array.from({ length: 501 }, (_, index) => draftRule(`Rule ${index}`, [ann]));
    expect(faultsOf(await draft(stage, many))).toEqual(['LIMIT_REACHED rules']);
    expect(codeOf(await draft(stage, many.slice(1)))).toBe('OK');
    expect(valueOf(await activate(stage))).toBe(1);
    expect(await inForce(stage)).toHaveLength(500);
  });

  test('that names one rule twice is refused', async () => {
    await rulesAre(stage, [draftRule('First', [ann])]);
    const id = await onlyRule();
    const twice = [draftRule('One', [ann], { customRuleId: id }), draftRule('Two', [ann], { customRuleId: id })];
    expect(faultsOf(await draft(stage, twice))).toEqual(['INVALID rules.1.customRuleId']);
  });
});

describe('a change of a single rule', () => {
  test('is in force at once and leaves a version that says who and what', async () => {
    const id = valueOf(await create('First'));
    valueOf(await customRuleUpdate(stage.ports, admin(stage), { customRuleId: id, enabled: false }));
    const pool = await ringOf(id);
    valueOf(await create('Second', [ann, bob]));
    valueOf(await customRuleDelete(stage.ports, admin(stage), { customRuleId: id }));
    expect(pool).not.toBeNull();
    expect(await statesOf(stage)).toEqual(['1 RETIRED', '2 RETIRED', '3 RETIRED', '4 ACTIVE']);
    const notes = await Promise.all([1, 2, 3, 4].map(async (number) => (await version(stage, number))?.note));
    expect(notes).toEqual([
      'Rule “First” created.',
      'Rule “First” changed.',
      'Rule “Second” created.',
      'Rule “First” deleted.',
    ]);
    expect((await version(stage, 2))?.rules).toMatchObject([{ id, enabled: false }]);
    expect(await version(stage, 3)).toMatchObject({ retiredAt: expect.any(Date), activatedByKind: 'AGENT' });
  });

  test('that changes nothing leaves none', async () => {
    const id = valueOf(await create('First'));
    valueOf(await customRuleUpdate(stage.ports, admin(stage), { customRuleId: id, name: 'First' }));
    expect(await statesOf(stage)).toEqual(['1 ACTIVE']);
  });

  test('of the order of its agents is one, too', async () => {
    const id = valueOf(await create('First', [ann, bob]));
    const ring = await ringOf(id);
    const agentIds = [bob.agentId, ann.agentId];
    if (ring === null) throw new Error('The rule has no ring.');
    valueOf(await roundRobinReorder(stage.ports, admin(stage), { poolId: ring.id, agentIds, nextAgentId: null }));
    expect((await version(stage, 2))?.rules).toMatchObject([{ id, agentIds }]);
  });

  test('overtakes a draft: it is activated only when its author has seen what is in force', async () => {
    await rulesAre(stage, [draftRule('First', [ann])]);
    valueOf(await draft(stage, [draftRule('Draft', [bob])]));
    valueOf(await create('In between'));
    const overtaken = await activate(stage);
    expect(faultsOf(overtaken)).toEqual(['CONFLICT revision']);
    expect(overtaken).toMatchObject({ refusals: [{ message: expect.stringContaining('version 1') }] });
    expect(await names()).toEqual(['First', 'In between']);
    expect(faultsOf(await draft(stage, [draftRule('Draft', [bob])], { revision: 1, basedOn: 7 }))).toEqual([
      'INVALID basedOn',
    ]);
    valueOf(await draft(stage, [draftRule('Draft', [bob])], { revision: 1, basedOn: 2 }));
    expect(valueOf(await activate(stage, 2))).toBe(3);
    expect(await names()).toEqual(['Draft']);
  });
});

describe('an activation', () => {
  test('of the same draft by two happens once', async () => {
    valueOf(await draft(stage, [draftRule('First', [ann])]));
    const both = await Promise.all([activate(stage), activate(stage)]);
    expect(both.map(codeOf).sort()).toEqual(['CONFLICT', 'OK']);
    expect(await statesOf(stage)).toEqual(['1 ACTIVE']);
    expect(stage.events.filter(({ event }) => event.type === 'RULES_ACTIVATED')).toHaveLength(1);
  });

  test('and a rollback at once come one after the other: one version is active, and its rules are in force', async () => {
    await rulesAre(stage, [draftRule('First', [ann])]);
    await rulesAre(stage, [draftRule('Second', [bob])]);
    valueOf(await draft(stage, [draftRule('Third', [ann])]));
    await Promise.all([activate(stage), rollback(stage, 1), create('Fourth')]);
    const active = await stage.work((tx) => tx.ruleVersions.findActive());
    expect(active?.rules).toEqual(await inForce(stage));
    expect((await statesOf(stage)).filter((state) => state.endsWith('ACTIVE'))).toHaveLength(1);
  });

  test('of what is in force already is refused', async () => {
    await rulesAre(stage, [draftRule('First', [ann])]);
    const id = await onlyRule();
    valueOf(await draft(stage, [draftRule('First', [ann], { customRuleId: id })]));
    expect(codeOf(await activate(stage))).toBe('ALREADY_PUBLISHED');
    expect(codeOf(await rollback(stage, 1))).toBe('ALREADY_PUBLISHED');
  });

  test('of a draft whose team was deleted since names it and changes nothing', async () => {
    const teamId = valueOf(await teamCreate(stage.ports, admin(stage), { name: 'T', agentIds: [bob.agentId] }));
    await rulesAre(stage, [draftRule('First', [ann])]);
    valueOf(await draft(stage, [draftRule('Team', [], { teamId })]));
    valueOf(await teamDelete(stage.ports, admin(stage), { teamId }));
    expect(faultsOf(await activate(stage))).toEqual(['NOT_FOUND rules.0.teamId']);
    expect(await names()).toEqual(['First']);
  });
});

describe('a rollback', () => {
  test('is a new version of the old rules, and says whose idea it was', async () => {
    await rulesAre(stage, [draftRule('First', [ann])]);
    await rulesAre(stage, [draftRule('Second', [bob])]);
    expect(valueOf(await rollback(stage, 1, 2))).toBe(3);
    expect(await names()).toEqual(['First']);
    expect(await version(stage, 3)).toMatchObject({ rolledBackFrom: 1, note: 'Back to what worked.', state: 'ACTIVE' });
    expect(await statesOf(stage)).toEqual(['1 RETIRED', '2 RETIRED', '3 ACTIVE']);
  });

  test('of a version that is not in force any more, as the reader saw it, is a conflict', async () => {
    await rulesAre(stage, [draftRule('First', [ann])]);
    await rulesAre(stage, [draftRule('Second', [bob])]);
    expect(faultsOf(await rollback(stage, 1, 1))).toEqual(['CONFLICT inForce']);
  });

  test('to what was never there is refused', async () => {
    for (const number of [0, -1, 1.5, 99, 2 ** 40]) {
      expect(faultsOf(await rollback(stage, number))).toEqual(['NOT_FOUND version']);
    }
  });

  test('keeps members who were deactivated since, and refuses attributes that are gone', async () => {
    const attribute = { name: 'shoeSize', label: 'Shoe size', type: 'NUMBER' } as const;
    valueOf(await attributeDefinitionCreate(stage.ports, admin(stage), attribute));
    const asks = [{ attribute: 'shoeSize', operator: 'IS', values: ['44'] }] as const;
    await rulesAre(stage, [draftRule('First', [ann])]);
    await rulesAre(stage, [draftRule('Shoes', [ann], { conditions: asks })]);
    valueOf(await rollback(stage, 1));
    await stage.work(async (tx) => {
      tx.agents.update(ann.agentId, { active: false });
      tx.attributeDefinitions.delete('shoeSize');
    });
    expect(faultsOf(await rollback(stage, 2))).toEqual(['INVALID version.0.conditions.0.attribute']);
    await rulesAre(stage, [draftRule('Bob', [bob])]);
    expect(codeOf(await rollback(stage, 1))).toBe('OK');
  });
});
