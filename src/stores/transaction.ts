/** All the stores over one line: what an action is given. */
import type { Transaction } from '../actions/ports';
import type { DomainEvent } from '../routing/events';
import { createAgentStore, createReachabilityStore } from './agent.store';
import {
  createConversationStore,
  createDecisionStore,
  createLiveChatStore,
  createMessageStore,
  createOfferStore,
  createVisitorStore,
} from './conversation.store';
import { createAttributeDefinitionStore, createDialogStore } from './dialog.store';
import { newId } from './ids';
import { createRoutingStore } from './routing.store';
import { createRuleStore } from './rule.store';
import { createApiTokenStore, createSessionStore } from './session.store';
import { dueSchedule, dueUnschedule } from './sql/due-work.sql';
import { mailStore, pictureStore } from './sql/outbox.sql';
import { createTeamStore } from './team.store';
import type { OpenLine } from './transaction-line';
import { createUsageStore, createWorkspaceStore } from './workspace.store';

export interface Gathering {
  emit(event: DomainEvent): void;
  /** Something was planned for then. */
  due(at: Date): void;
}

export function createTransaction(line: OpenLine, gathering: Gathering): Transaction {
  const { workspaceId } = line;
  return {
    workspaceId,
    get now() {
      return line.now();
    },
    workspace: createWorkspaceStore(line),
    usage: createUsageStore(line),
    agents: createAgentStore(line),
    teams: createTeamStore(line),
    rules: createRuleStore(line),
    routing: createRoutingStore(line),
    attributeDefinitions: createAttributeDefinitionStore(line),
    dialogs: createDialogStore(line),
    visitors: createVisitorStore(line),
    conversations: createConversationStore(line),
    liveChats: createLiveChatStore(line),
    offers: createOfferStore(line),
    decisions: createDecisionStore(line),
    messages: createMessageStore(line),
    sessions: createSessionStore(line),
    apiTokens: createApiTokenStore(line),
    reachability: createReachabilityStore(line),
    storePicture: ({ hash, mime, bytes }) => line.send(pictureStore(workspaceId, hash, mime, bytes)),
    storeMail: ({ to, subject, text, cause }) =>
      line.send(mailStore(workspaceId, newId<'Mail'>(), to, subject, text, cause)),
    emit: (event) => gathering.emit(event),
    schedule: ({ kind, subjectId, at }) => {
      line.send(dueSchedule(workspaceId, kind, subjectId, at));
      gathering.due(at);
    },
    unschedule: (kind, subjectId) => line.send(dueUnschedule(workspaceId, kind, subjectId)),
  };
}
