import type { AgentStore, ReachabilityStore } from '../actions/ports';
import {
  agentFind,
  agentFindMany,
  agentFindWithPermission,
  agentInsert,
  agentLock,
  agentUpdate,
} from './sql/agent.sql';
import { agentOwnProfile } from './sql/profile.sql';
import { seatRelease, seatReleaseReserved, seatReserve, seatTake } from './sql/agent-seat.sql';
import {
  reachabilityAsk,
  reachabilityKeep,
  reachabilityLeaseEnd,
  reachabilityRenew,
  reachabilityComeBack,
} from './sql/reachability.sql';
import type { TransactionLine } from './transaction-line';

export function createAgentStore(line: TransactionLine, now: () => Date): AgentStore {
  const { workspaceId } = line;
  return {
    find: async (id) => (await line.ask(agentFind(workspaceId, id)))[0] ?? null,
    findMany: (ids) => line.ask(agentFindMany(workspaceId, ids)),
    findWithPermission: (permission) => line.ask(agentFindWithPermission(workspaceId, permission)),
    lock: async (id) => (await line.lock(agentLock(workspaceId, id)))[0] ?? null,
    insert: ({ id, name, email, passwordHash, profile, permissions, capacity, profileId = null }) => {
      line.send(agentInsert(workspaceId, id, name, email, passwordHash, profile, permissions, capacity));
      if (profileId !== null) line.send(agentOwnProfile(workspaceId, id, profileId));
    },
    update: (id, { name, capacity, profile, profileId, permissions, avatarHash, active, available, skills }) => {
      line.send(
        agentUpdate(
          workspaceId,
          id,
          name ?? null,
          profile ?? null,
          permissions ?? null,
          avatarHash ?? null,
          active ?? null,
          available ?? null,
          capacity !== undefined,
          capacity ?? null,
          skills === undefined ? null : JSON.stringify(skills),
        ),
      );
      if (profileId !== undefined) line.send(agentOwnProfile(workspaceId, id, profileId));
    },
    reserve: (id) => line.send(seatReserve(workspaceId, id, now())),
    seat: (id) => line.send(seatTake(workspaceId, id, now())),
    releaseReservation: (id) => line.send(seatReleaseReserved(workspaceId, id, now())),
    releaseSeat: (id) => line.send(seatRelease(workspaceId, id, now())),
  };
}

export function createReachabilityStore(line: TransactionLine): ReachabilityStore {
  const { workspaceId } = line;
  return {
    isReachable: async (agentId) => (await line.ask(reachabilityAsk(workspaceId, agentId)))[0]?.reachable ?? false,
    renew: (agentId, processId, leaseUntil, connected) =>
      line.send(reachabilityRenew(workspaceId, agentId, processId, leaseUntil, connected)),
    comeBack: (agentId, processId, leaseUntil) =>
      line.send(reachabilityComeBack(workspaceId, agentId, processId, leaseUntil, true)),
    keep: async (agentIds, processId, leaseUntil) =>
      (await line.change(reachabilityKeep(workspaceId, agentIds, processId, leaseUntil))).map(({ id }) => id),
    findLeaseEnd: async (agentId) => (await line.ask(reachabilityLeaseEnd(workspaceId, agentId)))[0]?.leaseEnd ?? null,
  };
}
