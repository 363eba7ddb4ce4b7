/** What a customer's router is sent and what it may answer: docs/routing.md tells it to those who write one. */
import { createHmac } from 'node:crypto';
import type { RouterQuestion, RouterReply } from '../actions/router-ports';
import type { AgentId, TeamId } from '../routing/terms';
import { globalId, readGlobalId } from '../schema/global-ids';

/** Ids are those of the graph. */
export function questionText(question: RouterQuestion, deadlineMs: number): string {
  const agent = (id: AgentId): string => globalId('Agent', id);
  return JSON.stringify({
    version: 1,
    requestId: question.id,
    workspaceId: globalId('Workspace', question.workspaceId),
    conversationId: globalId('Conversation', question.conversationId),
    liveChatId: globalId('LiveChat', question.liveChatId),
    requestedAt: question.requestedAt.toISOString(),
    attempt: question.attempt,
    deadlineMs,
    page: question.pageUrl === null ? null : { url: question.pageUrl },
    visitor: { attributes: question.attributes },
    candidates: question.candidates.map(({ agentId, eligible, reason }) => ({ id: agent(agentId), eligible, reason })),
    moreCandidates: question.moreCandidates,
    tried: question.tried.map(agent),
  });
}

/** The timestamp is in whole seconds and signed with the body: a question that somebody overheard is good for minutes. */
export function signatureHeaders(
  secret: string,
  body: string,
  now: Date,
): { readonly 'parley-timestamp': string; readonly 'parley-signature': string } {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return { 'parley-timestamp': timestamp, 'parley-signature': `v1=${signature}` };
}

const mostAgents = 200;
const keys = ['agentIds', 'teamId', 'fallThrough'] as const;

/** Exactly one of the three; whatever else it says is none of our business. */
export function readAnswer(status: number, text: string): RouterReply {
  if (status !== 200) return wrong(statusFault(status));
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return wrong('The answer is no JSON.');
  }
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return wrong('The answer is no object.');
  const said = answer as Readonly<Record<string, unknown>>;
  if (keys.filter((key) => said[key] !== undefined).length !== 1) {
    return wrong('The answer must say one of agentIds, teamId and fallThrough.');
  }
  if (said.fallThrough !== undefined) {
    return said.fallThrough === true ? { kind: 'FALL_THROUGH' } : wrong('Its fallThrough can only be true.');
  }
  return said.teamId === undefined ? readAgents(said.agentIds) : readTeam(said.teamId);
}

function readTeam(teamId: unknown): RouterReply {
  const named = typeof teamId === 'string' ? readGlobalId(teamId) : null;
  if (named?.kind !== 'Team') return wrong('Its teamId is no id of a team.');
  return { kind: 'TEAM', teamId: named.id as TeamId };
}

function readAgents(agentIds: unknown): RouterReply {
  if (!Array.isArray(agentIds) || !agentIds.every((id): id is string => typeof id === 'string')) {
    return wrong('Its agentIds must be a list of ids.');
  }
  if (agentIds.length === 0) return { kind: 'FALL_THROUGH' };
  if (agentIds.length > mostAgents) return wrong(`Its agentIds may name ${mostAgents} agents at most.`);
  const named = agentIds.map(readGlobalId).filter((id) => id?.kind === 'Agent');
  if (named.length === 0) return wrong('None of its agentIds is an id of an agent.');
  return { kind: 'AGENTS', agentIds: [...new Set(named.map((id) => id?.id as AgentId))] };
}

function statusFault(status: number): string {
  const isRedirect = status >= 300 && status < 400;
  return isRedirect ? `It answered ${status}; redirects are not followed.` : `It answered ${status} instead of 200.`;
}

function wrong(detail: string): RouterReply {
  return { kind: 'FAULT', fault: 'WRONG_ANSWER', detail };
}
