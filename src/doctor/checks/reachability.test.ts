import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataNode, facts, journalNode, nameNode, nameservice, ofService, only, reportedNode } from '../facts.testing.ts';
import type { JournalNodeFacts, NameNodeFacts } from '../facts.ts';
import { checkReachability } from './reachability.ts';

const second = (changes: Partial<NameNodeFacts>): ReturnType<typeof ofService> => ofService({ nameNodes: [nameNode('nn1', { state: 'active' }), nameNode('nn2', changes)] });
const third = (changes: Partial<JournalNodeFacts>): ReturnType<typeof ofService> => ofService({ journalNodes: [journalNode('jn1'), journalNode('jn2'), journalNode('jn3', changes)] });

test('each way of not answering has its own sentence', () => {
  only(checkReachability(third({ reach: 'refused' })), 'problem', 'unreachable', /jn3 .* does not run: its host is there, but nobody listens on port 8485\. Writes go on with jn1 and jn2; if one more is lost, they stop\.$/, /quorate journalnode/);
  only(checkReachability(second({ reach: 'silent' })), 'problem', 'unreachable', /nn2 .* is silent.*there is nobody to take over from nn1\.$/, /firewall/);
  only(checkReachability(second({ reach: 'unknown-host' })), 'problem', 'unreachable', /the name 10\.0\.0\.1 has no address/);
  only(checkReachability(second({ reach: 'unreachable' })), 'problem', 'unreachable', /no way to 10\.0\.0\.1/);
  only(checkReachability(second({ reach: 'hung' })), 'problem', 'unreachable', /takes connections and does not answer/);
  only(checkReachability(second({ reach: 'foreign', detail: 'a web server answers there' })), 'problem', 'mismatched-service', /Something else than Hadoop RPC answers at 10\.0\.0\.1:8020, where NameNode nn2 should be: a web server/, /web port in place of the RPC port/);
  only(checkReachability(second({ reach: 'other-daemon' })), 'problem', 'mismatched-service', /another kind of Hadoop daemon than NameNode nn2/);
});

test('daemons of `quorate up` are told by their processes, with the command that helps', () => {
  const of = (changes: Partial<JournalNodeFacts>): ReturnType<typeof ofService> => facts({ clusterOption: ' --dir x', nameservices: [nameservice({ journalNodes: [journalNode('jn1'), journalNode('jn2'), journalNode('jn3', changes)] })] });
  only(checkReachability(of({ reach: 'refused', process: 'down' })), 'problem', 'unreachable', /jn3 .* does not run\./, /`quorate start jn3 --dir x`/);
  only(checkReachability(of({ reach: 'refused', process: 'running' })), 'problem', 'unreachable', /jn3 .* has a process, but does not listen/, /see \/etc\/hadoop\/log\/jn3\.log/);
  only(checkReachability(of({ reach: 'hung', process: 'paused' })), 'problem', 'unreachable', /jn3 .* is paused/, /`quorate resume jn3 --dir x`/);
});

test('several that are away in the same way are one sentence', () => {
  const away = { reach: 'refused' } as const;
  only(checkReachability(ofService({ journalNodes: [journalNode('jn1', away), journalNode('jn2', away), journalNode('jn3')] })), 'problem', 'unreachable', /^JournalNodes jn1 \(.*\) and jn2 \(.*\) do not run: their hosts are there/);
});

test('a cluster that does not run at all is one sentence', () => {
  const down = { reach: 'refused', process: 'down', state: undefined } as const;
  only(checkReachability(facts({ clusterOption: '', nameservices: [nameservice({ nameNodes: [nameNode('nn1', down)], journalNodes: [journalNode('jn1', down)], dataNodes: [dataNode('dn1', down)] })] })), 'problem', 'not-running', /The cluster does not run/, /`quorate up`/);
});

test('ports beside the RPC port', () => {
  only(checkReachability(ofService({ dataNodes: [dataNode('dn1', { dataReach: 'refused' })] })), 'problem', 'unreachable', /its data port 10\.0\.0\.3:9866 takes no connections/);
  only(checkReachability(second({ web: { address: { host: 'h', port: 1 }, reach: 'refused', clock: undefined } })), 'problem', 'web-unreachable', /on its web address h:1 nobody listens\. Standbys send their checkpoints there/);
});

test('a DataNode that is dead is told of as that; a user without rights is told', () => {
  assert.deepEqual(checkReachability(ofService({ dataNodes: [dataNode('dn1', { reach: 'refused', reported: reportedNode({ dead: true }) })] })), []);
  only(checkReachability(second({ denied: 'Access denied for user x. Superuser privilege is required' })), 'warning', 'not-superuser', /nn2 .* tells user hdfs nothing/);
  only(checkReachability(second({ denied: 'SIMPLE authentication is not enabled.  Available:[TOKEN, KERBEROS]' })), 'problem', 'not-superuser', /nn2 .* wants clients to prove who they are with Kerberos/);
});
