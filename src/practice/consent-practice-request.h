/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-practice-error.h"
#include "consent-practice-page.h"
#include "consent-practice-state.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * ConsentPracticeRequest:
 * @state: of the scenario that the address names
 * @message: the request, and the answer that is made to it
 * @fields: (element-type utf8 utf8): the form that was posted, else the query; valid UTF-8
 * @base: the scenario's address as the caller wrote it, such as "http://127.0.0.1:9600/s/fresh"
 * @tenant: (nullable): what stands in the tenant's place
 * @rest: the path behind @tenant, or behind the area where there is no tenant; no leading slash
 *
 * One request, taken apart. It is answered by exactly one of the reply functions.
 */
typedef struct
{
  ConsentPracticeState *state;
  SoupServerMessage *message;
  GHashTable *fields;
  char *base;
  char *tenant;
  char *rest;
} ConsentPracticeRequest;

/* @query: (nullable): the query as SoupServer decoded it; does not count where a form was posted */
ConsentPracticeRequest *consent_practice_request_new  (ConsentPracticeState *state,
                                                       SoupServerMessage    *message,
                                                       GHashTable           *query);
void                    consent_practice_request_free (ConsentPracticeRequest *self);

gboolean    consent_practice_request_is_post   (ConsentPracticeRequest *self);

/* (transfer none) (nullable): the field, or %NULL if there is none of that name */
const char *consent_practice_request_get_field (ConsentPracticeRequest *self,
                                                const char             *name);

/**
 * consent_practice_request_find_tenant:
 * @organization: (out) (transfer none): the organization to sign in to
 *
 * "organizations" is allowed and means that of whoever signs in; "common" and "consumers" are
 * not (reference, 1.3 and 2.1).
 *
 * Returns: 0, or the AADSTS code of the refusal
 */
int consent_practice_request_find_tenant (ConsentPracticeRequest             *self,
                                          const ConsentPracticeOrganization **organization);

void consent_practice_request_reply_json     (ConsentPracticeRequest *self,
                                              guint                   status,
                                              JsonNode               *json);

/* Answers a program with the error body of the sign-in side; @status is 400 but for a few. */
void consent_practice_request_reply_error    (ConsentPracticeRequest *self,
                                              guint                   status,
                                              int                     code,
                                              const char             *detail);

/* The same for an error that exists already. */
void consent_practice_request_reply_oauth    (ConsentPracticeRequest *self,
                                              guint                   status,
                                              ConsentPracticeError   *error);

/* Answers a browser. */
void consent_practice_request_reply_page     (ConsentPracticeRequest *self,
                                              guint                   status,
                                              ConsentPracticePage    *page);

/**
 * consent_practice_request_reply_redirect:
 * @address: where the browser shall go
 * @...: pairs of a query field's name and value, %NULL at the end; a pair whose value is %NULL is
 *   left out
 *
 * Sends a browser on.
 */
void consent_practice_request_reply_redirect (ConsentPracticeRequest *self,
                                              const char             *address,
                                              ...) G_GNUC_NULL_TERMINATED;

/**
 * consent_practice_request_reply_error_page:
 * @title: what is wrong, as a heading
 * @code: AADSTS code
 * @detail: (nullable): as for consent_practice_error_new()
 *
 * Answers a browser with an error that stays on Microsoft's side (reference, 2.2).
 */
void consent_practice_request_reply_error_page (ConsentPracticeRequest *self,
                                                const char             *title,
                                                int                     code,
                                                const char             *detail);

/* (transfer full): the page of the function above, to add something to */
ConsentPracticePage *consent_practice_request_make_error_page (ConsentPracticeRequest *self,
                                                               const char             *title,
                                                               int                     code,
                                                               const char             *detail);

/* Answers a browser that sends a form which nobody waits for any more. */
void consent_practice_request_reply_used_page  (ConsentPracticeRequest *self);

/* Answers a browser that asks for a page which there is not. */
void consent_practice_reply_not_found (SoupServerMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentPracticeRequest, consent_practice_request_free)

G_END_DECLS
