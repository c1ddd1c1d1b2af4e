import java.io.File;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.*;
import org.apache.hadoop.io.SequenceFile.CompressionType;
import org.apache.hadoop.io.compress.*;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * Files for -text, in a directory: every codec that runs without native libraries,
 * SequenceFiles of every kind and plain class, Avro files. For tests/golden/make-text.ts.
 */
public final class TextFiles {
  private static final Configuration conf = new Configuration();
  private static File dir;

  public static void main(String[] args) throws Exception {
    dir = new File(args[0]);
    conf.setInt("io.compression.codec.snappy.buffersize", 4096);
    conf.setInt("io.seqfile.compress.blocksize", 4096);
    StringBuilder numbers = new StringBuilder();
    for (int i = 0; i < 300; i++) numbers.append("line ").append(i).append(" of a file that is longer than a buffer\n");
    for (Class<? extends CompressionCodec> codec : List.of(BZip2Codec.class, SnappyCodec.class, GzipCodec.class, DeflateCodec.class)) {
      compressed(codec, "short", "one line, äöü\n");
      compressed(codec, "empty", "");
    }
    compressed(SnappyCodec.class, "long", numbers.toString());
    compressed(BZip2Codec.class, "long", numbers.toString());
    Files.write(new File(dir, "two.bz2").toPath(), twice(Files.readAllBytes(new File(dir, "short.bz2").toPath())));

    sequence("plain", CompressionType.NONE, null, texts(200));
    sequence("record", CompressionType.RECORD, new DefaultCodec(), texts(20));
    sequence("block", CompressionType.BLOCK, new DefaultCodec(), texts(200));
    sequence("block-bzip2", CompressionType.BLOCK, new BZip2Codec(), texts(20));
    sequence("block-snappy", CompressionType.BLOCK, new SnappyCodec(), texts(20));
    sequence("record-gzip", CompressionType.RECORD, new GzipCodec(), texts(20));
    sequence("nothing", CompressionType.NONE, null, new ArrayList<>(), Text.class, Text.class);
    sequence("doubles", CompressionType.NONE, null, doubles());
    sequence("floats", CompressionType.BLOCK, new DefaultCodec(), floats());
    sequence("bytes", CompressionType.NONE, null, List.of(
        pair(new BytesWritable(new byte[] {0, 1, -1, 127}), NullWritable.get()), pair(new BytesWritable(), NullWritable.get())));
    sequence("integers", CompressionType.NONE, null, List.of(
        pair(new VIntWritable(-112), new VLongWritable(Long.MIN_VALUE)), pair(new VIntWritable(Integer.MAX_VALUE), new VLongWritable(-129)),
        pair(new VIntWritable(-113), new VLongWritable(127)), pair(new VIntWritable(128), new VLongWritable(Long.MAX_VALUE))));
    sequence("small", CompressionType.NONE, null, List.of(
        pair(new ShortWritable((short) -300), new ByteWritable((byte) -5)), pair(new ShortWritable((short) 7), new ByteWritable((byte) 9))));
    sequence("flags", CompressionType.NONE, null, List.of(
        pair(new BooleanWritable(true), MD5Hash.digest("x")), pair(new BooleanWritable(false), MD5Hash.digest("y"))));

    avro("plain", CodecFactory.nullCodec());
    avro("deflate", CodecFactory.deflateCodec(6));
    avro("snappy", CodecFactory.snappyCodec());
    avro("bzip2", CodecFactory.bzip2Codec());
    avro("strings", CodecFactory.nullCodec(), "\"string\"", List.of("just", "strings"));
    avro("nothing", CodecFactory.nullCodec(), "\"string\"", List.of());
    for (File file : dir.listFiles()) if (file.getName().endsWith(".crc")) file.delete();
    Json.print(Json.object().put("ok", true));
  }

  private static void compressed(Class<? extends CompressionCodec> codecClass, String name, String text) throws Exception {
    CompressionCodec codec = ReflectionUtils.newInstance(codecClass, conf);
    try (OutputStream out = codec.createOutputStream(Files.newOutputStream(new File(dir, name + codec.getDefaultExtension()).toPath()))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static byte[] twice(byte[] bytes) {
    byte[] both = Arrays.copyOf(bytes, 2 * bytes.length);
    System.arraycopy(bytes, 0, both, bytes.length, bytes.length);
    return both;
  }

  private static Writable[] pair(Writable key, Writable value) {
    return new Writable[] {key, value};
  }

  private static List<Writable[]> texts(int count) {
    List<Writable[]> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) pairs.add(pair(new Text("key " + i), new Text("the value of " + i + ", ünd é\ttab")));
    return pairs;
  }

  private static List<Writable[]> doubles() {
    List<Writable[]> pairs = new ArrayList<>();
    double[] values = {0, -0.0, 1, -1.5, 100, 0.001, 0.00099, 9999999, 1e7, 123456789.125, 1e21, 1.5e300, 1e-5, 0.1 + 0.2, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int i = 0; i < values.length; i++) pairs.add(pair(new IntWritable(i - 3), new DoubleWritable(values[i])));
    return pairs;
  }

  private static List<Writable[]> floats() {
    List<Writable[]> pairs = new ArrayList<>();
    float[] values = {0, 1, 0.1f, 16777216, 3.4028235e38f, 0.001f, 1e-4f, -2.5f, Float.NaN};
    for (int i = 0; i < values.length; i++) pairs.add(pair(new LongWritable((1L << 40) * i), new FloatWritable(values[i])));
    return pairs;
  }

  private static void sequence(String name, CompressionType type, CompressionCodec codec, List<Writable[]> pairs) throws Exception {
    sequence(name, type, codec, pairs, pairs.get(0)[0].getClass(), pairs.get(0)[1].getClass());
  }

  private static void sequence(String name, CompressionType type, CompressionCodec codec, List<Writable[]> pairs, Class<?> key, Class<?> value) throws Exception {
    if (codec instanceof org.apache.hadoop.conf.Configurable) ((org.apache.hadoop.conf.Configurable) codec).setConf(conf);
    SequenceFile.Metadata metadata = new SequenceFile.Metadata();
    metadata.set(new Text("made by"), new Text("TextFiles"));
    try (SequenceFile.Writer writer = SequenceFile.createWriter(conf,
        SequenceFile.Writer.file(new Path(new File(dir, name + ".seq").toURI())), SequenceFile.Writer.keyClass(key), SequenceFile.Writer.valueClass(value),
        SequenceFile.Writer.compression(type, codec), SequenceFile.Writer.metadata(metadata))) {
      for (Writable[] pair : pairs) writer.append(pair[0], pair[1]);
      if (type != CompressionType.BLOCK) writer.sync();
    }
  }

  private static void avro(String name, CodecFactory codec) throws Exception {
    String json = "{\"type\":\"record\",\"name\":\"Order\",\"namespace\":\"org.example\",\"fields\":["
        + "{\"name\":\"id\",\"type\":\"long\"},{\"name\":\"count\",\"type\":\"int\"},{\"name\":\"open\",\"type\":\"boolean\"},"
        + "{\"name\":\"price\",\"type\":\"double\"},{\"name\":\"weight\",\"type\":\"float\"},{\"name\":\"note\",\"type\":[\"null\",\"string\",\"bytes\"]},"
        + "{\"name\":\"raw\",\"type\":\"bytes\"},{\"name\":\"kind\",\"type\":{\"type\":\"enum\",\"name\":\"Kind\",\"symbols\":[\"COFFEE\",\"TEA\"]}},"
        + "{\"name\":\"key\",\"type\":{\"type\":\"fixed\",\"name\":\"Key\",\"size\":3}},{\"name\":\"tags\",\"type\":{\"type\":\"array\",\"items\":\"string\"}},"
        + "{\"name\":\"rates\",\"type\":{\"type\":\"map\",\"values\":\"double\"}},{\"name\":\"part\",\"type\":[\"null\",\"Order\"]},{\"name\":\"other\",\"type\":[\"Kind\",\"Key\",{\"type\":\"array\",\"items\":\"int\"},\"null\"]}]}";
    Schema schema = new Schema.Parser().parse(json);
    List<Object> orders = new ArrayList<>();
    Object inner = null;
    for (int i = 0; i < 60; i++) {
      Object kind = new GenericData.EnumSymbol(schema.getField("kind").schema(), i % 2 == 0 ? "COFFEE" : "TEA");
      Object key = new GenericData.Fixed(schema.getField("key").schema(), new byte[] {1, (byte) i, -1});
      inner = new GenericRecordBuilder(schema).set("id", (1L << 53) + i).set("count", -i).set("open", i % 3 == 0).set("price", i / 8.0).set("weight", i / 10f)
          .set("note", i % 3 == 0 ? null : i % 3 == 1 ? "a \"note\"\u0001\n\u00fc\u20ac/" : ByteBuffer.wrap(new byte[] {0, -1})).set("raw", ByteBuffer.wrap(new byte[] {(byte) i, 65}))
          .set("kind", kind).set("key", key).set("tags", i % 2 == 0 ? List.of() : List.of("a", "b")).set("rates", i % 4 == 0 ? Map.of() : Map.of("x", i * 1e6))
          .set("part", i % 10 == 5 ? inner : null).set("other", i % 4 == 0 ? kind : i % 4 == 1 ? key : i % 4 == 2 ? List.of(1, i) : null).build();
      orders.add(inner);
    }
    avro(name, codec, json, orders);
  }

  private static void avro(String name, CodecFactory codec, String schema, List<?> data) throws Exception {
    Schema parsed = new Schema.Parser().parse(schema);
    try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>(parsed))) {
      writer.setCodec(codec).setSyncInterval(2000).create(parsed, Files.newOutputStream(new File(dir, name + ".avro").toPath()), new byte[16]);
      for (Object datum : data) writer.append(datum);
    }
  }
}
