// A look into a file: text, or an image. Contents are shown as text nodes or through an image element, never as HTML; SVG is text.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { bytes } from '../format.ts';
import { Card, Empty, Notice } from '../parts.tsx';
import { nameIn } from './path.ts';
import { read } from './web-hdfs.ts';

const textBytesMax = 64 * 1024;
const imageBytesMax = 16 * 1024 * 1024;
const images: Readonly<Record<string, string>> = { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp', avif: 'image/avif', bmp: 'image/bmp', ico: 'image/x-icon' };

type Seen = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'image'; readonly url: string } | { readonly kind: 'binary' } | { readonly kind: 'error'; readonly error: string };

/** Undefined when it is no text: bytes that UTF-8 does not have, or many that nobody types. */
export function textOf(content: Uint8Array, whole: boolean): string | undefined {
  try {
    // The end of a part may lie within a character.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content, { stream: !whole });
    return text.slice(0, 4096).split('').some((letter) => letter < ' ' && !'\n\r\t\f\u001b'.includes(letter)) ? undefined : text;
  } catch {
    return undefined;
  }
}

export function Preview({ path, length }: { readonly path: string; readonly length: number }): JSX.Element {
  const [seen, setSeen] = useState<Seen>();
  const type = images[nameIn(path).toLowerCase().split('.').at(-1) ?? ''];
  const image = type !== undefined && length <= imageBytesMax;
  useEffect(() => {
    let over = false;
    let url: string | undefined;
    const look = async (): Promise<Seen> => {
      const content = length === 0 ? new ArrayBuffer(0) : await read(path, image ? length : Math.min(length, textBytesMax));
      if (image) {
        url = URL.createObjectURL(new Blob([content], { type }));
        return { kind: 'image', url };
      }
      const text = textOf(new Uint8Array(content), length <= textBytesMax);
      return text === undefined ? { kind: 'binary' } : { kind: 'text', text };
    };
    look().catch((error: unknown): Seen => ({ kind: 'error', error: error instanceof Error ? error.message : String(error) })).then((each) => {
      if (!over) setSeen(each);
    }, () => {});
    return () => {
      over = true;
      if (url !== undefined) URL.revokeObjectURL(url);
    };
  }, [path, length]);
  return (
    <Card title="Preview" wide more={seen?.kind === 'text' && length > textBytesMax ? <span class="muted">the first {bytes(textBytesMax)} of {bytes(length)}</span> : undefined}>
      {seen === undefined && <Empty>Reading …</Empty>}
      {seen?.kind === 'text' && (length === 0 ? <Empty>The file is empty.</Empty> : <pre class="preview" tabIndex={0} aria-label={`Text of ${nameIn(path)}`}>{seen.text}</pre>)}
      {seen?.kind === 'image' && <img class="preview" src={seen.url} alt={nameIn(path)} onError={() => setSeen({ kind: 'binary' })} />}
      {seen?.kind === 'binary' && <Empty>It is neither text nor an image that a browser shows. Download it to look inside.</Empty>}
      {seen?.kind === 'error' && <Notice severity="bad">{seen.error}</Notice>}
    </Card>
  );
}
