package org.apache.hadoop.hdfs.qjournal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.hdfs.DFSConfigKeys;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.qjournal.server.JournalNode;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;

/**
 * JournalNodes of quorate's under the name by which Apache's tests ask for theirs. First on the class path, it is what they
 * get. The JournalNodes run in a Node process beside this JVM (journal-farm.ts), which is told in JSON lines what to start
 * and stop; system property quorate.farm is the file that Node runs, quorate.node the program.
 */
public final class MiniJournalCluster implements Closeable {
  public static final String CLUSTER_WAITACTIVE_URI = "waitactive";

  public static class Builder {
    private final Configuration conf;
    private File dir;
    private int count = 3;
    private boolean blank = true;
    private int[] rpc = new int[0];
    private int[] http = new int[0];

    static {
      DefaultMetricsSystem.setMiniClusterMode(true);
    }

    public Builder(Configuration conf) {
      this.conf = conf;
    }

    public Builder(Configuration conf, File dir) {
      this.conf = conf;
      this.dir = dir;
    }

    public Builder baseDir(String d) {
      dir = d == null ? null : new File(d);
      return this;
    }

    public Builder numJournalNodes(int n) {
      count = n;
      return this;
    }

    public Builder format(boolean f) {
      blank = f;
      return this;
    }

    public Builder setHttpPorts(int... ports) {
      http = ports;
      return this;
    }

    public Builder setRpcPorts(int... ports) {
      rpc = ports;
      return this;
    }

    public MiniJournalCluster build() throws IOException {
      return new MiniJournalCluster(this);
    }
  }

  private final File dir;
  private final Node[] nodes;

  private MiniJournalCluster(Builder b) throws IOException {
    dir = (b.dir == null ? new File(MiniDFSCluster.getBaseDirectory()) : b.dir).getAbsoluteFile();
    nodes = new Node[b.count];
    for (int i = 0; i < b.count; i++) {
      if (b.blank) FileUtil.fullyDelete(getStorageDir(i));
      Configuration conf = new Configuration(b.conf);
      conf.set(DFSConfigKeys.DFS_JOURNALNODE_EDITS_DIR_KEY, getStorageDir(i).toString());
      conf.set(DFSConfigKeys.DFS_JOURNALNODE_RPC_ADDRESS_KEY, "127.0.0.1:" + (i < b.rpc.length ? b.rpc[i] : 0));
      conf.set(DFSConfigKeys.DFS_JOURNALNODE_HTTP_ADDRESS_KEY, "127.0.0.1:" + (i < b.http.length ? b.http[i] : 0));
      nodes[i] = new Node();
      nodes[i].setConf(conf);
      nodes[i].start();
    }
  }

  public URI getQuorumJournalURI(String jid) {
    StringBuilder text = new StringBuilder("qjournal://");
    for (int i = 0; i < nodes.length; i++) text.append(i == 0 ? "" : ";").append("127.0.0.1:").append(nodes[i].rpc);
    return URI.create(text.append('/').append(jid).toString());
  }

  public void start() throws IOException {
    for (Node node : nodes) node.start();
  }

  public void shutdown() throws IOException {
    for (Node node : nodes) node.stop(0);
  }

  @Override
  public void close() throws IOException {
    shutdown();
  }

  public File getStorageDir(int i) {
    return new File(dir, "journalnode-" + i);
  }

  public File getJournalDir(int i, String jid) {
    return new File(getStorageDir(i), jid);
  }

  public File getCurrentDir(int i, String jid) {
    return new File(getJournalDir(i, jid), "current");
  }

  public File getPreviousDir(int i, String jid) {
    return new File(getJournalDir(i, jid), "previous");
  }

  public JournalNode getJournalNode(int i) {
    return nodes[i];
  }

  public String getJournalNodeIpcAddress(int i) {
    return nodes[i].getBoundIpcAddress().toString();
  }

  /** On the ports that it had, with what its configuration has become. */
  public void restartJournalNode(int i) throws InterruptedException, IOException {
    Node old = nodes[i];
    old.stop(0);
    Configuration conf = new Configuration(old.getConf());
    conf.set(DFSConfigKeys.DFS_JOURNALNODE_RPC_ADDRESS_KEY, "127.0.0.1:" + old.rpc);
    conf.set(DFSConfigKeys.DFS_JOURNALNODE_HTTP_ADDRESS_KEY, "127.0.0.1:" + old.http);
    nodes[i] = new Node();
    nodes[i].setConf(conf);
    nodes[i].start();
  }

  public int getQuorumSize() {
    return nodes.length / 2 + 1;
  }

  public int getNumNodes() {
    return nodes.length;
  }

  /** A JournalNode listens when start() returns. */
  public void waitActive() throws IOException {
  }

  public void setNamenodeSharedEditsConf(String jid) {
    for (Node node : nodes) node.getConf().set(DFSConfigKeys.DFS_NAMENODE_SHARED_EDITS_DIR_KEY, getQuorumJournalURI(jid).toString());
  }

  /** One JournalNode as the tests hold it. What is inside of Apache's there is nothing of here. */
  private static final class Node extends JournalNode {
    private Configuration conf;
    private int id = -1;
    private int rpc;
    private int http;

    @Override
    public void setConf(Configuration c) {
      conf = c;
    }

    @Override
    public Configuration getConf() {
      return conf;
    }

    @Override
    public void start() throws IOException {
      if (id >= 0) return;
      ObjectNode order = Farm.order("start");
      ObjectNode properties = order.putObject("properties");
      for (Map.Entry<String, String> entry : conf) {
        String key = entry.getKey();
        if (key.startsWith("dfs.journalnode.") || key.startsWith("dfs.namenode.shared.edits.dir") || key.equals("dfs.nameservices")) properties.put(key, conf.get(key));
      }
      JsonNode answer = Farm.ask(order);
      id = answer.get("id").asInt();
      rpc = answer.get("rpc").asInt();
      http = answer.get("http").asInt();
    }

    @Override
    public boolean isStarted() {
      return id >= 0;
    }

    @Override
    public InetSocketAddress getBoundIpcAddress() {
      return new InetSocketAddress("127.0.0.1", rpc);
    }

    @Override
    public InetSocketAddress getBoundHttpAddress() {
      return new InetSocketAddress("127.0.0.1", http);
    }

    @Override
    public String getHttpServerURI() {
      return "http://127.0.0.1:" + http;
    }

    @Override
    public void stop(int rc) {
      if (id < 0) return;
      int was = id;
      id = -1;
      try {
        Farm.ask(Farm.order("stop").put("id", was));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void stopAndJoin(int rc) throws InterruptedException {
      stop(rc);
    }
  }

  /** The Node process, one for this JVM; it ends with its standard input. */
  private static final class Farm {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static PrintStream in;
    private static BufferedReader out;

    static ObjectNode order(String what) {
      return JSON.createObjectNode().put("order", what);
    }

    static synchronized JsonNode ask(ObjectNode order) throws IOException {
      if (in == null) {
        Process process = new ProcessBuilder(System.getProperty("quorate.node"), System.getProperty("quorate.farm"))
            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        in = new PrintStream(process.getOutputStream(), true, "UTF-8");
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), "UTF-8"));
      }
      in.println(JSON.writeValueAsString(order));
      String line = out.readLine();
      if (line == null) throw new IOException("the JournalNodes' process has ended");
      JsonNode answer = JSON.readTree(line);
      if (answer.has("error")) throw new IOException(answer.get("error").asText());
      return answer;
    }
  }
}
