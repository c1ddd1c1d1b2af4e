import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.runner.Description;
import org.junit.runner.JUnitCore;
import org.junit.runner.Request;
import org.junit.runner.manipulation.Filter;
import org.junit.runner.notification.Failure;
import org.junit.runner.notification.RunListener;

/**
 * Runs the JUnit 4 tests of a class but for those named: RunTests CLASS [METHOD ...]. A JSON line for each that ends:
 * {"test","ok","failure"?}, on standard output, behind a line's mark, since tests print what they like.
 */
public final class RunTests {
  public static void main(String[] a) throws Exception {
    Set<String> left = new HashSet<>(Arrays.asList(a).subList(1, a.length));
    ObjectMapper json = new ObjectMapper();
    JUnitCore core = new JUnitCore();
    core.addListener(new RunListener() {
      private Failure failure;

      @Override
      public void testStarted(Description d) {
        failure = null;
      }

      @Override
      public void testFailure(Failure f) {
        failure = f;
      }

      @Override
      public void testFinished(Description d) throws Exception {
        String text = failure == null ? null : failure.getTrace();
        System.out.println("\n@@" + json.writeValueAsString(
            json.createObjectNode().put("test", d.getMethodName()).put("ok", failure == null).put("failure", text)));
      }
    });
    Request request = Request.aClass(Class.forName(a[0])).filterWith(new Filter() {
      @Override
      public boolean shouldRun(Description d) {
        return !d.isTest() || !left.contains(d.getMethodName().replaceAll("\\[.*", ""));
      }

      @Override
      public String describe() {
        return "all but " + left;
      }
    });
    core.run(request);
    Runtime.getRuntime().halt(0);
  }
}
