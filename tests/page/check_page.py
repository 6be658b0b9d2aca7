#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Opens our pages in a real browser: TAP. Wide and narrow, light and dark, on paper, by keyboard.

    check_page.py GALLERY TENOR     the programs that write pages
"""
import base64
import csv
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

import browser

CHECKS = (pathlib.Path(__file__).parent / "page_checks.js").read_text(encoding="utf-8")
# Where the focus is, counted in elements from the top.
PLACE = "[...document.querySelectorAll('*')].indexOf(document.activeElement)"
number = 0
failed = False


def case(name, findings):
    """One line of TAP: a case passes when nothing was found."""
    global number, failed
    number += 1
    failed |= bool(findings)
    print(f"{'not ok' if findings else 'ok'} {number} - {name}", flush=True)
    for finding in list(findings)[:20]:
        print(f"# {finding}")


def check_looks(page, name):
    for width in (1100, 390):
        for dark in (False, True):
            page.show(width, dark)
            case(f"{name}: structure, fit and contrast, {width} pixels, {'dark' if dark else 'light'}", page.run(CHECKS))
    page.show(dark=True, media="print")
    paper = page.run("getComputedStyle(document.body).backgroundColor")
    case(f"{name}: paper is white even where the screen is dark", [] if paper == "rgb(255, 255, 255)" else [paper])
    page.show()
    pdf = base64.b64decode(page.call("Page.printToPDF")["data"])
    case(f"{name}: it prints", [] if pdf.startswith(b"%PDF") and len(pdf) > 4000 else [pdf[:20]])


def check_quiet(page, name, url):
    case(f"{name}: the console is silent", page.complaints())
    case(f"{name}: nothing is fetched", [asked for asked in page.requests() if asked != url])
    probe = "new Promise(r => fetch('https://example.invalid/').then(() => r('fetched'), () => r('refused')))"
    answer = page.call("Runtime.evaluate", expression=probe, awaitPromise=True, returnByValue=True)["result"]["value"]
    refused = any("Content Security Policy" in str(said) for said in page.complaints())
    case(f"{name}: its policy would stop a request", [] if answer == "refused" and refused else [answer])


def check_keyboard(page, name):
    page.press("Tab", 9)
    first = page.run("""(() => { const e = document.activeElement, box = e.getBoundingClientRect();
        return [e.className, box.left >= 0 && box.top >= 0, getComputedStyle(e).outlineStyle]; })()""")
    case(f"{name}: the first key press shows the way to the content", [] if first == ["skip", True, "solid"] else [first])
    order = [page.run(PLACE)]
    while len(order) < 40:
        page.press("Tab", 9)
        order.append(page.run(PLACE))
        if order[-1] <= order[0]:  # round again
            break
    order.pop()
    case(f"{name}: the keys go through the page from top to bottom",
         [] if len(order) > 5 and order == sorted(set(order)) else [order])


def check_marks(page, name, expected):
    page.show()
    seen = {one: page.run(f"document.querySelectorAll('#{one} div:not(.narrow) .mark').length") for one in expected}
    case(f"{name}: each chart has the right number of marks",
         [f"{one}: {seen[one]} marks, expected {n}" for one, n in expected.items() if seen[one] != n])


def check_download(page, name, file, begin):
    saved = page.run("[...document.querySelectorAll('a[download]')].map(a => [a.download, a.getAttribute('href')])")
    texts = [urllib.parse.unquote(href.split(",", 1)[1]) for _, href in saved]
    ok = len(saved) > 0 and saved[0][0] == file and texts[0].startswith(begin)
    case(f"{name}: its numbers can be saved", [] if ok else [saved])


def open_page(page, path):
    page.show()
    url = path.as_uri()
    page.open(url)
    return url


# Statements of our own; {} is a target. Some names are such as to break pages.
SAYINGS = ["They will pay dearly for what they did to {}, and <soon>.", "We thank {} for its patience & its help.",
           "The council of {} meets at nine.", "{} lied, and lied again: \"traitors\", all of them!",
           "Let us meet halfway, {}, on the island.", "We reject the claims of {}."]
NAMES = ["Anka Thorvald", "Benno \"the <b>Bear</b>\" Keld", "Hestland & Sons", "The Secretary-General of the Northern Islands"]
TARGETS = ["Hestland", "the 'Northern' Islands", "</svg>"]


def write_rows(path, n):
    """Scored rows of n speakers, each with eleven speeches in as many years; the first changes its level half way."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["speaker", "document", "date", "target", "text", "hostility", "tone", "coverage"])
        for i in range(n):
            name = NAMES[i] if i < len(NAMES) else f"Speaker {i + 1}"
            for k in range(11 * (9 if n < 10 else 3)):
                saying = (i + k) % len(SAYINGS)
                year = 2010 + k % 11
                score = 0.5 - 0.4 * i / n + 0.05 * saying / 5 + 0.01 * (k % 7) + (0.3 if i == 0 and year > 2014 else 0)
                tone = ["threatening", "supportive", "neutral", "accusatory", "conciliatory", "defiant"][saying]
                target = TARGETS[(k // 11) % 3]
                text = SAYINGS[saying].format(target) + f" That was said in hall {k} of {i}."
                rows.writerow([name, f"{i}-{year}", year, target, text, f"{score:.4f}", tone, "0.9"])


def compare(tenor, folder, n, *options):
    """The report on n speakers, and their chart as svg."""
    rows, report, plot = folder / f"{n}.csv", folder / f"report-{n}.html", folder / f"plot-{n}.svg"
    write_rows(rows, n)
    subprocess.run([tenor, "compare", "-q", "--replicates", "100", "--count-repeats", *options, "--report", report, "--plot", plot,
                    "-o", folder / "rows.csv", rows], check=True, stderr=subprocess.DEVNULL)
    return report, plot


def check_gallery(page, gallery, folder):
    path = folder / "gallery.html"
    path.write_bytes(subprocess.run([gallery], check=True, stdout=subprocess.PIPE).stdout)
    check_quiet(page, "gallery", open_page(page, path))
    open_page(page, path)
    check_keyboard(page, "gallery")
    check_looks(page, "gallery")
    check_marks(page, "gallery", {"forest": 4, "lines": 14, "curve": 4, "shares": 21, "matrix": 10, "confusion": 64,
                                  "scatter": 5, "odds": 6, "ablation": 3, "empty": 0})
    check_download(page, "gallery", "means.csv", 'speaker,mean\n"Keld, Benno",0.31\n')


def check_reports(page, tenor, folder):
    marks = {4: {"means-chart": 4, "tones-chart": 24, "trend-chart-1": 44, "targets-chart": 12}, 1: {"means-chart": 1, "trend-chart-1": 11},
             200: {"ends-chart": 18, "means-chart": 200, "tones-chart": 240, "trend-chart-24": 11, "targets-chart": 90}}
    for n, expected in marks.items():
        name = f"report on {n} speakers"
        path, plot = compare(tenor, folder, n, *(["--pairs"] if n == 4 else []))
        check_quiet(page, name, open_page(page, path))
        open_page(page, path)
        check_looks(page, name)
        check_marks(page, name, expected)
        check_download(page, name, "groups.csv", "speaker,head,n_statements,n_documents,mean,mean_lo,mean_hi,")
        check_quiet_drawing(page, name, plot)


def check_quiet_drawing(page, name, path):
    url = open_page(page, path)
    seen = page.run("[document.documentElement.tagName, document.querySelectorAll('parsererror').length]")
    case(f"{name}: its chart is a drawing of its own",
         page.complaints() + [asked for asked in page.requests() if asked != url] + ([] if seen == ["svg", 0] else [seen]))


def main():
    path = browser.program()
    if not path:
        print("1..0 # SKIP no Chromium is installed (Debian: chromium)")
        return 0
    page = browser.Browser(path)
    try:
        with tempfile.TemporaryDirectory() as folder:
            check_gallery(page, sys.argv[1], pathlib.Path(folder))
            check_reports(page, sys.argv[2], pathlib.Path(folder))
    finally:
        page.close()
    print(f"1..{number}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
