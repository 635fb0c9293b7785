"""The command line does what it says, and its exit status can be relied on."""

import json
import subprocess
import sys

import pytest

from lessonkit.cli import main


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_programs_that_run_end_with_0(here, capsys):
    (here / "a.py").write_text("print('hello')\n")
    assert main(["run", "a.py"]) == 0
    assert "1 ok, 0 failed" in capsys.readouterr().out


def test_one_that_fails_ends_with_1_and_shows_where(here, capsys):
    (here / "a.py").write_text("print('hello')\n1 / 0\n")
    assert main(["run", "a.py"]) == 1
    printed = capsys.readouterr().out
    assert "a.py:2: ZeroDivisionError: division by zero" in printed
    assert "Traceback" in printed
    assert "It had printed:\nhello" in printed


def test_json_has_one_object_a_line(here, capsys):
    (here / "a.py").write_text("open('x.bin', 'w').write('1')\nprint('hello')\n")
    (here / "b.py").write_text("raise SystemExit(2)\n")
    assert main(["run", "a.py", "b.py", "--json"]) == 1
    rows = {row["file"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert rows["a.py"]["stdout"] == "hello\n"
    assert rows["a.py"]["files"] == {"x.bin": "MQ=="}
    assert (rows["a.py"]["status"], rows["b.py"]["status"]) == ("ok", "exit")
    assert set(rows["a.py"]) >= {"file", "status", "seconds", "stdout", "stderr", "figures", "files", "cached"}


def test_what_ran_is_kept_unless_told_otherwise(here, capsys):
    (here / "a.py").write_text("print('hello')\n")
    cached = []
    for extra in ([], [], ["--no-cache"]):
        main(["run", "a.py", "--json", *extra])
        cached.append(json.loads(capsys.readouterr().out)["cached"])
    assert cached == [False, True, False]


def test_a_time_limit_is_kept(here, capsys):
    (here / "a.py").write_text("while True: pass\n")
    assert main(["run", "a.py", "--timeout", "0.5"]) == 1
    assert "still running after 0.5 s" in capsys.readouterr().out


def test_a_missing_file_is_named_and_the_others_run(here, capsys):
    (here / "a.py").write_text("print('hello')\n")
    assert main(["run", "a.py", "b.py"]) == 1
    captured = capsys.readouterr()
    assert "b.py: there is no such file" in captured.err
    assert "1 ok" in captured.out


@pytest.mark.parametrize("arguments", [["run", "a.py", "--jobs", "0"], ["run", "a.py", "--timeout", "-1"], ["fly"]])
def test_what_cannot_be_understood_ends_with_2(arguments):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2


def test_no_progress_bar_without_a_person_watching(here):
    (here / "a.py").write_text("print('hello')\n")
    done = subprocess.run([sys.executable, "-m", "lessonkit", "run", "a.py"], capture_output=True, text=True)
    assert done.returncode == 0
    assert done.stderr == ""


def test_check_ends_with_1_when_there_are_problems(project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    assert main(["check"]) == 0
    (project / "snippets/coins/spare.py").write_text("print(1)\n")
    assert main(["check"]) == 1
    assert "1 problem found" in capsys.readouterr().out


def test_publishing_without_a_site_says_what_to_do(project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    assert main(["publish", "site"]) == 1
    assert "make site" in capsys.readouterr().err
