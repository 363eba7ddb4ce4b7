/** How a conversation plays every kind of card, on the real database. */
import { visitorSessionStart } from '../../src/actions/visitor-session-start';
import type { Attribute, LiveChatRouting } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import type { Card, Script } from '../../src/streams/script';
import { db, stage } from '../support/empty-stage';
import { codeOf, roundRobin, valueOf } from '../support/stage';
import { meets, publishes, publishesAnew } from '../support/stage-plays';

const question = (key: string, text: string, next: string | null = null): Card => ({
  kind: 'QUESTION',
  key,
  text,
  attribute: null,
  responses: [{ key: 'on', label: 'Go on', storedValue: null, next }],
});
const message = (key: string, text: string, next: string | null = null): Card => ({ kind: 'MESSAGE', key, text, next });
const attributesOf = async (visitor: { readonly visitorId: Attribute['name'] }): Promise<readonly Attribute[]> =>
  (await stage.work((tx) => tx.visitors.find(visitor.visitorId as never)))?.attributes ?? [];

test('rich text, tokens and documents stand in the messages, each with the card that said it', async () => {
  await publishes(stage, [
    {
      kind: 'MESSAGE',
      key: 'hello',
      text: 'Hello {{visitor.firstName:"there"}}',
      html: '<b>Hello {{visitor.firstName:"there"}}</b>',
      next: 'paper',
    },
    { kind: 'DOCUMENT', key: 'paper', text: 'Read this', title: 'Paper', url: 'https://x.example/a.pdf', next: 'ask' },
    question('ask', 'Well?'),
  ]);
  const player = await meets(stage, await stage.visitor({ firstName: '<Vera>' }));
  await player.says('ask', 'on');
  expect(await stage.messages(player.id)).toMatchObject([
    { author: 'BOT', cardKey: 'hello', text: 'Hello <Vera>', html: '<b>Hello &lt;Vera&gt;</b>', document: null },
    { cardKey: 'paper', text: 'Read this', document: { title: 'Paper', url: 'https://x.example/a.pdf' } },
    { author: 'BOT', cardKey: 'ask' },
    { author: 'VISITOR', cardKey: 'ask', text: 'Go on' },
  ]);
});

test('a goal is told to staff, once however often it is passed, and keeps its score', async () => {
  const cards: Script = [
    question('ask', 'Again?', 'goal'),
    { kind: 'GOAL', key: 'goal', name: 'Interested', score: 2, next: 'ask' },
  ];
  await publishes(stage, cards);
  const player = await meets(stage, await stage.visitor());
  await player.says('ask', 'on');
  await player.says('ask', 'on');
  expect(await player.play()).toMatchObject({ score: 2, goals: [{ cardKey: 'goal', name: 'Interested', score: 2 }] });
  const goals = stage.events.filter(({ event }) => event.type === 'GOAL_REACHED');
  expect(goals.map(({ event }) => event)).toEqual([
    {
      type: 'GOAL_REACHED',
      conversationId: player.id,
      visitorId: null,
      agentId: null,
      onlyAgent: false,
      cardKey: 'goal',
      name: 'Interested',
      score: 2,
    },
  ]);
  expect(player.happenings().filter((type) => type === 'CONVERSATION_SCORED')).toHaveLength(1);
});

test('an action sets an attribute as the system, and takes nothing from what the visitor said', async () => {
  await publishes(stage, [
    question('ask', 'Well?', 'mark'),
    { kind: 'ACTION', key: 'mark', attribute: 'crmStatus', value: 'Lead', next: 'title' },
    { kind: 'ACTION', key: 'title', attribute: 'jobTitle', value: 'Nobody', next: null },
  ]);
  const visitor = await stage.visitor();
  await stage.work(async (tx) => {
    tx.visitors.setAttributes(visitor.visitorId, [{ name: 'jobTitle', value: 'Baker', source: 'VISITOR' }]);
  });
  await (await meets(stage, visitor)).says('ask', 'on');
  expect(await attributesOf(visitor)).toEqual([
    { name: 'crmStatus', value: 'Lead', source: 'SYSTEM' },
    { name: 'jobTitle', value: 'Baker', source: 'VISITOR' },
  ]);
});

test('a branch goes by what is known, also of what the same step has learnt', async () => {
  await publishes(stage, [
    { kind: 'INFO_CAPTURE', key: 'country', text: 'Where?', attribute: 'country', next: 'fork' },
    {
      kind: 'BRANCH',
      key: 'fork',
      branches: [
        {
          key: 'home',
          match: 'ALL',
          conditions: [{ kind: 'ATTRIBUTE', attribute: 'country', operator: 'IS', values: ['SE'] }],
          next: 'hej',
        },
      ],
      otherwise: { next: 'hello' },
    },
    message('hej', 'Hej'),
    message('hello', 'Hello'),
  ]);
  const [swede, dane] = [await meets(stage, await stage.visitor()), await meets(stage, await stage.visitor())];
  await swede.says('country', { value: 'SE' });
  await dane.says('country', { value: 'DK' });
  expect(await swede.heard()).toEqual(['Where?', 'Hej']);
  expect(await dane.heard()).toEqual(['Where?', 'Hello']);
});

test('what is known of a person behind an address decides branches and is never read out to whoever typed it', async () => {
  await publishes(stage, [
    { kind: 'INFO_CAPTURE', key: 'mail', text: 'Your e-mail?', attribute: 'email', next: 'more' },
    question('more', 'Thank you {{visitor.firstName:"stranger"}}', 'fork'),
    {
      kind: 'BRANCH',
      key: 'fork',
      branches: [
        {
          key: 'vip',
          match: 'ALL',
          conditions: [{ kind: 'ATTRIBUTE', attribute: 'firstName', operator: 'IS', values: ['Vera'] }],
          next: 'known',
        },
      ],
      otherwise: { next: 'unknown' },
    },
    message('known', 'Hello again, {{visitor.firstName:"friend"}}'),
    message('unknown', 'Nice to meet you'),
  ]);
  const vera = await stage.visitor();
  await stage.work(async (tx) => {
    tx.visitors.setAttributes(vera.visitorId, [{ name: 'firstName', value: 'Vera', source: 'VISITOR' }]);
  });
  const first = await meets(stage, vera);
  await first.says('mail', { value: 'vera@example.com' });
  const second = await meets(stage, await stage.visitor());
  await second.says('mail', { value: 'VERA@example.com' });
  await second.says('more', 'on');
  expect(await second.heard()).toEqual(['Your e-mail?', 'Thank you stranger', 'Hello again, friend']);
  const persons = await Promise.all([first.play(), second.play()]);
  expect(persons[0]?.personId).not.toBeNull();
  expect(persons[1]?.personId).toBe(persons[0]?.personId);
});

test('a flow plays inside a dialog and goes on behind it; whoever is in it stays on its version', async () => {
  const flow = await publishes(stage, [question('size', 'How many are you?', 'thanks'), message('thanks', 'Thanks')], {
    kind: 'FLOW',
  });
  await publishes(
    stage,
    [message('hello', 'Hello'), { kind: 'FLOW', key: 'team', flowId: flow, next: 'bye' }, message('bye', 'Bye')].map(
      (card, index) => (index === 0 ? { ...card, next: 'team' } : card),
    ) as Script,
  );
  const player = await meets(stage, await stage.visitor());
  expect((await stage.conversation(player.id)).waitingCard).toBe('team/size');
  await publishesAnew(stage, flow, [question('size', 'And now?', 'other'), message('other', 'Something else')]);
  expect((await player.answers('size', 'on')).ok).toBe(false);
  await player.says('team/size', 'on');
  expect(await player.heard()).toEqual(['Hello', 'How many are you?', 'Thanks', 'Bye']);
  expect(await (await meets(stage, await stage.visitor())).heard()).toEqual(['Hello', 'And now?']);
});

test('a flow that was published while another process had it in its cache is entered in its new version', async () => {
  const flow = await publishes(stage, [message('one', 'Version one')], { kind: 'FLOW' });
  await publishes(stage, [question('ask', 'Well?', 'flow'), { kind: 'FLOW', key: 'flow', flowId: flow, next: null }]);
  const before = await meets(stage, await stage.visitor());
  await before.says('ask', 'on');
  await db.rows(`INSERT INTO dialog_version (workspace_id, dialog_id, version, cards) VALUES ($1, $2, 2, $3)`, [
    stage.workspaceId,
    flow,
    JSON.stringify([message('two', 'Version two')]),
  ]);
  await db.rows('UPDATE dialog SET published_version = 2 WHERE workspace_id = $1 AND dialog_id = $2', [
    stage.workspaceId,
    flow,
  ]);
  const behind = await meets(stage, await stage.visitor());
  await behind.says('ask', 'on');
  expect(await before.heard()).toContain('Version one');
  expect(await behind.heard()).toContain('Version two');
});

const onlyWith = (routing: LiveChatRouting): Script => [
  question('ask', 'A person?', 'fork'),
  {
    kind: 'BRANCH',
    key: 'fork',
    branches: [
      { key: 'some', match: 'ALL', conditions: [{ kind: 'AGENT_AVAILABLE', routing, available: true }], next: 'yes' },
    ],
    otherwise: { next: 'no' },
  },
  message('yes', 'Somebody is there'),
  message('no', 'Nobody is there'),
];

test('a branch asks whether an agent could take the chat now, and nothing moves by asking', async () => {
  await publishes(stage, onlyWith(roundRobin));
  const alone = await meets(stage, await stage.visitor());
  await alone.says('ask', 'on');
  expect(await alone.heard()).toEqual(['A person?', 'Nobody is there']);
  const agent = await stage.agent({ capacity: 1 });
  const ring = () => stage.work((tx) => tx.routing.findWorkspacePool());
  const before = await ring();
  const served = await meets(stage, await stage.visitor());
  await served.says('ask', 'on');
  expect(await served.heard()).toEqual(['A person?', 'Somebody is there']);
  expect(await ring()).toEqual(before);
  expect(await stage.agentRecord(agent)).toMatchObject({ pendingOffers: 0, activeChats: 0 });
});

test('a team is asked for as a team, and an unknown one has nobody', async () => {
  const agent = await stage.agent();
  const team = await stage.team('Sales', [agent]);
  await publishes(stage, onlyWith({ strategy: 'TEAM', agentId: null, teamId: team }), { priority: 1 });
  const there = await meets(stage, await stage.visitor());
  await there.says('ask', 'on');
  expect(await there.heard()).toContain('Somebody is there');
  await publishes(stage, onlyWith({ strategy: 'TEAM', agentId: null, teamId: newId<'Team'>() }), { priority: 2 });
  const gone = await meets(stage, await stage.visitor());
  await gone.says('ask', 'on');
  expect(await gone.heard()).toContain('Nobody is there');
});

test('a visitor reads the own language, and what it was called by is kept for good', async () => {
  await publishes(stage, [
    {
      ...question('ask', 'Hello', 'bye'),
      translations: [{ language: 'sv', text: 'Hej', labels: [{ key: 'on', label: 'Vidare' }] }],
    },
    { ...message('bye', 'Bye'), translations: [{ language: 'sv', text: 'Hej då' }] },
  ]);
  const player = await meets(stage, await stage.visitor(), {
    pageUrl: 'https://shop.example/?utm_source=mail',
    visit: { language: 'sv-SE', timeZone: 'Europe/Stockholm', referrer: 'https://www.google.com/' },
  });
  await player.says('ask', { response: 'vidare' });
  expect((await stage.messages(player.id)).map(({ text }) => text)).toEqual(['Hej', 'Vidare', 'Hej då']);
  expect(await player.play()).toMatchObject({
    language: 'sv-SE',
    timeZone: 'Europe/Stockholm',
    source: 'CAMPAIGN',
    delivery: 'CHATBOT',
    knownAtStart: false,
    preview: false,
  });
});

test('an answer that is repeated after the conversation went on through a flow is found again', async () => {
  const flow = await publishes(stage, [question('size', 'How many?')], { kind: 'FLOW' });
  await publishes(stage, [{ kind: 'FLOW', key: 'team', flowId: flow, next: 'more' }, question('more', 'More?')]);
  const player = await meets(stage, await stage.visitor());
  const given = { responseKey: 'on', clientMessageId: 'a1' };
  await player.says('team/size', given);
  await player.says('team/size', given);
  expect(codeOf(await player.answers('more', given))).toBe('CONFLICT');
  expect(await player.heard()).toEqual(['How many?', 'More?']);
});

test('the page may not speak for the visitor: what it says of an address makes nobody known', async () => {
  await publishes(stage, [question('ask', 'Well?')]);
  const { workspaceKey, ports } = stage;
  const attributes = [{ name: 'email', value: 'vera@example.com' }];
  const session = valueOf(await visitorSessionStart(ports, { workspaceKey, visitorToken: null, attributes }));
  const visitor = { kind: 'VISITOR', workspaceId: stage.workspaceId, visitorId: session.visitorId } as const;
  expect((await (await meets(stage, visitor)).play()).personId).toBeNull();
});

test('a flow card that names nothing at all is passed over, and nobody is stopped by it', async () => {
  await publishes(stage, [
    { kind: 'FLOW', key: 'broken', flowId: 'no id at all' as never, next: 'gone' },
    { kind: 'FLOW', key: 'gone', flowId: newId<'Dialog'>(), next: 'ask' },
    question('ask', 'Well?'),
  ]);
  const player = await meets(stage, await stage.visitor());
  await player.says('ask', 'on');
  expect(await player.heard()).toEqual(['Well?']);
});
