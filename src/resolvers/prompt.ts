import type { ConversationRecord } from '../actions/records';
import type { PromptSource } from '../schema/prompt.type';
import { assertNever } from '../routing/terms';
import type { Card } from '../streams/script';
import type { Scope } from './context';

/** What waits for the visitor, from the version of the dialog that the conversation plays. */
export async function promptOf(scope: Scope, conversation: ConversationRecord): Promise<PromptSource | null> {
  const { waitingCard, dialogId, dialogVersion } = conversation;
  if (waitingCard === null) return null;
  const script = await scope.loaders.script.load(`${dialogId}:${dialogVersion}`);
  const card = script?.find(({ key }) => key === waitingCard);
  return card === undefined ? null : visitorsSide(card);
}

/** Named field by field: a card's targets, stored values and attribute must not slip out with it. */
function visitorsSide(card: Card): PromptSource | null {
  switch (card.kind) {
    case 'QUESTION':
      return {
        kind: card.kind,
        key: card.key,
        text: card.text,
        responses: card.responses.map(({ key, label }) => ({ key, label })),
      };
    case 'INFO_CAPTURE':
      return { kind: card.kind, key: card.key, text: card.text, attribute: card.attribute };
    case 'MESSAGE':
    case 'DOCUMENT':
    case 'MEETING':
    case 'GOAL':
    case 'ACTION':
    case 'BRANCH':
    case 'FLOW':
    case 'DELAY':
    case 'LIVE_CHAT':
      return null;
    default:
      return assertNever(card);
  }
}
