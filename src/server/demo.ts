/**
 * The demo workspace: a coffee shop with an admin, three agents, a team, two rules and the dialogs and flows of its pages, so that somebody who has
 * just cloned this can chat with themselves a minute later. It is made by the same actions that everybody uses.
 *
 * Each step looks whether it has been done, so a start that was killed halfway is finished by the next one, and two processes
 * that start together wait for each other.
 */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import {
  agentCreate,
  agentMeetingSettingsUpdate,
  agentScheduleSet,
  customRuleCreate,
  dialogImport,
  identitySecretCreate,
  teamCreate,
  widgetSettingsUpdate,
} from '../actions';
import type { Ports, Reads } from '../actions/ports';
import type { AgentActor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import { type AgentId, type AgentProfile, permissions, type TeamId, type WorkspaceId } from '../routing/terms';
import type { HoursBlock } from '../routing/terms';
import { globalId } from '../schema/global-ids';
import type { ServerDoorstep } from '../stores/doorstep.store';
import { demoPages, demoStreams } from './demo-streams';
import { type DemoFile, type DemoPerson, newPassword, readDemoFile, writeDemoFile } from './demo-file';

export interface DemoParts {
  readonly dataDir: string;
  /** The owner's: only the owner can see whether there is any workspace. */
  readonly databaseUrl: string;
  /** PARLEY_DEMO, or the embedded database: otherwise nothing is made. */
  readonly isWanted: boolean;
  /** True: made beside other workspaces, too. */
  readonly evenIfNotEmpty: boolean;
  readonly ports: Ports;
  readonly doorstep: ServerDoorstep;
  readonly readsOf: (workspaceId: WorkspaceId) => Reads;
}

const demoLock = 7_201_107;
const firstPage = { limit: 100, direction: 'FORWARD', after: null, before: null, withTotal: false } as const;

/** What it was made with; null where there is none, or where another data directory made it. */
export async function seedDemo(parts: DemoParts): Promise<DemoFile | null> {
  const client = new Client({ connectionString: parts.databaseUrl, application_name: 'parley demo' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [demoLock]);
    const known = await readDemoFile(parts.dataDir);
    const isThere = known !== null && (await parts.doorstep.findWorkspaceByKey(known.workspaceKey)) !== null;
    if (!isThere && !(await mayMake(parts, client))) return null;
    const demo = known ?? newDemo();
    // Written first: a password that was given out and then lost could never be found again.
    if (known === null) await writeDemoFile(parts.dataDir, demo);
    const complete = { ...demo, ...(await new Seeding(parts, demo).run()) };
    await writeDemoFile(parts.dataDir, complete);
    return complete;
  } finally {
    await client.end();
  }
}

async function mayMake({ isWanted, evenIfNotEmpty, doorstep }: DemoParts, client: Client): Promise<boolean> {
  if (!isWanted) return false;
  // Addresses are unique over all workspaces: where these are taken, another data directory holds the passwords.
  if ((await doorstep.findAgentByEmail(people.admin.email)) !== null) return false;
  const { rows } = await client.query<{ count: number }>('SELECT count(*)::integer AS count FROM workspace');
  return evenIfNotEmpty || rows[0]?.count === 0;
}

const people = {
  admin: { name: 'Ada Admin', email: 'ada@demo.example' },
  agents: [
    { name: 'Ann Andersson', email: 'ann@demo.example' },
    { name: 'Bo Berg', email: 'bo@demo.example' },
    { name: 'Cleo Chen', email: 'cleo@demo.example' },
  ],
} as const;

function newDemo(): DemoFile {
  return {
    workspaceKey: `wk_${randomBytes(16).toString('hex')}`,
    admin: { ...people.admin, password: newPassword() },
    agents: people.agents.map((agent) => ({ ...agent, password: newPassword() })),
    dialogs: {},
    url: null,
  };
}

const everyDay: readonly HoursBlock['weekday'][] = [1, 2, 3, 4, 5, 6, 7];
/** The brand of the sample shop: the widget looks as if it belonged there. */
const shopGreen = '#0f5c4c';

class Seeding {
  constructor(
    private readonly parts: DemoParts,
    private readonly demo: DemoFile,
  ) {}

  /** Answers the dialogs' global ids by page, and the secret that the shop signs addresses with. */
  async run(): Promise<Required<Pick<DemoFile, 'dialogs' | 'identitySecret'>>> {
    const { demo } = this;
    const workspaceId = await this.workspace();
    // Somebody has to be the first: whoever makes a workspace holds every permission in it.
    const founder: AgentActor = {
      kind: 'AGENT',
      workspaceId,
      agentId: this.parts.ports.newId(),
      permissions: new Set(permissions),
    };
    const adminId = await this.person(founder, demo.admin, 'ADMIN');
    const admin: AgentActor = { ...founder, agentId: adminId };
    const agentIds: AgentId[] = [];
    for (const agent of demo.agents) agentIds.push(await this.person(admin, agent, 'LIVE_AGENT'));
    const teamId = await this.team(admin, agentIds.slice(0, 2));
    valueOf(await widgetSettingsUpdate(this.parts.ports, admin, { accent: shopGreen }));
    await this.rules(admin, agentIds.slice(1), teamId);
    return { dialogs: await this.dialogs(admin), identitySecret: await this.identitySecret(admin) };
  }

  /** It is told but once, so what was not written down is made anew. */
  private async identitySecret(admin: AgentActor): Promise<string> {
    return this.demo.identitySecret ?? valueOf(await identitySecretCreate(this.parts.ports, admin, { replace: true }));
  }

  private async workspace(): Promise<WorkspaceId> {
    const { doorstep } = this.parts;
    const key = this.demo.workspaceKey;
    const known = await doorstep.findWorkspaceByKey(key);
    return known ?? doorstep.createWorkspace({ key, name: 'Havsö Coffee', plan: 'PRIME' });
  }

  private async person(actor: AgentActor, person: DemoPerson, profile: AgentProfile): Promise<AgentId> {
    const { ports, doorstep } = this.parts;
    const known = await doorstep.findAgentByEmail(person.email);
    if (known !== null) return known.agentId;
    const agentId = valueOf(await agentCreate(ports, actor, { ...person, capacity: null, profile }));
    if (profile === 'LIVE_AGENT') {
      await this.available(actor, agentId);
      await this.bookable({ ...actor, agentId });
    }
    return agentId;
  }

  /** By a schedule, not by the switch: that one ends at midnight, and the inbox should ring on the second day, too. */
  private async available(actor: AgentActor, agentId: AgentId): Promise<void> {
    const blocks = everyDay.map((weekday) => ({ weekday, from: '00:00', to: '24:00' }));
    const hours = { timeZone: 'Europe/Stockholm', blocks };
    valueOf(await agentScheduleSet(this.parts.ports, actor, { agentId, hours, breaks: [], holidays: [] }));
  }

  private async team(admin: AgentActor, agentIds: readonly AgentId[]): Promise<TeamId> {
    const name = 'Sales';
    const { rows } = await this.parts.readsOf(admin.workspaceId).teamPage(firstPage);
    const known = rows.find(({ row }) => row.name === name);
    return known?.row.id ?? valueOf(await teamCreate(this.parts.ports, admin, { name, agentIds }));
  }

  private async rules(admin: AgentActor, nordic: readonly AgentId[], teamId: TeamId): Promise<void> {
    const { ports, readsOf } = this.parts;
    const { rows } = await readsOf(admin.workspaceId).rulePage(firstPage);
    const known = new Set(rows.map(({ row }) => row.name));
    const fromSweden = [{ attribute: 'country', operator: 'IS', values: ['SE'] }] as const;
    const wanted = [
      { name: 'Visitors from Sweden', conditions: fromSweden, agentIds: nordic, teamId: null },
      { name: 'Everybody else', conditions: [], agentIds: null, teamId },
    ];
    for (const rule of wanted) {
      if (known.has(rule.name)) continue;
      valueOf(await customRuleCreate(ports, admin, { ...rule, match: 'ALL', position: null, enabled: true }));
    }
  }

  /** The dialogs by page. What somebody has changed since stays as it is: only what is missing is brought in. */
  private async dialogs(admin: AgentActor): Promise<DemoFile['dialogs']> {
    const { ports } = this.parts;
    const known = await ports.work(admin.workspaceId, (tx) => tx.dialogs.findByKeys(demoStreams.keys()));
    const document = demoStreams.without(new Set(known.map(({ key }) => key)));
    const made =
      document === null
        ? []
        : valueOf(await dialogImport(ports, admin, { document, dryRun: false, publish: true })).dialogs;
    const ids = new Map([...known, ...made].map(({ key, id }) => [key, globalId('Dialog', id)]));
    return Object.fromEntries(Object.entries(demoPages).map(([page, key]) => [page, ids.get(key) ?? '']));
  }

  /** Weekday mornings and afternoons in Malmö: what the meeting card offers. */
  private async bookable(actor: AgentActor): Promise<void> {
    const blocks = ([1, 2, 3, 4, 5] as const).flatMap((weekday: HoursBlock['weekday']) => [
      { weekday, from: '09:00', to: '12:00' },
      { weekday, from: '13:00', to: '16:30' },
    ]);
    const hours = { timeZone: 'Europe/Stockholm', blocks };
    const settings = {
      hours,
      durationMinutes: 30,
      noticeMinutes: 120,
      conferencing: 'Varvsgatan 14, Malmö, or where you are',
    };
    valueOf(await agentMeetingSettingsUpdate(this.parts.ports, actor, { agentId: actor.agentId, ...settings }));
  }
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  const reasons = outcome.refusals.map(({ message }) => message).join(' ');
  throw new Error(`The demo workspace could not be made. ${reasons}`);
}
