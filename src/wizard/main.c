/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-application.h"
#include "consent-text.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr (ConsentApplication) application = NULL;

  consent_text_use_translations ();

  application = consent_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
