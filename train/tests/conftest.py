"""What the tests of training have in common."""

import json
from pathlib import Path


def write(folder: Path, **parts: list[dict]) -> None:
    """Writes `own.PART.jsonl` for each part, a document a line."""
    folder.mkdir(parents=True)
    for part, records in parts.items():
        lines = [json.dumps(record, ensure_ascii=False) for record in records]
        (folder / f"own.{part}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
