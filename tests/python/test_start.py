"""Starting is quick, and nothing is imported that is not needed."""

import subprocess
import sys
import time

CODE = """
import sys, time
before = time.perf_counter()
import inquit
imported = time.perf_counter()
nlp = inquit.load()
loaded = time.perf_counter()
print(imported - before, loaded - imported)
print(sorted(set(sys.modules) & {"numpy", "pandas", "polars", "json", "argparse", "inquit.view", "inquit.cli"}))
"""


def test_import_and_load_are_quick_and_bring_nothing_along():
    times = []
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
        figures, modules = done.stdout.splitlines()
        times.append(tuple(map(float, figures.split())))
        assert modules == "[]"
    # The budgets are 60 and 100 ms; a busy machine gets some room.
    assert min(imported for imported, _ in times) < 0.12
    assert min(loaded for _, loaded in times) < 0.2


def test_other_threads_run_while_a_text_is_read():
    import threading  # noqa: PLC0415

    import inquit  # noqa: PLC0415

    text = "“Yes,” said Ann Lee. Bob Roe denied that it was late. " * 20_000
    ticks = []
    done = threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(time.perf_counter())
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    inquit.parse(text)
    done.set()
    thread.join()
    assert len(ticks) > 10
