/** Every resolver of the graph. The list is explicit: what is not here is not in the schema. */
import type { ResolverClass } from '../schema/build-schema';
import { AccountRouteResolver } from './account-route.resolver';
import { AgentFields } from './agent.fields';
import { AgentResolver } from './agent.resolver';
import { ApiTokenResolver } from './api-token.resolver';
import { AttributeDefinitionFields, AttributeUseFields } from './attribute.fields';
import { AttributeResolver } from './attribute.resolver';
import { ListMemberConditionFields } from './audience.fields';
import { AgentAvailabilityFields, WorkspaceHolidayFields } from './availability.fields';
import { AvailabilityResolver } from './availability.resolver';
import { BusinessHoursResolver } from './business-hours.resolver';
import {
  BranchCardFields,
  CardFields,
  CardTranslationFields,
  FlowCardFields,
  InfoCaptureCardFields,
  LiveChatCardFields,
} from './card.fields';
import { chatEventFields } from './chat-event.fields';
import { ChatResolver } from './chat.resolver';
import { ConversationConnectionFields, ConversationFields } from './conversation.fields';
import { ConversationResolver } from './conversation.resolver';
import { CustomRuleFields } from './custom-rule.fields';
import { CustomRuleResolver } from './custom-rule.resolver';
import { DialogDiffResolver } from './dialog-diff.resolver';
import { DialogMatchResolver, DialogMatchVerdictFields } from './dialog-match.resolver';
import { DialogChangedFields } from './dialog-event.fields';
import { DialogDocumentResolver } from './dialog-document.resolver';
import { DialogPublishingResolver } from './dialog-publishing.resolver';
import { DialogFields, DialogVersionFields } from './dialog.fields';
import { DialogResolver } from './dialog.resolver';
import {
  AgentChangedFields,
  EventFields,
  LiveChatEndedFields,
  LiveChatIdleWarningFields,
  MessageAddedFields,
  offerEventFields,
  PromptChangedFields,
} from './event.fields';
import { EventResolver } from './event.resolver';
import { EventSubscription } from './event.subscription';
import { ExternalRouterFields, ExternalRouterResolver } from './external-router.resolver';
import { InboxResolver } from './inbox.resolver';
import { ConversationPersonFields, VisitorIdentifiedFields, VisitorPersonFields } from './known-person.fields';
import { LinkedMeetingFields, LinkedMeetingResolver } from './linked-meeting.resolver';
import { LiveChatFields } from './live-chat.fields';
import {
  LiveChatChangedFields,
  LiveChatChangesSubscription,
  LiveChatConnectionFields,
} from './live-chat-changes.subscription';
import { LiveChatQueueFields, LiveChatWaitingFields } from './queue.fields';
import { AgentCalendarFields, CalendarResolver } from './calendar.resolver';
import {
  ConversationMeetingFields,
  meetingEventFields,
  MeetingFields,
  MeetingPromptFields,
  MeetingSlotFields,
} from './meeting.fields';
import { MeetingResolver } from './meeting.resolver';
import { MailFields, OutboxResolver } from './outbox.resolver';
import { MissedChatFields, MissedChatResolver } from './missed-chat.resolver';
import { MessageResolver } from './message.resolver';
import { MessageSubscription } from './message.subscription';
import { NodeFields } from './node.fields';
import { NodeResolver } from './node.resolver';
import { OfferFields } from './offer.fields';
import { OfferResolver } from './offer.resolver';
import { OfferSubscription } from './offer.subscription';
import { ConversationScoredFields, DocumentReadFields, GoalReachedFields } from './play-event.fields';
import { ConversationPlayFields } from './play.fields';
import { PlayResolver } from './play.resolver';
import { AgentProfileFields, ProfileResolver } from './profile.resolver';
import { PersonListResolver } from './person-list.resolver';
import { PersonFields, PersonListFields, PersonListMemberFields } from './person.fields';
import { PersonResolver } from './person.resolver';
import { IdentityResolver } from './identity.resolver';
import { PrivacyResolver, WorkspaceSecurityFields } from './privacy.resolver';
import { PushResolver, ViewerPushFields } from './push.resolver';
import { ReportResolver } from './report.resolver';
import { RoundRobinPoolFields } from './round-robin-pool.fields';
import { CandidateVerdictFields, RuleVerdictFields, VerdictsFields } from './routing-decision.fields';
import { routingExplainFields } from './routing-explain.fields';
import { routingReplayResolvers } from './routing-replay.resolver';
import { RoutingReplaySubscription } from './routing-replay.subscription';
import { routingSummaryResolvers } from './routing-summary.resolver';
import { LiveChatRoutingFields, RouteStepFields } from './route.fields';
import { RouteResolver } from './route.resolver';
import { RoutingResolver } from './routing.resolver';
import { ruleVersionFields } from './rule-version.fields';
import { RuleVersionResolver } from './rule-version.resolver';
import { SessionResolver } from './session.resolver';
import {
  AuditEntryFields,
  ConversationSupervisionFields,
  OfferHandoverFields,
  SupervisionResolver,
  WhisperFields,
} from './supervision.resolver';
import { TeamFields } from './team.fields';
import { TeamResolver } from './team.resolver';
import { ViewerFields } from './viewer.fields';
import { VisitorFields } from './visitor.fields';
import { WorkspaceFields } from './workspace.fields';
import { WorkspaceResolver } from './workspace.resolver';

export const resolvers: readonly ResolverClass[] = [
  AgentCalendarFields,
  AgentChangedFields,
  AgentAvailabilityFields,
  AccountRouteResolver,
  AgentFields,
  AgentResolver,
  ApiTokenResolver,
  AttributeDefinitionFields,
  AttributeResolver,
  AttributeUseFields,
  BranchCardFields,
  AvailabilityResolver,
  BusinessHoursResolver,
  CandidateVerdictFields,
  CardFields,
  CardTranslationFields,
  CalendarResolver,
  AuditEntryFields,
  ...chatEventFields,
  ChatResolver,
  ConversationConnectionFields,
  ConversationSupervisionFields,
  ConversationFields,
  ConversationMeetingFields,
  ConversationPlayFields,
  ConversationPersonFields,
  ConversationResolver,
  ConversationScoredFields,
  CustomRuleFields,
  CustomRuleResolver,
  DialogChangedFields,
  DialogDiffResolver,
  DialogDocumentResolver,
  DialogFields,
  DialogMatchResolver,
  DialogMatchVerdictFields,
  DialogPublishingResolver,
  DialogResolver,
  DialogVersionFields,
  DocumentReadFields,
  EventFields,
  EventResolver,
  EventSubscription,
  ExternalRouterFields,
  ExternalRouterResolver,
  FlowCardFields,
  GoalReachedFields,
  InboxResolver,
  InfoCaptureCardFields,
  ListMemberConditionFields,
  LiveChatCardFields,
  LiveChatEndedFields,
  LinkedMeetingFields,
  LinkedMeetingResolver,
  LiveChatFields,
  LiveChatIdleWarningFields,
  LiveChatChangedFields,
  LiveChatChangesSubscription,
  LiveChatConnectionFields,
  LiveChatQueueFields,
  LiveChatRoutingFields,
  RouteStepFields,
  RouteResolver,
  LiveChatWaitingFields,
  MailFields,
  MeetingFields,
  MeetingPromptFields,
  MeetingSlotFields,
  MeetingResolver,
  ...meetingEventFields,
  MessageAddedFields,
  MessageResolver,
  MessageSubscription,
  NodeFields,
  NodeResolver,
  OfferFields,
  OfferHandoverFields,
  OfferResolver,
  OfferSubscription,
  ...offerEventFields,
  OutboxResolver,
  PlayResolver,
  PromptChangedFields,
  PersonFields,
  PersonListFields,
  PersonListMemberFields,
  PersonListResolver,
  PersonResolver,
  IdentityResolver,
  PrivacyResolver,
  AgentProfileFields,
  ProfileResolver,
  PushResolver,
  ViewerPushFields,
  ReportResolver,
  RoundRobinPoolFields,
  ...routingExplainFields,
  RoutingResolver,
  ...routingReplayResolvers,
  RoutingReplaySubscription,
  ...routingSummaryResolvers,
  RuleVerdictFields,
  ...ruleVersionFields,
  RuleVersionResolver,
  SessionResolver,
  MissedChatResolver,
  MissedChatFields,
  SupervisionResolver,
  TeamFields,
  TeamResolver,
  VerdictsFields,
  ViewerFields,
  VisitorFields,
  VisitorIdentifiedFields,
  VisitorPersonFields,
  WhisperFields,
  WorkspaceFields,
  WorkspaceHolidayFields,
  WorkspaceResolver,
  WorkspaceSecurityFields,
];
