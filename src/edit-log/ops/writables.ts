// Hadoop's hand-packed values inside operations: UTF8 and Text strings, vints, blocks, permissions,
// ACLs and extended attributes. Answers to FSImageSerialization, WritableUtils, UTF8 and Text.
import type { ByteReader, ByteWriter } from '../../base/bytes.ts';
import type { Block } from '../../protocol/block.ts';
import type { PermissionStatus } from '../../protocol/permission.ts';
import type { AclEntryProto } from '../../wire/acl.ts';
import { XAttrEditLogProto } from '../../wire/edit-log.ts';
import { ProtoReader } from '../../wire/proto-reader.ts';
import type { XAttrProto } from '../../wire/xattr.ts';
import type { RpcIds } from './op-codec.ts';
import { MalformedOp, noRpcIds } from './op-codec.ts';
import { RecentBytes } from './recent-bytes.ts';

/** An ACL entry: type USER 0, GROUP 1, MASK 2, OTHER 3; scope ACCESS 0, DEFAULT 1; permissions rwx bits. */
export type AclEntry = AclEntryProto;
/** An extended attribute; `name` without the prefix of its namespace. */
export type XAttr = XAttrProto;

/** Java's UTF8 counts 16-bit units and turns longer strings away. */
const utf8UnitsMax = 0xffff / 3;

/**
 * A string as org.apache.hadoop.io.UTF8 writes it: u16 length, then UTF-8 in which each half of a
 * surrogate pair is three bytes of its own.
 */
export function writeUtf8(w: ByteWriter, text: string): void {
  const units = text.length;
  if (units > utf8UnitsMax) throw new MalformedOp(`string of ${units} characters is longer than ${utf8UnitsMax}`);
  const at = w.length;
  w.u16(units);
  for (let i = 0; i < units; i++) {
    const unit = text.charCodeAt(i);
    if (unit <= 0x7f) {
      w.u8(unit);
    } else if (unit <= 0x7ff) {
      w.u8(0xc0 | (unit >> 6));
      w.u8(0x80 | (unit & 0x3f));
    } else {
      w.u8(0xe0 | (unit >> 12));
      w.u8(0x80 | ((unit >> 6) & 0x3f));
      w.u8(0x80 | (unit & 0x3f));
    }
  }
  const length = w.length - at - 2;
  if (length !== units) w.view(at, at + 2).writeUInt16BE(length);
}

/** A field of operations, and the slot of {@link recentTexts} that its last text is in: the next one is likely the same. */
export interface TextField {
  slot: number;
}

export function textField(): TextField {
  return { slot: 0 };
}

const paths = textField();

/** Reads {@link writeUtf8}'s form; four-byte sequences are understood as well, as in Java. */
export function readUtf8(r: ByteReader, field: TextField = paths): string {
  const length = r.u16();
  const from = r.position;
  r.skip(length);
  return utf8At(r, from, from + length, field);
}

/** The text that {@link writeUtf8} has put between two places, behind its length. */
export function utf8At(r: ByteReader, from: number, to: number, field: TextField = paths): string {
  return asciiText(r, from, to, field) ?? decodeUnits(r.bytes, from, to);
}

interface NodeStringReader {
  latin1Slice(start: number, end: number): string;
}
const latin1Slice = (Buffer.prototype as unknown as NodeStringReader).latin1Slice;

/**
 * The texts read last, by their hash. A log says the same again and again: owners, groups, clients, and a file's path
 * with each step of its life. Bytes that are known again need neither memory nor a call out of JavaScript. They are hashed
 * and compared four at a time, which takes a quarter of the steps, and their words lie beside their text, because
 * String.prototype.charCodeAt is slow when a string's shape is not known.
 */
const recentTexts: string[] = Array.from({ length: 1024 }, () => '');
/** Words of a slot: the whole ones of a text, and one of its last four bytes. */
const recentWordsMax = 64;
/** Longer texts are not kept. */
const recentBytesMax = 4 * (recentWordsMax - 1);
/** A text is known by its end: directory and file, of a path. */
const hashedBytes = 32;
const recentWords = new Int32Array(recentTexts.length * recentWordsMax);

/** Bytes as text if they are ASCII, which is one unit a byte in every encoding here; else undefined. */
function asciiText(r: ByteReader, from: number, to: number, field: TextField): string | undefined {
  const length = to - from;
  const { view } = r;
  if (length > recentBytesMax) return isAscii(r.bytes, from, to) ? latin1Slice.call(r.bytes, from, to) : undefined;
  const words = length >> 2;
  const last = words > 0 ? view.getInt32(to - 4, true) : shortWord(r.bytes, from, to);
  if (isRecent(field.slot, view, from, length, last)) return recentTexts[field.slot];
  let hash = last ^ length;
  for (let at = from + 4 * words, end = Math.max(from, at - hashedBytes); at > end;) {
    at -= 4;
    hash = Math.imul(hash ^ view.getInt32(at, true), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  const slot = hash & (recentTexts.length - 1);
  field.slot = slot;
  if (isRecent(slot, view, from, length, last)) return recentTexts[slot];
  let all = last;
  for (let i = 0; i < words; i++) all |= view.getInt32(from + 4 * i, true);
  if ((all & 0x80808080) !== 0) return undefined;
  const text = latin1Slice.call(r.bytes, from, to);
  recentTexts[slot] = text;
  let word = slot * recentWordsMax;
  for (let i = 0; i < words; i++) recentWords[word++] = view.getInt32(from + 4 * i, true);
  recentWords[word] = last;
  return text;
}

/** Whether a slot's text is the `length` bytes of the view from `from` on, the last four of which are `last`. The ends of paths differ more often than their beginnings. */
function isRecent(slot: number, view: DataView, from: number, length: number, last: number): boolean {
  if ((recentTexts[slot] as string).length !== length) return false;
  const first = slot * recentWordsMax;
  const words = length >> 2;
  if (recentWords[first + words] !== last) return false;
  for (let i = words - 1; i >= 0; i--) if (recentWords[first + i] !== view.getInt32(from + 4 * i, true)) return false;
  return true;
}

/** Fewer than four bytes as a word. */
function shortWord(bytes: Buffer, from: number, to: number): number {
  let word = 0;
  for (let at = to - 1; at >= from; at--) word = (word << 8) | (bytes[at] as number);
  return word;
}

function isAscii(bytes: Buffer, from: number, to: number): boolean {
  let all = 0;
  for (let i = from; i < to; i++) all |= bytes[i] as number;
  return all < 0x80;
}

function decodeUnits(bytes: Buffer, from: number, to: number): string {
  const units: string[] = [];
  for (let i = from; i < to;) {
    const byte = bytes[i++] as number;
    const more = byte < 0x80 ? 0 : (byte & 0xe0) === 0xc0 ? 1 : (byte & 0xf0) === 0xe0 ? 2 : (byte & 0xf8) === 0xf0 ? 3 : -1;
    if (more < 0 || i + more > to) throw new MalformedOp(`invalid UTF-8 at byte ${i - 1 - from} of a string`);
    let code = more === 0 ? byte : byte & (0x3f >> more);
    for (const end = i + more; i < end; i++) code = (code << 6) | ((bytes[i] as number) & 0x3f);
    units.push(more === 3 ? String.fromCodePoint(Math.min(code, 0x10ffff)) : String.fromCharCode(code));
  }
  return units.join('');
}

/** org.apache.hadoop.io.Text: vint length, then real UTF-8. */
export function writeText(w: ByteWriter, text: string): void {
  const units = text.length;
  let ascii = units <= 127;
  for (let i = 0; ascii && i < units; i++) ascii = text.charCodeAt(i) <= 0x7f;
  if (ascii) {
    w.u8(units);
    for (let i = 0; i < units; i++) w.u8(text.charCodeAt(i));
    return;
  }
  const bytes = Buffer.from(text, 'utf8');
  writeVLong(w, bytes.length);
  w.raw(bytes);
}

const texts = textField();

export function readText(r: ByteReader, field: TextField = texts): string {
  const length = readVLong(r);
  const from = r.position;
  r.skip(length);
  return asciiText(r, from, from + length, field) ?? r.bytes.toString('utf8', from, from + length);
}

/** WritableUtils.writeVLong; numbers beyond 2^63 saturate. */
export function writeVLong(w: ByteWriter, value: number): void {
  if (value >= -112 && value <= 127) {
    w.u8(value & 0xff);
    return;
  }
  const negative = value < 0;
  let rest: bigint;
  if (Math.abs(value) >= 2 ** 63) rest = 0x7fff_ffff_ffff_ffffn;
  else rest = negative ? -BigInt(value) - 1n : BigInt(value);
  const bytes: number[] = [];
  for (; rest !== 0n; rest >>= 8n) bytes.push(Number(rest & 0xffn));
  w.u8((negative ? -120 : -112) - bytes.length & 0xff);
  for (let i = bytes.length - 1; i >= 0; i--) w.u8(bytes[i] as number);
}

export function readVLong(r: ByteReader): number {
  const first = r.i8();
  if (first >= -112) return first;
  const negative = first < -120;
  const count = negative ? -120 - first : -112 - first;
  if (count > 6) return readLongVLong(r, count, negative);
  let value = 0;
  for (let i = 0; i < count; i++) value = value * 256 + r.u8();
  return negative ? -value - 1 : value;
}

/** One of more than 48 bits, which rounds only once. */
function readLongVLong(r: ByteReader, count: number, negative: boolean): number {
  let value = 0n;
  for (let i = 0; i < count; i++) value = (value << 8n) | BigInt(r.u8());
  return Number(negative ? -value - 1n : value);
}

export function writeRpcIds(w: ByteWriter, ids: RpcIds): void {
  w.u16(ids.rpcClientId.length);
  w.raw(ids.rpcClientId);
  w.i32(ids.rpcCallId);
}

/** A copy, so that the operation does not hold its segment's buffer in memory. */
export function readClientId(r: ByteReader): Uint8Array {
  const length = r.u16();
  if (length === 0) return noRpcIds.rpcClientId;
  return new Uint8Array(r.slice(length));
}

export function readRpcIds(r: ByteReader): RpcIds {
  const rpcClientId = readClientId(r);
  const rpcCallId = r.i32();
  return rpcClientId.length === 0 && rpcCallId === noRpcIds.rpcCallId ? noRpcIds : { rpcClientId, rpcCallId };
}

/** Owner, group (Text) and mode. */
export function writePermissions(w: ByteWriter, permissions: PermissionStatus): void {
  writeText(w, permissions.owner);
  writeText(w, permissions.group);
  w.u16(permissions.mode);
}

const owners = textField();
const groups = textField();
const recentPermissions = new RecentBytes<PermissionStatus>();

export function readPermissions(r: ByteReader): PermissionStatus {
  const from = r.position;
  return recentPermissions.again(r) ?? recentPermissions.note(r, from, { owner: readText(r, owners), group: readText(r, groups), mode: r.u16() });
}

/** ArrayWritable of Block: OP_ADD and OP_CLOSE. */
export function writeBlocks(w: ByteWriter, blocks: readonly Block[]): void {
  w.i32(blocks.length);
  for (const block of blocks) {
    w.i64(block.blockId);
    w.long(block.numBytes);
    w.long(block.genstamp);
  }
}

const noBlocks: readonly Block[] = [];

export function readBlocks(r: ByteReader): readonly Block[] {
  const count = r.i32();
  if (count < 0) throw new MalformedOp('invalid negative number of blocks');
  if (count * 24 > r.remaining) throw new MalformedOp(`invalid number of blocks: ${count}`);
  if (count === 0) return noBlocks;
  // An array that begins empty gets room for 17 at once, and most files have one block.
  const blocks: Block[] = [readBlock(r)];
  for (let i = 1; i < count; i++) blocks.push(readBlock(r));
  return blocks;
}

function readBlock(r: ByteReader): Block {
  const blockId = r.i64();
  const numBytes = r.long();
  return { blockId, numBytes, genstamp: r.long() };
}

/** FSImageSerialization.writeCompactBlockArray: lengths and genstamps as differences to the block before. */
export function writeCompactBlocks(w: ByteWriter, blocks: readonly Block[]): void {
  writeVLong(w, blocks.length);
  let numBytes = 0;
  let genstamp = 0;
  for (const block of blocks) {
    w.i64(block.blockId);
    writeVLong(w, block.numBytes - numBytes);
    writeVLong(w, block.genstamp - genstamp);
    numBytes = block.numBytes;
    genstamp = block.genstamp;
  }
}

export function readCompactBlocks(r: ByteReader): readonly Block[] {
  const count = readVLong(r);
  if (count < 0 || count * 10 > r.remaining) throw new MalformedOp(`Invalid block array length: ${count}`);
  if (count === 0) return noBlocks;
  let block = readCompactBlock(r, 0, 0);
  const blocks: Block[] = [block];
  for (let i = 1; i < count; i++) blocks.push((block = readCompactBlock(r, block.numBytes, block.genstamp)));
  return blocks;
}

/** The block behind one with that length and genstamp. */
function readCompactBlock(r: ByteReader, numBytes: number, genstamp: number): Block {
  const blockId = r.i64();
  const length = numBytes + readVLong(r);
  return { blockId, numBytes: length, genstamp: genstamp + readVLong(r) };
}

const aclNamed = 0x40;

/** The packed ACL of OP_MKDIR and OP_ADD (AclEditLogUtil): one byte an entry, and a name if it has one. */
export function writeAclEntries(w: ByteWriter, entries: readonly AclEntry[]): void {
  w.i32(entries.length);
  for (const entry of entries) {
    const bits = (entry.scope << 5) | (entry.type << 3) | entry.permissions;
    if (entry.name === undefined) {
      w.u8(bits);
    } else {
      w.u8(bits | aclNamed);
      writeUtf8(w, entry.name);
    }
  }
}

const noAcl: readonly AclEntry[] = [];

export function readAclEntries(r: ByteReader): readonly AclEntry[] {
  const count = r.i32();
  if (count === 0) return noAcl;
  if (count < 0 || count > r.remaining) throw new MalformedOp(`invalid number of ACL entries: ${count}`);
  const entries: AclEntry[] = [];
  for (let i = 0; i < count; i++) {
    const bits = r.u8();
    entries.push({
      type: ((bits >> 3) & 3) as AclEntry['type'],
      scope: ((bits >> 5) & 1) as AclEntry['scope'],
      permissions: (bits & 7) as AclEntry['permissions'],
      name: (bits & aclNamed) !== 0 ? readUtf8(r) : undefined,
    });
  }
  return entries;
}

/** A length-prefixed XAttrEditLogProto without a path. */
export function writeXAttrs(w: ByteWriter, xAttrs: readonly XAttr[]): void {
  if (xAttrs.length === 0) w.u8(0);
  else w.raw(XAttrEditLogProto.encodeDelimited({ xAttrs }));
}

const noXAttrs: readonly XAttr[] = [];

export function readXAttrs(r: ByteReader): readonly XAttr[] {
  if (r.remaining > 0 && r.bytes[r.position] === 0) {
    r.skip(1);
    return noXAttrs;
  }
  return ownXAttrs(readDelimited(r, XAttrEditLogProto).xAttrs);
}

/** With values of their own: an operation outlives the buffer that it was read from. */
export function ownXAttrs(xAttrs: readonly XAttr[]): readonly XAttr[] {
  return xAttrs.map((xAttr) => (xAttr.value === undefined ? xAttr : { ...xAttr, value: new Uint8Array(xAttr.value) }));
}

interface Delimited<T> {
  readDelimited(r: ProtoReader): T;
}

/** A length-prefixed protobuf message inside an operation; bytes fields are views of the reader's memory. */
export function readDelimited<T>(r: ByteReader, codec: Delimited<T>): T {
  const proto = new ProtoReader(r.bytes, r.position, r.end);
  const message = codec.readDelimited(proto);
  r.skip(proto.pos - r.position);
  return message;
}
