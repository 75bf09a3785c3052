/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-classify-result.h"

#include "consent-route.h"

#include <glib/gi18n.h>

/* @message: (transfer full) */
static ConsentClassifyResult *
result_new_for_message (ConsentMessageKind  kind,
                        ConsentMessage     *message)
{
  ConsentClassifyResult *self = g_new0 (ConsentClassifyResult, 1);

  self->kind = kind;
  self->message = message;

  return self;
}

/* @remedy: (nullable) */
static ConsentClassifyResult *
result_new (ConsentMessageKind  kind,
            const char         *title,
            const char         *explanation,
            const char         *remedy)
{
  ConsentMessage *message = g_new0 (ConsentMessage, 1);

  message->title = g_strdup (title);
  message->explanation = g_strdup (explanation);
  message->remedy = g_strdup (remedy);

  return result_new_for_message (kind, message);
}

static guint
count (ConsentClassifier       *classifier,
       ConsentClassifierResult  result)
{
  GPtrArray *items = consent_classifier_get_items (classifier);
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += ((ConsentClassifierItem *) g_ptr_array_index (items, i))->result == result;

  return n;
}

ConsentClassifyResult *
consent_classify_result_new_added (ConsentClassifier *classifier,
                                   ConsentService    *service)
{
  g_autofree char *remedy = NULL;

  g_return_val_if_fail (CONSENT_IS_CLASSIFIER (classifier), NULL);
  g_return_val_if_fail (CONSENT_IS_SERVICE (service), NULL);

  if (count (classifier, CONSENT_CLASSIFIER_REFUSED) + count (classifier, CONSENT_CLASSIFIER_FAILED) > 0)
    return result_new (CONSENT_MESSAGE_KIND_WARNING,
                       _("Not everything could be added"),
                       _("The list below says what was, and why the rest was not."),
                       _("Try the rest again, or approve for everyone instead."));

  /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. */
  remedy = g_strdup_printf (_("Have somebody connect %s now."), consent_service_get_name (service));
  return result_new (CONSENT_MESSAGE_KIND_INFO,
                     _("The permissions are classified as low now"),
                     _("It counts for what users agree to from now on."), remedy);
}

ConsentClassifyResult *
consent_classify_result_new_undone (ConsentClassifier *classifier)
{
  g_return_val_if_fail (CONSENT_IS_CLASSIFIER (classifier), NULL);

  if (consent_classifier_count_added (classifier) > 0)
    return result_new (CONSENT_MESSAGE_KIND_WARNING,
                       _("Not everything could be taken back"),
                       _("The list below says why."), _("Try Undo again."));

  return result_new (CONSENT_MESSAGE_KIND_INFO,
                     _("Everything was taken back"),
                     _("What users have agreed to in the meantime stays. New requests are "
                       "treated as before."),
                     NULL);
}

ConsentClassifyResult *
consent_classify_result_new_stopped (void)
{
  return result_new (CONSENT_MESSAGE_KIND_WARNING,
                     _("Stopped"), _("The list below says how far it came."),
                     _("Go on by trying again, or undo what was done."));
}

ConsentClassifyResult *
consent_classify_result_new_nothing (void)
{
  return result_new (CONSENT_MESSAGE_KIND_INFO,
                     _("There is nothing to add"),
                     _("Nothing that you ticked can be added, or has to be: the list below "
                       "says how each permission stands."),
                     NULL);
}

ConsentClassifyResult *
consent_classify_result_new_useless (ConsentSetup *setup)
{
  g_autoptr (ConsentMessage) message = NULL;
  const ConsentReport *report;
  const ConsentCheck *check;

  g_return_val_if_fail (CONSENT_IS_SETUP (setup), NULL);

  report = consent_setup_get_report (setup);
  check = report != NULL ? consent_report_find_check (report, "classifications") : NULL;
  if (check != NULL)
    return result_new (CONSENT_MESSAGE_KIND_INFO, _("Classifying would not help"),
                       check->finding, check->remedy);

  message = consent_route_describe_user_consent (setup);
  return result_new (CONSENT_MESSAGE_KIND_INFO, _("Classifying would not help"),
                     message->title, message->remedy);
}

ConsentClassifyResult *
consent_classify_result_new_elsewhere (const ConsentReport *report)
{
  const ConsentCheck *check;

  g_return_val_if_fail (report != NULL, NULL);

  check = consent_report_find_check (report, "organization");
  return result_new (CONSENT_MESSAGE_KIND_ERROR, _("This is another organization"),
                     check->finding, check->remedy);
}

ConsentClassifyResult *
consent_classify_result_new_failed (const GError   *error,
                                    ConsentService *service)
{
  g_return_val_if_fail (error != NULL, NULL);

  return result_new_for_message (consent_message_kind_for_error (error),
                                 consent_message_new_for_error (error, service));
}

void
consent_classify_result_free (ConsentClassifyResult *self)
{
  if (self == NULL)
    return;

  consent_message_free (self->message);
  g_free (self);
}
