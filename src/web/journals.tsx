// The JournalNodes: what each says of itself, and how the Active gets on with it.
import type { JSX } from 'preact';
import type { ClusterState, ShownJournal } from '../web-pages/web-state.ts';
import { count, long, short, silenceOf } from './format.ts';
import type { Live } from './live.ts';
import { Badge, Card, Empty, Notice, Stat } from './parts.tsx';
import { journalHealth, promisedTo } from './overview.tsx';
import { activeOf, members, nameOf } from './verdict.ts';

export function Journals({ live: { state } }: { readonly live: Live }): JSX.Element {
  if (state === undefined) return <Empty>Asking the NameNode …</Empty>;
  const { journals } = state;
  const counted = members(state);
  const majority = Math.floor(counted.length / 2) + 1;
  const up = counted.filter(({ silent }) => silent === undefined).length;
  return (
    <div class="grid">
      <h1>JournalNodes</h1>
      {journals.length === 0 ? <Empty>This NameNode keeps its log in its own directories; there are no JournalNodes.</Empty> : (
        <p>Journal <b>{state.journalId}</b>: an edit is durable once {majority} of {counted.length} have it on disk. {up} of them answer{up === 1 ? 's' : ''}, so {up - majority >= 0 ? `${up - majority} more may be lost` : 'nothing can be written'}.</p>
      )}
      {state.journalList !== undefined && (
        <p>{state.journalList.pending === undefined
          ? `The list was changed while the cluster ran, and counts whatever the configuration says (generation ${state.journalList.gen}): ${state.journalList.members.join(', ')}.`
          : `The list is being changed to ${state.journalList.pending.join(', ')}: until that is done, majorities of both are needed.`}</p>
      )}
      {journals.map((journal) => <Journal key={journal.name} journal={journal} state={state} />)}
    </div>
  );
}

function Journal({ journal, state }: { readonly journal: ShownJournal; readonly state: ClusterState }): JSX.Element {
  const { name, httpUrl, said, silent, view } = journal;
  const health = journalHealth(journal);
  const promised = promisedTo(journal, state);
  const active = activeOf(state);
  return (
    <Card title={name} more={<span class="row"><Badge severity={health.severity}>{health.text}</Badge>{httpUrl !== undefined && <a href={httpUrl}>Its page</a>}</span>}>
      {silent !== undefined && <Notice severity="bad">No answer for {long(state.nowMs - silent.sinceMs)}. {silenceOf(silent.reason)}</Notice>}
      {promised !== undefined && silent === undefined && <p>Has promised epoch {count(promised.epoch)} to {promised.writer === undefined ? 'a NameNode that is not alive' : <b>{promised.writer}</b>}: it refuses writers of lower epochs.</p>}
      {said !== undefined && silent === undefined && (
        <dl class="stats">
          <Stat name="last txid" value={count(said.lastTxid)} />
          <Stat name="known to be committed" value={count(said.committedTxid)} />
          <Stat name="last writer's epoch" value={count(said.lastWriterEpoch)} />
          {view !== undefined && view.writeMs.count > 0 && <Stat name="write p50" value={short(view.writeMs.p50)} />}
          {view !== undefined && view.writeMs.count > 0 && <Stat name="write p99" value={short(view.writeMs.p99)} />}
          {view !== undefined && <Stat name={`behind ${active === undefined ? 'the writer' : nameOf(active.id)}`} value={count(view.lagTxns)} severity={view.lagTxns > 0 && view.outOfSync ? 'warn' : 'plain'} />}
        </dl>
      )}
      {view?.failure !== undefined && <p class="muted tight break">The Active's last call failed: {view.failure}</p>}
    </Card>
  );
}
