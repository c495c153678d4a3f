"""Which code a script runs."""

from __future__ import annotations

import ast
from hashlib import sha256
from pathlib import Path

import pytest

from jaarbericht.dag_code import Code, CodeUnreadable

ROOT = Path(__file__).parents[2]
FILES = {
    "step.py": "import lib.a\nfrom lib import b\nimport json, yaml\n",
    "lib/__init__.py": '"""Around."""\n',
    "lib/a.py": "from .deep import c\nfrom markdown_it import MarkdownIt\n",
    "lib/b.py": "def f():\n    import lib.late\n",
    "lib/late.py": "",
    "lib/deep/__init__.py": "",
    "lib/deep/c.py": "from ..b import f\n",
    "lib/typed.py": "",
    "lib/unused.py": "",
}


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "scripts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "scripts"


def code(scripts: Path) -> Code:
    return Code(scripts, scripts.parent / "notes.json")


def names(scripts: Path, script: str = "step.py") -> set[str]:
    found = code(scripts).modules(scripts / script)
    return {name.removeprefix("scripts/") for name in found}


def test_everything_that_is_imported_counts_however_far(scripts: Path) -> None:
    assert names(scripts) == set(FILES) - {"lib/typed.py", "lib/unused.py"}


def test_each_comes_with_the_hash_of_its_bytes(scripts: Path) -> None:
    found = code(scripts).modules(scripts / "step.py")
    assert list(found) == sorted(found)
    assert found["scripts/lib/a.py"] == sha256(FILES["lib/a.py"].encode()).hexdigest()


@pytest.mark.parametrize(
    "text",
    [
        "if True:\n    import lib.unused\n",
        "try:\n    import lib.unused\nexcept ImportError:\n    pass\n",
        "try:\n    pass\nexcept ImportError:\n    import lib.unused\n",
        "with open('x'):\n    from lib import unused\n",
        "class A:\n    def f(self):\n        from lib.unused import x\n",
        "match 1:\n    case 1:\n        import lib.unused\n",
        "for x in ():\n    pass\nelse:\n    import lib.unused\n",
    ],
)
def test_imports_are_found_inside_blocks(scripts: Path, text: str) -> None:
    (scripts / "step.py").write_text(text, "utf-8")
    assert "lib/unused.py" in names(scripts)


def test_what_only_a_type_checker_sees_does_not_count(scripts: Path) -> None:
    text = (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import lib.typed\n"
        "else:\n    import lib.unused\n"
    )
    (scripts / "step.py").write_text(text, "utf-8")
    assert names(scripts) == {"step.py", "lib/__init__.py", "lib/unused.py"}


def test_circles_end(scripts: Path) -> None:
    (scripts / "lib/late.py").write_text("import lib.b\n", "utf-8")
    assert "lib/late.py" in names(scripts)


def test_packages_are_what_is_neither_here_nor_in_python_itself(scripts: Path) -> None:
    assert code(scripts).packages(scripts / "step.py") == ["markdown_it", "yaml"]


def test_notes_give_the_same_answer_as_reading(scripts: Path) -> None:
    first = code(scripts)
    found = first.modules(scripts / "step.py")
    first.remember()
    assert (scripts.parent / "notes.json").is_file()
    assert code(scripts).modules(scripts / "step.py") == found


def test_notes_of_a_file_that_changed_are_not_believed(scripts: Path) -> None:
    first = code(scripts)
    first.modules(scripts / "step.py")
    first.remember()
    (scripts / "step.py").write_text("import lib.unused\n", "utf-8")
    assert names(scripts) == {"step.py", "lib/__init__.py", "lib/unused.py"}


def test_damaged_notes_do_no_harm(scripts: Path) -> None:
    (scripts.parent / "notes.json").write_text("{", "utf-8")
    assert "lib/a.py" in names(scripts)


def test_a_module_that_is_not_python_is_named_with_its_line(scripts: Path) -> None:
    (scripts / "lib/b.py").write_text("x = 1\ndef (:\n", "utf-8")
    with pytest.raises(CodeUnreadable, match="not Python") as caught:
        names(scripts)
    assert caught.value.where == f"{scripts / 'lib/b.py'}:2"


def test_a_script_that_is_absent(scripts: Path) -> None:
    with pytest.raises(CodeUnreadable, match="No such file"):
        names(scripts, "absent.py")


def test_no_module_of_the_project_is_imported_by_a_name_made_at_run_time() -> None:
    """The blind spot of reading imports; doctor only imports an installed package so."""
    found = []
    for path in sorted((ROOT / "scripts").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call) and _called(node) in ("import_module", "__import__"):
                literal = bool(node.args) and isinstance(node.args[0], ast.Constant)
                found += [] if literal else [f"{path.name}:{node.lineno}"]
    assert found == []


def _called(node: ast.Call) -> str:
    return getattr(node.func, "attr", "") or getattr(node.func, "id", "")
