/** What visitors do. */
import { cardAnswer } from '../../src/actions/card-answer';
import { conversationEnd } from '../../src/actions/conversation-end';
import { conversationStart } from '../../src/actions/conversation-start';
import { messageLeave } from '../../src/actions/message-leave';
import { messageSend } from '../../src/actions/message-send';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import type { ConversationId } from '../../src/routing/terms';
import { codeOf, valueOf } from '../support/stage';
import { type Act, chatsWhere, chosen, oneOf } from './act';
import type { Single } from './deeds';
import { leavesMessage } from './leaving';
import type { Office } from './office';
import { browserOf, type ChatState, type State } from './state';
import * as verbs from './verbs';

type AskDeed = Extract<Single, { does: 'asks' }>;

/** The page was opened a moment ago; what is done now is the answer that asks for a person. */
export async function askOf(office: Office, state: State, deed: AskDeed): Promise<Act | null> {
  const dialog = deed.dialog % office.dialogs.length;
  const dialogId = office.dialogs[dialog] ?? null;
  const { ports } = office.process(0);
  const browser = await browserFor(office, state, deed);
  const visitor = office.visitor(browser);
  const conversationId = valueOf(await conversationStart(ports, visitor, { dialogId, pageUrl: null }));
  if (conversationId === null) throw new Error('No dialog fits.');
  // One that goes on: in it somebody is looked for already.
  if (office.visitors.has(conversationId)) return null;
  office.visitors.set(conversationId, visitor);
  const tells = deed.saidBy === 'VISITOR';
  const answer = (cardKey: string, responseKey: string | null, value: string | null) => {
    return { conversationId, cardKey, responseKey, response: null, value, clientMessageId: null };
  };
  if (tells) valueOf(await cardAnswer(ports, visitor, answer('ask', 'Mail', null)));
  const last = tells ? answer('mail', null, browserOf(state, browser).address) : answer('ask', 'Yes', null);
  return {
    product: async (at) => codeOf(await cardAnswer(at, visitor, last)),
    model: (world) => verbs.visitorAsks(world, conversationId, { dialog, browser }, tells),
  };
}

/** One that was here before, where the deed wants one; else one that nobody knows. */
async function browserFor(office: Office, state: State, { again, ...deed }: AskDeed): Promise<string> {
  const known = again === null ? undefined : chosen(Object.keys(state.browsers), again);
  if (known !== undefined) return known;
  const key = `browser ${office.browsers.size}`;
  const { country, address, saidBy } = deed;
  const browser = { country, address, isClaimed: saidBy === 'PAGE', hasTold: false };
  await office.opensBrowser(key, browser);
  state.browsers[key] = browser;
  return key;
}

type SideDeed = Extract<Single, { does: 'visitor ends' | 'agent ends' | 'visitor writes' | 'agent writes' }>;

export function sideOf(office: Office, state: State, { does, pick }: SideDeed): Act | null {
  const side: verbs.Side = does.startsWith('visitor') ? 'VISITOR' : 'AGENT';
  const isOld = pick % 7 === 0;
  const found = chosen(
    chatsWhere(state, (chat) => (chat.status === 'OPEN') !== isOld && (side === 'VISITOR' || chat.agent !== null)),
    pick,
  );
  if (found === undefined) return null;
  const [id, chat] = found;
  const actor: VisitorActor | AgentActor | undefined =
    side === 'VISITOR' ? office.visitors.get(id) : office.actor(chat.agent ?? 0);
  if (actor === undefined) throw new Error(`Chat ${id} has no visitor.`);
  const conversationId = id as ConversationId;
  return does.endsWith('ends')
    ? {
        product: async (ports) => codeOf(await conversationEnd(ports, actor, { conversationId })),
        model: (world) => verbs.ends(world, id, side, chat.agent),
      }
    : {
        product: async (ports) =>
          codeOf(await messageSend(ports, actor, { conversationId, text: 'Hello', clientMessageId: null })),
        model: (world) => verbs.writes(world, id),
      };
}

const mayLeave = ({ isPrompted, state, hasWaited }: ChatState): boolean =>
  isPrompted || state === 'WAITING' || (state === 'OFFERED' && hasWaited);

export function leaveOf(
  office: Office,
  state: State,
  { pick, tells }: Extract<Single, { does: 'leaves message' }>,
): Act | null {
  const found = oneOf(state, pick, (chat) => mayLeave(chat));
  if (found === undefined) return null;
  const [id, { browser }] = found;
  const visitor = office.visitor(browser);
  const email = tells ? browserOf(state, browser).address : null;
  const input = { conversationId: id as ConversationId, text: 'Call me', email, name: null, clientMessageId: null };
  return {
    product: async (ports) => codeOf(await messageLeave(ports, visitor, input)),
    model: (world) => leavesMessage(world, id, tells),
  };
}
