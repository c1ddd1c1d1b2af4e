// The frame of an image: 8 bytes of magic, sections one behind the other, a FileSummary that tells where they are,
// and its length. Answers to FSImageUtil and FSImageFormatProtobuf.SectionName.

import { asBuffer } from '../../base/bytes.ts';
import { FileSummary } from '../../wire/fsimage.ts';
import type { FileSummary_Section } from '../../wire/fsimage.ts';
import { ProtoReader } from '../../wire/proto-reader.ts';
import { ImageCorrupt, ImageUnsupported } from './image-errors.ts';

export const imageMagic: Uint8Array = Buffer.from('HDFSIMG1', 'latin1');
/** FSImageUtil.FILE_VERSION. */
export const onDiskVersion = 1;
/** Layouts whose images have this form: from protobuf images (Hadoop 2.4) to NVDIMM (3.4, 3.5). */
const oldestLayout = -52;
const newestLayout = -67;
const lengthBytes = 4;

/** All sections there are, in the order in which they are to be loaded: each rests on those before it. */
export const sectionNames = [
  'NS_INFO', 'STRING_TABLE', 'EXTENDED_ACL', 'ERASURE_CODING', 'INODE', 'INODE_REFERENCE', 'SNAPSHOT', 'INODE_DIR',
  'FILES_UNDERCONSTRUCTION', 'SNAPSHOT_DIFF', 'SECRET_MANAGER', 'CACHE_MANAGER',
] as const;
export type SectionName = (typeof sectionNames)[number];

export interface Section {
  readonly name: SectionName;
  readonly offset: number;
  /** Bytes in the file, compressed or not. */
  readonly length: number;
}

/** What the end of a file says about the rest. */
export interface ImageSummary {
  readonly layoutVersion: number;
  /** Java class of the compression codec; empty: none. */
  readonly codec: string;
  /** In loading order. Parts of sections (INODE_SUB and the like) are left out: the whole ones hold the same bytes. */
  readonly sections: readonly Section[];
}

/** The end of an image: summary and its length. */
export function encodeSummary(layoutVersion: number, codec: string, sections: readonly Section[]): Uint8Array {
  const message: FileSummary = { ondiskVersion: onDiskVersion, layoutVersion, codec: codec === '' ? undefined : codec, sections };
  const body = FileSummary.encodeDelimited(message);
  const end = Buffer.alloc(body.length + lengthBytes);
  end.set(body);
  end.writeInt32BE(body.length, body.length);
  return end;
}

/** How many bytes at the end of a file of `fileLength` bytes the summary takes, from the file's last 4 bytes. */
export function summaryBytes(lastFour: Uint8Array, fileLength: number, path: string): number {
  const length = asBuffer(lastFour).readInt32BE(0);
  if (length <= 0 || length + lengthBytes + imageMagic.length > fileLength) throw new ImageCorrupt(`${path}: the summary cannot have ${length} bytes`);
  return length + lengthBytes;
}

/** Reads what {@link encodeSummary} wrote. Throws ImageCorrupt, ImageUnsupported. */
export function decodeSummary(end: Uint8Array, fileLength: number, path: string): ImageSummary {
  const summary = FileSummary.readDelimited(new ProtoReader(end, 0, end.length - lengthBytes));
  if (summary.ondiskVersion !== onDiskVersion) throw new ImageUnsupported(`${path}: Unsupported file version ${summary.ondiskVersion}`);
  if (summary.layoutVersion > oldestLayout || summary.layoutVersion < newestLayout) {
    throw new ImageUnsupported(`${path}: Unsupported layout version ${summary.layoutVersion}; this NameNode reads ${oldestLayout} to ${newestLayout}`);
  }
  const bodyEnd = fileLength - end.length;
  const sections = summary.sections.filter((section) => !(section.name ?? '').endsWith('_SUB')).map((section) => checked(section, bodyEnd, path));
  for (const name of new Set(sections.map((section) => section.name))) {
    if (sections.filter((section) => section.name === name).length > 1) throw new ImageCorrupt(`${path}: several sections ${name}`);
  }
  sections.sort((a, b) => sectionNames.indexOf(a.name) - sectionNames.indexOf(b.name));
  return { layoutVersion: summary.layoutVersion, codec: summary.codec ?? '', sections };
}

function checked(section: FileSummary_Section, bodyEnd: number, path: string): Section {
  const { offset = 0, length = 0 } = section;
  const name = sectionNames.find((known) => known === section.name);
  if (name === undefined) throw new ImageUnsupported(`${path}: section ${section.name ?? ''} is unknown to this NameNode`);
  if (offset < imageMagic.length || length < 0 || offset + length > bodyEnd) {
    throw new ImageCorrupt(`${path}: section ${name} at ${offset} with ${length} bytes lies outside of the file`);
  }
  return { name, offset, length };
}
