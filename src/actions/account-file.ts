/**
 * Accounts as a file of lines: a header with the columns `domain`, `agentEmail` and, if one likes, `company`, in any order, then
 * a line for each account. Every fault is told with its line, up to a thousand of them.
 */
import { refuse, type Refusal, type Outcome, done } from '../routing/refusal';
import type { AgentId } from '../routing/terms';
import { cleanName } from '../routing/text';
import type { AccountRouteDraft, CsvRecord, ReadCsv } from './account-ports';
import { readAccountDomain, readCompany } from './account-reading';
import { type Faults } from './faults';
import type { Transaction } from './ports';
import { csvCell } from './report-figures';

const maxCharacters = 1_000_000;
const maxLines = 10_000;
const mostFaults = 1_000;

const accountColumns = ['domain', 'agentEmail', 'company'] as const;
type Column = (typeof accountColumns)[number];

interface FileLine {
  readonly line: number;
  readonly cells: Readonly<Record<Column, string>>;
}

/** What can be judged without the database; faults of the lines are kept for later, so that all are told at once. */
export function readAccountFile(csv: string, readCsv: ReadCsv, faults: Faults): Outcome<readonly FileLine[]> {
  if (csv.length > maxCharacters) {
    const most = maxCharacters.toLocaleString('en');
    return refuse('INVALID', `This file is longer than ${most} characters. Split it into several.`, ['csv']);
  }
  const { records, fault, isTooLong } = readCsv(csv, maxLines + 1);
  if (isTooLong) {
    const most = maxLines.toLocaleString('en');
    return refuse('LIMIT_REACHED', `This file has more than ${most} lines. Split it into several.`, ['csv']);
  }
  const [header, ...rest] = records;
  if (header === undefined) {
    return fault === null
      ? refuse('INVALID', 'This file is empty. Its first line names the columns: domain,agentEmail,company.', ['csv'])
      : refuse('INVALID', `Line ${fault.line}: ${fault.message}`, ['csv', String(fault.line)]);
  }
  const columns = readHeader(header);
  if (!columns.ok) return columns;
  const lines = rest.flatMap((record) => {
    if (record.cells.length === columns.value.length) return [lineOf(record, columns.value)];
    tell(
      faults,
      record.line,
      `It has ${record.cells.length} fields, and the header ${columns.value.length}. Correct it.`,
    );
    return [];
  });
  if (fault !== null) tell(faults, fault.line, fault.message);
  if (rest.length === 0 && fault === null) {
    return refuse('INVALID', 'This file has a header and no line behind it. Add the accounts.', ['csv']);
  }
  return done(lines);
}

function readHeader({ line, cells }: CsvRecord): Outcome<readonly Column[]> {
  const given = cells.map((cell) => cleanName(cell).toLowerCase());
  const columns = given.map((name) => accountColumns.find((column) => column.toLowerCase() === name));
  const isComplete = columns.includes('domain') && columns.includes('agentEmail');
  const isClean = columns.every((column) => column !== undefined) && new Set(columns).size === columns.length;
  if (isComplete && isClean) return done(columns.flatMap((column) => column ?? []));
  const message = `Line ${line}: The first line names the columns, each once: domain, agentEmail and, if you like, company. Write it so.`;
  return refuse('INVALID', message, ['csv', String(line)]);
}

function lineOf({ line, cells }: CsvRecord, columns: readonly Column[]): FileLine {
  const at = (column: Column): string => cells[columns.indexOf(column)] ?? '';
  return { line, cells: { domain: at('domain'), agentEmail: at('agentEmail'), company: unarmed(at('company')) } };
}

/** An export writes an apostrophe before what a spreadsheet would take for a formula: it comes off again. */
function unarmed(cell: string): string {
  return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}

/** The accounts of the lines, each with the agent of that address. */
export async function readAccounts(
  tx: Transaction,
  lines: readonly FileLine[],
  faults: Faults,
): Promise<readonly AccountRouteDraft[]> {
  const agentOf = await findAgents(tx, lines);
  const firstLine = new Map<string, number>();
  return lines.flatMap(({ line, cells }) => {
    const domain = readAccountDomain(cells.domain, []);
    const company = readCompany(cells.company, []);
    const agent = agentOf(cells.agentEmail);
    for (const read of [domain, agent, company]) {
      if (!read.ok) for (const { message } of read.refusals) tell(faults, line, message);
    }
    if (!domain.ok) return [];
    const first = firstLine.get(domain.value);
    if (first !== undefined) tell(faults, line, `${domain.value} is on line ${first} already. Keep one of them.`);
    else firstLine.set(domain.value, line);
    return agent.ok && company.ok ? [{ domain: domain.value, agentId: agent.value, company: company.value }] : [];
  });
}

type AgentOf = (email: string) => Outcome<AgentId>;

/** In two questions, however many lines there are. */
async function findAgents(tx: Transaction, lines: readonly FileLine[]): Promise<AgentOf> {
  const spelled = (email: string): string => cleanName(email).toLowerCase();
  const nobody: ReadonlySet<string> = new Set();
  const wanted = new Set(lines.map(({ cells }) => spelled(cells.agentEmail)));
  const named = await tx.names.find({ agent: wanted, team: nobody, list: nobody, flow: nobody });
  const idOf = new Map(named.map(({ name, id }) => [name, id as AgentId]));
  const agents = idOf.size === 0 ? [] : await tx.agents.findMany([...idOf.values()]);
  const known = new Map(agents.map((agent) => [agent.id, agent]));
  return (email) => {
    const id = idOf.get(spelled(email));
    const agent = id === undefined ? undefined : known.get(id);
    if (agent?.active) return done(agent.id);
    if (agent !== undefined) return refuse('INVALID', `${agent.name} was deactivated. Choose somebody else.`);
    const shown = cleanName(email).slice(0, 100);
    return refuse('NOT_FOUND', `No agent signs in with “${shown}”. Create the agent first, or correct the address.`);
  };
}

function tell(faults: Faults, line: number, message: string): void {
  faults.add(`Line ${line}: ${message}`, ['csv', String(line)]);
}

/** The same file, for an import here or elsewhere. */
export function accountFileOf(
  accounts: readonly { readonly domain: string; readonly email: string; readonly company: string | null }[],
): string {
  const lines = accounts.map(({ domain, email, company }) => [domain, email, company ?? ''].map(csvCell));
  return [[...accountColumns], ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}

/** By line, and at most so many: a file of another kind is wrong in every line. */
export function toldFaults(faults: Faults): readonly Refusal[] {
  const lineOf = ({ field }: Refusal): number => Number(field?.[1] ?? 0);
  const all = [...faults.all].sort((one, other) => lineOf(one) - lineOf(other));
  if (all.length <= mostFaults) return all;
  const more = (all.length - mostFaults).toLocaleString('en');
  const message = `There are ${more} more faults. Correct these first, then try again.`;
  return [...all.slice(0, mostFaults), { code: 'INVALID', message, field: ['csv'] }];
}
