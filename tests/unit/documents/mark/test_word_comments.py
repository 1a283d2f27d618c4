"""Comments in an edited Word report: at the numbers that differ, and nothing else is changed."""

import re
from functools import partial

import pytest

from disclose.core.errors import UnreadableDocumentError
from disclose.core.finding import Place
from disclose.core.language import Language
from disclose.core.package import write_package
from disclose.core.seal import is_sealed
from disclose.documents.mark.word_comments import WordComment, with_comments
from disclose.documents.verify.remarks import remarks
from tests.support.documents import paragraph, word
from tests.support.edited_reports import made, rewritten, summary, verified, with_part
from tests.support.workbooks import packed, parts

_DOCUMENT, _COMMENTS = "word/document.xml", "word/comments.xml"


def changed(text: str) -> str:
    """A number in a control, one in a table, a paragraph of several runs, a number of no figure."""
    text = re.sub(r"(received\[total\]\" />(?:(?!</w:sdt>).)*?>)72<", r"\g<1>73<", text, count=1)
    at = text.rindex('w:val="disputes.reconsideration[upheld]"')
    text = text[:at] + re.sub(r">(\d+)</w:t>", ">77</w:t>", text[at:], count=1)
    word = "县政府网站改版上线"
    return text.replace(word, f"{word}，访问35</w:t></w:r><w:r><w:t>00次", 1)


def marked(data: bytes) -> bytes:
    return with_comments(data, tuple(remarks(verified(data, "docx"), Language.ZH)))


def commented(data: bytes) -> list[str]:
    """The text in the range of each comment."""
    document = parts(data)[_DOCUMENT].decode()
    found = re.findall(
        r'(?=<w:commentRangeStart w:id="(\d+)"/>(.*?)<w:commentRangeEnd w:id="\1"/>'
        r'<w:r><w:commentReference w:id="\1"/></w:r>)',
        document,
        re.DOTALL,
    )
    return ["".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", each)) for _, each in found]


def test_comments_are_at_the_numbers() -> None:
    data = rewritten(made("docx"), changed)
    done = marked(data)
    assert commented(done) == ["73", "3500", "77"]
    told = re.findall(r"<w:t [^>]*>((?:错误|核实) \w+)", parts(done)[_COMMENTS].decode())
    assert told == ["错误 DOC40", "核实 DOC43", "错误 DOC40"]
    assert is_sealed(done)


def test_every_other_part_keeps_its_bytes() -> None:
    data = rewritten(made("docx"), changed)
    before, after = parts(data), parts(marked(data))
    added = {_COMMENTS, _DOCUMENT, "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert set(after) - set(before) == {_COMMENTS}
    assert {name for name in before if before[name] != after[name]} == added - {_COMMENTS}
    assert b"/comments" in after["word/_rels/document.xml.rels"]
    assert b'PartName="/word/comments.xml"' in after["[Content_Types].xml"]


def test_a_second_run_renews_its_comments_and_finds_no_more() -> None:
    data = rewritten(made("docx"), changed)
    done = marked(data)
    assert summary(verified(done, "docx")) == summary(verified(data, "docx"))
    again = marked(done)
    assert commented(again) == commented(done)
    assert parts(again)[_COMMENTS].count(b"<w:comment ") == 3
    corrected = rewritten(done, lambda text: text.replace(">73<", ">72<"))
    assert commented(marked(corrected)) == ["3500", "77"]


def test_comments_of_people_stay() -> None:
    data = with_part(rewritten(made("docx"), changed), "comments", "请领导审阅")
    done = marked(marked(data))
    [comments] = [each.decode() for name, each in parts(done).items() if "comments" in name]
    assert "请领导审阅" in comments
    assert comments.count("<w:comment ") == 4
    numbers = re.findall(r'<w:comment [^>]*?w:id="(\d+)"', comments)
    assert len(set(numbers)) == 4


def test_the_numbers_of_comments_are_free_and_in_the_range_of_word() -> None:
    data = with_part(rewritten(made("docx"), changed), "comments", "请领导审阅")
    contents = parts(data)
    [name] = [each for each in contents if "comments" in each]
    for given in ("2147483647", "0", "甲"):
        contents[name] = re.sub(b'w:id="[^"]*"', f'w:id="{given}"'.encode(), contents[name])
        numbers = re.findall('w:id="(.*?)"', parts(marked(packed(contents)))[name].decode())
        assert len({*numbers}) == 4
        assert all(int(each) < 5 for each in numbers if each != given)


def test_a_part_of_comments_that_nothing_refers_to_is_no_hindrance() -> None:
    contents = parts(rewritten(made("docx"), changed))
    stale = b'<Override PartName="/word/comments.xml" ContentType="text/xml"/></Types>'
    contents["[Content_Types].xml"] = contents["[Content_Types].xml"].replace(b"</Types>", stale)
    for name, left in ((_COMMENTS, {}), ("word/comments2.xml", {_COMMENTS: b"<stale/>"})):
        done = parts(marked(packed({**contents, **left})))
        assert f'Target="{name[5:]}"'.encode() in done["word/_rels/document.xml.rels"]
        assert done[name].count(b"<w:comment ") == 3
        types = re.findall(b'PartName="([^"]*)"', done["[Content_Types].xml"])
        assert len(types) == len(set(types))


def test_comments_of_a_draft_stay() -> None:
    data = with_part(rewritten(made("docx"), changed), "comments", "待核实")
    name = next(each for each in parts(data) if "comments" in each)
    signed = 'w:author="disclose 核对" w:initials="草稿" w:id="1"'
    data = rewritten(data, lambda text: text.replace('w:id="1"', signed), name)
    text = parts(marked(marked(data)))[name].decode()
    assert sorted(re.findall('initials="(..)"', text)) == ["核对", "核对", "核对", "草稿"]


def test_comments_with_strange_numbers_stay() -> None:
    data = with_part(rewritten(made("docx"), changed), "comments", "请领导审阅")
    name = next(each for each in parts(data) if "comments" in each)
    for number in ("", "abc", "99999999999"):
        strange = rewritten(data, partial(re.sub, 'w:id="1"', f'w:id="{number}"'), name)
        assert parts(marked(strange))[name].count(b"<w:comment ") == 4


def test_the_list_of_types_may_be_spelt_otherwise_but_not_be_lacking() -> None:
    contents = parts(rewritten(made("docx"), changed))
    types = contents.pop("[Content_Types].xml")
    spelt = write_package({**contents, "[content_types].xml": types})
    assert b"/word/comments.xml" in parts(marked(spelt))["[content_types].xml"]
    for damaged in ({}, {"[Content_Types].xml": b"<Types>"}):
        with pytest.raises(UnreadableDocumentError):
            marked(write_package({**contents, **damaged}))


def test_a_paragraph_without_the_number_is_marked_as_a_whole() -> None:
    """A sentence is gone: the paragraph before it has the comment."""
    document = parts(made("docx"))[_DOCUMENT].decode()
    gone = next(
        each for each in re.findall(r"<w:p>.*?</w:p>", document, re.DOTALL) if ">72<" in each
    )
    data = rewritten(made("docx"), lambda text: text.replace(gone, "", 1))
    found = [each for each in verified(data, "docx").findings if each.code == "DOC61"]
    said = commented(marked(data))
    assert len(said) == len(found)
    assert all("".join(each.split()) in "".join(_paragraphs(data)) for each in said)


def _paragraphs(data: bytes) -> list[str]:
    document = parts(data)[_DOCUMENT].decode()
    texts = re.findall(r"<w:p>(.*?)</w:p>", document, re.DOTALL)
    return [
        "".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", each)).split()) for each in texts
    ]


def test_two_numbers_of_one_run_each_have_their_comment() -> None:
    data = word(paragraph("访问3500次，下载410次，3500条"))
    sentence = "访问3500次，下载410次，3500条"
    places = (Place(line=1, text=sentence, typed=number) for number in ("3500", "410", "410"))
    done = with_comments(data, [WordComment(place, ("看",)) for place in places])
    assert commented(done) == ["3500", "410", "410"]
    assert _paragraphs(done) == _paragraphs(data) == [sentence]


def test_paragraphs_without_a_comment_keep_their_bytes() -> None:
    data = rewritten(made("docx"), changed)
    before, after = (parts(each)[_DOCUMENT].split(b"<w:p>") for each in (data, marked(data)))
    assert len(before) == len(after)
    differing = [new for old, new in zip(before, after, strict=True) if old != new]
    assert len(differing) == 3
    assert all(b"<w:commentReference " in each for each in differing)


def test_a_document_with_another_prefix_gets_comments() -> None:
    def renamed(text: str) -> str:
        return re.sub(r"(</?| )w:", r"\1x:", text).replace("xmlns:w=", "xmlns:x=")

    data = rewritten(rewritten(made("docx"), changed), renamed)
    document = parts(marked(data))[_DOCUMENT].decode()
    assert document.count("<x:commentRangeStart ") == 3
    assert "<w:" not in document
