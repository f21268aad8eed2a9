"""The Python of each README, as one program from top to bottom: `python readme.py FOLDER` writes them there."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
READMES = {"readme_project": "README.md", "readme_python": "bindings-python/README.md"}


def programs() -> dict[str, str]:
    """The programs by name, without the READMEs that hold no Python."""
    texts = {name: (ROOT / path).read_text(encoding="utf-8") for name, path in READMES.items()}
    return {name: program(text) for name, text in texts.items() if "```python" in text}


def program(markdown: str) -> str:
    """The lines of its Python blocks. The lines between are empty, so that messages name the line of the README."""
    language = None
    lines = []
    for line in markdown.splitlines():
        fence = line.startswith("```")
        lines.append(line if language == "python" and not fence else "")
        if fence:
            language = line.removeprefix("```") if language is None else None
    return "\n".join(lines)


def write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in programs().items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
