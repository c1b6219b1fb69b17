"""What the content security policy would block in silence is refused aloud."""

import pytest

from geo_ree.errors import UnsafeInput
from geo_ree.webmap.policy_check import refuse_blocked

OWN = 'document.title = "a < b";'


@pytest.mark.parametrize(
    "blocked",
    [
        '<script src="https://example.org/a.js"></script>',
        "<script>alert(1)</script>",
        f"<script>{OWN} </script>",
        f'<script type="module">{OWN};</script>',
        '<script type="application/json" src="https://example.org/a.json"></script>',
        '<link rel="stylesheet" href="https://example.org/a.css">',
        '<img src="https://example.org/a.png">',
        '<img src="data:image/png;base64,AA==" srcset="https://example.org/a.png 2x">',
        '<IMG SRC="//example.org/a.png">',
        '<img src="data:," onerror="alert(1)">',
        '<svg><image xlink:href="https://example.org/a.png"/></svg>',
        '<svg><use href="map.svg#ring"/></svg>',
        '<iframe src="data:text/html,x"></iframe>',
        '<base href="https://example.org/">',
        '<object data="data:text/html,x"></object>',
        '<meta http-equiv="refresh" content="0;url=https://example.org">',
        '<form action="https://example.org"></form>',
        '<a href="javascript:alert(1)">source</a>',
        '<a href=" JavaScript:alert(1)">source</a>',
        '<a href="file:///etc/passwd">source</a>',
        '<p style="background: url(https://example.org/a.png)"></p>',
        "<style>@import 'https://example.org/a.css';</style>",
        "<style>p { background: url('https://example.org/a.png') }</style>",
    ],
)
def test_what_would_fetch_or_run_is_refused(blocked):
    with pytest.raises(UnsafeInput, match="line 2 of the page: "):
        refuse_blocked(f"<p>\n{blocked}", [OWN])


@pytest.mark.parametrize(
    "allowed",
    [
        f"<script>{OWN}</script>",
        '<script type="application/json" id="data">{"a": "https://example.org/a.js"}</script>',
        '<a href="https://example.org/report.pdf" rel="noopener">source</a>',
        '<a href="#sources">1</a>',
        '<img src="data:image/png;base64,AA==">',
        '<svg><use href="#ring"/></svg>',
        '<p style="background: url(data:image/png;base64,AA==)">onload="x" url(https://example.org)</p>',
        "<style>p { behavior: url(#default#VML) }</style>",
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">',
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    ],
)
def test_what_a_page_may_hold_passes(allowed):
    refuse_blocked(f"<p>\n{allowed}", [OWN])
