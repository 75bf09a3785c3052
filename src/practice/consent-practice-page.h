/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ConsentPracticePage:
 *
 * Builds one plain HTML page, marked as practice. Every text is escaped here and nowhere else.
 * There is no script and no picture; one style sheet makes it readable.
 */
typedef struct _ConsentPracticePage ConsentPracticePage;

/* The policy that goes with every page: no script, nothing from elsewhere. Forms may end on a
 * loopback address of another port, where a program waits for its sign-in (reference, 4.3). */
#define CONSENT_PRACTICE_PAGE_POLICY \
  "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; " \
  "form-action 'self' http://localhost:* http://127.0.0.1:*"

/* Where the style sheet is expected, and what it says. */
#define CONSENT_PRACTICE_PAGE_STYLE_PATH "/practice.css"
extern const char consent_practice_page_style[];

/**
 * consent_practice_page_new:
 * @id: names the kind of page, for programs that drive a browser
 * @title: heading and window title
 */
ConsentPracticePage *consent_practice_page_new  (const char          *id,
                                                 const char          *title);
void                 consent_practice_page_free (ConsentPracticePage *self);

void consent_practice_page_add_heading   (ConsentPracticePage *self,
                                          const char          *text);
void consent_practice_page_add_paragraph (ConsentPracticePage *self,
                                          const char          *text);

/* @items: (element-type utf8): the texts of an unordered list */
void consent_practice_page_add_list      (ConsentPracticePage *self,
                                          GPtrArray           *items);

/* A name and its value, to read out or copy. Those that follow each other make one list. */
void consent_practice_page_add_value     (ConsentPracticePage *self,
                                          const char          *name,
                                          const char          *value);

/**
 * consent_practice_page_open_form:
 * @action: the address that the form is sent to
 * @ticket: (nullable): the hidden field "ticket"
 *
 * Opens a form; it is closed by the next thing that is neither a button nor an entry.
 */
void consent_practice_page_open_form  (ConsentPracticePage *self,
                                       const char          *action,
                                       const char          *ticket);

/* A line to type in, called @id in the page and in the form. */
void consent_practice_page_add_entry  (ConsentPracticePage *self,
                                       const char          *id,
                                       const char          *label);

/* A button that sends the form with the field "choice" set to its @id. */
void consent_practice_page_add_button (ConsentPracticePage *self,
                                       const char          *id,
                                       const char          *label);

/* Returns: (transfer full): the page, complete */
char *consent_practice_page_to_html (ConsentPracticePage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentPracticePage, consent_practice_page_free)

G_END_DECLS
