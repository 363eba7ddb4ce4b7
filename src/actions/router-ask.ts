import type { Decision, RouteStep } from '../routing/terms';
import type { Followed } from './followed';
import { inStep, liveChatStore, type Running } from './live-chat-held';
import { moveOf } from './live-chat-move';
import { decisionStore } from './offer-make';
import type { Ports, Transaction } from './ports';
import type { LiveChatRecord } from './records';
import { routerDecide } from './router-decide';
import type { ExternalRouterRecord, RouterQuestionRecord } from './router.records';

/** What goes on with the next decision: the hub, which leads here. */
type Follow = (ports: Ports, tx: Transaction, running: Running, followed: Followed) => Promise<Running>;

/**
 * A step: the route has come to a customer's server. The question is stored with the request and due at its deadline; nobody is
 * called before the commit (`routerSend`), and the routing lock is held for no longer than for any other decision.
 *
 * ROUTING, being asked → the answer (`routerAnswer`) or the deadline (`routerLate`), whichever locks the conversation first →
 * whatever is decided then. The other one finds the question settled.
 *
 * A router that is gone, switched off or left alone by this process is passed at once: nobody waits for what is known.
 */
export async function routerAsk(
  ports: Ports,
  tx: Transaction,
  running: Running,
  { followed, follow }: { readonly followed: Followed; readonly follow: Follow },
): Promise<Running> {
  const { decision, workspace } = followed;
  const { index, step } = askingStep(running.chat, decision);
  const read = followed.routers?.find(({ id }) => id === step.routerId);
  const router = read ?? (step.routerId === null ? null : await tx.routers.find(step.routerId));
  const chat = atStep(running.chat, index);
  const why = whyNotAsked(ports, router);
  if (router !== null && why === null) return ask(ports, tx, running, { chat, decision, router });
  liveChatStore(tx, running.chat, chat);
  tx.routers.ask({
    ...questionAt(ports, tx, { chat, router, deadlineMs: 0 }),
    answeredAt: tx.now,
    fault: 'NOT_ASKED',
    detail: why,
  });
  const moved = inStep(running.conversation, chat);
  const next = await routerDecide(tx, moved, workspace);
  return follow(ports, tx, moved, { ...followed, decision: next });
}

function ask(
  ports: Ports,
  tx: Transaction,
  running: Running,
  asked: { readonly chat: LiveChatRecord; readonly decision: Decision; readonly router: ExternalRouterRecord },
): Running {
  const { chat, decision, router } = asked;
  const question = questionAt(ports, tx, { chat, router, deadlineMs: router.deadlineMs });
  liveChatStore(tx, running.chat, chat);
  decisionStore(ports, tx, chat, decision);
  tx.routers.ask(question);
  tx.schedule({ kind: 'ROUTER_LATE', subjectId: chat.id, at: question.deadlineAt });
  return inStep(running.conversation, chat);
}

function askingStep(
  { id, steps }: LiveChatRecord,
  { stepIndex }: Decision,
): { readonly index: number; readonly step: RouteStep } {
  const index = stepIndex ?? -1;
  const step = steps?.[index];
  if (step?.kind !== 'EXTERNAL') throw new Error(`Live chat ${id} asks a server at a step that asks none.`);
  return { index, step };
}

function atStep(chat: LiveChatRecord, index: number): LiveChatRecord {
  const stepAttempts = index === chat.step ? chat.stepAttempts : 0;
  return { ...chat, state: moveOf(chat, 'ROUTER_ASKED').state, step: index, stepAttempts };
}

function whyNotAsked({ routers }: Ports, router: ExternalRouterRecord | null): string | null {
  if (router === null) return 'There is no such router any more.';
  if (!router.enabled) return 'It is switched off.';
  return routers.circuitOf(router.id).state === 'OPEN'
    ? 'It failed five times in a row and is left alone for half a minute.'
    : null;
}

const nobodysRouter = '00000000-0000-0000-0000-000000000000';

function questionAt(
  ports: Ports,
  tx: Transaction,
  of: {
    readonly chat: LiveChatRecord;
    readonly router: ExternalRouterRecord | null;
    readonly deadlineMs: number;
  },
): RouterQuestionRecord {
  const { chat, router, deadlineMs } = of;
  return {
    id: ports.newId(),
    liveChatId: chat.id,
    step: chat.step,
    routerId: router?.id ?? chat.steps?.[chat.step]?.routerId ?? (nobodysRouter as ExternalRouterRecord['id']),
    askedAt: tx.now,
    deadlineAt: new Date(tx.now.getTime() + deadlineMs),
    answeredAt: null,
    agentIds: null,
    teamId: null,
    fault: null,
    detail: null,
  };
}
