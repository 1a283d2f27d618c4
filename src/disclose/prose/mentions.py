"""Mentions: every number of a text with its class, and the figure that its words name."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from disclose.core.expressions import expression
from disclose.core.finding import Place
from disclose.core.numbers import ZERO
from disclose.prose.counts import Counted, Kind, Share, beside, counted, forms, without
from disclose.prose.grammar import Clause, Grammars, grammars_of
from disclose.prose.labels import Labels, Match
from disclose.prose.lexicon import LexiconEntry, roles_of
from disclose.prose.passages import Passage

_STOPS = "。！？!?;"
_CLAUSE = "，,;:。！？!?()"
_STOP = expression(f"[{_STOPS}]")
_MARK = expression(f"[{_CLAUSE}]")
_TRAIL = expression(f"[{_CLAUSE}、]|以及|并|与")
_YEAR = expression(
    r"(?<!\d)(20\d\d)年(?!(?:修订|印发|第|国务院|.{0,4}[条办]例|.{0,6}〕))", re.ASCII
)
_COMPARED_WITH = expression(
    r"(?:[比较与同](?:20\d\d|上一?|去)年度?|上年|去年)(?:同期|度)?(?:的|\(|为|是|共|收到)*$",
    re.ASCII,
)
"""Before a number that is given to be compared with that of this year."""

_CAUSED = expression(r"[^，。;\d]{0,12}(?:系|属|由|因|来自)[^，。;\d]{0,6}(20\d\d)年", re.ASCII)
"""Behind a number: the year whose requests or replies it comes from."""

_CUMULATED = expression(r"(?:^|[，,])(?:截至|截止|到|自|从)[^，,;。]{0,14}累计[^，,;。]*$")
"""Before a number that is counted over years."""

_AMONG = expression(r"(?<!其)中[，,]$")
"""`办结的50件中，47件为本年新收`: what follows are parts."""

_COMPARED = ("与", "比", "较", "同", "和")
_DENIAL = expression(
    r"(?:从未|均未|尚未|并未|未|没有|无)(?:有|曾|再)?(?:收到|受理|接到|接收|新收)(?:过|到)?(?:任何|一件|1件)?"
)
_SINCE = expression(r"20\d\d年?度?[-—~至到]$", re.ASCII)
_PART_OF_YEAR = expression(
    r"截[至止](?:20\d\d年)?(?:[1-9]|1[01])月|1月(?:1日)?[-—~至到](?:20\d\d年)?(?:[2-9]|1[01])月"
    r"|(?<!\d)(?:1[-—~至到](?:[2-9]|1[01])|(?:[2-9]|1[01])[-—~至到]1?\d)月",
    re.ASCII,
)
"""Before a number of some months only."""

_PLANNED = expression(r"(?:[(]?[一二三四五六七八九十\d]+[)、.])?(?:[明来]年|下一?步|今后|接下来)")
_OF_BOTH = expression(r"(?:案件|事项|情形|类)?(?:[、和及与或]|以及|或者)")
"""Between two labels whose numbers are added up in the one behind them."""

_HANDLED = expression(r"(?<!完成)(?:办理|处理|承办|受理)(?!完)")
_NEGATION = expression(r"未有|未曾|未|没有|尚无|均无|无")
_WHOLE = expression(r"全[省市区县州镇乡]|全系统")
_NAMED = expression(r"[\u4e00-\u9fff]{2}")
_FORM_MATTERS = ("application", "normative", "rules", "review", "suit")

LONGEST_PASSAGE = 10_000
"""Most characters of a paragraph that is read; those of reports have up to 2,000."""

MOST_COUNTS = 400
"""Most counts of a paragraph that are read; those of reports have up to 60."""

MOST_DENIALS = 60
"""Most clauses of a paragraph in which a denial is looked for."""


class Mention(NamedTuple):
    """One number in the text; `entry` is None if its words name no figure of the form.

    `start` to `end` is the label with its number, which begins at `at`, within passage number
    `passage`. Only one of kind `figure` stands for the figure: others are of other years, changes,
    estimates, parts. `said` is the label as it stands in the text, empty if it means the figure in
    some contexts only. The words of one that is not `sure` fit other matters as well. `word` is
    its unit as written.
    """

    entry: LexiconEntry | None
    amount: Decimal
    kind: Kind
    passage: int
    start: int
    at: int
    end: int
    place: Place
    unit: str = ""
    share: Share | None = None
    said: str = ""
    sure: bool = True
    word: str = ""

    @property
    def name(self) -> str:
        """Return the label in the text, or the name of the figure if the label needs a context."""
        return self.said or (self.entry.name if self.entry else "")

    @property
    def label(self) -> str:
        """Return the words in front of the number, or the name of the figure."""
        said = self.place.text[: max(0, self.at - self.start)].strip("，,、;:() ")
        return self.name or said or self.place.text

    @property
    def key(self) -> str:
        """Return the id of the figure, empty for none."""
        return self.entry.id if self.entry else ""

    @property
    def is_figure(self) -> bool:
        """Return whether the number stands for a figure of the form."""
        return self.kind is Kind.FIGURE


def mentions(passages: Sequence[Passage], labels: Labels, year: int | None) -> tuple[Mention, ...]:
    """Return the mentions of all passages in their order; headings have none.

    `year` is the report year, None if it is not known.
    """
    grammars = grammars_of(labels.vocabulary, year)
    found: list[Mention] = []
    for number, passage in enumerate(passages):
        if not passage.heading and len(passage.text) <= LONGEST_PASSAGE:
            found += _Passage(number, passage, labels, grammars).mentions()
    return tuple(found)


class _Passage:
    """Assigns labels to the numbers of one passage."""

    def __init__(self, number: int, passage: Passage, labels: Labels, grammars: Grammars) -> None:
        self.number = number
        self.passage = passage
        self.labels = labels
        self.grammars = grammars
        self.words = labels.vocabulary.language.words
        self.forms = forms(passage.text)
        self.text = without(passage.text, self.forms)
        counts = counted(self.text, labels.vocabulary.language)
        self.counts = counts if len(counts) <= MOST_COUNTS else ()
        # Where sentences and clauses begin: behind each mark.
        self.stops = [match.end() for match in _STOP.finditer(self.text)]
        self.marks = [match.end() for match in _MARK.finditer(self.text)]
        self.roles = roles_of(labels.vocabulary)
        self.continues: bool | None = None

    def mentions(self) -> list[Mention]:
        found: list[Mention] = []
        begin = 0
        for each in self.counts:
            begin = max(begin, self._stop_before(each.start))
            self.continues = self._continues(found, each)
            found += [self._of_same_year(one, found) for one in self._labelled(each, begin)]
            # The numbers of a series ("A、B、C 分别为 1、2、3件") share the labels before its first
            # number, so the search may not begin after an earlier number of the same series.
            if each.rank == 0:
                begin = each.end
        found += self._denied()
        found += self._beside()
        ordered = sorted(found, key=lambda each: (each.at, each.end))
        return self._without_splits(self._with_heads(ordered))

    def _of_same_year(self, mention: Mention, before: Sequence[Mention]) -> Mention:
        """Return a mention, of another year if `、` joins it to one of another year."""
        last = before[-1] if before else mention
        between = self.passage.text[last.end : mention.at]
        joined = last.kind is Kind.OTHER_YEAR and between.startswith("、")
        ours = any(word in between for word in self.words.this_year) or _YEAR.search(between)
        alone = not any(mark in between for mark in _CLAUSE)
        if mention.is_figure and joined and alone and not ours:
            return mention._replace(kind=Kind.OTHER_YEAR)
        return mention

    def _continues(self, found: Sequence[Mention], number: Counted) -> bool | None:
        """Return whether the number before one is of the requests, None if there is none.

        A sentence that begins with 其中 goes on from the one before it.
        """
        stop = self._stop_before(number.start)
        if self.text.startswith(self.words.of_which, stop):
            stop = self._stop_before(max(0, stop - 1))
        compared = [each for each in found if each.entry is None and each.kind is Kind.OTHER_YEAR]
        before = [
            each
            for each in found
            if each.at >= stop and each.unit == number.unit and each not in compared
        ]
        if not before:
            return None
        entry = before[-1].entry
        # 全年收到30件，其中网上12件，办结29件: a part is of the matter of its total.
        known = before[0].entry if before[-1].kind is Kind.PART and entry is None else entry
        return known is not None and (known.id in self.roles.flow or bool(known.readings))

    def _stop_before(self, at: int) -> int:
        place = bisect_right(self.stops, at)
        return self.stops[place - 1] if place else 0

    def _beside(self) -> Iterator[Mention]:
        for each in (*self.forms, *beside(self.text, self.counts)):
            text = self.passage.text[each.start : each.end]
            at = next((n for n, sign in enumerate(text, each.start) if sign.isdigit()), None)
            if at is not None:
                place = self.passage.place(each.start, text)
                yield Mention(None, ZERO, each.kind, self.number, each.start, at, each.end, place)

    # The figure of a number: by its label, else by the words of its clause.

    def _labelled(self, number: Counted, begin: int) -> Iterator[Mention]:
        if number.alike or number.size > 1:
            yield from self._shared(number, begin)
            return
        # The nearest and longest label wins, but only if it means a figure with this unit here.
        for match in self.labels.last(self.text, begin, number.start):
            entry = self._meant(match, number.unit)
            if entry is not None and not self._is_theirs(match, number, begin):
                said = self._said(entry, number, (match, match), begin)
                both = self._is_of_both(match, number, begin)
                yield said._replace(kind=Kind.PART) if both else said
                return
        behind = self._label_behind(number)
        if behind is not None:
            yield behind
            return
        clause = self._clause(number, begin)
        start = self._clause_before(begin, number.start)
        unknown = self._unknown(number, start)
        meaning = self.grammars.meant(clause, number.unit)
        # 12个乡镇未收到申请 counts the towns.
        if meaning is None or _DENIAL.search(clause.trail):
            yield unknown._replace(kind=self._kind(number, clause.lead, None, clause))
            return
        kind = self._kind(number, clause.lead, meaning.entry, clause)
        if kind is Kind.FIGURE and self.grammars.counts_another(clause):
            yield unknown._replace(kind=self._kind_of_other(number, clause))
            return
        place = unknown.place._replace(key=meaning.entry.id)
        yield unknown._replace(entry=meaning.entry, kind=kind, place=place, sure=meaning.sure)

    def _is_theirs(self, match: Match, number: Counted, begin: int) -> bool:
        """Return whether a label before a number is of the one before it: this has another."""
        if not self._is_of_number_before(match, begin):
            return False
        apart = _TRAIL.search(self.text, match.end, number.start) is not None
        return apart or self._label_behind(number) is not None

    def _is_of_number_before(self, match: Match, begin: int) -> bool:
        """Return whether a label belongs to the number before it: `4件行政复议、1件行政诉讼`."""
        if begin == 0 or self.text[begin - 1] in _STOPS:
            return False
        between = self.text[begin : match.start]
        return between in ("", "的") or not any(mark in between for mark in (*_CLAUSE, "、"))

    def _label_behind(self, number: Counted) -> Mention | None:
        """Return the mention of a number in front of its label: `12件予以公开`."""
        end = next((each.at for each in self.counts if each.at >= number.end), len(self.text))
        stop = _TRAIL.search(self.text, number.end, end)
        for match in self.labels.first(self.text, number.end, stop.start() if stop else end):
            entry = self._meant(match, number.unit)
            if entry is not None:
                start = self._clause_before(0, number.start)
                found = self._unknown(number, start)
                clause = self._clause(number, start)
                work = self.grammars.is_work(self.text, match.end)
                if work or self.grammars.is_other(entry, clause):
                    return None
                kind = self._kind(number, self.text[start : number.start], entry, clause)
                place = found.place._replace(key=entry.id)
                sure = entry not in match.loose and self.grammars.is_sure(entry, clause)
                return found._replace(entry=entry, kind=kind, place=place, sure=sure)
        return None

    def _is_of_both(self, match: Match, number: Counted, begin: int) -> bool:
        """Return whether a number counts the figures of two labels, as in 复议、诉讼共5件."""
        chain = self.labels.chain(self.text, begin, number.start)
        before = [each for each in chain if each.end <= match.start]
        joint = self.text[before[-1].end : match.start] if before else ""
        return bool(number.amount) and _OF_BOTH.fullmatch(joint) is not None

    def _said(
        self, entry: LexiconEntry, number: Counted, chain: tuple[Match, Match], begin: int
    ) -> Mention:
        """Return the mention of a number behind a label; `chain` are the first label and its own.

        They are one and the same but for the numbers of a series.
        """
        first, match = chain
        start = self._clause_before(begin, first.start)
        around = f"{self.text[start : first.start]}□{self.text[match.end : number.start]}"
        lead = self.text[start : number.start]
        clause = self._clause(number, begin)._replace(lead=lead, trail="")
        found = self._mention(entry, number, match)
        if self.text[begin : first.start].endswith(self.words.negations):
            return found._replace(kind=Kind.OTHER)
        if self.grammars.is_other(entry, clause):
            return found._replace(entry=None, said="", kind=Kind.OTHER)
        if entry in match.loose and "累计" in around:
            return found._replace(entry=None, said="", kind=Kind.OTHER)
        return found._replace(
            kind=self._kind(number, around, entry, clause),
            sure=entry not in match.loose and self.grammars.is_sure(entry, clause),
        )

    def _clause(self, number: Counted, begin: int) -> Clause:
        start = self._clause_before(begin, number.start)
        following = [each.at for each in self.counts if each.at >= number.end]
        behind = self._with_years(number.end, min(following, default=len(self.text)))
        stop = self._stop_before(number.start)
        return Clause(
            lead=self._with_years(start, number.start),
            trail=_TRAIL.split(behind, maxsplit=1)[0],
            earlier=self.text[stop:start],
            passage=self.text,
            continues=self.continues,
        )

    def _with_years(self, start: int, end: int) -> str:
        """Return a part of the text masked but for its years, of which grammars speak."""
        years = _YEAR.finditer(self.passage.text, start, end)
        shown = [*self.text[start:end]]
        for year in years:
            shown[year.start() - start : year.end() - start] = self.passage.text[
                year.start() : year.end()
            ]
        return "".join(shown)

    def _shared(self, number: Counted, begin: int) -> Iterator[Mention]:
        """Yield the mentions of a number of a series, or of one that several labels share."""
        chain = self.labels.chain(self.text, begin, number.start)
        wanted = chain if number.alike else chain[-number.size :]
        meant = [self._meant(match, number.unit) for match in wanted]
        entries = [each for each in meant if each is not None]
        # Labels and numbers of a series are paired by position. If one label is unrecognised, any
        # pairing could be wrong, so none of the numbers gets a figure.
        lacking = number.size - len(entries) if number.size > 1 else 0
        if not entries or len(entries) < len(wanted) or lacking:
            start = self._clause_before(begin, number.start)
            clause = self._clause(number, begin)
            kind = self._kind(number, clause.lead, None, clause)
            yield self._unknown(number, start)._replace(kind=kind)
            return
        for place, (match, entry) in enumerate(zip(wanted, entries, strict=True)):
            if number.alike or place == number.size - 1 - number.rank:
                yield self._said(entry, number, (wanted[0], match), begin)

    # The class of a number.

    def _kind(
        self, number: Counted, around: str, entry: LexiconEntry | None, clause: Clause
    ) -> Kind:
        """Return the class of a number whose words are `around` it, but for its label."""
        if number.approximate:
            return Kind.APPROXIMATE
        if any(word in around for word in self.words.averages):
            return Kind.OTHER
        compared = _COMPARED_WITH.search(self._sentence_before(number))
        if not compared and any(word in around for word in self.words.changes):
            return Kind.CHANGE
        if compared or self._is_of_other_year(number, around, entry):
            return Kind.OTHER_YEAR
        if entry is not None:
            return Kind.PART if self._is_part(entry, around, clause) else Kind.FIGURE
        return self._kind_of_other(number, clause)

    def _kind_of_other(self, number: Counted, clause: Clause) -> Kind:
        """Return the class of a number whose clause names no figure."""
        if number.unit == "money":
            return Kind.MONEY
        of_form = any(self.grammars.has(each, clause.words) for each in _FORM_MATTERS)
        other = self.grammars.has("other_matter", clause.words) or self.grammars.is_of_work(clause)
        if of_form and number.unit == "count" and not other:
            return Kind.UNKNOWN
        named = _NAMED.search(clause.words) or _NAMED.search(clause.earlier)
        return Kind.OTHER if named else Kind.UNKNOWN

    def _sentence_before(self, number: Counted) -> str:
        return self.passage.text[self._stop_before(number.start) : number.start]

    def _is_of_other_year(self, number: Counted, around: str, entry: LexiconEntry | None) -> bool:
        if entry is not None and entry.id in self.roles.carried:
            return False
        before = self._sentence_before(number)
        if _PLANNED.match(before) or _PART_OF_YEAR.search(before):
            return True
        years = [
            match
            for match in _YEAR.finditer(before)
            if not before[: match.start()].endswith(_COMPARED)
        ]
        ours = any(word in before for word in self.words.this_year) or (
            bool(years) and int(years[-1][1]) == self.grammars.year
        )
        caused = _CAUSED.match(self.passage.text, number.end)
        if caused and int(caused[1]) != (self.grammars.year or int(caused[1])):
            return True
        if _CUMULATED.search(before):
            return True
        words = [word for word in self.words.other_years if word in around]
        if words and not (ours and words == ["以来"]):
            return True
        other = bool(years) and self.grammars.year not in (None, int(years[-1][1]))
        behind = before[years[-1].end() :] if years else ""
        spanned = bool(years) and _SINCE.search(before[: years[-1].start()]) is not None
        return (other or spanned) and not any(word in behind for word in self.words.this_year)

    def _is_part(self, entry: LexiconEntry, around: str, clause: Clause) -> bool:
        """Return whether a total counts the cases of one way or one part of the region only."""
        # 30件申请中27件按时答复 counts some of them; 办结的50件中，47件为本年新收 as well.
        if entry.id in self.roles.flow and clause.lead.endswith("中"):
            return True
        if entry.id in self.roles.inflow and _AMONG.search(clause.earlier):
            return True
        if entry.id not in self.roles.totals:
            return False
        if any(word in around for word in self.words.routes):
            return True
        words = f"{around}{clause.trail}"
        joined = any(mark in words for mark in ("、", "等", "和", "及"))
        for group in (self.words.channels, self.words.applicants):
            if any(word in words for word in group) and not joined:
                return True
        scopes = [word for word in self.words.scopes if word in around]
        return bool(scopes) and not _WHOLE.search(around) and not (joined and len(scopes) > 1)

    def _with_heads(self, found: Sequence[Mention]) -> list[Mention]:
        """Return the mentions, those handled that head a sentence as received.

        `办理申请61件，办结54件`: the first are all that were there, not those that were concluded.
        """
        kept: list[Mention] = []
        for place, each in enumerate(found):
            _, end = self.passage.sentence(each.at)
            again = any(
                later.key == each.key and later.is_figure and later.at < end
                for later in found[place + 1 :]
            )
            words = self.text[each.start : each.at] + self.text[each.end : each.end + 2]
            if each.is_figure and again and _HANDLED.search(words):
                either = self.grammars.received_or_carried_in(each.key)
                kept.append(each._replace(entry=either, said="") if either else each)
            else:
                kept.append(each)
        return kept

    def _without_splits(self, found: Sequence[Mention]) -> list[Mention]:
        """Return the mentions, those of a figure behind 其中 that repeat it as parts of it."""
        kept: list[Mention] = []
        for each in found:
            if each.is_figure and any(self._splits(total, each) for total in kept):
                kept.append(each._replace(kind=Kind.PART))
            else:
                kept.append(each)
        return kept

    def _splits(self, total: Mention, part: Mention) -> bool:
        if total.key != part.key or not total.is_figure:
            return False
        between = self.passage.text[total.end : part.at]
        return any(word in between for word in self.words.of_which) and part.amount <= total.amount

    def _clause_before(self, begin: int, at: int) -> int:
        place = bisect_right(self.marks, at)
        return max(begin, self.marks[place - 1]) if place else begin

    # Figures that the text denies.

    def _denied(self) -> Iterator[Mention]:
        """Yield a figure of 0 for each figure in a clause that denies it."""
        if not _NEGATION.search(self.text):
            return
        begin = looked = 0
        ends = [behind - 1 for behind in self.marks]
        for end in [*ends, len(self.text)]:
            if looked < MOST_DENIALS and _NEGATION.search(self.text, begin, end):
                taken = any(each.start < end and each.end > begin for each in self.counts)
                if not taken and not any(each.isdigit() for each in self.text[begin:end]):
                    looked += 1
                    yield from self._denied_in(begin, end)
            begin = end + 1

    def _denied_in(self, begin: int, end: int) -> Iterator[Mention]:
        found = [*self._denied_by_grammar(begin, end)] or [*self._denials(begin, end)]
        yield from found or self._denied_matters(begin, end)

    def _denials(self, begin: int, end: int) -> Iterator[Mention]:
        chain = self.labels.chain(self.text, begin, end)
        before = self.text[begin : chain[0].start] if chain else ""
        if not chain or not self._negates(before):
            return
        negation = _NEGATION.search(before)
        if negation is not None and self.grammars.denies_some(before[negation.end() :]):
            return
        for match in chain:
            entry = self._meant(match, "")
            if entry is not None and entry not in match.loose:
                start = begin if match is chain[0] else match.start
                yield self._none(entry, start, match.end, match)

    def _denied_by_grammar(self, begin: int, end: int) -> Iterator[Mention]:
        text = self.text[begin:end]
        match = _DENIAL.search(text)
        if match is None:
            return
        clause = Clause(
            f"{text[: match.start()]}收到{text[match.end() :]}",
            "",
            self.text[self._stop_before(begin) : begin],
            self.text,
        )
        meaning = self.grammars.denied(clause)
        if meaning is not None:
            yield self._none(meaning.entry, begin, end, None)

    def _denied_matters(self, begin: int, end: int) -> Iterator[Mention]:
        """Yield a figure of 0 for each matter of which a clause says that there was none."""
        match = _NEGATION.search(self.text, begin, end)
        if match is None or not self.grammars.is_frame(self.text[begin : match.start()]):
            return
        rest = self.text[match.end() : end]
        sentence = self.text[self._stop_before(begin) : begin]
        for entry in self.grammars.denied_matters(rest):
            # 上年申请的诉讼本年审结，本年申请未引起诉讼: the denial is of a part.
            if not any(self.grammars.has(each[0], sentence) for each in entry.denied):
                yield self._none(entry, begin, end, None)

    def _none(self, entry: LexiconEntry, start: int, end: int, match: Match | None) -> Mention:
        none = Counted(ZERO, entry.unit, "", start, start, end)
        around = self.passage.text[self._stop_before(start) : start]
        other = self._is_of_other_year(none, self.text[start:end], entry)
        said = self.passage.text[match.start : match.end] if match else ""
        found = self._unknown(none, start)
        return found._replace(
            entry=entry,
            at=end,
            kind=Kind.OTHER_YEAR if other else Kind.FIGURE,
            place=found.place._replace(key=entry.id),
            said=said if match and entry in match.anywhere else "",
            sure=self.grammars.is_sure(entry, Clause(self.text[start:end], "", around, self.text)),
        )

    def _negates(self, before: str) -> bool:
        strong = [each for each in self.words.negations if len(each) > 1]
        return before.endswith(self.words.negations) or any(each in before for each in strong)

    def _meant(self, match: Match, unit: str) -> LexiconEntry | None:
        """Return the figure that a label means in this place, or None; `unit` "" fits all."""
        # A label such as "予以公开" serves several figures; the nearest word of context decides.
        # Words before the label count before words after it, hence the negative rank of the latter.
        inner = [each for each in match.within if unit in ("", each.unit)]
        ranked = [(self._nearness(each, match.start), each) for each in inner]
        near = [(rank, each) for rank, each in ranked if rank is not None]
        if near:
            return max(near, key=lambda pair: pair[0])[1]
        said = (*match.anywhere, *match.loose)
        return next((each for each in said if unit in ("", each.unit)), None)

    def _nearness(self, entry: LexiconEntry, at: int) -> int | None:
        """Return a rank that grows with nearness before `at`; negative for context after it."""
        words = self.labels.vocabulary.contexts[entry.id]
        before = max((self.text.rfind(word, 0, at) for word in words), default=-1)
        if before >= 0:
            return before
        _, end = self.passage.sentence(at)
        after = [place for word in words if (place := self.text.find(word, at, end)) >= 0]
        return -min(after) - 1 if after else None

    def _mention(self, entry: LexiconEntry, number: Counted, match: Match) -> Mention:
        found = self._unknown(number, match.start)
        said = self.passage.text[match.start : match.end] if entry in match.anywhere else ""
        place = found.place._replace(key=entry.id)
        return found._replace(entry=entry, place=place, said=said)

    def _unknown(self, number: Counted, start: int) -> Mention:
        text = self.passage.text[start : number.end].strip("，,、;:。！？!?")
        return Mention(
            entry=None,
            amount=number.amount,
            kind=Kind.UNKNOWN,
            passage=self.number,
            start=start,
            at=number.at,
            end=number.end,
            place=self.passage.place(start, text),
            unit=number.unit,
            word=number.word,
            share=number.share,
        )
