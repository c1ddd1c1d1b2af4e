// Extended attributes in WebHDFS: names with their namespace, values in text, hex or base64. Answers to XAttrHelper, XAttrCodec
// and JsonUtil.
import { HdfsException } from '../protocol/exceptions.ts';
import { XAttrProto_XAttrNamespaceProto as Namespace } from '../wire/xattr.ts';
import type { XAttrProto } from '../wire/xattr.ts';
import type { Json } from './json-status.ts';

export type XAttrEncoding = 'TEXT' | 'HEX' | 'BASE64';

/** XAttrHelper.buildXAttr; throws HadoopIllegalArgumentException. */
export function xAttrOfName(name: string, value?: Uint8Array): XAttrProto {
  const at = name.indexOf('.');
  const namespace = Object.entries(Namespace).find(([each]) => each === name.slice(0, Math.max(0, at)).toUpperCase())?.[1];
  if (namespace === undefined) {
    throw new HdfsException('HadoopIllegalArgumentException', 'An XAttr name must be prefixed with user/trusted/security/system/raw, followed by a \'.\'');
  }
  if (at === name.length - 1) throw new HdfsException('HadoopIllegalArgumentException', 'XAttr name cannot be empty.');
  return { namespace, name: name.slice(at + 1), ...(value === undefined ? {} : { value }) };
}

function nameOf(xAttr: XAttrProto): string {
  const prefix = Object.entries(Namespace).find(([, value]) => value === xAttr.namespace)?.[0] ?? '';
  return `${prefix.toLowerCase()}.${xAttr.name}`;
}

/** XAttrCodec.decodeValue: 0x is hex, 0s base64, everything else text, in quotes or not. Throws IOException. */
export function decodeXAttrValue(text: string): Uint8Array {
  if (/^0x/i.test(text)) return hex(text.slice(2));
  if (/^0s/i.test(text)) return Buffer.from(text.slice(2), 'base64');
  return Buffer.from(text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text);
}

function hex(digits: string): Uint8Array {
  const fail = (message: string): HdfsException => new HdfsException('IOException', `org.apache.commons.codec.DecoderException: ${message}`);
  if (digits.length % 2 !== 0) throw fail('Odd number of characters.');
  const wrong = digits.search(/[^0-9a-fA-F]/);
  if (wrong >= 0) throw fail(`Illegal hexadecimal character ${digits.charAt(wrong)} at index ${wrong}`);
  return Buffer.from(digits, 'hex');
}

function encode(value: Uint8Array | undefined, encoding: XAttrEncoding): string | null {
  if (value === undefined || value.length === 0) return null;
  const bytes = Buffer.from(value);
  if (encoding === 'HEX') return `0x${bytes.toString('hex')}`;
  return encoding === 'BASE64' ? `0s${bytes.toString('base64')}` : `"${bytes.toString()}"`;
}

export function xAttrsJson(xAttrs: readonly XAttrProto[], encoding: XAttrEncoding): Json {
  return { XAttrs: xAttrs.map((xAttr) => ({ name: nameOf(xAttr), value: encode(xAttr.value, encoding) })) };
}

/** A list within a text, as it is. */
export function xAttrNamesJson(xAttrs: readonly XAttrProto[]): Json {
  return { XAttrNames: JSON.stringify(xAttrs.map(nameOf)) };
}
