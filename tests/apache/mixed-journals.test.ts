/**
 * JournalNodes of both kinds in one set: final segments that one of them missed it takes over from the other kind, byte for
 * byte; ours over /getJournal of Apache's, Apache's JournalNodeSyncer over ours. Our writer writes to both, and each comes back in its
 * own way: ours into the segment in progress, Apache's into the next one.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ByteWriter } from '../../src/base/bytes.ts';
import { encodeOp } from '../../src/edit-log/ops/op-frame.ts';
import { nodeEnv } from '../../src/env/node/node-env.ts';
import { nameNodeLayoutVersion } from '../../src/protocol/storage-info.ts';
import { QuorumJournalManager } from '../../src/qjournal/client/quorum-journal-manager.ts';
import { newNamespaceInfo } from '../../src/storage/name-node-storage.ts';
import { programFile } from '../process/quorate-command.ts';
import { type Daemon, needsApache, spawnDaemon, step, writeConfDir } from './rig/apache.ts';
import { freePortBlock, listening, waitFor } from './rig/ports.ts';
import { exitOf, own, withWorkDir } from './rig/processes.ts';

const names = ['ours1', 'ours2', 'apache'] as const;
type Name = (typeof names)[number];

class MixedSet {
  readonly #dir: string;
  readonly #base: number;
  readonly #running = new Map<Name, Pick<Daemon, 'kill'>>();

  constructor(dir: string, base: number) {
    this.#dir = dir;
    this.#base = base;
  }

  port(name: Name): number {
    return this.#base + 3 * names.indexOf(name);
  }

  get addresses(): { readonly host: string; readonly port: number }[] {
    return names.map((name) => ({ host: '127.0.0.1', port: this.port(name) }));
  }

  async start(name: Name): Promise<void> {
    const confDir = writeConfDir(join(this.#dir, 'conf', name), {}, {
      'dfs.journalnode.rpc-address': `127.0.0.1:${this.port(name)}`, 'dfs.journalnode.http-address': `127.0.0.1:${this.port(name) + 1}`,
      'dfs.journalnode.edits.dir': join(this.#dir, 'data', name), 'dfs.journalnode.sync.interval': '1000',
      'dfs.namenode.shared.edits.dir': `qjournal://${this.addresses.map(({ host, port }) => `${host}:${port}`).join(';')}/mixed`,
    });
    const logFile = join(this.#dir, 'conf', `${name}.log`);
    this.#running.set(name, name === 'apache' ? spawnDaemon('journalnode', confDir, { logFile }) : ours(confDir, logFile));
    await waitFor(`${name} to listen, see ${logFile}`, () => listening(this.port(name)), 60_000);
  }

  async kill(name: Name): Promise<void> {
    await this.#running.get(name)?.kill('SIGKILL');
    this.#running.delete(name);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((name) => this.kill(name)));
  }

  /** Final segments, by name, as they lie on its disk. */
  finals(name: Name): Map<string, string> {
    const current = join(this.#dir, 'data', name, 'mixed', 'current');
    if (!existsSync(current)) return new Map();
    return new Map(readdirSync(current).filter((file) => /^edits_\d+-\d+$/.test(file)).sort().map((file) => [file, readFileSync(join(current, file)).toString('hex')]));
  }
}

function ours(confDir: string, logFile: string): Pick<Daemon, 'kill'> {
  const log = openSync(logFile, 'a');
  const child = own(spawn(process.execPath, [programFile(), 'journalnode', '--config', confDir], { stdio: ['ignore', log, log] }));
  closeSync(log);
  const gone = exitOf(child);
  return {
    kill: async (signal = 'SIGKILL') => {
      child.kill(signal);
      await gone;
    },
  };
}

test('JournalNodes of both kinds take over from one another what they missed', { timeout: 180_000 }, async (t) => {
  if (!needsApache(t)) return;
  await withWorkDir('mixed-journals', async (dir) => {
    const env = nodeEnv({ name: 'test' });
    const set = new MixedSet(dir, await freePortBlock(50));
    const info = newNamespaceInfo(env, '127.0.0.1');
    const journal = new QuorumJournalManager(env, { journalNodes: set.addresses, journalId: 'mixed', namespace: info, user: 'hdfs' });
    let nextTxid = 1;
    let segmentTxid = 0;
    const write = async (ops: number): Promise<void> => {
      for (let i = 0; i < ops; i++) {
        const bytes = new ByteWriter();
        encodeOp(bytes, nextTxid === segmentTxid ? { op: 'OP_START_LOG_SEGMENT' } : { op: 'OP_SET_REPLICATION', path: `/f${nextTxid}`, replication: 3 }, nextTxid);
        await journal.journal({ firstTxid: nextTxid, count: 1, bytes: bytes.take() });
        nextTxid++;
      }
    };
    const begin = async (): Promise<void> => {
      segmentTxid = nextTxid;
      await journal.startLogSegment(segmentTxid, nameNodeLayoutVersion);
      await write(1);
    };
    const roll = async (): Promise<void> => {
      await journal.finalizeLogSegment(segmentTxid, nextTxid - 1);
      await begin();
    };
    const alike = (a: Name, b: Name): Promise<unknown> => waitFor(`${a} to have what ${b} has`, () => {
      try {
        assert.deepEqual(set.finals(a), set.finals(b));
        return true;
      } catch {
        return false;
      }
    }, 40_000, 200);
    try {
      await Promise.all(names.map((name) => set.start(name)));
      await journal.format(info);
      await journal.recoverUnfinalizedSegments();
      await begin();
      await write(20);
      await step(t, 'one of ours that was away is back in the segment in progress, and has what it missed from Apache\'s', async () => {
        await set.kill('ours1');
        await write(5);
        await roll();
        await write(5);
        await roll();
        await set.start('ours1');
        await write(1);
        await waitFor('ours1 to write along', () => journal.status()[0]?.outOfSync === false, 10_000, 20);
        await set.kill('ours2');
        await write(5);
        await alike('ours1', 'apache');
        await set.start('ours2');
        await write(1);
        await waitFor('ours2 to write along', () => journal.status()[1]?.outOfSync === false, 10_000, 20);
      });
      await step(t, 'Apache\'s that was away takes what it missed from ours, and writes along from the next segment on', async () => {
        await set.kill('apache');
        await write(5);
        await roll();
        await write(5);
        await roll();
        await set.start('apache');
        await write(3);
        await waitFor('the writer to see that a roll would help', () => journal.rollWouldHelp(), 10_000, 100);
        await roll();
        await write(2);
        await waitFor('apache to write along', () => journal.status()[2]?.outOfSync === false, 10_000, 20);
        await roll();
        await alike('apache', 'ours1');
      });
      await step(t, 'the three have the same', async () => {
        await alike('ours2', 'ours1');
        assert.ok(set.finals('ours1').size >= 6);
      });
    } finally {
      await journal.close();
      await set.close();
    }
  });
});
