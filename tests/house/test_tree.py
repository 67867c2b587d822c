"""What no tool checks: lengths, names, annotations, sizes, and what must never be committed."""

import ast
import importlib
import io
import re
import subprocess
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
PACKAGES = ("dashboard", "ingest", "sample_data")
LONGEST_MODULE = 250
LARGEST_FILE = 1_500_000
QUIET_TOKENS = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
    tokenize.ENCODING,
}

# Pieced together, so that this file does not hold what it looks for.
FOREIGN = {
    "a path of one machine": r"(?<![\w.])/(?:"
    + "|".join(("wor" + "k", "roo" + "t"))
    + r")/\w|/tm"
    + r"p/\w|[A-Z]:\\Users",
    "a registry's host": "|".join(
        re.escape(left + right)
        for left, right in (
            ("pyp", "i.org"),
            ("pythonhost", "ed"),
            ("npmj", "s."),
            ("deb.deb", "ian"),
        )
    ),
    "unfinished work": "|".join(
        (r"\bTO" + "DO", "FIX" + "ME", r"\bXX" + r"X\b", "raise NotImpl" + "emented")
    ),
}


def tracked() -> list[Path]:
    listing = subprocess.run(
        ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"),
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (HOUSE / name for name in listing.stdout.split("\0") if name)
    return sorted(path for path in paths if path.is_file())


def modules() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (HOUSE / package).rglob("*.py"))


def code_lines(path: Path) -> int:
    """Lines that hold code: no blanks, comments or docstrings."""
    source = path.read_text("utf-8")
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    lines = {
        line
        for token in tokens
        if token.type not in QUIET_TOKENS
        for line in range(token.start[0], token.end[0] + 1)
    }
    return len(lines - docstring_lines(ast.parse(source)))


def docstring_lines(tree: ast.Module) -> set[int]:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        line
        for node in ast.walk(tree)
        if isinstance(node, documented) and ast.get_docstring(node) is not None
        for line in range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)
    }


def name(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def test_no_module_outgrows_its_page() -> None:
    long = {name(path): lines for path in modules() if (lines := code_lines(path)) > LONGEST_MODULE}

    assert long == {}


def test_lines_of_code_leave_out_blanks_comments_and_docstrings(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text('"""Two\nlines."""\n\n# Why.\ntext = """a\nb"""  # here\n')

    assert code_lines(module) == 2


def test_no_annotation_is_any() -> None:
    hits = [
        f"{name(path)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Name) and node.id == "Any")
        or (isinstance(node, ast.Attribute) and node.attr == "Any")
    ]

    assert hits == []


def all_lists() -> Iterator[tuple[str, list[str]]]:
    for path in modules():
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
                dotted = name(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
                yield dotted, ast.literal_eval(node.value)


def belongs(value: object, module: str) -> bool:
    """What a module defines is its own; what the front door of ingest takes in is public too."""
    home = getattr(value, "__module__", None) or ""
    return home == module or (module == "ingest" and home.startswith("ingest."))


@pytest.mark.parametrize(("module", "names"), list(all_lists()))
def test_public_names_are_there_and_complete(module: str, names: list[str]) -> None:
    loaded = importlib.import_module(module)
    own = {
        key
        for key, value in vars(loaded).items()
        if not key.startswith("_") and belongs(value, module)
    }

    assert all(hasattr(loaded, name) for name in names)
    assert own <= set(names)


def test_ingest_has_a_list_of_public_names() -> None:
    assert "ingest" in dict(all_lists())


@pytest.mark.parametrize(("what", "pattern"), list(FOREIGN.items()))
def test_nothing_committed_holds(what: str, pattern: str) -> None:
    expression = re.compile(pattern)
    hits = []
    for path in tracked():
        try:
            lines = path.read_text("utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        hits += [f"{name(path)}:{i}" for i, line in enumerate(lines, 1) if expression.search(line)]

    assert hits == [], what


def test_nothing_committed_is_large() -> None:
    large = [name(path) for path in tracked() if path.stat().st_size > LARGEST_FILE]

    assert large == []


def mirrors(test: Path) -> bool:
    """A test of a module has its name; inside a package, the package's folder is enough."""
    place = HOUSE / test.relative_to(HOUSE / "tests").with_name(test.stem.removeprefix("test_"))
    if len(test.relative_to(HOUSE / "tests").parts) > 2:
        return (place.parent / "__init__.py").is_file()
    return place.is_dir() or place.with_suffix(".py").is_file()


def test_the_tests_mirror_the_tree() -> None:
    tests = [
        test for package in PACKAGES for test in (HOUSE / "tests" / package).rglob("test_*.py")
    ]

    assert [name(test) for test in tests if not mirrors(test)] == []


def asserts(test: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    words = {node.attr for node in ast.walk(test) if isinstance(node, ast.Attribute)}
    words |= {node.id for node in ast.walk(test) if isinstance(node, ast.Name)}
    return any(isinstance(node, ast.Assert) for node in ast.walk(test)) or any(
        word in {"raises", "expect"} or word.startswith(("assert", "check_")) for word in words
    )


def test_every_test_can_fail() -> None:
    hollow = [
        f"{name(path)}:{node.lineno}"
        for path in sorted((HOUSE / "tests").rglob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if node.name.startswith("test_") and not asserts(node)
    ]

    assert hollow == []


def test_warnings_are_errors_and_tests_are_strict() -> None:
    settings = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]
    options = settings["ini_options"]

    assert options["filterwarnings"][0] == "error"
    assert options["xfail_strict"] is True
    assert {"--strict-markers", "--strict-config", "--import-mode=importlib"} <= set(
        options["addopts"]
    )


def test_versions_are_pinned_and_name_no_host() -> None:
    lines = (HOUSE / "constraints.txt").read_text("utf-8").splitlines()

    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
