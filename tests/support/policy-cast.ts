/** Who asks policy, and what stands in which relation to them: actors and conversations by the names that tables use. */
import type { Actor } from '../../src/auth/actor';
import type { ConversationFacts } from '../../src/auth/policy';
import { permissionsOfProfile } from '../../src/auth/profiles';
import {
  agentProfiles,
  permissions,
  type AgentId,
  type ApiTokenId,
  type Permission,
  type VisitorId,
  type WorkspaceId,
} from '../../src/routing/terms';

export const ann = 'ann' as AgentId;
export const bob = 'bob' as AgentId;
export const vera = 'vera' as VisitorId;
const workspaceId = 'workspace' as WorkspaceId;

export const visitor = (id: string): Actor => ({ kind: 'VISITOR', workspaceId, visitorId: id as VisitorId });
export const agent = (agentId: AgentId, ...granted: readonly Permission[]): Actor => ({
  kind: 'AGENT',
  workspaceId,
  agentId,
  permissions: new Set(granted),
});
export const program = (...granted: readonly Permission[]): Actor => ({
  kind: 'INTEGRATION',
  workspaceId,
  apiTokenId: 'token' as ApiTokenId,
  permissions: new Set(granted),
});
export const system: Actor = { kind: 'SYSTEM', workspaceId };

/** Ann with one of each built-in profile, in the order of the list of them. */
export const annAs = agentProfiles.map((profile) => agent(ann, ...permissionsOfProfile[profile]));

/** Every kind of caller: Vera, whose things they are, another visitor, Ann with this and that, programs, and time itself. */
export const cast = {
  Vera: visitor('vera'),
  'another visitor': visitor('viktor'),
  'Ann with nothing': agent(ann),
  'Ann with MY_CONVERSATIONS_VIEW': agent(ann, 'MY_CONVERSATIONS_VIEW'),
  'Ann with ALL_CONVERSATIONS_VIEW': agent(ann, 'ALL_CONVERSATIONS_VIEW'),
  'Ann with AGENTS_MANAGE': agent(ann, 'AGENTS_MANAGE'),
  'Ann with CHATS_TRANSFER': agent(ann, 'CHATS_TRANSFER'),
  'Ann with CHATS_MONITOR': agent(ann, 'CHATS_MONITOR'),
  'Ann with CHATS_LISTEN': agent(ann, 'CHATS_LISTEN'),
  'Ann with CHATS_WHISPER': agent(ann, 'CHATS_WHISPER'),
  'Ann with CHATS_TAKE_OVER': agent(ann, 'CHATS_TAKE_OVER'),
  'Ann with every permission': agent(ann, ...permissions),
  'a token with nothing': program(),
  'a token with ALL_CONVERSATIONS_VIEW': program('ALL_CONVERSATIONS_VIEW'),
  'a token with every permission': program(...permissions),
  'the system': system,
} as const satisfies Record<string, Actor>;

/** “Ann with X” and “a token with X” are there for every permission. */
export function actorNamed(name: string): Actor {
  const known = Object.entries(cast).find(([who]) => who === name);
  if (known !== undefined) return known[1];
  const permission = permissions.find((one) => name.endsWith(` with ${one}`));
  if (permission === undefined) throw new Error(`Nobody is called “${name}”.`);
  return name.startsWith('Ann') ? agent(ann, permission) : program(permission);
}

const open: ConversationFacts = {
  visitorId: vera,
  status: 'OPEN',
  agentId: null,
  liveChatState: null,
  ringingFor: null,
};
const running = { ...open, liveChatState: 'CONNECTED' } as const;
const over = { ...open, status: 'COMPLETED', liveChatState: 'ENDED' } as const;

/** Conversations of Vera by what they are to Ann. Bob is somebody else of the staff. */
export const conversations = {
  'no live chat': open,
  'rings at Ann': { ...open, liveChatState: 'OFFERED', ringingFor: ann },
  'rings at Bob': { ...open, liveChatState: 'OFFERED', ringingFor: bob },
  'Ann’s, running': { ...running, agentId: ann },
  'Bob’s, running': { ...running, agentId: bob },
  'Bob’s, Ann is the guest': { ...running, agentId: bob, guestAgentId: ann },
  'Bob’s, Ann listens': { ...running, agentId: bob, listenerIds: [ann] },
  'Ann’s, over': { ...over, agentId: ann },
  'Bob’s, over, Ann was there': { ...over, agentId: bob, guestAgentId: ann, listenerIds: [ann] },
  missed: { ...over, liveChatState: 'MISSED' },
  'a preview': { ...open, preview: true },
} as const satisfies Record<string, ConversationFacts>;
