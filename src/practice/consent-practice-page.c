/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-page.h"

#include <glib/gi18n-lib.h>

struct _ConsentPracticePage
{
  char *id;
  char *title;
  GString *body;
  /* The element that is open and collects what is added next: "dl", "form" or NULL. */
  const char *open;
};

const char consent_practice_page_style[] =
  ":root { color-scheme: light dark; }\n"
  "body { font: 1rem/1.5 sans-serif; margin: 0; overflow-wrap: anywhere; }\n"
  "header, main { max-width: 34rem; margin: 0 auto; padding: 1rem; }\n"
  "header { border-bottom: 4px dashed; text-align: center; font-weight: bold; }\n"
  "h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; }\n"
  "dt { font-weight: bold; } dd { margin: 0 0 0.5rem; }\n"
  "form { display: flex; flex-wrap: wrap; gap: 0.75rem; margin: 1.5rem 0; }\n"
  "label { flex-basis: 100%; }\n"
  "button, input { font: inherit; padding: 0.5rem 1.25rem; }\n";

static void G_GNUC_PRINTF (2, 3)
append (ConsentPracticePage *self,
        const char          *format,
        ...)
{
  g_autofree char *markup = NULL;
  va_list args;

  va_start (args, format);
  markup = g_markup_vprintf_escaped (format, args);
  va_end (args);

  g_string_append (self->body, markup);
}

static void
switch_to (ConsentPracticePage *self,
           const char          *element)
{
  if (g_strcmp0 (self->open, element) == 0)
    return;

  if (self->open != NULL)
    append (self, "</%s>\n", self->open);

  self->open = element;
}

ConsentPracticePage *
consent_practice_page_new (const char *id,
                           const char *title)
{
  ConsentPracticePage *self = g_new0 (ConsentPracticePage, 1);

  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->body = g_string_new (NULL);

  return self;
}

void
consent_practice_page_free (ConsentPracticePage *self)
{
  g_free (self->id);
  g_free (self->title);
  g_string_free (self->body, TRUE);
  g_free (self);
}

void
consent_practice_page_add_heading (ConsentPracticePage *self,
                                   const char          *text)
{
  switch_to (self, NULL);
  append (self, "<h2>%s</h2>\n", text);
}

void
consent_practice_page_add_paragraph (ConsentPracticePage *self,
                                     const char          *text)
{
  switch_to (self, NULL);
  append (self, "<p>%s</p>\n", text);
}

void
consent_practice_page_add_list (ConsentPracticePage *self,
                                GPtrArray           *items)
{
  switch_to (self, NULL);
  g_string_append (self->body, "<ul>\n");
  for (guint i = 0; i < items->len; i++)
    append (self, "<li>%s</li>\n", (const char *) g_ptr_array_index (items, i));
  g_string_append (self->body, "</ul>\n");
}

void
consent_practice_page_add_value (ConsentPracticePage *self,
                                 const char          *name,
                                 const char          *value)
{
  if (g_strcmp0 (self->open, "dl") != 0)
    {
      switch_to (self, "dl");
      g_string_append (self->body, "<dl>\n");
    }

  append (self, "<dt>%s</dt><dd>%s</dd>\n", name, value);
}

void
consent_practice_page_open_form (ConsentPracticePage *self,
                                 const char          *action,
                                 const char          *ticket)
{
  switch_to (self, NULL);
  switch_to (self, "form");
  append (self, "<form method=\"post\" action=\"%s\" autocomplete=\"off\">\n", action);
  if (ticket != NULL)
    append (self, "<input type=\"hidden\" name=\"ticket\" value=\"%s\">\n", ticket);
}

void
consent_practice_page_add_entry (ConsentPracticePage *self,
                                 const char          *id,
                                 const char          *label)
{
  g_return_if_fail (g_strcmp0 (self->open, "form") == 0);

  append (self,
          "<label for=\"%s\">%s</label>\n"
          "<input type=\"text\" id=\"%s\" name=\"%s\" required spellcheck=\"false\">\n",
          id, label, id, id);
}

void
consent_practice_page_add_button (ConsentPracticePage *self,
                                  const char          *id,
                                  const char          *label)
{
  g_return_if_fail (g_strcmp0 (self->open, "form") == 0);

  append (self,
          "<button type=\"submit\" id=\"%s\" name=\"choice\" value=\"%s\">%s</button>\n",
          id, id, label);
}

char *
consent_practice_page_to_html (ConsentPracticePage *self)
{
  /* Translators: the code of the language you translate into, as HTML writes it, such as "de" or
   * "pt-BR". It is not shown; screen readers choose their voice by it. */
  const char *language = C_("HTML language code", "en");
  const char *banner = _("Practice – nothing here is real");
  g_autofree char *head = NULL;

  switch_to (self, NULL);

  head = g_markup_printf_escaped ("<!DOCTYPE html>\n"
                                  "<html lang=\"%s\">\n"
                                  "<head>\n"
                                  "<meta charset=\"utf-8\">\n"
                                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                                  "<title>%s – %s</title>\n"
                                  "<link rel=\"stylesheet\" href=\"" CONSENT_PRACTICE_PAGE_STYLE_PATH "\">\n"
                                  "</head>\n"
                                  "<body>\n"
                                  "<header>%s</header>\n"
                                  "<main id=\"%s\">\n"
                                  "<h1>%s</h1>\n",
                                  language, self->title, banner, banner, self->id, self->title);

  return g_strconcat (head, self->body->str, "</main>\n</body>\n</html>\n", NULL);
}
