# $input = {indicators, feeds} -> {pushed, refused}, after all feeds went through. The system answers nothing: what is on its exclusion list is
# dropped without a word.
{
  pushed: ([$input.feeds[].indicators | length] | add // 0),
  refused: [$input.indicators | list[] | objects | select(indicator_type == null) | no_type]
}
