/** Every table as a row, one file each. The list is explicit: what is not here is not mapped. */
import { AgentEntity } from './agent.entity';
import { ApiTokenEntity } from './api-token.entity';
import { AttributeDefinitionEntity } from './attribute-definition.entity';
import { ClockEntity } from './clock.entity';
import { ConversationEntity } from './conversation.entity';
import { ConversationPlayEntity } from './conversation-play.entity';
import { CustomRuleEntity } from './custom-rule.entity';
import { DialogEntity } from './dialog.entity';
import { DialogVersionEntity } from './dialog-version.entity';
import { DueWorkEntity } from './due-work.entity';
import { EventEntity } from './event.entity';
import { LiveChatEntity } from './live-chat.entity';
import { MailEntity } from './mail.entity';
import { MessageEntity } from './message.entity';
import { OfferEntity } from './offer.entity';
import { PictureEntity } from './picture.entity';
import { ReachabilityEntity } from './reachability.entity';
import { ReadMarkEntity } from './read-mark.entity';
import { RoundRobinPoolEntity } from './round-robin-pool.entity';
import { RoutingDecisionEntity } from './routing-decision.entity';
import { SessionEntity } from './session.entity';
import { TeamEntity } from './team.entity';
import { TeamMemberEntity } from './team-member.entity';
import { UsageEntity } from './usage.entity';
import { VisitorEntity } from './visitor.entity';
import { VisitorAttributeEntity } from './visitor-attribute.entity';
import { WorkspaceEntity } from './workspace.entity';
import { WorkspaceStreamEntity } from './workspace-stream.entity';

export const entities = [
  AgentEntity,
  ApiTokenEntity,
  AttributeDefinitionEntity,
  ClockEntity,
  ConversationEntity,
  ConversationPlayEntity,
  CustomRuleEntity,
  DialogEntity,
  DialogVersionEntity,
  DueWorkEntity,
  EventEntity,
  LiveChatEntity,
  MailEntity,
  MessageEntity,
  OfferEntity,
  PictureEntity,
  ReachabilityEntity,
  ReadMarkEntity,
  RoundRobinPoolEntity,
  RoutingDecisionEntity,
  SessionEntity,
  TeamEntity,
  TeamMemberEntity,
  UsageEntity,
  VisitorEntity,
  VisitorAttributeEntity,
  WorkspaceEntity,
  WorkspaceStreamEntity,
] as const;
