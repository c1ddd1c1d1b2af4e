import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.server.namenode.NameNode;

/** A NameNode with symlinks on, which no configuration key can do: for a golden log that has OP_SYMLINK. */
public final class GoldenNameNode {
  public static void main(String[] args) throws Exception {
    FileSystem.enableSymlinks();
    NameNode.main(args);
  }
}
