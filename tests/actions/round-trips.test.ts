/** What an answer costs, and a beginning: how often the process waits for the database, counted on the wire. */
import type { LiveChatCard, Script } from '../../src/streams/script';
import { Counted, question } from '../support/counted';
import { roundRobin, type Stage } from '../support/stage';
import { meets, publishes } from '../support/stage-plays';

let counted: Counted;
let stage: Stage;
beforeAll(async () => {
  counted = await Counted.open();
});
afterAll(() => counted.close());
beforeEach(async () => {
  stage = await counted.stage();
});

test('an answer costs two round trips: all reads behind the lock, all writes with the commit', async () => {
  const flow = await publishes(
    stage,
    [question('size', 'thanks'), { kind: 'MESSAGE', key: 'thanks', text: 'Thanks', next: null }],
    {
      kind: 'FLOW',
    },
  );
  const cards: Script = [
    question('first', 'goal', 'jobTitle'),
    { kind: 'GOAL', key: 'goal', name: 'Goal', score: 1, next: 'action' },
    { kind: 'ACTION', key: 'action', attribute: 'crmStatus', value: 'Lead', next: 'paper' },
    { kind: 'DOCUMENT', key: 'paper', text: 'Read', title: 'Paper', url: 'https://x.example/a.pdf', next: 'flow' },
    { kind: 'FLOW', key: 'flow', flowId: flow, next: 'rest' },
    { kind: 'DELAY', key: 'rest', seconds: 60, next: null },
  ];
  expect(
    await counted.costsOf(stage, cards, [
      ['first', 'on'],
      ['flow/size', 'on'],
    ]),
  ).toEqual([2, 2]);
});

test('an e-mail address costs nothing more: whose it is, is asked with the rest', async () => {
  const cards: Script = [{ kind: 'INFO_CAPTURE', key: 'mail', text: 'Mail?', attribute: 'email', next: null }];
  expect(await counted.costsOf(stage, cards, [['mail', { value: 'vera@example.com' }]])).toEqual([2]);
  // Known by now: the next browser becomes the same person.
  expect(await counted.costsOf(stage, cards, [['mail', { value: 'vera@example.com' }]])).toEqual([2]);
});

test('a branch that asks for agents costs one more, whatever the number of its routings', async () => {
  const team = await stage.team('Sales', [await stage.agent()]);
  const branch = (key: string, routing: LiveChatCard['routing'], next: string) =>
    ({ key, match: 'ALL', conditions: [{ kind: 'AGENT_AVAILABLE', routing, available: false }], next }) as const;
  const cards: Script = [
    question('first', 'fork'),
    {
      kind: 'BRANCH',
      key: 'fork',
      branches: [
        branch('team', { strategy: 'TEAM', agentId: null, teamId: team }, 'end'),
        branch('rules', { strategy: 'CUSTOM_RULES', agentId: null, teamId: null }, 'other'),
        branch('ring', roundRobin, 'end'),
      ],
      otherwise: { next: 'end' },
    },
    { kind: 'MESSAGE', key: 'other', text: 'No rule', next: 'end' },
    { kind: 'MESSAGE', key: 'end', text: 'End', next: null },
  ];
  expect(await counted.costsOf(stage, cards, [['first', 'on']])).toEqual([3]);
});

test('an answer that rings at an agent costs three, however the agent is found', async () => {
  const agent = await stage.agent();
  const teamId = await stage.team('Sales', [agent]);
  await stage.rule({ name: 'Everybody', position: 1, agents: [agent] });
  const { agentId } = agent;
  for (const routing of [
    roundRobin,
    { strategy: 'AGENT', agentId, teamId: null },
    { strategy: 'TEAM', agentId: null, teamId },
    { strategy: 'CUSTOM_RULES', agentId: null, teamId: null },
  ] as const) {
    const cards: Script = [
      question('first', 'chat'),
      { kind: 'LIVE_CHAT', key: 'chat', routing, acceptWindowSeconds: null, next: null },
    ];
    expect([routing.strategy, await counted.costsOf(stage, cards, [['first', 'on']])]).toEqual([routing.strategy, [3]]);
  }
  expect(stage.events.filter(({ event }) => event.type === 'OFFER_CREATED')).toHaveLength(8);
});

test('where nobody is found it costs the same: whom the mail goes to is looked up by the statement that stores it', async () => {
  await stage.agent({ available: false, permissions: ['AGENTS_MANAGE'] });
  const cards: Script = [
    question('first', 'chat'),
    { kind: 'LIVE_CHAT', key: 'chat', routing: roundRobin, acceptWindowSeconds: null, next: null },
  ];
  expect(await counted.costsOf(stage, cards, [['first', 'on']])).toEqual([3]);
  const mails = await counted.db.rows('SELECT FROM mail WHERE workspace_id = $1', [stage.workspaceId]);
  expect(mails).toHaveLength(2);
});

describe('to begin', () => {
  const begins = async (cards: Script): Promise<number> => {
    await counted.publish(stage, cards);
    await meets(stage, await stage.visitor());
    const visitor = await stage.visitor();
    return counted.cost(() => meets(stage, visitor));
  };

  test('costs three: what there is to choose from, whether the winner is still published, and the commit', async () => {
    expect(await begins([question('first', null)])).toBe(3);
  });

  test('costs four where the dialog opens with a branch that asks for agents and a live chat', async () => {
    await stage.agent();
    const cards: Script = [
      {
        kind: 'BRANCH',
        key: 'fork',
        branches: [
          {
            key: 'there',
            match: 'ALL',
            conditions: [{ kind: 'AGENT_AVAILABLE', routing: roundRobin, available: true }],
            next: 'chat',
          },
        ],
        otherwise: { next: null },
      },
      { kind: 'LIVE_CHAT', key: 'chat', routing: roundRobin, acceptWindowSeconds: null, next: null },
    ];
    expect(await begins(cards)).toBe(4);
  });

  test('costs two where the visitor is engaged and the conversation goes on', async () => {
    const cards = [question('first', 'second'), question('second', null)];
    await counted.publish(stage, cards);
    const visitor = await stage.visitor();
    const player = await meets(stage, visitor);
    await player.says('first', 'on');
    expect(await counted.cost(() => meets(stage, visitor))).toBe(2);
  });
});
