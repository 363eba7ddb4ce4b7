import {
  conditionMatches,
  conditionOperators,
  fallbackReasons,
  ineligibleReasons,
  poolKinds,
  routingOutcomes,
  routingStrategies,
} from '../routing/terms';
import { enumOf } from './enum-of';

export const ConditionMatchEnum = enumOf(
  'ConditionMatch',
  'How the conditions of a rule are joined.',
  conditionMatches,
  {
    ALL: 'Each of them must hold. No condition at all holds for every visitor.',
    ANY: 'One of them suffices. No condition at all holds for every visitor.',
  },
);

export const ConditionOperatorEnum = enumOf(
  'ConditionOperator',
  "How a condition compares the visitor's attribute with its values. Text compares without case and outer spaces.",
  conditionOperators,
  {
    IS: 'Equals one of the values.',
    IS_NOT: 'Equals none of the values; holds where the attribute is absent.',
    CONTAINS: 'Contains one of the values.',
    NOT_CONTAINS: 'Contains none of the values; holds where the attribute is absent.',
    STARTS_WITH: 'Begins with one of the values.',
    ENDS_WITH: 'Ends with one of the values.',
    GREATER_THAN: 'Is a number above one of the values; false where either side is no number.',
    LESS_THAN: 'Is a number below one of the values; false where either side is no number.',
    IS_EMPTY: 'Is absent or blank; takes no values.',
    IS_NOT_EMPTY: 'Is present and not blank; takes no values.',
  },
);

export const RoutingStrategyEnum = enumOf(
  'RoutingStrategy',
  'How a live chat card finds its agent.',
  routingStrategies,
  {
    ROUND_ROBIN: "The next who can take it in the workspace's ring.",
    AGENT: 'One named agent, or nobody.',
    CUSTOM_RULES: 'The first custom rule that matches and whose ring has somebody who can take it.',
    TEAM: "The next who can take it in one team's ring.",
    ROUTE: 'Step by step, as the steps of the card or of the named route say.',
  },
);

export const RoundRobinPoolKindEnum = enumOf('RoundRobinPoolKind', 'Whose ring it is.', poolKinds, {
  WORKSPACE: 'All agents of the workspace that may take live chats, by creation unless reordered.',
  TEAM: "A team's members, in the team's order.",
  RULE: "A custom rule's own agents, in the rule's order.",
});

export const FallbackReasonEnum = enumOf(
  'FallbackReason',
  'Why no offer was made and the fallback message was shown.',
  fallbackReasons,
  {
    NOBODY_ELIGIBLE: 'Nobody of those in question could take a chat; the verdicts say why for each.',
    NO_RULE_MATCHED: 'The card routes by custom rules and none matched the visitor.',
    ATTEMPTS_EXHAUSTED: 'As many offers were made as the settings allow.',
    WAIT_EXCEEDED: 'The visitor had waited for `maxWaitSeconds`.',
    QUEUE_FULL: 'Nobody was free, and as many visitors waited already as the card allows.',
    MESSAGE_LEFT: 'The visitor left a message instead of waiting.',
    OWNER_UNAVAILABLE: "The agent of the visitor's account could not take it, and the settings ask for nobody else.",
    BLOCKED_DOMAIN: "The visitor's e-mail address lies in a blocked domain: no agent was asked, and none is told.",
  },
);

export const RoutingOutcomeEnum = enumOf('RoutingOutcome', 'What a routing decision came to.', routingOutcomes, {
  OFFERED: 'An offer was made to `agent`.',
  FALLBACK: 'Nobody was offered it; `fallbackReason` says why.',
  QUEUED: 'Nobody is free; the visitor waits.',
  ASKED: "The customer's own server is being asked; another decision follows.",
  LIMIT_REACHED: "The package's live chat engagements are used up; the global fallback message was shown.",
});

export const IneligibleReasonEnum = enumOf(
  'IneligibleReason',
  'Why an agent could not be offered a chat. The first that applies, in this order.',
  ineligibleReasons,
  {
    DEACTIVATED: 'The account is deactivated.',
    NO_LIVE_CHAT_PERMISSION: 'The agent lacks LIVE_CHAT_TAKE.',
    UNAVAILABLE: 'The agent is set to unavailable.',
    UNREACHABLE: 'No live subscription that lets offers through, and no push registration.',
    AT_CAPACITY: 'Chats and pending offers fill the capacity.',
    ALREADY_TRIED: 'An offer of this very request was made to the agent before.',
    NOT_MATCHED: 'The rule that names the agent did not match.',
    NOT_SKILLED: 'The agent lacks a skill, or its level, that is still asked for.',
    RAMPING_UP: 'The agent has just come back and gets chats one after another: see `rampSeconds`.',
  },
);
