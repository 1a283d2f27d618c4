"""Reports in words of our own, and what an audit of them comes to."""

from disclose.core.finding import Finding
from disclose.documents.audit.auditor import Audited, audit
from disclose.documents.read.reader import read
from tests.support.editions import vocabularies

OLD = "# 南溪区水务局2017年政府信息公开年度报告\n\n数据统计期限为2017年1月1日至12月31日。\n\n"
GUANGZHOU = OLD.replace("南溪区", "广州市南溪区")
NEW = "# 南溪区水务局2024年政府信息公开工作年度报告\n\n数据统计期限为2024年1月1日至12月31日。\n\n"


def audited(text: str, *, listed: bool = False) -> Audited:
    """Return what an audit of a report in Markdown comes to."""
    return audit(read(text.encode(), "报告.md"), vocabularies(), listed=listed)


def codes(text: str) -> list[str]:
    """Return the codes that an audit of `text` finds, in their order."""
    return [found.code for found in audited(text).findings]


def only(text: str) -> Finding:
    """Return the one finding in `text`."""
    [found] = audited(text).findings
    return found
