# -> name of the custom list that holds indicators. $settings: indicator-list.
setting("indicator-list"; "soarbridge_indicators")
