/** What docs/dialogs.md shows can be imported as it stands, published without an error, and played to its end. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cardAnswer } from '../../src/actions/card-answer';
import { conversationStart } from '../../src/actions/conversation-start';
import { dialogContinue } from '../../src/actions/dialog-continue';
import { dialogExport } from '../../src/actions/dialog-export';
import { dialogImport } from '../../src/actions/dialog-import';
import { flowStart } from '../../src/actions/flow-start';
import type { VisitorActor } from '../../src/auth/actor';
import type { ConversationId, DialogId, DialogKind } from '../../src/routing/terms';
import type { Card } from '../../src/streams/script';
import { db, stage } from '../support/empty-stage';
import { admin } from '../support/staff';
import { valueOf } from '../support/stage';

const text = readFileSync(join(__dirname, '../../docs/dialogs.md'), 'utf8');
const fences = [...text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(([, kind = '', body = '']) => ({ kind, body }));
const examples = fences.filter(({ kind }) => kind === 'json cards' || kind === 'json document');

beforeEach(async () => {
  await stage.team('Sales', []);
  const email = 'anna@havso.example';
  const known = await stage.ports.doorstep.findAgentByEmail(email);
  await db.rows(`UPDATE agent SET email = agent_id || '@gone.example' WHERE agent_id = $1`, [known?.agentId ?? null]);
  const anna = await stage.agent({ name: 'Anna' });
  await db.rows('UPDATE agent SET email = $1 WHERE agent_id = $2', [email, anna.agentId]);
  await stage.work((tx) => {
    tx.lists.insert({ id: stage.ports.newId(), name: 'Customers', description: null });
    return Promise.resolve();
  });
});

const documentOf = ({ kind, body }: { readonly kind: string; readonly body: string }): string =>
  kind === 'json document'
    ? body
    : `{"format":"parley-dialogs","version":1,"dialogs":[{"key":"example","name":"Example","cards":${body}}]}`;

/** What a visitor could say to any card of the page. */
const answers: Readonly<Record<string, string>> = { email: 'vera@example.com', firstName: 'Vera' };

async function play(visitor: VisitorActor, conversationId: ConversationId, cards: ReadonlyMap<string, Card>) {
  for (let step = 0; step < 30; step += 1) {
    const { status, waitingCard, liveChatId } = await stage.conversation(conversationId);
    if (status !== 'OPEN') return status;
    if (liveChatId !== null) return 'LIVE_CHAT';
    const card = cards.get(waitingCard?.split('/').at(-1) ?? '');
    const base = { conversationId, cardKey: waitingCard ?? '', response: null, clientMessageId: null };
    if (card?.kind === 'QUESTION') {
      const responseKey = card.responses[0]?.key ?? null;
      valueOf(await cardAnswer(stage.ports, visitor, { ...base, responseKey, value: null }));
    } else if (card?.kind === 'INFO_CAPTURE') {
      const value = answers[card.attribute] ?? 'Anything';
      valueOf(await cardAnswer(stage.ports, visitor, { ...base, responseKey: null, value }));
    } else {
      await db.moveClock(3_600_000);
      await dialogContinue(stage.ports, { workspaceId: stage.workspaceId, conversationId });
    }
  }
  throw new Error('It never ends.');
}

async function start(visitor: VisitorActor, kind: DialogKind, id: DialogId): Promise<ConversationId> {
  const common = { pageUrl: null, visit: null };
  const started =
    kind === 'DIALOG'
      ? await conversationStart(stage.ports, visitor, { ...common, dialogId: id })
      : await flowStart(stage.ports, visitor, {
          ...common,
          flowId: id,
          flowKey: null,
          attributes: [],
          delivery: 'POPUP',
          clientFlowId: null,
        });
  const conversationId = valueOf(started);
  if (conversationId === null) throw new Error('Nothing was started.');
  return conversationId;
}

test('every fenced JSON of the page is an example that some test reads', () => {
  const known = ['json cards', 'json document', 'json audience', 'graphql'];
  expect(fences.map(({ kind }) => kind).filter((kind) => !known.includes(kind))).toEqual([]);
  expect(examples.length).toBeGreaterThanOrEqual(5);
});

test.each(examples.map((example, index) => [index + 1, example] as const))(
  'example %i is imported, published and played',
  async (_number, example) => {
    const document = documentOf(example);
    const take = () => dialogImport(stage.ports, admin(stage), { document, dryRun: false, publish: true });
    const { dialogs } = valueOf(await take());
    for (const { issues, published, id, kind } of dialogs) {
      expect(issues.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
      expect(published).toBe(true);
      const visitor = await stage.visitor();
      const known = await stage.work((tx) => tx.dialogs.findMany(dialogs.map((dialog) => dialog.id)));
      const cards = new Map(known.flatMap((dialog) => dialog.cards).map((card) => [card.key, card]));
      const conversationId = await start(visitor, kind, id);
      expect(['COMPLETED', 'LIVE_CHAT']).toContain(await play(visitor, conversationId, cards));
      const lines = await stage.messages(conversationId);
      expect(lines.map((line) => line.text).join('\n')).not.toContain('{{');
    }
    expect(valueOf(await take()).dialogs.every(({ outcome }) => outcome === 'UNCHANGED')).toBe(true);
    const dialogIds = dialogs.map(({ id }) => id);
    const exported = valueOf(await dialogExport(stage.ports, admin(stage), { dialogIds }));
    const again = { document: exported, dryRun: true, publish: false };
    const outcomes = valueOf(await dialogImport(stage.ports, admin(stage), again)).dialogs.map((one) => one.outcome);
    expect(outcomes.every((outcome) => outcome === 'UNCHANGED')).toBe(true);
  },
);

test('every kind of card is shown', () => {
  const kinds = [
    'message',
    'question',
    'infoCapture',
    'document',
    'meeting',
    'goal',
    'action',
    'branch',
    'flow',
    'liveChat',
    'delay',
  ];
  const bodies = examples.map(({ body }) => body).join('\n');
  expect(kinds.filter((kind) => !bodies.includes(`"${kind}": {`))).toEqual([]);
});
