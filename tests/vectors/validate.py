"""Holds every file of vectors against the schema it names: `python validate.py`, with the package jsonschema."""

import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

ROOT = Path(__file__).parent
SCHEMAS = {"schema.json": "*/*/*.json", "workflows.schema.json": "workflows/*.json"}


def main() -> int:
    schemas = {name: read(ROOT / name) for name in SCHEMAS}
    registry = Registry().with_resources((name, Resource.from_contents(schema)) for name, schema in schemas.items())
    files, complaints = 0, []
    for name, pattern in SCHEMAS.items():
        Draft202012Validator.check_schema(schemas[name])
        validator = Draft202012Validator(schemas[name], registry=registry)
        for file in sorted(ROOT.glob(pattern)):
            files += 1
            errors = validator.iter_errors(read(file))
            complaints += [f"{file.relative_to(ROOT)}: {error.json_path}: {error.message[:300]}" for error in errors]
    print(*complaints, f"{files} files of vectors, {len(complaints)} complaints", sep="\n")
    return 1 if complaints or not files else 0


def read(file: Path) -> object:
    return json.loads(file.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())
