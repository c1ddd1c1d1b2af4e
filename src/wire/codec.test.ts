// The rules of the codecs one by one, on bytes written out by hand.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { FsPermissionProto } from './acl.ts'
import { GetFileInfoResponseProto, GetPreferredBlockSizeRequestProto, GetPreferredBlockSizeResponseProto } from './client-namenode-protocol.ts'
import { ClientNamenodeProtocol, MkdirsRequestProto, SetQuotaRequestProto, SetSafeModeRequestProto } from './client-namenode-protocol.ts'
import { SafeModeActionProto } from './client-namenode-protocol.ts'
import { writeBackward } from './codec.ts'
import type { Service } from './codec.ts'
import { BlockIdCommandProto, BlockIdCommandProto_Action } from './datanode-protocol.ts'
import { BlockProto, ContentSummaryProto } from './hdfs.ts'
import { ProtoReader } from './proto-reader.ts'
import { GetJournaledEditsResponseProto } from './qjournal-protocol.ts'
import { RpcRequestHeaderProto } from './rpc-header.ts'
import { WireError } from './wire-error.ts'

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'))
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const wireError = (text: RegExp) => (error: unknown) => error instanceof WireError && text.test(error.message)

const MKDIRS = { src: '/a', masked: { perm: 0o755 }, createParent: false }

describe('encoding', () => {
  test('writes required fields that hold their default', () => {
    assert.equal(toHex(MkdirsRequestProto.encode(MKDIRS)), '0a022f61' + '120308ed03' + '1800')
    assert.equal(toHex(FsPermissionProto.encode({ perm: 0 })), '0800')
    assert.equal(toHex(GetPreferredBlockSizeRequestProto.encode({ filename: '' })), '0a00')
  })

  test('omits an optional field that is undefined, even if it has a default', () => {
    assert.equal(toHex(SetSafeModeRequestProto.encode({ action: SafeModeActionProto.SAFEMODE_GET })), '0803')
    assert.equal(toHex(SetSafeModeRequestProto.encode({ action: SafeModeActionProto.SAFEMODE_GET, checked: false })), '08031000')
  })

  test('puts the length in front when asked to, in as many bytes as it needs', () => {
    assert.equal(toHex(FsPermissionProto.encodeDelimited({ perm: 0 })), '020800')
    const long = GetPreferredBlockSizeRequestProto.encodeDelimited({ filename: 'x'.repeat(300) })
    assert.equal(toHex(long.subarray(0, 5)), 'af020aac02')
    assert.equal(long.length, 305)
  })

  test('returns bytes that later calls leave alone', () => {
    const first = MkdirsRequestProto.encode(MKDIRS)
    const copy = first.slice()
    for (let i = 0; i < 5000; i++) MkdirsRequestProto.encode({ ...MKDIRS, src: `/other/${i}` })
    assert.deepEqual(first, copy)
  })

  test('is not disturbed by an earlier call that failed half way', () => {
    assert.throws(() => SetQuotaRequestProto.encode({ path: '/', namespaceQuota: 1.5, storagespaceQuota: 7 }), wireError(/not an integer: 1.5/))
    assert.equal(toHex(FsPermissionProto.encode({ perm: 1 })), '0801')
  })

  test('grows its buffer for messages of any size', () => {
    const config = new Uint8Array(3_000_000).fill(7)
    const filename = 'é'.repeat(200_000)
    assert.equal(GetPreferredBlockSizeRequestProto.decode(GetPreferredBlockSizeRequestProto.encode({ filename })).filename, filename)
    const bytes = writeBackward((w) => {
      w.raw(config)
      GetPreferredBlockSizeRequestProto.writeDelimited(w, { filename: '/a' })
      w.uint32be(w.size)
    })
    assert.equal(bytes.length, 4 + 5 + config.length)
    assert.equal(toHex(bytes.subarray(0, 10)), '002dc6c5' + '040a022f61' + '07')
  })

  test('refuses numbers that are no integers or too wide for 32 bits', () => {
    for (const perm of [0.5, NaN, 2 ** 32, -(2 ** 31) - 1]) {
      assert.throws(() => FsPermissionProto.encode({ perm }), wireError(/not a 32-bit integer/))
    }
    assert.throws(() => GetPreferredBlockSizeResponseProto.encode({ bsize: NaN }), wireError(/not an integer/))
  })
})

describe('64-bit integers', () => {
  const bsize = (n: number): string => toHex(GetPreferredBlockSizeResponseProto.encode({ bsize: n }))
  const back = (bytes: string): number => GetPreferredBlockSizeResponseProto.decode(hex(bytes)).bsize

  test('-1 on an unsigned field is ten bytes and comes back as -1: quotas', () => {
    assert.equal(bsize(-1), '08ffffffffffffffffff01')
    assert.equal(back('08ffffffffffffffffff01'), -1)
    const summary = { length: 0, fileCount: 0, directoryCount: 1, quota: -1, spaceConsumed: 0, spaceQuota: -1 }
    const decoded = ContentSummaryProto.decode(ContentSummaryProto.encode(summary))
    assert.deepEqual([decoded.quota, decoded.spaceQuota], [-1, -1])
  })

  test('Long.MAX_VALUE and MIN_VALUE survive a round trip', () => {
    for (const bytes of ['08ffffffffffffffff7f', '0880808080808080808001']) assert.equal(bsize(back(bytes)), bytes)
    assert.equal(back('08ffffffffffffffff7f'), Number(2n ** 63n - 1n))
    assert.equal(back('0880808080808080808001'), -Number(2n ** 63n))
  })

  test('what a number cannot hold exactly saturates', () => {
    assert.equal(back('0881808080808080' + '10'), Number(2n ** 63n - 1n), '2^53 + 1')
    assert.equal(back('08ffffffffffffff0f'), Number.MAX_SAFE_INTEGER)
  })

  test('fields marked bigint keep every bit, signed', () => {
    for (const blockId of [0n, 127n, 128n, 1073741825n, -9223372036854775792n, 2n ** 63n - 1n, -(2n ** 63n), -1n, 2n ** 56n, 2n ** 28n]) {
      assert.equal(BlockProto.decode(BlockProto.encode({ blockId, genStamp: 1001 })).blockId, blockId)
    }
  })
})

describe('decoding', () => {
  test('names the message and the field that is missing', () => {
    assert.throws(() => MkdirsRequestProto.decode(hex('0a022f61 1800')), wireError(/hadoop.hdfs.MkdirsRequestProto: .*masked is missing/))
  })

  test('yields the default of an absent optional field, undefined without one, and [] for repeated ones', () => {
    assert.deepEqual(SetSafeModeRequestProto.decode(hex('0803')), { action: 3, checked: false })
    assert.deepEqual(MkdirsRequestProto.decode(MkdirsRequestProto.encode(MKDIRS)), { ...MKDIRS, unmasked: undefined })
    assert.deepEqual(GetFileInfoResponseProto.decode(hex('')), { fs: undefined })
    assert.deepEqual(BlockIdCommandProto.decode(hex('0801 120162')).blockIds, [])
  })

  test('treats an unknown enum value as an absent field', () => {
    assert.throws(() => SetSafeModeRequestProto.decode(hex('0809')), wireError(/action is missing/))
    assert.equal(SetQuotaRequestProto.decode(hex('0a012f 1001 1801 2063')).storageType, undefined)
  })

  test('accepts repeated numbers packed, unpacked and mixed', () => {
    const expected = { action: BlockIdCommandProto_Action.CACHE, blockPoolId: 'b', blockIds: [1n, 300n, 2n] }
    for (const blocks of ['1a0401ac0202', '1801 18ac02 1802', '1801 1a03ac0202']) {
      assert.deepEqual(BlockIdCommandProto.decode(hex(`0801 120162 ${blocks}`)), expected)
    }
    assert.equal(toHex(BlockIdCommandProto.encode(expected)), '0801120162' + '1a0401ac0202')
  })

  test('takes the last of several values of one field', () => {
    assert.equal(FsPermissionProto.decode(hex('0801 0802')).perm, 2)
  })

  test('reads a part of an array, and bytes as views of it', () => {
    const bytes = hex('ff 0805 1005 1801 20 03 2a02 abcd ff')
    const decoded = GetJournaledEditsResponseProto.decode(hex('0805 1202 abcd'))
    assert.deepEqual([decoded.txnCount, decoded.editLog], [5, hex('abcd')])
    const input = hex('ff 0805 1202 abcd ff')
    const part = GetJournaledEditsResponseProto.decode(input, 1, 7)
    assert.equal(part.editLog?.buffer, input.buffer)
    assert.throws(() => GetJournaledEditsResponseProto.decode(bytes, 3, 99), wireError(/range 3..99 outside/))
  })

  test('reads several delimited messages from one reader', () => {
    const reader = new ProtoReader(hex('020801 020802'))
    assert.deepEqual([FsPermissionProto.readDelimited(reader), FsPermissionProto.readDelimited(reader)], [{ perm: 1 }, { perm: 2 }])
    assert.equal(reader.pos, reader.end)
  })

  test('skips unknown fields of every wire type, nested groups included', () => {
    const unknown = ['9006 05', '9106 0102030405060708', '9206 03 616263', '9306 0801 9b06 1203 616263 9c06 9406', '9506 01020304']
    for (const field of unknown) assert.equal(FsPermissionProto.decode(hex(`${field} 0801`)).perm, 1, field)
  })

  test('skips the additions that another implementation does not know', () => {
    const bytes = GetJournaledEditsResponseProto.encode({ txnCount: 1, lastWriterEpoch: 3, segmentTxId: 9 })
    assert.equal(toHex(bytes), '0801' + '88b51803' + '90b51809')
    assert.throws(() => FsPermissionProto.decode(hex('88b51803')), wireError(/perm is missing/))
  })

  test('decodes text of any kind', () => {
    for (const filename of ['', 'a', 'é', 'ab€', '/😀', 'twelve chars', 'thirteen char', 'x'.repeat(64), 'y'.repeat(65), 'x'.repeat(63) + 'é']) {
      assert.deepEqual(GetPreferredBlockSizeRequestProto.decode(GetPreferredBlockSizeRequestProto.encode({ filename })), { filename })
    }
    assert.equal(GetPreferredBlockSizeRequestProto.decode(hex('0a02c328')).filename, '\ufffd(')
  })

  const bad: readonly (readonly [string, string, RegExp])[] = [
    ['a varint cut short', '08ff', /truncated varint/],
    ['a varint of eleven bytes', '08ffffffffffffffffffff01', /more than ten bytes/],
    ['a tag without a number', '0001', /invalid tag/],
    ['a tag of more than 32 bits', '88808080801000', /invalid tag/],
    ['an invalid wire type', '0f', /field 1 has wire type 7/],
    ['an invalid wire type of an unknown field', '7e', /field 15 has invalid wire type 6/],
    ['a known field with another wire type', '0d01000000', /FsPermissionProto: field 1 has wire type 5/],
    ['a stray end of group', '7c', /stray end of group 15/],
    ['a group closed by another', '7b84 01', /stray end of group 16/],
    ['a group that never ends', '7b', /truncated/],
    ['groups nested too deep', '7b'.repeat(101), /deeper than 100/],
    ['an unknown field that is too long', '7a05 01', /length 5 .* exceeds the 1 bytes left/],
    ['a length of nearly 2^64', '7affffffffffffffffff01', /length -1/],
    ['a length beyond memory', '7affffffffffffffff7f', /exceeds/],
    ['a fixed field cut short', '79010203', /truncated: 8 bytes wanted/],
  ]
  for (const [what, bytes, text] of bad) {
    test(`refuses ${what}`, () => {
      assert.throws(() => FsPermissionProto.decode(hex(bytes)), wireError(text))
    })
  }

  test('refuses a field that runs past the end of its nested message', () => {
    assert.throws(() => MkdirsRequestProto.decode(hex('0a022f61 1201 08 1800')), wireError(/FsPermissionProto: truncated/))
    assert.throws(() => BlockIdCommandProto.decode(hex('0801 120162 1a01 ac 02')), wireError(/BlockIdCommandProto: truncated/))
  })
})

describe('a call header', () => {
  test('is what Hadoop 3.4 sends', () => {
    const header = { rpcKind: 2, rpcOp: 0, callId: -3, clientId: hex('00112233445566778899aabbccddeeff'), retryCount: -1 } as const
    const bytes = RpcRequestHeaderProto.encode(header)
    assert.equal(toHex(bytes), '0802' + '1000' + '1805' + '221000112233445566778899aabbccddeeff' + '2801')
    assert.equal(RpcRequestHeaderProto.decode(bytes).callId, -3)
  })

  test('a service names the Java interface and pairs each method with its codecs', () => {
    const service: Service = ClientNamenodeProtocol
    assert.equal(service.methods['mkdirs']?.response.name, 'hadoop.hdfs.MkdirsResponseProto')
    assert.equal(ClientNamenodeProtocol.protocol, 'org.apache.hadoop.hdfs.protocol.ClientProtocol')
    assert.equal(ClientNamenodeProtocol.methods.mkdirs.request, MkdirsRequestProto)
  })
})
