/** Which action each kind of due work wakes. The same ones that people and tests call: time has no way in of its own. */
import { availabilityReset } from '../actions/availability-reset';
import { dialogContinue } from '../actions/dialog-continue';
import { dialogScheduleDue } from '../actions/dialog-schedule-due';
import type { ClaimedWork } from '../actions/due-queue';
import { eventsTrim } from '../actions/events-trim';
import { idleEnd } from '../actions/idle-end';
import { idleWarn } from '../actions/idle-warn';
import type { MailId } from '../actions/mail-ports';
import { listeningEnd } from '../actions/listening-end';
import { mailSend } from '../actions/mail-send';
import { meetingSync } from '../actions/meeting-sync';
import { offerExpire } from '../actions/offer-expire';
import type { Ports } from '../actions/ports';
import { queueMatch } from '../actions/queue-match';
import { queueTell } from '../actions/queue-tell';
import { pushSend } from '../actions/push-send';
import { reachabilityEnd } from '../actions/reachability-end';
import type { DueKind } from '../actions/records';
import { ruleVersionDue } from '../actions/rule-version-due';
import { routerLate } from '../actions/router-answer';
import { tidy } from '../actions/tidy';
import { reportFoldDue } from '../actions/report-fold';
import { waitEnd } from '../actions/wait-end';
import type { AgentId, ConversationId, DialogId, LiveChatId, OfferId, RuleVersionId } from '../routing/terms';

type DueAction = (ports: Ports, work: ClaimedWork) => Promise<void>;

/** The subject is what the kind says it is: whoever scheduled the row named it so. */
export const dueActions: Readonly<Record<DueKind, DueAction>> = {
  TIDY: (ports, { workspaceId }) => tidy(ports, workspaceId),
  OFFER_EXPIRE: (ports, { workspaceId, subjectId }) =>
    offerExpire(ports, { workspaceId, offerId: subjectId as OfferId }),
  IDLE_WARN: (ports, { workspaceId, subjectId }) =>
    idleWarn(ports, { workspaceId, liveChatId: subjectId as LiveChatId }),
  IDLE_END: (ports, { workspaceId, subjectId }) => idleEnd(ports, { workspaceId, liveChatId: subjectId as LiveChatId }),
  REACHABILITY_END: (ports, { workspaceId, subjectId }) =>
    reachabilityEnd(ports, { workspaceId, agentId: subjectId as AgentId }),
  AVAILABILITY_RESET: (ports, { workspaceId, subjectId }) =>
    availabilityReset(ports, { workspaceId, agentId: subjectId as AgentId }),
  DIALOG_CONTINUE: (ports, { workspaceId, subjectId }) =>
    dialogContinue(ports, { workspaceId, conversationId: subjectId as ConversationId }),
  DIALOG_SCHEDULE: (ports, { workspaceId, subjectId }) =>
    dialogScheduleDue(ports, { workspaceId, dialogId: subjectId as DialogId }),
  MAIL_SEND: (ports, { workspaceId, subjectId }) => mailSend(ports, { workspaceId, mailId: subjectId as MailId }),
  MEETING_SYNC: (ports, { workspaceId, subjectId, attempt }) =>
    meetingSync(ports, { workspaceId, agentId: subjectId as AgentId, attempt }),
  ROLLUP: (ports, { workspaceId }) => reportFoldDue(ports, workspaceId),
  QUEUE_MATCH: (ports, { workspaceId }) => queueMatch(ports, { workspaceId }),
  QUEUE_TELL: (ports, { workspaceId }) => queueTell(ports, { workspaceId }),
  WAIT_END: (ports, { workspaceId, subjectId }) => waitEnd(ports, { workspaceId, liveChatId: subjectId as LiveChatId }),
  ROUTER_LATE: (ports, { workspaceId, subjectId }) =>
    routerLate(ports, { workspaceId, liveChatId: subjectId as LiveChatId }),
  RULES_ACTIVATE: (ports, { workspaceId, subjectId }) =>
    ruleVersionDue(ports, { workspaceId, ruleVersionId: subjectId as RuleVersionId }),
  PUSH_SEND: (ports, { workspaceId, subjectId }) => pushSend(ports, { workspaceId, offerId: subjectId as OfferId }),
  LISTENING_END: (ports, { workspaceId, subjectId }) =>
    listeningEnd(ports, { workspaceId, agentId: subjectId as AgentId }),
  EVENTS_TRIM: (ports, { workspaceId }) => eventsTrim(ports, workspaceId),
};
