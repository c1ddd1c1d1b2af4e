import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.HdfsConfiguration;

/** Configurations by directory, read once: one warm client can talk to several clusters. */
final class Confs {
  private static final Map<String, Configuration> READ = new HashMap<>();

  private Confs() {}

  /**
   * What a command asks for: "confDir" (else HADOOP_CONF_DIR, from the class path)
   * and "conf", an object of keys that win over it.
   */
  static synchronized Configuration of(JsonNode command) {
    String dir = command.path("confDir").asText("");
    Configuration conf = new Configuration(READ.computeIfAbsent(dir, Confs::read));
    for (Iterator<Map.Entry<String, JsonNode>> i = command.path("conf").fields(); i.hasNext(); ) {
      Map.Entry<String, JsonNode> e = i.next();
      conf.set(e.getKey(), e.getValue().asText());
    }
    return conf;
  }

  private static Configuration read(String dir) {
    Configuration conf = new HdfsConfiguration();
    if (!dir.isEmpty()) {
      conf.addResource(new Path("file://" + dir + "/core-site.xml"));
      conf.addResource(new Path("file://" + dir + "/hdfs-site.xml"));
    }
    conf.size(); // parse now
    return conf;
  }
}
