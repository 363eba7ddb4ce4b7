import { documentReport, type DocumentReportInput } from '../../src/actions/document-report';
import type { VisitorActor } from '../../src/auth/actor';
import { db, stage } from '../support/empty-stage';
import { codeOf, valueOf } from '../support/stage';
import { meets, publishes, type Player } from '../support/stage-plays';

let visitor: VisitorActor;
let player: Player;
beforeEach(async () => {
  visitor = await stage.visitor();
  await publishes(stage, [
    { kind: 'DOCUMENT', key: 'paper', text: 'Read this', title: 'Paper', url: 'https://x.example/a.pdf', next: 'ask' },
    {
      kind: 'QUESTION',
      key: 'ask',
      text: 'Well?',
      attribute: null,
      responses: [{ key: 'on', label: 'On', storedValue: null, next: null }],
    },
  ]);
  player = await meets(stage, visitor);
});

const reports = (given: Partial<DocumentReportInput>, who: VisitorActor = visitor) =>
  documentReport(stage.ports, who, {
    conversationId: player.id,
    cardKey: 'paper',
    what: 'OPENED',
    page: null,
    term: null,
    ...given,
  });
const readings = async (): Promise<readonly string[]> => {
  const rows = await stage.work((tx) => tx.readings.findOf(player.id, 'paper'));
  return rows.map(({ what, detail }) => `${what} ${detail}`.trim()).sort();
};
const told = () => stage.events.flatMap(({ event }) => (event.type === 'DOCUMENT_READ' ? [event] : []));

test('what is done with a document is kept, each page and each term once, and told to staff as it happens', async () => {
  for (const given of [
    { what: 'OPENED' },
    { what: 'OPENED' },
    { what: 'PAGE_VIEWED', page: 2 },
    { what: 'PAGE_VIEWED', page: 1 },
    { what: 'PAGE_VIEWED', page: 2 },
    { what: 'SEARCHED', term: ' Price ' },
    { what: 'SEARCHED', term: 'price' },
    { what: 'DOWNLOADED' },
  ] as const) {
    valueOf(await reports(given));
  }
  expect(await readings()).toEqual(['DOWNLOADED', 'OPENED', 'PAGE_VIEWED 1', 'PAGE_VIEWED 2', 'SEARCHED price']);
  expect(told().map(({ what }) => what)).toEqual(['OPENED', 'PAGE_VIEWED', 'PAGE_VIEWED', 'SEARCHED', 'DOWNLOADED']);
  expect(told()[0]).toEqual({
    type: 'DOCUMENT_READ',
    conversationId: player.id,
    visitorId: null,
    agentId: null,
    onlyAgent: false,
    cardKey: 'paper',
    what: 'OPENED',
  });
});

test('at most five hundred pages and fifty terms are kept; more is no error', async () => {
  await db.rows(
    `INSERT INTO document_reading (workspace_id, conversation_id, card_key, what, detail, first_at)
    SELECT $1, $2, 'paper', 'PAGE_VIEWED', n::text, now() FROM generate_series(1, 499) AS n`,
    [stage.workspaceId, player.id],
  );
  valueOf(await reports({ what: 'PAGE_VIEWED', page: 1_000 }));
  valueOf(await reports({ what: 'PAGE_VIEWED', page: 1_001 }));
  expect(await readings()).toHaveLength(500);
  for (let term = 0; term < 52; term += 1) valueOf(await reports({ what: 'SEARCHED', term: `term ${term}` }));
  expect(await readings()).toHaveLength(550);
  expect(told()).toHaveLength(51);
});

test('two tabs that tell the same at once tell it once', async () => {
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => reports({ what: 'PAGE_VIEWED', page: 7 })));
  expect(outcomes.every(({ ok }) => ok)).toBe(true);
  expect(told()).toHaveLength(1);
});

test('only the visitor tells, only of a document that was offered, and for a day behind the end', async () => {
  expect(codeOf(await reports({}, await stage.visitor()))).toBe('NOT_FOUND');
  expect(codeOf(await reports({ cardKey: 'ask' }))).toBe('NOT_FOUND');
  expect(codeOf(await reports({ cardKey: 'secret' }))).toBe('NOT_FOUND');
  expect(codeOf(await documentReport(stage.ports, await stage.agent(), {} as never))).toBe('FORBIDDEN');
  expect(told()).toEqual([]);
  await player.says('ask', 'on');
  expect(await stage.conversation(player.id)).toMatchObject({ status: 'COMPLETED' });
  await db.moveClock(24 * 60 * 60 * 1_000 - 60_000);
  expect(codeOf(await reports({ what: 'PAGE_VIEWED', page: 1 }))).toBe('OK');
  await db.moveClock(60_000);
  expect(codeOf(await reports({}))).toBe('CONVERSATION_CLOSED');
  expect(told()).toHaveLength(1);
});

test('a page that is none, and a search for nothing, are told so', async () => {
  for (const page of [null, 0, -1, 1.5, 100_001, NaN]) {
    expect(await reports({ what: 'PAGE_VIEWED', page })).toMatchObject({
      refusals: [{ code: 'INVALID', field: ['page'] }],
    });
  }
  for (const term of [null, '', '   ', '\u0000']) {
    expect(await reports({ what: 'SEARCHED', term })).toMatchObject({
      refusals: [{ code: 'INVALID', field: ['term'] }],
    });
  }
  valueOf(await reports({ what: 'SEARCHED', term: `${'x'.repeat(199)}😀😀` }));
  expect((await readings())[0]?.length).toBeLessThanOrEqual('SEARCHED '.length + 200);
});
