/** All the stores over one line: what an action is given. */
import type { StaffMail } from '../actions/mail-ports';
import type { Transaction } from '../actions/ports';
import type { DueKind, DueWork, MailRecord, PictureRecord } from '../actions/records';
import type { DomainEvent } from '../routing/events';
import type { WorkspaceId } from '../routing/terms';
import { createAccountRouteStore } from './account-route.store';
import { createAgentStore, createReachabilityStore } from './agent.store';
import { createAvailabilityStore } from './availability.store';
import { createAudienceStore } from './audience.store';
import {
  createConversationStore,
  createDecisionStore,
  createLiveChatStore,
  createMessageStore,
  createOfferStore,
} from './conversation.store';
import { createAttributeDefinitionStore, createDialogStore, createNameStore, createPreviewStore } from './dialog.store';
import { newId } from './ids';
import { createKeepingStore } from './keeping.store';
import { createMailStore } from './mail.store';
import { createCalendarStore, createMeetingStore } from './meeting.store';
import { createPlayStore, createReadingStore } from './play.store';
import { createPushStore } from './push.store';
import { createPersonListStore } from './person-list.store';
import { createPersonStore } from './person.store';
import { createConsentStore, createPrivacyStore } from './privacy.store';
import { createProfileStore } from './profile.store';
import { createQueueStore } from './queue.store';
import { createReplayStore } from './replay.store';
import { createReportStore } from './report.store';
import { createRouteStore } from './route.store';
import { createRouterStore } from './router.store';
import { createRoutingStore, type KeptRouting } from './routing.store';
import { createRuleStore } from './rule.store';
import { createRuleVersionStore } from './rule-version.store';
import { createApiTokenStore, createSessionStore } from './session.store';
import { dueSchedule, dueUnschedule } from './sql/due-work.sql';
import { mailStore } from './sql/mail.sql';
import { mailToStaff } from './sql/mail-to-staff.sql';
import { pictureStore } from './sql/outbox.sql';
import { createSupervisionStore } from './supervision.store';
import { createTeamStore } from './team.store';
import type { OpenLine, TransactionLine } from './transaction-line';
import { createVisitorStore } from './visitor.store';
import { createUsageStore, createWorkspaceStore } from './workspace.store';

export interface Gathering {
  emit(event: DomainEvent): void;
  /** Something was planned for then. */
  due(at: Date): void;
}

/** A line that knows what time it is in its transaction. */
export type ClockedLine = TransactionLine & Pick<OpenLine, 'now'>;

export function createTransaction(line: OpenLine, gathering: Gathering, kept: KeptRouting): Transaction {
  return new LineTransaction(line, gathering, kept);
}

/** A store is made where an action names it: most name three of seventeen, and a message pays for each. */
export class LineTransaction implements Transaction {
  readonly workspaceId: WorkspaceId;

  constructor(
    protected readonly line: ClockedLine,
    private readonly gathering: Gathering,
    private readonly kept: KeptRouting,
  ) {
    this.workspaceId = line.workspaceId;
  }

  get now(): Date {
    return this.line.now();
  }

  get workspace() {
    return createWorkspaceStore(this.line);
  }

  get usage() {
    return createUsageStore(this.line);
  }

  get agents() {
    return createAgentStore(this.line, () => this.now);
  }

  get teams() {
    return createTeamStore(this.line);
  }

  get rules() {
    return createRuleStore(this.line);
  }

  get accounts() {
    return createAccountRouteStore(this.line);
  }

  get profiles() {
    return createProfileStore(this.line);
  }

  get ruleVersions() {
    return createRuleVersionStore(this.line);
  }

  get routing() {
    return createRoutingStore(this.line, this.kept);
  }

  get routes() {
    return createRouteStore(this.line);
  }

  get queue() {
    return createQueueStore(this.line, (at) => this.gathering.due(at));
  }

  get attributeDefinitions() {
    return createAttributeDefinitionStore(this.line);
  }

  get dialogs() {
    return createDialogStore(this.line);
  }

  get names() {
    return createNameStore(this.line);
  }

  get previews() {
    return createPreviewStore(this.line);
  }

  get visitors() {
    return createVisitorStore(this.line);
  }

  get people() {
    return createPersonStore(this.line);
  }

  get lists() {
    return createPersonListStore(this.line);
  }

  get consents() {
    return createConsentStore(this.line);
  }

  get privacy() {
    return createPrivacyStore(this.line);
  }

  get audiences() {
    return createAudienceStore(this.line);
  }

  get conversations() {
    return createConversationStore(this.line);
  }

  get play() {
    return createPlayStore(this.line);
  }

  get readings() {
    return createReadingStore(this.line);
  }

  get liveChats() {
    return createLiveChatStore(this.line);
  }

  get offers() {
    return createOfferStore(this.line);
  }

  get decisions() {
    return createDecisionStore(this.line);
  }

  get messages() {
    return createMessageStore(this.line);
  }

  get sessions() {
    return createSessionStore(this.line);
  }

  get apiTokens() {
    return createApiTokenStore(this.line);
  }

  get reachability() {
    return createReachabilityStore(this.line);
  }

  get availability() {
    return createAvailabilityStore(this.line, (at) => this.gathering.due(at));
  }

  get meetings() {
    return createMeetingStore(this.line);
  }

  get calendars() {
    return createCalendarStore(this.line);
  }

  get mails() {
    return createMailStore(this.line);
  }

  get supervision() {
    return createSupervisionStore(this.line);
  }

  get keeping() {
    return createKeepingStore(this.line);
  }

  get reports() {
    return createReportStore(this.line);
  }

  get replays() {
    return createReplayStore(this.line);
  }

  get routers() {
    return createRouterStore(this.line);
  }

  get push() {
    return createPushStore(this.line, () => this.gathering.due(this.now));
  }

  storePicture({ hash, mime, bytes }: PictureRecord): void {
    this.line.send(pictureStore(this.workspaceId, hash, mime, bytes));
  }

  storeMail({ to, subject, text, cause, invitation = null }: MailRecord): void {
    this.line.send(mailStore(this.workspaceId, newId<'Mail'>(), to, subject, text, cause, invitation));
    this.gathering.due(this.now);
  }

  storeStaffMail(mail: StaffMail): void {
    this.line.send(mailToStaff(this.workspaceId, mail));
    this.gathering.due(this.now);
  }

  emit(event: DomainEvent): void {
    this.gathering.emit(event);
  }

  schedule({ kind, subjectId, at }: DueWork): void {
    this.line.send(dueSchedule(this.workspaceId, kind, subjectId, at));
    this.gathering.due(at);
  }

  unschedule(kind: DueKind, subjectId: string): void {
    this.line.send(dueUnschedule(this.workspaceId, kind, subjectId));
  }
}
