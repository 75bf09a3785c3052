/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ConsentAdvice:
 * @code: digits of the code, as they stand after "AADSTS"
 * @title: what happened, in one short sentence
 * @explanation: what it means
 * @remedy: what to do
 *
 * What to tell people about one of Microsoft's error codes. The texts are untranslated message
 * IDs with the markers {service} and {support}; consent_outcome_get_message() makes them ready.
 */
typedef struct
{
  const char *code;
  const char *title;
  const char *explanation;
  const char *remedy;
} ConsentAdvice;

/**
 * consent_advice_lookup:
 * @code: digits of a code, such as "65001"
 *
 * Every code of the reference, section 3, is known. Microsoft changes codes and texts at will, so
 * nothing is ever decided by one: they only choose what to tell people.
 *
 * Returns: (nullable): the advice, or %NULL for a code that is not known
 */
const ConsentAdvice *consent_advice_lookup (const char *code);

G_END_DECLS
