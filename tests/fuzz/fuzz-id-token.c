/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "fuzz-sign-in.h"

#include <string.h>

static void
read_id_token (const char *id_token)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) json = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "token_type");
  json_builder_add_string_value (builder, "Bearer");
  json_builder_set_member_name (builder, "access_token");
  json_builder_add_string_value (builder, "access");
  json_builder_set_member_name (builder, "id_token");
  json_builder_add_string_value (builder, id_token);
  json_builder_end_object (builder);
  json = json_builder_get_root (builder);

  fuzz_read_token (json);
}

/* Once as the token itself, and once as its claims. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = fuzz_dup_text (data, size);
  g_autofree char *claims = g_base64_encode (data, size);
  g_autofree char *id_token = NULL;

  if (g_utf8_validate (text, -1, NULL))
    read_id_token (text);

  g_strdelimit (claims, "+", '-');
  g_strdelimit (claims, "/", '_');
  claims[strcspn (claims, "=")] = '\0';
  id_token = g_strconcat ("e30.", claims, ".c2ln", NULL);
  read_id_token (id_token);

  return 0;
}
