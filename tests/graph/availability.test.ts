import type { AgentActor } from '../../src/auth/actor';
import { globalId } from '../../src/schema/global-ids';
import { type Graph, openGraph } from '../support/graph';

let graph: Graph;
let ann: AgentActor;
let bo: AgentActor;
let boss: AgentActor;

beforeAll(async () => {
  graph = await openGraph();
});
afterAll(() => graph.close());
beforeEach(async () => {
  const permissions = ['LIVE_CHAT_TAKE', 'LIVE_CHAT_AVAILABILITY_MANAGE'] as const;
  ann = await graph.stage.agent({ available: false, permissions });
  bo = await graph.stage.agent({ available: false, reachable: false, capacity: 1 });
  boss = await graph.stage.agent({ available: false, permissions: ['AGENTS_MANAGE'] });
});

const idOf = ({ agentId }: AgentActor): string => globalId('Agent', agentId);
const everyDay = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const always = { timeZone: 'UTC', blocks: everyDay.map((weekday) => ({ weekday, from: '00:00', to: '24:00' })) };
const never = { timeZone: 'Europe/Stockholm', blocks: [] };

const seen = `agent {
  available
  schedule { hours { timeZone blocks { weekday from to } } breaks { weekday from to } holidays { from to name } }
  availability { available because until }
  willRing { rings reason sentence }
}`;
const done = async (as: AgentActor, verb: string, input: object) => {
  const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input!`;
  const document = `mutation ($input: ${type}) { ${verb}(input: $input) { ${seen} userErrors { code field message } } }`;
  return (await graph.as(as).data(document, { input }))[verb];
};
const sets = (as: AgentActor, schedule: object, whose = as) =>
  done(as, 'agentScheduleSet', { agentId: idOf(whose), ...schedule });
const ringingOf = async (who: AgentActor, as = who) =>
  (
    await graph
      .as(as)
      .data(`query ($id: ID!) { node(id: $id) { ... on Agent { willRing { rings reason sentence } } } }`, {
        id: idOf(who),
      })
  ).node.willRing;
const faults = async (schedule: object): Promise<readonly string[]> => {
  const { agent, userErrors } = await sets(ann, schedule);
  expect(agent).toBeNull();
  for (const { code, message } of userErrors) expect([code, message.length > 30]).toEqual(['INVALID', true]);
  return userErrors.map(({ field }: { readonly field: readonly string[] }) => field.join('.'));
};

test('a schedule is told as it was given, in the order of the week', async () => {
  const hours = {
    timeZone: 'Europe/Stockholm',
    blocks: [
      { weekday: 'TUESDAY', from: '13:00', to: '24:00' },
      { weekday: 'MONDAY', from: '00:00', to: '08:30' },
      { weekday: 'TUESDAY', from: '08:00', to: '12:00' },
    ],
  };
  const breaks = [{ weekday: 'TUESDAY', from: '10:00', to: '10:15' }];
  const holidays = [{ from: '2026-12-24', to: '2026-12-26', name: 'Christmas' }, { from: '2026-06-06' }];
  const { agent, userErrors } = await sets(ann, { hours, breaks, holidays });
  expect(userErrors).toEqual([]);
  expect(agent.schedule).toEqual({
    hours: { timeZone: 'Europe/Stockholm', blocks: [hours.blocks[1], hours.blocks[2], hours.blocks[0]] },
    breaks,
    holidays: [{ from: '2026-06-06', to: '2026-06-06', name: null }, holidays[0]],
  });
});

test('the own schedule takes its permission, anybody’s that of managing agents', async () => {
  expect((await sets(ann, { hours: always })).userErrors).toEqual([]);
  expect((await sets(boss, { hours: always }, ann)).userErrors).toEqual([]);
  expect((await sets(bo, { hours: always })).userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
  expect((await sets(ann, { hours: always }, bo)).userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
  expect(
    (await done(boss, 'agentScheduleSet', { agentId: globalId('Agent', graph.stage.ports.newId()), hours: always }))
      .userErrors,
  ).toMatchObject([{ code: 'NOT_FOUND' }]);
});

describe('what a schedule cannot be', () => {
  const monday = (from: string, to: string) => ({ weekday: 'MONDAY', from, to });
  const hours = (...blocks: object[]) => ({ hours: { timeZone: 'UTC', blocks } });

  test.each([
    ['in a zone that does not exist', { hours: { timeZone: 'Europe/Atlantis', blocks: [] } }, ['hours.timeZone']],
    ['in a bare offset', { hours: { timeZone: '+02:00', blocks: [] } }, ['hours.timeZone']],
    ['in no zone', { hours: { timeZone: '', blocks: [] } }, ['hours.timeZone']],
    ['of blocks that overlap', hours(monday('09:00', '12:00'), monday('11:59', '17:00')), ['hours.blocks.1']],
    ['of a block that begins at 24:00', hours(monday('24:00', '24:00')), ['hours.blocks.0.from']],
    ['of a block without length', hours(monday('09:00', '09:00')), ['hours.blocks.0.to']],
    ['of a block over midnight', hours(monday('22:00', '06:00')), ['hours.blocks.0.to']],
    ['of times that are none', hours(monday('9', '25:00')), ['hours.blocks.0.from', 'hours.blocks.0.to']],
    [
      'of more than a hundred blocks',
      hours(...Array.from({ length: 101 }, () => monday('09:00', '10:00'))),
      ['hours.blocks'],
    ],
    [
      'breaks that overlap',
      { hours: always, breaks: [monday('09:00', '10:00'), monday('09:30', '11:00')] },
      ['breaks.1'],
    ],
    [
      'a break outside the hours',
      { ...hours(monday('09:00', '12:00')), breaks: [monday('12:00', '13:00')] },
      ['breaks'],
    ],
    ['breaks of no hours', { breaks: [monday('12:00', '13:00')] }, ['breaks']],
    ['holidays of no hours', { holidays: [{ from: '2026-12-24' }] }, ['holidays']],
    ['a day that does not exist', { hours: always, holidays: [{ from: '2026-02-30' }] }, ['holidays.0.from']],
    [
      'a day that is none',
      { hours: always, holidays: [{ from: 'Christmas', to: '24.12.2026' }] },
      ['holidays.0.from', 'holidays.0.to'],
    ],
    [
      'a holiday that ends before it begins',
      { hours: always, holidays: [{ from: '2026-12-24', to: '2026-12-23' }] },
      ['holidays.0.to'],
    ],
    [
      'a holiday of more than a year',
      { hours: always, holidays: [{ from: '2026-01-01', to: '2027-02-01' }] },
      ['holidays.0.to'],
    ],
  ])('%s', async (_what, schedule, fields) => expect(await faults(schedule)).toEqual(fields));

  test('all its faults are told at once', async () => {
    const holidays = [{ from: 'never' }];
    const all = await faults({
      hours: { timeZone: 'Mars', blocks: [monday('10:00', '09:00')] },
      breaks: [monday('a', 'b')],
      holidays,
    });
    expect(all).toEqual(['hours.timeZone', 'hours.blocks.0.to', 'breaks.0.from', 'breaks.0.to', 'holidays.0.from']);
  });

  test.each([0, -1, 481, 1e9])('a break of %s minutes', async (minutes) => {
    expect((await done(ann, 'agentBreakStart', { minutes })).userErrors).toMatchObject([
      { code: 'INVALID', field: ['minutes'] },
    ]);
  });
});

test('blocks up to 24:00 and from 00:00 on are one stretch without an end', async () => {
  const { agent } = await sets(ann, { hours: always });
  expect(agent).toMatchObject({ available: true, availability: { available: true, because: 'SCHEDULE', until: null } });
});

test('whether somebody will ring, and why not, to themselves and to a colleague', async () => {
  expect(await ringingOf(ann)).toEqual({
    rings: false,
    reason: 'UNAVAILABLE',
    sentence: 'You will not ring: switched off',
  });
  expect(await ringingOf(ann, boss)).toMatchObject({ sentence: 'They will not ring: switched off' });
  await done(ann, 'agentAvailabilitySet', { available: true });
  expect(await ringingOf(ann)).toEqual({ rings: true, reason: null, sentence: 'You will ring' });
  expect(await ringingOf(ann, boss)).toMatchObject({ sentence: 'They will ring' });
  await done(bo, 'agentAvailabilitySet', { available: true });
  expect(await ringingOf(bo)).toEqual({
    rings: false,
    reason: 'UNREACHABLE',
    sentence: 'You will not ring: no connection',
  });
  expect(await ringingOf(boss)).toMatchObject({
    reason: 'NO_LIVE_CHAT_PERMISSION',
    sentence: 'You do not take live chats',
  });
});

test('the sentence tells the time on the own wall', async () => {
  await sets(ann, { hours: never });
  expect(await ringingOf(ann)).toMatchObject({ reason: 'UNAVAILABLE', sentence: 'Outside your hours' });
  await sets(ann, { hours: always });
  const { agent } = await done(ann, 'agentBreakStart', { minutes: 30 });
  expect(agent.availability).toMatchObject({ available: false, because: 'BREAK' });
  const until = new Date(agent.availability.until);
  const time = until.toISOString().slice(11, 16);
  expect(agent.willRing.sentence).toMatch(new RegExp(`^On a break until (\\w{3} )?${time}$`));
  expect((await done(ann, 'agentBreakEnd', {})).agent.willRing).toEqual({
    rings: true,
    reason: null,
    sentence: 'You will ring',
  });
});

test('a break is ended by the agent, and by who manages agents', async () => {
  await sets(ann, { hours: always });
  await done(ann, 'agentBreakStart', { minutes: 30 });
  const agentId = idOf(ann);
  expect((await done(bo, 'agentBreakEnd', { agentId })).userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
  expect((await done(boss, 'agentBreakEnd', { agentId })).agent).toMatchObject({ available: true });
});

test('holidays of the workspace are set by those who manage agents', async () => {
  const set = async (as: AgentActor, holidays: object[]) =>
    (
      await graph
        .as(as)
        .data(
          'mutation ($input: WorkspaceHolidaysSetInput!) { workspaceHolidaysSet(input: $input) { workspace { holidays { from to name } } userErrors { code field } } }',
          { input: { holidays } },
        )
    ).workspaceHolidaysSet;
  expect(await set(ann, [])).toMatchObject({ workspace: null, userErrors: [{ code: 'FORBIDDEN' }] });
  expect(await set(boss, [{ from: '2026-13-01' }])).toMatchObject({
    userErrors: [{ code: 'INVALID', field: ['holidays', '0', 'from'] }],
  });
  expect(await set(boss, [{ from: '2026-12-31', name: ' New  Year ' }, { from: '2026-12-24' }])).toEqual({
    workspace: {
      holidays: [
        { from: '2026-12-24', to: '2026-12-24', name: null },
        { from: '2026-12-31', to: '2026-12-31', name: 'New Year' },
      ],
    },
    userErrors: [],
  });
});

test('none of it is a visitor’s affair', async () => {
  const vera = await graph.stage.visitor();
  const id = idOf(ann);
  const asked = await graph
    .as(vera)
    .ask('query ($id: ID!) { node(id: $id) { ... on Agent { schedule { holidays { from } } } } }', { id });
  expect(asked.data?.['node']?.['schedule'] ?? null).toBeNull();
  const verbs = [
    `agentScheduleSet(input: { agentId: "${id}" })`,
    'agentBreakStart(input: { minutes: 1 })',
    'agentBreakEnd(input: {})',
    'workspaceHolidaysSet(input: { holidays: [] })',
  ];
  for (const verb of verbs) {
    const data = await graph.as(vera).data(`mutation { done: ${verb} { userErrors { code } } }`);
    expect(data.done.userErrors).toEqual([{ code: 'FORBIDDEN' }]);
  }
});
