#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the direction of includes, which DESIGN.md promises: layers include downwards only, the program
sees the public headers only, each library is known to one file, and no two files share a name.

    check_layers.py SOURCE_FOLDER
"""
import collections
import pathlib
import re
import sys

LAYERS = {"base": 0, "text": 1, "feature": 2, "learn": 3, "extract": 3}
TOP = 4  # engine/*.c and engine/*.h
PUBLIC = {"tenor.h", "tenor_agreement.h", "tenor_evaluate.h", "tenor_export.h", "tenor_extract.h", "tenor_train.h"}
# Library headers, by the pattern of their names, and the only files that may include them.
LIBRARIES = [
    (r"(libsvm/)?svm\.h|linear\.h", {"engine/learn/svm.c"}),
    (r"libstemmer\.h", {"engine/text/stem.c"}),
    (r"libxml/.*", {"tools/article/article_html.c"}),
    (r"utf8proc\.h", None),  # engine/text, and the program for the width of a column
    (r"jansson\.h|csv\.h", None),
]
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.M)


def layer_of(path):
    """The layer of a file of the engine, given by its path below engine/."""
    return LAYERS.get(path.split("/")[0], None) if "/" in path else TOP


def check_engine(name, quoted, found):
    inside = name.removeprefix("engine/")
    own = layer_of(inside)
    if own is None:
        found.append(f"{name}: a folder of the engine that no layer is known for")
        return
    for header in quoted:
        if header in PUBLIC:
            continue  # the public types are spoken on every floor
        target = layer_of(header)
        if target is None or (target == TOP and own != TOP):
            found.append(f'{name}: includes "{header}", which is no header of a layer below')
        elif target > own:
            found.append(f'{name}: includes "{header}" from a layer above')


def check_tools(name, quoted, root, found):
    for header in quoted:
        if header in PUBLIC or (root / "tools" / header).is_file():
            continue
        if (root / pathlib.Path(name).parent / header).is_file():
            continue
        if (root / "engine" / header).is_file():
            found.append(f'{name}: includes "{header}", a private header of the engine')
        else:
            found.append(f'{name}: includes "{header}", which is not there')


def check_libraries(name, angled, found):
    for header in angled:
        for pattern, allowed in LIBRARIES:
            if not re.fullmatch(pattern, header):
                continue
            if allowed is not None and name not in allowed:
                found.append(f"{name}: includes <{header}>; only {', '.join(sorted(allowed))} may")
            elif name.startswith("engine/") and re.fullmatch(r"jansson\.h|csv\.h", header):
                found.append(f"{name}: includes <{header}>: reading tables is the program's business")
            elif header == "utf8proc.h" and name.startswith("engine/") and not name.startswith("engine/text/"):
                found.append(f"{name}: includes <{header}>; of the engine only engine/text may")


def check_names(files, found):
    places = collections.defaultdict(list)
    for name in files:
        places[pathlib.Path(name).name].append(name)
    for name, where in places.items():
        if len(where) > 1:
            found.append(f"{name}: the name of {len(where)} files: {', '.join(sorted(where))}")


def check(root):
    found = []
    files = [path.relative_to(root).as_posix() for part in ("engine", "tools", "tests")
             for path in sorted((root / part).rglob("*")) if path.suffix in (".c", ".h")]
    if not any(name.startswith("engine/") for name in files):
        found.append(f"{root}: there is no engine here")
    check_names(files, found)
    for name in files:
        text = (root / name).read_text(encoding="utf-8")
        quoted = [header for mark, header in INCLUDE.findall(text) if mark == '"']
        angled = [header for mark, header in INCLUDE.findall(text) if mark == "<"]
        if not name.startswith("tests/"):
            check_libraries(name, angled + quoted, found)
        if name.startswith("engine/"):
            check_engine(name, quoted, found)
        elif name.startswith("tools/"):
            check_tools(name, quoted, root, found)
        if not text.startswith("/* SPDX-License-Identifier: Apache-2.0 */"):
            found.append(f"{name}: the first line is not the SPDX line")
    return found


def main():
    findings = check(pathlib.Path(sys.argv[1]).resolve())
    for finding in findings:
        print(finding, file=sys.stderr)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
