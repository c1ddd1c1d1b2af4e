// The path of a request as it was sent, its dots and all: what a Request's url makes of `/a/../b` is another file. Answers to
// UriFsPathParam and to the DataNode's ParameterParser.

export const webHdfsPrefix = '/webhdfs/v1';

export interface Target {
  /** Absolute, decoded; neighbouring slashes are one. */
  readonly path: string;
  readonly query: string;
}

/** Undefined for what does not lie below /webhdfs/v1. Throws URIError for a malformed escape. */
export function targetOf(target: string): Target | undefined {
  const at = target.indexOf('?');
  const whole = at < 0 ? target : target.slice(0, at);
  if (whole !== webHdfsPrefix && !whole.startsWith(`${webHdfsPrefix}/`)) return undefined;
  const path = `/${decodeURIComponent(whole.slice(webHdfsPrefix.length))}`.replace(/\/{2,}/g, '/');
  return { path, query: at < 0 ? '' : target.slice(at + 1) };
}

/** A path in a Location: what a URI's path may hold stands for itself (java.net.URI, toASCIIString). */
export function encodePath(path: string): string {
  return encodeURIComponent(path).replace(/%(2F|24|26|2B|2C|3A|3B|3D|40)/g, (escape) => decodeURIComponent(escape));
}
