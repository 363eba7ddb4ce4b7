/** Who is asking. Made once per request by `authenticate`, from a token; System is the process itself, for due work. */
import {
  type AgentId,
  type ApiTokenId,
  assertNever,
  type MeetingId,
  type Permission,
  type VisitorId,
  type WorkspaceId,
} from '../routing/terms';

export interface VisitorActor {
  readonly kind: 'VISITOR';
  readonly workspaceId: WorkspaceId;
  readonly visitorId: VisitorId;
}
export interface AgentActor {
  readonly kind: 'AGENT';
  readonly workspaceId: WorkspaceId;
  readonly agentId: AgentId;
  readonly permissions: ReadonlySet<Permission>;
}
export interface IntegrationActor {
  readonly kind: 'INTEGRATION';
  readonly workspaceId: WorkspaceId;
  readonly apiTokenId: ApiTokenId;
  readonly permissions: ReadonlySet<Permission>;
}
export interface SystemActor {
  readonly kind: 'SYSTEM';
  readonly workspaceId: WorkspaceId;
}
export type Actor = VisitorActor | AgentActor | IntegrationActor | SystemActor;
/**
 * Whoever holds the link of a meeting's mail. Opens that one meeting and nothing else, neither its conversation nor its visitor: mails
 * are handed on. Not among the others, so that nothing takes it that does not say so.
 */
export interface InviteeActor {
  readonly kind: 'INVITEE';
  readonly workspaceId: WorkspaceId;
  readonly meetingId: MeetingId;
}
export type StaffActor = AgentActor | IntegrationActor;

export function isStaff(actor: Actor): actor is StaffActor {
  return actor.kind === 'AGENT' || actor.kind === 'INTEGRATION';
}

export function hasPermission(actor: Actor, permission: Permission): boolean {
  return isStaff(actor) && actor.permissions.has(permission);
}

/** Whose read marks are theirs; null: the process itself reads nothing. */
export function readerOf(actor: Actor): VisitorId | AgentId | ApiTokenId | null {
  switch (actor.kind) {
    case 'VISITOR':
      return actor.visitorId;
    case 'AGENT':
      return actor.agentId;
    case 'INTEGRATION':
      return actor.apiTokenId;
    case 'SYSTEM':
      return null;
    default:
      return assertNever(actor);
  }
}
