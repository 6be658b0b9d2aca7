/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The style sheet of the page that view_html.c writes: light and dark by what the reader prefers,
 * on paper too. Every shade keeps a contrast of 4.5 to 1 with the text on it (WCAG 2.1, AA), and no
 * meaning hangs on colour alone: what raises is underlined, what lowers has dots, numbers have
 * signs.
 */
#ifndef TENOR_PAGE_STYLE_H
#define TENOR_PAGE_STYLE_H

static const char page_style[] =
    ":root{color-scheme:light dark;--bg:#fff;--fg:#1b1b1b;--dim:#595959;--line:#d9d9d9;"
    "--r1:#fdeceb;--r2:#fbd3cf;--r3:#f8b5ae;--r4:#f4958b;--r5:#ef7568;"
    "--b1:#e9f1fb;--b2:#cfe2f7;--b3:#aecdf1;--b4:#8bb6ea;--b5:#699fe2;"
    "--g1:#e8f6ea;--g2:#cdebd1;--g3:#aadcb1;--g4:#85cb8f;--g5:#61b96e;"
    "--p1:#f5ecf9;--p2:#e7d2f0;--p3:#d6b3e6;--p4:#c594db;--p5:#b475cf;"
    "--c1:#e5f6f7;--c2:#c5eaec;--c3:#9cdade;--c4:#72c8ce;--c5:#48b5bd}\n"
    "@media screen and "
    "(prefers-color-scheme:dark){:root{--bg:#15171a;--fg:#f0f0f0;--dim:#b0b4b9;--line:#3a3e44;"
    "--r1:#3a1a18;--r2:#5a2420;--r3:#7a2e28;--r4:#963830;--r5:#a83f37;"
    "--b1:#16283f;--b2:#1b385c;--b3:#214879;--b4:#285995;--b5:#2d64a8;"
    "--g1:#17301b;--g2:#1d4724;--g3:#245d2d;--g4:#286d33;--g5:#2c7738;"
    "--p1:#321a3c;--p2:#4a2559;--p3:#623176;--p4:#7a3d92;--p5:#8b47a6;"
    "--c1:#103336;--c2:#174b50;--c3:#1d6269;--c4:#1f6a71;--c5:#217279}}\n"
    ".ordinal{--u1:var(--r1);--u2:var(--r2);--u3:var(--r3);--u4:var(--r4);--u5:var(--r5);"
    "--d1:var(--b1);--d2:var(--b2);--d3:var(--b3);--d4:var(--b4);--d5:var(--b5)}\n"
    ".regression{--u1:var(--g1);--u2:var(--g2);--u3:var(--g3);--u4:var(--g4);--u5:var(--g5);"
    "--d1:var(--r1);--d2:var(--r2);--d3:var(--r3);--d4:var(--r4);--d5:var(--r5)}\n"
    ".class{--u1:var(--p1);--u2:var(--p2);--u3:var(--p3);--u4:var(--p4);--u5:var(--p5);"
    "--d1:var(--c1);--d2:var(--c2);--d3:var(--c3);--d4:var(--c4);--d5:var(--c5)}\n"
    "body{margin:0 auto;max-width:56rem;padding:1.5rem 1rem "
    "3rem;background:var(--bg);color:var(--fg);"
    "font:1rem/1.5 system-ui,sans-serif}\n"
    "h1{font-size:1.35rem;margin:0 0 .25rem}\n"
    "h2{font-size:.85rem;font-weight:600;color:var(--dim);margin:0}\n"
    "h3{font-size:1.05rem;margin:1.75rem 0 0}\n"
    "article{border-top:2px solid var(--line);margin-top:2rem;padding-top:1rem}\n"
    ".said{font-size:1.15rem;margin:.25rem 0 0;white-space:pre-wrap;overflow-wrap:anywhere}\n"
    ".shaded{line-height:2;margin:.5rem 0;white-space:pre-wrap;overflow-wrap:anywhere}\n"
    ".dim,footer,caption{color:var(--dim);font-size:.875rem}\n"
    "p.dim{margin:0}\n"
    "mark{color:inherit;background:none;border-radius:.15em;padding:.1em "
    "0;text-decoration-thickness:2px;"
    "text-underline-offset:.25em}\n"
    "mark.u{text-decoration:underline solid}mark.d{text-decoration:underline dotted}\n"
    ".u.s1{background:var(--u1)}.u.s2{background:var(--u2)}.u.s3{background:var(--u3)}"
    ".u.s4{background:var(--u4)}.u.s5{background:var(--u5)}\n"
    ".d.s1{background:var(--d1)}.d.s2{background:var(--d2)}.d.s3{background:var(--d3)}"
    ".d.s4{background:var(--d4)}.d.s5{background:var(--d5)}\n"
    "table{border-collapse:collapse;width:100%;font-size:.925rem}\n"
    "caption{text-align:left;padding:.25rem 0}\n"
    "th,td{text-align:left;vertical-align:top;padding:.2rem .5rem;border-bottom:1px solid "
    "var(--line);"
    "overflow-wrap:break-word}\n"
    "thead th{font-weight:600;font-size:.8rem;color:var(--dim)}tbody "
    "th{font-weight:400;width:13rem}\n"
    "tfoot td,tfoot th{border-bottom:0;font-weight:600}\n"
    ".n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;width:4.5rem}\n"
    ".bar{width:9rem;padding:.35rem 0}.bar div{display:flex;height:1em}\n"
    ".bar span{flex:1;display:flex}.bar .l{justify-content:flex-end;border-right:1px solid "
    "var(--dim)}\n"
    ".bar i{height:100%}.bar i.u{background:var(--u5)}.bar i.d{background:var(--d5)}\n"
    ".vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:"
    "nowrap}\n"
    "footer{margin-top:3rem;border-top:1px solid var(--line);padding-top:.5rem}\n"
    "@media (max-width:36rem){.bar{display:none}tbody th{width:30%}}\n"
    "@media print{:root{color-scheme:light;font-size:9.5pt}body{max-width:none;padding:0}"
    "mark,.bar i{-webkit-print-color-adjust:exact;print-color-adjust:exact}"
    "tfoot{display:table-row-group}tr,.shaded{break-inside:avoid}h2,h3,h3+p,.shaded,caption{break-"
    "after:avoid}}\n";

#endif
