# -> body of POST /investigation/{id} for the files among the War Room's entries. A size is sent, since what a missing one means is not known.
{pageSize: 1000, categories: ["attachments"]}
