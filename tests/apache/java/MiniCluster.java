import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.qjournal.MiniQJMHACluster;

/**
 * Apache's cluster inside a test, MiniQJMHACluster: 3 JournalNodes, 2 NameNodes of
 * which one is made Active, 3 DataNodes, in this process.
 *
 *   MiniCluster DIR  ->  {"event":"up","ms":15300.2}, and ends with its stdin
 */
public final class MiniCluster {
  public static void main(String[] args) throws Exception {
    long start = System.nanoTime();
    System.setProperty("test.build.data", args[0]);
    Configuration conf = new Configuration();
    conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, args[0]);
    MiniQJMHACluster.Builder builder = new MiniQJMHACluster.Builder(conf);
    builder.getDfsBuilder().numDataNodes(3);
    MiniDFSCluster cluster = builder.build().getDfsCluster();
    cluster.transitionToActive(0);
    cluster.waitActive();
    Json.print(Json.object().put("event", "up").put("ms", (System.nanoTime() - start) / 1e6));
    Json.onStop(() -> Runtime.getRuntime().halt(0));
    Thread.currentThread().join();
  }
}
