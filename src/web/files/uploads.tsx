// Files on their way to a directory: a few at a time, each with its progress; those that are there already are asked about.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { bytes, counted, percent } from '../format.ts';
import { Icon } from '../icons.tsx';
import { Bar } from '../parts.tsx';
import { childOf } from './path.ts';
import { RemoteError, upload } from './web-hdfs.ts';

interface Upload {
  readonly id: number;
  readonly file: File;
  readonly path: string;
  readonly state: 'waiting' | 'sending' | 'done' | 'exists' | 'failed';
  readonly sentBytes: number;
  readonly error?: string;
}

export interface UploadQueue {
  readonly all: readonly Upload[];
  add(files: readonly File[]): void;
  overwrite(id: number): void;
  dismiss(id: number): void;
}

const atOnce = 3;
let nextId = 1;

/** Uploads into `directory`; `isThere` knows names that are taken, `onDone` is called after each that arrived. What is under way when the page is left is stopped. */
export function useUploads(directory: string, isThere: (name: string) => boolean, onDone: () => void): UploadQueue {
  const [all, setAll] = useState<readonly Upload[]>([]);
  const stops = useRef(new Map<number, AbortController>());
  const change = (id: number, to: Partial<Upload>): void => setAll((before) => before.map((each) => (each.id === id ? { ...each, ...to } : each)));
  const send = async ({ id, file, path }: Upload, overwrite: boolean): Promise<void> => {
    const stop = new AbortController();
    stops.current.set(id, stop);
    change(id, { state: 'sending', sentBytes: 0 });
    try {
      await upload(path, file, overwrite, (sentBytes) => change(id, { sentBytes }), stop.signal);
      change(id, { state: 'done', sentBytes: file.size });
      onDone();
    } catch (error) {
      const exists = error instanceof RemoteError && error.name === 'FileAlreadyExistsException';
      change(id, { state: exists ? 'exists' : 'failed', error: error instanceof Error ? error.message : String(error) });
    } finally {
      stops.current.delete(id);
    }
  };
  useEffect(() => {
    const free = atOnce - all.filter(({ state }) => state === 'sending').length;
    for (const each of all.filter(({ state }) => state === 'waiting').slice(0, free)) void send(each, false);
  }, [all.filter(({ state }) => state === 'waiting' || state === 'sending').map(({ id, state }) => `${id}${state}`).join()]);
  useEffect(() => {
    const running = stops.current;
    return () => {
      for (const stop of running.values()) stop.abort();
    };
  }, []);
  return {
    all,
    add: (files) => setAll((before) => [...before.filter(({ state }) => state !== 'done'), ...files.map((file): Upload => ({ id: nextId++, file, path: childOf(directory, file.name), state: isThere(file.name) ? 'exists' : 'waiting', sentBytes: 0 }))]),
    overwrite: (id) => {
      const found = all.find((each) => each.id === id);
      if (found !== undefined) void send(found, true);
    },
    dismiss: (id) => {
      stops.current.get(id)?.abort();
      setAll((before) => before.filter((each) => each.id !== id));
    },
  };
}

export function Uploads({ uploads }: { readonly uploads: UploadQueue }): JSX.Element | null {
  const { all } = uploads;
  if (all.length === 0) return null;
  const done = all.filter(({ state }) => state === 'done').length;
  return (
    <section class="card uploads" aria-label="Uploads">
      <p role="status" class="muted">{done === all.length ? `${counted(done, 'file')} uploaded.` : `${done} of ${counted(all.length, 'file')} uploaded.`}</p>
      <ul>
        {all.map((each) => (
          <li key={each.id} class={each.state}>
            <div class="row between">
              <span class="break">{each.file.name} <span class="muted">{bytes(each.file.size)}</span></span>
              <span class="row">
                {each.state === 'exists' && <><span>There is one already.</span><button type="button" onClick={() => uploads.overwrite(each.id)}>Replace it</button></>}
                {each.state === 'sending' && <span class="muted">{percent(each.file.size === 0 ? 1 : each.sentBytes / each.file.size)}</span>}
                {each.state === 'waiting' && <span class="muted">waits</span>}
                {each.state === 'done' && <span class="good-text">✓ uploaded</span>}
                <button type="button" class="quiet" aria-label={`${each.state === 'sending' ? 'Stop' : 'Dismiss'} ${each.file.name}`} onClick={() => uploads.dismiss(each.id)}><Icon name="close" /></button>
              </span>
            </div>
            {each.state === 'sending' && <Bar label={each.file.name} total={each.file.size} legend={false} parts={[{ name: 'sent', value: each.sentBytes, shown: bytes(each.sentBytes), tone: 'used' }]} />}
            {each.state === 'failed' && <p class="bad-text">{each.error}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
