/** Dialogs and flows of any cards on a stage, and a visitor who plays them. */
import { cardAnswer, type CardAnswerInput } from '../../src/actions/card-answer';
import { conversationStart } from '../../src/actions/conversation-start';
import { flowStart, type FlowStartInput } from '../../src/actions/flow-start';
import type { DialogChanges } from '../../src/actions/ports';
import type { PlayRecord } from '../../src/actions/records';
import type { VisitInput } from '../../src/actions/visit';
import type { VisitorActor } from '../../src/auth/actor';
import type { EventType } from '../../src/routing/events';
import type { ConversationId, DialogId, DialogKind } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import type { Script } from '../../src/streams/script';
import { type Stage, valueOf } from './stage';

export interface PublishOptions extends Omit<DialogChanges, 'cards'> {
  readonly id?: DialogId;
  readonly kind?: DialogKind;
  readonly key?: string;
}

export async function publishes(stage: Stage, cards: Script, options: PublishOptions = {}): Promise<DialogId> {
  const { id = newId<'Dialog'>(), kind = 'DIALOG', key = id, name = 'Dialog', priority = 0, ...changes } = options;
  await stage.work(async (tx) => {
    tx.dialogs.insert({ id, name, priority, kind, key, ...changes });
    tx.dialogs.replaceCards(id, cards);
    tx.dialogs.publish(id, 1, cards);
  });
  stage.ports.catalog.drop(stage.workspaceId);
  return id;
}

/** Publishes other cards of the same dialog or flow. */
export async function publishesAnew(stage: Stage, id: DialogId, cards: Script): Promise<void> {
  await stage.work(async (tx) => {
    const last = await tx.dialogs.findLastVersion(id);
    tx.dialogs.replaceCards(id, cards);
    tx.dialogs.publish(id, last + 1, cards);
  });
  stage.ports.catalog.drop(stage.workspaceId);
}

export const unvisited: VisitInput = {
  viewId: null,
  referrer: null,
  language: null,
  timeZone: null,
  secondsOnPage: null,
  secondsOnSite: null,
  scrollPercent: null,
  exitIntent: null,
};

export interface Player {
  readonly id: ConversationId;
  readonly visitor: VisitorActor;
  /** Answers the named card: a response's key, or `{ value }`. */
  answers(cardKey: string, given: string | Partial<CardAnswerInput>): ReturnType<typeof cardAnswer>;
  /** The same, which must be taken. */
  says(cardKey: string, given: string | Partial<CardAnswerInput>): Promise<void>;
  /** What the bot has said so far. */
  heard(): Promise<readonly string[]>;
  play(): Promise<PlayRecord>;
  /** The types of the conversation's events that are not lines of it. */
  happenings(): readonly EventType[];
}

export async function meets(
  stage: Stage,
  visitor: VisitorActor,
  how: { readonly pageUrl?: string; readonly visit?: Partial<VisitInput> } = {},
): Promise<Player> {
  const visit = { ...unvisited, ...how.visit };
  const started = await conversationStart(stage.ports, visitor, {
    dialogId: null,
    pageUrl: how.pageUrl ?? null,
    visit,
  });
  return playerOf(stage, visitor, present(valueOf(started)));
}

export function startsFlow(stage: Stage, visitor: VisitorActor, input: Partial<FlowStartInput>) {
  return flowStart(stage.ports, visitor, {
    flowId: null,
    flowKey: null,
    attributes: [],
    delivery: 'POPUP',
    pageUrl: null,
    visit: null,
    clientFlowId: null,
    ...input,
  });
}

export function playerOf(stage: Stage, visitor: VisitorActor, id: ConversationId): Player {
  const nothing = { responseKey: null, response: null, value: null, clientMessageId: null };
  const player: Player = {
    id,
    visitor,
    answers: (cardKey, given) =>
      cardAnswer(stage.ports, visitor, {
        conversationId: id,
        cardKey,
        ...nothing,
        ...(typeof given === 'string' ? { responseKey: given } : given),
      }),
    says: async (cardKey, given) => void valueOf(await player.answers(cardKey, given)),
    heard: async () => (await stage.messages(id)).filter(({ author }) => author === 'BOT').map(({ text }) => text),
    play: async () => present(await stage.work((tx) => tx.play.find(id))),
    happenings: () =>
      stage.events
        .filter(({ event }) => event.conversationId === id && event.type !== 'MESSAGE_ADDED')
        .map(({ event }) => event.type),
  };
  return player;
}

function present<T>(value: T | null): T {
  if (value === null) throw new Error('There is no conversation.');
  return value;
}
