import { businessHoursSet } from '../../src/actions/business-hours-set';
import type { WeeklyHoursDraft } from '../../src/actions/weekly-hours-reading';
import type { AgentActor } from '../../src/auth/actor';
import { stage } from '../support/empty-stage';
import { codeOf, valueOf } from '../support/stage';
import { meets, publishFor } from '../support/stage-audience';

let admin: AgentActor;
beforeEach(async () => {
  admin = await stage.agent({ permissions: ['CHATBOT_SETTINGS_MANAGE'], reachable: false });
});

const sets = (hours: WeeklyHoursDraft | null, actor = admin) => businessHoursSet(stage.ports, actor, { hours });
const on = (...blocks: WeeklyHoursDraft['blocks']): WeeklyHoursDraft => ({ timeZone: 'Europe/Stockholm', blocks });

test('blocks are kept in the order of the week, and touching ones are welcome', async () => {
  const hours = on(
    { weekday: 3, from: '12:00', to: '24:00' },
    { weekday: 3, from: '00:00', to: '12:00' },
    { weekday: 1, from: '09:00', to: '17:30' },
  );
  expect(valueOf(await sets(hours))).toEqual({
    timeZone: 'Europe/Stockholm',
    blocks: [
      { weekday: 1, from: 540, to: 1_050 },
      { weekday: 3, from: 0, to: 720 },
      { weekday: 3, from: 720, to: 1_440 },
    ],
  });
  const stored = await stage.work((tx) => tx.workspace.find());
  expect(stored.businessHours?.blocks).toHaveLength(3);
  valueOf(await sets(null));
  expect((await stage.work((tx) => tx.workspace.find())).businessHours).toBeNull();
});

test.each([
  ['an unknown zone', { ...on(), timeZone: 'Europe/Atlantis' }, ['hours', 'timeZone'], /no time zone/],
  ['an offset for a zone', { ...on(), timeZone: '+01:00' }, ['hours', 'timeZone'], /IANA name/],
  [
    'overlapping blocks',
    on({ weekday: 2, from: '09:00', to: '12:00' }, { weekday: 2, from: '11:59', to: '13:00' }),
    ['hours', 'blocks', '1'],
    /On Tuesday 11:59–13:00 overlaps 09:00–12:00/,
  ],
  [
    'one block twice',
    on({ weekday: 2, from: '09:00', to: '12:00' }, { weekday: 2, from: '09:00', to: '12:00' }),
    ['hours', 'blocks', '1'],
    /overlaps/,
  ],
  [
    'a block that closes before it opens',
    on({ weekday: 5, from: '22:00', to: '02:00' }),
    ['hours', 'blocks', '0', 'to'],
    /next day/,
  ],
  ['an empty block', on({ weekday: 5, from: '09:00', to: '09:00' }), ['hours', 'blocks', '0', 'to'], /before it opens/],
  [
    'a time that no day has',
    on({ weekday: 5, from: '9:00', to: '10:00' }),
    ['hours', 'blocks', '0', 'from'],
    /no time/,
  ],
  ['a minute too many', on({ weekday: 5, from: '09:00', to: '24:01' }), ['hours', 'blocks', '0', 'to'], /24:00/],
  ['an opening at the end', on({ weekday: 5, from: '24:00', to: '24:00' }), ['hours', 'blocks', '0', 'from'], /23:59/],
  [
    'more blocks than anybody has',
    on(...Array.from({ length: 101 }, () => ({ weekday: 1, from: '09:00', to: '10:00' }) as const)),
    ['hours', 'blocks'],
    /at most 100/,
  ],
])('%s is refused at its field', async (_what, hours, field, message) => {
  const refused = await sets(hours);
  expect(codeOf(refused)).toBe('INVALID');
  expect(refused).toMatchObject({ refusals: [{ field, message: expect.stringMatching(message) }] });
});

test('every fault is told at once', async () => {
  const hours = { timeZone: '', blocks: [{ weekday: 1, from: 'x', to: 'y' }] } as const;
  expect(await sets(hours)).toMatchObject({ refusals: { length: 3 } });
});

test('only who manages the chatbot sets them', async () => {
  const other = await stage.agent({ permissions: ['ROUTING_SETTINGS_MANAGE'] });
  expect(codeOf(await sets(null, other))).toBe('FORBIDDEN');
});

test('a dialog for opening hours shows itself in them alone, from the moment they are set', async () => {
  const open = await publishFor(stage, {
    conditions: { match: 'ALL', conditions: [{ kind: 'BUSINESS_HOURS', open: true }], groups: [] },
  });
  const closed = await publishFor(stage, {
    conditions: { match: 'ALL', conditions: [{ kind: 'BUSINESS_HOURS', open: false }], groups: [] },
  });
  expect(await meets(stage, await stage.visitor())).toBe(open);
  valueOf(await sets(on()));
  expect(await meets(stage, await stage.visitor())).toBe(closed);
  const always = ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({ weekday, from: '00:00', to: '24:00' }));
  valueOf(await sets({ timeZone: 'UTC', blocks: always }));
  expect(await meets(stage, await stage.visitor())).toBe(open);
});
