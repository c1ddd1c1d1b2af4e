import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DFSOutputStream;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.client.HdfsDataInputStream;
import org.apache.hadoop.hdfs.client.HdfsDataOutputStream;
import org.apache.hadoop.hdfs.protocol.DatanodeInfo;

/**
 * Files that change after they were written, by commands on stdin, one after
 * another; an answer is one line, {"ok":true,"result"?} or {"ok":false,"exception","message"}.
 * Streams stay open under their path until they are closed.
 *
 *   {"op":"create","path","block"?,"replication"?}   {"op":"append","path","newBlock"?}
 *   {"op":"write","path","bytes","seed"?,"flush"?:"hflush"|"hsync"|"length","chunk"?,"pause"?}
 *       content goes on where the stream is, "at" bytes further on; "flush" after each chunk (64 KB), "pause" in ms behind it;
 *       {"event":"written","bytes"} is printed after each flushed chunk when "tell" is true
 *   {"op":"close","path"}   {"op":"pipeline","path"}: transfer addresses, in order
 *   {"op":"visible","path"}: what a new reader may see, in bytes
 *   {"op":"truncate","path","length"}   {"op":"concat","path","sources"}
 *   {"op":"recoverLease","path"}   {"op":"isClosed","path"}   {"op":"checksum","path"}   {"op":"length","path"}
 *   {"op":"locations","path"}: for each block the transfer addresses
 *
 * "confDir", "conf" and "fresh" as in Writer; "fresh" makes another client of it.
 */
public final class Appender {
  private static final Map<String, FSDataOutputStream> OPEN = new HashMap<>();
  private static FileSystem last;

  public static void main(String[] args) throws Exception {
    JsonNode command;
    while ((command = Json.read()) != null) {
      ObjectNode end = Json.object();
      try {
        if (command.path("fresh").asBoolean() || last == null) last = FileSystem.newInstance(Confs.of(command));
        run((DistributedFileSystem) last, command, end);
        end.put("ok", true);
      } catch (Exception | AssertionError e) {
        Json.failure(end, e);
        end.put("ok", false);
      }
      Json.print(end);
    }
    Runtime.getRuntime().halt(0);
  }

  private static void run(DistributedFileSystem fs, JsonNode c, ObjectNode end) throws Exception {
    String name = c.path("path").asText();
    Path path = new Path(name);
    switch (c.path("op").asText()) {
      case "create":
        OPEN.put(name, fs.create(path, true, 4096, (short) c.path("replication").asInt(3), c.path("block").asLong(fs.getDefaultBlockSize(path))));
        break;
      case "append":
        OPEN.put(name, fs.append(path, c.path("newBlock").asBoolean() ? EnumSet.of(CreateFlag.APPEND, CreateFlag.NEW_BLOCK) : EnumSet.of(CreateFlag.APPEND), 4096, null));
        break;
      case "write":
        end.put("result", write(OPEN.get(name), c));
        break;
      case "close":
        OPEN.remove(name).close();
        break;
      case "pipeline":
        addresses(end.putArray("result"), ((DFSOutputStream) OPEN.get(name).getWrappedStream()).getPipeline());
        break;
      case "visible":
        try (HdfsDataInputStream in = (HdfsDataInputStream) fs.open(path)) {
          end.put("result", in.getVisibleLength());
        }
        break;
      case "truncate":
        end.put("result", fs.truncate(path, c.path("length").asLong()));
        break;
      case "concat":
        Path[] sources = new Path[c.path("sources").size()];
        for (int i = 0; i < sources.length; i++) sources[i] = new Path(c.path("sources").get(i).asText());
        fs.concat(path, sources);
        break;
      case "recoverLease":
        end.put("result", fs.recoverLease(path));
        break;
      case "isClosed":
        end.put("result", fs.isFileClosed(path));
        break;
      case "checksum":
        end.put("result", String.valueOf(fs.getFileChecksum(path)));
        break;
      case "length":
        end.put("result", fs.getFileStatus(path).getLen());
        break;
      case "locations":
        ArrayNode blocks = end.putArray("result");
        for (var block : fs.getFileBlockLocations(path, 0, Long.MAX_VALUE)) {
          ArrayNode names = blocks.addArray();
          for (String at : block.getNames()) names.add(at);
        }
        break;
      default:
        throw new IllegalArgumentException("Appender: unknown op " + c.path("op"));
    }
  }

  private static long write(FSDataOutputStream out, JsonNode c) throws Exception {
    long bytes = c.path("bytes").asLong(), done = 0;
    int chunk = c.path("chunk").asInt(64 << 10), seed = c.path("seed").asInt(1);
    String flush = c.path("flush").asText("");
    byte[] buf = new byte[chunk];
    while (done < bytes) {
      int n = (int) Math.min(chunk, bytes - done);
      Content.fill(seed, c.path("at").asLong() + out.getPos(), buf, 0, n);
      out.write(buf, 0, n);
      done += n;
      if (flush.equals("hflush")) out.hflush();
      else if (flush.equals("hsync")) out.hsync();
      else if (flush.equals("length")) ((HdfsDataOutputStream) out).hsync(EnumSet.of(HdfsDataOutputStream.SyncFlag.UPDATE_LENGTH));
      if (c.path("tell").asBoolean()) Json.print(Json.object().put("event", "written").put("bytes", out.getPos()));
      if (c.has("pause")) Thread.sleep(c.path("pause").asLong());
    }
    return out.getPos();
  }

  private static void addresses(ArrayNode list, DatanodeInfo[] nodes) {
    for (DatanodeInfo node : nodes) list.add(node.getXferAddr());
  }
}
