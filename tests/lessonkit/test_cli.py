"""The command line does what it says, and its exit status can be relied on."""

import json
import os
import pty
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


@pytest.mark.parametrize(
    "arguments",
    [["run", "a.py", "--jobs", "0"], ["run", "a.py", "--timeout", "-1"], ["fly"], ["run", "a.py", "--shard", "3/2"]],
)
def test_what_cannot_be_understood_ends_with_2(arguments):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2


def test_no_progress_bar_without_a_person_watching(here):
    (here / "a.py").write_text("print('hello')\n")
    done = subprocess.run([sys.executable, "-m", "lessonkit", "run", "a.py"], capture_output=True, text=True)
    assert done.returncode == 0
    assert done.stderr == ""


def test_a_person_who_watches_sees_what_runs_and_what_remains(here):
    (here / "a.py").write_text("print('hello')\n")
    (here / "b.py").write_text("1 / 0\n")
    terminal, end = pty.openpty()
    command = [sys.executable, "-m", "lessonkit", "run", "a.py", "b.py", "--jobs", "1"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=end, text=True)
    os.close(end)
    seen = os.read(terminal, 10_000).decode()
    os.close(terminal)
    assert "0/2; running a.py" in seen
    assert "1/2; running b.py" in seen
    assert seen.endswith("\r\x1b[K")
    assert done.stdout.startswith("ok       a.py")


def test_the_slowest_are_named(here, capsys):
    for name, seconds in (("quick", 0), ("slow", 0.4), ("slower", 0.8)):
        (here / f"{name}.py").write_text(f"import time\ntime.sleep({seconds})\n")
    main(["run", "quick.py", "slow.py", "slower.py", "--durations", "2"])
    last = capsys.readouterr().out.splitlines()[-2:]
    assert [line.split()[-1] for line in last] == ["slower.py", "slow.py"]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("import random\nprint('a')\nprint(random.random())\n", "a.py: its output differs: '0."),
        ("print(object())\n", "a.py: its output differs: '<object object at 0x"),
        (
            "import matplotlib.pyplot as plt, time\nplt.title(str(time.time()))\nplt.show()\n",
            "a.py: its figure 1 differs: ",
        ),
        ("import os\nopen('x', 'wb').write(os.urandom(9))\n", "a.py: the file x that it leaves differs"),
    ],
)
def test_what_differs_between_two_runs_is_named(here, capsys, source, said):
    (here / "a.py").write_text(source)
    (here / "b.py").write_text("import numpy as np\nprint(np.random.default_rng(0).random())\n")
    assert main(["run", "a.py", "b.py", "--twice"]) == 1
    printed = capsys.readouterr().out
    assert said in printed
    assert "2 programs ran twice, 1 differ, 0 failed" in printed
    assert "b.py" not in printed


def test_the_first_differing_line_is_named(here, capsys):
    (here / "a.py").write_text("import random\nprint('a')\nprint('b')\nprint(random.random())\n")
    main(["run", "a.py", "--twice"])
    assert capsys.readouterr().out.splitlines()[0].endswith(", in line 3")


def test_what_does_not_differ_ends_with_0(here):
    (here / "a.py").write_text("import numpy as np\nprint(np.random.default_rng(0).random())\n")
    assert main(["run", "a.py", "--twice"]) == 0


def test_shards_run_their_part(here, capsys):
    for number in range(3):
        (here / f"{number}.py").write_text(f"print({number})\n")
    ran = []
    for shard in ("1/2", "2/2"):
        main(["run", "0.py", "1.py", "2.py", "--no-cache", "--json", "--shard", shard])
        ran += [json.loads(line)["file"] for line in capsys.readouterr().out.splitlines()]
    assert sorted(ran) == ["0.py", "1.py", "2.py"]


def test_without_files_the_programs_of_the_project_run(project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    assert main(["run"]) == 0
    assert "ok       snippets/coins/toss.py" in capsys.readouterr().out


def test_without_files_and_without_a_project_it_says_what_to_do(here, capsys):
    assert main(["run"]) == 2
    assert "name some programs" in capsys.readouterr().err


def test_two_builds_at_once_both_come_to_their_end(here):
    names = [f"{number}.py" for number in range(6)]
    for name in names:
        (here / name).write_text(f"import time\ntime.sleep(0.1)\nprint('{name}')\n")
    command = [sys.executable, "-m", "lessonkit", "run", *names, "--json"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for build in both:
        rows = [json.loads(line) for line in build.communicate()[0].splitlines()]
        assert sorted(row["stdout"] for row in rows) == [f"{name}\n" for name in names]
    assert subprocess.run(command, capture_output=True, text=True).stdout.count('"cached": true') == 6


def test_the_store_says_its_size_and_what_the_last_build_found_in_it(here, capsys):
    for name in ("a.py", "b.py"):
        (here / name).write_text(f"print('{name}')\n")
    main(["run", "a.py"])
    main(["run", "a.py", "b.py"])
    capsys.readouterr()
    assert main(["store"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(".lessonkit: 2 results, 0.0 MiB of 500\n")
    assert "last build: 1 results were kept from earlier, 1 programs ran" in printed


def test_the_store_can_be_pruned(here, capsys):
    (here / "a.py").write_text("print('a')\n")
    main(["run", "a.py"])
    assert main(["store", "--prune", "0"]) == 0
    assert "dropped 1 results" in capsys.readouterr().out
    main(["run", "a.py", "--json"])
    assert not json.loads(capsys.readouterr().out.splitlines()[-1])["cached"]


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


def test_the_quizzes_are_written_as_files_for_other_programs(project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    assert main(["export", "new/folder"]) == 0
    names = ["coins.apkg", "coins.gift.txt", "recognize-and-create.apkg", "recognize-and-create.gift.txt"]
    assert sorted(path.name for path in (project / "new/folder").iterdir()) == names
    assert "4 files written to new/folder" in capsys.readouterr().out


def test_a_quiz_that_cannot_be_exported_is_named_and_the_others_are_written(project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    (project / "quiz_data/dice.json").write_text("{")
    assert main(["export", "files"]) == 1
    assert "quiz_data/dice.json: left out; lessonkit check tells what is wrong" in capsys.readouterr().err
    assert (project / "files/coins.apkg").is_file()


def test_quizzes_are_not_exported_into_a_file(project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    (project / "files").write_text("")
    assert main(["export", "files"]) == 2
    assert "files is a file; expected a folder" in capsys.readouterr().err


def test_exporting_without_a_project_says_what_to_do(here, capsys):
    assert main(["export", "files"]) == 2
    assert "go to a project's folder" in capsys.readouterr().err
