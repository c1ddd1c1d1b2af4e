/** More of Apache's own tests against our JournalNodes: those that take minutes, and NameNodes of Apache's in one JVM on them. */
import { testClasses } from '../apache/qjournal/run-class.ts';

testClasses([
  { name: 'qjournal.client.TestQJMWithFaults', without: { testRandomized: 'in npm test' } },
  { name: 'server.namenode.ha.TestStandbyInProgressTail', without: { testCorruptJournalCache: 'reaches into the cache of Apache\'s own JournalNode' } },
  { name: 'server.namenode.ha.TestBootstrapStandbyWithQJM' },
  { name: 'server.namenode.ha.TestFailureToReadEdits' },
  { name: 'server.namenode.ha.TestUpdateBlockTailing' },
  { name: 'server.namenode.TestHAWithInProgressTail' },
], 900_000);
