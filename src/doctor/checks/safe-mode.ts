// Safe mode: a NameNode that changes nothing, and what it waits for. The NameNode's own words (getSafeModeTip, the same in
// quorate and Apache) are put plainly.
import { problem } from '../finding.ts';
import type { Finding } from '../finding.ts';
import type { Facts, NameNodeFacts } from '../facts.ts';
import { counted } from '../words.ts';
import { adminCommand, called } from './hints.ts';

export function checkSafeMode(facts: Facts): Finding[] {
  return facts.nameservices.flatMap(({ nameNodes }) => {
    const on = nameNodes.filter(({ safeMode, state }) => safeMode === true && state !== 'initializing');
    // A Standby's concerns nobody while the Active's tells the same.
    const told = on.filter(({ state }) => state === 'active');
    return (told.length > 0 ? told : on).map((node) => inSafeMode(facts, node));
  });
}

function inSafeMode(facts: Facts, node: NameNodeFacts): Finding {
  const { why, advice } = waitsFor(node.safeModeTip ?? '', adminCommand(facts, 'dfsadmin -safemode leave'));
  const effect = node.state === 'active' ? 'Files can be read, and nothing can be changed.' : 'It may become Active, and would change nothing.';
  return problem('safe-mode', node.name, `NameNode ${called(node)} is in safe mode. ${effect} ${why}`, advice);
}

/** What a tip says. */
export function waitsFor(tip: string, leave: string): { readonly why: string; readonly advice: string } {
  if (/turned on manually/.test(tip)) return { why: 'An operator turned it on.', advice: `When the work that it was turned on for is done: ${leave}.` };
  if (/[Rr]esources are low/.test(tip)) return { why: 'The disks of its name directories are nearly full.', advice: `Free space on them, then ${leave}.` };
  if (/generation stamps in future/.test(tip)) {
    return { why: 'DataNodes have blocks that are newer than anything this NameNode knows: its image or journal was replaced by an older one.', advice: 'Restart it with the right metadata. `quorate dfsadmin -safemode forceExit` gives these blocks up: that loses data.' };
  }
  const blocks = /reported blocks (\d+) needs additional (\d+) blocks.*total blocks (\d+)/s.exec(tip);
  const nodes = /number of live datanodes (\d+) needs an additional (\d+) live datanodes/.exec(tip);
  if (blocks !== null) {
    return {
      why: `It waits until DataNodes have reported ${counted(Number(blocks[2]), 'more block')}: so far ${blocks[1]} of ${blocks[3]} are known.`,
      advice: `Start the DataNodes that are missing. If their blocks are lost for good: ${leave}, then look for the files that lack blocks with fsck.`,
    };
  }
  if (nodes !== null) return { why: `It waits for ${counted(Number(nodes[2]), 'more DataNode')}; ${nodes[1]} ${nodes[1] === '1' ? 'is' : 'are'} alive (dfs.namenode.safemode.min.datanodes).`, advice: 'Start DataNodes.' };
  const seconds = /turned off automatically in (\d+) seconds/.exec(tip);
  if (seconds !== null) return { why: `All is there; it ends by itself in ${seconds[1]} seconds (dfs.namenode.safemode.extension).`, advice: 'Wait.' };
  return { why: tip === '' ? 'It does not say what it waits for.' : `It says: ${tip.replace(/^Safe mode is ON\.\s*/, '').replace(/\s+/g, ' ')}`, advice: `If nothing is wrong with the DataNodes: ${leave}.` };
}
