/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-call.h"

#include "consent-practice-odata.h"

#include <libsoup/soup.h>

#define PAGE_LENGTH 100
/* Short, so that a dozen rows take several pages. */
#define SHORT_PAGE_LENGTH 5
#define MAX_PAGE_LENGTH 999

static void
take_object (ConsentPracticeCall *call,
             guint                status,
             JsonObject          *object)
{
  call->status = status;
  call->json = json_node_init_object (json_node_alloc (), object);
  json_object_unref (object);
}

static void
set_context (ConsentPracticeCall *call,
             JsonObject          *object)
{
  g_autofree char *context = g_strdup_printf ("%s/$metadata#%s", call->base, call->path);

  json_object_set_string_member (object, "@odata.context", context);
}

/* FALSE if the option is there and no such number */
static gboolean
read_number (ConsentPracticeCall *call,
             const char          *name,
             guint                max,
             guint               *number)
{
  const char *text = consent_practice_call_get_option (call, name);
  guint64 value = *number;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 0, max, &value, NULL))
    return FALSE;

  *number = value;

  return TRUE;
}

/* The same query, with the mark of where to go on. */
static char *
make_next_link (ConsentPracticeCall *call,
                guint                skip)
{
  g_autoptr (GHashTable) query = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *token = g_strdup_printf ("%u", skip);
  g_autofree char *path = g_uri_escape_string (call->path, "/()'=", FALSE);
  g_autofree char *encoded = NULL;
  GHashTableIter iter;
  gpointer name, value;

  if (call->query != NULL)
    {
      g_hash_table_iter_init (&iter, call->query);
      while (g_hash_table_iter_next (&iter, &name, &value))
        g_hash_table_insert (query, name, value);
    }
  g_hash_table_insert (query, (char *) "$skiptoken", token);
  encoded = soup_form_encode_hash (query);

  return g_strdup_printf ("%s/%s?%s", call->base, path, encoded);
}

static void
reply_page (ConsentPracticeCall *call,
            JsonArray           *rows)
{
  gboolean is_short = consent_practice_state_is (call->state, CONSENT_PRACTICE_SOME_USERS);
  guint top = is_short ? SHORT_PAGE_LENGTH : PAGE_LENGTH;
  guint skip = 0;
  JsonObject *answer = NULL;
  JsonArray *page = NULL;

  if (!read_number (call, "$top", MAX_PAGE_LENGTH, &top) || top == 0 ||
      !read_number (call, "$skiptoken", G_MAXUINT16, &skip))
    {
      consent_practice_call_refuse (call, 400, "Request_BadRequest",
                                    "Invalid page size or skip token.");
      return;
    }

  answer = json_object_new ();
  page = consent_practice_odata_cut_page (rows, skip, top,
                                          consent_practice_call_get_option (call, "$select"));
  set_context (call, answer);
  if (call->eventual && g_strcmp0 (consent_practice_call_get_option (call, "$count"), "true") == 0)
    json_object_set_int_member (answer, "@odata.count", json_array_get_length (rows));
  if (skip + top < json_array_get_length (rows))
    {
      g_autofree char *next = make_next_link (call, skip + top);

      json_object_set_string_member (answer, "@odata.nextLink", next);
    }
  json_object_set_array_member (answer, "value", page);
  take_object (call, 200, answer);
}

ConsentPracticeCall *
consent_practice_call_new (const char *method,
                           const char *path,
                           GHashTable *query)
{
  ConsentPracticeCall *self = g_new0 (ConsentPracticeCall, 1);

  self->method = g_intern_string (method);
  self->path = g_strdup (path);
  self->query = query != NULL ? g_hash_table_ref (query) : NULL;
  self->request_id = g_uuid_string_random ();

  return self;
}

void
consent_practice_call_free (ConsentPracticeCall *self)
{
  g_clear_pointer (&self->session, consent_practice_session_unref);
  g_clear_pointer (&self->query, g_hash_table_unref);
  g_clear_pointer (&self->body, json_node_unref);
  g_clear_pointer (&self->json, json_node_unref);
  g_free (self->path);
  g_free (self->client_request_id);
  g_free (self->request_id);
  g_free (self);
}

const char *
consent_practice_call_get_option (ConsentPracticeCall *self,
                                  const char          *name)
{
  return self->query != NULL ? g_hash_table_lookup (self->query, name) : NULL;
}

gboolean
consent_practice_call_check_options (ConsentPracticeCall *self,
                                     const char          *type,
                                     const char          *properties)
{
  static const char * const known[] = { "$select", "$filter", "$top", "$skiptoken", "$count", NULL };
  const char *select = consent_practice_call_get_option (self, "$select");
  g_autofree char *unknown = NULL;
  g_autofree char *message = NULL;
  GHashTableIter iter;
  gpointer name;

  if (self->query == NULL)
    return TRUE;

  g_hash_table_iter_init (&iter, self->query);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (*(const char *) name == '$' && !g_strv_contains (known, name))
      {
        consent_practice_call_refuse (self, 400, "Request_UnsupportedQuery",
                                      "The query option is not supported by this resource.");
        return FALSE;
      }

  if (select != NULL)
    unknown = consent_practice_odata_find_unknown (select, properties);
  if (unknown == NULL)
    return TRUE;

  message = g_strdup_printf ("Parsing OData Select and Expand failed: Could not find a property "
                             "named '%s' on type '%s'.", unknown, type);
  consent_practice_call_refuse (self, 400, "BadRequest", message);

  return FALSE;
}

void
consent_practice_call_refuse (ConsentPracticeCall *self,
                              guint                status,
                              const char          *code,
                              const char          *message)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");
  const char *client_id = self->client_request_id;
  JsonObject *answer = json_object_new ();
  JsonObject *error = json_object_new ();
  JsonObject *inner = json_object_new ();

  json_object_set_string_member (inner, "date", date);
  json_object_set_string_member (inner, "request-id", self->request_id);
  json_object_set_string_member (inner, "client-request-id",
                                 client_id != NULL ? client_id : self->request_id);
  json_object_set_string_member (error, "code", code);
  json_object_set_string_member (error, "message", message);
  json_object_set_object_member (error, "innerError", inner);
  json_object_set_object_member (answer, "error", error);
  take_object (self, status, answer);
}

void
consent_practice_call_reply_object (ConsentPracticeCall *self,
                                    guint                status,
                                    JsonObject          *object)
{
  JsonObject *selected = NULL;

  selected = consent_practice_odata_select (object,
                                            consent_practice_call_get_option (self, "$select"));
  set_context (self, selected);
  take_object (self, status, selected);
}

void
consent_practice_call_reply_list (ConsentPracticeCall *self,
                                  JsonArray           *rows,
                                  const char          *filters)
{
  const char *filter = consent_practice_call_get_option (self, "$filter");
  g_autoptr (JsonArray) kept = NULL;

  kept = filter != NULL ? consent_practice_odata_filter (rows, filter, filters)
                        : json_array_ref (rows);
  if (kept == NULL)
    consent_practice_call_refuse (self, 400, "Request_UnsupportedQuery",
                                  "The specified filter is not supported by this resource.");
  else
    reply_page (self, kept);
}
