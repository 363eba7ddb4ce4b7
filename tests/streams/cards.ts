/** Cards in few words, for streams that tests make. */
import type { CardResponse, InfoCaptureCard, LiveChatCard, MessageCard, QuestionCard } from '../../src/streams/script';
import type { LiveChatRouting } from '../../src/routing/terms';

export function message(key: string, next: string | null = null): MessageCard {
  return { kind: 'MESSAGE', key, text: `text of ${key}`, next };
}

/** `answers`: label → the card behind it. */
export function question(
  key: string,
  answers: Readonly<Record<string, string | null>>,
  attribute: string | null = null,
): QuestionCard {
  const responses = Object.entries(answers).map(([label, next]): CardResponse => {
    return { key: label, label, storedValue: null, next };
  });
  return { kind: 'QUESTION', key, text: `text of ${key}`, attribute, responses };
}

export function capture(key: string, attribute: string, next: string | null = null): InfoCaptureCard {
  return { kind: 'INFO_CAPTURE', key, text: `text of ${key}`, attribute, next };
}

export const roundRobin: LiveChatRouting = { strategy: 'ROUND_ROBIN', agentId: null, teamId: null };

export function liveChat(
  key: string,
  change: { readonly routing?: LiveChatRouting; readonly next?: string | null } = {},
): LiveChatCard {
  return { kind: 'LIVE_CHAT', key, routing: roundRobin, acceptWindowSeconds: null, next: null, ...change };
}
