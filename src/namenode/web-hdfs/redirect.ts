// Where the bytes of a file go to or come from: the address of a DataNode's own WebHDFS, with the parameters it needs.
// Answers to NamenodeWebHdfsMethods.{redirectURI, chooseDatanode}.
import { HdfsException } from '../../protocol/exceptions.ts';
import { isValidName } from '../../protocol/path.ts';
import type { DatanodeInfoProto } from '../../wire/hdfs.ts';
import { encodePath, webHdfsPrefix } from '../../web-hdfs/web-hdfs-path.ts';
import type { Answer, Operation } from './operation.ts';
import { json } from './operation.ts';

type Parameter = readonly [name: string, value: string | number | boolean];

/** 307 to a DataNode, or its address as an answer where `noredirect` asks for that. */
export async function redirect(operation: Operation): Promise<Answer> {
  const location = locationOf(operation, await chooseDataNode(operation), parametersOf(operation));
  return operation.parameters.flag('noredirect') ? json({ Location: location }) : { kind: 'redirect', location };
}

async function chooseDataNode(operation: Operation): Promise<DatanodeInfoProto> {
  const { op, path, parameters, nameNode, dataNodes } = operation;
  const excluded = parameters.text('excludedatanodes').split(',').map((name) => name.trim()).filter((name) => name !== '');
  if (op === 'CREATE') {
    if (!isValidName(path)) throw new HdfsException('InvalidPathException', `Invalid path name ${path}`);
  } else {
    const { fs } = await nameNode.getFileInfo({ src: path });
    if (fs === undefined) throw new HdfsException('FileNotFoundException', `File ${path} not found.`);
    const offset = parameters.text('offset') === '' || op !== 'OPEN' ? 0 : parameters.numberOr('offset', 0);
    if (fs.length > 0 && offset >= fs.length) throw new HdfsException('IOException', `Offset=${offset} out of the range [0, ${fs.length}); ${op}, path=${path}`);
    if (fs.length > 0) {
      const { locations } = await nameNode.getBlockLocations({ src: path, offset: op === 'OPEN' ? offset : fs.length - 1, length: 1 });
      const block = locations?.blocks[0];
      if (block !== undefined) {
        const node = dataNodes.among(block.locs, excluded);
        if (node === undefined) throw new HdfsException('IOException', 'No active nodes contain this block');
        return node;
      }
    }
  }
  const node = await dataNodes.forNewBlock(excluded);
  if (node === undefined) throw new HdfsException('IOException', `Failed to find datanode, suggest to check cluster health. excludeDatanodes=${excluded.join(',')}`);
  return node;
}

/** What the DataNode is told beside operation, user and NameNode, sorted by name. */
function parametersOf({ op, parameters }: Operation): Parameter[] {
  const given = (name: string): Parameter[] => (parameters.has(name) ? [[name, parameters.number(name) ?? 0]] : []);
  const octal = (name: string): Parameter[] => (parameters.has(name) ? [[name, (parameters.number(name) ?? 0).toString(8)]] : []);
  switch (op) {
    case 'OPEN': return [...given('buffersize'), ...given('length'), ['offset', parameters.numberOr('offset', 0)]];
    case 'APPEND': return given('buffersize');
    case 'CREATE': return [
      // Apache escapes the commas of this one twice; its DataNodes read that.
      ...given('blocksize'), ...given('buffersize'), ['createflag', parameters.names('createflag').join('%2C')], ['createparent', parameters.flag('createparent')],
      ['overwrite', parameters.flag('overwrite')], ...octal('permission'), ...given('replication'), ...octal('unmaskedpermission'),
    ];
    default: return [];
  }
}

function locationOf(operation: Operation, { id }: DatanodeInfoProto, own: readonly Parameter[]): string {
  const { op, path, user, realUser, parameters, rpcAddress } = operation;
  const users: Parameter[] = realUser !== undefined
    ? [['doas', user], ['user.name', realUser]]
    : parameters.has('user.name') ? [['user.name', user]] : [];
  const query = [['op', op] as const, ...users, ['namenoderpcaddress', rpcAddress] as const, ...own].map(([name, value]) => `${name}=${escape(String(value))}`);
  return `http://${hostOf(id)}:${id.infoPort}${webHdfsPrefix}${encodePath(path)}?${query.join('&')}`;
}

/** What a query may hold stands for itself. */
function escape(value: string): string {
  return encodeURIComponent(value).replace(/%3A/g, ':').replace(/%2F/g, '/');
}

/** The name it registered with; one on loopback is reached by its address alone, whatever its host calls itself. */
function hostOf(id: DatanodeInfoProto['id']): string {
  return id.ipAddr.startsWith('127.') || id.hostName === '' ? id.ipAddr : id.hostName;
}
