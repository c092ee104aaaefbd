"""What holds for the project as a whole."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command, get_commands, load_command_class

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def tracked():
    """The project's own text files: all that git knows, or would once they are added."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [ROOT / name for name in listed.stdout.splitlines()]
    return [path for path in paths if path.is_file() and path.suffix not in {".png", ".ico"}]


def own_commands():
    """The operators' commands."""
    own = {config.name for config in apps.get_app_configs() if is_own(config)}
    return sorted(name for name, app in get_commands().items() if app in own)


def is_own(config):
    return ROOT in Path(config.path).parents and ".venv" not in config.path


@pytest.mark.django_db
def test_the_models_have_their_migrations():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_locks_name_no_host():
    locks = [*(ROOT / "requirements").iterdir(), ROOT / "package-lock.json", ROOT / ".npmrc"]
    assert [path for path in locks if "://" in path.read_text(encoding="utf-8")] == []


def test_every_locked_package_has_its_hashes():
    for lock in (ROOT / "requirements").glob("*.txt"):
        requirements = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip())
        assert [text for text in requirements if "--hash=sha256:" not in text] == []


def test_no_module_grows_past_a_few_screens():
    modules = [
        path for path in tracked() if path.suffix == ".py" and ROOT / "tests" not in path.parents
    ]
    lengths = {path.name: path.read_text(encoding="utf-8").count("\n") for path in modules}
    assert [name for name, length in lengths.items() if length > 350] == []


def test_the_programs_can_be_run():
    for path in [*(ROOT / "bin").iterdir(), ROOT / ".ci" / "run"]:
        assert os.access(path, os.X_OK), path


def test_the_readme_names_every_program():
    for path in (ROOT / "bin").iterdir():
        assert f"bin/{path.name}" in README


def test_the_readme_names_every_setting():
    settings = (ROOT / "config" / "settings.py").read_text(encoding="utf-8")
    names = set(re.findall(r"(?:env\.\w+|secret)\(\s*\"([A-Z_]+)\"", settings))
    assert len(names) > 10
    assert {name for name in names if f"`{name}`" not in README} == set()


def test_the_example_of_settings_names_every_setting_too():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE))
    table = set(re.findall(r"^\| `([A-Z_]+)`", README, re.MULTILINE))
    assert table <= named


def test_the_readme_names_every_command():
    assert own_commands()
    assert [name for name in own_commands() if f"`{name}" not in README] == []


@pytest.mark.parametrize("name", own_commands())
def test_a_command_shows_an_example_in_its_help(name):
    parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
    assert f"manage.py {name}" in f"{parser.description} {parser.epilog}"


def test_the_links_of_the_documents_lead_somewhere():
    documents = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
    for document in documents:
        for link in re.findall(r"\]\(([^)#:\s]+)[^):]*\)", document.read_text(encoding="utf-8")):
            assert (document.parent / link).exists(), f"{document.name}: {link}"
