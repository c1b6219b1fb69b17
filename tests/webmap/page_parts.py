"""What the tests of pages share: payloads, a small page of their own, and a reader of its scripts."""

import json
from html.parser import HTMLParser

from geo_ree.webmap.elements import OfflineMap

PAYLOADS = [
    "{{ 7 * 7 }}",
    "{% for x in [1] %}ran{% endfor %}",
    "{# gone #}",
    "{{{ 7 }}}",
    "{{% raw %}}",
    "{{{{#",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>",
    "`${alert(1)}`",
    "\\1 \\u0041 \\",
    "line\u2028and\u2029paragraph",
    "Kızılcaören, 白云鄂博, \U0001f5fa",
    "\ud800 alone",
    "\r\n\t\0",
]


class Scripts(HTMLParser):
    """Collects the scripts of a page as a browser sees them."""

    def __init__(self, text):
        super().__init__()
        self.code, self.data, self.inside = [], {}, None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.inside = dict(attrs) if tag == "script" else None

    def handle_data(self, data):
        if self.inside is None:
            return
        if self.inside.get("type") == "application/json":
            self.data[self.inside["id"]] = json.loads(data)
        else:
            self.code.append(data)

    def handle_endtag(self, tag):
        self.inside = None


def world():
    return OfflineMap((20, 10), label="The world")
