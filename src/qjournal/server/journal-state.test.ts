import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isException } from '../../protocol/exceptions.ts';
import type { ExceptionName } from '../../protocol/exceptions.ts';
import { JournalState, invalidTxId } from './journal-state.ts';
import type { WriterRequest } from './journal-state.ts';

function state(promisedEpoch = 0): JournalState {
  return new JournalState({ journalId: 'ns1', promisedEpoch, lastWriterEpoch: 0, committedTxId: invalidTxId, highestWrittenTxId: 0 });
}

function call(epoch: number, serial: number, committedTxId?: number): WriterRequest {
  return { epoch, serial, committedTxId, from: '10.0.0.1' };
}

function refused(run: () => void, name: ExceptionName, message: string): void {
  assert.throws(run, (error) => {
    assert.ok(isException(error, name), String(error));
    assert.equal(error.message, message);
    return true;
  });
}

/** A journal whose epoch 3 writes the segment 101. */
function writing(): JournalState {
  const journal = state(2);
  journal.promise(3);
  journal.becameWriter(3);
  journal.started(101, -67, 3);
  return journal;
}

test('a new epoch must be above the promise, in Hadoop\'s words', () => {
  const journal = state(5);
  journal.checkProposal(6);
  refused(() => journal.checkProposal(5), 'IOException', 'Proposed epoch 5 <= last promise 5 ; journal id: ns1');
  refused(() => journal.checkProposal(4), 'IOException', 'Proposed epoch 4 <= last promise 5 ; journal id: ns1');
});

test('a promise fences the writer, closes its segment and starts the serials anew', () => {
  const journal = writing();
  journal.admitInOrder(call(3, 17));
  journal.promise(4);
  assert.equal(journal.open, undefined);
  assert.equal(journal.serial, -1);
  refused(() => journal.checkStillPromised(3), 'IOException', "IPC's epoch 3 is less than the last promised epoch 4 ; journal id: ns1");
  journal.admitInOrder(call(4, 0));
});

test('serials rise within an epoch', () => {
  const journal = writing();
  journal.admitInOrder(call(3, 0));
  journal.admitInOrder(call(3, 5));
  refused(
    () => journal.admitInOrder(call(3, 5)), 'JournalOutOfSyncException',
    'IPC serial 5 from client 10.0.0.1 was not higher than prior highest IPC serial 5 ; journal id: ns1',
  );
});

test('the committed txid never goes back, but for a writer that knows the log to end below it', () => {
  const journal = writing();
  journal.admitInOrder(call(3, 0, 120));
  journal.admitInOrder(call(3, 1));
  assert.equal(journal.committedTxId, 120);
  refused(
    () => journal.admitInOrder(call(3, 2, 119)), 'IllegalArgumentException',
    'Client trying to move committed txid backward from 120 to 119 ; journal id: ns1',
  );
  journal.admitInOrder(call(3, 3, 110), 111);
  assert.equal(journal.committedTxId, 110);
  refused(() => journal.admitInOrder(call(3, 3, 90), 91), 'JournalOutOfSyncException',
    'IPC serial 3 from client 10.0.0.1 was not higher than prior highest IPC serial 3 ; journal id: ns1');
  assert.equal(journal.committedTxId, 110);
});

test('edits come only from the writer that started the segment', () => {
  const journal = writing();
  journal.promise(4);
  refused(() => journal.admitWriter(call(4, 0)), 'IOException', "IPC's epoch 4 is not the current writer epoch  3 ; journal id: ns1");
  journal.becameWriter(4);
  journal.admitWriter(call(4, 0));
});

test('edits follow each other without gap in the open segment', () => {
  const journal = state();
  refused(() => journal.admitBatch(101, 101, 1), 'JournalOutOfSyncException', "Can't write, no segment open ; journal id: ns1");
  const open = writing();
  open.admitBatch(101, 101, 1);
  open.admitBatch(101, 102, 9);
  assert.equal(open.open?.nextTxId, 111);
  refused(() => open.admitBatch(101, 110, 1), 'JournalOutOfSyncException', "Can't write txid 110 expecting nextTxId=111 ; journal id: ns1");
  assert.equal(open.open?.nextTxId, 111);
});

test('edits of another segment close the open one (HDFS-3797)', () => {
  const journal = writing();
  refused(
    () => journal.admitBatch(201, 201, 1), 'JournalOutOfSyncException',
    'Writer out of sync: it thinks it is writing segment 201 but current segment is 101 ; journal id: ns1',
  );
  assert.equal(journal.open, undefined);
});

test('a segment ends where it was written to', () => {
  const journal = writing();
  journal.admitBatch(101, 101, 10);
  const { open } = journal;
  assert.ok(open);
  journal.checkFinalizable(open, 110);
  refused(
    () => journal.checkFinalizable(open, 111), 'JournalOutOfSyncException',
    'Trying to finalize in-progress log segment 101 to end at txid 111 but only written up to txid 110 ; journal id: ns1',
  );
});
