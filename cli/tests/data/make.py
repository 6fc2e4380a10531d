#!/usr/bin/env python3
"""Writes the small dumps beside it, with the tools that write such dumps:

    pip install pyarrow==26.0.1 warcio==1.8.1 && python3 make.py
"""

import datetime
import io
import pathlib

import pyarrow as pa
import pyarrow.parquet as pq
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HERE = pathlib.Path(__file__).parent
CLAIM = "The council accused the contractor of hiding the report."

# One row group of two rows and one of one, with a missing title, timestamps,
# a column of lists, and more columns than are read.
table = pa.table({
    "article_id": pa.array(["p1", "p2", "p3"]),
    "title": pa.array(["A title", None, "Another"]),
    "content": pa.array([CLAIM, "It rained.", "Norway accused Iceland of overfishing."], pa.large_string()),
    "publication_date": pa.array([datetime.datetime(2024, 3, 5 + i) for i in range(3)], pa.timestamp("us")),
    "raw_url": pa.array(["http://n.example/1", "http://n.example/2", None]),
    "tags": pa.array([["a"], [], ["b", "c"]]),
})
for codec in ["snappy", "zstd", "gzip", "lz4"]:
    pq.write_table(table, HERE / f"{codec}.parquet", compression=codec, row_group_size=2)

PAGE = """<!DOCTYPE html><html><head><title>Council accuses contractor</title>
<meta property="article:published_time" content="2024-03-05T10:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Council accuses contractor</h1>
<p>{claim} The report had been due in March, and the council had asked for it twice, in
letters that were never answered.</p>
<p>The contractor denied that it had hidden anything. “We have nothing to hide,” said Maria Berg, its
director, on Tuesday, and added that the caf\u00e9 would stay open until the work was done.</p>
<p>Nobody else was hurt, and the road will be closed for another week while the bridge is repaired and
the water pipes below it are laid anew.</p></article>
<footer>All rights reserved.</footer></body></html>"""


def archive(name, write):
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    write(writer)
    (HERE / name).write_bytes(buffer.getvalue())


def pages(writer):
    writer.write_record(writer.create_warcinfo_record("pages.warc.gz", {"software": "make.py"}))

    def response(url, body, headers, status="200 OK"):
        http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        record = writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=http,
                                           warc_headers_dict={"WARC-Date": "2024-03-06T00:00:00Z"})
        writer.write_record(record)

    page = PAGE.format(claim=CLAIM)
    response("http://n.example/utf8", page.encode(), [("Content-Type", "text/html; charset=utf-8")])
    response("http://n.example/latin1", page.encode("latin-1", "xmlcharrefreplace"),
             [("Content-Type", "text/html; charset=iso-8859-1")])
    body = page.encode()
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(c), c) for c in [body[:500], body[500:]]) + b"0\r\n\r\n"
    response("http://n.example/chunked", chunks,
             [("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")])
    response("http://n.example/image", b"\x89PNG", [("Content-Type", "image/png")])
    response("http://n.example/gone", b"<p>Gone.</p>", [("Content-Type", "text/html")], "404 Not Found")


def texts(writer):
    for i, text in enumerate([CLAIM, "It rained."]):
        writer.write_record(writer.create_warc_record(
            f"http://n.example/{i}", "conversion", payload=io.BytesIO(text.encode()),
            warc_content_type="text/plain", warc_headers_dict={"WARC-Date": "2024-03-06T00:00:00Z"}))


archive("pages.warc.gz", pages)
archive("texts.wet.gz", texts)
