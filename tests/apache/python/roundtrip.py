"""hdfs-native (Rust under Python) against a cluster: roundtrip.py write|check DIR.

`write` makes files of several blocks and a few names, `check` reads them back in
another process. Exits with 1, and says why, when something is not as written. The
cluster is HADOOP_CONF_DIR's.
"""
import sys

from hdfs_native import Client, WriteOptions

BLOCK = 1 << 20


def content(seed, length):
    period = bytes((i * 31 + seed * 17) % 251 for i in range(251 * 64))
    return (period * (length // len(period) + 1))[:length]


FILES = {"empty": 0, "one byte": 1, "a block": BLOCK, "several blocks": 3 * BLOCK + 12345}


def write(client, base):
    client.mkdirs(base + "/made/deep", create_parent=True)
    for seed, (name, length) in enumerate(FILES.items()):
        with client.create(f"{base}/{name}", WriteOptions(block_size=BLOCK, replication=3)) as out:
            out.write(content(seed, length))
    with client.create(base + "/before") as out:
        out.write(b"renamed")
    client.rename(base + "/before", base + "/made/after")
    with client.create(base + "/deleted") as out:
        out.write(b"gone")
    assert client.delete(base + "/deleted")
    client.set_permission(base + "/made", 0o750)


def check(client, base):
    for seed, (name, length) in enumerate(FILES.items()):
        status = client.get_file_info(f"{base}/{name}")
        assert status.length == length and not status.isdir, status
        with client.read(f"{base}/{name}") as file:
            assert file.read() == content(seed, length), name
        if length > BLOCK:
            with client.read(f"{base}/{name}") as file:
                file.seek(BLOCK - 3)
                assert file.read(6) == content(seed, length)[BLOCK - 3:BLOCK + 3]
    with client.read(base + "/made/after") as file:
        assert file.read() == b"renamed"
    assert client.get_file_info(base + "/made").permission == 0o750
    found = sorted(status.path for status in client.list_status(base, recursive=True))
    expected = sorted([base + "/made", base + "/made/deep", base + "/made/after", *(f"{base}/{name}" for name in FILES)])
    assert found == expected, found
    summary = client.get_content_summary(base)
    assert summary.length == sum(FILES.values()) + len(b"renamed"), summary.length
    for path in ("/deleted", "/before"):
        try:
            client.get_file_info(base + path)
        except FileNotFoundError:
            continue
        raise AssertionError(path + " is still there")


if __name__ == "__main__":
    {"write": write, "check": check}[sys.argv[1]](Client(), sys.argv[2])
