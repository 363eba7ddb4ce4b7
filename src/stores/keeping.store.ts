import type { KeepingStore } from '../actions/keeping-ports';
import { eventsTrim } from './sql/events-trim.sql';
import type { TransactionLine } from './transaction-line';

export function createKeepingStore(line: TransactionLine): KeepingStore {
  return {
    trimEvents: async ({ before, upTo }) => {
      const [row] = await line.ask(eventsTrim(before, upTo));
      if (row === undefined) throw new Error('This workspace has no log.');
      return row.trimmedUpTo;
    },
  };
}
