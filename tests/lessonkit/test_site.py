"""Results come as they are ready, while a build does other things."""

import logging

import pytest

from lessonkit import site as module
from lessonkit.jobs import Result


@pytest.fixture
def logged(caplog):
    caplog.set_level(logging.INFO, logger="mkdocs.plugins.lessonkit")
    return caplog


def test_a_result_does_not_wait_for_those_of_others(site, project):
    quick, slow = (project / f"snippets/coins/{name}.py" for name in ("toss", "slow"))
    slow.write_text("import time\ntime.sleep(600)\n")
    (project / "docs/slow.md").write_text('"coins/slow.py"')
    site.begin()
    assert site.result(site.snippet(quick)).stdout == "heads\n"
    assert site._runs is not None
    assert site._runs.is_alive()


def test_a_failure_that_no_page_shows_is_logged_before_the_first_result(site, project, logged):
    (project / "snippets/coins/hidden.py").write_text("import time\ntime.sleep(0.5)\nprint('so far')\n1 / 0\n")
    site.result(site.snippet(project / "snippets/coins/toss.py"))
    assert "snippets/coins/hidden.py:4: ZeroDivisionError: division by zero" in logged.text
    assert [record.levelname for record in logged.records if "hidden" in record.message] == ["ERROR"]


def test_what_was_edited_runs_again(site, project):
    toss = project / "snippets/coins/toss.py"
    assert site.result(site.snippet(toss)).stdout == "heads\n"
    toss.write_text("print('edge')\n")
    assert site.result(site.snippet(toss)).stdout == "edge\n"


def test_each_program_that_ran_is_a_line_in_the_log(site, project, logged):
    site.result(site.snippet(project / "snippets/coins/toss.py"))
    site.result(site.snippet(project / "snippets/coins/toss.py"))
    site._runs and site._runs.join()
    assert logged.text.count("ran snippets/coins/toss.py in ") == 1


def test_a_mistake_in_the_runner_itself_is_not_swallowed(site, project, monkeypatch):
    monkeypatch.setattr(module, "run", lambda *_: (_ for _ in ()).throw(RuntimeError("a mistake of ours")))
    with pytest.raises(RuntimeError, match="a mistake of ours"):
        site.result(site.snippet(project / "snippets/coins/toss.py"))


def test_bringing_up_to_date_gives_every_result(site):
    results = site.bring_up_to_date()
    assert [type(result) for result in results.values()] == [Result]
    assert [job.name for job in results] == ["snippets/coins/toss.py"]
