/** Waking an agent's browser: what it needs of the stores and of the world. */
import type { AgentId, Id, OfferId, OfferKind, VisitorId, WorkspaceId } from '../routing/terms';

export type PushRegistrationId = Id<'PushRegistration'>;

/** A browser in which an agent lets offers ring while the inbox is closed. */
export interface PushRegistrationRecord {
  readonly id: PushRegistrationId;
  readonly agentId: AgentId;
  /** Where the browser's own push service is called. Whoever knows it can wake the browser: told to its owner alone. */
  readonly endpoint: string;
  /** The browser's public key and shared secret: the push service itself cannot read what is sent. */
  readonly p256dh: string;
  readonly auth: string;
  /** Which browser it is, in the words of whoever registered it. */
  readonly label: string | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
}

/** What the graph tells of one. */
export type SeenPushRegistration = Omit<PushRegistrationRecord, 'p256dh' | 'auth'>;

export interface PushReads {
  /** By agent, oldest first. */
  pushRegistrationsOf(ids: readonly AgentId[]): Promise<readonly (readonly SeenPushRegistration[])[]>;
}

export interface PushKeyRecord {
  readonly publicKey: string;
  readonly privateKey: Uint8Array;
}

/** An offer that is to wake its agent. */
export interface PushedOffer {
  readonly id: OfferId;
  readonly agentId: AgentId;
  readonly visitorId: VisitorId;
  readonly kind: OfferKind;
  readonly expiresAt: Date;
}

export interface PushStore {
  findKey(): Promise<PushKeyRecord | null>;
  /** The first one stays. */
  insertKey(key: PushKeyRecord): void;
  /** Oldest first. */
  findOf(agentId: AgentId): Promise<readonly PushRegistrationRecord[]>;
  findByEndpoint(endpoint: string): Promise<PushRegistrationRecord | null>;
  /** Takes the place of whoever had this endpoint. */
  save(registration: Omit<PushRegistrationRecord, 'createdAt' | 'sentAt'>): void;
  delete(id: PushRegistrationId): void;
  noteSent(ids: readonly PushRegistrationId[]): void;
  /** Whether a socket of the agent is open right now; one that left, in its grace, is not. */
  hasSocket(agentId: AgentId): Promise<boolean>;
  /** Claims the right to wake somebody for an offer that still rings: given once. */
  claim(offerId: OfferId): Promise<PushedOffer | null>;
  /** Wakes for what rings at this agent and has woken nobody yet. */
  wakeForPending(agentId: AgentId): void;
}

/** GONE: the browser took its registration back. */
export type PushResult = { readonly kind: 'SENT' | 'GONE' } | { readonly kind: 'FAULT'; readonly fault: string };

export interface PushMessage {
  readonly workspaceId: WorkspaceId;
  readonly offerId: OfferId;
  readonly kind: OfferKind;
  readonly visitorName: string | null;
  readonly expiresAt: Date;
  /** For so long the push service keeps it for a browser that is asleep. */
  readonly ttlSeconds: number;
}

export interface Push {
  newKey(workspaceId: WorkspaceId): PushKeyRecord;
  /** Bounded in time; never throws. */
  send(registration: PushRegistrationRecord, key: PushKeyRecord, message: PushMessage): Promise<PushResult>;
}
