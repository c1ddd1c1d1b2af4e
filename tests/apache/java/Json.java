import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.ipc.RemoteException;

/** JSON lines in, JSON lines out: how every client here talks to its test. */
final class Json {
  static final ObjectMapper MAPPER = new ObjectMapper();
  /** The real stdout, kept aside so that a tool that redirects System.out cannot disturb it. */
  private static final PrintStream OUT = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), false, StandardCharsets.UTF_8);
  private static final BufferedReader IN = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  private Json() {}

  static ObjectNode object() { return MAPPER.createObjectNode(); }

  /** Prints one object on a line of its own, at once. */
  static void print(JsonNode value) {
    synchronized (OUT) {
      OUT.println(value.toString());
      OUT.flush();
    }
  }

  /** The next line of stdin that is not blank, or null at its end. */
  static String line() throws IOException {
    String line;
    do line = IN.readLine(); while (line != null && line.isBlank());
    return line;
  }

  /** The next line as JSON, or null at the end of stdin. */
  static JsonNode read() throws IOException {
    String line = line();
    return line == null ? null : MAPPER.readTree(line);
  }

  /** Adds what a test wants to know of a failure: the class the server named, its first line, and ours. */
  static ObjectNode failure(ObjectNode to, Throwable e) {
    String type = e instanceof RemoteException ? ((RemoteException) e).getClassName() : e.getClass().getName();
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return to.put("ok", false).put("exception", type).put("message", end < 0 ? message : message.substring(0, end));
  }

  /** Calls `stop` when stdin says "stop" or ends. */
  static void onStop(Runnable stop) {
    Thread t = new Thread(() -> {
      try {
        String line;
        do line = line(); while (line != null && !line.equals("stop"));
      } catch (IOException e) {
        // a broken stdin is an end of stdin
      }
      stop.run();
    }, "stdin");
    t.setDaemon(true);
    t.start();
  }
}
