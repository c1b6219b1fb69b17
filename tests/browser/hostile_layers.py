"""A copy of the built-in layers in which every text that people typed is hostile.

Each text cell gets a payload and a mark of its own, so that a test can tell which one ran, or went missing.
"""

import csv
import json

from geo_ree.layers.fields import LIST_SEPARATOR, LONGEST_NAME
from geo_ree.layers.folder import layers_folder
from geo_ree.layers.tables.registry import TABLES

# Set by a payload that runs in Python while the page is made; by name, since a template can reach os.environ.
ENVIRONMENT_MARK = "GEO_REE_HOSTILE_TEXT_RAN"
_ENVIRON = "cycler.__init__.__globals__.os.environ"

# Words that the code looks up are not free text: changing them only takes their row off the page.
LOOKED_UP = {("figures", "attribute"), ("places", "language"), ("figures", "unit"), ("byproducts", "unit")}
LOOKED_UP |= {("byproducts", "commodity"), ("byproducts", "chemical_basis"), ("freight", "unit")}

PAYLOADS = (
    "<img src=x onerror=hostile('img')>",
    "</script><script>hostile('script')</script>",
    "${hostile('template literal')}",
    "`+hostile('back-tick')+`",
    f"{{{{ {_ENVIRON}.__setitem__('{ENVIRONMENT_MARK}', 'expression') }}}}",
    f"{{% if {_ENVIRON}.__setitem__('{ENVIRONMENT_MARK}', 'statement') %}}{{% endif %}}",
    "{# comment #}<!-- comment --><![CDATA[ x ]]>",
    "'\"><svg/onload=hostile('svg')>\\",
    "\\1\\g<0>\\u003cscript\\u003e",
    "line\u2028separator\u2029paragraph",
    "&lt;b&gt; &amp; &#x27; %3Cscript%3E",
    "javascript:hostile('link')",
    "\u202eright to left\u202c",
    "x" * 10_000,
)


def make_hostile(folder):
    """Write the hostile layers to ``folder``; return the texts, each as it was typed."""
    typed = []

    def hostile(longest):
        mark = f" {len(typed)}"
        text = PAYLOADS[len(typed) % len(PAYLOADS)].replace(LIST_SEPARATOR, ",")[: longest - len(mark)] + mark
        typed.append(text)
        return text

    for table in TABLES.values():
        columns = [c for c in table.columns if c.kind in {"text", "texts"} and (table.name, c.name) not in LOOKED_UP]
        source = layers_folder() / table.file
        write = _write_features if table.geometry else _write_rows
        write(source, folder / table.file, columns, hostile)
    return typed


def _write_rows(source, target, columns, hostile):
    with source.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    for row in rows:
        for column in columns:
            if row[column.name]:
                row[column.name] = hostile(column.longest)
    target.parent.mkdir(exist_ok=True)
    with target.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, reader.fieldnames)
        writer.writeheader()
        writer.writerows(rows)


def _write_features(source, target, columns, hostile):
    collection = json.loads(source.read_text("utf-8"))
    for feature in collection["features"]:
        properties = feature["properties"]
        for column in columns:
            if properties.get(column.name):
                text = hostile(column.longest)
                properties[column.name] = [text] if column.is_list else text
        for orebody in properties.get("orebodies") or ():
            orebody["name"] = hostile(LONGEST_NAME)
    target.write_text(json.dumps(collection, ensure_ascii=False), "utf-8")
