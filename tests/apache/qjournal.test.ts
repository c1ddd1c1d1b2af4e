/**
 * Apache's own tests of the quorum journal, out of the test jar of hadoop-hdfs, against our
 * JournalNodes. More of them are behind `npm run test:long`; README.md tells which.
 */
import { testClasses } from './qjournal/run-class.ts';

testClasses([
  { name: 'qjournal.client.TestQJMWithFaults', without: { testRecoverAfterDoubleFailures: 'some 400 clusters, one after the other: npm run test:long' } },
  { name: 'qjournal.client.TestQuorumJournalManager', without: { testCrashBetweenSyncLogAndPersistPaxosData: 'puts a fault into Apache\'s own JournalNode' } },
  { name: 'qjournal.client.TestEpochsAreUnique' },
  { name: 'qjournal.TestNNWithQJM' },
], 300_000);
