"""A repository whose commits were made on days that a test chooses, untouched by the settings of who runs it."""

import os
import subprocess
from pathlib import Path

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (1_700_000_000 + 86_400 * day for day in range(4))


def git(root: Path, *command: str, at: int = MONDAY) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    someone = {"NAME": "Someone", "EMAIL": "someone@example.org", "DATE": f"{at} +0000"}
    environment |= {f"GIT_{who}_{key}": value for who in ("AUTHOR", "COMMITTER") for key, value in someone.items()}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *command], cwd=root, env=environment, check=True, capture_output=True)


def commit(root: Path, at: int) -> None:
    git(root, "add", "--all", "--", ":!.lessonkit")
    git(root, "commit", "--message", "Change something", at=at)
