# Bodies of POST /indicators/feed/json -> the first one, or null.
list | .[0] // null
