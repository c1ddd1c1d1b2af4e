// Conversations of writers with three JournalNodes as transcripts: commands, one a line, and below each, as indented lines,
// what was said. The file's name is the sentence that it proves. `REWRITE=1 npm run test:scenarios` writes what happens.
import type { Disk } from '../../src/env/env.ts';
import { MemoryDisk } from '../../src/env/memory-disk.ts';
import { setElector } from '../../src/failover/elector-admin.ts';
import type { ElectorKind } from '../../src/protocol/elector-kind.ts';
import { JournalSet } from '../../src/qjournal/testing/journal-set.ts';
import type { JournalHost, TestNameNode } from '../../src/qjournal/testing/journal-set.ts';
import { playedBy } from './transcript.ts';
import type { Played, Player } from './transcript.ts';

/** What a transcript says again when it is played. */
export function conversed(file: string): Promise<Played> {
  return playedBy(new Conversation(), file);
}

/**
 * The commands. A, B, ... are writers, j1, j2, j3 the JournalNodes.
 *
 *     journals                          starts three, formatted
 *     A elects itself                   newEpoch, recovery of the newest segment
 *     A elects itself over KIND         journal or zookeeper, with a lease; as its JournalNodes keep it
 *     A releases its lease
 *     operator elects over KIND         haadmin -elector
 *     A starts a segment
 *     A writes N                        one batch of N edits
 *     A finalizes
 *     cut NAME NAME ... | heal          the first one off from the others
 *     wait MS
 *     snapshot NAME | restore NAME      its directory, kept and put back later; it is killed for the latter
 *     kill NAME | power cut NAME | start NAME
 *     power cut NAME at its RECORD      when it has written that file, before it answers: promise, paxos
 *     show                              what lies on each disk
 */
class Conversation implements Player {
  readonly #set = new JournalSet(1);
  readonly #writers = new Map<string, TestNameNode>();
  readonly #snapshots = new Map<string, ReadonlyMap<string, Uint8Array>>();
  #cuts: [string, string][] = [];
  #told = 0;

  async play(line: string): Promise<string[]> {
    const [subject = '', verb = '', ...rest] = line.split(' ');
    const said = await this.#do(line, subject, verb, rest);
    await this.#set.pass(50);
    return [...this.#heard(), ...said];
  }

  async #do(line: string, subject: string, verb: string, rest: readonly string[]): Promise<string[]> {
    if (line === 'journals') {
      await this.#set.up();
      this.#heard();
      return [];
    }
    if (line === 'show') return Promise.all(this.#set.hosts.map((host) => this.#show(host)));
    if (line === 'heal') {
      for (const [a, b] of this.#cuts) this.#set.network.heal(a, b);
      this.#cuts = [];
      return [];
    }
    if (subject === 'cut') {
      for (const other of rest) this.#cut(this.#process(verb), this.#process(other));
      return [];
    }
    if (subject === 'wait') {
      await this.#set.pass(Number(verb));
      return [];
    }
    if (subject === 'snapshot') {
      this.#snapshots.set(verb, await this.#host(verb).snapshot());
      return [];
    }
    if (subject === 'restore') {
      await this.#host(verb).restore(this.#snapshots.get(verb) ?? new Map());
      return [];
    }
    if (subject === 'kill') return this.#quietly(() => this.#host(verb).kill());
    if (subject === 'start') {
      await this.#host(verb).start();
      return [];
    }
    if (subject === 'operator') return this.#setElector(rest.at(-1) === 'zookeeper' ? 'zookeeper' : 'journal');
    if (subject === 'power') return this.#powerCut(this.#host(rest[0] ?? ''), rest.includes('at') ? rest.at(-1) : undefined);
    return this.#write(subject, [verb, ...rest].join(' '));
  }

  async #write(name: string, what: string): Promise<string[]> {
    const kind = /^elects itself over (journal|zookeeper)$/.exec(what)?.[1];
    const elected = kind === 'journal' || kind === 'zookeeper' ? { leased: true, elector: kind } as const : {};
    const writer = this.#writers.get(name) ?? this.#set.nameNode(name, elected);
    this.#writers.set(name, writer);
    try {
      if (what.startsWith('elects itself')) return [`${name} is the writer of epoch ${await this.#elect(writer)}`];
      if (what === 'releases its lease') await this.#set.settle(writer.leases?.release() ?? Promise.resolve());
      else if (what === 'starts a segment') await writer.start();
      else if (what === 'finalizes') await writer.finalize();
      else if (what.startsWith('writes ')) await writer.write(Number(what.slice(7)));
      else throw new Error(`no such command: ${name} ${what}`);
      return ['acknowledged'];
    } catch (error) {
      if (!(error instanceof Error) || error.message.startsWith('no such')) throw error;
      return [`refused: ${reasons(error.message)}`];
    }
  }

  async #elect(writer: TestNameNode): Promise<string> {
    const lastTxid = await writer.recover();
    return `${writer.journal.epoch ?? 0}, the log ends with ${lastTxid}`;
  }

  async #setElector(kind: ElectorKind): Promise<string[]> {
    const journal = { journalNodes: this.#set.peers.get('ns1') ?? [], journalId: 'ns1', nameServiceId: 'ns1', user: 'hdfs' };
    const operator = this.#set.spawn('operator', new MemoryDisk());
    try {
      return [`kept by ${(await this.#set.settle(setElector(operator.env, journal, kind))).took.length} JournalNodes`];
    } catch (error) {
      return [`refused: ${(error instanceof Error ? error.message : String(error)).replace(/jn\d:\d+: /g, '').replace(/ ; journal id: ns1/g, '')}`];
    } finally {
      operator.kill();
    }
  }

  #powerCut(host: JournalHost, record: string | undefined): string[] {
    if (record === undefined) return this.#quietly(() => host.powerCut());
    const pattern = record === 'paxos' ? /\/paxos\/\d+$/ : /\/last-promised-epoch$/;
    host.wrap = (disk) => afterRename(disk, pattern, () => {
      host.wrap = (later) => later;
      host.powerCut();
    });
    // The disk is wrapped at a start.
    return [];
  }

  #quietly(work: () => void): string[] {
    work();
    return [];
  }

  #cut(a: string, b: string): void {
    this.#set.network.cut(a, b);
    this.#cuts.push([a, b]);
  }

  #process(name: string): string {
    return name.startsWith('j') ? this.#host(name).name : name;
  }

  #host(name: string): JournalHost {
    const host = this.#set.hosts[Number(name.slice(1)) - 1];
    if (host === undefined) throw new Error(`there is no ${name}`);
    return host;
  }

  async #show(host: JournalHost): Promise<string> {
    const names = await host.files().catch((): string[] => []);
    if (names.length === 0) return `${host.name.replace('jn', 'j')} has no journal`;
    const long = async (name: string): Promise<string> => (names.includes(name) ? Buffer.from(await host.read(name)).toString().trim() : '0');
    const segments = names.filter((name) => name.startsWith('edits_')).map((name) => name.replace(/0{5,}(?=\d)/g, ''));
    return `${host.name.replace('jn', 'j')} promised ${await long('last-promised-epoch')}, last writer ${await long('last-writer-epoch')}: ${segments.join(' ') || 'nothing'}`;
  }

  /** What the JournalNodes have told since the last time, without its times. */
  #heard(): string[] {
    const { trace } = this.#set.world;
    const lines = trace.slice(this.#told);
    this.#told = trace.length;
    const said = lines.flatMap((line) => {
      const [, who = '', event = '', fields = '{}'] = /^ *[\d.]+ (jn\d) +(.*?)(?: (\{.*\}))?$/.exec(line) ?? [];
      if (!shown.includes(event)) return [];
      const { journal: _journal, ...rest } = JSON.parse(fields) as Record<string, unknown>;
      return [{ event, text: `${who.replace('jn', 'j')}: ${event}${Object.entries(rest).map(([name, value]) => ` ${name}=${String(value)}`).join('')}` }];
    });
    // JournalNodes that are asked at once are told of in their order.
    return said.sort((x, y) => shown.indexOf(x.event) - shown.indexOf(y.event) || (x.text < y.text ? -1 : 1)).map(({ text }) => text);
  }
}

/** What of it is worth a line, in the order of a conversation. */
const shown = ['journal keeps the elector', 'journal has forgotten', 'journal learns', 'epoch promised', 'recovery prepared', 'segment accepted', 'segment joined again', 'journal votes again'];

/** Why JournalNodes refused, whichever of them was heard first. */
function reasons(message: string): string {
  const each = [...message.matchAll(/^jn\d:\d+: (.*)$/gm)].map(([, reason = '']) => reason.replace(/ ; journal id: .*/, '').replace(/.*no answer.*/, 'no answer')).filter((reason) => !reason.endsWith('[success]'));
  return each.length === 0 ? message : [...new Set(each)].sort().join('; ');
}

/** `disk`, which calls `then` once a file is renamed to a name that matches, before whoever renamed it goes on. */
function afterRename(disk: Disk, pattern: RegExp, then: () => void): Disk {
  return new Proxy(disk, {
    get(target, property) {
      const value = Reflect.get(target, property) as unknown;
      if (typeof value !== 'function') return value;
      if (property !== 'rename') return value.bind(target) as unknown;
      return async (from: string, to: string): Promise<void> => {
        await target.rename(from, to);
        await target.syncDirectory(to.slice(0, to.lastIndexOf('/')));
        if (pattern.test(to)) then();
      };
    },
  });
}
