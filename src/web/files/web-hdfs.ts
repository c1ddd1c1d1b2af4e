// WebHDFS as the Files page calls it: on this server, which on a Standby asks the Active itself. What moves bytes goes to a DataNode,
// whose address the NameNode gives; both answer pages of other hosts (CORS). Errors are the RemoteException's sentence.
import { currentUser } from '../user.tsx';

export interface FileStatus {
  /** '' of the path that was asked for itself. */
  readonly pathSuffix: string;
  readonly type: 'FILE' | 'DIRECTORY' | 'SYMLINK';
  readonly length: number;
  readonly owner: string;
  readonly group: string;
  /** Octal: '755', '1777'. */
  readonly permission: string;
  readonly accessTime: number;
  readonly modificationTime: number;
  readonly blockSize: number;
  readonly replication: number;
  readonly childrenNum?: number;
  readonly symlink?: string;
}

export interface BlockLocation {
  /** 'ip:port' of each replica's DataNode. */
  readonly names: readonly string[];
  readonly hosts: readonly string[];
  readonly offset: number;
  readonly length: number;
  readonly corrupt: boolean;
  readonly storageTypes?: readonly string[];
}

export interface ContentSummary {
  readonly directoryCount: number;
  readonly fileCount: number;
  readonly length: number;
  readonly spaceConsumed: number;
  readonly quota: number;
  readonly spaceQuota: number;
}

/** `name` is the exception's class: 'FileAlreadyExistsException'. */
export class RemoteError extends Error {
  override readonly name: string;

  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

type Parameters = Readonly<Record<string, string | number | boolean>>;

let suggested = '';

/** Whom calls are made as until the page's user says otherwise. */
export function suggestUser(name: string): void {
  suggested = name;
}

/** 'webhdfs/v1/a%20b?op=…' of an absolute path. */
export function addressFor(path: string, op: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams({ op, 'user.name': currentUser(suggested) });
  for (const [name, value] of Object.entries(parameters)) query.set(name, String(value));
  return `webhdfs/v1${path.split('/').map(encodeURIComponent).join('/')}?${query.toString()}`;
}

/** @returns the answer's only field */
async function ask(method: 'GET' | 'PUT' | 'POST' | 'DELETE', address: string): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(address, { method });
  } catch {
    throw new RemoteError('ConnectException', 'This NameNode does not answer.');
  }
  const text = await response.text();
  if (!response.ok) throw remoteError(response.status, text);
  return text === '' ? undefined : JSON.parse(text);
}

export function remoteError(httpStatus: number, text: string): RemoteError {
  try {
    const { RemoteException: remote } = JSON.parse(text) as { readonly RemoteException: { readonly exception: string; readonly message: string } };
    // A stack comes along with some messages.
    return new RemoteError(remote.exception, remote.message.split('\n')[0] ?? remote.exception);
  } catch {
    return new RemoteError('IOException', httpStatus === 404 ? 'This server has no WebHDFS.' : `The server answers ${httpStatus}.`);
  }
}

export async function status(path: string): Promise<FileStatus> {
  return (await ask('GET', addressFor(path, 'GETFILESTATUS')) as { readonly FileStatus: FileStatus }).FileStatus;
}

/** One part of a directory, by name, behind `after`; `left` is how many follow. */
export async function list(path: string, after: string): Promise<{ readonly entries: readonly FileStatus[]; readonly left: number }> {
  const { DirectoryListing: listing } = await ask('GET', addressFor(path, 'LISTSTATUS_BATCH', after === '' ? {} : { startAfter: after })) as {
    readonly DirectoryListing: { readonly partialListing: { readonly FileStatuses: { readonly FileStatus: readonly FileStatus[] } }; readonly remainingEntries: number };
  };
  return { entries: listing.partialListing.FileStatuses.FileStatus, left: listing.remainingEntries };
}

export async function summary(path: string): Promise<ContentSummary> {
  return (await ask('GET', addressFor(path, 'GETCONTENTSUMMARY')) as { readonly ContentSummary: ContentSummary }).ContentSummary;
}

export async function blockLocations(path: string, length: number): Promise<readonly BlockLocation[]> {
  const { BlockLocations: found } = await ask('GET', addressFor(path, 'GETFILEBLOCKLOCATIONS', { offset: 0, length })) as { readonly BlockLocations: { readonly BlockLocation: readonly BlockLocation[] } };
  return found.BlockLocation;
}

/** At most `length` bytes from the beginning. */
export async function read(path: string, length: number): Promise<ArrayBuffer> {
  let response: Response;
  try {
    response = await fetch(addressFor(path, 'OPEN', { offset: 0, length }));
  } catch {
    throw new RemoteError('ConnectException', 'The DataNode that has it cannot be reached from this browser.');
  }
  if (!response.ok) throw remoteError(response.status, await response.text());
  return response.arrayBuffer();
}

/** Throws when the answer is a plain no. */
async function must(method: 'PUT' | 'DELETE', address: string, refusal: string): Promise<void> {
  const answer = await ask(method, address);
  if (typeof answer === 'object' && answer !== null && 'boolean' in answer && answer.boolean === false) throw new RemoteError('IOException', refusal);
}

export const makeDirectory = (path: string): Promise<void> => must('PUT', addressFor(path, 'MKDIRS'), 'The directory could not be made.');
export const rename = (path: string, to: string): Promise<void> => must('PUT', addressFor(path, 'RENAME', { destination: to }), `It cannot be moved to ${to}: something is there already, or its directory is not.`);
export const remove = (path: string): Promise<void> => must('DELETE', addressFor(path, 'DELETE', { recursive: true }), 'There is nothing to delete any more.');
export const setPermission = (path: string, octal: string): Promise<void> => must('PUT', addressFor(path, 'SETPERMISSION', { permission: octal }), '');
export const setOwner = (path: string, owner: string, group: string): Promise<void> => must('PUT', addressFor(path, 'SETOWNER', { owner, group }), '');
export const setReplication = (path: string, replication: number): Promise<void> => must('PUT', addressFor(path, 'SETREPLICATION', { replication }), 'Only files have replicas.');

/**
 * Writes a file through the DataNode that the NameNode chose, without keeping it in memory.
 * @param progress bytes sent so far
 */
export async function upload(path: string, body: Blob, overwrite: boolean, progress: (sentBytes: number) => void, signal: AbortSignal): Promise<void> {
  const { Location: location } = await ask('PUT', addressFor(path, 'CREATE', { overwrite, noredirect: true })) as { readonly Location: string };
  // fetch tells nothing of how much was sent.
  const request = new XMLHttpRequest();
  await new Promise<void>((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded }) => progress(loaded));
    request.addEventListener('load', () => (request.status < 300 ? resolve() : reject(remoteError(request.status, request.responseText))));
    request.addEventListener('error', () => reject(new RemoteError('ConnectException', `The DataNode at ${URL.canParse(location) ? new URL(location).host : location} cannot be reached from this browser.`)));
    request.addEventListener('abort', () => reject(new RemoteError('AbortError', 'It was stopped.')));
    signal.addEventListener('abort', () => request.abort());
    request.open('PUT', location);
    // Without a type: a browser would ask the DataNode first whether it may be said.
    request.send(body.slice(0, body.size, ''));
  });
}
