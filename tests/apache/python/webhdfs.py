"""Python's hdfs and fsspec over WebHDFS: webhdfs.py write|check HOST:PORT[;HOST:PORT].

`write` makes files and directories with each of them, `check` reads them back in another process. Exits with 1, and says
why, when something is not as written. fsspec knows one address, the first; hdfs may know several.
"""
import sys

import fsspec
from hdfs import InsecureClient
from hdfs.util import HdfsError

BLOCK = 1 << 20


def content(seed, length):
    period = bytes((i * 31 + seed * 17) % 251 for i in range(251 * 64))
    return (period * (length // len(period) + 1))[:length]


FILES = {"empty": 0, "one byte": 1, "several blocks": 2 * BLOCK + 12345, "per%cent+ä €": 10}


def equal(found, wanted, what):
    if found != wanted:
        sys.exit(f"{what}: {str(found)[:300]!r}, not {str(wanted)[:300]!r}")


def write_hdfs(client):
    client.makedirs("/py/hdfs/sub", permission="750")
    for seed, (name, length) in enumerate(FILES.items()):
        data = content(seed, length)
        # As a generator: the body comes in chunks, without a length.
        client.write(f"/py/hdfs/{name}", data=(data[i:i + 100_000] for i in range(0, length, 100_000)), overwrite=True, blocksize=BLOCK)
    client.write("/py/hdfs/appended", data=b"one ")
    client.write("/py/hdfs/appended", data=b"two", append=True)
    client.write("/py/hdfs/old", data="text", encoding="utf-8", permission="600")
    client.rename("/py/hdfs/old", "/py/hdfs/new")
    client.set_times("/py/hdfs/new", modification_time=1000)
    client.set_replication("/py/hdfs/new", 2)
    client.set_acl("/py/hdfs/sub", "user:alice:r-x", clear=False)
    client.write("/py/hdfs/gone", data=b"x")
    equal(client.delete("/py/hdfs/gone"), True, "delete")
    equal(client.delete("/py/hdfs/gone"), False, "a second delete")
    try:
        client.write("/py/hdfs/new", data=b"y")
        sys.exit("a file was replaced without being told")
    except HdfsError as error:
        equal(error.exception, "FileAlreadyExistsException", "the exception")


def check_hdfs(client):
    for seed, (name, length) in enumerate(FILES.items()):
        with client.read(f"/py/hdfs/{name}") as reader:
            equal(reader.read(), content(seed, length), name)
    with client.read("/py/hdfs/several blocks", offset=BLOCK - 5, length=10) as reader:
        equal(reader.read(), content(2, FILES["several blocks"])[BLOCK - 5:BLOCK + 5], "a range over a block's end")
    with client.read("/py/hdfs/appended") as reader:
        equal(reader.read(), b"one two", "appended")
    equal(sorted(client.list("/py/hdfs")), sorted([*FILES, "appended", "new", "sub"]), "list")
    status = client.status("/py/hdfs/new")
    equal([status[key] for key in ("length", "permission", "replication", "modificationTime", "type")], [4, "600", 2, 1000, "FILE"], "status")
    equal(client.status("/py/hdfs/nothing", strict=False), None, "status of nothing")
    equal(client.content("/py/hdfs")["fileCount"], len(FILES) + 2, "content")
    equal(client.acl_status("/py/hdfs/sub")["entries"], ["user:alice:r-x", "group::r-x"], "acl")
    equal(client.checksum("/py/hdfs/new")["algorithm"], "MD5-of-0MD5-of-512CRC32C", "checksum")
    equal([name for path, _dirs, files in client.walk("/py/hdfs") for name in files if name == "new"], ["new"], "walk")


def write_fsspec(fs):
    fs.makedirs("/py/fsspec/sub", exist_ok=True)
    for seed, (name, length) in enumerate(FILES.items()):
        with fs.open(f"/py/fsspec/{name}", "wb", block_size=BLOCK) as file:
            file.write(content(seed, length))
    fs.pipe("/py/fsspec/piped", b"piped")
    fs.mv("/py/fsspec/piped", "/py/fsspec/moved")
    fs.touch("/py/fsspec/gone")
    fs.rm("/py/fsspec/gone")


def check_fsspec(fs):
    for seed, (name, length) in enumerate(FILES.items()):
        equal(fs.cat_file(f"/py/fsspec/{name}"), content(seed, length), name)
        equal(fs.info(f"/py/fsspec/{name}")["size"], length, f"size of {name}")
    equal(fs.cat_file("/py/fsspec/several blocks", start=BLOCK - 5, end=BLOCK + 5), content(2, FILES["several blocks"])[BLOCK - 5:BLOCK + 5], "a range")
    equal(sorted(path.rsplit("/", 1)[1] for path in fs.ls("/py/fsspec", detail=False)), sorted([*FILES, "moved", "sub"]), "ls")
    equal(fs.exists("/py/fsspec/gone"), False, "what is gone")
    equal(fs.isdir("/py/fsspec/sub"), True, "a directory")
    equal(len(fs.find("/py/fsspec")), len(FILES) + 1, "find")


mode, addresses = sys.argv[1:]
host, port = addresses.split(";")[0].split(":")
client = InsecureClient(";".join(f"http://{address}" for address in addresses.split(";")), user="root")
fs = fsspec.filesystem("webhdfs", host=host, port=int(port), user="root", skip_instance_cache=True)
if mode == "write":
    write_hdfs(client)
    write_fsspec(fs)
check_hdfs(client)
check_fsspec(fs)
print("ok")
