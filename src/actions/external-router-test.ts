import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome, type Refused } from '../routing/refusal';
import { assertNever, type AgentId, type RouterId, type TeamId } from '../routing/terms';
import type { Ports, Transaction } from './ports';
import { candidatesOf } from './router-question';
import { maxCandidatesTold, type RouterQuestion, type RouterReply } from './router-ports';
import type { ExternalRouterRecord } from './router.records';
import { notAllowed, unknown } from './staff-refusals';

export interface ExternalRouterTestInput {
  readonly routerId: RouterId;
  /** What the sample visitor is like; absent: somebody of example.com. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  readonly pageUrl?: string | null | undefined;
}
export interface RouterTested {
  readonly routerId: RouterId;
  readonly tookMs: number;
  readonly kind: RouterReply['kind'];
  /** Of those it named, the ones who are here. */
  readonly agentIds: readonly AgentId[];
  readonly teamId: TeamId | null;
  /** What is wrong with the answer; null: nothing. */
  readonly fault: string | null;
}

const mostAttributes = 50;
const sampleAttributes = { firstName: 'Sam', lastName: 'Sample', email: 'sam@example.com', company: 'Example' };

/** Asks it now, as a request would, and tells what came back. Nobody is offered anything, and the circuit hears nothing of it. */
export async function externalRouterTest(
  ports: Ports,
  actor: Actor,
  input: ExternalRouterTestInput,
): Promise<Outcome<RouterTested>> {
  if (!may(actor, 'routers.manage')) return notAllowed('manage external routers');
  const { routerId, attributes = sampleAttributes } = input;
  if (Object.keys(attributes).length > mostAttributes) return tooMany();
  const asked = await ports.work(actor.workspaceId, async (tx) => {
    const router = await tx.routers.find(routerId);
    return router === null ? null : { router, question: await sample(ports, tx, { ...input, attributes }) };
  });
  if (asked === null) return unknown('external router', ['externalRouterId']);
  const reply = await ports.routers.test(asked.router, asked.question);
  return ports.work(actor.workspaceId, async (tx) => done(await tested(tx, asked.router, reply)));
}

function tooMany(): Refused {
  return refuse('INVALID', `A sample visitor has ${mostAttributes} attributes at most.`, ['attributes']);
}

async function sample(
  ports: Ports,
  tx: Transaction,
  { attributes = {}, pageUrl }: ExternalRouterTestInput,
): Promise<RouterQuestion> {
  const { settings } = await tx.workspace.find();
  const staff = await candidatesOf(tx, settings, []);
  return {
    id: ports.newId(),
    workspaceId: tx.workspaceId,
    liveChatId: ports.newId(),
    conversationId: ports.newId(),
    attempt: 1,
    requestedAt: tx.now,
    pageUrl: pageUrl ?? 'https://example.com/pricing',
    attributes,
    candidates: staff.slice(0, maxCandidatesTold),
    moreCandidates: staff.length > maxCandidatesTold,
    tried: [],
  };
}

async function tested(
  tx: Transaction,
  { id }: ExternalRouterRecord,
  reply: RouterReply & { readonly tookMs: number },
): Promise<RouterTested> {
  const told = { routerId: id, tookMs: reply.tookMs, kind: reply.kind, agentIds: [], teamId: null, fault: null };
  switch (reply.kind) {
    case 'FAULT':
      return { ...told, fault: reply.detail };
    case 'FALL_THROUGH':
      return told;
    case 'TEAM': {
      const team = await tx.teams.find(reply.teamId);
      return team === null
        ? { ...told, fault: 'It named a team that is not here.' }
        : { ...told, teamId: reply.teamId };
    }
    case 'AGENTS': {
      const known = await tx.agents.findMany(reply.agentIds);
      const here = new Set(known.filter(({ active }) => active).map((agent) => agent.id));
      const agentIds = reply.agentIds.filter((agentId) => here.has(agentId));
      const absent = reply.agentIds.length - agentIds.length;
      return { ...told, agentIds, fault: absent === 0 ? null : `${absent} of those it named are not agents here.` };
    }
    default:
      return assertNever(reply);
  }
}
