/** Who sits at which browser: whoever has told the same address is the same person. */
import { type Card, stepOf } from './card';
import { browserOf, type Route, type State, type Who } from './state';

function isSamePerson(state: State, one: string, other: string): boolean {
  if (one === other) return true;
  const [first, second] = [browserOf(state, one), browserOf(state, other)];
  return first.hasTold && second.hasTold && first.address === second.address;
}

/** Whoever had the chat that began last, of this browser or another one of the same person. */
export function lastAgentOf(state: State, browser: string): Who | null {
  const served = Object.values(state.chats)
    .filter((chat) => chat.connectedAt !== null && isSamePerson(state, chat.browser, browser))
    .sort(
      (one, other) =>
        (other.connectedAt ?? 0) - (one.connectedAt ?? 0) ||
        ((one.liveChatId ?? '') < (other.liveChatId ?? '') ? 1 : -1),
    );
  if (served.some((chat) => chat.browser !== browser)) state.remarks['known from another browser'] = true;
  return served[0]?.agent ?? null;
}

/** By an address that was told; the nearest domain counts. */
function ownerOf(state: State, browser: string): Who | null {
  const { address, hasTold, isClaimed } = browserOf(state, browser);
  const domain = address.slice(address.indexOf('@') + 1);
  const above = domain.slice(domain.indexOf('.') + 1);
  const owner = state.accounts[domain] ?? state.accounts[above] ?? null;
  if (owner !== null && !hasTold && isClaimed) state.remarks['an owner by the page’s word alone'] = true;
  if (owner !== null && hasTold && !(domain in state.accounts)) state.remarks['an owner of the domain above'] = true;
  return hasTold ? owner : null;
}

/** Everything that the card names put in place. The owner of the visitor's account comes before every route. */
export function routeFor(state: State, browser: string, card: Card): Route {
  const owner = ownerOf(state, browser);
  const steps = card.steps.map((step) => {
    if (step.looks === 'LAST_AGENT') return { ...step, agent: lastAgentOf(state, browser) };
    return step.looks === 'ACCOUNT_OWNER' ? { ...step, agent: owner } : step;
  });
  const { accountUnavailable, roundRobinFallback } = state.settings;
  const mayStandIn = !card.isRoute && card.steps[0].looks !== 'RING_OF_ALL';
  if (owner === null) return { steps, isShorthand: !card.isRoute, standsIn: mayStandIn && 'AS_SET' };
  const [first] = steps;
  const beginsWithOwner = first?.looks === 'ACCOUNT_OWNER';
  const asked = beginsWithOwner ? first : stepOf('ACCOUNT_OWNER', { agent: owner });
  if (accountUnavailable === 'FALLBACK') return { steps: [asked], isShorthand: false, standsIn: false };
  const all = beginsWithOwner ? steps : [asked, ...steps];
  return { steps: all, isShorthand: false, standsIn: mayStandIn && roundRobinFallback };
}
