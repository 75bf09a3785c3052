/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * ConsentHttpAnswer:
 * @status: the HTTP status
 * @json: (nullable): the body, parsed; its root is an object or array
 * @request_id: (nullable): the server's own name for the request, for support
 * @size: roughly how many bytes of memory @json takes
 *
 * A complete answer: any status, but always JSON, or an empty body where the status allows it (204).
 */
typedef struct
{
  guint status;
  JsonNode *json;
  char *request_id;
  gsize size;
} ConsentHttpAnswer;

void consent_http_answer_free (ConsentHttpAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentHttpAnswer, consent_http_answer_free)

/**
 * ConsentHttp:
 *
 * One session to Microsoft. Limits size and nesting before parsing, both of one answer and of all
 * that are under way together, follows no redirect, gives up after a while, retries what may be
 * retried (reference, 5.12), and never logs a body, a query or an Authorization header. Connections
 * are reused. When a host asks one request to wait, all others to that host wait too.
 *
 * Signal "waiting" (guint seconds): before a wait that the server asked for; 0 when it is over.
 *
 * Signal "turned-away" (guint seconds): the server asked for a longer wait than anybody is made to keep.
 * The request fails; whoever has many more to send keeps them back.
 *
 * Properties, all construct only and in milliseconds: "retry-delay" (1000), the first wait where the
 * server names none, doubled for each further one; "second" (1000), how long a second is that the
 * server names; "timeout" (30000), the longest that one try may take from its first to its last byte.
 */
#define CONSENT_TYPE_HTTP (consent_http_get_type ())
G_DECLARE_FINAL_TYPE (ConsentHttp, consent_http, CONSENT, HTTP, GObject)

ConsentHttp *consent_http_new (void);

/**
 * consent_http_set_body:
 * @message: a message
 * @content_type: the type of @body
 * @body: what to send
 *
 * Gives @message a body that can be sent more than once, which soup_message_set_request_body() cannot.
 */
void consent_http_set_body (SoupMessage *message,
                            const char  *content_type,
                            GBytes      *body);

/**
 * ConsentHttpRepeat:
 * @CONSENT_HTTP_REPEAT_IF_ASKED: only where the server said that it did nothing, and when to come back
 * @CONSENT_HTTP_REPEAT_IF_BUSY: whenever the server answered that it cannot answer now
 * @CONSENT_HTTP_REPEAT_ALWAYS: also after a connection was lost on the way
 *
 * What may be sent more than once.
 */
typedef enum {
  CONSENT_HTTP_REPEAT_IF_ASKED,
  CONSENT_HTTP_REPEAT_IF_BUSY,
  CONSENT_HTTP_REPEAT_ALWAYS,
} ConsentHttpRepeat;

/**
 * consent_http_set_repeat:
 *
 * Says how often @message may be sent where that does not follow from its method: GET counts as
 * %CONSENT_HTTP_REPEAT_ALWAYS, everything else as %CONSENT_HTTP_REPEAT_IF_ASKED.
 */
void consent_http_set_repeat (SoupMessage       *message,
                              ConsentHttpRepeat  repeat);

/**
 * consent_http_send_async:
 * @message: a message whose method, address, headers and body are set
 * @max_bytes: the largest body that could be real
 * @cancellable: (nullable): ends the request, or the wait before a retry, at once
 *
 * Sends @message and reads the whole answer. GET is tried up to four times on 429, 5xx and a lost
 * connection; anything else only on 429 and 503 that name a time to wait, unless
 * consent_http_set_repeat() says otherwise. Bodies are wiped from memory once they were parsed.
 *
 * Fails with %CONSENT_ERROR_UNREACHABLE, _UNTRUSTED, _TIMED_OUT, _NOT_MICROSOFT, _TOO_LARGE,
 * _TOO_DEEP, _BAD_RESPONSE (broken JSON) or _BUSY, or with %G_IO_ERROR_CANCELLED.
 */
void               consent_http_send_async  (ConsentHttp          *self,
                                             SoupMessage          *message,
                                             gsize                 max_bytes,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
ConsentHttpAnswer *consent_http_send_finish (ConsentHttp          *self,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
