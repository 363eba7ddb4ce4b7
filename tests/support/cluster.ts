/**
 * A desk on several processes of the built server that share one database. People are told where their line leads; whoever
 * prefers a process that is gone is led to another one, as a balancer would.
 */
import { openTestDatabase } from './database';
import { Desk, type DeskOptions, opened, type Where } from './desk';
import { buildServer, type Exit, Node } from './node';

export type Place = 'A' | 'B';

export class Cluster extends Desk {
  private readonly nodes = new Map<Place, Node>();

  /** The workspace is made by a process of the test's own, which is gone before the others start. */
  override async opens(): Promise<void> {
    await super.opens();
    await this.stops();
    await Promise.all([this.starts('A'), this.starts('B')]);
  }

  async starts(place: Place): Promise<void> {
    const node = new Node(this.db.url);
    this.nodes.set(place, node);
    await node.listens();
  }

  node(place: Place): Node {
    const node = this.nodes.get(place);
    if (node === undefined) throw new Error(`There is no process ${place}.`);
    return node;
  }

  /** Kill -9: nothing is said to anybody. */
  kills(place: Place): Promise<Exit> {
    return this.node(place).kill('SIGKILL');
  }

  /** That process while it lives, else the other. */
  at(place: Place): Where {
    const other = place === 'A' ? 'B' : 'A';
    return () => this.nodes.get(place)?.port ?? this.nodes.get(other)?.port ?? null;
  }

  override async close(): Promise<void> {
    for (const person of this.people) person.parley.close();
    const living = [...this.nodes.values()].filter((node) => node.isAlive);
    const exits = await Promise.all(living.map((node) => node.kill('SIGTERM')));
    await super.close();
    expect(exits).toEqual(living.map(() => ({ code: 0, signal: null })));
  }

  protected override portOf(): number | null {
    return super.portOf() ?? this.at('A')();
  }
}

export async function openCluster(options: DeskOptions = {}): Promise<Cluster> {
  buildServer();
  return opened(new Cluster(options, await openTestDatabase()), options);
}
