/** What an answer to a card changes on the screen, once it is known what became of it. */
import type { Outcome } from './chat';
import { badAnswer } from './field';
import { type State, stands } from './state';
import type { Words } from './words/words';

export function answered(state: State, outcome: Outcome, words: Words): State {
  const next = outcome.kind === 'DONE' && outcome.standing ? stands(state, outcome.standing) : state;
  const unreached = outcome.kind === 'UNREACHED' ? words.answerFailed : null;
  const refused = outcome.kind === 'INVALID' ? badAnswer(state.standing?.prompt ?? null, outcome.message, words) : null;
  return { ...next, isAnswering: false, promptError: refused ?? unreached };
}
