import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FsShell;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.qjournal.MiniQJMHACluster;
import org.apache.hadoop.hdfs.server.namenode.ha.HATestUtil;
import org.apache.hadoop.hdfs.tools.DFSAdmin;
import org.apache.hadoop.hdfs.tools.DFSHAAdmin;
import org.apache.hadoop.hdfs.tools.DFSck;
import org.apache.hadoop.util.ToolRunner;

/**
 * Loads the classes that daemons and commands load, by running a small cluster
 * in this process and a few commands against it. rig/install records their names
 * for the class data archive, which halves the start of every later JVM.
 *
 *   Train DIR
 */
public final class Train {
  public static void main(String[] args) throws Exception {
    Thread watchdog = new Thread(() -> {
      try {
        Thread.sleep(120_000);
      } catch (InterruptedException e) {
        return;
      }
      Runtime.getRuntime().halt(1);
    });
    watchdog.setDaemon(true);
    watchdog.start();
    System.setProperty("test.build.data", args[0]);
    Configuration conf = new Configuration();
    conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, args[0]);
    MiniQJMHACluster.Builder builder = new MiniQJMHACluster.Builder(conf);
    builder.getDfsBuilder().numDataNodes(1);
    MiniDFSCluster cluster = builder.build().getDfsCluster();
    cluster.transitionToActive(0);
    cluster.waitActive();
    HATestUtil.setFailoverConfigurations(cluster, conf);
    Path file = Files.writeString(Path.of(args[0], "file"), "hello");
    run(conf, new FsShell(), "-mkdir", "-p", "/a/b");
    run(conf, new FsShell(), "-put", file.toString(), "/a/file");
    run(conf, new FsShell(), "-ls", "-R", "/");
    run(conf, new FsShell(), "-cat", "/a/file");
    run(conf, new FsShell(), "-rm", "-skipTrash", "/a/file");
    run(conf, new DFSAdmin(), "-report");
    run(conf, new DFSAdmin(), "-safemode", "get");
    run(conf, new DFSck(conf), "/");
    run(conf, new DFSHAAdmin(), "-getAllServiceState");
    Runtime.getRuntime().halt(0);
  }

  private static void run(Configuration conf, org.apache.hadoop.util.Tool tool, String... args) {
    try {
      ToolRunner.run(conf, tool, args);
    } catch (Exception e) {
      // a command that fails has loaded its classes all the same
    }
  }
}
