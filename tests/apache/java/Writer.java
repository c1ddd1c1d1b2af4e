import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Writes files of known content and reads them back byte for byte; warm, by
 * commands on stdin, one after another. The file system is opened at the first
 * command for it and kept.
 *
 *   {"op":"write","path","bytes","seed"?,"block"?,"replication"?,"rate"?,"hflush"?}
 *   {"op":"read","path","bytes","seed"?}
 *
 * "rate" bounds the bytes a second; "hflush": true flushes each chunk; "confDir"
 * and "conf" as in Confs, "fresh" opens a new file system. Lines out:
 * {"event":"progress","bytes"} every 100 ms, then {"event":"done","ok":true,
 * "bytes","ms"} or {"event":"done","ok":false,"exception","message","bytes","ms"};
 * a wrong byte is an exception that names its position.
 */
public final class Writer {
  private static final int CHUNK = 64 << 10;
  private static long reported;

  public static void main(String[] args) throws Exception {
    JsonNode command;
    while ((command = Json.read()) != null) {
      long start = System.nanoTime();
      long[] done = new long[1];
      ObjectNode end = Json.object().put("event", "done");
      try {
        boolean write = command.path("op").asText().equals("write");
        FileSystem fs = command.path("fresh").asBoolean() ? FileSystem.newInstance(Confs.of(command)) : FileSystem.get(Confs.of(command));
        if (write) write(fs, command, done);
        else read(fs, command, done);
        end.put("ok", true);
      } catch (Exception | AssertionError e) {
        Json.failure(end, e);
      }
      Json.print(end.put("bytes", done[0]).put("ms", (System.nanoTime() - start) / 1e6));
    }
    Runtime.getRuntime().halt(0);
  }

  private static void write(FileSystem fs, JsonNode c, long[] done) throws Exception {
    Path path = new Path(c.path("path").asText());
    long bytes = c.path("bytes").asLong(), rate = c.path("rate").asLong(Long.MAX_VALUE);
    int seed = c.path("seed").asInt(1);
    byte[] buf = new byte[CHUNK];
    long start = System.nanoTime();
    try (FSDataOutputStream out = fs.create(path, true, CHUNK,
        (short) c.path("replication").asInt(fs.getDefaultReplication(path)), c.path("block").asLong(fs.getDefaultBlockSize(path)))) {
      while (done[0] < bytes) {
        int n = (int) Math.min(CHUNK, bytes - done[0]);
        Content.fill(seed, done[0], buf, 0, n);
        out.write(buf, 0, n);
        if (c.path("hflush").asBoolean()) out.hflush();
        done[0] += n;
        progress(done[0]);
        if (rate != Long.MAX_VALUE) {
          long ahead = (long) (done[0] * 1e3 / rate) - (System.nanoTime() - start) / 1_000_000;
          if (ahead > 0) Thread.sleep(ahead);
        }
      }
    }
  }

  private static void read(FileSystem fs, JsonNode c, long[] done) throws Exception {
    long bytes = c.path("bytes").asLong();
    int seed = c.path("seed").asInt(1);
    byte[] got = new byte[CHUNK], want = new byte[CHUNK];
    try (FSDataInputStream in = fs.open(new Path(c.path("path").asText()), CHUNK)) {
      for (int n; (n = in.read(got, 0, CHUNK)) >= 0; done[0] += n) {
        Content.fill(seed, done[0], want, 0, n);
        int wrong = java.util.Arrays.mismatch(got, 0, n, want, 0, n);
        if (wrong >= 0) throw new AssertionError("byte " + (done[0] + wrong) + " is " + got[wrong] + ", not " + want[wrong]);
        progress(done[0]);
      }
    }
    if (done[0] != bytes) throw new AssertionError("the file ends at " + done[0] + ", not at " + bytes);
  }

  private static void progress(long bytes) {
    long now = System.nanoTime();
    if (now - reported < 100_000_000) return;
    reported = now;
    Json.print(Json.object().put("event", "progress").put("bytes", bytes));
  }
}
