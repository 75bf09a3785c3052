/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ConsentApplication:
 *
 * The program: its options, and a window for each journey. Started again without options it brings
 * its window forward; `--practice` opens one more. With another service or other hosts it is a
 * process of its own, because those hold for the whole process.
 *
 * Exits with 2 if an option or one of the variables CONSENT_AUTHORITY and CONSENT_GRAPH is wrong.
 */
#define CONSENT_TYPE_APPLICATION (consent_application_get_type ())
G_DECLARE_FINAL_TYPE (ConsentApplication, consent_application, CONSENT, APPLICATION, AdwApplication)

ConsentApplication *consent_application_new (void);

G_END_DECLS
