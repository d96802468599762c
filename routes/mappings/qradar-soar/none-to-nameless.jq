# -> rows for POST /incidents of one incident without a name: the refusal tells whether the credentials may write, and nothing is made.
[{}]
