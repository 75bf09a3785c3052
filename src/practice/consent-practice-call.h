/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-practice-session.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ConsentPracticeCall:
 * @state: of the scenario
 * @session: who asks
 * @base: address of this version of Graph, such as "http://127.0.0.1:9600/s/fresh/graph/v1.0"
 * @method: the HTTP method
 * @path: what follows @base and a slash, decoded
 * @query: (nullable) (element-type utf8 utf8): the query, decoded
 * @body: (nullable): the body, parsed
 * @eventual: whether the header ConsistencyLevel says "eventual"
 * @client_request_id: (nullable): how the client names the request
 * @request_id: how Graph names it
 * @status: the answer's HTTP status
 * @retry_after: seconds to wait, with status 429
 * @json: (nullable): the answer's body
 *
 * One call of Graph and its answer.
 */
typedef struct
{
  ConsentPracticeState *state;
  ConsentPracticeSession *session;
  const char *base;
  const char *method;
  char *path;
  GHashTable *query;
  JsonNode *body;
  gboolean eventual;
  char *client_request_id;

  char *request_id;
  guint status;
  guint retry_after;
  JsonNode *json;
} ConsentPracticeCall;

/* @path: copied. @query: (nullable): reference taken */
ConsentPracticeCall *consent_practice_call_new  (const char          *method,
                                                 const char          *path,
                                                 GHashTable          *query);
void                 consent_practice_call_free (ConsentPracticeCall *self);

/* (nullable): a query option such as "$select" */
const char *consent_practice_call_get_option (ConsentPracticeCall *self,
                                              const char          *name);

/**
 * consent_practice_call_check_options:
 * @type: name of the type that is asked for
 * @properties: its properties, separated by spaces
 *
 * Returns: whether there is no option and no property that does not exist; the call is answered
 *   otherwise
 */
gboolean consent_practice_call_check_options (ConsentPracticeCall *self,
                                              const char          *type,
                                              const char          *properties);

/* Answers with the error body of reference, 5.1. */
void consent_practice_call_refuse (ConsentPracticeCall *self,
                                   guint                status,
                                   const char          *code,
                                   const char          *message);

/* Answers with @object, or what is selected of it. */
void consent_practice_call_reply_object (ConsentPracticeCall *self,
                                         guint                status,
                                         JsonObject          *object);

/* Answers with a page of @rows, filtered and selected as the query says.
 * @filters: (nullable): names of the properties that can be filtered by */
void consent_practice_call_reply_list (ConsentPracticeCall *self,
                                       JsonArray           *rows,
                                       const char          *filters);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentPracticeCall, consent_practice_call_free)

G_END_DECLS
