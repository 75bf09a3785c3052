/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-report.h"
#include "consent-window.h"

G_BEGIN_DECLS

/* The whole window with all of its pages, on a real journey whose checks are fake ones. */
typedef struct
{
  ConsentContext *context;
  /* Not owned: %NULL when the window is gone. */
  ConsentWindow *window;
} WindowFixture;

void window_fixture_set_up    (WindowFixture *fixture,
                               gconstpointer  data);
/* Asserts that nothing is left of it. */
void window_fixture_tear_down (WindowFixture *fixture,
                               gconstpointer  data);
/* Shows the window of a context that the test has made. */
void window_fixture_show      (WindowFixture *fixture);

ConsentAssistant *window_fixture_get_assistant (WindowFixture *fixture);
ConsentPage      *window_fixture_get_page      (WindowFixture *fixture);

/* @text: (nullable): the action's target */
void window_fixture_activate (WindowFixture *fixture,
                              const char    *action,
                              const char    *text);

/* Knows what is asked for, and goes on to the page of that type. */
ConsentPage *window_fixture_skip_to (WindowFixture *fixture,
                                     GType          type);

/* Goes on to the check page and starts one; it is under way then, or found @report. */
ConsentPage *window_fixture_start_check  (WindowFixture *fixture);
void         window_fixture_finish_check (WindowFixture *fixture,
                                          ConsentReport *report);

G_END_DECLS
