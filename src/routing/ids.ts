/** Identifiers: each of one kind of thing. Part of the nouns in terms.ts, which is where to import them from. */

declare const brand: unique symbol;
/** An identifier of one kind of thing. A `string` at run time; the brand keeps an agent's id out of a team's place. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type WorkspaceId = Id<'Workspace'>;
export type AgentId = Id<'Agent'>;
export type TeamId = Id<'Team'>;
export type PoolId = Id<'RoundRobinPool'>;
export type RuleId = Id<'CustomRule'>;
export type VisitorId = Id<'Visitor'>;
export type DialogId = Id<'Dialog'>;
export type ConversationId = Id<'Conversation'>;
export type LiveChatId = Id<'LiveChat'>;
export type OfferId = Id<'Offer'>;
export type DecisionId = Id<'RoutingDecision'>;
export type MessageId = Id<'Message'>;
export type EventId = Id<'Event'>;
export type ApiTokenId = Id<'ApiToken'>;
export type SessionId = Id<'Session'>;
export type PersonId = Id<'Person'>;
/** A list of people that audiences and branches ask about. */
export type ListId = Id<'PersonList'>;
export type MeetingId = Id<'Meeting'>;
/** A route that has a name, for cards and other routes to refer to. */
export type RouteId = Id<'Route'>;
/** A customer's own server that is asked who should take a chat. */
export type RouterId = Id<'ExternalRouter'>;
export type WhisperId = Id<'Whisper'>;
export type AuditEntryId = Id<'AuditEntry'>;
export type RuleVersionId = Id<'RuleVersion'>;
/** A set of permissions that the workspace made itself. */
export type ProfileId = Id<'Profile'>;
/** A past period that is routed once more. */
export type ReplayId = Id<'RoutingReplay'>;
