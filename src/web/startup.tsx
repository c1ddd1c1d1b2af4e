// How far each NameNode's start is, and what it waits for.
import type { JSX } from 'preact';
import type { NameNodeState } from '../web-pages/web-state.ts';
import { long, short } from './format.ts';
import type { Live } from './live.ts';
import { Badge, Card, Empty } from './parts.tsx';
import { waitsFor } from './safe-mode.tsx';
import { nameOf } from './verdict.ts';

interface Step {
  readonly name: string;
  readonly detail: string;
  readonly tookMs: number | undefined;
  readonly done: boolean;
}

function stepsOf({ startup, safeMode, haState, nowMs }: NameNodeState): Step[] {
  const loaded = haState !== 'Loading';
  return [
    ...startup.map(({ name, detail, beganMs, endMs }) => ({ name, detail, tookMs: (endMs ?? nowMs) - beganMs, done: endMs !== undefined })),
    { name: 'Safe mode', detail: loaded ? waitsFor(safeMode) : 'Comes when image and edits are read.', tookMs: undefined, done: loaded && !safeMode.on },
  ];
}

export function Startup({ live: { state } }: { readonly live: Live }): JSX.Element {
  return (
    <div class="grid">
      <h1>Start-up</h1>
      {state?.nameNodes.map(({ id, state: own, silent }) => (
        <Card key={id} title={nameOf(id)} more={own === undefined || silent !== undefined ? <Badge severity="bad">no answer</Badge> : <Badge severity={own.haState === 'Loading' ? 'warn' : 'good'}>{own.haState === 'Loading' ? 'starting' : 'started'}</Badge>}>
          {own === undefined ? <Empty>It has not said anything yet.</Empty> : (
            <>
              <p class="muted tight">{silent === undefined ? <>Started {long(own.nowMs - own.startedMs)} ago.</> : <>It does not answer now. What it said last:</>}</p>
              <ol class="steps">
                {stepsOf(own).map((step) => (
                  <li key={step.name} class={step.done ? 'done' : 'under-way'}>
                    <span class="step-mark" aria-label={step.done ? 'done' : 'under way'}>{step.done ? '✓' : '…'}</span>
                    <div><b>{step.name}</b>{step.tookMs !== undefined && <span class="muted"> {short(step.tookMs)}</span>}<div class="muted break">{step.detail}</div></div>
                  </li>
                ))}
              </ol>
            </>
          )}
        </Card>
      ))}
    </div>
  );
}
