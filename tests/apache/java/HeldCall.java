import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.NameNodeProxies;
import org.apache.hadoop.hdfs.protocol.ClientProtocol;
import org.apache.hadoop.hdfs.protocol.HdfsFileStatus;
import org.apache.hadoop.io.EnumSetWritable;
import org.apache.hadoop.crypto.CryptoProtocolVersion;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * Calls on one connection to one NameNode, with no failover and no retry: what
 * this very NameNode says on a connection that was open before. Every call runs
 * in a thread of its own, so a call that hangs does not hold the next one up, and
 * all of them share the connection.
 *
 *   HeldCall HOST:PORT [RPC_TIMEOUT_MS=0]
 *
 *   {"id":1,"op":"getFileInfo","path":"/a"} ->
 *   {"id":1,"ok":true,"result":null,"ms":0.8,"at":1700000000000}
 *   {"id":1,"ok":false,"exception":"...StandbyException","message":"...","ms":1.0,"at":...}
 */
public final class HeldCall {
  public static void main(String[] a) throws Exception {
    Configuration conf = new HdfsConfiguration();
    conf.setInt("ipc.client.connection.maxidletime", 3_600_000);
    conf.setInt("ipc.client.connect.max.retries", 0);
    conf.setInt("ipc.client.connect.max.retries.on.timeouts", 0);
    conf.setInt("ipc.client.rpc-timeout.ms", a.length > 1 ? Integer.parseInt(a[1]) : 0);
    int colon = a[0].lastIndexOf(':');
    InetSocketAddress address = new InetSocketAddress(a[0].substring(0, colon), Integer.parseInt(a[0].substring(colon + 1)));
    ClientProtocol nn = NameNodeProxies.createNonHAProxy(conf, address, ClientProtocol.class,
        UserGroupInformation.getCurrentUser(), false).getProxy();
    Json.print(Json.object().put("event", "started"));
    JsonNode line;
    while ((line = Json.read()) != null) {
      JsonNode c = line;
      Thread t = new Thread(() -> answer(nn, c));
      t.setDaemon(true);
      t.start();
    }
    Runtime.getRuntime().halt(0);
  }

  private static void answer(ClientProtocol nn, JsonNode c) {
    ObjectNode answer = Json.object();
    answer.set("id", c.get("id"));
    long start = System.nanoTime();
    try {
      Object result = call(nn, c);
      answer.put("ok", true).set("result", Json.MAPPER.valueToTree(result));
    } catch (Exception e) {
      Json.failure(answer, e);
    }
    Json.print(answer.put("ms", (System.nanoTime() - start) / 1e6).put("at", System.currentTimeMillis()));
  }

  private static Object call(ClientProtocol nn, JsonNode c) throws Exception {
    String path = c.path("path").asText();
    switch (c.path("op").asText()) {
      case "getFileInfo": return status(nn.getFileInfo(path));
      case "getHAServiceState": return nn.getHAServiceState().name();
      case "mkdirs": return nn.mkdirs(path, FsPermission.getDirDefault(), true);
      case "rename": return nn.rename(path, c.path("to").asText());
      case "delete": return nn.delete(path, true);
      case "setTimes": nn.setTimes(path, c.path("mtime").asLong(-1), c.path("atime").asLong(-1)); return null;
      case "create": return status(nn.create(path, FsPermission.getFileDefault(), "HeldCall",
          new EnumSetWritable<>(EnumSet.of(CreateFlag.CREATE)), true, (short) 1, 1 << 20, CryptoProtocolVersion.supported(), null, null));
      case "complete": return nn.complete(path, "HeldCall", null, c.path("fileId").asLong());
      default: throw new IllegalArgumentException("no such op: " + c);
    }
  }

  private static Object status(HdfsFileStatus s) {
    if (s == null) return null;
    return Json.object().put("dir", s.isDirectory()).put("length", s.getLen()).put("fileId", s.getFileId()).put("mtime", s.getModificationTime());
  }
}
