// JournalNodes added, replaced and removed while the cluster runs, as the Active does it for an operator (HA.md G1): what must
// hold before is checked, the JournalNode to be added is taken along until nothing is missing, and the change itself is made
// between two segments (JournalChange). One at a time. If this NameNode stops being the Active before anything is pending, the
// change is forgotten; what is pending is finished by whoever writes next. Unknown to Apache's.
import type { Env } from '../../env/env.ts';
import { sleep } from '../../env/waiting.ts';
import { HdfsException, isException } from '../../protocol/exceptions.ts';
import { everyMember, isQuorum } from '../../protocol/journal-list.ts';
import type { NamespaceInfo } from '../../protocol/storage-info.ts';
import type { JournalChange } from '../../qjournal/client/journal-change.ts';
import type { LoggerStatus } from '../../qjournal/client/ipc-logger-channel.ts';
import { RpcClient } from '../../rpc/rpc-client.ts';
import type { ChangeJournalRequestProto, JournalListResponseProto } from '../../wire/quorate-ha.ts';
import { QuorateHaProtocol } from '../../wire/quorate-ha.ts';
import type { NameNodeOptions } from '../name-node-options.ts';
import type { HaController } from './ha-controller.ts';

/** What it needs of the NameNode. */
export interface MembersHost {
  readonly options: Pick<NameNodeOptions, 'others' | 'user'>;
  readonly ha: Pick<HaController, 'state' | 'log'>;
  readonly namespaceInfo: NamespaceInfo;
  /** Undefined where the log is local. */
  readonly membership: JournalChange | undefined;
  journalStatus(): readonly LoggerStatus[];
  rollEditLog(): Promise<number>;
}

const lookEveryMs = 200;
const askTimeoutMs = 3000;

function refused(why: string): never {
  throw new HdfsException('IOException', `The JournalNodes stay as they are: ${why}`);
}

export class JournalMembers {
  readonly #env: Env;
  readonly #host: MembersHost;
  #change = 0;
  #waitsFor: string | undefined;
  #failed: string | undefined;
  #running = false;

  constructor(env: Env, host: MembersHost) {
    this.#env = env;
    this.#host = host;
  }

  /** This is the Active, with a log that is open. */
  get #writes(): boolean {
    return this.#host.ha.state === 'Active' && this.#host.ha.log?.writable === true;
  }

  /** The list, and how the last change stands. */
  list(): JournalListResponseProto {
    const { membership } = this.#host;
    const writes = this.#writes;
    const list = membership?.list ?? { gen: 0, members: [], epoch: 0 };
    const { gen, members, pending, sealed } = list;
    const status = this.#host.journalStatus();
    const names = [...new Set([...everyMember(list), ...status.map(({ name }) => name)])];
    return {
      active: writes, gen, changing: pending !== undefined, sealed: sealed === true && pending === undefined,
      members: names.map((name) => {
        const known = status.find((each) => each.name === name);
        return {
          name, member: members.includes(name), pending: pending?.includes(name) === true, ours: known?.ours,
          ...(writes ? { writesAlong: known?.outOfSync === false, trouble: known?.failure } : {}),
        };
      }),
      ...(this.#change === 0 ? {} : { change: this.#change, waitsFor: this.#waitsFor, failed: this.#failed }),
    };
  }

  /** Begins a change; its number. Throws IOException, with the reason, when what must hold before does not. */
  async begin({ add, remove, seal = false }: ChangeJournalRequestProto): Promise<number> {
    const { membership } = this.#host;
    if (membership === undefined) refused('the edit log of this NameNode is local');
    if (!this.#writes) refused('this NameNode is not the Active');
    if (this.#running) refused(`another change is under way: ${this.#waitsFor ?? 'it is about to be made'}`);
    const { members, pending, gen } = membership.list;
    if (pending !== undefined) refused(`a change to ${pending.join(', ')} is pending, and is finished first`);
    const target = targetOf(members, add, remove);
    if (seal && gen === 0) refused('they are the configured ones, which any NameNode may write to');
    this.#running = true;
    try {
      await this.#checkNameNodes();
      this.#checkJournalNodes(members);
    } catch (error) {
      this.#running = false;
      throw error;
    }
    this.#failed = undefined;
    this.#waitsFor = 'it begins';
    this.#change++;
    void this.#run(membership, target, add, seal);
    return this.#change;
  }

  /** One that is Apache's would go on by the old list, and one that does not answer may be. */
  async #checkNameNodes(): Promise<void> {
    const { options } = this.#host;
    for (const { id, service } of options.others) {
      const client = new RpcClient(this.#env, { address: service, user: options.user, connectTimeoutMs: askTimeoutMs, rpcTimeoutMs: askTimeoutMs });
      try {
        await client.call(QuorateHaProtocol.methods.journalList, QuorateHaProtocol, {});
      } catch (error) {
        if (isException(error, 'RpcNoSuchProtocolException')) refused(`the NameNode ${id} is not quorate's, and would go by the old list`);
        refused(`the NameNode ${id} does not answer, and might be one of Apache's: ${error instanceof Error ? error.message : String(error)}`);
      } finally {
        client.close();
      }
    }
  }

  #checkJournalNodes(members: readonly string[]): void {
    const status = this.#host.journalStatus().filter(({ name }) => members.includes(name));
    if (isQuorum([members], (member) => status.some(({ name, ours }) => name === member && ours === true))) return;
    const others = status.filter((each) => each.ours !== true).map(({ name, ours: known }) => `${name} ${known === false ? 'is Apache\'s' : 'has not answered'}`);
    refused(`a majority of them must be quorate's: ${others.join(', ')}`);
  }

  async #run(membership: JournalChange, target: readonly string[], add: string | undefined, sealed: boolean): Promise<void> {
    try {
      for (;;) {
        if (!this.#writes) throw new Error('this NameNode is not the Active any more');
        this.#waitsFor = await this.#missing(membership, target, add);
        if (this.#waitsFor === undefined) break;
        await sleep(this.#env, lookEveryMs);
      }
      membership.wanted = { members: target, sealed };
      this.#waitsFor = 'it is made with the next segment of the log';
      await this.#host.rollEditLog();
      if (membership.wanted !== undefined || membership.list.pending !== undefined) throw new Error('the log was not rolled');
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#failed = membership.list.pending === undefined ? why : `${why}; the change is pending, and is finished by the NameNode that is Active next`;
      this.#env.log('warn', 'the JournalNodes were not changed', { reason: this.#failed });
    } finally {
      membership.forget();
      this.#waitsFor = undefined;
      this.#running = false;
    }
  }

  /** What keeps the change from being made now; undefined when nothing does. Throws HdfsException for what waiting would not mend. */
  async #missing(membership: JournalChange, target: readonly string[], add: string | undefined): Promise<string | undefined> {
    try {
      const missing = add === undefined ? undefined : await membership.admit(add, this.#host.namespaceInfo);
      return missing ?? membership.unready(target) ?? await membership.uncovered(target, this.#host.ha.log?.currentSegmentTxid ?? 0);
    } catch (error) {
      if (error instanceof HdfsException && !isException(error, 'JournalNotFormattedException') && !isException(error, 'JournalOutOfSyncException')) throw error;
      return error instanceof Error ? error.message : String(error);
    }
  }
}

/** The list that is wanted. Throws IOException for one that cannot be. */
function targetOf(members: readonly string[], add: string | undefined, remove: string | undefined): readonly string[] {
  if (add !== undefined && !/^\S+:\d+$/.test(add)) refused(`'${add}' is not of the form host:port`);
  if (add !== undefined && members.includes(add)) refused(`${add} is one of them already`);
  if (remove !== undefined && !members.includes(remove)) refused(`${remove} is none of them; they are ${members.join(', ')}`);
  if (remove === undefined) return add === undefined ? members : [...members, add];
  if (add !== undefined) return members.map((member) => (member === remove ? add : member));
  const left = members.filter((member) => member !== remove);
  if (left.length === 0) refused(`${remove} is the last one`);
  return left;
}
