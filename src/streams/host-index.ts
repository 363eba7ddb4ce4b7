/** Finds, for a visited host, the few of many patterns that can match it, without asking each. */
import { assertNever } from '../routing/terms';
import type { UrlPattern } from './url-pattern';

export class HostIndex {
  private readonly exactly = new Map<string, number[]>();
  private readonly below = new Map<string, number[]>();
  private readonly anywhere: number[] = [];

  add({ host }: UrlPattern, entry: number): void {
    switch (host.kind) {
      case 'ANY':
        this.anywhere.push(entry);
        return;
      case 'EXACTLY':
        listIn(this.exactly, host.name).push(entry);
        return;
      case 'BELOW':
        listIn(this.below, host.name).push(entry);
        return;
      default:
        assertNever(host);
    }
  }

  /** For what is on every page, known or not. */
  addEverywhere(entry: number): void {
    this.anywhere.push(entry);
  }

  /** Entries in rising order, each once. Null: the page is unknown, and no pattern of a host can match it. */
  find(host: string): readonly number[] {
    const found = [...this.anywhere, ...(this.exactly.get(host) ?? [])];
    for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
      const below = this.below.get(host.slice(dot + 1));
      if (below !== undefined) found.push(...below);
    }
    return [...new Set(found)].sort((one, other) => one - other);
  }
}

function listIn(lists: Map<string, number[]>, name: string): number[] {
  let list = lists.get(name);
  if (list === undefined) lists.set(name, (list = []));
  return list;
}
