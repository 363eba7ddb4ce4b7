/**
 * One shared transaction, in one round trip: BEGIN, the workspace, the lines with all that belongs to them, and COMMIT leave
 * together. By then every line has been decided, on its conversation as this process knows it; the statement stores those whose
 * conversation still stands so and is locked by nobody. Nothing here waits for a lock but the workspace's stream, at the very
 * end: that is why it cannot be part of a deadlock, however many conversations it holds.
 *
 * What is kept may be out of date, so nobody is refused by it: whoever would store nothing is decided again on the conversation as it
 * is committed, and so is whoever's conversation is not known. Alone, behind the conversation's lock, goes whoever's conversation no
 * longer stood as it was known.
 */
import type { SharedTransaction } from '../actions/ports';
import type { StoredEvent } from '../events/topics';
import type { ConversationId, WorkspaceId } from '../routing/terms';
import type { Database } from './database';
import type { KeptStandings } from './kept-standings';
import type { Round } from './shared-queue';
import { type Look, Turn, type TurnParts } from './shared-turn';
import { conversationStandings, storeSpoken } from './sql/message-spoken.sql';
import { openLine } from './transaction-line';

export interface RoundMember {
  readonly conversationId: ConversationId;
  run(tx: SharedTransaction): Promise<unknown>;
}

export interface RoundParts {
  readonly database: Database;
  readonly kept: KeptStandings;
}

/** All or nothing: throws where the transaction fails, and nothing has happened then. */
export async function runRound(
  parts: RoundParts,
  workspaceId: WorkspaceId,
  members: readonly RoundMember[],
): Promise<Round> {
  const turns = await decide(parts, workspaceId, members);
  const stored = await store(parts, workspaceId, members, turns);
  return { answers: await Promise.all(turns.map(async (turn) => turn.answer())), stored };
}

async function decide(
  { database, kept }: RoundParts,
  workspaceId: WorkspaceId,
  members: readonly RoundMember[],
): Promise<readonly Turn[]> {
  const byKept = await Promise.all(
    members.map(async (member) => {
      const standing = kept.find(member.conversationId);
      return standing === null ? null : decideOn({ workspaceId, standing, look: null }, member);
    }),
  );
  const isSure = byKept.map((turn) => turn !== null && turn.wants !== null);
  if (!isSure.includes(false)) return byKept.flatMap((turn) => turn ?? []);
  const look: Look = (statement) => database.read(workspaceId, statement);
  const unsure = members.flatMap(({ conversationId }, index) => (isSure[index] === true ? [] : [conversationId]));
  const standings = new Map((await look(conversationStandings(workspaceId, unsure))).map((one) => [one.id, one]));
  return Promise.all(
    members.map(async (member, index) => {
      const turn = byKept[index] ?? null;
      if (turn !== null && isSure[index] === true) return turn;
      const standing = standings.get(member.conversationId) ?? null;
      if (standing !== null) kept.keep(standing);
      return decideOn({ workspaceId, standing, look }, member);
    }),
  );
}

function decideOn(parts: TurnParts, member: RoundMember): Promise<Turn> {
  return new Turn(parts, (tx) => member.run(tx)).decided();
}

async function store(
  { database, kept }: RoundParts,
  workspaceId: WorkspaceId,
  members: readonly RoundMember[],
  turns: readonly Turn[],
): Promise<readonly StoredEvent[]> {
  const wanting = turns.filter(({ wants }) => wants !== null);
  if (wanting.length === 0) return [];
  const line = openLine(await database.connect(), database.dataSource, workspaceId);
  const lines = wanting.flatMap(({ wants }) => wants ?? []);
  const rows = await line.commit(storeSpoken(workspaceId, lines));
  const events: StoredEvent[] = [];
  for (const row of rows) events.push(...(wanting[row.place - 1]?.stored(row, row.before + events.length) ?? []));
  for (const [index, { conversationId }] of members.entries()) {
    if (turns[index]?.answer() === 'ALONE') kept.forget(conversationId);
  }
  return events;
}
