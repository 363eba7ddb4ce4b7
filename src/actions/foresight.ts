/**
 * What a step may need beyond what it began with, read before it is known whether it does: whether agents are available, who can
 * be booked, and all that a request for an agent depends on. However a step's cards follow upon each other, that is one breath.
 *
 * A step that can do nothing but hand over to a live chat is not looked ahead for: the request reads in one breath by itself,
 * and takes the routing lock later.
 */
import { attributeKey } from '../routing/attributes';
import { isPreview } from '../routing/preview';
import type { LiveChatRouting } from '../routing/terms';
import { routingKey } from '../streams/routing-key';
import { lookAhead, type Outlook } from '../streams/outlook';
import type { LiveChatCard } from '../streams/script';
import type { Effect, Facts, Step } from '../streams/step-terms';
import { findAvailable } from './availability-glance';
import { findBookingPicture } from './booking-pool';
import type { QuietFacts } from './facts';
import type { Foresight } from './foreseen';
import { findForRequest } from './live-chat-request';
import { playEffects } from './play-effects';
import type { Playing } from './playing';
import type { Ports, Transaction } from './ports';

export interface Ahead<T> {
  readonly step: T;
  /** As it is now: the step's first effects may be written already. */
  readonly playing: Playing;
}

/**
 * A step: the engine's, with everything read that it and what follows on it may need. `run` gives the same step for the same
 * facts; it is refused or taken whatever agents are available.
 */
export async function stepAhead<T extends Step>(
  ports: Ports,
  tx: Transaction,
  playing: Playing,
  run: (facts: Facts) => T,
): Promise<Ahead<T>> {
  const { program, facts, conversation } = playing;
  const outlook = lookAhead({ program, facts, run });
  if (outlook.asked.length === 0 && outlook.meetings.length === 0) {
    return { step: run({ ...facts, agentAvailable: () => false }), playing };
  }
  const told = await tellAhead(ports, tx, playing, outlook);
  // A preview rings nobody.
  const liveChats = isPreview(conversation) ? [] : outlook.liveChats;
  if (liveChats.length > 0) hold(tx, told, outlook);
  const foreseen = await read(tx, told, { ...outlook, liveChats });
  const ahead = { ...told, foreseen };
  return { step: await stepWithin(tx, ahead, run), playing: ahead };
}

/** A step of the engine with what is foreseen. What is not, among branches beyond number, is asked for here. */
export async function stepWithin<T>(tx: Transaction, playing: Playing, run: (facts: Facts) => T): Promise<T> {
  const { facts, foreseen } = playing;
  const later = new Map<string, boolean>();
  for (;;) {
    const unknown = new Map<string, LiveChatRouting>();
    const step = run({
      ...facts,
      agentAvailable: (routing) => {
        const key = routingKey(routing);
        const known = foreseen?.isAvailable(routing) ?? later.get(key);
        if (known === undefined) unknown.set(key, routing);
        return known === true;
      },
    });
    if (unknown.size === 0) return step;
    const available = await findAvailable(tx, { ...playing, routings: [...unknown.values()] });
    for (const key of unknown.keys()) later.set(key, available.has(key));
  }
}

/** Facts behind a step: what it has set counts for the next one. */
export function factsBehind(facts: QuietFacts, effects: readonly Effect[]): QuietFacts {
  const set = effects.flatMap((effect) =>
    effect.kind === 'SET_ATTRIBUTE' ? [[attributeKey(effect.name), effect.value] as const] : [],
  );
  if (set.length === 0) return facts;
  return { ...facts, attributes: new Map([...facts.attributes, ...set]), shown: new Map([...facts.shown, ...set]) };
}

/** What is certain is written at once: who the visitor is must be known before it is looked up whom that leads to. */
async function tellAhead(ports: Ports, tx: Transaction, playing: Playing, { certain }: Outlook): Promise<Playing> {
  if (certain.length === 0) return playing;
  const play = await playEffects(ports, tx, playing, certain);
  return { ...playing, play, written: certain.length, facts: factsBehind(playing.facts, certain) };
}

/**
 * Whoever waits for the routing lock may hold rows that this step is about to write: they are taken before it, in the order of
 * all. Nothing is awaited: the statements leave ahead of the lock's.
 */
function hold(tx: Transaction, { conversation, begins }: Playing, { sets }: Outlook): void {
  if (sets) tx.people.hold(conversation.visitorId);
  if (!begins) tx.play.hold(conversation.id);
}

async function read(
  tx: Transaction,
  playing: Playing,
  { asked, meetings, liveChats }: Pick<Outlook, 'asked' | 'meetings' | 'liveChats'>,
): Promise<Foresight> {
  const { visitorId } = playing.conversation;
  const [available, bookings, requests] = await Promise.all([
    findAvailable(tx, { ...playing, routings: asked }),
    Promise.all(meetings.map(({ routing }) => findBookingPicture(tx, routing))),
    Promise.all(liveChats.map((card) => findForRequest(tx, visitorId, card))),
  ]);
  const askedKeys = new Set(asked.map(routingKey));
  const bookingOf = new Map(meetings.map(({ routing }, index) => [routingKey(routing), bookings[index]]));
  const requestOf = new Map(liveChats.map((card, index) => [requestKey(card), requests[index]]));
  return {
    isAvailable: (routing) => (askedKeys.has(routingKey(routing)) ? available.has(routingKey(routing)) : null),
    bookingAt: (routing) => bookingOf.get(routingKey(routing)) ?? null,
    requestOf: (card) => requestOf.get(requestKey(card)) ?? null,
  };
}

/** Two live chat cards of one key, in two scripts, may ask for different people. */
function requestKey({ key, routing }: Pick<LiveChatCard, 'key' | 'routing'>): string {
  return `${key} ${routingKey(routing)}`;
}
