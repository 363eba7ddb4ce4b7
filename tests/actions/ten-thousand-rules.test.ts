/** Ten thousand rules: the verbs let nobody come to them, and a workspace that has them all the same still answers its visitors. */
import { customRuleCreate } from '../../src/actions/custom-rule-create';
import { ruleDraftReplace } from '../../src/actions/rule-draft-replace';
import { db, stage } from '../support/empty-stage';
import { promptMs } from '../support/happenings';
import { admin, faultsOf } from '../support/staff';
import { codeOf } from '../support/stage';

const many = 10_000;

const fromCountry = (index: number) => [
  { attribute: 'country', operator: 'IS' as const, values: [`Country ${index}`] },
];

test('a draft of ten thousand is refused as a whole, in one sentence, before any of them is read', async () => {
  const ann = await stage.agent();
  const rules = Array.from({ length: many }, (_, index) => ({
    customRuleId: null,
    name: `Rule ${index}`,
    enabled: true,
    match: 'ALL' as const,
    conditions: fromCountry(index),
    agentIds: [ann.agentId],
    teamId: null,
  }));
  const began = performance.now();
  const refused = await ruleDraftReplace(stage.ports, admin(stage), {
    revision: null,
    basedOn: null,
    rules,
    note: null,
  });
  expect(faultsOf(refused)).toEqual(['LIMIT_REACHED rules']);
  expect(performance.now() - began).toBeLessThan(promptMs);
});

/** Past the verbs, as a restored backup of something else might. */
async function putThere(): Promise<void> {
  const { workspaceId } = stage;
  await db.rows(
    `WITH rule AS (
       INSERT INTO custom_rule (workspace_id, custom_rule_id, name, position, enabled, match, conditions)
       SELECT $1, gen_random_uuid(), 'Rule ' || n, n, true, 'ALL', jsonb_build_array(jsonb_build_object(
         'attribute', 'country', 'operator', 'IS', 'values', jsonb_build_array('Country ' || n)))
       FROM generate_series(1, $2::int) AS n RETURNING custom_rule_id)
     INSERT INTO round_robin_pool (workspace_id, pool_id, kind, custom_rule_id, agent_ids)
     SELECT $1, gen_random_uuid(), 'RULE', custom_rule_id, (SELECT array_agg(agent_id) FROM agent WHERE workspace_id = $1)
     FROM rule`,
    [workspaceId, many],
  );
}

test('with ten thousand in force the right one is found, none holds for a stranger, and no verb adds another', async () => {
  const ann = await stage.agent();
  await stage.dialog({ routing: { strategy: 'CUSTOM_RULES', agentId: null, teamId: null } });
  await putThere();
  const began = process.cpuUsage();
  const id = await stage.asks(await stage.visitor({ country: `Country ${many}` }));
  expect((await stage.ringing(id)).agentId).toBe(ann.agentId);
  const stranger = await stage.asks(await stage.visitor({ country: 'Nowhere' }));
  expect(await stage.chat(stranger)).toMatchObject({ state: 'MISSED' });
  // Some 100 ms each: reading them is what costs.
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1_000).toBeLessThan(5_000);
  const [decision] = await db.rows(
    'SELECT rule_name, fallback_reason FROM routing_decision WHERE conversation_id = $1',
    [id],
  );
  expect(decision).toEqual({ rule_name: `Rule ${many}`, fallback_reason: null });

  const input = { name: 'One more', match: 'ALL', conditions: fromCountry(0), position: null, enabled: true } as const;
  const created = await customRuleCreate(stage.ports, admin(stage), {
    ...input,
    agentIds: [ann.agentId],
    teamId: null,
  });
  expect(codeOf(created)).toBe('LIMIT_REACHED');
});
