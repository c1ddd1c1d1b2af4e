import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A chain that a lost or doubled call breaks: renames DIR/c/i to DIR/c/i+1 and
 * creates DIR/f/i with overwrite=false, for i = 0, 1, 2 ... through the configured
 * (HA) file system. A doubled rename finds no source and answers false, a lost
 * one makes the next answer false; a doubled create finds its own file, a lost
 * one is missing at the end. DIR must not exist.
 *
 *   Chain DIR [PAUSE_MS=0] [FILE_BYTES=0]
 *
 * Lines out: {"event":"started"}, {"event":"progress","i"} each second, then one
 * verdict: {"event":"done","i","slowestMs"} after "stop", when c/i alone is in
 * DIR/c and f/0 .. f/i-1 are in DIR/f, or {"event":"broken","i","step","why",
 * "exception"?,"message"?,"source"?,"target"?} at once.
 */
public final class Chain {
  private final FileSystem fs;
  private final Path dir;
  private final byte[] content;
  private volatile boolean stopped;
  private long slowest;
  private String step = "start";
  private int i;

  private Chain(Path dir, int bytes) throws Exception {
    this.fs = FileSystem.get(new Configuration());
    this.dir = dir;
    this.content = new byte[bytes];
  }

  public static void main(String[] a) throws Exception {
    Chain chain = new Chain(new Path(a[0]), a.length > 2 ? Integer.parseInt(a[2]) : 0);
    Json.onStop(() -> chain.stopped = true);
    ObjectNode verdict;
    try {
      verdict = chain.run(a.length > 1 ? Long.parseLong(a[1]) : 0);
    } catch (FileAlreadyExistsException | FileNotFoundException e) {
      verdict = Json.failure(chain.broken(e instanceof FileNotFoundException ? "lost" : "doubled"), e);
    } catch (Exception e) {
      verdict = Json.failure(chain.broken("error"), e);
    }
    Json.print(verdict);
    Runtime.getRuntime().halt(verdict.path("event").asText().equals("done") ? 0 : 1);
  }

  private ObjectNode run(long pause) throws Exception {
    fs.mkdirs(new Path(dir, "f"));
    fs.mkdirs(link(0));
    Json.print(Json.object().put("event", "started"));
    long report = System.currentTimeMillis();
    while (!stopped) {
      long t0 = System.nanoTime();
      step = "rename";
      if (!fs.rename(link(i), link(i + 1)))
        return broken("rename answered false").put("source", fs.exists(link(i))).put("target", fs.exists(link(i + 1)));
      long t1 = System.nanoTime();
      step = "create";
      Content.fill(i, 0, content, 0, content.length);
      try (FSDataOutputStream out = fs.create(file(i), false)) {
        if (content.length > 0) out.write(content);
      }
      slowest = Math.max(slowest, Math.max(t1 - t0, System.nanoTime() - t1));
      i++;
      if (System.currentTimeMillis() - report >= 1000) {
        report = System.currentTimeMillis();
        Json.print(Json.object().put("event", "progress").put("i", i).put("at", report));
      }
      if (pause > 0) Thread.sleep(pause);
    }
    return verify();
  }

  private ObjectNode verify() throws Exception {
    step = "verify";
    int links = fs.listStatus(new Path(dir, "c")).length, files = fs.listStatus(new Path(dir, "f")).length;
    if (!fs.exists(link(i)) || links != 1) return broken("c/" + i + " should be alone, found " + links);
    if (files != i) return broken(files + " files instead of " + i);
    return Json.object().put("event", "done").put("i", i).put("slowestMs", slowest / 1e6);
  }

  private ObjectNode broken(String why) {
    return Json.object().put("event", "broken").put("i", i).put("step", step).put("why", why).put("at", System.currentTimeMillis());
  }

  private Path link(int n) { return new Path(dir, "c/" + n); }

  private Path file(int n) { return new Path(dir, "f/" + n); }
}
