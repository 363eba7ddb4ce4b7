/**
 * Ids as the graph tells them: opaque, unique over all types, and checked for their type when they come back. Inside, an id is
 * a bare UUID; the edge is the only place that knows both forms.
 */
import type {
  AgentId,
  ApiTokenId,
  AuditEntryId,
  ConversationId,
  DecisionId,
  DialogId,
  EventId,
  Id,
  ListId,
  LiveChatId,
  MeetingId,
  MessageId,
  OfferId,
  PersonId,
  PoolId,
  ReplayId,
  ProfileId,
  RouteId,
  RouterId,
  RuleId,
  TeamId,
  VisitorId,
  WhisperId,
  WorkspaceId,
} from '../routing/terms';

/** Each kind of thing that has a global id, with the id it has inside. */
export interface GlobalIds {
  readonly Workspace: WorkspaceId;
  readonly Agent: AgentId;
  readonly Team: TeamId;
  readonly CustomRule: RuleId;
  readonly RoundRobinPool: PoolId;
  readonly RoutingDecision: DecisionId;
  readonly Visitor: VisitorId;
  readonly Dialog: DialogId;
  readonly Conversation: ConversationId;
  readonly LiveChat: LiveChatId;
  readonly Message: MessageId;
  readonly Offer: OfferId;
  readonly ApiToken: ApiTokenId;
  readonly Meeting: MeetingId;
  readonly Mail: Id<'Mail'>;
  readonly Person: PersonId;
  readonly PersonList: ListId;
  readonly Profile: ProfileId;
  readonly Route: RouteId;
  readonly ExternalRouter: RouterId;
  readonly PushRegistration: Id<'PushRegistration'>;
  readonly Whisper: WhisperId;
  readonly AuditEntry: AuditEntryId;
  readonly RoutingReplay: ReplayId;
  readonly Event: EventId;
}
export type GlobalKind = keyof GlobalIds;

export const globalKinds = [
  'Workspace',
  'Agent',
  'Team',
  'CustomRule',
  'RoundRobinPool',
  'RoutingDecision',
  'Visitor',
  'Dialog',
  'Conversation',
  'LiveChat',
  'Message',
  'Offer',
  'ApiToken',
  'Meeting',
  'Mail',
  'Person',
  'PersonList',
  'Profile',
  'Route',
  'ExternalRouter',
  'PushRegistration',
  'Whisper',
  'AuditEntry',
  'RoutingReplay',
  'Event',
] as const satisfies readonly GlobalKind[];

/**
 * The id that nobody has. Garbage, and an id of another type, are read as this one, so that they meet the same answer as
 * an id that was never given out: NOT_FOUND from a mutation, null from a query.
 */
export const nobodysId = '00000000-0000-0000-0000-000000000000';

const bareId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const longest = 128;

export function globalId(kind: GlobalKind, id: string): string {
  return Buffer.from(`${kind}:${id}`).toString('base64url');
}

/** What an id speaks of, or null where it is none of ours. Only the exact text that `globalId` makes is taken. */
export function readGlobalId(given: string): { readonly kind: GlobalKind; readonly id: string } | null {
  if (given.length > longest) return null;
  const text = Buffer.from(given, 'base64url').toString('utf8');
  const colon = text.indexOf(':');
  const kind = globalKinds.find((known) => known === text.slice(0, colon));
  const id = text.slice(colon + 1);
  if (kind === undefined || !bareId.test(id) || globalId(kind, id) !== given) return null;
  return { kind, id };
}

/** The bare id of a thing of that kind; `nobodysId` for anything else. */
export function idOf<Kind extends GlobalKind>(kind: Kind, given: string): GlobalIds[Kind] {
  const read = readGlobalId(given);
  return (read?.kind === kind ? read.id : nobodysId) as GlobalIds[Kind];
}

/** The same for an id that may be left out. */
export function idOrNull<Kind extends GlobalKind>(
  kind: Kind,
  given: string | null | undefined,
): GlobalIds[Kind] | null {
  return given === null || given === undefined ? null : idOf(kind, given);
}
