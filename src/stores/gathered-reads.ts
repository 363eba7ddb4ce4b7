/**
 * What is read of one workspace within a tick goes to the database together: its BEGIN, its workspace, its round trip and its
 * connection are paid once. An event on an agent's socket asks for the offer and for its conversation at the same moment, and
 * alone each of them costs more around the statement than for it.
 */
import type { WorkspaceId } from '../routing/terms';
import type { Statement } from './statement';

type Rows = readonly unknown[];
/** Answers each statement's rows, in the order given, or fails as a whole. */
type ReadTogether = (workspaceId: WorkspaceId, statements: readonly Statement<unknown>[]) => Promise<readonly Rows[]>;

interface Waiting {
  readonly statement: Statement<unknown>;
  readonly resolve: (rows: Rows) => void;
  readonly reject: (reason: unknown) => void;
}

/** More go in a transaction of their own: a tick's hundred reads shall not queue on one connection while others rest. */
const mostTogether = 8;

export function createGatheredReads(readTogether: ReadTogether) {
  const gathering = new Map<WorkspaceId, Waiting[]>();

  const leave = async (workspaceId: WorkspaceId, waiting: readonly Waiting[]): Promise<void> => {
    try {
      const answers = await readTogether(
        workspaceId,
        waiting.map(({ statement }) => statement),
      );
      waiting.forEach(({ resolve }, index) => resolve(answers[index] ?? []));
    } catch (error) {
      // One that fails takes its neighbours with it: each is asked again by itself, so that only the guilty one is told.
      if (waiting.length > 1) for (const one of waiting) void leave(workspaceId, [one]);
      else for (const { reject } of waiting) reject(error);
    }
  };

  return <Row>(workspaceId: WorkspaceId, statement: Statement<Row>): Promise<readonly Row[]> =>
    new Promise<Rows>((resolve, reject) => {
      const waiting = gathering.get(workspaceId);
      const one: Waiting = { statement, resolve, reject };
      if (waiting !== undefined && waiting.length < mostTogether) {
        waiting.push(one);
        return;
      }
      const fresh = [one];
      gathering.set(workspaceId, fresh);
      process.nextTick(() => {
        if (gathering.get(workspaceId) === fresh) gathering.delete(workspaceId);
        void leave(workspaceId, fresh);
      });
    }) as Promise<readonly Row[]>;
}
