"""What a PDF says of itself: XMP, document information and ID, without clock and persons.

PDF/A allows only properties of known schemas and wants the one of PDF/UA declared (ISO 19005-2, 6.6.2.3); LibreOffice 7.4
writes it without that. The version of LibreOffice stays in "Producer". A PDF must have an ID of two strings (ISO 32000-1,
14.4), and programs that change a file change the second one. lipctl writes a digest of the file into both: the same report
has the same bytes, and :func:`is_own` knows a file that nobody changed.
"""

from __future__ import annotations

import re
import struct
from datetime import date
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

_TOOL = "lipctl"
_ID = re.compile(rb"/ID ?\[ ?<([0-9a-f]{32})> ?<([0-9a-f]{32})> ?\]")
_ZEROS = b"0" * 32
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
{claim}<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreatorTool>{tool}</xmp:CreatorTool><xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>{producer}</pdf:Producer></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_CLAIM = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
"""


def set_metadata(pdf: pikepdf.Pdf, title: str, subject: str, as_of: date, language: str, *, accessible: bool) -> None:
    """Write XMP and document information anew, with the same words in both; an accessible PDF says that it follows PDF/UA-1."""
    import pikepdf

    producer = str(pdf.docinfo.get("/Producer", "LibreOffice"))
    words = {"title": title, "subject": subject, "language": language, "producer": producer}
    xmp = _XMP.format(
        **{key: escape(text, quote=False) for key, text in words.items()},
        day=as_of.isoformat(),
        tool=_TOOL,
        claim=_CLAIM if accessible else "",
    )
    pdf.Root["/Metadata"] = pdf.make_stream(
        xmp.encode(), pikepdf.Dictionary(Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
    )
    time = f"D:{as_of:%Y%m%d}000000Z"
    fields = {"/Title": title, "/Subject": subject, "/Creator": _TOOL, "/Producer": producer,
              "/CreationDate": time, "/ModDate": time}  # fmt: skip
    pdf.trailer["/Info"] = pdf.make_indirect(
        pikepdf.Dictionary({key: pikepdf.String(text) for key, text in fields.items()})
    )


def set_profile_time(pdf: pikepdf.Pdf, as_of: date) -> None:
    """Set the date in the colour profile's head, bytes 24 to 35 (ICC.1:2010, 7.2). LibreOffice writes the time of the export there."""
    time = struct.pack(">6H", as_of.year, as_of.month, as_of.day, 0, 0, 0)
    for intent in pdf.Root.get("/OutputIntents", ()):
        profile = intent.get("/DestOutputProfile")
        if profile is not None:
            data = profile.read_bytes()
            profile.write(data[:24] + time + data[36:])


def with_digest(data: bytes) -> bytes:
    """The PDF with a digest of itself as its ID."""
    digest = _digest(data)
    return _ID.sub(lambda match: match[0].replace(match[1], digest).replace(match[2], digest), data)


def is_own(data: bytes) -> bool:
    """Whether a PDF is as lipctl wrote it."""
    found = _ID.findall(data)
    return bool(found) and set(found) == {(_digest(data), _digest(data))}


def _digest(data: bytes) -> bytes:
    blank = _ID.sub(lambda match: match[0].replace(match[1], _ZEROS).replace(match[2], _ZEROS), data)
    return sha256(blank).hexdigest()[:32].encode()
