"""Lists of parts behind their total, understood by their grammar, without any label.

A list begins behind a total with a word such as 其中 or a bracket, and goes on over numbers of the
same unit until its bracket closes, its sentence ends or a verb begins another matter.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile
from typing import TypeAlias

from disclose.core.expressions import expression
from disclose.core.numbers import ZERO
from disclose.prose.counts import Kind
from disclose.prose.lexicon import Vocabulary
from disclose.prose.mentions import Mention
from disclose.prose.passages import Passage

_OPENER = expression(
    r"(?:[(（]?占[^，。;]*?%\)?)?[，,;]?(?:的?[^，。;:()]{0,12}中[，,]"
    r"|[^，。;:()]{0,12}[。;，,]?[(]?(?P<word>其中|包括|分别(?:是|为)?|即|含|包含|涵盖|分为|构成为"
    r"|主要(?:包括|有|为|是|涉及)|具体(?:为|是|包括|如下))|[^，。;:()]{0,12}(?P<mark>[(:]))"
)
_CLAIMS_ALL = expression(r"分别(?:是|为)?|即|分为|构成为|具体(?:为|是|如下)")
_REST = expression(r"(?:^|[、，,;和及与:\d.)(])(?:另有)?(?:其他|其它|其余)[^，,;]*$")
_INNER = expression(r"其中|(?:包括|含)$|(?:包括|含)(?=[^，。;]*$)")
_NEW_MATTER = expression(
    r"[，,;、。\d.)(]*(?:另外|另|此外|同时|并|还|又|全年|本年|今年|累计|共|总计|合计|收到|受理|接到"
    r"|答复|回复|办理|办结|召开|举办|开展|组织|接待|接受|编发|印发|制定|出台|结转|转入|新增|完成|处理"
    r"|与|比|较|同比|我|本|点击|浏览|阅读|访问|关注|粉丝)"
)
_CHANNEL = expression(
    r"网|微信|微博|公众号|平台|媒体|渠道|抖音|头条|客户端|公报|公开栏|公示栏|报刊|报纸|电视|广播|方式"
    r"|形式|途径|小程序|展板|显示屏|会议"
)
_KINDS = expression(
    r"(?:主要)?(?:类别|种类|内容|按[^，。]{0,8}(?:分|类)|分类)[^，。;]{0,8}(?:[:：]|有|为|是)"
)
_SUMMED = expression(
    r"^[，,;]?(?:(?P<sure>合计|总计|共计|总共|一共)|(?:全[省市区县镇乡]?)?共)[^，。;]*$"
)
_LISTED = expression(r"其中|[(（]|包括")
_SEPARATORS = ";，,、"
_BRACKETS = expression(r"\([^()]*\)")
_FEWEST_KINDS = 4
_MOST_NUMBERS = 60
_LONGEST = 2000
"""Most numbers and characters of a list: a text without end must not take time without end."""

_FEWEST = 2
"""Fewest parts of a list that claims to be whole, and fewest channels of one that overlaps."""


Alike: TypeAlias = Sequence[Sequence[str]]
"""Groups of units that count in one list."""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A total and its parts.

    `inner` are parts of parts. `closed`: the list claims to name all parts. `overlapping`: the
    parts are places of publication, and one item may be in several. `headless`: the total stands
    in the passage before the list.
    """

    total: Mention
    parts: tuple[Mention, ...]
    inner: tuple[Mention, ...]
    closed: bool
    overlapping: bool
    headless: bool = False

    @property
    def sums(self) -> tuple[Decimal, ...]:
        """Return the sum of the parts, and that with the parts of parts."""
        outer = sum((each.amount for each in self.parts), ZERO)
        return outer, outer + sum((each.amount for each in self.inner), ZERO)

    @property
    def numbers(self) -> tuple[Mention, ...]:
        """Return the total and all parts."""
        return (self.total, *self.parts, *self.inner)


def enumerations(
    passages: Sequence[Passage], mentions: Sequence[Mention], vocabulary: Vocabulary
) -> tuple[Enumeration, ...]:
    """Return the lists of a text in their order."""
    found: list[Enumeration] = []
    counts = [each for each in mentions if _counts(each)]
    words = vocabulary.language.words
    scope = _any_of(words.scopes)
    for number, passage in enumerate(passages):
        here = [each for each in counts if each.passage == number]
        for at, total in enumerate(here):
            following = here[at + 1 : at + 1 + _MOST_NUMBERS]
            walked = _ListWalk(passage.text, total, following, words.alike).lists()
            found += [_with_sentences(each, passages, counts) for each in walked]
            found += _before(passage, total, here[:at])
            found += _by_scopes(passage, total, here[at + 1 :], scope)
        found += _headless(passage, here, counts)
    return tuple(_with_heads(found, passages, counts))


@lru_cache(maxsize=8)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def _with_heads(
    found: Sequence[Enumeration], passages: Sequence[Passage], counts: Sequence[Mention]
) -> Iterator[Enumeration]:
    """Yield the lists, those of a new sentence under the head of the sentence before that fits.

    `答复9件（包括上年结转2件）。其中，予以公开5件…` lists the 9, not the 2.
    """
    owners = {id(part): each.total for each in found for part in (*each.parts, *each.inner)}
    for each in found:
        passage = passages[each.total.passage]
        crosses = "。" in passage.text[each.total.end : each.parts[0].at]
        heads = _heads(passage, each, counts) if crosses else []
        if heads:
            fitting = [head for head in heads if head.amount in each.sums]
            enough = [head for head in heads if head.amount >= each.sums[0]]
            owner = owners.get(id(each.total), each.total)
            head = next(iter([*fitting, *enough]), owner)
            yield replace(each, total=head)
        else:
            yield each


def _heads(passage: Passage, listed: Enumeration, counts: Sequence[Mention]) -> Sequence[Mention]:
    """Return the numbers of the sentence before a list that may be its total."""
    begin, end = passage.sentence(listed.total.at)
    return [
        each
        for each in counts
        if each.passage == listed.total.passage
        and begin <= each.at < end
        and each.unit == listed.total.unit
    ]


def _with_sentences(
    listed: Enumeration, passages: Sequence[Passage], counts: Sequence[Mention]
) -> Enumeration:
    """Return a list of one part with those of the sentences behind it that have its shape.

    `在答复的9件中，同意公开的7件，占78%。不予公开的2件，占22%。` is one list.
    """
    first = listed.parts[0]
    if len(listed.parts) > 1 or first.share is None:
        return listed
    parts = [first]
    for each in counts[counts.index(first) + 1 :]:
        between = _between(passages, parts[-1], each)
        alone = between.count("。") == 1 and not _NEW_MATTER.match(between.rpartition("。")[2])
        if each.share is None or each.unit != first.unit or not alone:
            break
        parts.append(each)
    whole = abs(sum((each.share.percent for each in parts if each.share), ZERO) - 100) < 1
    return replace(listed, parts=tuple(parts), closed=whole and len(parts) >= _FEWEST)


def _between(passages: Sequence[Passage], one: Mention, other: Mention) -> str:
    """Return the text between two numbers, with a mark where a passage ends."""
    if one.passage == other.passage:
        return passages[one.passage].text[one.end : other.at]
    rest = passages[one.passage].text[one.end :].rstrip("。")
    skipped = "".join(f"{each.text}。" for each in passages[one.passage + 1 : other.passage])
    return f"{rest}。{skipped}{passages[other.passage].text[: other.at]}"


def _headless(
    passage: Passage, here: Sequence[Mention], counts: Sequence[Mention]
) -> Iterator[Enumeration]:
    """Yield the list of a passage by kinds whose total stands in the passage before it."""
    if len(here) < _FEWEST_KINDS or not _KINDS.match(passage.text[: here[0].at]):
        return
    end = passage.text.rfind(")", 0, here[-1].at) + 1
    label = passage.text[max(end, here[-2].end) : here[-1].at]
    before = [each for each in counts if each.passage < here[0].passage]
    heads = [each for each in before if before and each.passage == before[-1].passage]
    if _REST.search(label) and heads and len({each.unit for each in (heads[0], *here)}) == 1:
        yield Enumeration(heads[0], tuple(here), (), closed=True, overlapping=True, headless=True)


def _before(passage: Passage, total: Mention, before: Sequence[Mention]) -> Iterator[Enumeration]:
    """Yield the list in front of its total: `公开甲类18条、乙类22条，合计40条`."""
    begin, _ = passage.sentence(total.at)
    parts = [each for each in before if each.at >= begin and each.unit == total.unit]
    if len(parts) < _FEWEST or any(each.word != total.word for each in parts):
        return
    summed = _SUMMED.search(passage.text[parts[-1].end : total.at])
    if summed and not _LISTED.search(passage.text[parts[0].end : parts[-1].at]):
        yield Enumeration(
            total, tuple(parts), (), closed=summed["sure"] is not None, overlapping=False
        )


def _by_scopes(
    passage: Passage, total: Mention, following: Sequence[Mention], scope: re.Pattern[str]
) -> Iterator[Enumeration]:
    """Yield the split of a total by parts of a region: `…10条。市级部门4条，县区6条。`."""
    _, end = passage.sentence(total.at)
    _, last = passage.sentence(end)
    if following and following[0].at < end:
        return
    parts = [each for each in following if end <= each.at < last]
    labels = [
        passage.text[one.end if one else end : each.at]
        for one, each in zip([None, *parts], parts, strict=False)
    ]
    alike = all(each.word == total.word for each in parts)
    if len(parts) >= _FEWEST and alike and all(map(scope.search, labels)):
        yield Enumeration(total, tuple(parts), (), closed=True, overlapping=False)


def _counts(mention: Mention) -> bool:
    beside = mention.kind in (Kind.CHANGE, Kind.OTHER_YEAR)
    return bool(mention.unit) and not beside and mention.at < mention.end


class _ListWalk:
    """Walks over the numbers behind a total."""

    def __init__(
        self, text: str, total: Mention, following: Sequence[Mention], alike: Alike
    ) -> None:
        self.text = text
        self.total = total
        self.following = following
        self.alike = alike
        self.by_shares = False
        self.parts: list[Mention] = []
        self.inner: list[Mention] = []

    def lists(self) -> Iterator[Enumeration]:
        if not self.following:
            return
        gap = self.text[self.total.end : self.following[0].at]
        opener = _OPENER.match(gap)
        if opener is not None and "。" not in gap[opener.end() :]:
            begin = self.total.end + opener.end()
            self._collect(begin, _depth(opener[0]))
            yield from self._found(begin, opener["word"] or "")
        elif self.total.share is None and "。" not in gap:
            # 解读40件，图表解读30件，占75%；文字解读10件，占25%: the shares make a list of it.
            self.following = [*takewhile(lambda each: each.share is not None, self.following)]
            self.by_shares = True
            self._collect(self.total.end, 0)
            if len(self.parts) >= _FEWEST:
                yield from self._found(self.total.end, "")

    def _found(self, begin: int, opener: str) -> Iterator[Enumeration]:
        if self.parts:
            labels = self.text[begin : self.parts[-1].at]
            yield Enumeration(
                self.total,
                tuple(self.parts),
                tuple(self.inner),
                closed=self._claims_all(opener),
                overlapping=len(_CHANNEL.findall(labels)) >= _FEWEST,
            )

    def _collect(self, begin: int, base: int) -> None:
        """Sort the numbers of the list that begins at `begin`, inside `base` brackets."""
        end, separators, inside = self._end(begin, base), "", False
        for each in self.following:
            before = (self.parts[-1:] + self.inner[-1:]) or [self.total]
            label = self.text[max(begin, *(last.end for last in before)) : each.at]
            if each.at >= end or not self._is_alike(each):
                return
            nested = base + _depth(self.text[begin : each.at]) > base
            inside = nested or bool(self.parts and (inside or _INNER.search(label)))
            if nested or inside:
                inside = not nested
                self.inner.append(each)
                continue
            if self._is_new_matter(label, separators):
                return
            separators += _separator(label) if self.parts else ""
            self.parts.append(each)

    def _is_alike(self, part: Mention) -> bool:
        """Return whether a number counts what its total counts."""
        if part.unit != self.total.unit:
            return False
        words = {part.word, self.total.word}
        form = self.total.entry is not None and part.entry is not None
        return form or len(words) == 1 or any(words <= set(group) for group in self.alike)

    def _is_new_matter(self, label: str, separators: str) -> bool:
        if not self.parts:
            return ";" in label
        if self.by_shares:
            return False
        if _NEW_MATTER.match(label):
            return True
        # A list goes on behind ; only if no other mark has separated its parts.
        return _separator(label) == ";" and bool(set(separators) - {";"})

    def _claims_all(self, opener: str) -> bool:
        if len(self.parts) < _FEWEST:
            return False
        label = self.text[self.parts[-2].end : self.parts[-1].at]
        rest = _REST.search(label[label.rfind(")") + 1 :])
        if rest or _CLAIMS_ALL.fullmatch(opener):
            return True
        shares = [each.share.percent for each in self.parts if each.share is not None]
        return len(shares) == len(self.parts) and abs(sum(shares, ZERO) - 100) < 1

    def _end(self, begin: int, base: int) -> int:
        """Return where the list ends at the latest."""
        depth = base
        limit = min(len(self.text), begin + _LONGEST)
        for at in range(begin, limit):
            depth += _depth(self.text[at])
            if (base and depth < base) or (self.text[at] in "。！？" and depth <= base):
                return at
        return limit


def _separator(label: str) -> str:
    """Return the first mark of the words between two numbers that separates them."""
    outside = _BRACKETS.sub("", label)
    return next((each for each in outside if each in _SEPARATORS), "")


def _depth(text: str) -> int:
    return text.count("(") - text.count(")")
