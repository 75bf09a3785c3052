/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-address.h"
#include "consent-advice.h"
#include "consent-outcome.h"
#include "consent-tenant-input.h"
#include "consent-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What stands behind it cannot be about the error on top. */
#define MAX_CHARS CONSENT_ADDRESS_MAX_CHARS
#define MAX_CODES 10

/* Longer than any GUID or word of a sentence: a code or a token, and nothing to keep. */
#define MAX_WORD 48

#define GUID "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

/* Where a code stands: after Microsoft's mark; after "error code" as in sign-in logs, in
 * "error_codes" of JSON and in the address of Microsoft's own page on a code; and alone. */
static const char *const code_patterns[] = {
  "AADSTS[^0-9a-z]{0,3}([0-9]{5,7})(?![0-9])",
  "error[\\s_]*codes?[\"'\\s:=\\[]*([0-9]{5,7})(?![0-9])",
  "/error\\?code=([0-9]{5,7})(?![0-9])",
  "^[^0-9a-z]*+(?:error[^0-9a-z]*+)?([0-9]{5,7})[^0-9a-z]*+$",
};

/* What some pages and errors without a code say, and the code that means the same. */
static const struct
{
  const char *words;
  const char *code;
} similar_pages[] = {
  { "need admin approval", "90094" },
  { "approval required", "90095" },
};

static const struct
{
  const char *error;
  const char *code;
} similar_errors[] = {
  { "consent_required", "65001" },
  { "login_required", "50058" },
  { "temporarily_unavailable", "90024" },
};

static char *
match_first (const char *pattern,
             const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_return_val_if_fail (regex != NULL, NULL);

  return g_regex_match (regex, text, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

static GStrv
find_codes (const char *text)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);

  for (size_t i = 0; i < G_N_ELEMENTS (code_patterns); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (code_patterns[i], G_REGEX_CASELESS, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;

      g_regex_match (regex, text, 0, &match);
      while (g_match_info_matches (match) && codes->len < MAX_CODES)
        {
          g_autofree char *code = g_match_info_fetch (match, 1);

          if (!g_ptr_array_find_with_equal_func (codes, code, g_str_equal, NULL))
            g_ptr_array_add (codes, g_steal_pointer (&code));
          g_match_info_next (match, NULL);
        }
    }

  g_ptr_array_add (codes, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&codes), FALSE);
}

/* Whether a word may hold a secret: too long for a word, or a parameter of an address. */
static gboolean
is_suspect (const char *word)
{
  g_autofree char *lower = g_ascii_strdown (word, -1);

  return strlen (word) > MAX_WORD || strchr (word, '=') != NULL ||
         strstr (lower, "_token") != NULL || strstr (lower, "_secret") != NULL ||
         strstr (lower, "bearer") != NULL;
}

/* Microsoft's own sentence: behind the code and in front of the IDs. */
static char *
find_description (const char *text)
{
  g_autofree char *sentence = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GString) kept = g_string_new (NULL);

  sentence = match_first ("AADSTS[^0-9a-z]{0,3}[0-9]{5,7}(?![0-9])[\\s:]*"
                          "(.*?)"
                          "(?:(?:\\\\r|\\\\n|\\s)*(?:trace|request|correlation) ?id\\b|"
                          "timestamp:|\"|AADSTS|$)",
                          text);
  if (sentence == NULL)
    return NULL;

  words = g_strsplit (sentence, " ", -1);
  for (char **word = words; *word != NULL; word++)
    {
      /* What follows a question mark or a hash in an address is not ours to keep. */
      if (strstr (*word, "://") != NULL)
        (*word)[strcspn (*word, "?#")] = '\0';
      g_string_append_printf (kept, "%s ", is_suspect (*word) ? "…" : *word);
    }

  g_clear_pointer (&sentence, g_free);
  sentence = consent_text_clean (kept->str, 2 * CONSENT_TEXT_LINE);
  return *sentence != '\0' ? g_steal_pointer (&sentence) : NULL;
}

/* An OAuth error is one word; anything else in its place is not kept. */
static char *
find_error (const char *text,
            const char *decoded)
{
  g_autofree char *error = consent_address_find_parameter (text, "error");

  if (error == NULL)
    error = match_first ("\"error\" ?: ?\"([a-z_]+)\"", decoded);
  if (error == NULL || strspn (error, "abcdefghijklmnopqrstuvwxyz_") != strlen (error) ||
      *error == '\0' || strlen (error) > MAX_WORD)
    return NULL;

  return g_steal_pointer (&error);
}

static char *
find_tenant (const char *text)
{
  g_autofree char *tenant = consent_address_find_parameter (text, "tenant");
  g_autofree char *lower = tenant != NULL ? g_ascii_strdown (tenant, -1) : NULL;

  return lower != NULL && consent_guid_is_valid (lower) ? g_steal_pointer (&lower) : NULL;
}

/* Documented and real answers to Cancel differ (reference, 2.2): a subcode, or the error alone,
 * or the code for a declined request. */
static gboolean
is_cancel (const ConsentOutcome *self,
           const char           *text)
{
  g_autofree char *subcode = consent_address_find_parameter (text, "error_subcode");

  if (self->codes[0] != NULL)
    return self->codes[1] == NULL && strcmp (self->codes[0], "65004") == 0;

  return g_strcmp0 (subcode, "cancel") == 0 ||
         g_strcmp0 (self->error, "access_denied") == 0 ||
         g_strcmp0 (self->error, "permission_denied") == 0;
}

static const char *
find_similar (const ConsentOutcome *self,
              const char           *decoded)
{
  g_autofree char *lower = g_utf8_strdown (decoded, -1);

  if (self->codes[0] != NULL)
    return NULL;

  for (size_t i = 0; i < G_N_ELEMENTS (similar_errors); i++)
    if (g_strcmp0 (self->error, similar_errors[i].error) == 0)
      return similar_errors[i].code;

  for (size_t i = 0; i < G_N_ELEMENTS (similar_pages); i++)
    if (strstr (lower, similar_pages[i].words) != NULL)
      return similar_pages[i].code;

  return NULL;
}

static ConsentOutcomeKind
find_kind (const ConsentOutcome *self,
           const char           *text)
{
  g_autofree char *accepted = consent_address_find_parameter (text, "admin_consent");
  g_autofree char *error = consent_address_find_parameter (text, "error");

  if (is_cancel (self, text))
    return CONSENT_OUTCOME_CANCELLED;

  /* An error that was not kept, since it is no word, still is one. */
  if (self->codes[0] != NULL || self->error != NULL || error != NULL || self->similar != NULL)
    return CONSENT_OUTCOME_ERROR;

  return accepted != NULL && g_ascii_strcasecmp (accepted, "True") == 0 ? CONSENT_OUTCOME_ACCEPTED
                                                                        : CONSENT_OUTCOME_UNKNOWN;
}

static const ConsentAdvice *
find_advice (const ConsentOutcome *self)
{
  for (char **code = self->codes; *code != NULL; code++)
    {
      const ConsentAdvice *advice = consent_advice_lookup (*code);

      if (advice != NULL)
        return advice;
    }

  return self->similar != NULL ? consent_advice_lookup (self->similar) : NULL;
}

/* What to say where no code is known. */
static void
choose_general_words (const ConsentOutcome  *self,
                      const char           **title,
                      const char           **explanation,
                      const char           **remedy)
{
  switch (self->kind)
    {
    case CONSENT_OUTCOME_ACCEPTED:
      *title = _("The approval was accepted");
      *explanation = _("That is what the browser was told. It is a good sign, but no proof that "
                       "{service} is approved.");
      *remedy = _("Go on to the check, or have someone connect to {service}.");
      break;

    case CONSENT_OUTCOME_CANCELLED:
      *title = _("The approval was canceled");
      *explanation = _("Somebody pressed “Cancel” on Microsoft’s page. Nothing was approved and "
                       "nothing was changed.");
      *remedy = _("Open the approval link again when you are ready, and accept.");
      break;

    case CONSENT_OUTCOME_ERROR:
      *title = _("Microsoft reported an error that is not known here");
      if (self->codes[0] != NULL)
        {
          *explanation = _("The code is {code}. This program has no explanation for it.");
          *remedy = _("Look it up on https://login.microsoftonline.com/error?code={code}, or send "
                      "the code, the time and the correlation ID to {support}.");
        }
      else
        {
          *explanation = _("The message has no code that says more.");
          *remedy = _("Try again in a private browser window. If it happens again, send the whole "
                      "message to {support}.");
        }
      break;

    case CONSENT_OUTCOME_UNKNOWN:
    default:
      *title = _("Nothing was recognized");
      *explanation = _("The text names no error of Microsoft’s, and no answer of the approval page.");
      *remedy = _("Paste the whole message, the code that begins with AADSTS, or everything that "
                  "stands in the address bar.");
      break;
    }
}

/* Where there is no advice, somebody else has to help, and will ask for these. */
static char *
add_for_support (const ConsentOutcome *self,
                 char                 *explanation)
{
  g_autoptr (GString) text = g_string_new (explanation);

  g_free (explanation);
  if (self->timestamp != NULL)
    {
      /* Translators: {time} is a date and time as Microsoft writes it. */
      g_autofree char *time = consent_text_fill (_("It happened at {time}."),
                                                 "time", self->timestamp, NULL);

      g_string_append_printf (text, " %s", time);
    }
  if (self->correlation_id != NULL)
    {
      /* Translators: “correlation ID” is Microsoft's word for the number of one event. */
      g_autofree char *id = consent_text_fill (_("The correlation ID is {id}."),
                                               "id", self->correlation_id, NULL);

      g_string_append_printf (text, " %s", id);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* For support: in English, and nothing but what was kept. */
static char *
make_details (const ConsentOutcome *self)
{
  g_autoptr (GString) details = g_string_new (NULL);

  for (char **code = self->codes; *code != NULL; code++)
    g_string_append_printf (details, "%sAADSTS%s", details->len > 0 ? ", " : "", *code);
  if (self->error != NULL)
    g_string_append_printf (details, "%sError: %s", details->len > 0 ? "\n" : "", self->error);
  if (self->description != NULL)
    g_string_append_printf (details, "%s%s", details->len > 0 ? "\n" : "", self->description);
  if (self->correlation_id != NULL)
    g_string_append_printf (details, "%sCorrelation ID: %s", details->len > 0 ? "\n" : "",
                            self->correlation_id);
  if (self->timestamp != NULL)
    g_string_append_printf (details, "%sTimestamp: %s", details->len > 0 ? "\n" : "",
                            self->timestamp);

  return details->len > 0 ? g_string_free (g_steal_pointer (&details), FALSE) : NULL;
}

ConsentOutcome *
consent_outcome_parse (const char *text)
{
  ConsentOutcome *self = g_new0 (ConsentOutcome, 1);
  g_autofree char *line = consent_text_clean (text, MAX_CHARS);
  g_autofree char *even = g_utf8_normalize (line, -1, G_NORMALIZE_NFKC);
  g_autofree char *decoded = consent_address_decode (even);

  self->codes = find_codes (decoded);
  self->error = find_error (even, decoded);
  self->tenant = find_tenant (even);
  self->correlation_id = match_first ("correlation[ _-]?id[\"':= ]*(" GUID ")", decoded);
  self->timestamp = match_first ("timestamp[\"':= ]*([0-9]{4}-[0-9]{2}-[0-9]{2}[T ]"
                                 "[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z?)",
                                 decoded);
  self->description = find_description (decoded);
  self->similar = find_similar (self, decoded);
  self->kind = find_kind (self, even);

  return self;
}

const char *
consent_outcome_kind_get_id (ConsentOutcomeKind kind)
{
  static const char *const ids[] = {
    [CONSENT_OUTCOME_UNKNOWN] = "unknown",
    [CONSENT_OUTCOME_ACCEPTED] = "accepted",
    [CONSENT_OUTCOME_CANCELLED] = "cancelled",
    [CONSENT_OUTCOME_ERROR] = "error",
  };

  g_return_val_if_fail (kind < G_N_ELEMENTS (ids), NULL);

  return ids[kind];
}

ConsentMessage *
consent_outcome_get_message (const ConsentOutcome *self,
                             ConsentService       *service)
{
  ConsentMessage *message;
  const ConsentAdvice *advice;
  const char *title;
  const char *explanation;
  const char *remedy;
  const char *name;
  const char *support;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (CONSENT_IS_SERVICE (service), NULL);

  name = consent_service_get_name (service);
  support = consent_service_get_support (service);
  advice = find_advice (self);
  if (advice != NULL)
    {
      title = _(advice->title);
      explanation = _(advice->explanation);
      remedy = _(advice->remedy);
    }
  else
    {
      choose_general_words (self, &title, &explanation, &remedy);
    }

  message = g_new0 (ConsentMessage, 1);
  message->title = consent_text_fill (title, "service", name, "support", support, NULL);
  message->explanation = consent_text_fill (explanation, "service", name, "support", support,
                                            "code", self->codes[0], NULL);
  message->remedy = consent_text_fill (remedy, "service", name, "support", support,
                                       "code", self->codes[0], NULL);
  if (advice == NULL && self->kind == CONSENT_OUTCOME_ERROR)
    message->explanation = add_for_support (self, g_steal_pointer (&message->explanation));
  message->details = make_details (self);

  return message;
}

void
consent_outcome_free (ConsentOutcome *self)
{
  if (self == NULL)
    return;

  g_strfreev (self->codes);
  g_free (self->error);
  g_free (self->tenant);
  g_free (self->correlation_id);
  g_free (self->timestamp);
  g_free (self->description);
  g_free (self);
}
