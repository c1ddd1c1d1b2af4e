import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A steady client: one call every PERIOD ms through the configured file system,
 * and the longest time without a success, which is what a client sees of a
 * failover. A call that takes longer than the period delays the next one.
 *
 *   Steady mkdirs|getFileInfo|create PERIOD_MS [DURATION_MS]
 *
 * Lines out: {"event":"started","at"}, {"event":"slow","at","ms"} for a success
 * over 50 ms, {"event":"failed","at","ms","exception","message"}. On the line
 * "mark" and at the end ("stop", end of stdin or DURATION) {"event":"mark"|"done",
 * "at","ops","failed","p50","p99","max","gapMs","gapFrom","gapTo"} of the time since
 * the last mark; times of day in ms since 1970, latencies in ms. A gap still open
 * at a mark counts up to the mark, and goes on behind it.
 */
public final class Steady {
  private final FileSystem fs;
  private final Path base = new Path("/steady-" + ProcessHandle.current().pid() + "-" + System.currentTimeMillis());
  private final String op;
  private volatile boolean stopped;

  private double[] latencies = new double[1 << 12];
  private int ops;
  private int failed;
  private long lastSuccess;
  private double gapMs;
  private long gapTo;

  private Steady(String op) throws Exception {
    this.op = op;
    this.fs = FileSystem.get(new Configuration());
  }

  public static void main(String[] a) throws Exception {
    Steady steady = new Steady(a[0]);
    long period = Long.parseLong(a[1]);
    long duration = a.length > 2 ? Long.parseLong(a[2]) : Long.MAX_VALUE / 2_000_000;
    Thread commands = new Thread(steady::commands, "commands");
    commands.setDaemon(true);
    steady.run(period, duration, commands);
  }

  private void commands() {
    try {
      for (String line; (line = Json.line()) != null && !line.equals("stop"); )
        if (line.equals("mark")) report("mark");
    } catch (java.io.IOException e) {
      // a broken stdin is an end of stdin
    }
    stopped = true;
    // The call in flight may hang for minutes, and the gap is known now.
    finish();
  }

  private synchronized void finish() {
    report("done");
    Runtime.getRuntime().halt(0);
  }

  private void run(long period, long duration, Thread commands) throws Exception {
    fs.mkdirs(base);
    synchronized (this) {
      lastSuccess = System.nanoTime();
    }
    Json.print(Json.object().put("event", "started").put("at", System.currentTimeMillis()).put("base", base.toString()));
    commands.start();
    long end = System.nanoTime() + duration * 1_000_000;
    for (int i = 0; !stopped && System.nanoTime() < end; i++) {
      long start = System.nanoTime();
      try {
        call(i);
        success(start, System.nanoTime());
      } catch (Exception e) {
        synchronized (this) {
          failed++;
        }
        Json.print(Json.failure(Json.object().put("event", "failed").put("at", System.currentTimeMillis())
            .put("ms", (System.nanoTime() - start) / 1e6), e));
      }
      long rest = start + period * 1_000_000 - System.nanoTime();
      if (rest > 0) Thread.sleep(rest / 1_000_000, (int) (rest % 1_000_000));
    }
    finish();
  }

  private void call(int i) throws Exception {
    switch (op) {
      case "mkdirs":
        if (!fs.mkdirs(new Path(base, "d" + i))) throw new IllegalStateException("mkdirs answered false");
        break;
      case "getFileInfo": fs.getFileStatus(base); break;
      case "create": fs.create(new Path(base, "f" + i), false).close(); break;
      default: throw new IllegalArgumentException(op);
    }
  }

  private synchronized void success(long start, long end) {
    double ms = (end - start) / 1e6;
    if (ops == latencies.length) latencies = Arrays.copyOf(latencies, 2 * ops);
    latencies[ops++] = ms;
    gap(end);
    lastSuccess = end;
    if (ms > 50) Json.print(Json.object().put("event", "slow").put("at", System.currentTimeMillis()).put("ms", ms));
  }

  private void gap(long now) {
    double since = (now - lastSuccess) / 1e6;
    if (since <= gapMs) return;
    gapMs = since;
    gapTo = System.currentTimeMillis();
  }

  private synchronized void report(String event) {
    gap(System.nanoTime());
    Arrays.sort(latencies, 0, ops);
    ObjectNode o = Json.object().put("event", event).put("at", System.currentTimeMillis()).put("ops", ops).put("failed", failed);
    o.put("p50", quantile(.5)).put("p99", quantile(.99)).put("max", quantile(1));
    o.put("gapMs", gapMs).put("gapFrom", gapTo - Math.round(gapMs)).put("gapTo", gapTo);
    Json.print(o);
    ops = 0;
    failed = 0;
    gapMs = 0;
  }

  private double quantile(double q) { return ops == 0 ? 0 : latencies[Math.min(ops - 1, (int) (ops * q))]; }
}
