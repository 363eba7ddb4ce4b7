/** Programs, facts and answers in few words, for tests that play scripts. */
import { attributeTypesOf, builtInAttributes } from '../../src/routing/attributes';
import type { Outcome } from '../../src/routing/refusal';
import type { DialogId } from '../../src/routing/terms';
import type { Script } from '../../src/streams/script';
import { answer } from '../../src/streams/step';
import type { AnsweredStep, CardAnswer, Facts, Program, ScriptAt, Step } from '../../src/streams/step-terms';

export const types = attributeTypesOf(builtInAttributes);

export const dialogId = 'dialog' as DialogId;

export function flowId(name: string): DialogId {
  return name as DialogId;
}

export function at(id: DialogId, script: Script, change: Partial<ScriptAt> = {}): ScriptAt {
  return { dialogId: id, version: 1, language: 'en', fallbackLanguages: [], script, ...change };
}

/** `flows`: published ones by their id. */
export function programOf(
  script: Script,
  { flows = {}, ...change }: Partial<ScriptAt> & { readonly flows?: Readonly<Record<string, Script>> } = {},
): Program {
  const published = new Map(Object.entries(flows).map(([id, cards]) => [id, at(flowId(id), cards)]));
  return {
    entry: at(dialogId, script, change),
    scriptOf: (id, version) => (version === 1 ? (published.get(id) ?? null) : null),
    publishedFlow: (id) => published.get(id) ?? null,
  };
}

export const nobody: Facts = {
  attributes: new Map(),
  shown: new Map(),
  lists: new Set(),
  language: null,
  pageUrl: null,
  referrer: null,
  returning: false,
  businessHoursOpen: true,
  agentAvailable: () => false,
};

/** Facts of somebody whose attributes are known to staff and shown alike. */
export function somebody(attributes: Readonly<Record<string, string>>, change: Partial<Facts> = {}): Facts {
  const values = new Map(Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), value]));
  return { ...nobody, attributes: values, shown: values, ...change };
}

export function given(cardKey: string, what: Partial<CardAnswer> = {}): CardAnswer {
  return { cardKey, responseKey: null, response: null, value: null, ...what };
}

/** Answers what a step waits for. */
export function answerTo(
  step: Step,
  what: Partial<CardAnswer>,
  world: { readonly program: Program; readonly facts?: Facts },
): Outcome<AnsweredStep> {
  const { program, facts = nobody } = world;
  const cardKey = what.cardKey ?? step.wait?.cardKey ?? '';
  return answer({ program, place: step.place, answer: given(cardKey, what), types, facts, options: new Map() });
}

/** What the bot says, line by line. */
export function linesOf(step: Step): readonly string[] {
  return step.says.map(({ text }) => text);
}
