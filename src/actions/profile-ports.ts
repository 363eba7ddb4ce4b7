/** Sets of permissions that a workspace made itself: inside a transaction, and as the graph reads them. */
import type { AgentId, Permission, ProfileId } from '../routing/terms';

export interface ProfileRecord {
  readonly id: ProfileId;
  readonly name: string;
  readonly description: string | null;
  readonly permissions: readonly Permission[];
  readonly createdAt: Date;
}

export interface ProfileStore {
  find(id: ProfileId): Promise<ProfileRecord | null>;
  count(): Promise<number>;
  /** Who carries it, deactivated ones too, by id: the order in which agents are locked. */
  findAgentIds(id: ProfileId): Promise<readonly AgentId[]>;
  /** Fails the commit with `profile_one_name` where the name is taken. */
  insert(profile: Omit<ProfileRecord, 'createdAt'>): void;
  update(id: ProfileId, changes: Partial<Omit<ProfileRecord, 'id' | 'createdAt'>>): void;
  delete(id: ProfileId): void;
}

export interface ProfileReads {
  /** By name; at most as many as there may be. */
  ownProfiles(): Promise<readonly ProfileRecord[]>;
  profiles(ids: readonly ProfileId[]): Promise<readonly (ProfileRecord | null)[]>;
}
