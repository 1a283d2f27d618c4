"""The parts of a roll-up that are measured are those of a roll-up, and their profile adds up."""

from concurrent.futures import Executor
from pathlib import Path

from disclose import api
from tests.benchmarks.corpus import make
from tests.benchmarks.one_process import Recorder, Replayer, record, worker
from tests.benchmarks.stages import modules, stage, table


def test_each_part_does_its_work_without_the_other(tmp_path: Path) -> None:
    make(tmp_path / "in", 2, 1)
    recorder = Recorder()
    whole = documents(tmp_path, "whole", recorder)
    assert documents(tmp_path, "alone", Replayer(recorder.answers)) == whole
    record(str(tmp_path / "in"), str(tmp_path / "kept"))
    worker(str(tmp_path / "kept"))
    assert len(recorder.tasks) == len(recorder.answers) == 1


def documents(folder: Path, output: str, executor: Executor) -> dict[str, bytes]:
    done = api.roll_up([folder / "in"], folder / output, executor=executor)
    return dict(done.documents)


def test_a_library_counts_for_who_calls_it() -> None:
    reader = ("/site/disclose/excel/read/sheet.py", 1, "read")
    judge = ("/site/disclose/checks/rules.py", 1, "judge")
    library, inside = ("/lib/re.py", 1, "sub"), ("~", 0, "sub")
    statistics = {
        reader: (1, 1, 2.0, 8.0, {}),
        judge: (1, 1, 1.0, 3.0, {}),
        library: (2, 2, 4.0, 8.0, {reader: (1, 1, 3.0, 6.0), judge: (1, 1, 1.0, 2.0)}),
        inside: (2, 2, 4.0, 4.0, {library: (2, 2, 4.0, 4.0)}),
        ("/lib/runpy.py", 1, "run"): (1, 1, 0.5, 11.5, {}),
    }
    found = modules(statistics)
    assert found == {"excel/read/sheet": 8.0, "checks/rules": 3.0, "": 0.5}
    assert [stage(each) for each in found] == [
        "sheets, XML to cells",
        "rules and totals",
        "start of the process",
    ]
    assert [*table(found)][2].startswith("| sheets, XML to cells | 69.6% |")
