/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One walk over the tree writes all text that is kept into one buffer, and notes where the text of each element begins
 * and ends that may be the article. The article is then a stretch of the buffer.
 */
#include "article/article_html.h"

#include <libxml/HTMLparser.h>
#include <string.h>
#include <strings.h>

/* What may hold the article, the surest first. */
typedef enum holder { HOLDER_BODY, HOLDER_ARTICLE, HOLDER_MAIN, HOLDER_PAGE, HOLDER_KINDS } holder;

typedef struct stretch {
  size_t begin, end;
} stretch;

typedef struct page {
  batch *batch;
  char *text; /* [capacity], of which [n] are written */
  size_t n, capacity;
  size_t depth;               /* of elements within each other that are named article or main */
  size_t n_breaks;            /* newlines due before the next letter */
  bool blank;                 /* a blank is due */
  stretch best[HOLDER_KINDS]; /* the longest of each */
  bool lenient;               /* go by elements alone, not by their classes */
  bool no_memory;
  html_article *article;
  int ranks[3]; /* how sure title, date and source are: 0 is not found */
} page;

/* Whether the `size` bytes are one of the list, whose words stand between blanks. */
static bool is_listed(const char *list, const char *word, size_t size) {
  for (const char *at = list + 1; *at != '\0'; at += strcspn(at, " ") + 1)
    if (strncasecmp(at, word, size) == 0 && at[size] == ' ') return size > 0;
  return false;
}

static bool is_named(const xmlNode *node, const char *list) {
  const char *name = (const char *)node->name;
  return is_listed(list, name, strlen(name));
}

/* The attribute's value in the batch; data == NULL: the node has none. */
static cell attribute(page *p, const xmlNode *node, const char *name) {
  xmlChar *value = xmlGetNoNsProp((xmlNode *)(uintptr_t)node, (const xmlChar *)name);
  if (!value) return (cell){NULL, 0};
  const size_t size = strlen((const char *)value);
  const cell copy = {batch_copy(p->batch, (const char *)value, size), size};
  xmlFree(value);
  p->no_memory |= copy.data == NULL;
  return copy;
}

static bool attribute_is(page *p, const xmlNode *node, const char *name, const char *list) {
  const cell value = attribute(p, node, name);
  return value.data && is_listed(list, value.data, value.size);
}

/* ---- the page's description of itself ---------------------------------------------------------------- */

static void describe(page *p, int field, int rank, cell value) {
  cell *const fields[] = {&p->article->title, &p->article->date, &p->article->source};
  while (value.size > 0 && strchr(" \t\r\n", *value.data)) value.data++, value.size--;
  while (value.size > 0 && strchr(" \t\r\n", value.data[value.size - 1])) value.size--;
  if (value.size == 0 || rank <= p->ranks[field]) return;
  p->ranks[field] = rank;
  *fields[field] = value;
}

static void read_meta(page *p, const xmlNode *node) {
  static const struct {
    const char *key;
    int field, rank;
  } known[] = {{"og:title", 0, 3},      {"twitter:title", 0, 2}, {"article:published_time", 1, 5},
               {"datePublished", 1, 4}, {"date", 1, 3},          {"pubdate", 1, 3},
               {"dc.date", 1, 2},       {"og:site_name", 2, 2},  {"application-name", 2, 1}};
  static const char *const naming[] = {"property", "name", "itemprop"};
  for (size_t i = 0; i < sizeof naming / sizeof *naming; i++) {
    const cell key = attribute(p, node, naming[i]);
    for (size_t k = 0; key.data && k < sizeof known / sizeof *known; k++)
      if (strcasecmp(known[k].key, key.data) == 0)
        describe(p, known[k].field, known[k].rank, attribute(p, node, "content"));
  }
}

static void read_title(page *p, const xmlNode *node) {
  xmlChar *content = xmlNodeGetContent(node);
  if (!content) return;
  const size_t size = strlen((const char *)content);
  const cell copy = {batch_copy(p->batch, (const char *)content, size), size};
  xmlFree(content);
  if (copy.data) describe(p, 0, 1, copy);
  p->no_memory |= copy.data == NULL;
}

/* ---- what is left out -------------------------------------------------------------------------------- */

/* Whether a word of the attribute tells that this is no part of the article: "share-box", "comments". */
static bool has_telling_word(page *p, const xmlNode *node, const char *name) {
  static const char words[] =
      " share sharing social comment comments related recommended recommendations newsletter "
      "subscribe subscription "
      "promo promotion advert advertisement ad ads sponsor sponsored cookie cookies breadcrumb "
      "breadcrumbs caption "
      "sidebar menu nav navbar navigation toolbar popup modal paywall signup trending tags ";
  const cell value = attribute(p, node, name);
  for (size_t at = 0; at < value.size;) {
    const size_t size = strcspn(value.data + at, " -_\t\r\n");
    if (is_listed(words, value.data + at, size)) return true;
    at += size + 1;
  }
  return false;
}

static bool is_hidden(page *p, const xmlNode *node) {
  if (xmlHasProp((xmlNode *)(uintptr_t)node, (const xmlChar *)"hidden")) return true;
  if (attribute_is(p, node, "aria-hidden", " true ")) return true;
  const cell style = attribute(p, node, "style");
  if (!style.data) return false;
  const char *display = strstr(style.data, "display"), *visible = strstr(style.data, "visibility");
  return (display && strncmp(display + 7 + strspn(display + 7, ": "), "none", 4) == 0) ||
         (visible && strncmp(visible + 10 + strspn(visible + 10, ": "), "hidden", 6) == 0);
}

static bool is_dropped(page *p, const xmlNode *node) {
  if (is_named(node,
               " script style noscript template iframe object embed svg math canvas video audio "
               "map nav footer aside "
               "form button input select textarea menu figure figcaption dialog title "))
    return true;
  /* the header of an article has its headline; that of a page does not */
  if (is_named(node, " header ") && p->depth == 0) return true;
  if (node->properties == NULL || is_named(node, " html body main article ")) return false;
  if (is_hidden(p, node)) return true;
  if (attribute_is(p, node, "role",
                   " navigation banner contentinfo complementary search menu dialog "))
    return true;
  return !p->lenient && (has_telling_word(p, node, "class") || has_telling_word(p, node, "id"));
}

/* ---- text -------------------------------------------------------------------------------------------- */

static void put(page *p, const char *data, size_t size) {
  if (size > p->capacity - p->n) return; /* not possible: see room_for() */
  memcpy(p->text + p->n, data, size);
  p->n += size;
}

static void put_break(page *p, size_t n) {
  if (p->n_breaks < n) p->n_breaks = n;
  p->blank = false;
}

static void put_letters(page *p, const char *data, size_t size) {
  if (p->n > 0 && p->n_breaks > 0)
    put(p, "\n\n", p->n_breaks);
  else if (p->n > 0 && p->blank)
    put(p, " ", 1);
  p->n_breaks = 0;
  p->blank = false;
  put(p, data, size);
}

/* How many bytes of a blank stand at the beginning; no-break spaces are blanks like others here. */
static size_t blank_length(const char *data) {
  if (strncmp(data, "\xC2\xA0", 2) == 0) return 2;
  return *data != '\0' && strchr(" \t\r\n\f", *data) ? 1 : 0;
}

/* Runs of blanks are one; at the ends of paragraphs they are none. */
static void put_text(page *p, const char *data) {
  while (*data != '\0') {
    size_t n = 0;
    for (size_t blank; (blank = blank_length(data)) > 0; data += blank)
      p->blank |= p->n_breaks == 0;
    while (data[n] != '\0' && blank_length(data + n) == 0) n++;
    if (n > 0) put_letters(p, data, n);
    data += n;
  }
}

/* Letters of a page become at most as many; breaks and marks come from elements, at least three bytes for six. */
static size_t room_for(size_t size) {
  return 2 * size + 16;
}

/* ---- the walk ---------------------------------------------------------------------------------------- */

static holder holder_of(page *p, const xmlNode *node) {
  if (node->properties && attribute_is(p, node, "itemprop", " articleBody ")) return HOLDER_BODY;
  if (is_named(node, " article ")) return HOLDER_ARTICLE;
  if (is_named(node, " main ") || (node->properties && attribute_is(p, node, "role", " main ")))
    return HOLDER_MAIN;
  return is_named(node, " body ") ? HOLDER_PAGE : HOLDER_KINDS;
}

static void break_around(page *p, const xmlNode *node) {
  if (is_named(node,
               " p div section article main header h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr "
               "blockquote pre "
               "address hr body details summary "))
    put_break(p, 2);
  if (is_named(node, " br ")) put_break(p, 1);
  if (is_named(node, " td th ")) p->blank = p->n_breaks == 0;
}

/* Whether its children are to be visited. */
static bool enter(page *p, xmlNode *node) {
  if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
    put_text(p, (const char *)node->content);
  if (node->type != XML_ELEMENT_NODE) return false;
  if (is_named(node, " meta ")) read_meta(p, node);
  if (is_named(node, " title ")) read_title(p, node);
  if (is_named(node, " time ")) describe(p, 1, 1, attribute(p, node, "datetime"));
  if (is_dropped(p, node)) return false;
  break_around(p, node);
  if (is_named(node, " q ")) put_letters(p, "“", strlen("“"));
  p->depth += is_named(node, " article main ");
  node->_private = (void *)(uintptr_t)p->n; /* where its text begins */
  return true;
}

static void leave(page *p, const xmlNode *node) {
  break_around(p, node);
  if (is_named(node, " q ")) put(p, "”", strlen("”"));
  p->depth -= is_named(node, " article main ");
  const holder kind = holder_of(p, node);
  const stretch own = {(size_t)(uintptr_t)node->_private, p->n};
  if (kind == HOLDER_KINDS) return;
  if (own.end - own.begin > p->best[kind].end - p->best[kind].begin) p->best[kind] = own;
}

/* Without recursion: a page may be nested as deeply as it is long. */
static void walk(page *p, xmlNode *root) {
  xmlNode *node = root;
  bool down = true;
  for (;;) {
    const bool entered = down && enter(p, node);
    if (entered && node->children) {
      node = node->children;
      continue;
    }
    if (entered || !down) leave(p, node);
    if (node == root) return;
    down = node->next != NULL;
    node = down ? node->next : node->parent;
  }
}

/* The surest holder that has a good part of the page's text. */
static cell choose(const page *p) {
  stretch found = {0, p->n};
  for (int kind = HOLDER_BODY; kind < HOLDER_KINDS; kind++) {
    const stretch *s = &p->best[kind];
    if ((s->end - s->begin) * 4 < p->n || s->end == s->begin) continue;
    found = *s;
    break;
  }
  while (found.begin < found.end && strchr("\n ", p->text[found.begin])) found.begin++;
  return (cell){p->text + found.begin, found.end - found.begin};
}

static tenor_status read_page(page *p, xmlNode *root) {
  p->n = p->n_breaks = 0;
  p->blank = false;
  memset(p->best, 0, sizeof p->best);
  walk(p, root);
  p->article->text = choose(p);
  return p->no_memory ? TENOR_ERR_MEMORY : TENOR_OK;
}

tenor_status article_html_read(const char *data, size_t size, batch *b, html_article *result) {
  *result = (html_article){.text = {NULL, 0}};
  page p = {.batch = b, .capacity = room_for(size), .article = result};
  if (size > INT32_MAX / 4) return TENOR_ERR_LIMIT;
  p.text = batch_alloc(b, p.capacity);
  if (!p.text) return TENOR_ERR_MEMORY;
  xmlDoc *document = htmlReadMemory(
      data, (int)size, NULL, "UTF-8",
      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
  xmlNode *root = document ? xmlDocGetRootElement(document) : NULL;
  tenor_status status = root ? read_page(&p, root) : TENOR_ERR_FORMAT;
  if (status >= 0 && result->text.size == 0) {
    p.lenient = true;
    status = read_page(&p, root);
  }
  xmlFreeDoc(document);
  return status;
}
