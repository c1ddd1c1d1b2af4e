// The first page: who is Active, whom the journals believe, what is stored, what happened. One screen for "is it well?".
import type { JSX } from 'preact';
import type { ClusterState, NameNodeState, ShownJournal, ShownNameNode } from '../web-pages/web-state.ts';
import { Charts } from './charts.tsx';
import { EventList } from './event-list.tsx';
import { bytes, count, long, percent, short, silenceOf } from './format.ts';
import type { Live } from './live.ts';
import { Badge, Bar, Card, Stat, Table, severityOfState } from './parts.tsx';
import { SafeModeCard } from './safe-mode.tsx';
import { activeOf, nameOf, spokesman } from './verdict.ts';

export function Overview({ live }: { readonly live: Live }): JSX.Element {
  const { state } = live;
  if (state === undefined) return <p class="empty">Asking the NameNode …</p>;
  const speaks = spokesman(state);
  return (
    <div class="grid">
      <h1 class="unseen">Overview</h1>
      <Card title="NameNodes" wide>
        <div class="nodes">{state.nameNodes.map((node) => <NameNode key={node.id} node={node} state={state} />)}</div>
      </Card>
      {speaks?.safeMode.on === true && <SafeModeCard safeMode={speaks.safeMode} />}
      {state.journals.length > 0 && <Journals state={state} />}
      {speaks !== undefined && <Storage speaks={speaks} />}
      <Charts live={live} />
      <Card title="Events" wide><EventList events={live.events.slice(0, 30)} nowMs={state.nowMs} /></Card>
    </div>
  );
}

/** How many transactions a NameNode is behind the Active; undefined when nobody is Active. */
function behind(node: NameNodeState, state: ClusterState): number | undefined {
  const active = activeOf(state)?.state;
  return active === undefined ? undefined : Math.max(0, active.durableTxid - node.lastTxid);
}

function NameNode({ node: { id, httpAddress, state: own, silent }, state }: { readonly node: ShownNameNode; readonly state: ClusterState }): JSX.Element {
  const here = id === state.self;
  const label = silent !== undefined ? (own === undefined ? 'not answering' : 'gone') : (own?.haState ?? 'asking');
  const lag = own === undefined ? undefined : behind(own, state);
  return (
    <article class={`node ${severityOfState(own?.haState, silent !== undefined)}`} aria-label={`NameNode ${id}`}>
      <header>
        <h3>{here ? nameOf(id) : <a href={`http://${httpAddress}/`}>{id}</a>}{here && id !== '' && <span class="here">this page</span>}</h3>
        <Badge severity={severityOfState(own?.haState, silent !== undefined)}>{label}</Badge>
      </header>
      {silent !== undefined && <p class="why">No answer for {long(state.nowMs - silent.sinceMs)}. <span class="muted">{silenceOf(silent.reason)}</span></p>}
      {own !== undefined && silent === undefined && (
        <dl class="pairs">
          {own.haState === 'Active' && own.epoch > 0 && <><dt>Epoch</dt><dd>{count(own.epoch)}{own.leaseLeftMs !== undefined && <span class="muted"> · lease held</span>}</dd></>}
          <dt>Last txid</dt><dd>{count(own.lastTxid)}</dd>
          {own.haState !== 'Active' && <><dt>Behind</dt><dd>{lag === undefined ? '–' : `${count(lag)} txns`}<span class="muted"> · {short(own.lagMs)}</span></dd></>}
          <dt>{own.haState === 'Active' || own.haState === 'Standby' ? own.haState : 'So'} for</dt><dd>{own.lastTransitionMs === 0 ? long(state.nowMs - own.startedMs) : long(state.nowMs - own.lastTransitionMs)}</dd>
          <dt>Checkpoint</dt><dd>{long(state.nowMs - own.checkpointMs)} ago<span class="muted"> · txid {count(own.checkpointTxid)}</span></dd>
          <dt>RPC</dt><dd class="break">{own.rpcAddress}</dd>
          <dt>Memory</dt><dd>{bytes(own.residentBytes)}<span class="muted"> · up {long(state.nowMs - own.startedMs)}</span></dd>
          {own.parkedCalls > 0 && <><dt>Parked calls</dt><dd>{count(own.parkedCalls)}</dd></>}
        </dl>
      )}
    </article>
  );
}

/** Whom a journal has promised: the NameNode of that epoch, the one whose lease it keeps, or nobody that is known. */
export function promisedTo(journal: ShownJournal, state: ClusterState): { readonly epoch: number; readonly writer: string | undefined } | undefined {
  const epoch = journal.said?.promisedEpoch ?? journal.view?.promisedEpoch;
  if (epoch === undefined) return undefined;
  const active = activeOf(state);
  const leased = journal.view?.leasedTo.at(-1);
  return { epoch, writer: active?.state?.epoch === epoch ? nameOf(active.id) : leased };
}

function Journals({ state }: { readonly state: ClusterState }): JSX.Element {
  return (
    <Card title="Journals" wide more={<a href="#/journals">All about them</a>}>
      <Table label="Journals">
        <thead><tr><th scope="col">JournalNode</th><th scope="col">State</th><th scope="col">Promised to</th><th scope="col" class="num">Epoch</th><th scope="col" class="num">Last txid</th><th scope="col" class="num">Behind</th><th scope="col" class="num">Write p50 / p99</th></tr></thead>
        <tbody>{state.journals.map((journal) => <JournalRow key={journal.name} journal={journal} state={state} />)}</tbody>
      </Table>
    </Card>
  );
}

export function journalHealth({ silent, view, said, joining }: ShownJournal): { readonly severity: 'good' | 'warn' | 'bad' | 'plain'; readonly text: string } {
  if (silent !== undefined) return { severity: 'bad', text: 'no answer' };
  if (joining === true) return { severity: 'plain', text: 'to be added' };
  if (view?.outOfSync === true) return { severity: 'warn', text: 'out of sync' };
  if (said === undefined) return { severity: 'plain', text: 'asking' };
  return { severity: 'good', text: 'in sync' };
}

export function JournalRow({ journal, state }: { readonly journal: ShownJournal; readonly state: ClusterState }): JSX.Element {
  const { name, said, view, httpUrl, silent } = journal;
  const health = journalHealth(journal);
  const promised = promisedTo(journal, state);
  const active = activeOf(state)?.state;
  const writes = view?.writeMs;
  const lag = said === undefined || active === undefined || silent !== undefined ? undefined : Math.max(0, active.durableTxid - said.lastTxid);
  return (
    <tr>
      <th scope="row">{httpUrl === undefined ? name : <a href={httpUrl}>{name}</a>}</th>
      <td><Badge severity={health.severity}>{health.text}</Badge></td>
      <td>{promised === undefined ? '–' : promised.writer === undefined ? <span class="muted">nobody alive</span> : <span class="writer">{promised.writer}</span>}</td>
      <td class="num">{promised === undefined ? '–' : count(promised.epoch)}</td>
      <td class="num">{said === undefined ? '–' : count(said.lastTxid)}</td>
      <td class="num">{lag === undefined ? '–' : lag === 0 ? '0' : `${count(lag)} txns`}</td>
      <td class="num">{writes === undefined || writes.count === 0 ? '–' : `${short(writes.p50)} / ${short(writes.p99)}`}</td>
    </tr>
  );
}

function Storage({ speaks: { fileSystem: files, safeMode } }: { readonly speaks: NameNodeState }): JSX.Element {
  const nodes = files.liveDataNodes + files.deadDataNodes;
  return (
    <Card title="Files and space" wide more={<a href="#/datanodes">DataNodes</a>}>
      <Bar
        label="Capacity" total={files.capacityBytes}
        parts={[
          { name: 'HDFS', value: files.usedBytes, shown: `${bytes(files.usedBytes)} (${percent(files.usedBytes / files.capacityBytes)})`, tone: 'used' },
          { name: 'other files', value: files.nonDfsUsedBytes, shown: bytes(files.nonDfsUsedBytes), tone: 'other' },
        ]}
      />
      <p class="muted tight">{bytes(files.remainingBytes)} free of {bytes(files.capacityBytes)}</p>
      <dl class="stats">
        <Stat name="files and directories" value={count(files.inodes)} />
        <Stat name="blocks" value={count(files.blocks)} />
        <Stat name="under-replicated" value={count(files.underReplicated)} severity={files.underReplicated > 0 ? 'warn' : 'plain'} title="Blocks with fewer replicas than their files ask for" />
        <Stat name="missing" value={count(files.missing)} severity={files.missing > 0 && !safeMode.on ? 'bad' : 'plain'} title="Blocks that no DataNode has" />
        <Stat name="corrupt" value={count(files.corrupt)} severity={files.corrupt > 0 ? 'bad' : 'plain'} title="Blocks with corrupt replicas" />
        <Stat name="being written" value={count(files.filesUnderConstruction)} title="Files open for writing" />
        <Stat name="DataNodes live" value={`${count(files.liveDataNodes)} of ${count(nodes)}`} severity={files.deadDataNodes > 0 ? 'warn' : 'plain'} />
      </dl>
    </Card>
  );
}
