/** A visitor and an agent who chat, in the workspace's only dialog: it goes straight to a person. */
import {
  agentAvailabilitySet,
  conversationStart,
  dialogCreate,
  dialogPublish,
  dialogStreamReplace,
  messageSend,
  offerAccept,
  routingSettingsUpdate,
} from '../../src/actions';
import type { CardDraft } from '../../src/actions/card-draft';
import type { ConversationId, OfferId, VisitorId } from '../../src/routing/terms';
import { got, makeWorkspace, type TestServer, type TestWorkspace } from './server';

export interface RunningChat {
  readonly workspace: TestWorkspace;
  readonly conversationId: ConversationId;
  /** The visitor's. */
  readonly token: string;
  readonly annSays: (text: string) => Promise<void>;
}

const straightToAPerson: CardDraft = {
  key: 'chat',
  message: null,
  question: null,
  infoCapture: null,
  liveChat: {
    routing: { strategy: 'ROUND_ROBIN', agentId: null, teamId: null },
    acceptWindowSeconds: null,
    next: null,
  },
};

export async function aRunningChat(server: TestServer): Promise<RunningChat> {
  const { ports } = server.parley;
  const workspace = await makeWorkspace(server);
  const { founder } = workspace;
  const ann = await workspace.person();
  got(await routingSettingsUpdate(ports, founder, { requireReachable: false }));
  got(await agentAvailabilitySet(ports, ann.actor, { available: true }));
  const dialogId = got(await dialogCreate(ports, founder, { name: 'Straight to a person', priority: null }));
  got(await dialogStreamReplace(ports, founder, { dialogId, cards: [straightToAPerson], ifRevision: null }));
  got(await dialogPublish(ports, founder, { dialogId }));
  const token = await workspace.visitor();
  const [visitor] = await server.db.rows<{ id: VisitorId }>(
    `SELECT visitor_id AS id FROM visitor WHERE workspace_id = '${workspace.id}'`,
  );
  if (visitor === undefined) throw new Error('There is no visitor.');
  const actor = { kind: 'VISITOR', workspaceId: workspace.id, visitorId: visitor.id } as const;
  const conversationId = got(await conversationStart(ports, actor, { dialogId, pageUrl: null })) as ConversationId;
  const [offer] = await server.db.rows<{ id: OfferId }>(
    `SELECT offer_id AS id FROM offer WHERE workspace_id = '${workspace.id}'`,
  );
  got(await offerAccept(ports, ann.actor, { offerId: offer?.id ?? ('' as OfferId) }));
  let said = 0;
  const annSays = async (text: string): Promise<void> => {
    said += 1;
    const clientMessageId = `line ${said}`;
    got(await messageSend(ports, ann.actor, { conversationId, text, clientMessageId }));
  };
  return { workspace, conversationId, token, annSays };
}
