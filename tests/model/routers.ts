/** The customer's server: asked once for each request, and heard only in time. */
import { hears } from './asking';
import type { Answer } from './card';
import { chatOf, type ChatState, type State } from './state';

export interface Question {
  readonly chat: string;
  readonly step: number;
}

const isAsked = ({ state, step, askedUntil }: ChatState, index: number): boolean =>
  state === 'ROUTING' && askedUntil !== null && step === index;

export function routerAnswers(state: State, { chat: id, step }: Question, said: Answer): string {
  const chat = chatOf(state, id);
  if (!isAsked(chat, step)) return 'OK';
  const isLate = state.now >= (chat.askedUntil ?? 0);
  state.remarks[isLate ? 'answered late' : said === 'NOTHING' ? 'answered garbage' : 'answered in time'] = true;
  hears(state, chat, isLate ? 'NOTHING' : said);
  return 'OK';
}

/** At the deadline whoever looks goes on without an answer. */
export function deadlineWakes(state: State, id: string): void {
  const chat = chatOf(state, id);
  if (chat.state !== 'ROUTING' || chat.askedUntil === null || state.now < chat.askedUntil) return;
  state.remarks['not answered at all'] = true;
  hears(state, chat, 'NOTHING');
}
