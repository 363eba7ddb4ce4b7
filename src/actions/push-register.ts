import type { Actor } from '../auth/actor';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { AgentId } from '../routing/terms';
import { cleanName, isLongerThan, maxNameLength } from '../routing/text';
import { addressFault } from './called-address';
import { Faults } from './faults';
import type { Ports, Transaction } from './ports';
import { pushLeaseEnd, pushLeaseHold } from './push-lease';
import type { PushRegistrationId } from './push-ports';

export interface PushRegisterInput {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  readonly label?: string | null | undefined;
}

const mostRegistrations = 10;
/** An uncompressed point of P-256, and the secret beside it: what every browser gives. */
const keyBytes = 65;
const authBytes = 16;

/**
 * Lets offers wake the caller's own browser. Registering one again renews it; one that a colleague used before, at the same
 * desk, is the caller's from now on.
 */
export async function pushRegister(
  ports: Ports,
  actor: Actor,
  input: PushRegisterInput,
): Promise<Outcome<PushRegistrationId>> {
  if (actor.kind !== 'AGENT') return refuse('FORBIDDEN', 'Only a signed-in agent has a browser to be woken.');
  const faults = new Faults();
  const given = readRegistration(input, faults);
  if (faults.any) return faults.refused();
  const { agentId } = actor;
  return ports.work(actor.workspaceId, async (tx) => {
    const agent = await lockWith(tx, agentId, given.endpoint);
    if (agent === null || !agent.active) return refuse('FORBIDDEN', 'This agent is not active any more.');
    const [present, before] = await Promise.all([tx.push.findOf(agentId), tx.push.findByEndpoint(given.endpoint)]);
    if (before?.agentId !== agentId && present.length >= mostRegistrations) {
      const message = `${mostRegistrations} browsers are registered. Take one of them away, then register this one.`;
      return refuse('LIMIT_REACHED', message);
    }
    const id = before?.id ?? ports.newId<'PushRegistration'>();
    tx.push.save({ id, agentId, ...given });
    await pushLeaseHold(tx, agentId);
    if (before !== null && before.agentId !== agentId) await pushLeaseEnd(tx, before.agentId);
    return done(id);
  });
}

/** The caller, and whoever had this browser before, by id as every lock of agents. */
async function lockWith(tx: Transaction, agentId: AgentId, endpoint: string) {
  const before = await tx.push.findByEndpoint(endpoint);
  const ids = [...new Set([agentId, before?.agentId ?? agentId])].sort();
  const locked = [];
  for (const id of ids) locked.push(await tx.agents.lock(id));
  return locked.find((agent) => agent?.id === agentId) ?? null;
}

function readRegistration(input: PushRegisterInput, faults: Faults) {
  const endpoint = cleanName(input.endpoint);
  const fault = addressFault(endpoint, 'https://push.example.com/abc');
  if (fault !== null) faults.add(fault, ['endpoint']);
  const key = bytesOf(input.p256dh);
  if (key?.length !== keyBytes || key[0] !== 4) {
    faults.add('This is no public key of a browser. Give `getKey("p256dh")` in base64url.', ['p256dh']);
  }
  if (bytesOf(input.auth)?.length !== authBytes) {
    faults.add('This is no secret of a browser. Give `getKey("auth")` in base64url.', ['auth']);
  }
  const label = cleanName(input.label ?? '');
  if (isLongerThan(label, maxNameLength)) {
    faults.add(`The label is too long. Shorten it to ${maxNameLength} characters.`, ['label']);
  }
  return { endpoint, p256dh: input.p256dh, auth: input.auth, label: label === '' ? null : label };
}

/** Null for what is no base64url. */
function bytesOf(text: string): Uint8Array | null {
  return /^[\w-]{1,200}={0,2}$/.test(text) ? Buffer.from(text, 'base64url') : null;
}
