import type { Actor, AgentActor } from '../../src/auth/actor';
import { mayManageSchedule } from '../../src/auth/policy';
import {
  permissions,
  type AgentId,
  type ApiTokenId,
  type Permission,
  type VisitorId,
  type WorkspaceId,
} from '../../src/routing/terms';

const workspaceId = 'workspace' as WorkspaceId;
const ann = 'ann' as AgentId;
const agent = (id: string, granted: readonly Permission[]): AgentActor => ({
  kind: 'AGENT',
  workspaceId,
  agentId: id as AgentId,
  permissions: new Set(granted),
});
const token = (granted: readonly Permission[]): Actor => ({
  kind: 'INTEGRATION',
  workspaceId,
  apiTokenId: 'token' as ApiTokenId,
  permissions: new Set(granted),
});
const allBut = (...held: readonly Permission[]) => permissions.filter((one) => !held.includes(one));

test.each<readonly [string, Actor, boolean]>([
  ['the agent with the permission', agent('ann', ['LIVE_CHAT_AVAILABILITY_MANAGE']), true],
  ['the agent without it', agent('ann', allBut('LIVE_CHAT_AVAILABILITY_MANAGE', 'AGENTS_MANAGE')), false],
  ['a colleague with the permission', agent('bo', allBut('AGENTS_MANAGE')), false],
  ['who manages agents', agent('bo', ['AGENTS_MANAGE']), true],
  ['a token that manages agents', token(['AGENTS_MANAGE']), true],
  ['a token with the permission alone', token(['LIVE_CHAT_AVAILABILITY_MANAGE']), false],
  ['a visitor', { kind: 'VISITOR', workspaceId, visitorId: 'ann' as VisitorId }, false],
  ['the system', { kind: 'SYSTEM', workspaceId }, true],
])('Ann’s schedule is set by %s', (_who, actor, allowed) => {
  expect(mayManageSchedule(actor, ann)).toBe(allowed);
});
