import java.io.*;
import java.net.URI;
import java.nio.file.*;
import java.security.PrivilegedExceptionAction;
import java.util.*;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.crypto.CryptoProtocolVersion;
import org.apache.hadoop.fs.*;
import org.apache.hadoop.fs.permission.*;
import org.apache.hadoop.hdfs.*;
import org.apache.hadoop.hdfs.protocol.*;
import org.apache.hadoop.io.EnumSetWritable;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * Calls ClientProtocol of a NameNode line by line and prints what it answers: a script line is user, method and
 * arguments, separated by tabs. Run it on a freshly formatted NameNode, so that ids are the first ones.
 */
public class Refusals {
  static final Map<String, ClientProtocol> proxies = new HashMap<>();
  static Configuration conf = new Configuration();

  static ClientProtocol proxy(String user) throws Exception {
    ClientProtocol p = proxies.get(user);
    if (p == null) {
      p = UserGroupInformation.createRemoteUser(user).doAs((PrivilegedExceptionAction<ClientProtocol>) () ->
          NameNodeProxies.createNonHAProxy(conf, new java.net.InetSocketAddress(URI.create(conf.get("fs.defaultFS")).getHost(), URI.create(conf.get("fs.defaultFS")).getPort()),
              ClientProtocol.class, UserGroupInformation.getCurrentUser(), false).getProxy());
      proxies.put(user, p);
    }
    return p;
  }

  static FsPermission mode(String octal) { return new FsPermission(Short.parseShort(octal, 8)); }
  static String orNull(String s) { return s.equals("-") ? null : s; }

  static ExtendedBlock block(ClientProtocol p, String text) throws Exception {
    if (text.equals("-")) return null;
    String[] f = text.split("_");
    return new ExtendedBlock(f.length > 3 ? f[3] : pool, Long.parseLong(f[0]), Long.parseLong(f[2]), Long.parseLong(f[1]));
  }

  static String pool = "";
  static String status(HdfsFileStatus s) {
    if (s == null) return "null";
    return (s.isDirectory() ? "d" : s.isSymlink() ? "l" : "-") + s.getPermission() + " " + s.getOwner() + ":" + s.getGroup() + " len=" + s.getLen()
        + " repl=" + s.getReplication() + " children=" + s.getChildrenNum() + " id=" + s.getFileId() + " name=" + s.getLocalName();
  }

  static Object run(ClientProtocol p, String[] a) throws Exception {
    switch (a[1]) {
      case "mkdirs": return p.mkdirs(a[2], mode(a[3]), a[4].equals("true"));
      case "create": {
        EnumSet<CreateFlag> flags = EnumSet.noneOf(CreateFlag.class);
        if (a[5].contains("C")) flags.add(CreateFlag.CREATE);
        if (a[5].contains("O")) flags.add(CreateFlag.OVERWRITE);
        return status(p.create(a[2], mode(a[3]), a[4], new EnumSetWritable<>(flags, CreateFlag.class), a[6].equals("true"), Short.parseShort(a[7]), Long.parseLong(a[8]),
            CryptoProtocolVersion.supported(), null, a.length > 9 ? a[9] : null));
      }
      case "addBlock": {
        LocatedBlock b = p.addBlock(a[2], a[3], block(p, a[4]), null, a.length > 5 ? Long.parseLong(a[5]) : 0, null, null);
        pool = b.getBlock().getBlockPoolId();
        return b.getBlock().getLocalBlock() + " offset=" + b.getStartOffset();
      }
      case "complete": return p.complete(a[2], a[3], block(p, a[4]), a.length > 5 ? Long.parseLong(a[5]) : 0);
      case "abandonBlock": p.abandonBlock(block(p, a[4]), 0, a[2], a[3]); return "ok";
      case "fsync": p.fsync(a[2], 0, a[3], Long.parseLong(a[4])); return "ok";
      case "updateBlockForPipeline": return p.updateBlockForPipeline(block(p, a[2]), a[3]).getBlock().getGenerationStamp();
      case "updatePipeline": p.updatePipeline(a[2], block(p, a[3]), block(p, a[4]), new DatanodeID[0], new String[0]); return "ok";
      case "rename": return p.rename(a[2], a[3]);
      case "rename2": {
        List<Options.Rename> o = new ArrayList<>();
        o.add(a[4].contains("O") ? Options.Rename.OVERWRITE : Options.Rename.NONE);
        if (a[4].contains("T")) o.add(Options.Rename.TO_TRASH);
        p.rename2(a[2], a[3], o.toArray(new Options.Rename[0]));
        return "ok";
      }
      case "delete": return p.delete(a[2], a[3].equals("true"));
      case "setPermission": p.setPermission(a[2], mode(a[3])); return "ok";
      case "setOwner": p.setOwner(a[2], orNull(a[3]), orNull(a[4])); return "ok";
      case "setTimes": p.setTimes(a[2], Long.parseLong(a[3]), Long.parseLong(a[4])); return "ok";
      case "setReplication": return p.setReplication(a[2], Short.parseShort(a[3]));
      case "setQuota": p.setQuota(a[2], Long.parseLong(a[3]), Long.parseLong(a[4]), null); return "ok";
      case "getQuotaUsage": { QuotaUsage q = p.getQuotaUsage(a[2]); return q.getFileAndDirectoryCount() + " " + q.getQuota() + " " + q.getSpaceConsumed() + " " + q.getSpaceQuota(); }
      case "getContentSummary": { ContentSummary c = p.getContentSummary(a[2]); return c.getLength() + " " + c.getFileCount() + " " + c.getDirectoryCount() + " " + c.getQuota() + " " + c.getSpaceConsumed() + " " + c.getSpaceQuota() + " [" + c.getErasureCodingPolicy() + "]"; }
      case "getFileInfo": return status(p.getFileInfo(a[2]));
      case "getFileLinkInfo": return status(p.getFileLinkInfo(a[2]));
      case "getListing": {
        DirectoryListing l = p.getListing(a[2], a.length > 3 ? a[3].getBytes("UTF-8") : HdfsFileStatus.EMPTY_NAME, false);
        if (l == null) return "null";
        StringBuilder b = new StringBuilder();
        for (HdfsFileStatus s : l.getPartialListing()) b.append(b.length() == 0 ? "" : ",").append(s.getLocalName());
        return b + " remaining=" + l.getRemainingEntries();
      }
      case "getBlockLocations": { LocatedBlocks l = p.getBlockLocations(a[2], Long.parseLong(a[3]), Long.parseLong(a[4])); return l.getFileLength() + " uc=" + l.isUnderConstruction() + " blocks=" + l.locatedBlockCount() + " complete=" + l.isLastBlockComplete(); }
      case "checkAccess": p.checkAccess(a[2], FsAction.getFsAction(a[3])); return "ok";
      case "isFileClosed": return p.isFileClosed(a[2]);
      case "getPreferredBlockSize": return p.getPreferredBlockSize(a[2]);
      case "append": { EnumSet<CreateFlag> flags = EnumSet.of(CreateFlag.APPEND); if (a.length > 4) flags.add(CreateFlag.NEW_BLOCK); LastBlockWithStatus l = p.append(a[2], a[3], new EnumSetWritable<>(flags, CreateFlag.class)); return l.getLastBlock() == null ? "no block" : l.getLastBlock().getBlock().getLocalBlock().toString(); }
      case "truncate": return p.truncate(a[2], Long.parseLong(a[3]), a[4]);
      case "concat": p.concat(a[2], a[3].split(",")); return "ok";
      case "recoverLease": return p.recoverLease(a[2], a[3]);
      case "setStoragePolicy": p.setStoragePolicy(a[2], a[3]); return "ok";
      case "getStoragePolicy": return p.getStoragePolicy(a[2]).getName();
      case "setAcl": p.setAcl(a[2], AclEntry.parseAclSpec(a[3], true)); return "ok";
      case "modifyAcl": p.modifyAclEntries(a[2], AclEntry.parseAclSpec(a[3], true)); return "ok";
      case "removeAclEntries": p.removeAclEntries(a[2], AclEntry.parseAclSpec(a[3], false)); return "ok";
      case "removeDefaultAcl": p.removeDefaultAcl(a[2]); return "ok";
      case "removeAcl": p.removeAcl(a[2]); return "ok";
      case "getAclStatus": { AclStatus s = p.getAclStatus(a[2]); return s.getOwner() + ":" + s.getGroup() + " " + s.getPermission() + " " + s.getEntries(); }
      case "setXAttr": p.setXAttr(a[2], XAttrHelper.buildXAttr(a[3], a[4].getBytes("UTF-8")), a[5].equals("C") ? EnumSet.of(XAttrSetFlag.CREATE) : a[5].equals("R") ? EnumSet.of(XAttrSetFlag.REPLACE) : EnumSet.of(XAttrSetFlag.CREATE, XAttrSetFlag.REPLACE)); return "ok";
      case "removeXAttr": p.removeXAttr(a[2], XAttrHelper.buildXAttr(a[3])); return "ok";
      case "getXAttrs": return XAttrHelper.buildXAttrMap(p.getXAttrs(a[2], a[3].equals("-") ? null : XAttrHelper.buildXAttrs(Arrays.asList(a[3].split(","))))).keySet();
      case "listXAttrs": return XAttrHelper.buildXAttrMap(p.listXAttrs(a[2])).keySet();
      case "createSymlink": p.createSymlink(a[2], a[3], mode("777"), true); return "ok";
      default: throw new IllegalArgumentException("unknown method " + a[1]);
    }
  }

  public static void main(String[] args) throws Exception {
    PrintStream out = args.length > 1 ? new PrintStream(args[1], "UTF-8") : System.out;
    for (String line : Files.readAllLines(Paths.get(args[0]))) {
      if (line.isEmpty() || line.startsWith("#")) continue;
      String[] a = line.split("\t", -1);
      String answer;
      try {
        answer = String.valueOf(run(proxy(a[0]), a));
      } catch (RemoteException e) {
        answer = e.getClassName() + ": " + e.getMessage().split("\n")[0];
      } catch (Exception e) {
        answer = "CLIENT " + e;
      }
      if (!pool.isEmpty()) answer = answer.replace(pool, "POOL");
      out.println(answer);
    }
    out.flush();
    System.exit(0);
  }
}
