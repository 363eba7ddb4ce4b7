/** Any thing by its global id, under the same rights as on every other way to it. */
import { isStaff } from '../auth/actor';
import { may, type StaffAction } from '../auth/policy';
import type { MailId } from '../actions/mail-ports';
import { assertNever } from '../routing/terms';
import { type GlobalKind, readGlobalId } from '../schema/global-ids';
import type { Scope } from './context';
import { seenDialog } from './dialog-entry';
import { loadProfile } from './profile.resolver';
import { seenMeeting } from './meeting.fields';
import { seenReplay } from './seen-replay';
import { seenConversation, seenOffer, seenVisitor, sightOn } from './sight';

/** With the type's name beside its fields, which is how the Node interface knows it. */
export async function findNode(scope: Scope, globalId: string): Promise<object | null> {
  const named = readGlobalId(globalId);
  if (named === null) return null;
  const thing = await find(scope, named.kind, named.id);
  return thing === null ? null : { ...thing, nodeType: named.kind };
}

function find(scope: Scope, kind: GlobalKind, id: string): Promise<object | null> {
  const { loaders } = scope;
  switch (kind) {
    case 'Workspace':
      return id === scope.workspaceId ? loaders.workspace() : nothing;
    case 'Agent':
      return permitted(scope, 'agents.view', () => loaders.agent.load(id));
    case 'Team':
      return permitted(scope, 'teams.view', () => loaders.team.load(id));
    case 'CustomRule':
      return permitted(scope, 'rules.view', () => loaders.rule.load(id));
    case 'RoundRobinPool':
      return permitted(scope, 'pools.view', () => loaders.pool.load(id));
    case 'Dialog':
      return loaders.dialog.load(id).then((dialog) => seenDialog(scope, dialog));
    case 'ApiToken':
      return permitted(scope, 'apiTokens.manage', () => loaders.apiToken.load(id));
    case 'Visitor':
      return seenVisitor(scope, id);
    case 'Conversation':
      return seenConversation(scope, id);
    case 'Offer':
      return seenOffer(scope, id);
    case 'LiveChat':
      return findLiveChat(scope, id);
    case 'Message':
      return findMessage(scope, id);
    case 'RoutingDecision':
      return findDecision(scope, id);
    case 'Person':
      return permitted(scope, 'people.view', () => loaders.person.load(id));
    case 'PersonList':
      return permitted(scope, 'lists.view', () => loaders.personList.load(id));
    case 'Profile':
      return permitted(scope, 'profiles.view', () => loadProfile(scope, id));
    case 'Meeting':
      return seenMeeting(scope, id);
    case 'Mail':
      return permitted(scope, 'outbox.view', async () => (await scope.reads.mails([id as MailId]))[0] ?? null);
    case 'Route':
      return permitted(scope, 'routes.view', () => loaders.route.load(id));
    case 'ExternalRouter':
      return permitted(scope, 'routers.manage', () => loaders.externalRouter.load(id));
    case 'Whisper':
      return findWhisper(scope, id);
    case 'RoutingReplay':
      return may(scope.actor, 'routing.simulate') ? seenReplay(scope, id) : nothing;
    case 'PushRegistration':
      return findOwnRegistration(scope, id);
    case 'AuditEntry':
    case 'Event':
      return nothing;
    default:
      return assertNever(kind);
  }
}

const nothing = Promise.resolve(null);

function permitted<Thing>(scope: Scope, action: StaffAction, load: () => Promise<Thing | null>): Promise<Thing | null> {
  return may(scope.actor, action) ? load() : nothing;
}

async function findLiveChat(scope: Scope, id: string): Promise<object | null> {
  const chat = await scope.loaders.liveChat.load(id);
  if (chat === null) return null;
  return (await seenConversation(scope, chat.conversationId)) === null ? null : chat;
}

async function findMessage(scope: Scope, id: string): Promise<object | null> {
  const message = await scope.loaders.messageById.load(id);
  if (message === null) return null;
  const conversation = await scope.loaders.conversation.load(message.conversationId);
  if (conversation === null) return null;
  return (await sightOn(scope, conversation)) === 'WHOLE' ? message : null;
}

async function findWhisper(scope: Scope, id: string): Promise<object | null> {
  if (!isStaff(scope.actor)) return null;
  const whisper = await scope.loaders.whisper.load(id);
  const conversation = whisper === null ? null : await scope.loaders.conversation.load(whisper.conversationId);
  if (conversation === null) return null;
  return (await sightOn(scope, conversation)) === 'WHOLE' ? whisper : null;
}

async function findDecision(scope: Scope, id: string): Promise<object | null> {
  if (!isStaff(scope.actor)) return null;
  const decision = await scope.loaders.decision.load(id);
  if (decision === null) return null;
  return (await seenConversation(scope, decision.conversationId)) === null ? null : decision;
}

/** Whoever knows where a browser is called can wake it: told to its owner alone. */
async function findOwnRegistration({ actor, reads }: Scope, id: string): Promise<object | null> {
  if (actor.kind !== 'AGENT') return null;
  const [own = []] = await reads.pushRegistrationsOf([actor.agentId]);
  return own.find((one) => one.id === id) ?? null;
}
