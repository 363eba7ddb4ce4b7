/**
 * The engine's walk from card to card, until something must be waited for, a live chat takes over or everything is said.
 *
 * It ends, whatever the scripts: between two entries into a script no card of it is played twice, no flow is entered while it
 * plays already or deeper than `maxDepth`, and one step plays `maxCards` cards at the most (flows that each play the next one
 * twice would double with every level). What must not be ends its branch, as a missing target does; nothing throws.
 */
import { maxValueLength } from '../routing/attribute-values';
import { attributeKey } from '../routing/attributes';
import { assertNever } from '../routing/terms';
import { cleanName, isBlank } from '../routing/text';
import { conditionsHold } from './conditions';
import { cardsByKey, pathOf, scriptAt } from './place';
import type { ActionCard, BranchCard, Card, FlowCard, InfoCaptureCard, LiveChatCard } from './script';
import type { Effect, Facts, Frame, Place, Program, Said, ScriptAt, Step, Wait } from './step-terms';
import { fillText } from './tokens';
import { lineOf, readyLiveChat, wordingOf, wordsOf, type Wording } from './words';

const maxDepth = 20;
const maxCards = 10_000;

/** One run of one script: entered once, left once. */
interface Level {
  readonly at: ScriptAt;
  readonly cards: ReadonlyMap<string, Card>;
  /** Keys of the cards that this run has played in this step. */
  readonly played: Set<string>;
  readonly wording: Wording;
  /** The flow card of the level outside that this one was entered by; null for the outermost. */
  readonly enteredBy: Frame | null;
}

/** What comes of one card: where to go on in the same script, or that the walk rests. */
type Move = { readonly kind: 'GO'; readonly to: string | null } | { readonly kind: 'REST'; readonly step: Step };

/** Plays on from a card of the place's script; null: behind the end of a branch. */
export function playOn(asked: {
  readonly program: Program;
  readonly place: Place;
  readonly from: string | null;
  readonly facts: Facts;
  /** What the visitor's answer did, ahead of everything. */
  readonly effects?: readonly Effect[];
}): Step {
  return new Walk(asked).run(asked.from);
}

class Walk {
  private readonly program: Program;
  private readonly says: Said[] = [];
  private readonly effects: Effect[] = [];
  private readonly levels: Level[] = [];
  /** Told facts, and what this step has set beside them. */
  private readonly facts: Facts;
  private readonly attributes: Map<string, string>;
  private readonly shown: Map<string, string>;
  private played = 0;
  /** A flow may be played often in one step; it is looked through once. */
  private readonly indexes = new Map<ScriptAt, Pick<Level, 'cards' | 'wording'>>();

  constructor(asked: {
    readonly program: Program;
    readonly place: Place;
    readonly facts: Facts;
    readonly effects?: readonly Effect[];
  }) {
    this.program = asked.program;
    this.attributes = new Map(asked.facts.attributes);
    this.shown = new Map(asked.facts.shown);
    this.facts = withAttributes(asked.facts, this.attributes, this.shown);
    for (const effect of asked.effects ?? []) this.effect(effect);
    this.reenter(asked.place);
  }

  run(from: string | null): Step {
    let key = from;
    for (let level = this.levels.at(-1); level !== undefined; level = this.levels.at(-1)) {
      const card = key === null || level.played.has(key) ? undefined : level.cards.get(key);
      if (card === undefined) {
        this.levels.pop();
        key = this.behindFlow(level);
        continue;
      }
      if (this.played === maxCards) break;
      this.played += 1;
      level.played.add(card.key);
      const move = this.play(card, level);
      if (move.kind === 'REST') return move.step;
      key = move.to;
    }
    return this.step({ place: this.endPlace(), wait: null, liveChat: null, ended: true });
  }

  private play(card: Card, level: Level): Move {
    switch (card.kind) {
      case 'MESSAGE':
        this.say(card, level);
        return go(card.next);
      case 'DOCUMENT':
        this.sayDocument(card, level);
        return go(card.next);
      case 'QUESTION':
        this.say(card, level);
        return this.wait({ kind: 'ANSWER', cardKey: this.path(card) }, card, level);
      case 'INFO_CAPTURE':
        if (this.isSkipped(card)) return go(card.next);
        this.say(card, level);
        return this.wait({ kind: 'ANSWER', cardKey: this.path(card) }, card, level);
      case 'MEETING':
        this.say(card, level);
        return this.wait({ kind: 'MEETING', cardKey: this.path(card) }, card, level);
      case 'DELAY':
        if (!(card.seconds > 0)) return go(card.next);
        return this.wait({ kind: 'DELAY', cardKey: this.path(card), seconds: card.seconds }, card, level);
      case 'GOAL':
        this.effect({ kind: 'GOAL', cardKey: this.path(card), name: card.name, score: card.score });
        return go(card.next);
      case 'ACTION':
        this.act(card);
        return go(card.next);
      case 'BRANCH':
        return go(this.chosenBy(card));
      case 'FLOW':
        return this.enter(card, level);
      case 'LIVE_CHAT':
        return this.handOver(card, level);
      default:
        return assertNever(card);
    }
  }

  private say(card: Extract<Card, { text: string }>, level: Level): void {
    const { text, html } = wordsOf(card, level.wording);
    // Nothing but a token that is unknown: there is nothing to say.
    if (isBlank(text)) return;
    this.says.push({ cardKey: this.path(card), text, html, document: null });
  }

  private sayDocument(card: Extract<Card, { kind: 'DOCUMENT' }>, level: Level): void {
    const { text, html } = wordsOf(card, level.wording);
    // A title that is but a token that is unknown: the address says what there is to read.
    const title = lineOf(card, 'title', level.wording) ?? card.url;
    const said = isBlank(text) ? { text: title, html: null } : { text, html };
    this.says.push({ cardKey: this.path(card), ...said, document: { title, url: card.url } });
  }

  private isSkipped(card: InfoCaptureCard): boolean {
    return card.whenKnown === 'SKIP' && !isBlank(this.attributes.get(attributeKey(card.attribute)) ?? '');
  }

  private act(card: ActionCard): void {
    const value = cleanName(fillText(card.value, this.shown).slice(0, maxValueLength));
    // Nothing but a token that is unknown: there is nothing to set.
    if (!isBlank(value)) this.effect({ kind: 'SET_ATTRIBUTE', name: card.attribute, value, source: 'SYSTEM' });
  }

  private effect(effect: Effect): void {
    this.effects.push(effect);
    if (effect.kind !== 'SET_ATTRIBUTE') return;
    this.attributes.set(attributeKey(effect.name), effect.value);
    this.shown.set(attributeKey(effect.name), effect.value);
  }

  private chosenBy(card: BranchCard): string | null {
    const chosen = card.branches.find((branch) => conditionsHold(branch, this.facts)) ?? card.otherwise;
    return chosen?.next ?? null;
  }

  /** A flow that is not published, plays already or lies too deep is passed over. */
  private enter(card: FlowCard, level: Level): Move {
    const flow = this.program.publishedFlow(card.flowId);
    const plays = flow !== null && this.levels.some(({ at }) => at.dialogId === flow.dialogId);
    if (flow === null || plays || this.levels.length > maxDepth) return go(card.next);
    const { dialogId, version } = level.at;
    this.push(flow, { dialogId, version, cardKey: card.key });
    return go(flow.script[0]?.key ?? null);
  }

  private handOver(card: LiveChatCard, level: Level): Move {
    const { dialogId, version } = level.at;
    const place: Place = { dialogId, version, frames: [], cardKey: null };
    return rest(this.step({ place, wait: null, liveChat: readyLiveChat(card, level.wording), ended: false }));
  }

  private wait(wait: Wait, card: Card, level: Level): Move {
    const { dialogId, version } = level.at;
    const place: Place = { dialogId, version, frames: this.frames(), cardKey: card.key };
    return rest(this.step({ place, wait, liveChat: null, ended: false }));
  }

  private step(rests: Pick<Step, 'place' | 'wait' | 'liveChat' | 'ended'>): Step {
    return { says: this.says, effects: this.effects, ...rests };
  }

  private endPlace(): Place {
    const { dialogId, version } = this.program.entry;
    return { dialogId, version, frames: [], cardKey: null };
  }

  private frames(): readonly Frame[] {
    return this.levels.flatMap(({ enteredBy }) => (enteredBy === null ? [] : [enteredBy]));
  }

  private path(card: Card): string {
    return pathOf(this.frames(), card.key);
  }

  /** The scripts that the place was entered through, the outermost first; one that is not at hand has nothing behind it. */
  private reenter(place: Place): void {
    let enteredBy: Frame | null = null;
    for (const frame of place.frames) {
      this.push(scriptAt(this.program, frame.dialogId, frame.version) ?? nothing(frame), enteredBy);
      enteredBy = frame;
    }
    this.push(scriptAt(this.program, place.dialogId, place.version) ?? nothing(place), enteredBy);
  }

  private push(at: ScriptAt, enteredBy: Frame | null): void {
    let known = this.indexes.get(at);
    if (known === undefined) {
      known = { cards: cardsByKey(at.script), wording: wordingOf(at, this.facts) };
      this.indexes.set(at, known);
    }
    this.levels.push({ at, ...known, played: new Set(), enteredBy });
  }

  private behindFlow(left: Level): string | null {
    const outside = this.levels.at(-1);
    if (outside === undefined || left.enteredBy === null) return null;
    const card = outside.cards.get(left.enteredBy.cardKey);
    return card?.kind === 'FLOW' ? card.next : null;
  }
}

/** The facts' methods and all, with the attributes that a step sets as it goes. */
function withAttributes(facts: Facts, attributes: Map<string, string>, shown: Map<string, string>): Facts {
  return { ...facts, attributes, shown, agentAvailable: (routing) => facts.agentAvailable(routing) };
}

function nothing(of: Pick<Place, 'dialogId' | 'version'>): ScriptAt {
  return { dialogId: of.dialogId, version: of.version, language: '', fallbackLanguages: [], script: [] };
}

function go(to: string | null): Move {
  return { kind: 'GO', to };
}

function rest(step: Step): Move {
  return { kind: 'REST', step };
}
