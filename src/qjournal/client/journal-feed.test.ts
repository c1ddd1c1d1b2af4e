import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryEnv } from '../../env/memory-env.testing.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import type { GetJournaledEditsResponseProto } from '../../wire/qjournal-protocol.ts';
import type { EditReader } from './edit-reader.ts';
import { JournalFeed } from './journal-feed.ts';

test('what a JournalNode\'s cache lacked is no failure of the edits behind it, which were read elsewhere', async () => {
  const asked: number[] = [];
  const reader = {
    name: 'jn1:8485',
    edits(fromTxid: number): Promise<GetJournaledEditsResponseProto> {
      asked.push(fromTxid);
      // The second question is held.
      return asked.length === 1 ? Promise.reject(new HdfsException('CacheMissException', 'Cache is empty')) : new Promise(() => {});
    },
  };
  let changes = 0;
  const feed = new JournalFeed(new MemoryEnv(), reader as unknown as EditReader, () => changes++);
  feed.seek(107);
  feed.start();
  while (changes === 0) await Promise.resolve();
  assert.equal(feed.missed, true);
  feed.taken(136);
  assert.equal(feed.missed, false);
  assert.equal(feed.failure, undefined);
  feed.stop();
});

test('a JournalNode that is not reached stays a failure', async () => {
  let changes = 0;
  const reader = { name: 'jn1:8485', edits: () => Promise.reject(new Error('connection refused')) };
  const feed = new JournalFeed(new MemoryEnv(), reader as unknown as EditReader, () => changes++);
  feed.seek(107);
  feed.start();
  while (changes === 0) await Promise.resolve();
  feed.taken(136);
  assert.ok(feed.failure instanceof Error);
  feed.stop();
});
