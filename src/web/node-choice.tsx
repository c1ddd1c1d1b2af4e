// Which NameNode a page is about: this one, or another that this one asks.
import type { JSX } from 'preact';
import type { Live } from './live.ts';
import { nameOf } from './verdict.ts';

export function NodeChoice({ live: { state }, chosen, onChoose }: { readonly live: Live; readonly chosen: string; readonly onChoose: (id: string) => void }): JSX.Element | null {
  if (state === undefined || state.nameNodes.length < 2) return null;
  return (
    <div class="choice" role="group" aria-label="NameNode">
      {state.nameNodes.map(({ id, silent }) => <button key={id} type="button" aria-pressed={id === chosen} onClick={() => onChoose(id)}>{nameOf(id)}{silent !== undefined && <span class="muted"> (no answer)</span>}</button>)}
    </div>
  );
}

/** `web/logs` of a NameNode. */
export function ofNode(path: string, id: string): string {
  return id === '' ? path : `${path}?node=${encodeURIComponent(id)}`;
}
