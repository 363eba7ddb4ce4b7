import { assertNever, type AgentId, type Attribute, type Decision, type FallbackReason } from '../routing/terms';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord, LiveChatRecord, Message, OfferRecord } from './records';

/** So many of the last lines are told; the rest is behind the link. */
const linesTold = 50;

export interface MissedChat {
  readonly conversation: ConversationRecord;
  readonly chat: LiveChatRecord;
  readonly decision: Decision;
  readonly offers: readonly OfferRecord[];
}

/** A step: tells the agents who were asked and everyone who manages agents. Each gets one mail for each missed chat. */
export async function mailMissedChat(ports: Ports, tx: Transaction, missed: MissedChat): Promise<void> {
  const { conversation, chat } = missed;
  const [tried, managers, visitor, messages] = await Promise.all([
    tx.agents.findMany(missed.offers.map((offer) => offer.agentId)),
    tx.agents.findWithPermission('AGENTS_MANAGE'),
    tx.visitors.find(conversation.visitorId),
    tx.messages.findLast(conversation.id, linesTold),
  ]);
  const who = nameOf(visitor?.attributes ?? []);
  const text = [
    `${who} asked for a live chat and nobody took it.`,
    `Reason: ${reasonOf(missed.decision.fallbackReason)}`,
    `Page: ${conversation.pageUrl ?? 'unknown'}`,
    '',
    ...messages.map(lineOf),
    '',
    ports.conversationUrl(conversation.id),
  ].join('\n');
  const receivers = new Map<AgentId, string>();
  for (const agent of [...tried, ...managers]) if (agent.active) receivers.set(agent.id, agent.email);
  for (const to of receivers.values()) {
    tx.storeMail({ to, subject: `Missed chat: ${who}`, text, cause: `live-chat-missed:${chat.id}` });
  }
}

function nameOf(attributes: readonly Attribute[]): string {
  const valueOf = (name: string): string | undefined => attributes.find((one) => one.name === name)?.value;
  const name = [valueOf('firstName'), valueOf('lastName')].filter((part) => part !== undefined).join(' ');
  const email = valueOf('email');
  if (name === '') return email ?? 'A visitor';
  return email === undefined ? name : `${name} <${email}>`;
}

function lineOf(message: Message): string {
  return `${message.authorName ?? message.author.toLowerCase()}: ${message.text}`;
}

function reasonOf(reason: FallbackReason | null): string {
  switch (reason) {
    case 'NOBODY_ELIGIBLE':
    case null:
      return 'no agent was free to take it.';
    case 'NO_RULE_MATCHED':
      return 'no routing rule matched this visitor.';
    case 'ATTEMPTS_EXHAUSTED':
      return 'every agent who was asked declined or did not answer.';
    case 'WAIT_EXCEEDED':
      return 'the visitor had waited for as long as the settings allow.';
    case 'BLOCKED_DOMAIN':
      return "the visitor's e-mail address lies in a blocked domain.";
    default:
      return assertNever(reason);
  }
}
