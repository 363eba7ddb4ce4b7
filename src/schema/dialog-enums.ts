/** The enums of dialogs: their cards, and the conditions of branches and audiences. */
import { streamConditionKinds } from '../streams/audience-terms';
import { knownValueRules } from '../streams/script';
import { enumOf } from './enum-of';

export const StreamConditionKindEnum = enumOf(
  'StreamConditionKind',
  'What a condition of a branch or an audience asks about.',
  streamConditionKinds,
  {
    ATTRIBUTE: "One of the visitor's attributes.",
    LIST_MEMBER: 'Whether the visitor stands in a list.',
    KNOWN: "Whether the visitor's e-mail address is known.",
    RETURNING: 'Whether the visitor was here in an earlier session.',
    LANGUAGE: "The visitor's language.",
    REFERRER: 'The page that the visitor came from.',
    QUERY_PARAMETER: 'A parameter in the address of the page.',
    BUSINESS_HOURS: "Whether the workspace's business hours are open.",
    AGENT_AVAILABLE: 'Whether a live chat would find somebody at this moment.',
  },
);

export const KnownValueRuleEnum = enumOf(
  'KnownValueRule',
  'What an info capture does where the visitor has the attribute already.',
  knownValueRules,
  {
    OVERWRITE: 'Asks all the same; the answer replaces what was known.',
    SKIP: 'Goes on without asking.',
  },
);

const textFormats = ['PLAIN', 'RICH'] as const;
export const TextFormatEnum = enumOf('TextFormat', 'How a text is written.', textFormats, {
  PLAIN: 'As it stands: `<b>` is read as these three characters.',
  RICH: 'HTML of a small subset: p, br, b, strong, i, em, ul, ol, li, and a with an https, http, mailto or tel address.',
});
