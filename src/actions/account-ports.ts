/** To which agents accounts belong: inside a transaction, as the graph reads them, and as files bring them. */
import type { AgentId } from '../routing/terms';
import type { Page, PageRequest } from './pages';

export interface AccountRouteRecord {
  /** Folded: in small letters, as the wire spells it. It holds for what is below it, too. */
  readonly domain: string;
  readonly company: string | null;
  readonly agentId: AgentId;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type AccountRouteDraft = Pick<AccountRouteRecord, 'domain' | 'company' | 'agentId'>;

export interface AccountRouteStore {
  find(domain: string): Promise<AccountRouteRecord | null>;
  count(): Promise<number>;
  /** What of these would be new or another, and how many others there are. Nothing is written. */
  compare(drafts: readonly AccountRouteDraft[]): Promise<AccountRouteComparison>;
  /** Those that are not there yet, and those that are another now, in one statement. */
  set(drafts: readonly AccountRouteDraft[]): void;
  delete(domain: string): void;
  /** All that are not among these. */
  deleteOthers(domains: readonly string[]): void;
}

export interface AccountRouteComparison {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Of the workspace, not among the ones asked about. */
  readonly others: number;
}

export interface AccountRouteFilter {
  /** Part of a domain or of a company's name, without regard to case; null: all. */
  readonly search: string | null;
  readonly agentId: AgentId | null;
}

export interface AccountRouteReads {
  /** By domain. */
  accountRoutePage(filter: AccountRouteFilter, page: PageRequest): Promise<Page<AccountRouteRecord>>;
  /** All of them by domain, each with its agent's address: what a file of them holds. */
  accountRouteLines(): Promise<
    readonly { readonly domain: string; readonly company: string | null; readonly email: string }[]
  >;
  accountRoutes(domains: readonly string[]): Promise<readonly (AccountRouteRecord | null)[]>;
}

export interface CsvRecord {
  /** Where it begins, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvReading {
  /** All up to the fault, empty lines left out. */
  readonly records: readonly CsvRecord[];
  /** Why reading ended before the end. */
  readonly fault: { readonly line: number; readonly message: string } | null;
  readonly isTooLong: boolean;
}

/** RFC 4180 with any line ends, a byte order mark or none, commas or semicolons; at most so many records. */
export type ReadCsv = (text: string, mostRecords: number) => CsvReading;
