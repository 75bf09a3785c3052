/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-practice-request.h"
#include "consent-practice-session.h"

G_BEGIN_DECLS

/* What a person did with a device code. */
typedef enum {
  CONSENT_PRACTICE_DEVICE_PENDING,
  CONSENT_PRACTICE_DEVICE_SIGNED_IN,
  CONSENT_PRACTICE_DEVICE_DECLINED,
  CONSENT_PRACTICE_DEVICE_EXPIRED,
} ConsentPracticeDeviceStatus;

/**
 * ConsentPracticeDevice:
 * @session: what the tokens will stand for
 * @user_code: what the person types
 * @status: what became of it
 * @expires: when it can no longer be used, in monotonic time
 * @polls: how often the program has asked
 *
 * A sign-in by device code. Counted references.
 */
typedef struct
{
  ConsentPracticeSession *session;
  char *user_code;
  ConsentPracticeDeviceStatus status;
  gint64 expires;
  guint polls;
} ConsentPracticeDevice;

/* Counts one poll. Returns: the status as of now */
ConsentPracticeDeviceStatus consent_practice_device_poll (ConsentPracticeDevice *self);

/* POST {tenant}/oauth2/v2.0/devicecode: reference, 4.6. */
void consent_practice_device_answer      (ConsentPracticeRequest *request);

/* GET and POST common/oauth2/deviceauth: where the person types the code. */
void consent_practice_device_answer_page (ConsentPracticeRequest *request);

G_END_DECLS
