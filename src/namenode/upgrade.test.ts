// namenode -upgrade and -rollback: two whole states, and a majority of JournalNodes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryEnv } from '../env/memory-env.testing.ts';
import type { NamespaceInfo } from '../protocol/storage-info.ts';
import { NameNodeStorage } from '../storage/name-node-storage.ts';
import { readVersion } from '../storage/version-file.ts';
import type { FormatConsent } from './format.ts';
import { formatNameNode } from './format.ts';
import { blankNamespace } from './fsimage/image.testing.ts';
import { loadImage } from './fsimage/load-image.ts';
import { rollBackNameNode, upgradeNameNode } from './upgrade.ts';
import type { UpgradeOptions, UpgradedJournal } from './upgrade.ts';

const yes: FormatConsent = { force: true, ask: undefined, say: () => {} };
const roots = ['/a', '/b'];

/** A formatted NameNode, and what it asks of a journal of three. */
async function formatted(): Promise<{ env: MemoryEnv; info: NamespaceInfo; asked: string[]; shared: { able: string[]; there: string[]; cTime: number }; options: UpgradeOptions }> {
  const env = new MemoryEnv();
  const info = await formatNameNode(env, { directories: roots, journals: [], address: '10.0.0.1', root: { owner: 'root', group: 'g', mode: 0o755 } }, yes);
  assert.ok(info !== undefined);
  const asked: string[] = [];
  const shared = { able: ['jn1', 'jn2'], there: [] as string[], cTime: info.cTime };
  const options: UpgradeOptions = {
    directories: roots, editsDirectories: [],
    openJournal: () => ({
      recoverUnfinalizedSegments: async () => void asked.push('recover'), close: async () => {},
      shared: {
        journalNodes: 3,
        doPreUpgrade: async () => void asked.push(`pre ${(await env.disk.list('/a')).filter((name) => name !== 'in_use.lock').join(' ')}`),
        doUpgrade: async (upgraded) => void asked.push(`upgrade ${upgraded.cTime > info.cTime}`),
        canRollBack: async () => shared.able, atCTime: async (cTime) => (cTime === info.cTime ? shared.there : []), doRollback: async (names) => void asked.push(`rollback ${names.join(' ')}`), getJournalCTime: async () => shared.cTime,
      },
    }),
  };
  return { env, info, asked, shared, options };
}

const cTimes = (env: MemoryEnv, folder: string): Promise<(number | undefined)[]> => Promise.all(roots.map(async (root) => (await readVersion(env.disk, root, folder))?.cTime));

test('the journal is upgraded between the two steps of the directories, and both states are whole', async () => {
  const { env, info, asked, options } = await formatted();
  const upgraded = await upgradeNameNode(env, options);
  assert.deepEqual(asked, ['recover', 'pre current previous.tmp', 'upgrade true']);
  assert.deepEqual([await cTimes(env, 'current'), await cTimes(env, 'previous')], [[upgraded.cTime, upgraded.cTime], [info.cTime, info.cTime]]);
  const storage = new NameNodeStorage(env, roots);
  assert.deepEqual(await storage.open(), upgraded);
  assert.equal((await loadImage(env, storage, blankNamespace)).txid, 0);
  assert.equal(await storage.seenTxid(), 0);
  await storage.close();
  await assert.rejects(upgradeNameNode(env, options), /Directory \/a is in an inconsistent state: previous fs state should not exist during upgrade\. Finalize or rollback first\./);
});

test('a rollback comes back to the state before, and only with a majority of the journal', async () => {
  const { env, info, asked, shared, options } = await formatted();
  await assert.rejects(rollBackNameNode(env, { ...options, openJournal: (of) => ({ ...options.openJournal(of), shared: undefined }) }, yes), /Cannot rollback\. None of the storage directories contain previous fs state\./);
  await upgradeNameNode(env, options);
  shared.able = ['jn1'];
  await assert.rejects(rollBackNameNode(env, options, yes), /A majority of the 3 JournalNodes must have the previous state, and only jn1\./);
  assert.equal((await cTimes(env, 'previous'))[0], info.cTime);
  shared.able = ['jn1', 'jn3'];
  assert.equal(await rollBackNameNode(env, options, { ...yes, force: false, ask: async () => false }), false);
  assert.equal(await rollBackNameNode(env, options, yes), true);
  assert.equal(asked.at(-1), 'rollback jn1 jn3');
  assert.deepEqual([await cTimes(env, 'current'), await cTimes(env, 'previous')], [[info.cTime, info.cTime], [undefined, undefined]]);
});

test('a NameNode behind the journal\'s upgrade is told to come along', async () => {
  const { env, info, asked, shared, options } = await formatted();
  shared.cTime = info.cTime + 1;
  await assert.rejects(upgradeNameNode(env, options), /It looks like the shared log is already being upgraded but this NN has not been upgraded yet\. .*'-bootstrapStandby'/);
  assert.deepEqual(asked, []);
  assert.deepEqual(await cTimes(env, 'previous'), [undefined, undefined]);
});

test('finalized, there is nothing to come back to', async () => {
  const { env, options } = await formatted();
  await upgradeNameNode(env, options);
  const storage = new NameNodeStorage(env, roots);
  await storage.open();
  assert.equal(await storage.hasPrevious(), true);
  await storage.finalizeUpgrade();
  assert.equal(await storage.hasPrevious(), false);
  await storage.close();
  assert.deepEqual(await cTimes(env, 'previous'), [undefined, undefined]);
});

test('a cut between the steps is undone at the next start', async () => {
  const { env, info, options } = await formatted();
  const failing: UpgradeOptions = { ...options, openJournal: (of) => {
    const journal = options.openJournal(of);
    return { ...journal, shared: journal.shared === undefined ? undefined : { ...journal.shared, doUpgrade: () => Promise.reject(new Error('no majority')) } };
  } };
  await assert.rejects(upgradeNameNode(env, failing), /no majority/);
  assert.ok((await env.disk.list('/a')).includes('previous.tmp'));
  const storage = new NameNodeStorage(env, roots);
  assert.deepEqual(await storage.open(), info);
  await storage.close();
  assert.equal((await env.disk.list('/a')).includes('previous.tmp'), false);
});

/** As `options`, on an Env whose disk dies before its `cut`th rename, or removal of a tree, from the moment on in which the journal was upgraded, or rolled back. */
function dyingBehindTheJournal(env: MemoryEnv, options: UpgradeOptions, cut: number): { env: MemoryEnv; options: UpgradeOptions } {
  let left = Infinity;
  const disk = new Proxy(env.disk, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        if ((name === 'rename' || name === 'removeTree') && left-- <= 1) return Promise.reject(new Error('killed'));
        return Reflect.apply(value, target, args);
      };
    },
  });
  const journal = (of: NamespaceInfo): UpgradedJournal => {
    const opened = options.openJournal(of);
    return { ...opened, shared: opened.shared === undefined ? undefined : { ...opened.shared, doUpgrade: async () => void (left = cut), doRollback: async () => void (left = cut) } };
  };
  return { env: new MemoryEnv(disk), options: { ...options, openJournal: journal } };
}

test('a NameNode that dies behind the journal\'s upgrade is at one of the two states with all its directories, and a rollback is the way out', async () => {
  // Two VERSIONs, each written by a rename, and two last steps.
  for (const cut of [1, 2, 3, 4]) {
    const { env, info, asked, shared, options } = await formatted();
    const dying = dyingBehindTheJournal(env, options, cut);
    await assert.rejects(upgradeNameNode(dying.env, dying.options), /killed/);
    const storage = new NameNodeStorage(env, roots);
    const found = await storage.open();
    assert.equal(found.cTime === info.cTime, cut <= 2, `cut ${cut}`);
    await storage.close();
    shared.cTime = info.cTime + 1;
    if (cut <= 2) await assert.rejects(upgradeNameNode(env, options), /already being upgraded/);
    assert.equal(await rollBackNameNode(env, options, yes), true);
    assert.equal(asked.at(-1), 'rollback jn1 jn2');
    assert.deepEqual([await cTimes(env, 'current'), await cTimes(env, 'previous')], [[info.cTime, info.cTime], [undefined, undefined]]);
  }
});

test('a rollback that was cut off behind the journal\'s is done again', async () => {
  const { env, info, asked, shared, options } = await formatted();
  await upgradeNameNode(env, options);
  // jn2 went back before the NameNode died, jn3 is away.
  shared.able = ['jn1'];
  shared.there = ['jn2'];
  assert.equal(await rollBackNameNode(env, options, yes), true);
  assert.equal(asked.at(-1), 'rollback jn1 jn2');
  assert.deepEqual(await cTimes(env, 'current'), [info.cTime, info.cTime]);
  shared.able = [];
  shared.there = ['jn1', 'jn2'];
  await assert.rejects(rollBackNameNode(env, options, yes), /None of the storage directories contain previous fs state/);
});

test('a NameNode that dies amid its own part of a rollback is at one of the two states with all its directories', async () => {
  // current and previous of each move, and what is left is removed.
  for (const cut of [1, 2, 3, 4, 5, 6]) {
    const { env, info, shared, options } = await formatted();
    await upgradeNameNode(env, options);
    const dying = dyingBehindTheJournal(env, options, cut);
    await assert.rejects(rollBackNameNode(dying.env, dying.options, yes), /killed/);
    shared.able = [];
    shared.there = ['jn1', 'jn2', 'jn3'];
    const storage = new NameNodeStorage(env, roots);
    const found = await storage.open();
    await storage.close();
    assert.equal(found.cTime === info.cTime, cut >= 4, `cut ${cut}`);
    if (cut < 4) assert.equal(await rollBackNameNode(env, options, yes), true);
    assert.deepEqual([await cTimes(env, 'current'), await cTimes(env, 'previous')], [[info.cTime, info.cTime], [undefined, undefined]], `cut ${cut}`);
    for (const root of roots) assert.deepEqual((await env.disk.list(root)).filter((name) => name.endsWith('.tmp')), []);
  }
});
