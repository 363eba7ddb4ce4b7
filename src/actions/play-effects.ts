/** What playing the cards does beside talking: attributes, goals, the score. */
import { readValue } from '../routing/attribute-values';
import { definitionOf } from '../routing/attributes';
import { isPreview } from '../routing/preview';
import type { Attribute } from '../routing/terms';
import { reach } from '../streams/goals';
import type { Effect } from '../streams/step-terms';
import type { Ports, Transaction } from './ports';
import type { Playing } from './playing';
import type { ConversationRecord, PlayRecord } from './records';
import { visitorIdentify } from './visitor-identify';

/** A step. The conversation is locked, or new; the play comes back changed and is the caller's to save, behind this. */
export async function playEffects(
  ports: Ports,
  tx: Transaction,
  playing: Playing,
  effects: readonly Effect[],
): Promise<PlayRecord> {
  const { conversation } = playing;
  const attributes = attributesOf(playing, effects);
  let play = playing.play;
  if (attributes.length > 0) {
    const personId = await visitorIdentify(ports, tx, {
      visitorId: conversation.visitorId,
      conversation,
      attributes,
      identity: playing.identity ?? null,
    });
    if (personId !== null) play = { ...play, personId };
  }
  for (const effect of effects) if (effect.kind === 'GOAL') play = reachGoal(tx, conversation, play, effect);
  return play;
}

/** What these effects say of the visitor. */
export function attributesOf(playing: Playing, effects: readonly Effect[]): readonly Attribute[] {
  return effects.flatMap((effect) => attributeOf(playing, effect));
}

/** In the definition's own spelling. What is no address is not kept as one: it would be somebody's. */
function attributeOf({ definitions }: Playing, effect: Effect): readonly Attribute[] {
  if (effect.kind !== 'SET_ATTRIBUTE') return [];
  const { name, value, source } = effect;
  const definition = definitionOf(definitions, name);
  if (definition?.type === 'EMAIL' && !readValue(value, 'EMAIL', []).ok) return [];
  return [{ name: definition?.name ?? name, value, source }];
}

function reachGoal(
  tx: Transaction,
  conversation: ConversationRecord,
  play: PlayRecord,
  goal: Extract<Effect, { kind: 'GOAL' }>,
): PlayRecord {
  const goals = reach(play.goals, goal, tx.now);
  if (goals === null) return play;
  const { cardKey, name, score } = goal;
  if (!isPreview(conversation)) {
    tx.emit({ ...staffOf(conversation), type: 'GOAL_REACHED', cardKey, name, score });
    if (score !== null) tx.emit({ ...staffOf(conversation), type: 'CONVERSATION_SCORED', score });
  }
  return { ...play, goals, score: score ?? play.score };
}

/** Its agent, and those who see the whole workspace; never the visitor. */
export function staffOf({ id, agentId }: Pick<ConversationRecord, 'id' | 'agentId'>) {
  return { conversationId: id, visitorId: null, agentId, onlyAgent: false };
}
