import { isPreview } from '../routing/preview';
import type { Attribute } from '../routing/terms';
import type { LiveChatCard } from '../streams/script';
import { resume } from '../streams/step';
import type { Step } from '../streams/step-terms';
import { conversationClose } from './conversation-close';
import { conversationEngage } from './conversation-engage';
import { audienceOf, say } from './conversation-line';
import { factsBehind, stepWithin } from './foresight';
import { liveChatRequest, type Asking } from './live-chat-request';
import { canOfferMeeting, mailNobodyBookable, withoutOffer } from './meeting-offer';
import { attributesOf, playEffects } from './play-effects';
import type { Playing } from './playing';
import { ringsNobody } from './dialog-preview';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord, PlayRecord } from './records';

export interface Played {
  /** The caller's to save. */
  readonly conversation: ConversationRecord;
  /** As it is stored; null where people were called, who may have moved it on. */
  readonly play: PlayRecord | null;
}

/**
 * A step: does and says what the dialog does and says next, and waits, asks for an agent or closes, as it decided. Saves the
 * play; the caller saves the conversation.
 *
 * The play is written before the routing lock is taken: whoever merges visitors holds plays and may be on the way to that lock.
 */
export async function dialogPlay(ports: Ports, tx: Transaction, playing: Playing, step: Step): Promise<Played> {
  return playStep(ports, tx, playing, { step, passed: [], saidBefore: [] });
}

interface Reached {
  readonly step: Step;
  /** The meeting cards that had nobody to offer. Each is passed once, else two of them could send a visitor round for ever. */
  readonly passed: readonly string[];
  /** What was written of the visitor since the step was foreseen. */
  readonly saidBefore: readonly Attribute[];
}

async function playStep(
  ports: Ports,
  tx: Transaction,
  playing: Playing,
  { step: reached, passed, saidBefore }: Reached,
): Promise<Played> {
  const meetingKey = reached.wait?.kind === 'MEETING' ? reached.wait.cardKey : null;
  const isOffered = meetingKey === null || passed.includes(meetingKey) || (await canOfferMeeting(tx, playing, reached));
  const step = isOffered ? reached : withoutOffer(reached);
  const effects = step.effects.slice(playing.written ?? 0);
  const effected = await playEffects(ports, tx, playing, effects);
  const said = [...saidBefore, ...attributesOf(playing, effects)];
  let { conversation } = playing;
  for (const line of step.says) conversation = say(ports, tx, conversation, { author: 'BOT', ...line }).conversation;
  const play = { ...effected, place: step.place, continuesAt: planContinuing(tx, playing.play, step) };
  if (playing.begins) tx.play.insert(play);
  else tx.play.save(play);
  if (!isOffered) {
    mailNobodyBookable(ports, tx, { ...playing, conversation }, step);
    const facts = factsBehind(playing.facts, step.effects);
    const on = { ...playing, facts, conversation, play, begins: false, written: 0 };
    const { program } = playing;
    const { place } = step;
    const next = await stepWithin(tx, on, (then) => resume({ program, place, why: 'MEETING_PASSED', facts: then }));
    return playStep(ports, tx, on, { step: next, passed: [...passed, meetingKey], saidBefore: said });
  }
  if (step.ended) return { conversation: conversationClose(tx, conversation, 'COMPLETED'), play };
  conversation = waitAt(tx, conversation, step.wait?.cardKey ?? null, step.wait?.kind === 'DELAY');
  if (step.liveChat === null) return { conversation, play };
  const { dialogId, version } = step.place;
  const fallbackMessage =
    step.liveChat.fallbackMessage ??
    playing.program.scriptOf(dialogId, version)?.fallbackMessage ??
    playing.program.entry.fallbackMessage;
  const seen = playing.foreseen?.requestOf(step.liveChat) ?? null;
  const card = { ...step.liveChat, fallbackMessage };
  const asking = { card, play, seen, said: seen === null ? [] : said };
  const asked = await askForAgent(ports, tx, { ...playing, conversation }, asking);
  return { conversation: asked, play: null };
}

/** Durable: whoever runs when the delay is over goes on, whatever became of this process. */
function planContinuing(tx: Transaction, before: PlayRecord, { wait }: Step): Date | null {
  const { conversationId } = before;
  if (wait?.kind === 'DELAY') {
    const at = new Date(tx.now.getTime() + wait.seconds * 1_000);
    tx.schedule({ kind: 'DIALOG_CONTINUE', subjectId: conversationId, at });
    return at;
  }
  if (before.continuesAt !== null) tx.unschedule('DIALOG_CONTINUE', conversationId);
  return null;
}

/** A delay waits for time and asks nothing: the conversation stands at its card, and there is no prompt. */
function waitAt(
  tx: Transaction,
  conversation: ConversationRecord,
  cardKey: string | null,
  isDelay: boolean,
): ConversationRecord {
  if (cardKey === conversation.waitingCard) return conversation;
  const waiting = { ...conversation, waitingCard: cardKey };
  tx.emit({ ...audienceOf(waiting), type: 'PROMPT_CHANGED', cardKey: isDelay ? null : cardKey });
  return waiting;
}

/** A dialog may open straight into a live chat: then asking for it is the visitor's first sign of interest. */
async function askForAgent(
  ports: Ports,
  tx: Transaction,
  { conversation, workspace }: Playing,
  asking: Asking & { readonly card: LiveChatCard },
): Promise<ConversationRecord> {
  const { card } = asking;
  const engaged = conversationEngage(tx, conversation);
  if (!isPreview(conversation)) return liveChatRequest(ports, tx, engaged, asking);
  // A preview rings nobody and says so; then it shows what a visitor would read if nobody were there.
  const fallback = card.fallbackMessage ?? workspace.settings.fallbackMessage;
  let answered = engaged;
  for (const text of [ringsNobody, fallback]) {
    answered = say(ports, tx, answered, { author: 'BOT', text, cardKey: card.key }).conversation;
  }
  return conversationClose(tx, answered, 'COMPLETED');
}
