import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfError } from '../../conf/configuration.ts';
import { MemoryEnv } from '../../env/memory-env.testing.ts';
import { userDomain } from '../../web-hdfs/parameters.ts';
import { DataNodeWebHdfs } from './data-node-web-hdfs.ts';

const page = 'http://nn1:9870';

/** The status for a request with this Origin, and whether it went as far as a client of the cluster, which is not there. */
async function asked(method: string, op: string, origin: string | undefined): Promise<readonly [status: number, passed: boolean]> {
  let passed = false;
  const webHdfs = new DataNodeWebHdfs(new MemoryEnv(), {
    staticUser: 'dr.who', userDomain, isOwnPage: (each) => each === page,
    settingsOf: () => {
      passed = true;
      throw new ConfError('no cluster here');
    },
  });
  const body = method === 'POST' || method === 'PUT' ? { body: 'x' } : {};
  const request = new Request('http://dn1:9864/', { method, headers: origin === undefined ? {} : { origin }, ...body });
  const { status } = await webHdfs.handle(request, `/webhdfs/v1/f?op=${op}&user.name=root&namenoderpcaddress=ns1`);
  return [status, passed];
}

test('pages of other sites read and do not write, with a preflight or without one', async () => {
  for (const origin of ['http://evil.example.org', 'http://nn1:9871', 'null']) {
    assert.deepEqual(await asked('POST', 'APPEND', origin), [403, false], origin);
    assert.deepEqual(await asked('PUT', 'CREATE', origin), [403, false], origin);
    assert.deepEqual(await asked('OPTIONS', 'CREATE', origin), [403, false], origin);
    assert.deepEqual(await asked('GET', 'OPEN', origin), [400, true], origin);
  }
});

test('a NameNode\'s pages write, and so do programs, which have no origin', async () => {
  for (const origin of [page, undefined]) {
    assert.deepEqual(await asked('POST', 'APPEND', origin), [400, true], origin);
    assert.deepEqual(await asked('PUT', 'CREATE', origin), [400, true], origin);
    assert.deepEqual(await asked('OPTIONS', 'CREATE', origin), [200, false], origin);
  }
});
