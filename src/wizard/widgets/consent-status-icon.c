/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-status-icon.h"

void
consent_status_icon_set (GtkImage      *image,
                         ConsentStatus  status)
{
  static const struct
  {
    const char *icon_name;
    const char *style_class;
  } looks[] = {
    [CONSENT_STATUS_PASS] = { "object-select-symbolic", "success" },
    [CONSENT_STATUS_WARN] = { "dialog-warning-symbolic", "warning" },
    [CONSENT_STATUS_FAIL] = { "dialog-error-symbolic", "error" },
    [CONSENT_STATUS_INFO] = { "dialog-information-symbolic", "accent" },
    [CONSENT_STATUS_UNKNOWN] = { "dialog-question-symbolic", "dim-label" },
  };

  g_return_if_fail (GTK_IS_IMAGE (image));
  g_return_if_fail (status < G_N_ELEMENTS (looks));

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (image), looks[i].style_class);

  gtk_image_set_from_icon_name (image, looks[status].icon_name);
  gtk_widget_add_css_class (GTK_WIDGET (image), looks[status].style_class);
}

void
consent_status_icon_set_verdict (GtkImage       *image,
                                 ConsentVerdict  verdict)
{
  static const ConsentStatus statuses[] = {
    [CONSENT_VERDICT_READY] = CONSENT_STATUS_PASS,
    [CONSENT_VERDICT_READY_WITH_REMARKS] = CONSENT_STATUS_WARN,
    [CONSENT_VERDICT_NOT_APPROVED] = CONSENT_STATUS_FAIL,
    [CONSENT_VERDICT_BLOCKED] = CONSENT_STATUS_FAIL,
    [CONSENT_VERDICT_UNKNOWN] = CONSENT_STATUS_UNKNOWN,
  };

  g_return_if_fail (verdict < G_N_ELEMENTS (statuses));

  consent_status_icon_set (image, statuses[verdict]);
}
