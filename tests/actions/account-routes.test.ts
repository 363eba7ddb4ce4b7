import { accountFileOf } from '../../src/actions/account-file';
import { accountRouteDelete } from '../../src/actions/account-route-delete';
import { accountRouteSet, type AccountRouteSetInput } from '../../src/actions/account-route-set';
import { accountRoutesImport } from '../../src/actions/account-routes-import';
import { agentDeactivate } from '../../src/actions/agent-deactivate';
import type { AgentActor } from '../../src/auth/actor';
import { createReads } from '../../src/stores/reads/reads';
import { db, stage } from '../support/empty-stage';
import { admin, faultsOf, profile, staff } from '../support/staff';
import { codeOf, createStage, valueOf } from '../support/stage';

let ann: AgentActor;
let bob: AgentActor;
let annsEmail: string;
let bobsEmail: string;
beforeEach(async () => {
  [ann, bob] = [await stage.agent({ name: 'Ann' }), await stage.agent({ name: 'Bob' })];
  [annsEmail, bobsEmail] = [(await stage.agentRecord(ann)).email, (await stage.agentRecord(bob)).email];
});

const set = (input: Partial<AccountRouteSetInput>, actor: AgentActor = admin(stage)) =>
  accountRouteSet(stage.ports, actor, { domain: 'acme.example', agentId: ann.agentId, ...input });
const remove = (domain: string, actor: AgentActor = admin(stage)) => accountRouteDelete(stage.ports, actor, { domain });
const bring = (csv: string, how: { dryRun?: boolean; replace?: boolean } = {}, actor: AgentActor = admin(stage)) =>
  accountRoutesImport(stage.ports, actor, { csv, dryRun: false, replace: false, ...how });
const reads = () => createReads(db.database, stage.workspaceId);
const all = async () =>
  (await reads().accountRouteLines()).map(({ domain, email, company }) =>
    [domain, email === annsEmail ? 'Ann' : 'Bob', company ?? '-'].join(' '),
  );
const page = { limit: 2, direction: 'FORWARD', after: null, before: null, withTotal: true } as const;

test('an account is set, changed and deleted by its domain, however it is spelled', async () => {
  valueOf(await set({ domain: ' @ACME.example ', company: 'Acme' }));
  expect(await all()).toEqual(['acme.example Ann Acme']);
  valueOf(await set({ agentId: bob.agentId }));
  expect(await all()).toEqual(['acme.example Bob Acme']);
  valueOf(await set({ agentId: bob.agentId, company: null }));
  expect(await all()).toEqual(['acme.example Bob -']);
  valueOf(await remove('Acme.Example'));
  expect(await all()).toEqual([]);
  expect(faultsOf(await remove('acme.example'))).toEqual(['NOT_FOUND domain']);
});

test.each([
  '',
  'acme',
  'https://acme.example/x',
  'ann@acme@example',
  '127.0.0.1',
  '-.example',
  `${'x'.repeat(260)}.com`,
])('no domain of e-mail addresses: %j', async (domain) => {
  expect(faultsOf(await set({ domain }))).toEqual(['INVALID domain']);
});

test('it belongs to an active agent of this workspace', async () => {
  const elsewhere = await createStage(db);
  const carl = await elsewhere.agent();
  expect(faultsOf(await set({ agentId: carl.agentId }))).toEqual(['NOT_FOUND agentId']);
  valueOf(await set({}));
  valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId: ann.agentId }));
  expect(faultsOf(await set({ domain: 'other.example' }))).toEqual(['INVALID agentId']);
  // What a deactivated agent had stays until somebody else gets it: routing passes over who is not there.
  expect(await all()).toEqual(['acme.example Ann -']);
});

test('is read with ACCOUNTS_VIEW and changed with ACCOUNTS_MANAGE', async () => {
  for (const actor of [staff(stage, ['ACCOUNTS_VIEW']), profile(stage, 'LIVE_AGENT')]) {
    expect(codeOf(await set({}, actor))).toBe('FORBIDDEN');
    expect(codeOf(await remove('acme.example', actor))).toBe('FORBIDDEN');
    expect(codeOf(await bring('domain,agentEmail\n', {}, actor))).toBe('FORBIDDEN');
  }
  expect(codeOf(await set({}, profile(stage, 'SALES_ADMIN')))).toBe('OK');
});

test('the list is paged by domain, and sought by domain, company and agent', async () => {
  for (const domain of ['b.example', 'a.example', 'c.example'])
    valueOf(await set({ domain, company: `The ${domain}` }));
  valueOf(await set({ domain: 'd.example', agentId: bob.agentId, company: '100% Delta_' }));
  const everything = { search: null, agentId: null };
  const first = await reads().accountRoutePage(everything, page);
  expect(first).toMatchObject({ totalCount: 4, hasNext: true });
  expect(first.rows.map(({ row }) => row.domain)).toEqual(['a.example', 'b.example']);
  const after = first.rows[1]?.cursor ?? '';
  const second = await reads().accountRoutePage(everything, { ...page, after });
  expect(second.rows.map(({ row }) => row.domain)).toEqual(['c.example', 'd.example']);
  const sought = async (search: string) =>
    (await reads().accountRoutePage({ search, agentId: null }, page)).rows.map(({ row }) => row.domain);
  expect(await sought('B.EX')).toEqual(['b.example']);
  expect(await sought('delta_')).toEqual(['d.example']);
  expect(await sought('100%')).toEqual(['d.example']);
  expect(await sought('_')).toEqual(['d.example']);
  expect(await sought('\\')).toEqual([]);
  const bobs = await reads().accountRoutePage({ search: null, agentId: bob.agentId }, page);
  expect(bobs.rows.map(({ row }) => row.domain)).toEqual(['d.example']);
});

describe('a file', () => {
  test('is tried first, then brought, and bringing it again changes nothing', async () => {
    valueOf(await set({ domain: 'b.example', agentId: bob.agentId }));
    valueOf(await set({ domain: 'z.example' }));
    const file = `domain,agentEmail,company\na.example,${annsEmail},"A, Inc."\nB.example,${annsEmail.toUpperCase()},\n`;
    const would = { added: 1, changed: 1, unchanged: 0, deleted: 0 };
    expect(valueOf(await bring(file, { dryRun: true }))).toEqual(would);
    expect(await all()).toEqual(['b.example Bob -', 'z.example Ann -']);
    expect(valueOf(await bring(file))).toEqual(would);
    expect(await all()).toEqual(['a.example Ann A, Inc.', 'b.example Ann -', 'z.example Ann -']);
    expect(valueOf(await bring(file))).toEqual({ added: 0, changed: 0, unchanged: 2, deleted: 0 });
  });

  test('may stand for all of them', async () => {
    valueOf(await set({ domain: 'z.example' }));
    const file = `domain,agentEmail\na.example,${annsEmail}\n`;
    const would = { added: 1, changed: 0, unchanged: 0, deleted: 1 };
    expect(valueOf(await bring(file, { replace: true, dryRun: true }))).toEqual(would);
    expect(await all()).toEqual(['z.example Ann -']);
    expect(valueOf(await bring(file, { replace: true }))).toEqual(would);
    expect(await all()).toEqual(['a.example Ann -']);
  });

  test('comes as spreadsheets write it', async () => {
    const lines = [`"company";"AgentEmail";"domain"`, `"Åkerlund; & ""Söner""";${bobsEmail};akerlund.example`];
    expect(valueOf(await bring(`\uFEFF${lines.join('\r\n')}\r\n\r\n`))).toMatchObject({ added: 1 });
    expect(await all()).toEqual(['akerlund.example Bob Åkerlund; & "Söner"']);
  });

  test('that was exported is the same when it is brought back, also what a spreadsheet would take for a formula', async () => {
    valueOf(await set({ domain: 'a.example', company: '=HYPERLINK("x")' }));
    valueOf(await set({ domain: 'b.example', agentId: bob.agentId, company: 'B "and" Sons, Ltd' }));
    const file = accountFileOf(await reads().accountRouteLines());
    expect(file.split('\r\n')[1]).toBe(`a.example,${annsEmail},"'=HYPERLINK(""x"")"`);
    expect(valueOf(await bring(file, { replace: true }))).toEqual({ added: 0, changed: 0, unchanged: 2, deleted: 0 });
  });

  test('with faults names all of them with their lines, and changes nothing', async () => {
    const carl = await stage.agent({ name: 'Carl' });
    const { email: carlsEmail } = await stage.agentRecord(carl);
    valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId: carl.agentId }));
    const outcome = await bring(
      [
        'domain,agentEmail,company',
        `good.example,${annsEmail},Good`,
        `nonsense,${annsEmail},`,
        'stranger.example,nobody@nowhere.example,',
        `gone.example,${carlsEmail},`,
        '"lines',
        `break.example",${annsEmail},`,
        `good.example,${bobsEmail},Again`,
        `short.example,${annsEmail}`,
        ',,"x"',
        `long.example,${annsEmail},${'x'.repeat(201)}`,
      ].join('\n'),
    );
    expect(faultsOf(outcome)).toEqual([
      'INVALID csv.3',
      'INVALID csv.4',
      'INVALID csv.5',
      'INVALID csv.6',
      'INVALID csv.8',
      'INVALID csv.9',
      'INVALID csv.10',
      'INVALID csv.10',
      'INVALID csv.11',
    ]);
    const said = outcome.ok ? [] : outcome.refusals.map(({ message }) => message);
    expect(said[4]).toBe('Line 8: good.example is on line 2 already. Keep one of them.');
    expect(said[2]).toContain('Carl was deactivated');
    expect(await all()).toEqual([]);
  });

  test('with a quote that is never closed names what was wrong before it, too', async () => {
    const outcome = await bring(`domain,agentEmail\nnonsense,${annsEmail}\n"a.example,${annsEmail}\nb.example,x\n`);
    expect(faultsOf(outcome)).toEqual(['INVALID csv.2', 'INVALID csv.3']);
  });

  test.each([
    ['empty', '', 'INVALID csv'],
    ['only a header', 'domain,agentEmail\n', 'INVALID csv'],
    ['no header', 'a.example,ann@example.com\n', 'INVALID csv.1'],
    ['a column that there is not', 'domain,agentEmail,colour\na,b,c\n', 'INVALID csv.1'],
    ['a column twice', 'domain,agentEmail,domain\na,b,c\n', 'INVALID csv.1'],
    ['a megabyte and more', `domain,agentEmail\n${'x'.repeat(1_000_000)}`, 'INVALID csv'],
  ])('that is none is refused: %s', async (_what, csv, fault) => {
    expect(faultsOf(await bring(csv))).toEqual([fault]);
  });

  test('of ten thousand lines is brought in one go, and one line more is refused', async () => {
    const lines = Array.from({ length: 10_000 }, (_, index) => `d${index}.example,${annsEmail}`);
    const file = ['domain,agentEmail', ...lines].join('\n');
    expect(file.length).toBeLessThan(1_000_000);
    expect(valueOf(await bring(file))).toEqual({ added: 10_000, changed: 0, unchanged: 0, deleted: 0 });
    expect(await all()).toHaveLength(10_000);
    expect(faultsOf(await bring(`${file}\nmore.example,${annsEmail}`))).toEqual(['LIMIT_REACHED csv']);
    const bad = lines.map((line) => line.replace('.example', ''));
    const outcome = await bring(['domain,agentEmail', ...bad].join('\n'));
    expect(faultsOf(outcome)).toHaveLength(1_001);
    expect(outcome.ok ? null : outcome.refusals.at(-1)?.message).toContain('9,000 more faults');
  });
});

test('two files at once leave one of them whole', async () => {
  const file = (email: string) =>
    ['domain,agentEmail', ...Array.from({ length: 50 }, (_, index) => `d${index}.example,${email}`)].join('\n');
  await Promise.all([bring(file(annsEmail)), bring(file(bobsEmail))]);
  expect(new Set((await all()).map((line) => line.split(' ')[1])).size).toBe(1);
});
