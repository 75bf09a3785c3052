/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-http.h"

#include "consent-exchange.h"
#include "consent-http-answer.h"
#include "consent-retry.h"

#define MAX_TRIES 4
#define MAX_CONNECTIONS 32

/* RFC 6585; libsoup 3.2 has no name for it. */
#define STATUS_TOO_MANY_REQUESTS 429

struct _ConsentHttp
{
  GObject parent_instance;

  SoupSession *session;
  /* Goes past any proxy: plain http is for this machine alone, and no proxy can reach that. */
  SoupSession *local_session;
  guint retry_delay;
  guint second;
  guint timeout;
  /* Bytes of all answers under way. */
  gsize *held;
  /* char *"host:port" -> gint64 *monotonic time before which it is not to be asked */
  GHashTable *pauses;
};

G_DEFINE_FINAL_TYPE (ConsentHttp, consent_http, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_RETRY_DELAY,
  PROP_SECOND,
  PROP_TIMEOUT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

enum
{
  TURNED_AWAY,
  WAITING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* One call of consent_http_send_async(), with all its tries. */
typedef struct
{
  SoupMessage *message;
  gsize max_bytes;
  guint tries;
  gboolean wait_announced;
} Request;

static void start_try (GTask *task);

static SoupSession *
new_session (void)
{
  /* The whole of a try has a deadline of its own, which also ends an answer that only trickles.
   * Connections for all that is asked for side by side: waiting for one would cost a round trip. */
  return soup_session_new_with_options ("timeout", 0,
                                        "max-conns", MAX_CONNECTIONS,
                                        "max-conns-per-host", MAX_CONNECTIONS,
                                        "user-agent", "consent-wizard/" PACKAGE_VERSION,
                                        NULL);
}

static SoupSession *
choose_session (ConsentHttp *self,
                SoupMessage *message)
{
  const char *scheme = g_uri_get_scheme (soup_message_get_uri (message));

  return g_strcmp0 (scheme, "http") == 0 ? self->local_session : self->session;
}

static void
request_free (Request *request)
{
  g_clear_object (&request->message);
  g_free (request);
}

static const char *
or_none (const char *text)
{
  return text != NULL ? text : "none";
}

static GQuark
repeat_quark (void)
{
  return g_quark_from_static_string ("consent-http-repeat");
}

static GQuark
body_quark (void)
{
  return g_quark_from_static_string ("consent-http-body");
}

static gboolean
may_repeat (SoupMessage       *message,
            ConsentHttpRepeat  least)
{
  gpointer repeat = g_object_get_qdata (G_OBJECT (message), repeat_quark ());

  if (g_strcmp0 (soup_message_get_method (message), SOUP_METHOD_GET) == 0)
    return TRUE;

  return GPOINTER_TO_INT (repeat) >= (int) least;
}

static gboolean
status_is_busy (guint status)
{
  return status == STATUS_TOO_MANY_REQUESTS || status == SOUP_STATUS_INTERNAL_SERVER_ERROR ||
         status == SOUP_STATUS_BAD_GATEWAY || status == SOUP_STATUS_SERVICE_UNAVAILABLE ||
         status == SOUP_STATUS_GATEWAY_TIMEOUT;
}

/* Whether a connection that had been made was lost, as against one that never came to be. One that
 * is lost among the headers looks to libsoup like headers that make no sense. */
static gboolean
error_is_lost_connection (const GError *error)
{
  return g_error_matches (error, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) ||
         g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_EOF);
}

static gboolean
on_waited (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));
  Request *request = g_task_get_task_data (task);

  if (request->wait_announced)
    g_signal_emit (g_task_get_source_object (task), signals[WAITING], 0, 0);
  request->wait_announced = FALSE;

  if (!g_task_return_error_if_cancelled (task))
    start_try (task);

  return G_SOURCE_REMOVE;
}

static void
wait_and_retry (GTask   *task,
                guint64  milliseconds)
{
  g_autoptr (GSource) source =
    consent_retry_pause_source_new (milliseconds, g_task_get_cancellable (task));

  g_task_attach_source (task, source, on_waited);
}

static char *
get_host (SoupMessage *message)
{
  GUri *uri = soup_message_get_uri (message);

  return g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
}

/* What a host tells one request holds for all: whoever asks on meanwhile is told to wait longer. */
static void
note_pause (ConsentHttp *self,
            SoupMessage *message,
            guint        seconds)
{
  g_autofree char *host = get_host (message);
  gint64 pause = (gint64) seconds * self->second * G_TIME_SPAN_MILLISECOND;
  gint64 end = g_get_monotonic_time () + pause;
  const gint64 *known = g_hash_table_lookup (self->pauses, host);

  if (known == NULL || *known < end)
    g_hash_table_replace (self->pauses, g_steal_pointer (&host),
                          g_memdup2 (&end, sizeof end));
}

/* If the host is not to be asked yet, waits until then and tries again. */
static gboolean
keep_pause (GTask *task)
{
  ConsentHttp *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  g_autofree char *host = get_host (request->message);
  const gint64 *end = g_hash_table_lookup (self->pauses, host);
  gint64 milliseconds;

  if (end == NULL)
    return FALSE;

  milliseconds = (*end - g_get_monotonic_time () + G_TIME_SPAN_MILLISECOND - 1)
                 / G_TIME_SPAN_MILLISECOND;
  if (milliseconds <= 0)
    {
      g_hash_table_remove (self->pauses, host);
      return FALSE;
    }

  wait_and_retry (task, milliseconds);

  return TRUE;
}

/* Waits as long as the server says, or ends @task if it must not be asked again. */
static void
retry_as_asked (GTask *task,
                guint  seconds)
{
  ConsentHttp *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);

  if (seconds > CONSENT_RETRY_MAX_WAIT)
    {
      GError *error = NULL;

      g_signal_emit (self, signals[TURNED_AWAY], 0, seconds);
      consent_http_set_error (&error, request->message, CONSENT_ERROR_BUSY,
                              "status %u, asks to wait %u seconds",
                              soup_message_get_status (request->message), seconds);
      g_task_return_error (task, error);
      return;
    }

  note_pause (self, request->message, seconds);
  if (seconds > 0)
    {
      request->wait_announced = TRUE;
      g_signal_emit (self, signals[WAITING], 0, seconds);
    }

  wait_and_retry (task, (guint64) seconds * self->second);
}

/* 1, 2, 4, 8 seconds, and up to a quarter more, so that many clients do not come back at once. */
static void
retry_after_pause (GTask *task)
{
  ConsentHttp *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  guint64 delay = (guint64) self->retry_delay << (request->tries - 1);

  wait_and_retry (task, delay + (guint64) (delay * g_random_double_range (0, 0.25)));
}

/* Deals with an answer that says "not now". */
static void
conclude_busy (GTask *task)
{
  Request *request = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (request->message);
  guint status = soup_message_get_status (request->message);
  guint seconds = 0;
  gboolean asks_to_wait;
  GError *error = NULL;

  asks_to_wait = consent_retry_parse_after (soup_message_headers_get_one (headers, "Retry-After"),
                                            soup_message_headers_get_one (headers, "Date"),
                                            &seconds);

  if (request->tries < MAX_TRIES)
    {
      gboolean did_nothing =
        status == STATUS_TOO_MANY_REQUESTS || status == SOUP_STATUS_SERVICE_UNAVAILABLE;
      gboolean repeatable = may_repeat (request->message, CONSENT_HTTP_REPEAT_IF_BUSY);

      if (asks_to_wait && (repeatable || did_nothing))
        {
          retry_as_asked (task, seconds);
          return;
        }

      if (repeatable)
        {
          retry_after_pause (task);
          return;
        }
    }

  consent_http_set_error (&error, request->message, CONSENT_ERROR_BUSY,
                          "status %u after %u tries, request ID %s",
                          status, request->tries, or_none (consent_http_get_request_id (request->message)));
  g_task_return_error (task, error);
}

/* @error: (transfer full): why there is no complete answer */
static void
conclude_failed (GTask  *task,
                 GError *error)
{
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) reason = error;
  GError *described = NULL;

  if (reason->domain == CONSENT_ERROR)
    {
      g_task_return_error (task, g_steal_pointer (&reason));
      return;
    }

  if (error_is_lost_connection (reason) && request->tries < MAX_TRIES &&
      may_repeat (request->message, CONSENT_HTTP_REPEAT_ALWAYS))
    {
      retry_after_pause (task);
      return;
    }

  consent_http_set_error (&described, request->message, consent_http_classify_error (reason),
                          "%s", reason->message);
  g_task_return_error (task, described);
}

static void
log_try (SoupMessage  *message,
         const GError *error)
{
  g_autofree char *description = consent_http_describe_request (message);

  g_debug ("%s: status %u, request ID %s%s%s", description, soup_message_get_status (message),
           or_none (consent_http_get_request_id (message)), error != NULL ? ", " : "",
           error != NULL ? error->message : "");
}

/* A try is over, one way or the other. */
static void
on_exchanged (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GByteArray *body = consent_exchange_run_finish (SOUP_SESSION (source), result, &error);
  ConsentHttpAnswer *answer;

  log_try (request->message, error);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (body == NULL)
    {
      conclude_failed (task, g_steal_pointer (&error));
      return;
    }

  if (status_is_busy (soup_message_get_status (request->message)))
    {
      conclude_busy (task);
      return;
    }

  answer = consent_http_answer_read (request->message, body, &error);
  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) consent_http_answer_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
start_try (GTask *task)
{
  ConsentHttp *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  GBytes *body = g_object_get_qdata (G_OBJECT (request->message), body_quark ());

  if (keep_pause (task))
    return;

  request->tries++;
  if (body != NULL && request->tries > 1)
    {
      SoupMessageHeaders *headers = soup_message_get_request_headers (request->message);
      g_autofree char *type = g_strdup (soup_message_headers_get_one (headers, "Content-Type"));

      soup_message_set_request_body_from_bytes (request->message, type, body);
    }

  consent_exchange_run_async (choose_session (self, request->message), request->message,
                              request->max_bytes, self->held, self->timeout,
                              g_task_get_cancellable (task), on_exchanged, g_object_ref (task));
}

static void
consent_http_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  ConsentHttp *self = CONSENT_HTTP (object);

  switch (prop_id)
    {
    case PROP_RETRY_DELAY:
      self->retry_delay = g_value_get_uint (value);
      break;

    case PROP_SECOND:
      self->second = g_value_get_uint (value);
      break;

    case PROP_TIMEOUT:
      self->timeout = g_value_get_uint (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
consent_http_dispose (GObject *object)
{
  ConsentHttp *self = CONSENT_HTTP (object);

  g_clear_object (&self->session);
  g_clear_object (&self->local_session);

  G_OBJECT_CLASS (consent_http_parent_class)->dispose (object);
}

static void
consent_http_finalize (GObject *object)
{
  ConsentHttp *self = CONSENT_HTTP (object);

  g_clear_pointer (&self->held, g_rc_box_release);
  g_clear_pointer (&self->pauses, g_hash_table_unref);

  G_OBJECT_CLASS (consent_http_parent_class)->finalize (object);
}

static void
consent_http_class_init (ConsentHttpClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = consent_http_dispose;
  object_class->finalize = consent_http_finalize;
  object_class->set_property = consent_http_set_property;

  props[PROP_RETRY_DELAY] =
    g_param_spec_uint ("retry-delay", NULL, NULL, 0, 60 * 1000, 1000,
                       G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_SECOND] =
    g_param_spec_uint ("second", NULL, NULL, 1, 1000, 1000,
                       G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_TIMEOUT] =
    g_param_spec_uint ("timeout", NULL, NULL, 1, 10 * 60 * 1000, 30 * 1000,
                       G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[TURNED_AWAY] = g_signal_new ("turned-away", CONSENT_TYPE_HTTP, G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[WAITING] = g_signal_new ("waiting", CONSENT_TYPE_HTTP, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
consent_http_init (ConsentHttp *self)
{
  self->session = new_session ();
  self->local_session = new_session ();
  self->held = g_rc_box_new0 (gsize);
  self->pauses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  soup_session_set_proxy_resolver (self->local_session, NULL);
}

ConsentHttp *
consent_http_new (void)
{
  return g_object_new (CONSENT_TYPE_HTTP, NULL);
}

void
consent_http_set_body (SoupMessage *message,
                       const char  *content_type,
                       GBytes      *body)
{
  g_return_if_fail (SOUP_IS_MESSAGE (message));
  g_return_if_fail (content_type != NULL);
  g_return_if_fail (body != NULL);

  soup_message_set_request_body_from_bytes (message, content_type, body);
  g_object_set_qdata_full (G_OBJECT (message), body_quark (), g_bytes_ref (body),
                           (GDestroyNotify) g_bytes_unref);
}

void
consent_http_set_repeat (SoupMessage       *message,
                         ConsentHttpRepeat  repeat)
{
  g_return_if_fail (SOUP_IS_MESSAGE (message));

  g_object_set_qdata (G_OBJECT (message), repeat_quark (), GINT_TO_POINTER (repeat));
}

void
consent_http_send_async (ConsentHttp         *self,
                         SoupMessage         *message,
                         gsize                max_bytes,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  SoupMessageHeaders *headers;
  Request *request;

  g_return_if_fail (CONSENT_IS_HTTP (self));
  g_return_if_fail (SOUP_IS_MESSAGE (message));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, consent_http_send_async);

  request = g_new0 (Request, 1);
  request->message = g_object_ref (message);
  request->max_bytes = max_bytes;
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);

  if (g_task_return_error_if_cancelled (task))
    return;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  headers = soup_message_get_request_headers (message);
  if (soup_message_headers_get_one (headers, "Accept") == NULL)
    soup_message_headers_append (headers, "Accept", "application/json");

  start_try (task);
}

ConsentHttpAnswer *
consent_http_send_finish (ConsentHttp   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (CONSENT_IS_HTTP (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
