/** Sets of permissions that a workspace made itself: inside a transaction, and as the graph reads them. */
import type { AgentId, AgentProfile, Permission, ProfileId } from '../routing/terms';

export interface ProfileRecord {
  readonly id: ProfileId;
  readonly name: string;
  readonly description: string | null;
  readonly permissions: readonly Permission[];
  readonly createdAt: Date;
}

export interface ProfileCarriers {
  /** Null: an own one. */
  readonly profile: AgentProfile | null;
  readonly profileId: ProfileId | null;
  readonly count: number;
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
  /** How many active agents carry which, by the own profile's id or the built-in one's name. */
  profileCarriers(): Promise<readonly ProfileCarriers[]>;
  profiles(ids: readonly ProfileId[]): Promise<readonly (ProfileRecord | null)[]>;
}
