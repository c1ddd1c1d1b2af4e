// The JournalNode's page: its journals, whom each has promised, how fast its disk is.
import type { JSX } from 'preact';
import type { JournalNodeState } from '../web-pages/web-state.ts';
import { bytes, count, percent, short } from './format.ts';
import { OwnPage, show } from './own-page.tsx';
import { Badge, Bar, Card, Empty, Stat } from './parts.tsx';

function JournalNode(state: JournalNodeState): JSX.Element {
  const { journals, spaceBytes: space } = state;
  return (
    <div class="grid">
      {journals.length === 0 && <Card title="Journals"><Empty>No NameNode has made a journal here yet.</Empty></Card>}
      {journals.map((journal) => <Journal key={journal.id} journal={journal} />)}
      {space !== undefined && (
        <Card title="Disk">
          <Bar label="Disk" total={space.total} parts={[{ name: 'used', value: space.total - space.free, shown: `${bytes(space.total - space.free)} (${percent(1 - space.free / space.total)})`, tone: space.free < space.total / 20 ? 'warn' : 'other' }]} />
          <p class="muted tight">{bytes(space.free)} free of {bytes(space.total)} · edits in <span class="break mono">{state.editsDir}</span></p>
        </Card>
      )}
    </div>
  );
}

function Journal({ journal }: { readonly journal: JournalNodeState['journals'][number] }): JSX.Element {
  const behind = Math.max(0, journal.committedTxid - journal.lastTxid);
  const lease = journal.leases.find(({ leftMs }) => leftMs > 0);
  return (
    <Card title={`Journal ${journal.id}`} more={journal.formatted ? <Badge severity={behind > 0 ? 'warn' : 'good'}>{behind > 0 ? 'behind' : 'complete'}</Badge> : <Badge severity="warn">not formatted</Badge>}>
      <p>
        {lease === undefined
          ? <>Epoch {count(journal.promisedEpoch)} is promised; no NameNode holds a lease on it now.</>
          : <>Epoch {count(journal.promisedEpoch)} is promised to <b>{lease.nameNode === '' ? 'a NameNode' : lease.nameNode}</b>, which holds the active lease{lease.connected ? '' : ', though its connection is broken'}.</>}
      </p>
      <dl class="stats">
        <Stat name="last txid" value={count(journal.lastTxid)} />
        <Stat name="known to be committed" value={count(journal.committedTxid)} />
        <Stat name="behind" value={count(behind)} severity={behind > 0 ? 'warn' : 'plain'} />
        <Stat name="last writer's epoch" value={count(journal.lastWriterEpoch)} />
        <Stat name="batches written" value={count(journal.batches)} />
        <Stat name="mean sync" value={journal.syncs === 0 ? '–' : short(journal.meanSyncMs)} title="fdatasync of a batch: what every edit waits for at least" />
        <Stat name="edits cached" value={bytes(journal.cacheBytes)} />
      </dl>
    </Card>
  );
}

show(<OwnPage<JournalNodeState> role="JournalNode" name={({ rpcAddress }) => rpcAddress} draw={JournalNode} />);
