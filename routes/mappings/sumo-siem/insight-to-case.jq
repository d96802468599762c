# Insight (GET /insights/{id}, an element of a list, or what the engine's own webhook posts) -> Case.
# $input: {source, connection}, optional. $settings: ui-url.
data_of | insight_in
