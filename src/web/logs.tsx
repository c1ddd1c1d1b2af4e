// The end of a NameNode's log, of this one or another.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Live } from './live.ts';
import { LogView } from './log-view.tsx';
import { NodeChoice, ofNode } from './node-choice.tsx';

export function Logs({ live }: { readonly live: Live }): JSX.Element {
  const [chosen, setChosen] = useState<string>();
  const node = chosen ?? live.state?.self ?? '';
  return (
    <div class="grid">
      <div class="row between"><h1>Log</h1><NodeChoice live={live} chosen={node} onChoose={setChosen} /></div>
      <LogView url={ofNode('web/logs', node)} whose="the NameNode" />
    </div>
  );
}
