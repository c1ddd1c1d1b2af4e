// What is asked before something is made, moved, deleted or given other permissions.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { bytes, counted, permission } from '../format.ts';
import { Dialog, Notice } from '../parts.tsx';
import { badName, childOf, cleanPath, nameIn, parentOf } from './path.ts';
import { makeDirectory, remove, rename, setOwner, setPermission, setReplication, summary } from './web-hdfs.ts';
import type { ContentSummary, FileStatus } from './web-hdfs.ts';

export type Wish =
  | { readonly kind: 'make'; readonly path: string }
  | { readonly kind: 'rename' | 'delete' | 'permissions' | 'replication'; readonly path: string; readonly status: FileStatus };

interface WishProps {
  readonly wish: Wish;
  /** @param changed whether something is other than before @param to where a renamed file is now */
  readonly onDone: (changed: boolean, to?: string) => void;
}

export function EntryDialogs({ wish, onDone }: WishProps): JSX.Element {
  switch (wish.kind) {
    case 'make':
      return <Make path={wish.path} onDone={onDone} />;
    case 'rename':
      return <Rename path={wish.path} onDone={onDone} />;
    case 'delete':
      return <Delete path={wish.path} status={wish.status} onDone={onDone} />;
    case 'permissions':
      return <Permissions path={wish.path} status={wish.status} onDone={onDone} />;
    case 'replication':
      return <Replication path={wish.path} status={wish.status} onDone={onDone} />;
  }
}

interface FormProps {
  readonly title: string;
  readonly action: string;
  readonly danger?: boolean;
  /** Why it cannot be done as it stands. */
  readonly wrong?: string | undefined;
  readonly act: () => Promise<void>;
  readonly onDone: (changed: boolean) => void;
  readonly children: JSX.Element | readonly (JSX.Element | false)[];
}

function Form({ title, action, danger = false, wrong, act, onDone, children }: FormProps): JSX.Element {
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      await act();
      onDone(true);
    } catch (reason) {
      setBusy(false);
      setError(reason instanceof Error ? reason.message : String(reason));
    }
  };
  return (
    <Dialog title={title} onClose={() => onDone(false)}>
      <form class="stack" onSubmit={(event) => {
        event.preventDefault();
        if (wrong === undefined && !busy) void submit();
      }}>
        {children}
        {error !== undefined && <Notice severity="bad">{error}</Notice>}
        <div class="row"><button type="button" onClick={() => onDone(false)}>Cancel</button><button type="submit" class={danger ? 'danger' : 'main'} disabled={busy || wrong !== undefined} title={wrong}>{action}</button></div>
      </form>
    </Dialog>
  );
}

function Make({ path, onDone }: { readonly path: string; readonly onDone: WishProps['onDone'] }): JSX.Element {
  const [name, setName] = useState('');
  return (
    <Form title="New directory" action="Make it" wrong={badName(name)} act={() => makeDirectory(childOf(path, name))} onDone={onDone}>
      <label class="field">Name, in {path}<input type="text" value={name} autofocus autocomplete="off" spellcheck={false} onInput={(event) => setName(event.currentTarget.value)} /></label>
    </Form>
  );
}

function Rename({ path, onDone }: { readonly path: string; readonly onDone: WishProps['onDone'] }): JSX.Element {
  const [to, setTo] = useState(path);
  const target = cleanPath(to);
  const wrong = target === path ? 'It is called that already.' : badName(nameIn(target));
  return (
    <Form title={`Rename or move ${nameIn(path)}`} action="Rename" wrong={wrong} act={() => rename(path, target)} onDone={(changed) => onDone(changed, target)}>
      <label class="field">New path<input type="text" value={to} autofocus autocomplete="off" spellcheck={false} onInput={(event) => setTo(event.currentTarget.value)} onFocus={({ currentTarget: field }) => field.setSelectionRange(parentOf(path).length + (parentOf(path) === '/' ? 0 : 1), field.value.length)} /></label>
    </Form>
  );
}

function Delete({ path, status, onDone }: { readonly path: string; readonly status: FileStatus; readonly onDone: WishProps['onDone'] }): JSX.Element {
  const [content, setContent] = useState<ContentSummary>();
  useEffect(() => {
    if (status.type === 'DIRECTORY') summary(path).then(setContent, () => {});
  }, []);
  return (
    <Form title={`Delete ${nameIn(path)}?`} action="Delete" danger act={() => remove(path)} onDone={onDone}>
      <p class="break">
        <b>{path}</b>{status.type === 'DIRECTORY'
          ? <> and everything in it{content !== undefined && <>: {counted(content.fileCount, 'file')} in {counted(content.directoryCount - 1, 'directory', 'directories')} below it, {bytes(content.length)}</>}.</>
          : <>, {bytes(status.length)}.</>}
      </p>
      <p>It is deleted at once, not moved to the trash, and cannot be brought back.</p>
    </Form>
  );
}

const who = ['owner', 'group', 'others'] as const;
const what = ['read', 'write', 'execute'] as const;

function Permissions({ path, status, onDone }: { readonly path: string; readonly status: FileStatus; readonly onDone: WishProps['onDone'] }): JSX.Element {
  const [mode, setMode] = useState(Number.parseInt(status.permission, 8));
  const [owner, setOwnerTo] = useState(status.owner);
  const [group, setGroup] = useState(status.group);
  const octal = mode.toString(8).padStart(3, '0');
  const act = async (): Promise<void> => {
    if (owner !== status.owner || group !== status.group) await setOwner(path, owner, group);
    if (Number.parseInt(status.permission, 8) !== mode) await setPermission(path, octal);
  };
  return (
    <Form title={`Owner and permissions of ${nameIn(path)}`} action="Set" wrong={owner === '' || group === '' ? 'Owner and group are needed.' : undefined} act={act} onDone={onDone}>
      <div class="row fields">
        <label class="field">Owner<input type="text" value={owner} autocomplete="off" spellcheck={false} onInput={(event) => setOwnerTo(event.currentTarget.value.trim())} /></label>
        <label class="field">Group<input type="text" value={group} autocomplete="off" spellcheck={false} onInput={(event) => setGroup(event.currentTarget.value.trim())} /></label>
      </div>
      <table class="bits">
        <thead><tr><td />{what.map((each) => <th key={each} scope="col">{each}</th>)}</tr></thead>
        <tbody>{who.map((whom, row) => (
          <tr key={whom}><th scope="row">{whom}</th>{what.map((each, column) => {
            const bit = 0o400 >> (row * 3 + column);
            return <td key={each}><input type="checkbox" aria-label={`${whom} may ${each}`} checked={(mode & bit) !== 0} onChange={(event) => setMode(event.currentTarget.checked ? mode | bit : mode & ~bit)} /></td>;
          })}</tr>
        ))}</tbody>
      </table>
      <label class="sticky"><input type="checkbox" checked={(mode & 0o1000) !== 0} onChange={(event) => setMode(event.currentTarget.checked ? mode | 0o1000 : mode & ~0o1000)} /> only owners may delete or rename what lies in it (sticky)</label>
      <p class="muted">{permission(octal)} · {octal}</p>
    </Form>
  );
}

function Replication({ path, status, onDone }: { readonly path: string; readonly status: FileStatus; readonly onDone: WishProps['onDone'] }): JSX.Element {
  const [text, setText] = useState(String(status.replication));
  const replicas = Number(text);
  return (
    <Form title={`Replicas of ${nameIn(path)}`} action="Set" wrong={Number.isInteger(replicas) && replicas >= 1 && replicas <= 512 ? undefined : 'A number from 1 to 512.'} act={() => setReplication(path, replicas)} onDone={onDone}>
      <label class="field">Replicas of each block<input type="number" min={1} max={512} value={text} autofocus onInput={(event) => setText(event.currentTarget.value)} /></label>
      <p class="muted">The NameNode orders copies, or their deletion, from now on; it takes a few seconds.</p>
    </Form>
  );
}
