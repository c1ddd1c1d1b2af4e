import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.w3c.dom.NodeList;

/** Prints the names of all configuration keys, a line each; behind an empty line the old ones, each with its successor. */
final class Keys {
  private static final String[] HOLDERS = {
    "org.apache.hadoop.hdfs.DFSConfigKeys", "org.apache.hadoop.hdfs.client.HdfsClientConfigKeys",
    "org.apache.hadoop.fs.CommonConfigurationKeys", "org.apache.hadoop.fs.CommonConfigurationKeysPublic",
  };

  private Keys() {}

  public static void main(String[] args) throws Exception {
    TreeSet<String> names = new TreeSet<>();
    // A Configuration leaves out those without a value.
    for (String file : new String[] {"core-default.xml", "hdfs-default.xml"}) {
      try (InputStream in = Keys.class.getClassLoader().getResourceAsStream(file)) {
        NodeList found = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getElementsByTagName("name");
        for (int i = 0; i < found.getLength(); i++) names.add(found.item(i).getTextContent().trim());
      }
    }
    HdfsConfiguration.init();
    for (String holder : HOLDERS) {
      ArrayDeque<Class<?>> classes = new ArrayDeque<>();
      classes.add(Class.forName(holder));
      while (!classes.isEmpty()) {
        Class<?> one = classes.poll();
        for (Class<?> inner : one.getDeclaredClasses()) classes.add(inner);
        for (Field field : one.getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers()) || field.getType() != String.class) continue;
          if (!field.getName().contains("KEY") || field.getName().contains("DEFAULT")) continue;
          field.setAccessible(true);
          String name = (String) field.get(null);
          if (name != null && name.matches("[A-Za-z][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)+")) names.add(name);
        }
      }
    }
    for (String name : names) System.out.println(name);
    System.out.println();
    Configuration.dumpDeprecatedKeys();
  }
}
