import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.util.*;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.*;
import org.apache.hadoop.fs.permission.*;
import org.apache.hadoop.hdfs.*;
import org.apache.hadoop.hdfs.client.HdfsDataOutputStream;
import org.apache.hadoop.hdfs.protocol.*;
import org.apache.hadoop.hdfs.protocol.HdfsConstants.*;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.erasurecode.ECSchema;
import org.apache.hadoop.security.token.Token;

/**
 * Namespace operations by script: one JSON object a line on stdin, one answer a
 * line on stdout, through the configured file system or the one named by the
 * argument (hdfs://host:port for one NameNode alone: the HA client begins with any
 * of them, and a Standby also answers safeMode and saveNamespace). The same script runs
 * against ours and Apache's, and the answers and the trees are compared.
 *
 *   {"op":"mkdirs","path":"/a"}  ->  {"n":0,"op":"mkdirs","ok":true,"result":true}
 *
 * A failed operation answers ok=false with exception and message and the script
 * goes on. Streams opened with "open" stay open under their path, also when the script ends.
 */
public final class Ops {
  private final Configuration conf = new Configuration();
  private final DistributedFileSystem fs;
  private final Map<String, FSDataOutputStream> open = new HashMap<>();
  private final Map<String, Token<?>> tokens = new HashMap<>();
  /** Cache directive ids, by the path that the script named. */
  private final Map<String, Long> directives = new HashMap<>();

  private Ops(String[] args) throws Exception {
    FileSystem.enableSymlinks();
    fs = (DistributedFileSystem) (args.length == 0 ? FileSystem.get(conf) : FileSystem.get(java.net.URI.create(args[0]), conf));
  }

  public static void main(String[] args) throws Exception {
    Ops ops = new Ops(args);
    JsonNode op;
    for (int n = 0; (op = Json.read()) != null; n++) {
      ObjectNode answer = Json.object().put("n", n).put("op", op.path("op").asText());
      try {
        Object result = ops.run(op);
        answer.put("ok", true).set("result", Json.MAPPER.valueToTree(result));
      } catch (Exception e) {
        Json.failure(answer, e);
      }
      Json.print(answer);
    }
    Runtime.getRuntime().halt(0); // no shutdown hook: what is open stays open
  }

  private Object run(JsonNode o) throws Exception {
    Path p = o.has("path") ? path(o, "path") : null;
    switch (o.path("op").asText()) {
      case "mkdirs": return fs.mkdirs(p, permission(o, "755"));
      case "mkdir": return fs.mkdir(p, permission(o, "755"));
      case "create": write(create(o, p), o).close(); return null;
      case "open": open.put(name(p), write(create(o, p), o)); return null;
      case "append": write(fs.append(p, o.path("newBlock").asBoolean()
          ? EnumSet.of(CreateFlag.APPEND, CreateFlag.NEW_BLOCK) : EnumSet.of(CreateFlag.APPEND), 4096, null), o).close(); return null;
      case "write": write(open.get(name(p)), o); return null;
      case "hflush": open.get(name(p)).hflush(); return null;
      case "hsync": ((HdfsDataOutputStream) open.get(name(p))).hsync(EnumSet.of(HdfsDataOutputStream.SyncFlag.UPDATE_LENGTH)); return null;
      case "close": open.remove(name(p)).close(); return null;
      case "recoverLease": return recoverLease(p);
      case "rename": return fs.rename(p, path(o, "to"));
      case "rename2": fs.rename(p, path(o, "to"), o.path("overwrite").asBoolean() ? Options.Rename.OVERWRITE : Options.Rename.NONE); return null;
      case "delete": return fs.delete(p, o.path("recursive").asBoolean());
      case "truncate": return fs.truncate(p, o.path("length").asLong());
      case "concat": fs.concat(p, paths(o.path("sources"))); return null;
      case "setPermission": fs.setPermission(p, permission(o, "644")); return null;
      case "setOwner": fs.setOwner(p, text(o, "owner"), text(o, "group")); return null;
      case "setTimes": fs.setTimes(p, o.path("mtime").asLong(-1), o.path("atime").asLong(-1)); return null;
      case "setReplication": return fs.setReplication(p, (short) o.path("replication").asInt());
      case "setQuota": fs.setQuota(p, o.path("names").asLong(HdfsConstants.QUOTA_DONT_SET), o.path("space").asLong(HdfsConstants.QUOTA_DONT_SET)); return null;
      case "setQuotaByStorageType": fs.setQuotaByStorageType(p, StorageType.valueOf(text(o, "type")), o.path("quota").asLong()); return null;
      case "symlink": fs.createSymlink(path(o, "target"), p, true); return null;
      case "setStoragePolicy": fs.setStoragePolicy(p, text(o, "policy")); return null;
      case "unsetStoragePolicy": fs.unsetStoragePolicy(p); return null;
      case "setAcl": fs.setAcl(p, AclEntry.parseAclSpec(text(o, "spec"), true)); return null;
      case "modifyAcl": fs.modifyAclEntries(p, AclEntry.parseAclSpec(text(o, "spec"), true)); return null;
      case "removeAcl": fs.removeAcl(p); return null;
      case "setXAttr": fs.setXAttr(p, text(o, "name"), text(o, "value").getBytes("UTF-8")); return null;
      case "removeXAttr": fs.removeXAttr(p, text(o, "name")); return null;
      case "allowSnapshot": fs.allowSnapshot(p); return null;
      case "disallowSnapshot": fs.disallowSnapshot(p); return null;
      case "createSnapshot": return name(fs.createSnapshot(p, text(o, "name")));
      case "renameSnapshot": fs.renameSnapshot(p, text(o, "name"), text(o, "to")); return null;
      case "deleteSnapshot": fs.deleteSnapshot(p, text(o, "name")); return null;
      case "addCachePool": fs.addCachePool(pool(o)); return null;
      case "modifyCachePool": fs.modifyCachePool(pool(o)); return null;
      case "removeCachePool": fs.removeCachePool(text(o, "pool")); return null;
      case "addCacheDirective": directives.put(name(p), fs.addCacheDirective(directive(o).build())); return null;
      case "modifyCacheDirective": fs.modifyCacheDirective(directive(o).setId(directives.get(name(p))).build()); return null;
      case "removeCacheDirective": fs.removeCacheDirective(directives.remove(name(p))); return null;
      case "addErasureCodingPolicy": return addErasureCodingPolicy(o);
      case "enableErasureCodingPolicy": fs.enableErasureCodingPolicy(text(o, "policy")); return null;
      case "disableErasureCodingPolicy": fs.disableErasureCodingPolicy(text(o, "policy")); return null;
      case "removeErasureCodingPolicy": fs.removeErasureCodingPolicy(text(o, "policy")); return null;
      case "setErasureCodingPolicy": fs.setErasureCodingPolicy(p, text(o, "policy")); return null;
      case "getDelegationToken": tokens.put(text(o, "name"), fs.getDelegationToken(text(o, "renewer"))); return null;
      case "renewDelegationToken": return tokens.get(text(o, "name")).renew(conf) > 0;
      case "cancelDelegationToken": tokens.remove(text(o, "name")).cancel(conf); return null;
      case "rollingUpgrade": fs.rollingUpgrade(RollingUpgradeAction.valueOf(text(o, "action"))); return null;
      case "rollEdits": return fs.getClient().getNamenode().rollEdits();
      case "safeMode": return fs.setSafeMode(org.apache.hadoop.fs.SafeModeAction.valueOf(text(o, "action")));
      case "saveNamespace": return fs.saveNamespace(0, 0);
      case "exists": return fs.exists(p);
      case "read": return read(p);
      case "tree": return tree(p, new ArrayList<>());
      case "sleep": Thread.sleep(o.path("ms").asLong()); return null;
      default: throw new IllegalArgumentException("no such op: " + o);
    }
  }

  private FSDataOutputStream create(JsonNode o, Path p) throws Exception {
    EnumSet<CreateFlag> flags = o.path("overwrite").asBoolean() ? EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE) : EnumSet.of(CreateFlag.CREATE);
    return fs.create(p, permission(o, "644"), flags, 4096, (short) o.path("replication").asInt(fs.getDefaultReplication(p)),
        o.path("block").asLong(fs.getDefaultBlockSize(p)), null);
  }

  private FSDataOutputStream write(FSDataOutputStream out, JsonNode o) throws Exception {
    byte[] bytes = new byte[o.path("bytes").asInt()];
    Content.fill(o.path("seed").asInt(1), out.getPos(), bytes, 0, bytes.length);
    out.write(bytes);
    return out;
  }

  /** Takes the lease over as another client, and waits until the file is closed (10 s at most). */
  private boolean recoverLease(Path p) throws Exception {
    try (DistributedFileSystem other = (DistributedFileSystem) FileSystem.newInstance(conf)) {
      boolean done = other.recoverLease(p);
      for (int i = 0; !done && i < 100; i++) {
        Thread.sleep(100);
        done = other.isFileClosed(p);
      }
      return done;
    }
  }

  private Object addErasureCodingPolicy(JsonNode o) throws Exception {
    ECSchema schema = new ECSchema(o.path("codec").asText("rs"), o.path("data").asInt(), o.path("parity").asInt());
    AddErasureCodingPolicyResponse r = fs.addErasureCodingPolicies(
        new ErasureCodingPolicy[] {new ErasureCodingPolicy(schema, o.path("cell").asInt(65536))})[0];
    if (!r.isSucceed()) throw new java.io.IOException(r.getErrorMsg());
    return r.getPolicy().getName();
  }

  private static CachePoolInfo pool(JsonNode o) {
    CachePoolInfo info = new CachePoolInfo(text(o, "pool")).setOwnerName(text(o, "owner")).setGroupName(text(o, "group"));
    if (o.has("perm")) info.setMode(new FsPermission(text(o, "perm")));
    if (o.has("limit")) info.setLimit(o.path("limit").asLong());
    return info;
  }

  private static CacheDirectiveInfo.Builder directive(JsonNode o) {
    CacheDirectiveInfo.Builder b = new CacheDirectiveInfo.Builder().setPath(path(o, "path"));
    if (o.has("pool")) b.setPool(text(o, "pool"));
    if (o.has("replication")) b.setReplication((short) o.path("replication").asInt());
    return b;
  }

  /** Length and MD5 of a whole file. */
  private Object read(Path p) throws Exception {
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    byte[] buf = new byte[1 << 16];
    long length = 0;
    try (FSDataInputStream in = fs.open(p)) {
      for (int k; (k = in.read(buf)) >= 0; length += k) md5.update(buf, 0, k);
    }
    return Map.of("length", length, "md5", HexFormat.of().formatHex(md5.digest()));
  }

  /** Every inode below p in path order, one line each: what must be equal on both sides. */
  private List<String> tree(Path p, List<String> lines) throws Exception {
    FileStatus[] children = fs.listStatus(p);
    for (FileStatus s : children) {
      StringBuilder b = new StringBuilder(name(s.getPath()));
      b.append(' ').append(s.isDirectory() ? 'd' : s.isSymlink() ? 'l' : '-').append(s.getPermission()).append(' ')
          .append(s.getOwner()).append(':').append(s.getGroup());
      if (s.isSymlink()) b.append(" -> ").append(name(s.getSymlink()));
      if (s.isFile()) {
        b.append(' ').append(s.getLen()).append(" x").append(s.getReplication()).append(" of ").append(s.getBlockSize()).append(':');
        for (BlockLocation l : fs.getFileBlockLocations(s, 0, Long.MAX_VALUE)) b.append(' ').append(l.getLength());
      }
      lines.add(b.toString());
      if (s.isDirectory()) tree(s.getPath(), lines);
    }
    return lines;
  }

  private static FsPermission permission(JsonNode o, String otherwise) { return new FsPermission(o.path("perm").asText(otherwise)); }

  private static Path path(JsonNode o, String field) { return new Path(text(o, field)); }

  private static Path[] paths(JsonNode list) {
    List<Path> all = new ArrayList<>();
    for (JsonNode n : list) all.add(new Path(n.asText()));
    return all.toArray(new Path[0]);
  }

  private static String text(JsonNode o, String field) { return o.hasNonNull(field) ? o.get(field).asText() : null; }

  private static String name(Path p) { return p.toUri().getPath(); }
}
