// How names and values of extended attributes are written on a command line (org.apache.hadoop.fs.XAttrCodec, XAttrHelper).
import { UsageError } from './shell-errors.ts';

export type XattrEncoding = 'text' | 'hex' | 'base64';

export function encodeXattr(value: Uint8Array, encoding: XattrEncoding): string {
  const bytes = Buffer.from(value);
  if (encoding === 'hex') return `0x${bytes.toString('hex')}`;
  return encoding === 'base64' ? `0s${bytes.toString('base64')}` : `"${bytes.toString('utf8')}"`;
}

/** Throws UsageError for a name that XAttrHelper refuses. */
export function checkXattrName(name: string): void {
  const dot = name.indexOf('.');
  if (!['user', 'trusted', 'security', 'system', 'raw'].includes(name.slice(0, Math.max(dot, 0)).toLowerCase())) {
    throw new UsageError("An XAttr name must be prefixed with user/trusted/security/system/raw, followed by a '.'");
  }
  if (dot === name.length - 1) throw new UsageError('XAttr name cannot be empty.');
}

/** "text", 0xHEX, 0sBASE64, or plain text. */
export function decodeXattr(text: string): Uint8Array {
  const quoted = /^"(.*)"$/s.exec(text);
  if (quoted !== null) return Buffer.from(quoted[1] ?? '');
  const prefix = text.slice(0, 2).toLowerCase();
  if (prefix === '0s') return Buffer.from(text.slice(2), 'base64');
  if (prefix !== '0x') return Buffer.from(text);
  if (!/^(?:[0-9a-f]{2})*$/i.test(text.slice(2))) throw new UsageError(`not a hexadecimal value: ${text}`);
  return Buffer.from(text.slice(2), 'hex');
}
