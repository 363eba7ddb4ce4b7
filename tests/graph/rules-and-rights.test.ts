/** Versions of the rules, accounts and profiles as a client asks for them. */
import type { AgentActor } from '../../src/auth/actor';
import { profileOf } from '../../src/auth/built-in-profiles';
import { permissionsOfProfile } from '../../src/auth/profiles';
import { permissions } from '../../src/routing/terms';
import { globalId } from '../../src/schema/global-ids';
import { type Asker, type Graph, openGraph } from '../support/graph';

let graph: Graph;
let boss: AgentActor;
let ann: AgentActor;
let asks: Asker;
let annsId: string;
beforeEach(async () => {
  graph = await openGraph();
  boss = await graph.stage.agent({ name: 'Boss', reachable: false, permissions });
  ann = await graph.stage.agent({ name: 'Ann' });
  asks = graph.as(boss);
  annsId = globalId('Agent', ann.agentId);
});
afterEach(() => graph.close());

const rule = (name: string, more: object = {}) => ({ name, conditions: [], agentIds: [annsId], ...more });
const draftFields = 'draft { number state revision basedOn note ruleCount rules { customRuleId name agentIds } }';
const replace = `mutation ($i: RuleDraftReplaceInput!) { ruleDraftReplace(input: $i) { ${draftFields} userErrors { code field } } }`;
const activate = `mutation ($i: RuleVersionActivateInput!) {
  ruleVersionActivate(input: $i) { version { number state activatedAt activatedBy { name } } userErrors { code } } }`;

describe('versions of the rules', () => {
  test('are drafted, compared, activated, listed and rolled back', async () => {
    const { ruleDraftReplace } = await asks.data(replace, { i: { rules: [rule('First')], note: 'New year' } });
    expect(ruleDraftReplace).toMatchObject({
      draft: {
        number: null,
        state: 'DRAFT',
        revision: 1,
        note: 'New year',
        ruleCount: 1,
        rules: [{ agentIds: [annsId] }],
      },
      userErrors: [],
    });
    const diff = `{ ruleVersionDiff { from to identical changes { change customRuleId after { name } fields { field } } } }`;
    const { customRuleId } = ruleDraftReplace.draft.rules[0];
    expect((await asks.data(diff)).ruleVersionDiff).toEqual({
      from: null,
      to: null,
      identical: false,
      changes: [{ change: 'ADDED', customRuleId, after: { name: 'First' }, fields: [] }],
    });
    expect((await asks.data(activate, { i: { revision: 1 } })).ruleVersionActivate).toMatchObject({
      version: { number: 1, state: 'ACTIVE', activatedBy: { name: 'Boss' } },
      userErrors: [],
    });
    expect(await asks.data('{ ruleDraft { number } customRules { nodes { id } } }')).toEqual({
      ruleDraft: null,
      customRules: { nodes: [{ id: customRuleId }] },
    });

    const changed = rule('Renamed', { customRuleId, enabled: false });
    await asks.data(replace, { i: { rules: [changed] } });
    await asks.data(activate, { i: { revision: 1 } });
    const told = `{ ruleVersionDiff(from: 1, to: 2) { changes { change fields { field before after } } } }`;
    expect((await asks.data(told)).ruleVersionDiff.changes).toEqual([
      {
        change: 'CHANGED',
        fields: [
          { field: 'NAME', before: '"First"', after: '"Renamed"' },
          { field: 'ENABLED', before: 'true', after: 'false' },
        ],
      },
    ]);
    const back = `mutation { ruleVersionRollback(input: { version: 1, inForce: 2, note: "Worse." }) {
      version { number rolledBackFrom note } userErrors { code } } }`;
    expect((await asks.data(back)).ruleVersionRollback).toEqual({
      version: { number: 3, rolledBackFrom: 1, note: 'Worse.' },
      userErrors: [],
    });
    const list = '{ ruleVersions(first: 2) { nodes { number state } pageInfo { hasNextPage } totalCount } }';
    expect((await asks.data(list)).ruleVersions).toEqual({
      nodes: [
        { number: 3, state: 'ACTIVE' },
        { number: 2, state: 'RETIRED' },
      ],
      pageInfo: { hasNextPage: true },
      totalCount: 3,
    });
    expect(await asks.data('{ ruleVersion(number: 9) { number } ruleVersionDiff(from: 9) { from } }')).toEqual({
      ruleVersion: null,
      ruleVersionDiff: null,
    });
  });

  test('are planned and given up', async () => {
    await asks.data(replace, { i: { rules: [rule('Later')] } });
    const plan = `mutation ($at: DateTime!) { ruleVersionSchedule(input: { revision: 1, activateAt: $at }) {
      version { number state activateAt } userErrors { code field } } }`;
    const at = new Date(Date.now() + 3_600_000).toISOString();
    expect((await asks.data(plan, { at })).ruleVersionSchedule.version).toEqual({
      number: 1,
      state: 'SCHEDULED',
      activateAt: at,
    });
    const cancel = 'mutation { ruleVersionCancel(input: { version: 1 }) { version { state } userErrors { code } } }';
    expect((await asks.data(cancel)).ruleVersionCancel).toEqual({ version: { state: 'RETIRED' }, userErrors: [] });
    await asks.data(replace, { i: { rules: [rule('Later')] } });
    const gone = 'mutation { ruleDraftDelete(input: { revision: 1 }) { userErrors { code } } }';
    expect((await asks.data(gone)).ruleDraftDelete).toEqual({ userErrors: [] });
  });

  test('are told as an event to who sees the whole workspace', async () => {
    const stream = await asks.listen(
      'subscription { events { __typename ... on EventBatch { events { __typename ... on RulesActivated { version } } } } }',
    );
    await stream.next();
    await asks.data(replace, { i: { rules: [rule('First')] } });
    await asks.data(activate, { i: { revision: 1 } });
    expect(JSON.stringify(await stream.next())).toContain('"RulesActivated","version":1');
    await stream.leave();
  });

  test('name what is wrong in all rules at once, and a stale revision as a conflict', async () => {
    const bad = [rule(''), rule('Stranger', { customRuleId: annsId }), rule('Nobody', { agentIds: [] })];
    expect((await asks.data(replace, { i: { rules: bad } })).ruleDraftReplace).toEqual({
      draft: null,
      userErrors: [
        { code: 'INVALID', field: ['rules', '1', 'customRuleId'] },
        { code: 'INVALID', field: ['rules', '0', 'name'] },
        { code: 'INVALID', field: ['rules', '2', 'agentIds'] },
      ],
    });
    expect((await asks.data(replace, { i: { revision: 4, rules: [] } })).ruleDraftReplace.userErrors).toEqual([
      { code: 'CONFLICT', field: ['revision'] },
    ]);
  });

  test('are for staff with CUSTOM_RULES_VIEW', async () => {
    for (const field of ['ruleDraft { number }', 'ruleVersions { totalCount }', 'ruleVersionDiff { identical }']) {
      expect(await graph.as(ann).refusal(`{ ${field} }`)).toMatch(/^FORBIDDEN/);
    }
  });
});

describe('accounts', () => {
  const set = `mutation ($i: AccountRouteSetInput!) { accountRouteSet(input: $i) {
    accountRoute { domain company agent { name } } userErrors { code field } } }`;

  test('are set, sought, exported, brought back and deleted', async () => {
    const i = { domain: 'ACME.example', agentId: annsId, company: 'Acme' };
    expect((await asks.data(set, { i })).accountRouteSet).toEqual({
      accountRoute: { domain: 'acme.example', company: 'Acme', agent: { name: 'Ann' } },
      userErrors: [],
    });
    const list = `query ($s: String, $a: ID) { accountRoutes(search: $s, agentId: $a) { nodes { domain } totalCount } }`;
    expect((await asks.data(list, { s: 'acm', a: annsId })).accountRoutes).toEqual({
      nodes: [{ domain: 'acme.example' }],
      totalCount: 1,
    });
    expect((await asks.data(list, { s: 'nobody' })).accountRoutes.totalCount).toBe(0);
    const csv: string = (await asks.data('{ accountRoutesExport }')).accountRoutesExport;
    expect(csv).toMatch(/^domain,agentEmail,company\r\nacme\.example,[^,]+,Acme\r\n$/);
    const bring = `mutation ($i: AccountRoutesImportInput!) { accountRoutesImport(input: $i) {
      imported { added changed unchanged deleted } userErrors { code field message } } }`;
    const file = `${csv}b.example,nobody@nowhere.example,\r\n`;
    const { userErrors } = (await asks.data(bring, { i: { csv: file, dryRun: true } })).accountRoutesImport;
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['csv', '3'] }]);
    expect((await asks.data(bring, { i: { csv, dryRun: true } })).accountRoutesImport.imported).toEqual({
      added: 0,
      changed: 0,
      unchanged: 1,
      deleted: 0,
    });
    const gone = 'mutation { accountRouteDelete(input: { domain: "acme.example" }) { domain userErrors { code } } }';
    expect((await asks.data(gone)).accountRouteDelete).toEqual({ domain: 'acme.example', userErrors: [] });
  });

  test('are for staff with ACCOUNTS_VIEW', async () => {
    for (const field of ['accountRoutes { totalCount }', 'accountRoutesExport']) {
      expect(await graph.as(ann).refusal(`{ ${field} }`)).toMatch(/^FORBIDDEN/);
      expect(await graph.as(await graph.stage.visitor()).refusal(`{ ${field} }`)).toMatch(/^FORBIDDEN/);
    }
  });
});

describe('profiles', () => {
  test('are listed, made, given, changed and deleted; the caller reads what may be done', async () => {
    const make = `mutation { profileCreate(input: { name: "Lead", permissions: [TEAMS_VIEW, LIVE_CHAT_TAKE] }) {
      profile { id name builtIn permissions agentCount } userErrors { code } } }`;
    const { profile } = (await asks.data(make)).profileCreate;
    const can = ['LIVE_CHAT_TAKE', 'TEAMS_VIEW'];
    expect(profile).toMatchObject({ name: 'Lead', builtIn: null, permissions: can, agentCount: 0 });
    const give = `mutation ($i: AgentUpdateInput!) { agentUpdate(input: $i) {
      agent { permissions profile { id name agentCount } } userErrors { code field } } }`;
    const given = await asks.data(give, { i: { agentId: annsId, profileId: profile.id } });
    expect(given.agentUpdate.agent).toEqual({
      permissions: can,
      profile: { id: profile.id, name: 'Lead', agentCount: 1 },
    });
    const change = `mutation ($i: ProfileUpdateInput!) { profileUpdate(input: $i) {
      profile { name permissions } userErrors { code field } } }`;
    await asks.data(change, { i: { profileId: profile.id, permissions: ['FLOWS_VIEW'] } });
    const { permissions: left } = await graph.stage.agentRecord(ann);
    expect(left).toEqual(['FLOWS_VIEW']);
    const viewer = '{ viewer { permissions agent { profile { name } } } }';
    expect((await graph.as({ ...ann, permissions: new Set(left) }).data(viewer)).viewer).toEqual({
      permissions: ['FLOWS_VIEW'],
      agent: { profile: { name: 'Lead' } },
    });
    const remove = 'mutation ($i: ProfileDeleteInput!) { profileDelete(input: $i) { profileId userErrors { code } } }';
    const i = { profileId: profile.id };
    expect((await asks.data(remove, { i })).profileDelete).toEqual({
      profileId: null,
      userErrors: [{ code: 'IN_USE' }],
    });
    const back = await asks.data(give, {
      i: { agentId: annsId, profileId: globalId('Profile', profileOf('LIVE_AGENT').id) },
    });
    expect(back.agentUpdate.agent.permissions.sort()).toEqual([...permissionsOfProfile.LIVE_AGENT].sort());
    expect((await asks.data(remove, { i })).profileDelete).toEqual({ profileId: profile.id, userErrors: [] });
    expect(await asks.data('query ($id: ID!) { node(id: $id) { id } }', { id: profile.id })).toEqual({ node: null });
  });

  test('are read by everybody on the staff, and by nobody else', async () => {
    const list = '{ profiles { name builtIn permissions agentCount } }';
    const { profiles } = await graph.as(ann).data(list);
    expect(profiles.map(({ builtIn }: { builtIn: string }) => builtIn)).toEqual([
      'LIVE_AGENT',
      'CALENDAR_AGENT',
      'MARKETING_USER',
      'MARKETING_ADMIN',
      'SALES_ADMIN',
      'ADMIN',
    ]);
    expect(profiles[0].agentCount).toBe(2);
    expect(await graph.as(await graph.stage.visitor()).refusal(list)).toMatch(/^FORBIDDEN/);
  });

  test('that are built in say so when somebody would change them', async () => {
    const change = `mutation ($id: ID!) { profileUpdate(input: { profileId: $id, name: "Mine" }) { userErrors { code field } } }`;
    const id = globalId('Profile', profileOf('ADMIN').id);
    expect((await asks.data(change, { id })).profileUpdate.userErrors).toEqual([
      { code: 'INVALID', field: ['profileId'] },
    ]);
  });
});
