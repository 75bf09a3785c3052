/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-practice-request.h"

G_BEGIN_DECLS

/* GET and POST {tenant}/adminconsent: reference, section 2, the v1 form. */
void consent_practice_approval_answer        (ConsentPracticeRequest *request);

/* GET {host}/{path} of a return address: stands for the service's own web site. */
void consent_practice_approval_answer_return (ConsentPracticeRequest *request);

G_END_DECLS
