/** Every table as a row, one file each. The list is explicit: what is not here is not mapped. */
import { AccountRouteEntity } from './account-route.entity';
import { AgentEntity } from './agent.entity';
import { AgentAvailabilityEntity } from './agent-availability.entity';
import { AgentMeetingSettingsEntity } from './agent-meeting-settings.entity';
import { ApiTokenEntity } from './api-token.entity';
import { AuditEntryEntity } from './audit-entry.entity';
import { AttributeDefinitionEntity } from './attribute-definition.entity';
import { CalendarBusyEntity } from './calendar-busy.entity';
import { CalendarConnectionEntity } from './calendar-connection.entity';
import { ClockEntity } from './clock.entity';
import { ConversationEntity } from './conversation.entity';
import { ConversationPlayEntity } from './conversation-play.entity';
import { CustomRuleEntity } from './custom-rule.entity';
import { DialogEntity } from './dialog.entity';
import { DialogShowingEntity } from './dialog-showing.entity';
import { DialogVersionEntity } from './dialog-version.entity';
import { DocumentReadingEntity } from './document-reading.entity';
import { DoorEntity } from './door.entity';
import { DueWorkEntity } from './due-work.entity';
import { EventEntity } from './event.entity';
import { ExternalRouterEntity } from './external-router.entity';
import { FlowStartEntity } from './flow-start.entity';
import { LiveChatEntity } from './live-chat.entity';
import { MailEntity } from './mail.entity';
import { MeetingEntity } from './meeting.entity';
import { MeetingTurnEntity } from './meeting-turn.entity';
import { MessageEntity } from './message.entity';
import { NotificationMuteEntity } from './notification-mute.entity';
import { OfferEntity } from './offer.entity';
import { PersonAttributeEntity } from './person-attribute.entity';
import { PersonListMemberEntity } from './person-list-member.entity';
import { PersonListEntity } from './person-list.entity';
import { PersonEntity } from './person.entity';
import { PictureEntity } from './picture.entity';
import { PreviewEntity } from './preview.entity';
import { ProfileEntity } from './profile.entity';
import { PushKeyEntity } from './push-key.entity';
import { PushRegistrationEntity } from './push-registration.entity';
import { ReachabilityEntity } from './reachability.entity';
import { ReadMarkEntity } from './read-mark.entity';
import { ReportConversationEntity } from './report-conversation.entity';
import { ReportLiveChatEntity } from './report-live-chat.entity';
import { ReportMeetingEntity } from './report-meeting.entity';
import { ReportStateEntity } from './report-state.entity';
import { RouteEntity } from './route.entity';
import { RouterQuestionEntity } from './router-question.entity';
import { RoundRobinPoolEntity } from './round-robin-pool.entity';
import { RoutingDecisionEntity } from './routing-decision.entity';
import { RoutingReplayEntity } from './routing-replay.entity';
import { RuleVersionEntity } from './rule-version.entity';
import { SchedulePastEntity } from './schedule-past.entity';
import { SessionEntity } from './session.entity';
import { TeamEntity } from './team.entity';
import { TeamMemberEntity } from './team-member.entity';
import { UsageEntity } from './usage.entity';
import { VisitorConsentEntity } from './visitor-consent.entity';
import { VisitorDwellEntity } from './visitor-dwell.entity';
import { VisitorEntity } from './visitor.entity';
import { VisitorAttributeEntity } from './visitor-attribute.entity';
import { WhisperEntity } from './whisper.entity';
import { WorkspaceEntity } from './workspace.entity';
import { WorkspaceStreamEntity } from './workspace-stream.entity';

export const entities = [
  AccountRouteEntity,
  AgentEntity,
  AgentAvailabilityEntity,
  AgentMeetingSettingsEntity,
  ApiTokenEntity,
  AttributeDefinitionEntity,
  AuditEntryEntity,
  CalendarBusyEntity,
  CalendarConnectionEntity,
  ClockEntity,
  ConversationEntity,
  ConversationPlayEntity,
  CustomRuleEntity,
  DialogEntity,
  DialogShowingEntity,
  DialogVersionEntity,
  DocumentReadingEntity,
  DoorEntity,
  DueWorkEntity,
  EventEntity,
  ExternalRouterEntity,
  FlowStartEntity,
  LiveChatEntity,
  MailEntity,
  MeetingEntity,
  MeetingTurnEntity,
  MessageEntity,
  NotificationMuteEntity,
  OfferEntity,
  PersonAttributeEntity,
  PersonEntity,
  PersonListEntity,
  PersonListMemberEntity,
  PictureEntity,
  PreviewEntity,
  ProfileEntity,
  PushKeyEntity,
  PushRegistrationEntity,
  ReachabilityEntity,
  ReadMarkEntity,
  ReportConversationEntity,
  ReportLiveChatEntity,
  ReportMeetingEntity,
  ReportStateEntity,
  RoundRobinPoolEntity,
  RouteEntity,
  RouterQuestionEntity,
  RoutingDecisionEntity,
  RoutingReplayEntity,
  RuleVersionEntity,
  SchedulePastEntity,
  SessionEntity,
  TeamEntity,
  TeamMemberEntity,
  UsageEntity,
  VisitorEntity,
  VisitorAttributeEntity,
  VisitorConsentEntity,
  VisitorDwellEntity,
  WhisperEntity,
  WorkspaceEntity,
  WorkspaceStreamEntity,
] as const;
