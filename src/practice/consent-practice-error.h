/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ConsentPracticeError:
 * @code: the AADSTS code
 * @word: the OAuth error word that goes with it
 * @message: "AADSTS…: …" and nothing after it
 * @trace_id: a fresh GUID
 * @correlation_id: a fresh GUID
 * @timestamp: now, as Microsoft writes it
 *
 * One refusal of the sign-in side (reference, 1.4, 3 and 4.5). In English, as the real messages
 * that programs see are.
 */
typedef struct
{
  int code;
  const char *word;
  char *message;
  char *trace_id;
  char *correlation_id;
  char *timestamp;
} ConsentPracticeError;

/**
 * consent_practice_error_new:
 * @code: a code of the table in consent-practice-error.c
 * @detail: (nullable): what the message names, such as the tenant that was not found
 */
ConsentPracticeError *consent_practice_error_new           (int                   code,
                                                            const char           *detail);

/* The same with another word: some codes come with one or the other (reference, 2.2 and 4.6). */
ConsentPracticeError *consent_practice_error_new_with_word (int                   code,
                                                            const char           *word,
                                                            const char           *detail);
void                  consent_practice_error_free          (ConsentPracticeError *self);

/* (transfer full): error_description: the message with trace, correlation and time behind it */
char     *consent_practice_error_describe (ConsentPracticeError *self);

/* (transfer full): the body of reference, 1.4 */
JsonNode *consent_practice_error_to_json  (ConsentPracticeError *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentPracticeError, consent_practice_error_free)

G_END_DECLS
