import type { ApiTokenStore, SessionStore } from '../actions/ports';
import { ApiTokenEntity } from '../entities/api-token.entity';
import { sessionInsert, sessionRevoke, sessionRevokeAllOf } from './sql/session.sql';
import type { TransactionLine } from './transaction-line';

export function createSessionStore(line: TransactionLine): SessionStore {
  const { workspaceId } = line;
  return {
    insert: ({ id, tokenHash, kind, subjectId, slidesSeconds, expiresAt }) =>
      line.send(sessionInsert(workspaceId, id, tokenHash, kind, subjectId, slidesSeconds, expiresAt)),
    revoke: (tokenHash) => line.send(sessionRevoke(workspaceId, tokenHash)),
    revokeAllOf: (subjectId) => line.send(sessionRevokeAllOf(workspaceId, subjectId)),
  };
}

export function createApiTokenStore(line: TransactionLine): ApiTokenStore {
  const { workspaceId } = line;
  return {
    find: async (apiTokenId) => {
      const row = await line.askOrm((manager) => manager.findOneBy(ApiTokenEntity, { workspaceId, apiTokenId }));
      if (row === null) return null;
      const { name, permissions, createdAt, expiresAt, lastUsedAt, revokedAt } = row;
      return { id: apiTokenId, name, permissions, createdAt, expiresAt, lastUsedAt, revokedAt };
    },
    insert: ({ id, name, permissions, expiresAt, createdBy }) =>
      line.sendOrm((manager) =>
        manager.insert(ApiTokenEntity, {
          workspaceId,
          apiTokenId: id,
          name,
          permissions: [...permissions],
          expiresAt,
          createdBy,
        }),
      ),
    revoke: (apiTokenId) =>
      line.sendOrm((manager) =>
        manager.update(ApiTokenEntity, { workspaceId, apiTokenId }, { revokedAt: () => 'parley_now()' }),
      ),
  };
}
