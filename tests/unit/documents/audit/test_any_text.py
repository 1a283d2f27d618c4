"""Generated narratives: sound ones are passed, a planted fault is found, no text breaks it down."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclose.documents.audit.auditor import audit
from disclose.documents.read.model import Document, Line
from tests.support.audited import GUANGZHOU, NEW, codes
from tests.support.editions import packaged, vocabularies
from tests.support.filings import as_read, changed
from tests.support.reports import compile_report

CATEGORIES = (
    "组织机构类信息",
    "部门文件类（包括规章、规范性文件等）信息",
    "动态类信息",
    "行政职权类信息",
    "财政预决算信息",
    "建议提案办理结果类信息",
    "其他信息",
)
OUTCOMES = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
COUNTS = st.integers(min_value=0, max_value=99_999)

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "收到申请政府信息公开件宗条占其中分别为均未无行政复议诉讼维持"
            "，、。；：（）%0123456789.年月_ \n#*"
        ),
        st.characters(min_codepoint=1, max_codepoint=0xD7FF),
    ),
    max_size=300,
)


@given(TEXTS)
@pytest.mark.exhaustive
@settings(max_examples=300)
def test_no_text_breaks_it_down(text: str) -> None:
    lines = tuple(
        Line(number, each.strip(), number % 3)
        for number, each in enumerate(text.splitlines(), start=1)
        if each.strip()
    )
    assert audit(Document("x.txt", lines, (), "txt"), vocabularies()).judgement


def _disclosed(total: int, parts: Sequence[int], mark: str) -> str:
    listed = mark.join(f"{name}{part}条" for name, part in zip(CATEGORIES, parts, strict=True))
    return f"{GUANGZHOU}我局全年主动公开政府信息{total}条，其中：{listed}。\n"


MARKS = st.sampled_from(("；", "，", "、"))


@given(st.lists(COUNTS, min_size=7, max_size=7), MARKS)
@settings(max_examples=60)
def test_categories_that_add_up_are_passed(parts: list[int], mark: str) -> None:
    assert codes(_disclosed(sum(parts), parts, mark)) == []


@given(
    st.lists(COUNTS, min_size=7, max_size=7),
    MARKS,
    st.integers(0, 6),
    st.sampled_from((-1, 1)),
)
@settings(max_examples=60)
def test_a_category_changed_by_one_is_found(
    parts: list[int], mark: str, which: int, by: int
) -> None:
    parts[which] = parts[which] + 1
    changed_parts = [*parts]
    changed_parts[which] += by
    assert codes(_disclosed(sum(parts), changed_parts, mark)) == ["DOC20"]


def _outcomes(total: int, parts: Sequence[int], shares: Sequence[Decimal]) -> str:
    listed = "、".join(
        f"{name}{part}件（占{share}%）"
        for name, part, share in zip(OUTCOMES, parts, shares, strict=True)
    )
    return f"{NEW}全年办结{total}件，其中{listed}。\n"


def _percent(part: int, total: int) -> Decimal:
    return (Decimal(part) * 100 / total).quantize(Decimal("0.1"))


@given(st.lists(st.integers(1, 5000), min_size=6, max_size=6), st.integers(0, 5))
@settings(max_examples=60)
def test_shares_are_passed_if_they_follow_and_found_if_not(parts: list[int], which: int) -> None:
    total = sum(parts)
    shares = [_percent(part, total) for part in parts]
    assert codes(_outcomes(total, parts, shares)) == []
    shares[which] += Decimal("0.3")
    assert codes(_outcomes(total, parts, shares)) == ["DOC22"]


@given(st.data())
@settings(max_examples=25)
def test_what_compile_writes_is_passed(data: st.DataObject) -> None:
    """Any figures that add up: the narrative made of them is understood and found sound."""
    counts = st.sampled_from((0, 0, 1, 2, 3, 41, 507))

    def draw() -> int:
        return data.draw(counts)

    figures: dict[str, int] = {}
    for column in ("natural", "business", "legal", "other"):
        outcomes = {row: draw() for row in ("granted", "partly_granted", "other.other")}
        outcomes |= {"denied.state_secret": draw(), "unavailable.not_held": draw()}
        outcomes |= {"not_processed.repeated": draw()}
        left, before = draw(), draw()
        total = sum(outcomes.values())
        before = min(before, total + left)
        for row, amount in _every_row(column, outcomes).items():
            figures[f"requests.{row}[{column}]"] = amount
        figures[f"requests.received[{column}]"] = total + left - before
        figures[f"requests.carried_in[{column}]"] = before
        figures[f"requests.carried_out[{column}]"] = left
    for column in ("research", "welfare"):
        for row in (*_every_row(column, {}), "received", "carried_in", "carried_out"):
            figures[f"requests.{row}[{column}]"] = 0
    for row in ("reconsideration", "litigation_direct", "litigation_after_reconsideration"):
        for column in ("upheld", "corrected", "other", "pending"):
            figures[f"disputes.{row}[{column}]"] = draw()
    texts = dict.fromkeys(changed().texts, "已经完成。")
    filing = as_read(changed(figures=figures, texts=texts))
    report = compile_report(packaged(), filing, "md", draft=False)
    assert codes(report.decode()) == []


def _every_row(column: str, outcomes: dict[str, int]) -> dict[str, int]:
    del column
    rows = [row.id for row in packaged().table("requests").blocks[0].rows]
    typed = [row for row in rows if row not in {"received", "carried_in", "carried_out", "total"}]
    return {row: outcomes.get(row, 0) for row in typed}
