// Keys and values of SequenceFiles as Java prints them (toString), by the name of their class. Answers to the Writables
// of org.apache.hadoop.io.
import { Damaged, NotReadable } from './damaged.ts';
import { doubleText, floatText } from '../../../protocol/java-text.ts';

/** The text of a serialized one. */
export type Printer = (bytes: Buffer) => string;

const prefix = 'org.apache.hadoop.io.';

const printers: Readonly<Record<string, Printer>> = {
  Text: (bytes) => {
    const { value, length } = readVLong(bytes, 0);
    return bytes.subarray(length, length + Number(value)).toString('utf8');
  },
  BytesWritable: (bytes) => [...bytes.subarray(4, 4 + bytes.readInt32BE(0))].map(hex).join(' '),
  NullWritable: () => '(null)',
  BooleanWritable: (bytes) => String(bytes.readInt8(0) !== 0),
  ByteWritable: (bytes) => String(bytes.readInt8(0)),
  ShortWritable: (bytes) => String(bytes.readInt16BE(0)),
  IntWritable: (bytes) => String(bytes.readInt32BE(0)),
  LongWritable: (bytes) => String(bytes.readBigInt64BE(0)),
  VIntWritable: (bytes) => String(readVLong(bytes, 0).value),
  VLongWritable: (bytes) => String(readVLong(bytes, 0).value),
  FloatWritable: (bytes) => floatText(bytes.readFloatBE(0)),
  DoubleWritable: (bytes) => doubleText(bytes.readDoubleBE(0)),
  MD5Hash: (bytes) => [...bytes.subarray(0, 16)].map(hex).join(''),
  UTF8: (bytes) => bytes.subarray(2, 2 + bytes.readUInt16BE(0)).toString('utf8'),
};

/** Throws NotReadable for a class that is none of Hadoop's plain ones: only its own code can read it. */
export function printerOf(className: string): Printer {
  const printer = className.startsWith(prefix) ? printers[className.slice(prefix.length)] : undefined;
  if (printer === undefined) throw new NotReadable(`the class ${className} is not supported`);
  return (bytes) => {
    try {
      return printer(bytes);
    } catch (error) {
      if (error instanceof RangeError) throw new Damaged(`a ${className} of ${bytes.length} bytes`, { cause: error });
      throw error;
    }
  };
}

/** WritableUtils.readVLong: the value at `at`, and how many bytes it takes. Throws RangeError behind the end. */
export function readVLong(bytes: Buffer, at: number): { readonly value: bigint; readonly length: number } {
  const first = bytes.readInt8(at);
  if (first >= -112) return { value: BigInt(first), length: 1 };
  const negative = first < -120;
  const size = negative ? -120 - first : -112 - first;
  let value = 0n;
  for (let i = 1; i <= size; i++) value = (value << 8n) | BigInt(bytes.readUInt8(at + i));
  return { value: negative ? ~value : value, length: size + 1 };
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
