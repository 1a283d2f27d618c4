"""The account of a folder, in words and as fields: everything in it is in one of its numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from disclose.core.folders import PassedOver
from disclose.core.language import Language, Wording
from disclose.core.text import abridge

_ACCOUNT = Wording(
    "{folder}：共 {files} 个，审核 {checked} 个，没有查看 {passed} 个。",
    "{folder}: {files} in all, {checked} checked, {passed} not looked at.",
)
_LINE = Wording("没有查看（{why}）：{names}", "not looked at ({why}): {names}")
_AND = Wording("、", ", ")


@dataclass(frozen=True, slots=True)
class FolderAccount:
    """How many files of a folder were checked, and which nobody looked into."""

    folder: str
    checked: int
    passed: tuple[PassedOver, ...]

    @property
    def files(self) -> int:
        """Return how many files the folder holds; a folder in it is one."""
        return self.checked + len(self.passed)


def account_lines(account: FolderAccount, language: Language) -> Iterator[str]:
    """Yield the numbers of an account, then the names of files not looked at by cause."""
    yield _ACCOUNT.in_(language).format(
        folder=account.folder,
        files=account.files,
        checked=account.checked,
        passed=len(account.passed),
    )
    by_cause: dict[str, list[str]] = {}
    for each in account.passed:
        by_cause.setdefault(each.cause.words.in_(language), []).append(each.name)
    for why, names in by_cause.items():
        listed = _AND.in_(language).join(abridge(names))
        yield _LINE.in_(language).format(why=why, names=listed)


def account_fields(account: FolderAccount, language: Language) -> Mapping[str, object]:
    """Return an account as a mapping for JSON."""
    return {
        "folder": account.folder,
        "files": account.files,
        "checked": account.checked,
        "not_looked_at": passed_fields(account.passed, language),
    }


def passed_fields(passed: Sequence[PassedOver], language: Language) -> list[Mapping[str, str]]:
    """Return the files that nobody looked into as mappings for JSON."""
    return [{"file": each.name, "reason": each.cause.words.in_(language)} for each in passed]
