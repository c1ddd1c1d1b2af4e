// The emptier on a clock that the test moves, its edits applied as the NameNode applies them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryEnv } from '../env/memory-env.testing.ts';
import { checkpointName } from '../protocol/trash-checkpoint.ts';
import type { FSNamesystem } from './fs-namesystem.ts';
import { Bench } from './operations/fixture.testing.ts';
import { planMkdirs } from './operations/mkdirs.ts';
import type { Plan } from './operations/plan.ts';
import { defaultOpOptions } from './operations/plan.ts';
import { TrashEmptier } from './trash-emptier.ts';
import type { TrashOptions } from './trash-emptier.ts';
import { HdfsException } from '../protocol/exceptions.ts';

const minuteMs = 60_000;

interface World {
  readonly env: MemoryEnv;
  readonly bench: Bench;
  readonly emptier: TrashEmptier;
  readonly state: { active: boolean; safeMode: boolean };
  readonly mkdir: (path: string) => void;
  /** Names in a user's trash. */
  readonly trash: (user: string) => string[];
}

function world(options: Partial<TrashOptions>): World {
  const env = new MemoryEnv();
  const bench = new Bench();
  const state = { active: true, safeMode: false };
  const blocks = {
    checkNotInSafeMode: (text: string) => {
      if (state.safeMode) throw new HdfsException('SafeModeException', text);
    },
  };
  const fsn = { namespace: bench.ns, blocks, writeInternally: async (plan: () => Plan<unknown>) => void bench.run(plan()) } as unknown as FSNamesystem;
  const emptier = new TrashEmptier(
    env, { deletionMs: 10 * minuteMs, checkpointMs: 0, cleansRoots: false, user: 'root', operations: defaultOpOptions, ...options }, { fsn, isActive: () => state.active },
  );
  emptier.start();
  return {
    env, bench, emptier, state,
    mkdir: (path) => void bench.run(planMkdirs(bench.ns, bench.ctx(), { src: path, mode: 0o700, createParent: true })),
    trash: (user) => bench.ns.children(bench.ns.lookup(`/user/${user}/.Trash`)).map((row) => bench.ns.inodes.nameText(row)).sort(),
  };
}

/** Up to the next full interval of the wall clock. */
async function untilFull(env: MemoryEnv, intervalMs: number): Promise<string> {
  await env.advance(intervalMs - (env.wallMs() % intervalMs));
  return checkpointName(env.wallMs());
}

test('what was deleted becomes a checkpoint at full intervals, and goes when it is older than fs.trash.interval', async () => {
  const { env, bench, mkdir, trash } = world({ checkpointMs: 4 * minuteMs });
  mkdir('/user/ann/.Trash/Current/data/x');
  mkdir('/user/bob');
  mkdir('/user/carl/.Trash/Current/y');
  const first = await untilFull(env, 4 * minuteMs);
  assert.deepEqual([trash('ann'), trash('carl')], [[first], [first]]);
  assert.ok(bench.ns.lookup(`/user/ann/.Trash/${first}/data/x`) > 0);
  mkdir('/user/ann/.Trash/Current/z');
  const second = await untilFull(env, 4 * minuteMs);
  await untilFull(env, 4 * minuteMs);
  assert.deepEqual(trash('ann'), [first, second], '8 minutes old');
  await untilFull(env, 4 * minuteMs);
  assert.deepEqual([trash('ann'), trash('carl')], [[second], []], '12 minutes old');
  assert.deepEqual(bench.log.filter(({ op }) => op === 'OP_DELETE').length, 2);
});

test('a checkpoint interval that is none, or longer than the deletion interval, is that one', async () => {
  for (const checkpointMs of [0, 11 * minuteMs]) {
    const { env, mkdir, trash } = world({ checkpointMs });
    mkdir('/user/ann/.Trash/Current');
    const name = await untilFull(env, 10 * minuteMs);
    assert.deepEqual(trash('ann'), [name]);
  }
});

test('two checkpoints of one second, and what else lies in a trash', async () => {
  for (const cleansRoots of [false, true]) {
    const { env, mkdir, trash } = world({ cleansRoots });
    const name = checkpointName(env.wallMs() + 10 * minuteMs - (env.wallMs() % (10 * minuteMs)));
    for (const each of ['Current', name, `${name}-1`, 'stray', '9912312359']) mkdir(`/user/ann/.Trash/${each}`);
    await untilFull(env, 10 * minuteMs);
    assert.deepEqual(trash('ann'), [name, `${name}-1`, `${name}-2`, ...(cleansRoots ? [] : ['stray'])]);
  }
});

test('only the Active empties, out of safe mode, and only where there is a trash', async () => {
  const { env, state, emptier, mkdir, trash } = world({});
  mkdir('/user/ann/.Trash/Current');
  state.active = false;
  await untilFull(env, 10 * minuteMs);
  assert.deepEqual(trash('ann'), ['Current']);
  Object.assign(state, { active: true, safeMode: true });
  await untilFull(env, 10 * minuteMs);
  assert.deepEqual(trash('ann'), ['Current']);
  assert.ok(env.lines.some(({ event, fields }) => event === 'trash skipped' && fields['root'] === '/user/ann/.Trash'));
  state.safeMode = false;
  emptier.stop();
  await untilFull(env, 10 * minuteMs);
  assert.deepEqual(trash('ann'), ['Current']);
  const none = world({ deletionMs: 0, checkpointMs: minuteMs });
  none.mkdir('/user/ann/.Trash/Current');
  await none.env.advance(60 * minuteMs);
  assert.deepEqual(none.trash('ann'), ['Current']);
});
