"""Models of one's own: a folder with weights and their card."""

import shutil
import time
from pathlib import Path

import pytest

import inquit

MODELS = Path(__file__).parents[2] / "models"
TEXT = "Mr. Raisi’s office declined to comment on Tuesday.\n\n“No,” he said. “Never.”"


@pytest.fixture
def folder(tmp_path):
    for name in ("reader.safetensors", "reader.toml"):
        shutil.copy(MODELS / name, tmp_path)
    return tmp_path


def test_a_folder_is_loaded_like_a_name(folder):
    own = inquit.load(str(folder))
    assert own(TEXT) == inquit.parse(TEXT)
    assert own.model == str(folder)


def test_no_such_model_names_those_there_are():
    with pytest.raises(inquit.InquitError, match=r'no model "huge"; the models are default.*tags\.safetensors'):
        inquit.load("huge")


def test_files_of_a_folder_may_have_any_name(folder):
    for path in list(folder.iterdir()):
        path.rename(path.with_name("mine.v2" + path.suffix))
    assert inquit.load(str(folder))(TEXT) == inquit.parse(TEXT)


@pytest.mark.parametrize("name", ["reader.safetensors", "reader.toml"])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(FileNotFoundError) as error:
        inquit.load(str(folder))
    assert Path(error.value.filename) == folder / name


def test_damaged_weights_are_named(folder):
    path = folder / "reader.safetensors"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(
        inquit.InquitError, match=r"reader\.safetensors cannot be used: its card is of weights of \d+ bytes"
    ):
        inquit.load(str(folder))


def test_a_card_of_other_weights_is_refused(folder):
    path = folder / "reader.safetensors"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(inquit.InquitError, match=r"reader\.safetensors cannot be used: .* the hashes differ"):
        inquit.load(str(folder))


def test_a_card_of_a_later_version_is_refused(folder):
    path = folder / "reader.toml"
    path.write_text(path.read_text().replace("version = 1", "version = 99"))
    with pytest.raises(inquit.InquitError, match="version 99"):
        inquit.load(str(folder))


def test_loading_takes_no_time_to_speak_of():
    begun = time.perf_counter()
    inquit.load()
    assert time.perf_counter() - begun < 1  # a tenth of that where nothing else runs
