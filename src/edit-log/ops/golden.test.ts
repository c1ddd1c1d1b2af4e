// Segments that Apache Hadoop 3.4.3 wrote, against what its own viewer prints of them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ByteReader, ByteWriter } from '../../base/bytes.ts';
import { decodeOp, encodeOp } from './op-frame.ts';
import { editsXmlHead, editsXmlTail, opToXml } from './op-xml.ts';

const golden = fileURLToPath(new URL('../../../../tests/golden/', import.meta.url));
const segments = [
  'plain/edits_0000000000000000001-0000000000000000119',
  'rich/edits_0000000000000000120-0000000000000000280',
  'upgrade/edits_0000000000000000281-0000000000000000285',
  'upgrade/edits_0000000000000000286-0000000000000000289',
];

for (const segment of segments) {
  test(`every operation of ${segment} reads as oev prints it and is written byte for byte`, () => {
    const bytes = readFileSync(golden + segment);
    const xml = readFileSync(`${golden}${segment}.xml`, 'utf8');
    const reader = new ByteReader(bytes, 8);
    const writer = new ByteWriter();
    let printed = editsXmlHead(bytes.readInt32BE(0));
    for (let next = decodeOp(reader); next !== undefined; next = decodeOp(reader)) {
      encodeOp(writer, next.op, next.txid);
      printed += opToXml(next.op, next.txid);
      assert.deepEqual(writer.view(), bytes.subarray(8, reader.position), `${next.op.op} ${next.txid}`);
    }
    assert.equal(reader.position, bytes.length);
    assert.equal(printed + editsXmlTail, xml);
  });
}
