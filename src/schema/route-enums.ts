import { accountUnavailabilities, routeStepKinds, stepFindings } from '../routing/terms';
import { enumOf } from './enum-of';

export const RouteStepKindEnum = enumOf(
  'RouteStepKind',
  'Where one step of a route looks for an agent.',
  routeStepKinds,
  {
    AGENT: 'One named agent.',
    TEAM: "The next who can take it in a team's ring.",
    CUSTOM_RULES: 'The first custom rule that matches and whose ring has somebody who can take it.',
    ROUND_ROBIN: "The next who can take it in the workspace's ring.",
    LEAST_BUSY: "Whoever of the team's ring, or the workspace's, has the fewest chats for their capacity.",
    LONGEST_IDLE: "Whoever of the team's ring, or the workspace's, has been without a chat for longest.",
    LAST_AGENT: 'The agent who served this visitor last.',
    SKILLS: "The next of the team's ring, or the workspace's, who has the skills that are asked for.",
    ACCOUNT_OWNER: "The agent to whom the visitor's e-mail domain is mapped.",
    EXTERNAL: "Whoever the customer's own server names, where that agent can take it.",
    ROUTE: 'The steps of a named route.',
  },
);

export const AccountUnavailableEnum = enumOf(
  'AccountUnavailable',
  "What follows where the agent of the visitor's account cannot take the chat.",
  accountUnavailabilities,
  {
    CARD_ROUTING: "The card's own routing.",
    FALLBACK: 'The fallback at once: the account is nobody else’s.',
  },
);

export const StepFindingEnum = enumOf('RouteStepFinding', 'What came of one step of a route.', stepFindings, {
  CHOSE: 'It chose the agent.',
  NOBODY_ELIGIBLE: 'Nobody it looked at could take a chat.',
  ATTEMPTS_USED: 'It had made as many offers as it may.',
  NO_RULE_MATCHED: 'It goes by custom rules and none matched the visitor.',
  NO_OWNER: "The visitor's e-mail domain is mapped to nobody.",
  NO_EARLIER_AGENT: 'Nobody has served this visitor before.',
  ASKED: "The customer's server is being asked.",
  NO_ANSWER_IN_TIME: "The customer's server did not answer in time.",
  WRONG_ANSWER: "The customer's server answered something that cannot be followed.",
  NOT_ASKED: "The customer's server was not asked: it failed too often of late, or is gone.",
});
