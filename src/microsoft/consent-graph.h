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
 * Reads Microsoft Graph v1.0 with a token (reference, 5.1).
 */
#define CONSENT_TYPE_GRAPH (consent_graph_get_type ())
G_DECLARE_FINAL_TYPE (ConsentGraph, consent_graph, CONSENT, GRAPH, GObject)

ConsentGraph *consent_graph_new (ConsentHttp      *http,
                                 ConsentEndpoints *endpoints,
                                 ConsentToken     *token);

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

G_END_DECLS
