// ClientProtocol.listOpenFiles: what `dfsadmin -listOpenFiles` shows. Answers to FSNamesystem.listOpenFiles.
import type { Call, Handlers } from '../../rpc/service.ts';
import type { ClientNamenodeProtocol } from '../../wire/client-namenode-protocol.ts';
import { OpenFilesTypeProto } from '../../wire/client-namenode-protocol.ts';
import type { FSNamesystem } from '../fs-namesystem.ts';
import { listOpenFiles } from '../operations/list-open-files.ts';

/** dfs.namenode.list.openfiles.num.responses. */
const openFilesMax = 1000;

export function openFileCalls(fsn: FSNamesystem, control: { checkSuperuser(call: Call, operation: string): void }): Handlers<typeof ClientNamenodeProtocol> {
  return {
    listOpenFiles: ({ id, types, path = '/' }, call) => {
      control.checkSuperuser(call, 'listOpenFiles');
      const all = types.length === 0 || types.includes(OpenFilesTypeProto.ALL_OPEN_FILES);
      const request = { afterId: id, path, ...(all ? {} : { wanted: (file: number) => blocksDecommission(fsn, file) }) };
      return fsn.read(call, () => {
        const { files, hasMore } = listOpenFiles(fsn.namespace, request, openFilesMax);
        return { entries: [...files], hasMore, types: [...types] };
      });
    },
  };
}

/** Whether a DataNode that is to leave writes the file's last block. */
function blocksDecommission(fsn: FSNamesystem, file: number): boolean {
  const last = fsn.namespace.lastBlock(file);
  return last >= 0 && fsn.blocks.expectedLocations(last).some((storage) => storage.node.adminState === 'decommissioning');
}
