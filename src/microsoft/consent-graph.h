/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-endpoints.h"
#include "consent-http.h"
#include "consent-token.h"

G_BEGIN_DECLS

/**
 * ConsentGraphPage:
 * @path: what was asked for, without host and version
 * @answer: the answer, of any status; an error body stays as it is
 *
 * One answer of Graph. A list that comes in pages is several of them.
 */
typedef struct
{
  char *path;
  ConsentHttpAnswer *answer;
} ConsentGraphPage;

/**
 * ConsentGraph:
 *
 * Reads and changes Microsoft Graph v1.0 with a token (reference, 5.1).
 */
#define CONSENT_TYPE_GRAPH (consent_graph_get_type ())
G_DECLARE_FINAL_TYPE (ConsentGraph, consent_graph, CONSENT, GRAPH, GObject)

ConsentGraph *consent_graph_new (ConsentHttp      *http,
                                 ConsentEndpoints *endpoints,
                                 ConsentToken     *token);

/* (nullable): what the token carries, separated by spaces, as the sign-in said it. */
const char *consent_graph_get_scopes (ConsentGraph *self);

/**
 * consent_graph_read_async:
 * @path: path and query, beginning with a slash; ids in it are escaped already
 * @cancellable: (nullable): ends it at once
 *
 * Reads an object, or a list to its last page. A page is followed only on Graph's own scheme, host,
 * port and prefix, and only so many times.
 *
 * An answer with an error status is an answer: the last page then says what went wrong. Fails
 * with %CONSENT_ERROR_UNAUTHORIZED when the token no longer counts, with
 * %CONSENT_ERROR_BAD_RESPONSE for a next page that leads elsewhere, else as
 * consent_http_send_async().
 */
void       consent_graph_read_async  (ConsentGraph         *self,
                                      const char           *path,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
/* Returns: (transfer full) (element-type ConsentGraphPage): at least one page, or %NULL */
GPtrArray *consent_graph_read_finish (ConsentGraph         *self,
                                      GAsyncResult         *result,
                                      GError              **error);

/**
 * consent_graph_write_async:
 * @method: "POST", "PATCH" or "DELETE"
 * @path: path and query, beginning with a slash; ids in it are escaped already
 * @body: (nullable): what to send
 * @cancellable: (nullable): ends it at once; the change may have been made all the same
 *
 * Changes something. It is sent again only where Graph says that it did nothing and when to come
 * back (reference, 5.12). After any other failure nobody knows whether the change was made: read
 * before trying again.
 *
 * An answer with an error status is an answer. Fails with %CONSENT_ERROR_UNAUTHORIZED when the
 * token no longer counts, else as consent_http_send_async().
 */
void               consent_graph_write_async  (ConsentGraph         *self,
                                               const char           *method,
                                               const char           *path,
                                               JsonNode             *body,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
/* Returns: (transfer full): the answer, or %NULL */
ConsentHttpAnswer *consent_graph_write_finish (ConsentGraph         *self,
                                               GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
