"""Google Document AI: a second reader, asked about pages that the embedded engines read doubtfully.

asking.py     which pages are asked about, within budget, and what comes of each answer
doubtful.py   when a page counts as read doubtfully
uptake.py     what becomes of the document with the answer, or without one
witnesses.py  words that two engines read, compared
placing.py    from places in the answer to places on the page that was sent
client.py     the call itself: the only file that knows Google's client library
failures.py   what went wrong with a call, by its code, and whether trying again can help
breaker.py    leaves Google alone for a while when it keeps failing
answer.py     Google's document as our words and entities
fields.py     what its entities mean to us (config/documentai.toml)

The call is made by the service itself, never by the child process that opens the document: the child has no
credentials, and makes only pictures of the pages (docs/document-ai.md).
"""
