// The head that all of the NameNode's WebHDFS answers have, as Apache's web server sets it.

export function noCacheHeaders(wallMs: number): Record<string, string> {
  return {
    'Cache-Control': 'no-cache', Expires: new Date(wallMs).toUTCString(), Pragma: 'no-cache',
    'X-Content-Type-Options': 'nosniff', 'X-FRAME-OPTIONS': 'SAMEORIGIN', 'X-XSS-Protection': '1; mode=block',
  };
}
