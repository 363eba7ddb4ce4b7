/** Who may do what with a chat that has a guest, a listener and a supervisor: actor by state, as a table. */
import type { Actor, AgentActor } from '../../src/auth/actor';
import {
  mayEnd,
  mayHandOver,
  maySupervise,
  mayWhisper,
  mayWrite,
  sightOf,
  type ConversationFacts,
} from '../../src/auth/policy';
import { permissions, type AgentId, type Permission, type VisitorId, type WorkspaceId } from '../../src/routing/terms';

const workspaceId = 'workspace' as WorkspaceId;
const agent = (id: string, ...granted: Permission[]): AgentActor => ({
  kind: 'AGENT',
  workspaceId,
  agentId: id as AgentId,
  permissions: new Set(granted),
});
const visitor: Actor = { kind: 'VISITOR', workspaceId, visitorId: 'vera' as VisitorId };

const actors = {
  'its visitor': visitor,
  'its agent': agent('ann', 'LIVE_CHAT_TAKE', 'CHATS_TRANSFER'),
  'its agent without CHATS_TRANSFER': agent('ann', 'LIVE_CHAT_TAKE'),
  'the guest': agent('gus', 'LIVE_CHAT_TAKE', 'CHATS_TRANSFER'),
  'a listener': agent('lea', 'CHATS_LISTEN'),
  'a listener with CHATS_WHISPER': agent('lea', 'CHATS_LISTEN', 'CHATS_WHISPER'),
  'a listener who lost CHATS_LISTEN': agent('lea', 'CHATS_WHISPER'),
  'a monitor': agent('mia', 'CHATS_MONITOR', 'CHATS_WHISPER'),
  'a colleague': agent('bob', 'LIVE_CHAT_TAKE', 'CHATS_TRANSFER', 'MY_CONVERSATIONS_VIEW'),
  'a supervisor who sees everything': agent(
    'sue',
    'ALL_CONVERSATIONS_VIEW',
    'CHATS_WHISPER',
    'CHATS_LISTEN',
    'CHATS_TAKE_OVER',
  ),
} as const satisfies Record<string, Actor>;
type Who = keyof typeof actors;

const running: ConversationFacts = {
  visitorId: 'vera' as VisitorId,
  status: 'OPEN',
  agentId: 'ann' as AgentId,
  guestAgentId: 'gus' as AgentId,
  listenerIds: ['lea' as AgentId],
  liveChatState: 'CONNECTED',
  ringingFor: null,
};
const conversations = {
  running,
  over: { ...running, status: 'COMPLETED', liveChatState: 'ENDED' },
  ringing: { ...running, agentId: null, guestAgentId: null, listenerIds: [], liveChatState: 'OFFERED' },
} as const satisfies Record<string, ConversationFacts>;
type When = keyof typeof conversations;

/** Sight as W, R or –; then what may be done: w(rite), e(nd), h(and over), s (whisper). */
const table: Readonly<Record<Who, Readonly<Record<When, string>>>> = {
  'its visitor': { running: 'W we', over: 'W we', ringing: 'W we' },
  'its agent': { running: 'W wehs', over: '-', ringing: '-' },
  'its agent without CHATS_TRANSFER': { running: 'W wes', over: '-', ringing: '-' },
  'the guest': { running: 'W ws', over: '-', ringing: '-' },
  'a listener': { running: 'W', over: '-', ringing: '-' },
  'a listener with CHATS_WHISPER': { running: 'W s', over: '-', ringing: '-' },
  'a listener who lost CHATS_LISTEN': { running: '-', over: '-', ringing: '-' },
  'a monitor': { running: 'R', over: '-', ringing: 'R' },
  'a colleague': { running: '-', over: '-', ringing: '-' },
  'a supervisor who sees everything': { running: 'W s', over: 'W s', ringing: 'W s' },
};

function rightsOf(actor: Actor, conversation: ConversationFacts): string {
  const sight = { WHOLE: 'W', RINGING: 'R', NONE: '-' }[sightOf(actor, conversation)];
  const deeds = [
    mayWrite(actor, conversation) && 'w',
    mayEnd(actor, conversation) && 'e',
    mayHandOver(actor, conversation) && 'h',
    mayWhisper(actor, conversation) && 's',
  ].filter((deed) => deed !== false);
  return `${sight} ${deeds.join('')}`.trim();
}

const cells = (Object.keys(table) as Who[]).flatMap((who) =>
  (Object.keys(conversations) as When[]).map((when) => [who, when, table[who][when]] as const),
);

test.each(cells)('%s, of one that is %s: %s', (who, when, rights) => {
  expect(rightsOf(actors[who], conversations[when])).toBe(rights);
});

test('each deed of supervision is its own permission, and a preview is nobody’s affair', () => {
  for (const deed of ['CHATS_LISTEN', 'CHATS_TAKE_OVER'] as const) {
    const others = permissions.filter((permission) => permission !== deed);
    expect(maySupervise(agent('sue', ...others), deed, running)).toBe(false);
    expect(maySupervise(agent('sue', deed), deed, running)).toBe(true);
    expect(maySupervise(agent('sue', deed), deed, { ...running, preview: true })).toBe(false);
    expect(maySupervise(visitor, deed, running)).toBe(false);
  }
  const others = permissions.filter((permission) => permission !== 'CHATS_WHISPER');
  expect(mayWhisper(agent('sue', ...others), running)).toBe(false);
  const notHandingOver = permissions.filter((permission) => permission !== 'CHATS_TRANSFER');
  expect(mayHandOver(agent('ann', ...notHandingOver), running)).toBe(false);
});
