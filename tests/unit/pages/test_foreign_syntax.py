"""What other site generators read before Markdown is no words of a page."""

import pytest

from concord.pages.foreign_syntax import without_foreign_syntax


@pytest.mark.parametrize(
    "line",
    [
        "import Boxes from '@site/src/boxes';",
        'import { Tabs, Tab } from "@theme/Tabs"',
        "import './style.css';",
        "export const Box = () => <b/>;",
        "export default Layout",
        '{{< figure src="a.png" title="A door" >}}',
        "{{% notice tip %}}",
        "  {{< /tabs >}}",
        "{* ../../src/door.py hl[4,9:12] *}",
    ],
)
def test_a_line_that_is_left_out(line: str) -> None:
    assert without_foreign_syntax(["Text.", line, "More."]) == ["Text.", "", "More."]


@pytest.mark.parametrize(
    "lines",
    [
        ["import duties rose from 3 to 5 per cent."],
        ["export was easy."],
        ["The macro {{ name }} stays."],
        ["```js", "import a from 'b';", "```"],
        ["- ~~~", "  x", "  ~~~", "import the goods from abroad."],
    ],
)
def test_lines_that_stay(lines: list[str]) -> None:
    assert without_foreign_syntax(lines) == lines


def test_a_listing_ends_with_its_own_fence() -> None:
    lines = ["````md", "```", "import a from 'b';", "````", "import a from 'b';"]
    assert without_foreign_syntax(lines) == [*lines[:4], ""]
