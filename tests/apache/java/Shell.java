import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FsShell;
import org.apache.hadoop.hdfs.tools.*;
import org.apache.hadoop.hdfs.tools.offlineEditsViewer.OfflineEditsViewer;
import org.apache.hadoop.hdfs.tools.offlineImageViewer.OfflineImageViewerPB;
import org.apache.hadoop.hdfs.tools.snapshot.LsSnapshottableDir;
import org.apache.hadoop.hdfs.tools.snapshot.SnapshotDiff;
import org.apache.hadoop.util.ExitUtil;
import org.apache.hadoop.util.Tool;
import org.apache.hadoop.util.ToolRunner;

/**
 * The hdfs command line, warm: runs the real tools in one JVM, one command after
 * another, so that a test pays the start of a JVM once.
 *
 *   {"args":["dfs","-ls","/"]}  ->  {"code":0,"out":"Found 1 items\n...","err":"","ms":12}
 *
 * A line may also be the bare array. Further fields: "confDir" and "conf" (see
 * Confs), "input" (text for the command's stdin), "fresh" (true: no connection or
 * failover state is left from earlier commands). Logging goes to this process's
 * own stderr, not into "err".
 */
public final class Shell {
  public static void main(String[] args) throws Exception {
    ExitUtil.disableSystemExit();
    ExitUtil.disableSystemHalt();
    InputStream stdin = System.in;
    PrintStream stdout = System.out, stderr = System.err;
    JsonNode line;
    while ((line = Json.read()) != null) {
      JsonNode command = line.isArray() ? Json.object().set("args", line) : line;
      ByteArrayOutputStream out = new ByteArrayOutputStream(), err = new ByteArrayOutputStream();
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      System.setIn(new ByteArrayInputStream(command.path("input").asText("").getBytes(StandardCharsets.UTF_8)));
      long start = System.nanoTime();
      int code;
      try {
        if (command.path("fresh").asBoolean()) FileSystem.closeAll();
        code = run(Confs.of(command), words(command.path("args")));
      } catch (ExitUtil.ExitException e) {
        code = e.getExitCode();
      } catch (Throwable e) { // what the launcher would print before it exits with 255
        e.printStackTrace();
        code = 255;
      } finally {
        System.out.flush();
        System.err.flush();
        System.setOut(stdout);
        System.setErr(stderr);
        System.setIn(stdin);
      }
      Json.print(Json.object().put("code", code).put("out", out.toString(StandardCharsets.UTF_8))
          .put("err", err.toString(StandardCharsets.UTF_8)).put("ms", (System.nanoTime() - start) / 1_000_000));
    }
    Runtime.getRuntime().halt(0);
  }

  private static int run(Configuration conf, List<String> words) throws Exception {
    String name = words.isEmpty() ? "" : words.get(0);
    String[] args = words.subList(Math.min(1, words.size()), words.size()).toArray(new String[0]);
    if (name.equals("oiv")) return OfflineImageViewerPB.run(args);
    if (name.equals("version")) {
      org.apache.hadoop.util.VersionInfo.main(args);
      return 0;
    }
    return ToolRunner.run(conf, tool(name, conf), args) & 0xff; // as a shell sees it
  }

  private static Tool tool(String name, Configuration conf) throws Exception {
    switch (name) {
      case "dfs": return new FsShell();
      case "dfsadmin": return new DFSAdmin();
      case "haadmin": return new DFSHAAdmin();
      case "fsck": return new DFSck(conf);
      case "oev": return new OfflineEditsViewer();
      case "getconf": return hidden(GetConf.class, conf);
      case "groups": return new GetGroups(conf);
      case "debug": return new DebugAdmin(conf);
      case "ec": return new ECAdmin(conf);
      case "cacheadmin": return new CacheAdmin(conf);
      case "crypto": return new CryptoAdmin(conf);
      case "storagepolicies": return new StoragePolicyAdmin(conf);
      case "lsSnapshottableDir": return new LsSnapshottableDir();
      case "snapshotDiff": return new SnapshotDiff();
      default: throw new IllegalArgumentException("Shell: unknown command " + name);
    }
  }

  /** For a tool that only its own main can make. */
  private static Tool hidden(Class<? extends Tool> tool, Configuration conf) throws Exception {
    var constructor = tool.getDeclaredConstructor(Configuration.class);
    constructor.setAccessible(true);
    return constructor.newInstance(conf);
  }

  private static List<String> words(JsonNode list) {
    List<String> words = new ArrayList<>();
    for (JsonNode n : list) words.add(n.asText());
    return words;
  }
}
