/**
 * Looks ahead: what a step may yet have to know, whatever the answers turn out to be. A step is pure, so it can be played with
 * every answer before anything is read; then all that it may need is read in one breath, and not one thing behind the other.
 */
import type { LiveChatRouting } from '../routing/terms';
import { routingKey } from './routing-key';
import { waitingAt } from './place';
import type { LiveChatCard, MeetingCard } from './script';
import { resume } from './step';
import type { Effect, Facts, Program, Step } from './step-terms';

type SetAttribute = Extract<Effect, { kind: 'SET_ATTRIBUTE' }>;

export interface Outlook {
  /** Whom its branches may ask about; each routing once. */
  readonly asked: readonly LiveChatRouting[];
  /** The meeting cards that it may come to. */
  readonly meetings: readonly MeetingCard[];
  /** The live chat cards that it may hand over to. */
  readonly liveChats: readonly LiveChatCard[];
  /** The attributes that it sets first, whatever the answers turn out to be. */
  readonly certain: readonly SetAttribute[];
  /** It may set others. */
  readonly sets: boolean;
}

export interface LookingAhead {
  readonly program: Program;
  readonly facts: Omit<Facts, 'agentAvailable'>;
  /** The step from where the conversation stands; null: it is none. */
  readonly run: (facts: Facts) => Step | null;
}

/** So many ways through branches that ask for agents are looked at. What lies on others is asked for when the step comes there. */
const mostWays = 64;

/** A way through the branches: what each routing that was asked about answered. */
type Answers = ReadonlyMap<string, boolean>;

export function lookAhead({ program, facts, run }: LookingAhead): Outlook {
  const asked = new Map<string, LiveChatRouting>();
  const meetings = new Set<MeetingCard>();
  const liveChats = new Set<LiveChatCard>();
  const ways: { readonly run: LookingAhead['run']; readonly answers: Answers }[] = [{ run, answers: new Map() }];
  let certain: readonly SetAttribute[] | null = null;
  let mostSet = 0;
  for (let way = ways.pop(), looked = 0; way !== undefined && looked < mostWays; way = ways.pop(), looked += 1) {
    const { run: walk } = way;
    const answers = new Map(way.answers);
    const step = walk({
      ...facts,
      agentAvailable: (routing) => {
        const key = routingKey(routing);
        if (!answers.has(key)) {
          asked.set(key, routing);
          ways.push({ run: walk, answers: new Map(answers).set(key, true) });
          answers.set(key, false);
        }
        return answers.get(key) === true;
      },
    });
    if (step === null) continue;
    mostSet = Math.max(mostSet, step.effects.filter(({ kind }) => kind === 'SET_ATTRIBUTE').length);
    if (walk === run) certain = certain === null ? firstSet(step) : commonOf(certain, firstSet(step));
    else if (step.effects.length > 0) mostSet = Infinity;
    if (step.liveChat !== null) liveChats.add(step.liveChat);
    const card = step.wait?.kind === 'MEETING' ? waitingAt(program, step.place)?.card : null;
    if (card?.kind !== 'MEETING' || meetings.has(card)) continue;
    meetings.add(card);
    // Where nobody can be booked the conversation goes on behind the card.
    const { place } = step;
    ways.push({ run: (then) => resume({ program, place, why: 'MEETING_PASSED', facts: then }), answers });
  }
  const known = certain ?? [];
  return {
    asked: [...asked.values()],
    meetings: [...meetings],
    liveChats: [...liveChats],
    certain: known,
    sets: mostSet > known.length,
  };
}

/** Up to the first effect that is another one. */
function firstSet({ effects }: Step): readonly SetAttribute[] {
  const first: SetAttribute[] = [];
  for (const effect of effects) {
    if (effect.kind !== 'SET_ATTRIBUTE') break;
    first.push(effect);
  }
  return first;
}

function commonOf(one: readonly SetAttribute[], other: readonly SetAttribute[]): readonly SetAttribute[] {
  const differs = one.findIndex(
    ({ name, value }, index) => name !== other[index]?.name || value !== other[index].value,
  );
  return differs === -1 ? one : one.slice(0, differs);
}
