# Marked comment -> body of POST /investigation/{id}, which answers the incident's War Room entries.
# A size is sent, since what a missing one means is not known.
{pageSize: 1000}
