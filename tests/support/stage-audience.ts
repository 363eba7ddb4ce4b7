/** Dialogs for somebody, and visits as a page tells of them. */
import { cardAnswer } from '../../src/actions/card-answer';
import { conversationStarted, type ConversationStartInput } from '../../src/actions/conversation-start';
import type { VisitInput } from '../../src/actions/visit';
import type { VisitorActor } from '../../src/auth/actor';
import type { ConversationId, DialogId, DialogKind } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import { type Audience, everybody } from '../../src/streams/audience-terms';
import type { Script } from '../../src/streams/script';
import { type Stage, valueOf } from './stage';
import { roundRobin, talkToAPerson } from './stage-dialogs';

export interface AudienceOptions extends Partial<Omit<Audience, 'triggers'>> {
  readonly triggers?: Partial<Audience['triggers']>;
  readonly name?: string;
  readonly priority?: number;
  readonly kind?: DialogKind;
  readonly cards?: Script;
}

/** Published, as if by a process that told everybody. */
export async function publishFor(stage: Stage, options: AudienceOptions = {}): Promise<DialogId> {
  const { name = 'Dialog', priority = 0, kind = 'DIALOG', triggers, ...rest } = options;
  const { cards = talkToAPerson(roundRobin), ...audience } = rest;
  const id = newId<'Dialog'>();
  const whole: Audience = { ...everybody, ...audience, triggers: { ...everybody.triggers, ...triggers } };
  await stage.work(async (tx) => {
    tx.dialogs.insert({ id, name, priority, kind, audience: whole });
    tx.dialogs.replaceCards(id, cards);
    tx.dialogs.publish(id, 1, cards);
  });
  stage.ports.catalog.drop(stage.workspaceId);
  return id;
}

export const untold: VisitInput = {
  viewId: null,
  referrer: null,
  language: null,
  timeZone: null,
  secondsOnPage: null,
  secondsOnSite: null,
  scrollPercent: null,
  exitIntent: null,
};

/** What the visitor gets on that page. */
export function comes(
  stage: Stage,
  visitor: VisitorActor,
  pageUrl: string | null = null,
  told: Partial<VisitInput> & Pick<Partial<ConversationStartInput>, 'dialogId'> = {},
) {
  const { dialogId = null, ...visit } = told;
  return conversationStarted(stage.ports, visitor, { dialogId, pageUrl, visit: { ...untold, ...visit } });
}

/** The dialog of the conversation that the visitor gets on that page; null for none. */
export async function meets(...args: Parameters<typeof comes>): Promise<DialogId | null> {
  const [stage] = args;
  const { conversationId } = valueOf(await comes(...args));
  return conversationId === null ? null : (await stage.conversation(conversationId)).dialogId;
}

/** A visitor who comes, answers and engages: asked at each call, since a test may have another one go on. */
export function visits(of: () => { readonly stage: Stage; readonly visitor: VisitorActor }) {
  const answers = async (conversationId: ConversationId, responseKey = 'Yes'): Promise<ConversationId> => {
    const { stage, visitor } = of();
    const answer = { conversationId, cardKey: 'ask', responseKey, response: null, value: null, clientMessageId: null };
    valueOf(await cardAnswer(stage.ports, visitor, answer));
    return conversationId;
  };
  const gets = async (pageUrl: string): Promise<ConversationId> => {
    const { stage, visitor } = of();
    const { conversationId } = valueOf(await comes(stage, visitor, pageUrl));
    if (conversationId === null) throw new Error('Nothing fits.');
    return conversationId;
  };
  return {
    answers,
    gets,
    /** Answers, and an agent is called: the conversation stays open. */
    engages: async (pageUrl: string): Promise<ConversationId> => {
      await of().stage.agent();
      return answers(await gets(pageUrl));
    },
    started: () => of().stage.events.filter(({ event }) => event.type === 'CONVERSATION_STARTED').length,
  };
}
