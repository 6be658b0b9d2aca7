/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The codebook's scheme, shortened from docs/codebook.md, and schemes of one's own. Keys of an own head's labels: a
 * label of one character is its own key; else the first character of the label that is still free.
 */
#include "label/scheme.h"

#include <ctype.h>
#include <string.h>

#include "opts.h"

/* What the keys of labels must leave alone: undo, skip, quit, help. */
static const char reserved[] = "usq?";

static const scheme_head codebook[] = {
    {.name = "hostility",
     .question = "How hostile is the voice that speaks, and to whom? In doubt the lower level.",
     .n = 5,
     .labels = {{"0", '0', "none",
                 "nobody is criticised; grief, worry and grim news are not hostile"},
                {"1", '1', "mild", "somebody is criticised in measured words: regret, complaint"},
                {"2", '2', "moderate",
                 "blamed or confronted openly: accusation, rejection, demand"},
                {"3", '3', "strong", "loaded words: denunciation, insult, a threat left vague"},
                {"4", '4', "extreme", "violence announced or called for; people made vermin"}}},
    {.name = "tone",
     .question = "What does the statement mainly do?",
     .n = 7,
     .labels = {{"threatening", 't', NULL, "holds out harm, punishment or force to a target"},
                {"accusatory", 'a', NULL, "blames, criticises, insults, exposes a target"},
                {"demanding", 'd', NULL, "calls on a target, insistently, to act or to stop"},
                {"defiant", 'e', NULL, "refuses, rejects, insists on one's own strength or right"},
                {"conciliatory", 'c', NULL, "offers or seeks talks, peace, help; apologises"},
                {"supportive", 'p', NULL, "thanks, praises, congratulates, feels with somebody"},
                {"neutral", 'n', NULL, "informs, plans, states a principle; none of the above"}}},
    {.name = "valence",
     .question = "How bad or good is the feeling that is expressed, whoever is meant?",
     .n = 5,
     .labels = {{"-2", '1', "very negative (-2)", "vehement or superlative words"},
                {"-1", '2', "negative (-1)", "grief and worry too"},
                {"0", '3', "neither (0)", "or both in balance; the phrases of protocol"},
                {"1", '4', "positive (1)", "achievements stated soberly belong here"},
                {"2", '5', "very positive (2)", "vehement or superlative words"}}}};

enum { N_CODEBOOK = sizeof codebook / sizeof *codebook };

size_t scheme_key(const scheme_head *head, char key) {
  for (size_t i = 0; i < head->n; i++)
    if (head->labels[i].key == tolower((unsigned char)key)) return i;
  return SIZE_MAX;
}

size_t scheme_label_named(const scheme_head *head, const char *name, size_t size) {
  for (size_t i = 0; i < head->n; i++)
    if (strlen(head->labels[i].name) == size && memcmp(head->labels[i].name, name, size) == 0)
      return i;
  return SIZE_MAX;
}

/* ---- own heads ----------------------------------------------------------------------------------------- */

static bool copy_name(char name[SCHEME_NAME_BYTES], const char *text, size_t size) {
  if (size == 0 || size >= SCHEME_NAME_BYTES) return false;
  for (size_t i = 0; i < size; i++)
    if (iscntrl((unsigned char)text[i])) return false;
  memcpy(name, text, size);
  name[size] = '\0';
  return true;
}

static bool is_free(const scheme_head *head, char key) {
  const bool printable = isalnum((unsigned char)key) || key == '-' || key == '+';
  return printable && !strchr(reserved, key) && scheme_key(head, key) == SIZE_MAX;
}

static bool give_key(const scheme_head *head, scheme_label *label, const char *candidates) {
  for (const char *c = candidates; *c && !label->key; c++) {
    const char key = (char)tolower((unsigned char)*c);
    if (is_free(head, key)) label->key = key;
  }
  return label->key != '\0';
}

static bool give_keys(scheme_head *head) {
  bool all = true;
  for (size_t i = 0; i < head->n; i++)
    if (strlen(head->labels[i].name) == 1)
      (void)give_key(head, &head->labels[i], head->labels[i].name);
  for (size_t i = 0; i < head->n; i++)
    all = all && (head->labels[i].key || give_key(head, &head->labels[i], head->labels[i].name) ||
                  give_key(head, &head->labels[i], "1234567890abcdefghijklmnopqrtvwxyz"));
  return all;
}

/* "no,yes" */
static tenor_status add_labels(scheme_head *head, const char *list, tenor_error *error) {
  for (const char *at = list; *at;) {
    const size_t size = strcspn(at, ",");
    if (head->n == SCHEME_MAX_LABELS)
      return opts_error(error, "--label: '%s' has more than %d labels", head->name,
                        SCHEME_MAX_LABELS);
    if (scheme_label_named(head, at, size) != SIZE_MAX)
      return opts_error(error, "--label: '%s' has one label twice", head->name);
    if (!copy_name(head->labels[head->n].name, at, size))
      return opts_error(error, "--label: '%s' is no list of labels", list);
    head->n++;
    at += size + (at[size] == ',');
  }
  if (head->n < 2) return opts_error(error, "--label: '%s' needs two labels or more", head->name);
  return give_keys(head) ? TENOR_OK : opts_error(error, "--label: there are not enough keys");
}

tenor_status scheme_add(scheme *s, const char *spec, tenor_error *error) {
  const size_t size = strcspn(spec, "=");
  if (s->n == TENOR_MAX_HEADS)
    return opts_error(error, "--label: more than %d heads", TENOR_MAX_HEADS);
  scheme_head *head = &s->heads[s->n];
  memset(head, 0, sizeof *head);
  if (!copy_name(head->name, spec, size))
    return opts_error(error, "--label: '%s' is no name of a head", spec);
  for (size_t i = 0; i < s->n; i++)
    if (strcmp(s->heads[i].name, head->name) == 0)
      return opts_error(error, "--label: '%s' stands twice", head->name);
  if (spec[size] == '=') {
    const tenor_status status = add_labels(head, spec + size + 1, error);
    s->n += status >= 0;
    return status;
  }
  for (size_t i = 0; i < N_CODEBOOK; i++)
    if (strcmp(codebook[i].name, head->name) == 0) {
      *head = codebook[i];
      s->n++;
      return TENOR_OK;
    }
  return opts_error(error, "--label: '%s' is not in the codebook; name its labels: %s=no,yes",
                    head->name, head->name);
}
