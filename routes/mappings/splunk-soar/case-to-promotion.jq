# $input: {template}, a workbook template's number, optional -> body of POST /container/{id} that makes a case of the container.
# The key of the template is template_id by the reference and template by what was seen: both are sent, what is not known is ignored.
{container_type: "case"}
| (($input.template | text | filled) // setting("workbook-template"; null)) as $template
| if $template == null then . elif ($template | test("^[0-9]{1,15}$") | not) then error("template is the number of a workbook template")
  else . + {template_id: ($template | tonumber), template: ($template | tonumber)} end
