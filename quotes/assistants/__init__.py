"""Tools for language models, over the Model Context Protocol.

They look a quote up, check a draft, and list what somebody has said.

In: a question of a model. Out: an answer with its evidence and what was searched, as text and in structured
form (`answers`, in the `shapes` that models are told beforehand). `questions` asks the database, read-only;
`server` offers the three tools on standard input and output. It needs the extra `quotes[mcp]`.
"""
