/** A conversation about to play on: everything that a step may ask, read in one breath behind the conversation's lock. */
import { attributeKey, attributeTypesOf } from '../routing/attributes';
import type { ConversationId, VisitorId } from '../routing/terms';
import type { AttributeOptions, AttributeTypes } from '../streams/prompt';
import { gatherFacts, type QuietFacts } from './facts';
import type { Foresight } from './foreseen';
import type { FlowsAndScripts } from './play-ports';
import type { PersonFacts, Ports, Transaction } from './ports';
import { findFlowsFor, loadProgram, type LoadedProgram } from './program';
import type { ForeseenIdentity } from './visitor-identify';
import type {
  AttributeDefinitionRecord,
  ConversationRecord,
  PlayRecord,
  UsageRecord,
  VisitorRecord,
  WorkspaceRecord,
} from './records';

/** What surrounds a conversation, whichever it is. */
export interface Surroundings extends FlowsAndScripts {
  readonly workspace: WorkspaceRecord;
  readonly usage: UsageRecord;
  readonly definitions: readonly AttributeDefinitionRecord[];
  readonly visitor: VisitorRecord | null;
  readonly person: PersonFacts;
}

export interface Playing extends Surroundings {
  /** It begins: its play has no row yet. */
  readonly begins: boolean;
  readonly conversation: ConversationRecord;
  readonly play: PlayRecord;
  readonly program: LoadedProgram;
  readonly facts: QuietFacts;
  /** Who gives this address, asked for in the breath in which the conversation was locked. */
  readonly identity?: ForeseenIdentity | null;
  /** What the step may need was read ahead. */
  readonly foreseen?: Foresight;
  /** So many of the step's effects are written already. */
  readonly written?: number;
}

/** Asked for in one breath with whatever else the caller wants. */
export async function findSurroundings(tx: Transaction, visitorId: VisitorId): Promise<Surroundings> {
  const [around, flows] = await Promise.all([findAround(tx, visitorId), tx.play.findPublishedFlows()]);
  return { ...around, flows, scripts: [] };
}

/** The same of a conversation that this transaction has locked, with the scripts that it plays. */
export async function findSurroundingsOf(
  ports: Pick<Ports, 'scripts'>,
  tx: Transaction,
  of: { readonly visitorId: VisitorId; readonly conversationId: ConversationId },
): Promise<Surroundings> {
  const [around, played] = await Promise.all([
    findAround(tx, of.visitorId),
    findFlowsFor(ports, tx, of.conversationId),
  ]);
  return { ...around, ...played };
}

async function findAround(tx: Transaction, visitorId: VisitorId): Promise<Omit<Surroundings, keyof FlowsAndScripts>> {
  const [workspace, usage, definitions, visitor, person] = await Promise.all([
    tx.workspace.find(),
    tx.usage.find(),
    tx.attributeDefinitions.findAll(),
    tx.visitors.find(visitorId),
    tx.people.findFacts(visitorId),
  ]);
  return { workspace, usage, definitions, visitor, person };
}

export async function enterPlay(
  ports: Ports,
  tx: Transaction,
  of: {
    readonly conversation: ConversationRecord;
    readonly play: PlayRecord;
    readonly surroundings: Surroundings;
    readonly begins?: boolean;
    readonly identity?: ForeseenIdentity | null;
  },
): Promise<Playing> {
  const { conversation, play, surroundings } = of;
  const { dialogId, dialogVersion: version } = conversation;
  const program = await loadProgram(ports, tx, {
    entry: { dialogId, version },
    places: [play.place, ...play.place.frames],
    flows: surroundings.flows,
    scripts: surroundings.scripts,
  });
  ports.scripts.remember(conversation.id, program.scripts);
  const facts = gatherFacts({ ...surroundings, play, pageUrl: conversation.pageUrl, now: tx.now });
  return {
    ...surroundings,
    begins: of.begins ?? false,
    identity: of.identity ?? null,
    conversation,
    play,
    program,
    facts,
  };
}

/** For whoever knows the conversation and not yet whose it is: due work, a booking. Null: there is none. */
export async function holdPlay(ports: Ports, tx: Transaction, id: ConversationId): Promise<Playing | null> {
  const seen = await tx.conversations.find(id);
  if (seen === null) return null;
  const [conversation, play, surroundings] = await Promise.all([
    tx.conversations.lock(id),
    tx.play.find(id),
    findSurroundingsOf(ports, tx, { visitorId: seen.visitorId, conversationId: id }),
  ]);
  return conversation === null || play === null ? null : enterPlay(ports, tx, { conversation, play, surroundings });
}

/** What typed answers are judged by. */
export function typesOf(definitions: readonly AttributeDefinitionRecord[]): {
  readonly types: AttributeTypes;
  readonly options: AttributeOptions;
} {
  return {
    types: attributeTypesOf(definitions),
    options: new Map(definitions.map(({ name, options }) => [attributeKey(name), options])),
  };
}
