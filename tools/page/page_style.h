/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The style sheet of every page; the colours are those of page/palette.h, and charts bring their own (chart_style).
 * No meaning hangs on colour alone. On paper links and scrolling are of no use: what is folded opens, tables break
 * between rows, charts not at all.
 */
#ifndef TENOR_PAGE_STYLE_H
#define TENOR_PAGE_STYLE_H

static const char page_style[] =
    "body{margin:0 auto;max-width:56rem;padding:1.5rem 1rem "
    "3rem;background:var(--bg);color:var(--fg);"
    "font:1rem/1.5 system-ui,sans-serif;overflow-wrap:break-word}\n"
    "h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}\n"
    "h2{font-size:1.2rem;margin:2.5rem 0 .5rem;border-top:2px solid var(--line);padding-top:1rem}\n"
    "h3{font-size:1.05rem;margin:1.75rem 0 0}\n"
    "p{margin:.5rem 0;max-width:44rem}\n"
    "a{color:inherit;text-underline-offset:.2em}\n"
    ":focus-visible{outline:3px solid var(--s5);outline-offset:2px}main:focus{outline:none}\n"
    ".skip{position:absolute;left:-100vw;background:var(--bg);padding:.5rem}.skip:focus{left:.5rem;"
    "top:.5rem}\n"
    ".lead{font-size:1.15rem;line-height:1.45;max-width:none}\n"
    ".note{border-left:4px solid var(--s2);padding:.25rem .75rem;background:none}\n"
    "nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0;margin:1rem "
    "0}\n"
    "nav a{display:inline-block;padding:.2rem 0}\n"
    ".dim,footer,caption{color:var(--dim);font-size:.875rem}\n"
    "figure{margin:1.25rem 0}figcaption{font-weight:600;margin-bottom:.5rem}\n"
    ".scroll{overflow-x:auto;max-width:100%}\n"
    ".chart{display:block;max-width:100%;height:auto}.over{max-width:none}\n"
    ".narrow{display:none}@media (max-width:40rem){.narrow{display:block}.wide{display:none}}\n"
    "table{border-collapse:collapse;width:100%;font-size:.925rem;margin:.5rem 0}\n"
    "caption{text-align:left;padding:.25rem 0}\n"
    "th,td{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid "
    "var(--line)}\n"
    "thead th{font-weight:600;font-size:.8rem;color:var(--dim);vertical-align:bottom}"
    "tbody th{font-weight:400}\n"
    ".n,thead th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}\n"
    "summary{cursor:pointer;padding:.35rem "
    "0;text-decoration:underline;text-underline-offset:.2em}\n"
    ".download{display:inline-block;border:1px solid var(--dim);border-radius:.3em;padding:.35rem "
    ".75rem;"
    "text-decoration:none}.download:hover{text-decoration:underline}\n"
    ".vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:"
    "nowrap}\n"
    "footer{margin-top:3rem;border-top:1px solid var(--line);padding-top:.5rem}\n"
    "@media "
    "print{:root{color-scheme:light;font-size:9.5pt}body{max-width:none;padding:0}p{max-width:none}"
    ".skip,nav,.download{display:none}.scroll{overflow:visible}"
    ".chart,mark{-webkit-print-color-adjust:exact;print-color-adjust:exact}"
    ".over{max-width:100%}figure,tr{break-inside:avoid}h2,h3,figcaption,caption{break-after:avoid}"
    "details::details-content{content-visibility:visible;block-size:auto}summary{display:none}"
    "tfoot{display:table-row-group}}\n"
    "@page{margin:15mm}\n";

#endif
