// SPDX-License-Identifier: Apache-2.0
// What must hold for every page, for whoever reads it how: run inside the page by check_page.py, returns the findings as
// a list of sentences. Contrast is that of WCAG 2.1; places of text in drawings are measured, not guessed.
(() => {
  const found = [];
  const visible = (e) => e.checkVisibility() && !e.closest('.vh, .skip') && e.getClientRects().length > 0;
  const name = (e) => `<${e.tagName.toLowerCase()} class="${e.getAttribute('class') || ''}"> ${e.textContent.trim().slice(0, 40)}`;

  // ---- structure
  const one = (selector) => {
    const n = document.querySelectorAll(selector).length;
    if (n !== 1) found.push(`${n} of ${selector}, expected one`);
  };
  ['html[lang]', 'head > title', 'h1', 'main', 'footer', 'a.skip[href="#content"]', '#content'].forEach(one);
  const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
  ids.filter((id, i) => ids.indexOf(id) !== i).forEach((id) => found.push(`the id ${id} stands twice`));
  let level = 0;
  for (const h of document.querySelectorAll('h1,h2,h3,h4,h5,h6')) {
    const own = Number(h.tagName[1]);
    if (own > level + 1) found.push(`h${own} follows h${level}: ${h.textContent}`);
    if (!h.textContent.trim()) found.push(`an empty h${own}`);
    level = own;
  }
  for (const e of document.querySelectorAll('[aria-labelledby]'))
    for (const id of e.getAttribute('aria-labelledby').split(' '))
      if (!document.getElementById(id)?.textContent.trim()) found.push(`${name(e)}: no label ${id}`);
  for (const e of document.querySelectorAll('svg'))
    if (e.getAttribute('role') !== 'img' || !e.querySelector(':scope > title') || !e.querySelector(':scope > desc'))
      found.push(`a drawing without role, title or description: ${name(e)}`);
  for (const e of document.querySelectorAll('[role=region],nav'))
    if (!e.getAttribute('aria-label')?.trim()) found.push(`${name(e)}: a region without a label`);
  for (const t of document.querySelectorAll('table')) {
    if (!t.caption?.textContent.trim()) found.push('a table without a caption');
    for (const th of t.querySelectorAll('th')) if (!th.scope) found.push(`a heading without scope: ${th.textContent}`);
    for (const row of t.tBodies[0].rows)
      if (row.querySelectorAll('th[scope=row]').length !== 1) found.push(`a row without a heading: ${row.textContent}`);
  }
  for (const e of document.querySelectorAll('script,link,img,iframe,[src],[style*=url],[onclick],[onload]')) found.push(`not allowed: ${name(e)}`);
  for (const a of document.querySelectorAll('a')) {
    const href = a.getAttribute('href');
    if (!/^(#|data:text\/csv)/.test(href)) found.push(`a link out of the page: ${href}`);
    if (href[0] === '#' && !document.getElementById(href.slice(1))) found.push(`a link to nowhere: ${href}`);
  }

  // ---- the page does not run over its sides, and text in a drawing not over the drawing's
  if (document.documentElement.scrollWidth > innerWidth) found.push(`${document.documentElement.scrollWidth} pixels wide, of ${innerWidth}`);
  for (const t of document.querySelectorAll('svg text')) {
    if (!visible(t)) continue;
    const text = t.getBoundingClientRect(), all = t.ownerSVGElement.getBoundingClientRect();
    if (text.left < all.left - 1 || text.right > all.right + 1 || text.top < all.top - 1 || text.bottom > all.bottom + 1)
      found.push(`text leaves ${t.closest('figure').id}: ${t.textContent}`);
  }

  // ---- contrast
  const rgb = (text) => (text.match(/[\d.]+/g) || []).map(Number);
  const light = (c) => {
    const [r, g, b] = c.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const behind = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const c = rgb(getComputedStyle(at).backgroundColor);
      if (c.length === 3) return c;
    }
    return [255, 255, 255];
  };
  // The shapes of a drawing, measured once.
  const measured = new Map();
  const shapes = (svg) => {
    if (!measured.has(svg))
      measured.set(svg, [...svg.querySelectorAll('rect')].map((e) => ({ e, box: e.getBoundingClientRect(), fill: rgb(getComputedStyle(e).fill) })));
    return measured.get(svg);
  };
  // The colour of the last shape drawn before the text whose box holds the text's middle.
  const below = (t) => {
    const box = t.getBoundingClientRect(), x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
    const holds = ({ e, box: b }) => b.left <= x && x <= b.right && b.top <= y && y <= b.bottom && e.compareDocumentPosition(t) & 4;
    return shapes(t.ownerSVGElement).filter(holds).pop()?.fill || behind(t.ownerSVGElement);
  };
  const need = (e, colour, ground, least) => {
    const c = contrast(colour, ground);
    if (c < least) found.push(`contrast ${c.toFixed(2)} of ${colour} on ${ground}, ${least} needed: ${name(e)}`);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const e = node.parentElement;
    if (!node.data.trim() || e.closest('title, desc') || !visible(e)) continue;
    const text = e.closest('text');
    if (text) need(text, rgb(getComputedStyle(text).fill), below(text), 4.5);
    else need(e, rgb(getComputedStyle(e).color), behind(e), 4.5);
  }
  for (const mark of document.querySelectorAll('.mark, .line, .whisker')) {
    if (!visible(mark) || mark.matches('.cell')) continue; // a cell's number is in print
    const style = getComputedStyle(mark);
    need(mark, rgb(style.fill === 'none' ? style.stroke : style.fill), behind(mark.ownerSVGElement), 3);
  }
  return found;
})()
