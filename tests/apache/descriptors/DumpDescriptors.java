// Prints, as JSON on standard output, the schema of every protobuf file compiled into the hadoop-*.jar files of the
// class path: message fields (number, label, type, type name, explicit default, packed), enums, and services.
// Run with:  java -cp <Hadoop's class path> DumpDescriptors.java
import java.io.File;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.hadoop.thirdparty.protobuf.ByteString;
import org.apache.hadoop.thirdparty.protobuf.Descriptors.Descriptor;
import org.apache.hadoop.thirdparty.protobuf.Descriptors.EnumDescriptor;
import org.apache.hadoop.thirdparty.protobuf.Descriptors.EnumValueDescriptor;
import org.apache.hadoop.thirdparty.protobuf.Descriptors.FieldDescriptor;
import org.apache.hadoop.thirdparty.protobuf.Descriptors.FileDescriptor;
import org.apache.hadoop.thirdparty.protobuf.Descriptors.MethodDescriptor;
import org.apache.hadoop.thirdparty.protobuf.Descriptors.ServiceDescriptor;

public final class DumpDescriptors {
  public static void main(String[] args) throws Exception {
    List<String> files = new ArrayList<>();
    for (String className : outerClasses()) {
      FileDescriptor file;
      try {
        file = (FileDescriptor) Class.forName(className).getMethod("getDescriptor").invoke(null);
      } catch (LinkageError | NoSuchMethodException | ClassCastException e) {
        continue; // an ordinary class of such a name, or code for the unshaded protobuf 2.5
      }
      files.add(describe(file, className));
    }
    System.out.println("[" + String.join(",\n", files) + "]");
  }

  private static TreeSet<String> outerClasses() throws Exception {
    TreeSet<String> names = new TreeSet<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      File path = new File(entry);
      if (!path.getName().startsWith("hadoop-") || !entry.endsWith(".jar")) {
        continue;
      }
      try (JarFile jar = new JarFile(path)) {
        for (Enumeration<JarEntry> e = jar.entries(); e.hasMoreElements();) {
          String name = e.nextElement().getName();
          if (name.matches("org/apache/hadoop/[^$]*(Proto|Protos|TraceAdminPB)\\.class") && !name.contains("/thirdparty/")) {
            names.add(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
          }
        }
      }
    }
    return names;
  }

  private static String describe(FileDescriptor file, String className) {
    List<String> messages = new ArrayList<>();
    List<String> enums = new ArrayList<>();
    List<String> services = new ArrayList<>();
    file.getMessageTypes().forEach(m -> message(m, messages, enums));
    file.getEnumTypes().forEach(e -> enums.add(enumeration(e)));
    for (ServiceDescriptor service : file.getServices()) {
      List<String> methods = new ArrayList<>();
      for (MethodDescriptor method : service.getMethods()) {
        methods.add("{\"name\":" + quote(method.getName()) + ",\"input\":" + quote(method.getInputType().getFullName())
            + ",\"output\":" + quote(method.getOutputType().getFullName()) + "}");
      }
      services.add("{\"name\":" + quote(service.getFullName()) + ",\"methods\":" + list(methods) + "}");
    }
    return "{\"file\":" + quote(file.getName()) + ",\"javaClass\":" + quote(className)
        + ",\"package\":" + quote(file.getPackage())
        + ",\"messages\":" + list(messages) + ",\"enums\":" + list(enums) + ",\"services\":" + list(services) + "}";
  }

  private static void message(Descriptor message, List<String> messages, List<String> enums) {
    List<String> fields = new ArrayList<>();
    for (FieldDescriptor f : message.getFields()) {
      StringBuilder s = new StringBuilder();
      s.append("{\"name\":").append(quote(f.getName())).append(",\"number\":").append(f.getNumber());
      s.append(",\"label\":").append(quote(f.isRepeated() ? "repeated" : f.isRequired() ? "required" : "optional"));
      s.append(",\"type\":").append(quote(f.getType().name().toLowerCase(java.util.Locale.ROOT)));
      if (f.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        s.append(",\"typeName\":").append(quote(f.getMessageType().getFullName()));
      } else if (f.getJavaType() == FieldDescriptor.JavaType.ENUM) {
        s.append(",\"typeName\":").append(quote(f.getEnumType().getFullName()));
      }
      if (f.hasDefaultValue()) {
        s.append(",\"default\":").append(quote(defaultOf(f)));
      }
      if (f.isPacked()) {
        s.append(",\"packed\":true");
      }
      fields.add(s.append('}').toString());
    }
    messages.add("{\"name\":" + quote(message.getFullName()) + ",\"fields\":" + list(fields) + "}");
    message.getEnumTypes().forEach(e -> enums.add(enumeration(e)));
    message.getNestedTypes().forEach(m -> message(m, messages, enums));
  }

  private static String defaultOf(FieldDescriptor f) {
    Object value = f.getDefaultValue();
    if (value instanceof EnumValueDescriptor) {
      return ((EnumValueDescriptor) value).getName();
    }
    if (value instanceof ByteString) {
      return ((ByteString) value).toStringUtf8();
    }
    switch (f.getType()) {
      case UINT64: case FIXED64: return Long.toUnsignedString((Long) value);
      case UINT32: case FIXED32: return Integer.toUnsignedString((Integer) value);
      default: return String.valueOf(value);
    }
  }

  private static String enumeration(EnumDescriptor e) {
    List<String> values = new ArrayList<>();
    for (EnumValueDescriptor v : e.getValues()) {
      values.add("{\"name\":" + quote(v.getName()) + ",\"number\":" + v.getNumber() + "}");
    }
    return "{\"name\":" + quote(e.getFullName()) + ",\"values\":" + list(values) + "}";
  }

  private static String list(List<String> items) {
    return "[" + String.join(",", items) + "]";
  }

  private static String quote(String s) {
    return "\"" + s.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
