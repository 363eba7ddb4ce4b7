import { ruleVersionCancel } from '../../src/actions/rule-version-cancel';
import { ruleVersionSchedule } from '../../src/actions/rule-version-schedule';
import { teamCreate } from '../../src/actions/team-create';
import { teamDelete } from '../../src/actions/team-delete';
import type { AgentActor } from '../../src/auth/actor';
import { dueActions } from '../../src/jobs/due-actions';
import { dueIsDone, inMinutes } from '../support/due';
import { db, stage } from '../support/empty-stage';
import { activate, draft, draftRule, inForce, rollback, rulesAre, statesOf, version } from '../support/rule-drafts';
import { admin, faultsOf, staff } from '../support/staff';
import { codeOf, valueOf } from '../support/stage';

const minute = 60_000;
let ann: AgentActor;
let boss: AgentActor;
beforeEach(async () => {
  ann = await stage.agent();
  boss = await stage.agent({ permissions: ['CUSTOM_RULES_MANAGE', 'TEAMS_MANAGE'] });
  await rulesAre(stage, [draftRule('Now', [ann])]);
});

const names = async () => (await inForce(stage)).map(({ name }) => name);
const plan = async (minutes: number, revision = 1, actor = boss) =>
  ruleVersionSchedule(stage.ports, actor, { revision, activateAt: await inMinutes(db, minutes), note: 'As agreed.' });
const cancel = (number: number, actor = boss) => ruleVersionCancel(stage.ports, actor, { version: number });
const planned = () =>
  db.rows(`SELECT 1 FROM due_work WHERE kind = 'RULES_ACTIVATE' AND workspace_id = $1`, [stage.workspaceId]);
const mails = () =>
  db.rows<{ to: string; text: string }>(
    `SELECT receiver AS to, text FROM mail WHERE workspace_id = $1 AND cause LIKE 'rules-activate:%'`,
    [stage.workspaceId],
  );
const later = async (name: string, minutes: number): Promise<number> => {
  valueOf(await draft(stage, [draftRule(name, [ann])]));
  return valueOf(await plan(minutes));
};

test('a planned version comes into force when its time comes, also with nobody awake before', async () => {
  expect(await later('Later', 10)).toBe(2);
  expect(await version(stage, 2)).toMatchObject({ state: 'SCHEDULED', note: 'As agreed.', activatedBy: boss.agentId });
  await db.moveClock(9 * minute);
  await dueIsDone(db, stage);
  expect(await names()).toEqual(['Now']);
  await db.moveClock(60 * minute);
  await dueIsDone(db, stage);
  expect(await names()).toEqual(['Later']);
  expect(await statesOf(stage)).toEqual(['1 RETIRED', '2 ACTIVE']);
  expect(await version(stage, 2)).toMatchObject({ activatedBy: boss.agentId, activatedAt: expect.any(Date) });
  expect(await planned()).toEqual([]);
  expect(stage.events.at(-1)).toMatchObject({ event: { type: 'RULES_ACTIVATED', version: 2 } });
});

test('several are planned, and each replaces what is in force by then', async () => {
  await later('Monday', 10);
  await later('Friday', 20);
  valueOf(await draft(stage, [draftRule('Today', [ann])]));
  valueOf(await activate(stage));
  await db.moveClock(11 * minute);
  await dueIsDone(db, stage);
  expect(await names()).toEqual(['Monday']);
  await db.moveClock(10 * minute);
  await dueIsDone(db, stage);
  expect(await names()).toEqual(['Friday']);
  expect(await statesOf(stage)).toEqual(['1 RETIRED', '2 RETIRED', '3 ACTIVE', '4 RETIRED']);
  // What a plan replaced is not lost.
  valueOf(await rollback(stage, 4));
  expect(await names()).toEqual(['Today']);
});

test('a plan is given up once, and its version stays for those who want it back', async () => {
  const number = await later('Later', 10);
  expect(valueOf(await cancel(number))).toBe(number);
  expect(faultsOf(await cancel(number))).toEqual(['CONFLICT version']);
  await db.moveClock(11 * minute);
  await dueIsDone(db, stage);
  expect(await names()).toEqual(['Now']);
  expect(await version(stage, number)).toMatchObject({ state: 'RETIRED', activatedAt: null });
  valueOf(await rollback(stage, number));
  expect(await names()).toEqual(['Later']);
  expect(faultsOf(await cancel(3))).toEqual(['CONFLICT version']);
  expect(faultsOf(await cancel(99))).toEqual(['NOT_FOUND version']);
});

test('giving a plan up in the moment of its time is one of the two, never both', async () => {
  const number = await later('Later', 10);
  await db.moveClock(11 * minute);
  const [gaveUp] = await Promise.all([cancel(number), dueIsDone(db, stage)]);
  expect(await names()).toEqual([gaveUp.ok ? 'Now' : 'Later']);
  expect(await planned()).toEqual([]);
});

test('woken again, or too early, it does nothing', async () => {
  const number = await later('Later', 10);
  const { id } = (await version(stage, number)) ?? {};
  const { workspaceId } = stage;
  const work = { workspaceId, kind: 'RULES_ACTIVATE', subjectId: id ?? '', attempt: 1, dueAt: new Date() } as const;
  await dueActions.RULES_ACTIVATE(stage.ports, work);
  expect(await names()).toEqual(['Now']);
  expect(await planned()).toHaveLength(1);
  await db.moveClock(11 * minute);
  await dueIsDone(db, stage);
  await dueActions.RULES_ACTIVATE(stage.ports, work);
  expect(await statesOf(stage)).toEqual(['1 RETIRED', '2 ACTIVE']);
});

test('a team that a plan names cannot be deleted meanwhile', async () => {
  const teamId = valueOf(await teamCreate(stage.ports, boss, { name: 'T', agentIds: [ann.agentId] }));
  valueOf(await draft(stage, [draftRule('Team', [], { teamId })]));
  const number = valueOf(await plan(10));
  const inUse = await teamDelete(stage.ports, boss, { teamId });
  expect(inUse).toMatchObject({ refusals: [{ code: 'IN_USE', message: expect.stringContaining('version 2') }] });
  valueOf(await cancel(number));
  expect(codeOf(await teamDelete(stage.ports, boss, { teamId }))).toBe('OK');
});

test('a plan that cannot be carried out leaves the rules, says why, and tells whoever made it, once', async () => {
  await stage.work((tx) => {
    const shoes = { name: 'shoes', label: 'Shoes', type: 'TEXT', builtIn: false, options: [] } as const;
    tx.attributeDefinitions.insert(shoes);
    return Promise.resolve();
  });
  const conditions = [{ attribute: 'shoes', operator: 'IS', values: ['red'] }] as const;
  valueOf(await draft(stage, [draftRule('Shoes', [ann], { conditions })]));
  valueOf(await plan(10));
  await stage.work((tx) => Promise.resolve(tx.attributeDefinitions.delete('shoes')));
  await db.moveClock(11 * minute);
  await dueIsDone(db, stage);
  await dueIsDone(db, stage);
  expect(await names()).toEqual(['Now']);
  expect(await statesOf(stage)).toEqual(['1 ACTIVE', '2 RETIRED']);
  expect(await version(stage, 2)).toMatchObject({ fault: expect.stringContaining('shoes'), activatedAt: null });
  const { email } = await stage.agentRecord(boss);
  expect(await mails()).toEqual([{ to: email, text: expect.stringContaining('shoes') }]);
});

test('a time that has passed, one that is years away and a stale draft are refused', async () => {
  valueOf(await draft(stage, [draftRule('Later', [ann])]));
  expect(faultsOf(await plan(-1))).toEqual(['INVALID activateAt']);
  expect(faultsOf(await plan(60 * 24 * 366 * 6))).toEqual(['INVALID activateAt']);
  expect(faultsOf(await plan(10, 2))).toEqual(['CONFLICT revision']);
  expect(codeOf(await plan(10, 1, staff(stage, ['CUSTOM_RULES_VIEW'])))).toBe('FORBIDDEN');
  expect(codeOf(await cancel(1, staff(stage, ['CUSTOM_RULES_VIEW'])))).toBe('FORBIDDEN');
  expect(codeOf(await plan(10, 1, admin(stage)))).toBe('OK');
});
