/**
 * Who may do what, as a pure function over the actor, the action and the loaded thing (never over an id or a role alone).
 * The table behind it is docs/protocol.md's; the test walks actor × action × relation.
 */
import type { AgentId, ConversationStatus, LiveChatState, MeetingId, Permission, VisitorId } from '../routing/terms';
import { assertNever } from '../routing/terms';
import { type Actor, type AgentActor, hasPermission, type InviteeActor, isStaff } from './actor';

/** What policy asks about a conversation. */
export interface ConversationFacts {
  readonly visitorId: VisitorId;
  readonly status: ConversationStatus;
  /** Who accepted its latest live chat, or looks after it where it was missed. */
  readonly agentId: AgentId | null;
  /** Whom that agent invited; absent or null: nobody. */
  readonly guestAgentId?: AgentId | null;
  /** Who of the staff listens to it while it runs. */
  readonly listenerIds?: readonly AgentId[];
  readonly liveChatState: LiveChatState | null;
  /** To whom an offer of it is ringing right now. */
  readonly ringingFor: AgentId | null;
  /** Plays a working copy: nobody's affair but that of who holds the token. */
  readonly preview?: boolean;
}

/**
 * How much of a conversation somebody sees. RINGING: the visitor's name, the page and the state, nothing that was said.
 */
export type Sight = 'NONE' | 'RINGING' | 'WHOLE';

export function sightOf(actor: Actor, conversation: ConversationFacts): Sight {
  if (conversation.preview === true && isStaff(actor)) return 'NONE';
  switch (actor.kind) {
    case 'SYSTEM':
      return 'WHOLE';
    case 'VISITOR':
      return actor.visitorId === conversation.visitorId ? 'WHOLE' : 'NONE';
    case 'INTEGRATION':
      return hasPermission(actor, 'ALL_CONVERSATIONS_VIEW') ? 'WHOLE' : 'NONE';
    case 'AGENT': {
      if (hasPermission(actor, 'ALL_CONVERSATIONS_VIEW')) return 'WHOLE';
      if (actor.agentId === conversation.agentId) {
        const running = conversation.liveChatState === 'CONNECTED';
        return running || hasPermission(actor, 'MY_CONVERSATIONS_VIEW') ? 'WHOLE' : 'NONE';
      }
      if (isGuest(actor, conversation) || listens(actor, conversation)) return 'WHOLE';
      return actor.agentId === conversation.ringingFor || mayMonitor(actor, conversation) ? 'RINGING' : 'NONE';
    }
    default:
      return assertNever(actor);
  }
}

function isGuest(actor: AgentActor, { guestAgentId, liveChatState }: ConversationFacts): boolean {
  return actor.agentId === guestAgentId && liveChatState === 'CONNECTED';
}

/** Standing in the list is not enough: who loses the permission hears nothing more, though nobody took them out of it. */
function listens(actor: AgentActor, { listenerIds = [], liveChatState }: ConversationFacts): boolean {
  return liveChatState === 'CONNECTED' && listenerIds.includes(actor.agentId) && hasPermission(actor, 'CHATS_LISTEN');
}

/** What goes on now, without what is said. */
function mayMonitor(actor: AgentActor, { status, liveChatState }: ConversationFacts): boolean {
  return status === 'OPEN' && liveChatState !== null && hasPermission(actor, 'CHATS_MONITOR');
}

/** Whether the caller's streams and lists hold the whole workspace's conversations. */
export function seesWholeWorkspace(actor: Actor): boolean {
  return hasPermission(actor, 'ALL_CONVERSATIONS_VIEW');
}

/** Writing into a conversation: its visitor while it is open, its agent and the guest while connected. Reading rights do not suffice. */
export function mayWrite(actor: Actor, conversation: ConversationFacts): boolean {
  switch (actor.kind) {
    case 'VISITOR':
      return actor.visitorId === conversation.visitorId;
    case 'AGENT':
      return serves(actor, conversation) || isGuest(actor, conversation);
    case 'INTEGRATION':
    case 'SYSTEM':
      return false;
    default:
      return assertNever(actor);
  }
}

/** It is this agent's chat, and runs. */
export function serves(actor: Actor, { agentId, liveChatState }: ConversationFacts): boolean {
  return actor.kind === 'AGENT' && actor.agentId === agentId && liveChatState === 'CONNECTED';
}

/** Ending: its visitor, its agent, and whoever manages the agents (an admin may end any). A guest leaves instead. */
export function mayEnd(actor: Actor, conversation: ConversationFacts): boolean {
  if (actor.kind === 'VISITOR') return mayWrite(actor, conversation);
  if (serves(actor, conversation)) return true;
  return actor.kind === 'AGENT' && conversation.preview !== true && hasPermission(actor, 'AGENTS_MANAGE');
}

/** Looking after missed chats at all: an agent who takes live chats. */
export function mayClaimMissed(actor: Actor): actor is AgentActor {
  return actor.kind === 'AGENT' && hasPermission(actor, 'LIVE_CHAT_TAKE');
}

/** That this one was missed: the agents it rang at, whoever sees the whole workspace, and who looks after it. */
export function mayKnowMissed(actor: Actor, conversation: ConversationFacts, wasOffered: boolean): boolean {
  if (!mayClaimMissed(actor) || conversation.preview === true) return false;
  return wasOffered || actor.agentId === conversation.agentId || seesWholeWorkspace(actor);
}

/** Handing over and inviting: its agent while connected, with the permission. */
export function mayHandOver(actor: Actor, conversation: ConversationFacts): boolean {
  return serves(actor, conversation) && hasPermission(actor, 'CHATS_TRANSFER');
}

/** Listening and taking over: a permission each, for whoever is an agent of the workspace; a preview is nobody's affair. */
export function maySupervise(
  actor: Actor,
  permission: 'CHATS_LISTEN' | 'CHATS_TAKE_OVER',
  conversation: ConversationFacts,
): actor is AgentActor {
  return actor.kind === 'AGENT' && conversation.preview !== true && hasPermission(actor, permission);
}

/** Whispering: with the permission, into what one sees; and between the agents of the chat. The visitor never. */
export function mayWhisper(actor: Actor, conversation: ConversationFacts): actor is AgentActor {
  if (actor.kind !== 'AGENT') return false;
  if (mayWrite(actor, conversation)) return true;
  return hasPermission(actor, 'CHATS_WHISPER') && sightOf(actor, conversation) === 'WHOLE';
}

/** Scoring: its agent while connected, and whoever sees the whole workspace. */
export function mayScore(actor: Actor, conversation: ConversationFacts): boolean {
  if (actor.kind === 'VISITOR' || conversation.preview === true) return false;
  return mayWrite(actor, conversation) || seesWholeWorkspace(actor);
}

/** Accepting and declining: the agent it was made to. Everybody else does not even learn that it exists. */
export function mayDecideOffer(actor: Actor, offer: { readonly agentId: AgentId }): boolean {
  return actor.kind === 'AGENT' && actor.agentId === offer.agentId;
}

/** An offer as a thing to read: its agent's, that of who hands over, and those who see the whole workspace. */
export function maySeeOffer(
  actor: Actor,
  offer: { readonly agentId: AgentId; readonly fromAgentId?: AgentId | null },
): boolean {
  if (actor.kind === 'AGENT' && actor.agentId === offer.fromAgentId) return true;
  return mayDecideOffer(actor, offer) || seesWholeWorkspace(actor);
}

export const staffActions = {
  'agents.view': null,
  'agents.manage': 'AGENTS_MANAGE',
  'profiles.view': null,
  'profiles.manage': 'AGENTS_MANAGE',
  'accounts.view': 'ACCOUNTS_VIEW',
  'accounts.manage': 'ACCOUNTS_MANAGE',
  'teams.view': 'TEAMS_VIEW',
  'teams.manage': 'TEAMS_MANAGE',
  'rules.view': 'CUSTOM_RULES_VIEW',
  'rules.manage': 'CUSTOM_RULES_MANAGE',
  'pools.view': 'ROUND_ROBIN_VIEW',
  'pools.manage': 'ROUTING_SETTINGS_MANAGE',
  'settings.view': null,
  'settings.manage': 'ROUTING_SETTINGS_MANAGE',
  'usage.view': null,
  'usage.manage': 'ROUTING_SETTINGS_MANAGE',
  'routing.simulate': 'CUSTOM_RULES_VIEW',
  'routing.replay': 'CUSTOM_RULES_MANAGE',
  'attributes.view': null,
  'attributes.manage': 'DIALOGS_MANAGE',
  'dialogs.view': 'DIALOGS_VIEW',
  'dialogs.manage': 'DIALOGS_MANAGE',
  'dialogs.publish': 'DIALOGS_PUBLISH',
  'flows.view': 'FLOWS_VIEW',
  'flows.manage': 'FLOWS_MANAGE',
  'flows.publish': 'FLOWS_PUBLISH',
  'chat.switch': 'CHATBOT_SETTINGS_MANAGE',
  'hours.manage': 'CHATBOT_SETTINGS_MANAGE',
  'holidays.manage': 'AGENTS_MANAGE',
  'conversations.list': 'ALL_CONVERSATIONS_VIEW',
  'chats.monitor': 'CHATS_MONITOR',
  'audit.view': 'AUDIT_VIEW',
  // Whoever reads every conversation keeps the records of the people in them.
  'people.view': 'ALL_CONVERSATIONS_VIEW',
  'people.manage': 'ALL_CONVERSATIONS_VIEW',
  'lists.view': null,
  'lists.manage': 'DIALOGS_MANAGE',
  'privacy.manage': 'PRIVACY_AND_SECURITY_MANAGE',
  'widget.manage': 'CHATBOT_SETTINGS_MANAGE',
  'meetings.manage': 'MEETINGS_MANAGE',
  // Mails tell what visitors wrote, and who was missed: what those who look after the agents get anyway.
  'outbox.view': 'AGENTS_MANAGE',
  'outbox.manage': 'AGENTS_MANAGE',
  'apiTokens.manage': 'INTEGRATIONS_MANAGE',
  'routers.manage': 'INTEGRATIONS_MANAGE',
  // Whoever writes cards reads them to name them.
  'routes.view': null,
  'routes.manage': 'ROUTING_SETTINGS_MANAGE',
  'reports.conversations': 'GLOBAL_REPORTS_VIEW',
  'reports.liveChats': 'LIVE_CHAT_REPORTS_VIEW',
  'reports.meetings': 'MEETING_REPORTS_VIEW',
  'reports.export': 'REPORTS_EXPORT',
} as const satisfies Record<string, Permission | null>;
export type StaffAction = keyof typeof staffActions;

/** Things of the workspace as a whole: staff, with the permission where one is named. */
export function may(actor: Actor, action: StaffAction): boolean {
  if (actor.kind === 'SYSTEM') return true;
  if (!isStaff(actor)) return false;
  const permission: Permission | null = staffActions[action];
  return permission === null || actor.permissions.has(permission);
}

/** What is known of a visitor is put right by those who keep the people, and by the agent who serves the visitor now. */
export function mayUpdateVisitor(actor: Actor, { serves }: { readonly serves: boolean }): boolean {
  return may(actor, 'people.manage') || (actor.kind === 'AGENT' && serves);
}

/** Name and picture are one's own; everything else about an agent is for those who manage agents. */
export function mayUpdateAgent(actor: Actor, agentId: AgentId, changes: 'PROFILE_PAGE' | 'ANYTHING'): boolean {
  if (may(actor, 'agents.manage')) return true;
  return changes === 'PROFILE_PAGE' && actor.kind === 'AGENT' && actor.agentId === agentId;
}

/** A token may never do more than the one who makes it. */
export function mayGrant(actor: Actor, granted: readonly Permission[]): boolean {
  return may(actor, 'apiTokens.manage') && granted.every((permission) => hasPermission(actor, permission));
}

/** When an agent can be booked: the own hours with the permission for them, anybody's for those who manage agents. */
export function mayManageBookings(actor: Actor, agentId: AgentId): boolean {
  return may(actor, 'agents.manage') || isSelf(actor, agentId, 'CALENDAR_AVAILABILITY_MANAGE');
}

/** When an agent takes live chats: the own schedule with the permission for it, anybody's for those who manage agents. */
export function mayManageSchedule(actor: Actor, agentId: AgentId): boolean {
  return may(actor, 'agents.manage') || isSelf(actor, agentId, 'LIVE_CHAT_AVAILABILITY_MANAGE');
}

/** A calendar is connected with its owner's password, so by its owner alone; those who manage agents may cut it off. */
export function mayConnectCalendar(actor: Actor, agentId: AgentId, what: 'CONNECT' | 'DISCONNECT'): boolean {
  return isSelf(actor, agentId, 'CALENDAR_CONNECT') || (what === 'DISCONNECT' && may(actor, 'agents.manage'));
}

function isSelf(actor: Actor, agentId: AgentId, permission: Permission): boolean {
  return actor.kind === 'AGENT' && actor.agentId === agentId && actor.permissions.has(permission);
}

/** A meeting is its visitor's, its agent's, of those who manage meetings, and of who holds its link: to see, to move and to cancel. */
export function mayHandleMeeting(
  actor: Actor | InviteeActor,
  meeting: { readonly id: MeetingId; readonly agentId: AgentId; readonly visitorId: VisitorId },
): boolean {
  if (actor.kind === 'INVITEE') return actor.meetingId === meeting.id;
  if (actor.kind === 'VISITOR') return actor.visitorId === meeting.visitorId;
  return may(actor, 'meetings.manage') || (actor.kind === 'AGENT' && actor.agentId === meeting.agentId);
}
