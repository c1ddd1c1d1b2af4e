import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.server.namenode.NNThroughputBenchmark;
import org.apache.hadoop.util.ExitUtil;
import org.apache.log4j.AppenderSkeleton;
import org.apache.log4j.Level;
import org.apache.log4j.Logger;
import org.apache.log4j.spi.LoggingEvent;

/**
 * Apache's NNThroughputBenchmark, warm: one JVM, one run after another, against
 * any NameNode. Its results, which it only logs, come back as numbers.
 *
 *   {"fs":"hdfs://127.0.0.1:8020","tmp":"/tmp/x","args":["-op","mkdirs","-threads","64","-dirs","1000"]}
 *   -> {"ok":true,"ops":1000,"perSecond":3200.5,"elapsedMs":312}
 *   -> {"ok":false,"exception":"...","message":"..."}
 *
 * "tmp" is for the host lists that it writes. What one of its threads failed of is
 * logged as an error, and it waits for that thread for ever: that ends this process.
 */
public final class Throughput {
  private static ObjectNode answer;

  public static void main(String[] args) throws Exception {
    ExitUtil.disableSystemExit();
    Logger logger = Logger.getLogger(NNThroughputBenchmark.class);
    logger.setLevel(Level.INFO);
    logger.setAdditivity(false);
    logger.addAppender(new Results());
    JsonNode line;
    while ((line = Json.read()) != null) {
      answer = Json.object();
      try {
        Configuration conf = new HdfsConfiguration();
        conf.set("fs.defaultFS", line.path("fs").asText());
        conf.set("hadoop.tmp.dir", line.path("tmp").asText());
        NNThroughputBenchmark.runBenchmark(conf, words((ArrayNode) line.path("args")));
        answer.put("ok", true);
      } catch (Exception e) {
        Json.failure(answer, e);
      }
      Json.print(answer);
    }
    Runtime.getRuntime().halt(0);
  }

  private static String[] words(ArrayNode list) {
    String[] words = new String[list.size()];
    for (int i = 0; i < words.length; i++) words[i] = list.get(i).asText();
    return words;
  }

  /** Reads the summary of a run from what is logged. */
  private static final class Results extends AppenderSkeleton {
    @Override
    protected void append(LoggingEvent event) {
      String text = event.getRenderedMessage();
      if (event.getLevel().equals(Level.ERROR) && text.contains("StatsDaemon")) {
        Json.print(Json.object().put("ok", false).put("exception", "StatsDaemon").put("message", text));
        Runtime.getRuntime().halt(1);
      }
      number(text, "# operations: ", "ops");
      number(text, "Elapsed Time: ", "elapsedMs");
      number(text, " Ops per sec: ", "perSecond");
    }

    private void number(String text, String before, String field) {
      if (text.startsWith(before)) answer.put(field, Double.parseDouble(text.substring(before.length())));
    }

    @Override
    public boolean requiresLayout() { return false; }

    @Override
    public void close() {}
  }
}
