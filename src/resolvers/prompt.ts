import type { AttributeDefinitionRecord, ConversationRecord } from '../actions/records';
import { attributeKey, attributeTypesOf, builtInAttributes, definitionOf } from '../routing/attributes';
import type { MeetingPromptSource, PromptSource } from '../schema/prompt.type';
import { waitingAt } from '../streams/place';
import { type LeaveMessagePrompt, promptOf as promptAt } from '../streams/prompt';
import type { Card } from '../streams/script';
import type { Facts, Place, Program, ScriptAt } from '../streams/step-terms';
import type { Scope } from './context';

/** What waits for the visitor, from the version of the script in which the conversation stands. */
export async function promptOf(scope: Scope, conversation: ConversationRecord): Promise<PromptSource | null> {
  const { waitingCard, dialogId, dialogVersion } = conversation;
  if (waitingCard === null) return null;
  const play = await scope.loaders.play.load(conversation.id);
  const place: Place = play?.place ?? { dialogId, version: dialogVersion, frames: [], cardKey: waitingCard };
  const at = await scope.loaders.playable.load(`${place.dialogId}:${place.version}`);
  if (at === null) return null;
  const program = alone(at);
  const waiting = waitingAt(program, place);
  if (waiting === null) return null;
  const language = play?.language ?? null;
  const [definitions, shown] = await Promise.all([
    definitionsFor(scope, waiting.card),
    shownFor(scope, conversation, { card: waiting.card, language }),
  ]);
  const prompt = promptAt({
    program,
    place,
    facts: factsOf(language, shown),
    types: attributeTypesOf(definitions),
    options: new Map(definitions.map(({ name, options }) => [attributeKey(name), options])),
  });
  switch (prompt?.kind) {
    case 'MEETING':
      return worded(scope, { ...prompt, conversationId: conversation.id }, at.fallbackMessage);
    case 'LEAVE_MESSAGE':
      return worded(scope, prompt, at.fallbackMessage);
    default:
      return prompt;
  }
}

/** Where a chat that nobody took offers something else, the text is what was said: the card's, the dialog's, the workspace's. */
async function worded<Instead extends MeetingPromptSource | LeaveMessagePrompt>(
  scope: Scope,
  prompt: Instead,
  fallbackMessage: string | null,
): Promise<Instead> {
  if (prompt.text !== '') return prompt;
  return { ...prompt, text: fallbackMessage ?? (await scope.loaders.workspace()).settings.fallbackMessage };
}

/** The built-in ones are known without a read; an attribute that is gone is taken as text, as the dialog engine does. */
async function definitionsFor(
  scope: Scope,
  card: Card,
): Promise<readonly Pick<AttributeDefinitionRecord, 'name' | 'label' | 'type' | 'options'>[]> {
  if (card.kind !== 'INFO_CAPTURE') return [];
  const builtIn = definitionOf(builtInAttributes, card.attribute);
  return builtIn === null ? scope.reads.attributeDefinitions() : [{ ...builtIn, options: [] }];
}

/** The visitor's own attributes, where something is to be filled with them or to be chosen by them. */
async function shownFor(
  scope: Scope,
  { visitorId }: ConversationRecord,
  of: { readonly card: Card; readonly language: string | null },
): Promise<Facts['shown']> {
  const asksForEmail = of.card.kind === 'LIVE_CHAT' && of.card.leaveMessage === true;
  if (of.language !== null && !asksForEmail && !JSON.stringify(of.card).includes('{{')) return new Map();
  const visitor = await scope.loaders.visitor.load(visitorId);
  return new Map((visitor?.attributes ?? []).map(({ name, value }) => [attributeKey(name), value]));
}

/** A prompt asks about words alone; nothing of it depends on what else is known. */
function factsOf(language: string | null, shown: Facts['shown']): Facts {
  return {
    attributes: shown,
    shown,
    lists: new Set(),
    language: language ?? shown.get(attributeKey('language')) ?? null,
    pageUrl: null,
    referrer: null,
    returning: false,
    businessHoursOpen: false,
    agentAvailable: () => false,
  };
}

function alone(entry: ScriptAt): Program {
  return { entry, scriptOf: () => null, publishedFlow: () => null };
}
