"""Holds every file of vectors against schema.json: `python validate.py`, with the package jsonschema."""

import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

ROOT = Path(__file__).parent
SCHEMA = json.loads((ROOT / "schema.json").read_text(encoding="utf-8"))


def main() -> int:
    Draft202012Validator.check_schema(SCHEMA)
    validator = Draft202012Validator(SCHEMA)
    files = sorted(ROOT.glob("*/*/*.json"))
    complaints = [
        f"{file.relative_to(ROOT)}: {error.json_path}: {error.message[:300]}"
        for file in files
        for error in validator.iter_errors(json.loads(file.read_text(encoding="utf-8")))
    ]
    print(*complaints, f"{len(files)} files of vectors, {len(complaints)} complaints", sep="\n")
    return 1 if complaints or not files else 0


if __name__ == "__main__":
    sys.exit(main())
