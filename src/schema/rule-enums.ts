/** The enums of the rules' versions. */
import { ruleChangeKinds, type ruleFields, ruleVersionStates } from '../routing/rule-versions';
import { enumOf } from './enum-of';

export const RuleVersionStateEnum = enumOf(
  'RuleVersionState',
  'Where a version of the custom rules stands.',
  ruleVersionStates,
  {
    DRAFT: 'Being written; nobody is routed by it. There is one at most.',
    SCHEDULED: 'Comes into force at `activateAt`.',
    ACTIVE: 'In force: routing asks these rules.',
    RETIRED: 'Not in force any more, or never: its plan was given up or could not be carried out.',
  },
);

export const RuleChangeKindEnum = enumOf('RuleChangeKind', 'What became of a rule.', ruleChangeKinds, {
  ADDED: 'It is new.',
  REMOVED: 'It is gone.',
  CHANGED: 'It is there on both sides; `fields` says what of it is another.',
});

const fieldNames = {
  position: 'POSITION',
  name: 'NAME',
  enabled: 'ENABLED',
  match: 'MATCH',
  conditions: 'CONDITIONS',
  agentIds: 'AGENTS',
  teamId: 'TEAM',
} as const satisfies Record<(typeof ruleFields)[number], string>;
export const ruleFieldName = (field: (typeof ruleFields)[number]): (typeof fieldNames)[typeof field] =>
  fieldNames[field];

export const RuleFieldEnum = enumOf('RuleField', 'What of a rule is another.', Object.values(fieldNames), {
  POSITION: 'It was moved before or behind others. That others came or went moves nobody.',
  NAME: 'Its name.',
  ENABLED: 'Whether it is asked.',
  MATCH: 'Whether all conditions must hold or any.',
  CONDITIONS: 'What is asked of the visitor.',
  AGENTS: 'Its own agents, or their order.',
  TEAM: 'The team whose ring it uses.',
});
