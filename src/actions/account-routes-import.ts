import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuseAll, type Outcome } from '../routing/refusal';
import { readAccountFile, readAccounts, toldFaults } from './account-file';
import { maxAccounts } from './account-reading';
import { tooManyAccounts } from './account-route-set';
import { Faults } from './faults';
import type { Ports } from './ports';
import { notAllowed } from './staff-refusals';

export interface AccountRoutesImportInput {
  readonly csv: string;
  /** Says what it would do, and does nothing. */
  readonly dryRun: boolean;
  /** Deletes the accounts that the file does not name. */
  readonly replace: boolean;
}

export interface AccountRoutesImported {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly deleted: number;
}

/** All of the file or nothing of it. Importing it twice changes nothing the second time. */
export async function accountRoutesImport(
  ports: Ports,
  actor: Actor,
  input: AccountRoutesImportInput,
): Promise<Outcome<AccountRoutesImported>> {
  if (!may(actor, 'accounts.manage')) return notAllowed('manage accounts');
  const faults = new Faults();
  const lines = readAccountFile(input.csv, ports.readCsv, faults);
  if (!lines.ok) return lines;
  return ports.work(actor.workspaceId, async (tx) => {
    // Behind the routing lock nobody is deactivated meanwhile, and no other import is half-way.
    await tx.routing.lock();
    const found = new Faults();
    const accounts = await readAccounts(tx, lines.value, found);
    found.addAll(faults.all);
    if (found.any) return refuseAll(toldFaults(found));
    const { others, ...counts } = await tx.accounts.compare(accounts);
    const stays = input.replace ? 0 : others;
    if (accounts.length + stays > maxAccounts) return tooManyAccounts();
    if (!input.dryRun) {
      if (input.replace) tx.accounts.deleteOthers(accounts.map(({ domain }) => domain));
      tx.accounts.set(accounts);
    }
    return done({ ...counts, deleted: others - stays });
  });
}
