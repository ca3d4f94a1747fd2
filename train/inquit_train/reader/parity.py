"""What PyTorch makes of the texts in `tests/parity/texts.txt`, a file a task."""

from pathlib import Path

from ..entities import parity as of_names
from ..quotes import parity as of_quotes
from ..quotes.model import Student as QuoteStudent
from ..student import Batches, folded
from ..tags import parity as of_tags
from ..tags.student import Student as TagStudent
from .model import Reader
from .tasks import Names, Quotes, Tags, Task

FOLDER = Path(__file__).parents[3] / "tests" / "parity"


def write(tasks: list[Task], taught, shipped: Reader, batches: Batches) -> None:
    """Writes what each task's part is expected to say."""
    texts = FOLDER / "texts.txt"
    for task in tasks:
        path = FOLDER / f"{task.name}.safetensors"
        if isinstance(task, Tags):
            of_tags.write(path, texts, TagStudent(folded(taught.model.network, taught.bins)))
        elif isinstance(task, Quotes):
            of_quotes.write(path, texts, QuoteStudent(shipped.network, shipped.pairs), batches, task.decoder)
        elif isinstance(task, Names):
            of_names.write(path, texts, shipped.network, batches)
