"""mpxj, which reads, writes and schedules plans of many programs: asked in an environment of its own.

It needs Java and a package index, so nothing that asks it runs in CI.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

PINNED = ("mpxj==16.10.0", "jpype1==1.7.1")


def ask(folder: Path, script: str, about: Any) -> Any:
    """What a script of Python prints as JSON, given the path of a JSON file; mpxj is installed into the folder."""
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    python = folder / "venv" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PINNED], check=True)
    (folder / "about.json").write_text(json.dumps(about), encoding="utf-8")
    (folder / "asked.py").write_text(script, encoding="utf-8")
    said = subprocess.run([python, folder / "asked.py", folder / "about.json"], check=True, stdout=subprocess.PIPE)
    return json.loads(said.stdout)
