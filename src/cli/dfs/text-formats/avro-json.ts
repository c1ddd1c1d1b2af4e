// One Avro datum, from binary to Avro's JSON: a union's value stands behind the name of its branch, bytes are characters
// of their value. Answers to GenericDatumReader and JsonEncoder.
import type { AvroSchema } from './avro-schema.ts';
import { branchName } from './avro-schema.ts';
import { Damaged } from './damaged.ts';
import { doubleText, floatText } from '../../../protocol/java-text.ts';

export class AvroInput {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** A zigzag long. */
  long(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.take(1).readUInt8();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n));
    }
    throw new Damaged('a number of more than ten bytes');
  }

  /** One that counts something. */
  count(): number {
    return Number(this.long());
  }

  take(length: number): Buffer {
    if (!(length >= 0 && length <= this.#bytes.length - this.#at)) throw new Damaged('a datum goes beyond its block');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** The items of an array or a map, which come in blocks. */
  *items(): Generator<void> {
    for (;;) {
      let count = this.count();
      if (count === 0) return;
      if (count < 0) {
        // The block's length in bytes, for whoever wants to skip it.
        this.long();
        count = -count;
      }
      for (; count > 0; count--) yield;
    }
  }
}

/** The JSON of the datum that `input` is at. Throws Damaged. */
export function datumJson(schema: AvroSchema, input: AvroInput): string {
  switch (schema.type) {
    case 'null': return 'null';
    case 'boolean': return String(input.take(1).readUInt8() !== 0);
    case 'int':
    case 'long': return String(input.long());
    case 'float': return number(floatText(input.take(4).readFloatLE()));
    case 'double': return number(doubleText(input.take(8).readDoubleLE()));
    case 'bytes': return quoted(input.take(input.count()).toString('latin1'));
    case 'string': return quoted(input.take(input.count()).toString('utf8'));
    case 'fixed': return quoted(input.take(schema.size).toString('latin1'));
    case 'enum': return quoted(chosen(schema.symbols, input.count()));
    case 'array': {
      const items: string[] = [];
      for (const _ of input.items()) items.push(datumJson(schema.of, input));
      return `[${items.join(',')}]`;
    }
    case 'map': {
      const entries: string[] = [];
      for (const _ of input.items()) entries.push(`${quoted(input.take(input.count()).toString('utf8'))}:${datumJson(schema.of, input)}`);
      return `{${entries.join(',')}}`;
    }
    case 'union': {
      const branch = chosen(schema.branches, input.count());
      return branch.type === 'null' ? 'null' : `{${quoted(branchName(branch))}:${datumJson(branch, input)}}`;
    }
    case 'record': return `{${schema.fields.map((field) => `${quoted(field.name)}:${datumJson(field.schema, input)}`).join(',')}}`;
  }
}

function chosen<T>(choices: readonly T[], index: number): T {
  const choice = choices[index];
  if (choice === undefined) throw new Damaged(`choice ${index} of ${choices.length}`);
  return choice;
}

/** JSON has no words for what is no number. */
function number(text: string): string {
  return /\d/.test(text) ? text : quoted(text);
}

/** As Jackson writes it: other characters than JSON must escape stay as they are. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/\\u00[0-9a-f]{2}/g, (escape) => `\\u00${escape.slice(4).toUpperCase()}`);
}
