# $input = {session}, the answer of GET /session -> the number of the organization to work in, as text. $settings: org, by name, number, uuid or cloud account.
($input.session | need_object("a session")) as $session
| ($settings.org | filled) as $wanted
| [$session.orgs | list[] | objects] as $all
| [$all[] | select(.enabled != false) | select($wanted == null or (.id | text) == $wanted or .uuid == $wanted or .name == $wanted or .cloud_account == $wanted)] as $fitting
| if ($fitting | length) == 1 then $fitting[0].id | text
  elif $wanted == null and ($fitting | length) > 1 then error("the credentials see several organizations: \([$fitting[].name] | join(", ")). Set org to one of them")
  elif $wanted == null then error("the credentials see no organization that is enabled")
  elif ($fitting | length) > 1 then error("several organizations are called \($wanted); set org to the number of one of them: \([$fitting[].id | text] | join(", "))")
  else error("the credentials see no enabled organization \($wanted). They see: \([$all[].name | text] | join(", "))") end
