// Who answers a WebHDFS request: this NameNode, the Active in its stead, or nobody; and that a call that is made again keeps its id.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Http, HttpOptions, HttpResponse } from '../../env/env.ts';
import { WorldError } from '../../env/env.ts';
import { MemoryEnv } from '../../env/memory-env.testing.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { CloseConnection } from '../../rpc/close-connection.ts';
import { service } from '../../rpc/service.ts';
import type { Call } from '../../rpc/service.ts';
import { ClientNamenodeProtocol } from '../../wire/client-namenode-protocol.ts';
import { aclDomain, userDomain } from '../../web-hdfs/parameters.ts';
import { standbyException } from '../ha/admission.ts';
import { NameNodeWebHdfs } from './name-node-web-hdfs.ts';
import { clientHeader, relayHeader } from './standby-relay.ts';
import type { RelayTarget } from './standby-relay.ts';

interface Relayed {
  readonly url: string;
  readonly options: HttpOptions;
}

const nn2: RelayTarget = { id: 'nn2', http: { host: '127.0.0.2', port: 9870 } };

/** A Standby until `active` is set, whose `delete` does what `execute` says, and an Active that answers `answers` one after the other. */
function standby(options: { relays?: boolean; answers?: (() => Promise<HttpResponse>)[]; execute?: () => boolean }) {
  const relayed: Relayed[] = [];
  const calls: Call[] = [];
  const env = new MemoryEnv();
  const web: Http = {
    serve: () => Promise.reject(new Error('not here')),
    fetch: (url, request) => {
      relayed.push({ url, options: request });
      return (options.answers?.shift() ?? (() => Promise.reject(new WorldError('refused', url))))();
    },
  };
  Object.defineProperty(env, 'http', { value: web });
  const self = { active: false, whoIsActive: nn2 as RelayTarget | undefined };
  const protocol = service(ClientNamenodeProtocol, {
    delete: (_request, call) => {
      calls.push(call);
      return { result: options.execute?.() ?? true };
    },
  });
  const webHdfs = new NameNodeWebHdfs(env, {
    protocol, haEnabled: true, rpcAddress: 'ns1', replicationDefault: 3,
    get isActive() {
      return self.active;
    },
    whoIsActive: async () => self.whoIsActive,
    dataNodes: () => ({ forNewBlock: async () => undefined, among: () => undefined }),
    checkImpersonation: (realUser, user) => {
      throw new HdfsException('AuthorizationException', `User: ${realUser} is not allowed to impersonate ${user}`);
    },
  }, { relays: options.relays ?? true, activeWaitMaxMs: 300, staticUser: 'dr.who', userDomain, aclDomain });
  const ask = async (target: string, headers: Readonly<Record<string, string>> = {}): Promise<{ status: number; headers: Headers; body: string }> => {
    let response: Response | undefined;
    void webHdfs.handle(new Request('http://x/', { method: 'DELETE', headers }), '10.0.0.1', target).then((answer) => {
      response = answer;
    });
    for (let waitedMs = 0; response === undefined; waitedMs += 10) {
      assert.ok(waitedMs < 1000, 'no answer');
      await env.advance(10);
    }
    return { status: response.status, headers: response.headers, body: await response.text() };
  };
  return { self, relayed, calls, ask };
}

const target = '/webhdfs/v1/a/../b?op=DELETE&user.name=alice';
const yes = async (): Promise<HttpResponse> => Response.json({ boolean: true });
const diedInTheBody = async (): Promise<HttpResponse> => new Response(new ReadableStream({ pull: () => Promise.reject(new WorldError('reset', 'gone')) }), { headers: { 'Content-Length': '16' } });
const refused = async (): Promise<HttpResponse> =>
  Response.json({ RemoteException: { exception: 'StandbyException', javaClassName: 'org.apache.hadoop.ipc.StandbyException', message: '' } }, { status: 403 });

test('a Standby passes a request on as it is, and the answer as it is', async () => {
  const node = standby({ answers: [yes, async () => new Response(null, { status: 307, headers: { Location: 'http://dn/', 'Content-Length': '0' } })] });
  const answer = await node.ask(target);
  assert.equal(`${answer.status} ${answer.headers.get('content-type')} ${answer.body}`, '200 application/json {"boolean":true}');
  assert.equal(node.relayed[0]?.url, `http://127.0.0.2:9870${target}`);
  assert.equal(node.relayed[0].options.method, 'DELETE');
  assert.equal(node.relayed[0].options.headers?.[clientHeader], '10.0.0.1');
  const redirect = await node.ask(target);
  assert.equal(`${redirect.status} ${redirect.headers.get('location')}`, '307 http://dn/');
  assert.equal(node.calls.length, 0);
});

test('a listing in which the name of the exception stands is an answer', async () => {
  const body = JSON.stringify({ FileStatuses: { FileStatus: [{ pathSuffix: 'org.apache.hadoop.ipc.StandbyException' }] } });
  const node = standby({ answers: [async () => new Response(body, { headers: { 'Content-Length': String(body.length) } }), refused] });
  const answer = await node.ask(target);
  assert.equal(`${answer.status} ${answer.body}`, `200 ${body}`);
  assert.equal(node.relayed.length, 1);
});

test('a call that may have been executed is made again with its id, here in the end', async () => {
  const node = standby({
    answers: [() => Promise.reject(new WorldError('reset', 'gone')), diedInTheBody, refused, async () => {
      node.self.active = true;
      return new Response('', { status: 503 });
    }],
  });
  assert.equal((await node.ask(target)).body, '{"boolean":true}');
  const ids = node.relayed.map(({ options }) => options.headers?.[relayHeader] ?? '');
  assert.equal(ids.length, 4);
  assert.equal(new Set(ids).size, 1);
  const [call] = node.calls;
  assert.equal(`${Buffer.from(call?.clientId ?? []).toString('hex')}:${call?.callId}`, ids[0]);
  assert.equal(`${call?.user.user} ${call?.remoteAddress}`, 'alice 10.0.0.1');
  // The next request is another call.
  await node.ask(target);
  assert.notDeepEqual(node.calls[1]?.clientId, call?.clientId);
});

test('one that loses its reign in the middle asks the next Active', async () => {
  for (const error of [standbyException('WRITE', 'standby'), new CloseConnection('not known')]) {
    const node = standby({
      answers: [yes],
      execute: () => {
        node.self.active = false;
        throw error;
      },
    });
    node.self.active = true;
    assert.equal((await node.ask(target)).body, '{"boolean":true}');
    assert.equal(node.relayed[0]?.options.headers?.[relayHeader], `${Buffer.from(node.calls[0]?.clientId ?? []).toString('hex')}:0`);
  }
});

test('without an Active there is a clear answer when the time is over', async () => {
  const node = standby({});
  node.self.whoIsActive = undefined;
  const answer = await node.ask(target);
  assert.equal(`${answer.status} ${answer.headers.get('retry-after')}`, '503 1');
  assert.equal(answer.body, '{"RemoteException":{"exception":"RetriableException","javaClassName":"org.apache.hadoop.ipc.RetriableException","message":"no NameNode was Active within 300 ms"}}');
});

test('a relayed request is never relayed again, and keeps its id', async () => {
  const node = standby({
    execute: () => {
      if (!node.self.active) throw standbyException('WRITE', 'standby');
      return true;
    },
  });
  const id = `${'0123456789abcdef'.repeat(2)}:7`;
  const answer = await node.ask(target, { [relayHeader]: id });
  assert.equal(answer.status, 403);
  assert.match(answer.body, /"javaClassName":"org\.apache\.hadoop\.ipc\.StandbyException"/);
  assert.equal(node.relayed.length, 0);
  node.self.active = true;
  assert.equal((await node.ask(target, { [relayHeader]: id, [clientHeader]: '192.0.2.1' })).status, 200);
  assert.equal(node.calls[1]?.remoteAddress, '192.0.2.1');
  assert.equal(Buffer.from(node.calls[1]?.clientId ?? []).toString('hex'), '0123456789abcdef'.repeat(2));
  assert.equal(node.calls[1]?.callId, 7);
  assert.equal((await node.ask(target, { [relayHeader]: 'anything' })).status, 200);
});

test('a Standby that shall not relay says so as Apache does', async () => {
  const node = standby({
    relays: false,
    execute: () => {
      throw standbyException('WRITE', 'standby');
    },
  });
  const answer = await node.ask(target);
  assert.equal(answer.status, 403);
  assert.equal(answer.body, '{"RemoteException":{"exception":"StandbyException","javaClassName":"org.apache.hadoop.ipc.StandbyException","message":"Operation category WRITE is not supported in state standby. Visit https://s.apache.org/sbnn-error"}}');
  assert.equal(node.relayed.length, 0);
});

test('what is missing is named', async () => {
  const node = standby({ relays: false });
  const answer = await node.ask('/webhdfs/v1/d?op=DELETESNAPSHOT&snapshotname=s');
  assert.equal(answer.status, 400);
  assert.match(answer.body, /"UnsupportedOperationException".*deleteSnapshot is not supported by this server/);
});
