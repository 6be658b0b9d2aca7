/* SPDX-License-Identifier: Apache-2.0 */
/* tenor label: labels given by hand, and how far those who gave them agree. What is done is in label/. */
#include "chosen_model.h"
#include "command.h"
#include "exits.h"
#include "label/label_agreement.h"
#include "label/label_queue.h"
#include "label/label_session.h"
#include "message.h"
#include "output_options.h"

static int run(const args *a) {
  static const char *const of_sessions[] = {"model", "lexicon", "order", "double",
                                            "coder", "context", "show"};
  const bool agreement = opts_flag(a, "agreement") || opts_given(a, "disputed");
  tenor_error error = {0};
  tenor_status status = TENOR_OK;
  for (size_t i = 0; agreement && i < sizeof of_sessions / sizeof *of_sessions; i++)
    if (opts_given(a, of_sessions[i]))
      status = opts_error(&error, "--%s does not go with --agreement", of_sessions[i]);
  if (!agreement && opts_given(a, "format"))
    status = opts_error(&error, "--format goes with --agreement only: labels are written as csv");
  if (status < 0) return message_failure(a->command->name, &error, status);
  return agreement ? label_agreement(a) : label_session(a);
}

static const option options[] = {
    {.name = "label",
     .kind = OPTION_TEXT,
     .repeats = true,
     .value = "NAME[=LABEL,...]",
     .otherwise = "hostility, tone and valence",
     .help = "What to ask: a head of the codebook, or an own one with its labels, such as "
             "populist=no,yes. With --agreement: NAME[:KIND], KIND as in tenor train."},
    {.name = "coder",
     .kind = OPTION_TEXT,
     .value = "NAME",
     .fallback = "1",
     .help = "Who labels; goes into the column coder. Each coder is asked everything."},
    {.name = "context",
     .kind = OPTION_INTEGER,
     .value = "N",
     .fallback = "1",
     .min = 0,
     .max = 100,
     .help = "Show N statements of the same document before and after."},
    {.name = "show",
     .kind = OPTION_FLAG,
     .help = "Show what the model says. Labels given with it in sight are no test of it."},
    {.name = "agreement",
     .kind = OPTION_FLAG,
     .help = "Tell how far the coders of the files agree, instead of labelling."},
    {.name = "disputed",
     .kind = OPTION_INTEGER,
     .value = "N",
     .min = 1,
     .max = 1000000,
     .help = "List for each head the N statements over which the coders are farthest apart."},
    {.name = "output",
     .letter = 'o',
     .kind = OPTION_FILE,
     .value = "FILE",
     .otherwise = "beside STATEMENTS; with --agreement standard output",
     .help = "Write labels to FILE, adding to what it has; or with --agreement the rows."},
    {.name = NULL}};

static const option *const shared[] = {label_queue_options, chosen_model_options,
                                       statements_options, output_format_options, NULL};

static const example examples[] = {
    {"tenor label statements.csv", "labels go to statements.labels.csv"},
    {"tenor label speeches.csv --label populist=no,yes --coder anna", "a head of one's own"},
    {"tenor label more.csv -m mine.tenor", "first what the model is least sure of"},
    {"tenor label statements.csv --coder ben --double 0.2", "a second coder repeats a fifth"},
    {"tenor label --agreement statements.labels.csv", "do they agree?"},
    {NULL, NULL}};

const command command_label = {
    .name = "label",
    .summary = "label statements by hand, one key a label",
    .synopsis = "STATEMENTS | --agreement LABELLED...",
    .details =
        "Shows one statement after the other and asks for its labels; the keys stand beside them. "
        "u takes the last label back, s leaves one out, ? explains, q quits. Each label is on the "
        "disk before the next question, and the next run goes on where this one ended. Labels go "
        "to STATEMENTS' companion NAME.labels.csv (or -o), beside the columns of the input; labels "
        "and scores that the input has already are neither shown nor copied. "
        "docs/labelling.md tells how to label well.\n\n"
        "--agreement compares coders, which are told apart by the column coder, or else by file: "
        "Krippendorff's alpha, Cohen's kappa (also weighted), the share of equal pairs, each with "
        "a 95 % bootstrap interval.",
    .options = options,
    .shared = shared,
    .examples = examples,
    .exit_rows = "some rows had errors and were left out",
    .run = run};
