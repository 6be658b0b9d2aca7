#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Opens our pages in a real browser: TAP. Wide and narrow, light and dark, on paper, by keyboard.

    check_page.py GALLERY REPORT_SAMPLE     the programs that write pages (tests/page)
"""
import base64
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


def check(page, gallery, report_sample, folder):
    path = folder / "gallery.html"
    path.write_bytes(subprocess.run([gallery], check=True, stdout=subprocess.PIPE).stdout)
    check_quiet(page, "gallery", open_page(page, path))
    open_page(page, path)
    check_keyboard(page, "gallery")
    check_looks(page, "gallery")
    check_marks(page, "gallery", {"forest": 4, "lines": 14, "curve": 4, "shares": 21, "matrix": 10, "confusion": 64,
                                  "scatter": 5, "odds": 6, "ablation": 3, "empty": 0})
    check_download(page, "gallery", "means.csv", 'speaker,mean\n"Keld, Benno",0.31\n')

    expected = {4: {"means-chart": 4, "tones-chart": 28, "trend-chart-1": 47, "targets-chart": 12, "words-chart-1": 5},
                0: {"means-chart": 0}, 200: {"means-chart": 200, "trend-chart-24": 12, "targets-chart": 116}}
    for n, marks in expected.items():
        name, path = f"report on {n} speakers", folder / f"report-{n}.html"
        subprocess.run([report_sample, str(n), path], check=True)
        check_quiet(page, name, open_page(page, path))
        open_page(page, path)
        check_looks(page, name)
        check_marks(page, name, marks)
        check_download(page, name, "groups.csv", "speaker,head,n_statements,n_documents,mean,mean_lo,mean_hi,")


def main():
    path = browser.program()
    if not path:
        print("1..0 # SKIP no Chromium is installed (Debian: chromium)")
        return 0
    page = browser.Browser(path)
    try:
        with tempfile.TemporaryDirectory() as folder:
            check(page, sys.argv[1], sys.argv[2], pathlib.Path(folder))
    finally:
        page.close()
    print(f"1..{number}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
