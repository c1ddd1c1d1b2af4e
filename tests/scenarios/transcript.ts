// Scenarios as transcripts: a text file holds commands, one a line, and below each what the simulated cluster did, as
// indented lines. The file's name is the sentence that it proves. Times in it are bounds, not measurements, so that it
// stays as it is while the code changes. `REWRITE=1 npm run test:scenarios` writes what happens into the files.
import { readFileSync, writeFileSync } from 'node:fs';
import { digestNamespace } from '../../src/namenode/namespace/digest.ts';
import { HdfsException } from '../../src/protocol/exceptions.ts';
import { FailoverProxy } from '../../src/rpc/failover-proxy.ts';
import { RpcClient, rpcProxy } from '../../src/rpc/rpc-client.ts';
import type { RpcProxy } from '../../src/rpc/rpc-client.ts';
import { SimCluster, simUser } from '../../src/sim/sim-cluster.ts';
import { World } from '../../src/sim/world.ts';
import { ClientNamenodeProtocol } from '../../src/wire/client-namenode-protocol.ts';

type Client = RpcProxy<typeof ClientNamenodeProtocol>;

/** Carries out one command; the lines that are said below it. */
export interface Player {
  play(line: string): Promise<readonly string[]>;
}

/** What a transcript says again when it is run. */
export function played(file: string): Promise<Played> {
  return playedBy(new Scenario(), file);
}

export interface Played {
  readonly expected: string;
  readonly actual: string;
}

/** Has `player` carry out a file's commands. */
export async function playedBy(player: Player, file: string): Promise<Played> {
  const expected = readFileSync(file, 'utf8');
  let actual = '';
  for (const line of expected.split('\n')) {
    if (line.startsWith('  ')) continue;
    actual += `${line}\n`;
    if (line === '' || line.startsWith('#')) continue;
    for (const said of await player.play(line)) actual += `  ${said}\n`;
  }
  actual = `${actual.trimEnd()}\n`;
  if (process.env['REWRITE'] === '1') {
    writeFileSync(file, actual);
    return { expected: actual, actual };
  }
  return { expected, actual };
}

/**
 * The commands. A is the NameNode that became Active first, B the other; j1, j2, j3 are the JournalNodes.
 *
 *     cluster                          starts one: 2 NameNodes, 3 JournalNodes, no drift
 *     write N                          N directories by a client that fails over; says when they were not all acknowledged
 *     write N unanswered               they go out, and nobody waits for them
 *     wait for answers within MS       of those
 *     wipe NAME                        a JournalNode dies and loses its directory
 *     kill|pause|resume|start NAME     `kill A without its guardian`, `pause A with its guardian`
 *     power cut NAME
 *     add NAME | remove NAME | replace NAME by NAME     an operator changes the JournalNodes, of which j4 and j5 are spare
 *     begin add NAME ...               the same, and nobody waits for it
 *     a list is pending within MS      waits until a NameNode counts two lists, a change being in the middle
 *     members                          who the JournalNodes are, by the newest list of a NameNode
 *     cut NAME NAME ... | heal         NAME off from the others
 *     failover to NAME                 an operator's
 *     NAME is STATE within MS          waits for it, and says so when it does not happen
 *     read from NAME                   one getFileInfo of what was written first, no failover
 *     pass MS
 *     all is well within MS            everything acknowledged is there, NameNodes and journals agree
 */
class Scenario {
  readonly #world = new World(1);
  readonly #cluster = new SimCluster(this.#world, { size: { namenodes: 2, journalnodes: 3, datanodes: 0 }, spareJournalNodes: 2 });
  readonly #names = new Map<string, string>([['j1', 'jn1'], ['j2', 'jn2'], ['j3', 'jn3'], ['j4', 'jn4'], ['j5', 'jn5'], ['client', 'client']]);
  readonly #acknowledged: string[] = [];
  #client: Client | undefined;
  #count = 0;
  #waiting = 0;
  #cuts: [string, string][] = [];

  async play(line: string): Promise<string[]> {
    const words = line.split(' ');
    const [verb = '', second = ''] = words;
    const within = Number(words.at(-1));
    if (verb === 'cluster') return this.#start();
    if (verb === 'write') return this.#write(Number(second), words.includes('unanswered'));
    if (line.startsWith('wait for answers')) return this.#until('unanswered', within, () => this.#waiting === 0);
    if (verb === 'kill') return this.#do(() => this.#cluster.kill(this.#name(second), { guardian: !line.includes('without its guardian') }));
    if (verb === 'wipe') return this.#do(() => this.#cluster.wipe(this.#name(second)));
    if (line.startsWith('power cut')) return this.#do(() => this.#cluster.powerCut(this.#name(words[2] ?? '')));
    if (verb === 'pause') return this.#do(() => this.#cluster.pause(this.#name(second), { guardian: line.includes('with its guardian') }));
    if (verb === 'resume') return this.#do(() => this.#cluster.resume(this.#name(second)));
    if (verb === 'start') return this.#do(() => void this.#cluster.start(this.#name(second)));
    if (verb === 'cut') return this.#cut(words.slice(1).map((word) => this.#name(word)));
    if (verb === 'heal') return this.#heal();
    if (line.startsWith('a list is pending')) return this.#until('none is pending', within, () => this.#cluster.journalList().pending !== undefined);
    if (verb === 'members') return this.#members();
    if (verb === 'add' || verb === 'remove' || verb === 'replace') return this.#change(words);
    if (verb === 'begin') return this.#do(() => void this.#changing(words.slice(1)).catch(() => {}));
    if (verb === 'pass') return this.#pass(within);
    if (line.startsWith('failover to')) return this.#failover(this.#name(words[2] ?? ''));
    if (line.startsWith('read from')) return this.#read(this.#name(words[2] ?? ''));
    if (line.startsWith('all is well')) return this.#allIsWell(within);
    if (second === 'is') return this.#until(`${verb} is ${this.#state(this.#name(verb))}`, within, () => this.#state(this.#name(verb)) === words[2]);
    throw new Error(`no such command: ${line}`);
  }

  async #start(): Promise<string[]> {
    const cluster = this.#cluster;
    await cluster.up();
    const active = cluster.active() ?? '';
    this.#names.set('A', active).set('B', cluster.names('namenode').find((name) => name !== active) ?? '');
    const { env } = cluster.addHost('client').boot();
    this.#client = rpcProxy(new FailoverProxy(env, {
      addresses: cluster.nameNodeAddresses, user: simUser, failoversMax: Infinity, sleepBaseMs: 20, sleepMsMax: 200, rpcTimeoutMs: 60_000, connectTimeoutMs: 2000,
    }), ClientNamenodeProtocol);
    await cluster.until('both NameNodes up', 5000, () => cluster.nameNodes().length === 2);
    return [];
  }

  #name(word: string): string {
    const name = this.#names.get(word);
    if (name === undefined) throw new Error(`who is ${word}?`);
    return name;
  }

  #state(name: string): string {
    if (!this.#cluster.host(name).up) return 'dead';
    return this.#cluster.nameNode(name)?.haState ?? 'starting';
  }

  async #do(what: () => void): Promise<string[]> {
    what();
    return [];
  }

  #changing([verb, first = '', , second = '']: string[]): Promise<void> {
    const [add, remove] = verb === 'replace' ? [second, first] : verb === 'add' ? [first, undefined] : [undefined, first];
    const name = (word: string | undefined): string | undefined => (word === undefined ? undefined : this.#name(word));
    return this.#cluster.haadminJournal(this.#cluster.addHost('operator').boot().env, name(add), name(remove));
  }

  async #change(words: string[]): Promise<string[]> {
    try {
      const changed = this.#changing(words);
      changed.catch(() => {});
      await this.#world.settle('changing the JournalNodes', 20_000, changed);
      return [];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  }

  async #members(): Promise<string[]> {
    const { members, pending } = this.#cluster.journalList();
    const named = (list: readonly string[]): string => [...this.#names].filter(([, name]) => name.startsWith('jn') && list.includes(this.#cluster.journalNodeAddress(name))).map(([word]) => word).join(' ');
    return pending === undefined ? [named(members)] : [`${named(members)}, to be ${named(pending)}`];
  }

  async #pass(ms: number): Promise<string[]> {
    await this.#cluster.pass(ms);
    return [];
  }

  async #write(count: number, unanswered: boolean): Promise<string[]> {
    for (let i = 0; i < count; i++) {
      const path = `/d${this.#count++}`;
      this.#waiting++;
      void this.#client?.mkdirs({ src: path, masked: { perm: 0o755 }, createParent: true }).then(({ result }) => {
        this.#waiting--;
        if (result) this.#acknowledged.push(path);
      }, (error: unknown) => this.#world.fail(error));
    }
    return unanswered ? [] : this.#until('unanswered', 10_000, () => this.#waiting === 0);
  }

  async #until(otherwise: string, withinMs: number, condition: () => boolean): Promise<string[]> {
    await this.#world.run(this.#world.nowMs + withinMs, condition);
    return condition() ? [] : [`not within ${withinMs} ms: ${otherwise}`];
  }

  async #cut([name = '', ...others]: string[]): Promise<string[]> {
    this.#cluster.isolate(name, others);
    for (const other of others) this.#cuts.push([name, other], [other, name]);
    return [];
  }

  async #heal(): Promise<string[]> {
    for (const [from, to] of this.#cuts) this.#cluster.heal(from, to);
    this.#cuts = [];
    return [];
  }

  async #failover(to: string): Promise<string[]> {
    const { env } = this.#cluster.addHost('operator').boot();
    return this.#world.settle('a planned failover', 30_000, this.#cluster.failover(env, to).then(() => [], (error: unknown) => [String(error)]));
  }

  async #read(name: string): Promise<string[]> {
    const address = this.#cluster.nameNodeAddress(name);
    const client = new RpcClient(this.#cluster.addHost('reader').boot().env, { address, user: simUser, rpcTimeoutMs: 30_000 });
    const startedMs = this.#world.nowMs;
    const answer = rpcProxy(client, ClientNamenodeProtocol).getFileInfo({ src: '/d0' }).then(
      ({ fs }) => (fs === undefined ? 'nothing' : 'the directory'),
      (error: unknown) => (error instanceof HdfsException ? error.name : 'no answer'),
    );
    const said = await this.#world.settle('a read', 60_000, answer);
    const tookMs = this.#world.nowMs - startedMs;
    const bound = [10, 100, 1000, 2500, 5000, 12_000].find((limit) => tookMs <= limit);
    return [`${said}, within ${bound ?? 'more than 12000'} ms`];
  }

  async #allIsWell(withinMs: number): Promise<string[]> {
    const cluster = this.#cluster;
    const ends = (): Set<number> => new Set([
      ...cluster.nameNodes().map(([, node]) => node.fsn.lastAppliedTxid),
      ...cluster.names('journalnode').filter((name) => cluster.journalList().members.includes(cluster.journalNodeAddress(name))).map((name) => cluster.journalNode(name)?.status().get('ns1')?.highestWrittenTxId ?? -1),
    ]);
    const level = (): boolean => cluster.active() !== undefined && cluster.nameNodes().length === 2 && ends().size === 1;
    await this.#world.run(this.#world.nowMs + withinMs, level);
    const said: string[] = [];
    if (!level()) said.push(`not level within ${withinMs} ms: ${[...ends()].join(' ')}`);
    if (new Set(cluster.nameNodes().map(([, node]) => digestNamespace(node.fsn.namespace))).size > 1) said.push('the NameNodes differ');
    for (const path of this.#acknowledged) {
      const found = await this.#world.settle(`getFileInfo ${path}`, 10_000, this.#client?.getFileInfo({ src: path }) ?? Promise.resolve(undefined));
      if (found?.fs === undefined) said.push(`${path} was acknowledged and is lost`);
    }
    return said;
  }
}
