import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome, type Refused } from '../routing/refusal';
import type { ListId } from '../routing/terms';
import { isBlank, readName } from '../routing/text';
import { Faults } from './faults';
import { ConstraintViolation, type Ports } from './ports';
import { notAllowed } from './staff-refusals';

export interface PersonListCreateInput {
  readonly name: string;
  readonly description: string | null;
}

const maxLists = 1_000;

/** A list that audiences and branches may ask about. */
export async function personListCreate(
  ports: Ports,
  actor: Actor,
  input: PersonListCreateInput,
): Promise<Outcome<ListId>> {
  if (!may(actor, 'lists.manage')) return notAllowed('manage lists of people');
  const faults = new Faults();
  const name = faults.read(readListName(input.name));
  const description = faults.read(readDescription(input.description));
  if (faults.any || name === undefined || description === undefined) return faults.refused();
  const id = ports.newId<'PersonList'>();
  return orNameTaken(name, () =>
    ports.work(actor.workspaceId, async (tx) => {
      if ((await tx.lists.count()) >= maxLists) {
        const most = maxLists.toLocaleString('en');
        return refuse('LIMIT_REACHED', `There are ${most} lists already, which is as many as there may be.`);
      }
      tx.lists.insert({ id, name, description });
      return done(id);
    }),
  );
}

export function readListName(raw: string): Outcome<string> {
  return readName(raw, { what: "The list's name", field: ['name'] });
}

export function readDescription(raw: string | null): Outcome<string | null> {
  if (raw === null || isBlank(raw)) return done(null);
  return readName(raw, { what: 'The description', field: ['description'] });
}

/** The unique index knows it for certain. */
export async function orNameTaken<T>(name: string, run: () => Promise<Outcome<T>>): Promise<Outcome<T> | Refused> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ConstraintViolation) || error.constraint !== 'person_list_one_name') throw error;
    return refuse('CONFLICT', `There is a list “${name}” already. Choose another name.`, ['name']);
  }
}
