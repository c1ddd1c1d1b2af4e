import { test } from 'node:test';
import { dataNode, directory, facts, journalNode, nameNode, namespace, ofService, only } from '../facts.testing.ts';
import type { NamespaceFacts } from '../facts.ts';
import { checkIdentity } from './identity.ts';

const second = (changes: Partial<NamespaceFacts>): ReturnType<typeof ofService> => ofService({ nameNodes: [nameNode('nn1', { state: 'active' }), nameNode('nn2', { namespace: { ...namespace, ...changes } })] });

test('NameNodes that do not serve the same', () => {
  only(checkIdentity(second({ clusterId: 'CID-b', blockPoolId: 'BP-b' })), 'problem', 'mismatched-namespace', /clusterID is CID-a on nn1 and CID-b on nn2 and the block pool is BP-a on nn1 and BP-b on nn2/);
  only(checkIdentity(second({ layoutVersion: -66 })), 'problem', 'mismatched-layout', /nn2 has layout version -66, nn1 has -67/);
  only(checkIdentity(second({ software: '3.4.1' })), 'warning', 'mixed-releases', /nn2 runs release 3\.4\.1/);
});

test('JournalNodes without the journal, or with another one', () => {
  const third = (changes: Parameters<typeof journalNode>[1]): ReturnType<typeof ofService> => ofService({ journalNodes: [journalNode('jn1'), journalNode('jn2'), journalNode('jn3', changes)] });
  only(checkIdentity(third({ formatted: false })), 'problem', 'journal-unformatted', /jn3 .* has no journal 'ns1'/);
  only(checkIdentity(third({ mismatch: 'clusterID X, namespaceID 1' })), 'problem', 'mismatched-journal', /journal of another file system: clusterID X, namespaceID 1, while nn1 has clusterID CID-a/);
});

test('DataNodes that run and are unknown', () => {
  only(checkIdentity(ofService({ dataNodes: [dataNode('dn1', { unknownTo: ['nn1', 'nn2'], reported: undefined })] })), 'problem', 'not-registered', /dn1 runs, but no NameNode knows it/);
  only(checkIdentity(ofService({ dataNodes: [dataNode('dn1', { unknownTo: ['nn2'] })] })), 'problem', 'not-registered', /is not known to nn2: after a failover its blocks would be missing/);
});

test('directories of another cluster, or of another release', () => {
  const of = (changes: Parameters<typeof directory>[0]): ReturnType<typeof facts> => facts({ directories: [directory(changes)] });
  only(checkIdentity(of({ role: 'datanode', path: '/data/dn', of: 'dn1', version: { layoutVersion: -57, cTime: 0, clusterId: 'CID-x' } })), 'problem', 'mismatched-directory',
    /\/data\/dn of dn1 belongs to another cluster: its VERSION says clusterID CID-x, nn1 has clusterID CID-a/);
  only(checkIdentity(of({ version: { layoutVersion: -68, cTime: 0, namespaceId: 7, clusterId: 'CID-a' } })), 'problem', 'mismatched-layout', /newer than -67/);
  only(checkIdentity(of({ version: { layoutVersion: -63, cTime: 0, namespaceId: 7, clusterId: 'CID-a' } })), 'warning', 'mismatched-layout', /of an older release/);
  only(checkIdentity(of({ version: undefined, versionError: 'file VERSION has cTime missing.' })), 'problem', 'damaged-directory', /cTime missing/);
});
